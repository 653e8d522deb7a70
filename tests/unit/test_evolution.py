"""How a network changes from day to day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from materials import material as made
from plain_rows import bodies, body, changed, parts, seen

from graph.network.evolution import Continued, Every, compare, days, evolution
from graph.network.material import Body, Material, Part
from graph.network.scope import Asked

BEFORE, DAY, AFTER = "2024-01-01", "2024-07-01", "2025-01-01"


def between(material: Material, before: str = BEFORE, after: str = AFTER):
    return compare(seen(material, Asked(before)), seen(material, Asked(after)), material)


def told(change):
    return change.born, change.ended, change.joined, change.left


NOTHING = ((), (), (), ())


def test_ties_are_born_and_end_and_actors_join_and_leave() -> None:
    found = between(
        made(
            agencies=[*bodies("a b"), body("old", end=DAY), body("new", start=DAY)],
            participations=[
                *parts("kept", "a b"),
                *parts("was", "a old", end=DAY),
                *parts("is", "b new", start=DAY),
            ],
        )
    )
    assert told(found) == ((("b", "new"),), (("a", "old"),), ("new",), ("old",))
    assert (found.born_count, found.ended_count, found.kept_count) == (1, 1, 1)


def test_a_renamed_body_neither_joins_nor_leaves_and_keeps_its_ties() -> None:
    found = between(
        made(
            agencies=[body("a"), body("old", end=DAY), body("new", start=DAY)],
            events=[changed("RENAMED", DAY, "old", "new")],
            participations=[
                *parts("was", "a old", end=DAY),
                *parts("is", "a new", start=DAY),
            ],
        )
    )
    assert told(found) == NOTHING
    assert found.continued == (Continued("old", "new", ("old>new",)),)
    assert found.kept_count == 1


def test_merged_and_split_bodies_are_one_and_a_tie_within_them_is_none() -> None:
    found = between(
        made(
            agencies=[
                *bodies("a"),
                *(body(id_, end=DAY) for id_ in ("m1", "m2", "whole")),
                *(body(id_, start=DAY) for id_ in ("merged", "s1", "s2")),
            ],
            events=[
                changed("MERGED", DAY, "m1 m2", "merged"),
                changed("SPLIT", DAY, "whole", "s1 s2"),
            ],
            participations=[
                *parts("one", "m1 m2 a", end=DAY),
                *parts("other", "s1 s2 a", start=DAY),
            ],
        )
    )
    assert found.joined == found.left == ()
    assert found.ended == (("a", "m1"), ("a", "m2")) and found.ended_count == 1
    assert found.born == (("a", "s1"), ("a", "s2")) and found.born_count == 1
    assert [(c.earlier, c.later) for c in found.continued] == [
        ("m1", "merged"),
        ("m2", "merged"),
        ("whole", "s1"),
        ("whole", "s2"),
    ]


def test_a_transfer_of_functions_and_an_unrecorded_change_carry_nobody() -> None:
    found = between(
        made(
            agencies=[body("old", end=DAY), body("new", start=DAY)],
            events=[changed("TRANSFERRED", DAY, "old", "new")],
        )
    )
    assert (found.joined, found.left, found.continued) == (("new",), ("old",), ())


def test_a_body_that_came_and_was_renamed_in_between_joins_once() -> None:
    found = between(
        made(
            agencies=[body("first", DAY, "2024-09-01"), body("then", "2024-09-01")],
            events=[
                changed("CREATED", DAY, "", "first"),
                changed("RENAMED", "2024-09-01", "first", "then"),
            ],
        )
    )
    assert (found.joined, found.left, found.continued) == (("then",), (), ())


def test_a_chain_of_names_is_told_from_end_to_end() -> None:
    found = between(
        made(
            agencies=[
                body("one", end="2024-03-01"),
                body("two", "2024-03-01", "2024-09-01"),
                body("three", "2024-09-01"),
            ],
            events=[
                changed("RENAMED", "2024-09-01", "two", "three"),
                changed("RENAMED", "2024-03-01", "one", "two"),
            ],
        )
    )
    assert told(found) == NOTHING
    assert found.continued == (Continued("one", "three", ("one>two", "two>three")),)


def test_a_change_on_the_later_day_counts_and_one_on_the_earlier_day_is_over() -> None:
    material = made(
        agencies=[body("old", end=DAY), body("new", start=DAY)],
        events=[changed("RENAMED", DAY, "old", "new")],
    )
    assert between(material, after=DAY).continued
    assert told(between(material, after=DAY)) == NOTHING
    assert told(between(material, before=DAY)) == NOTHING
    assert not between(material, before=DAY).continued


def test_each_day_is_looked_at_once_and_compared_with_the_one_before() -> None:
    material = made(agencies=[body("a"), body("b", start="2023-01-01"), body("c", end=DAY)])
    asked = []

    def at(day: str):
        asked.append(day)
        return seen(material, Asked(day))

    found = list(evolution(["2022-01-01", "2023-01-01", AFTER], at, material))
    assert asked == [moment.day for moment in found]
    assert [m.change and (m.change.joined, m.change.left) for m in found] == [
        None,
        (("b",), ()),
        ((), ("c",)),
    ]
    assert not list(evolution([], at, material))


@pytest.mark.parametrize(
    ("first", "last", "step", "found"),
    [
        ("2023-01-01", "2025-01-01", Every.YEAR, "2023-01-01 2024-01-01 2025-01-01"),
        ("2023-01-01", "2024-06-30", Every.YEAR, "2023-01-01 2024-01-01 2024-06-30"),
        ("2024-01-31", "2024-04-30", Every.MONTH, "2024-01-31 2024-02-29 2024-03-31 2024-04-30"),
        ("2023-11-30", "2024-05-29", Every.QUARTER, "2023-11-30 2024-02-29 2024-05-29"),
        ("2024-02-29", "2025-03-01", Every.YEAR, "2024-02-29 2025-02-28 2025-03-01"),
        ("2024-01-01", "2024-01-01", Every.MONTH, "2024-01-01"),
        ("9999-01-31", "9999-12-31", Every.YEAR, "9999-01-31 9999-12-31"),
    ],
)
def test_days_are_the_first_each_step_and_the_last(
    first: str, last: str, step: Every, found: str
) -> None:
    assert days(first, last, step) == found.split()


def test_there_are_at_most_sixty_steps() -> None:
    assert len(days("2020-01-01", "2025-01-01", Every.MONTH)) == 61
    with pytest.raises(ValueError, match=r"61 steps of a month, more than 60"):
        days("2020-01-01", "2025-01-02", Every.MONTH)
    with pytest.raises(ValueError, match=r"more than 60"):
        days("0001-01-01", "9999-12-31", Every.YEAR)


@pytest.mark.parametrize(("first", "last"), [("2024-01-02", "2024-01-01"), ("soon", "2024-01-01")])
def test_days_that_make_no_span_are_refused(first: str, last: str) -> None:
    with pytest.raises(ValueError, match=r"before|Invalid"):
        days(first, last, Every.YEAR)


actors = st.sampled_from("abcdef")
activities = st.sampled_from("uvwxyz")
bounds = st.sampled_from((None, BEFORE, DAY, AFTER))


@st.composite
def materials(draw: st.DrawFn) -> Material:
    """Six agencies with lives, changes and participations at random."""
    groups = st.lists(actors, min_size=1, max_size=2, unique=True).map(" ".join)
    kinds = st.sampled_from(("RENAMED", "MERGED", "SPLIT", "TRANSFERRED"))
    events = st.builds(changed, kinds, st.sampled_from((BEFORE, DAY, AFTER)), groups, groups)
    joined = st.builds(Part, actors, activities, st.just("PARTNER"), bounds, bounds)
    return made(
        agencies=[body(id_, draw(bounds), draw(bounds)) for id_ in "abcdef"],
        events=draw(st.lists(events, max_size=4, unique_by=lambda event: event.id)),
        participations=draw(st.lists(joined)),
    )


@given(materials(), st.sampled_from((BEFORE, DAY, AFTER)))
def test_a_day_differs_in_nothing_from_itself(material: Material, day: str) -> None:
    found = between(material, day, day)
    assert told(found) == NOTHING and not found.continued
    assert found.born_count == found.ended_count == 0


@given(materials())
def test_nothing_counts_twice_and_who_goes_on_neither_joins_nor_leaves(material: Material) -> None:
    found, back = between(material), between(material, BEFORE, BEFORE)
    now = between(material, AFTER, AFTER)
    assert len(found.born) >= found.born_count and len(found.ended) >= found.ended_count
    assert found.kept_count + found.ended_count <= back.kept_count
    assert found.kept_count + found.born_count <= now.kept_count
    assert not set(found.joined) & set(found.left)
    assert not {c.later for c in found.continued} & set(found.joined)
    assert not {c.earlier for c in found.continued} & set(found.left)


@given(materials())
def test_nothing_happens_where_everybody_is_renamed(material: Material) -> None:
    material = material.with_tables(
        agencies=tuple(b._replace(start=None, end=None) for b in material["agencies"]),
        participations=tuple(p._replace(start=None, end=None) for p in material["participations"]),
        events=(),
    )
    renamed = [_renamed(agency) for agency in material["agencies"]]
    later = material.with_tables(
        agencies=tuple(renamed),
        events=tuple(changed("RENAMED", DAY, a.id, _renamed(a).id) for a in material["agencies"]),
        participations=tuple(p._replace(body=f"{p.body}!") for p in material["participations"]),
    )
    found = compare(seen(material, Asked(BEFORE)), seen(later, Asked(AFTER)), later)
    assert told(found) == NOTHING
    assert [(c.earlier, c.later) for c in found.continued] == [(c, f"{c}!") for c in "abcdef"]
    untold = compare(
        seen(material, Asked(BEFORE)),
        seen(later, Asked(AFTER)),
        replace(later, tables={"events": ()}),
    )
    assert len(untold.left) == len(untold.joined) == 6


def _renamed(agency: Body) -> Body:
    return agency._replace(id=f"{agency.id}!")
