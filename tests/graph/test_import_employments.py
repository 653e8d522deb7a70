"""Who works where follows from the posts held, wherever no source says it itself."""

from __future__ import annotations

from typing import Any

from importing import DAY, Hub, agency, bond, employee, post, unit

from seeds.imports.item import Item

BASE: list[Item] = [
    *(agency(f"x-{a}", f"Agency {a} of X") for a in "ab"),
    *(unit(f"x-u{a}") for a in "ab"),
    *(bond("UNIT_OF", f"Unit:x-u{a}", f"Agency:x-{a}") for a in "ab"),
    *(post(f"x-p{n}") for n in range(3)),
    bond("POST_IN", "Post:x-p0", "Unit:x-ua"),
    bond("POST_IN", "Post:x-p1", "Unit:x-ua"),
    bond("POST_IN", "Post:x-p2", "Unit:x-ub"),
    employee("1977"),
]


def holds(number: int, first: str | None, last: str | None = None) -> Item:
    return bond("HOLDS", "Employee:1977", f"Post:x-p{number}", from_=first, to=last)


def works(hub: Hub) -> set[tuple[str, Any, Any]]:
    return {
        (end.removeprefix("Agency:x-"), v.get("from"), v.get("to"))
        for (_, end, _), v in hub.relations("WORKS_AT").items()
    }


def test_posts_held_make_employments(hub: Hub) -> None:
    told = hub.imports([*BASE, holds(0, "2020-01-01"), holds(2, None, "2010-01-01")])
    assert works(hub) == {("a", "2020-01-01", None), ("b", None, "2010-01-01")}
    assert told.derived.created == 2
    assert "WORKS_AT" not in told.relations
    assert hub.imports([*BASE, holds(0, "2020-01-01"), holds(2, None, "2010-01-01")]).derived == (
        type(told.derived)()
    )


def test_spells_that_touch_are_joined(hub: Hub) -> None:
    hub.imports([*BASE, holds(0, "2020-01-01", "2021-01-01"), holds(1, "2021-01-01")])
    assert works(hub) == {("a", "2020-01-01", None)}
    hub.imports([*BASE, holds(0, "2020-01-01", "2021-01-01"), holds(1, "2022-01-01")])
    # The former spell at the second post is in the source no more, and has ended.
    assert works(hub) == {("a", "2020-01-01", None)}


def test_a_spell_that_falls_apart_is_two(hub: Hub) -> None:
    hub.imports([*BASE, holds(0, "2020-01-01", "2023-01-01"), holds(1, "2022-01-01")])
    hub.imports([*BASE, holds(0, "2020-01-01", "2021-01-01"), holds(1, "2022-01-01")])
    assert works(hub) == {("a", "2020-01-01", "2021-01-01"), ("a", "2022-01-01", None)}


def test_they_end_with_the_post(hub: Hub) -> None:
    hub.imports([*BASE, holds(0, "2020-01-01")])
    hub.imports([*BASE, holds(2, DAY)])
    assert works(hub) == {("a", "2020-01-01", DAY), ("b", DAY, None)}


def test_one_that_never_was_is_removed(hub: Hub) -> None:
    hub.imports([*BASE, holds(0, "2020-01-01"), holds(2, "2021-01-01")])
    hub.write(
        "MATCH (:Employee)-[h:HOLDS]->(:Post {id: 'Post:x-p2'}) DELETE h",
    )
    told = hub.imports([*BASE, holds(0, "2020-01-01")])
    assert works(hub) == {("a", "2020-01-01", None)}
    assert told.derived.changed == 1


def test_a_post_that_moves_takes_its_holder_along(hub: Hub) -> None:
    hub.imports([*BASE, holds(0, "2020-01-01")])
    moved = [each for each in BASE if each != BASE[9]]
    assert len(moved) == len(BASE) - 1
    hub.imports(
        [*moved, bond("POST_IN", "Post:x-p0", "Unit:x-ub", from_=DAY), holds(0, "2020-01-01")]
    )
    assert works(hub) == {("a", "2020-01-01", DAY), ("b", DAY, None)}


def test_a_unit_that_another_source_moves_takes_its_people_along(hub: Hub) -> None:
    hub.imports([*BASE, holds(0, "2020-01-01", "2021-01-01")])
    hub.there(agency("x-c", "Agency C of X"))
    moved = bond("UNIT_OF", "Unit:x-ua", "Agency:x-c", from_="2020-06-01")
    told = hub.imports([moved], "east")
    assert works(hub) == {("a", "2020-01-01", "2021-01-01"), ("c", "2020-06-01", "2021-01-01")}
    hub.undo(told.run)
    assert works(hub) == {("a", "2020-01-01", "2021-01-01")}


def test_what_a_source_says_of_work_itself_is_let_be(hub: Hub) -> None:
    said = bond("WORKS_AT", "Employee:1977", "Agency:x-a", from_="1999-01-01", to="2000-01-01")
    told = hub.imports([*BASE, said, holds(0, "2020-01-01"), holds(2, "2021-01-01")])
    assert works(hub) == {("a", "1999-01-01", "2000-01-01"), ("b", "2021-01-01", None)}
    assert told.relations["WORKS_AT"].created == 1
    before = hub.relations("WORKS_AT")
    hub.imports([*BASE, said, holds(0, "2020-01-01"), holds(2, "2021-01-01")])
    assert hub.relations("WORKS_AT") == before


def test_others_work_where_they_did(hub: Hub) -> None:
    hub.there(agency("x-c", "Agency C of X"), employee("x-other"))
    hub.tied(bond("WORKS_AT", "Employee:x-other", "Agency:x-c", from_="2000-01-01"))
    before = hub.relations("WORKS_AT")
    hub.imports([*BASE, holds(0, "2020-01-01")])
    assert before.items() <= hub.relations("WORKS_AT").items()
