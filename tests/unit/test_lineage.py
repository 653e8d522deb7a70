"""Which bodies are one body under several names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from materials import material as made
from plain_rows import changed

from graph.network.lineage import (
    ancestors,
    carried,
    descendants,
    heirs,
    lineages,
    successors,
)

ids = st.lists(st.sampled_from("abcdefg"), max_size=3, unique=True).map(" ".join)
kinds = st.sampled_from(("RENAMED", "MERGED", "SPLIT", "REPLACED", "ABOLISHED"))
days = st.sampled_from(("2024-01-01", "2024-02-01", "2024-03-01"))
events = st.lists(st.builds(changed, kinds, days, ids, ids), max_size=6, unique_by=lambda e: e.id)


def carry(*changes):
    return carried(made(events=changes), "2020-01-01", "2030-01-01")


def test_a_transfer_a_creation_and_an_end_carry_nobody_on() -> None:
    assert not carry(
        changed("TRANSFERRED", "2024-01-01", "a", "b"),
        changed("CREATED", "2024-01-01", "", "c"),
        changed("ABOLISHED", "2024-01-01", "d e", ""),
    )


def test_a_change_belongs_to_the_days_up_to_its_own() -> None:
    material = made(events=[changed("RENAMED", "2024-10-21", "a", "b")])
    assert carried(material, "2024-10-20", "2024-10-21")
    assert not carried(material, "2024-10-21", "2025-01-01")
    assert not carried(material, "2024-01-01", "2024-10-20")


def test_only_one_that_came_after_is_a_successor() -> None:
    found = successors(
        made(
            events=[
                changed("RENAMED", "2024-01-01", "a", "b"),
                changed("SPLIT", "2024-01-01", "c", "d e"),
                changed("MERGED", "2024-01-01", "f g", "g"),
            ]
        )
    )
    assert found == {"a": "b", "f": "g"}


def test_bodies_that_changes_connect_are_of_one_lineage_whichever_way() -> None:
    merged = changed("MERGED", "2024-01-01", "b c", "d")
    split = changed("SPLIT", "2024-02-01", "d", "a e")
    assert lineages([merged, split]) == dict.fromkeys("abcde", "a")


def test_heirs_are_followed_in_the_order_of_days() -> None:
    later = changed("RENAMED", "2024-02-01", "a", "b")
    earlier = changed("RENAMED", "2024-01-01", "b", "c")
    assert list(heirs("ab", carry(later, earlier))) == [
        ("a", "b", ("a>b",)),
        ("b", "c", ("b>c",)),
    ]


def test_changes_of_one_day_follow_each_other_whatever_they_are_called() -> None:
    first, then = (
        changed("RENAMED", "2024-01-01", "z", "m"),
        changed("SPLIT", "2024-01-01", "m", "a b"),
    )
    assert list(heirs("z", carry(first, then))) == [
        ("z", "m", ("z>m",)),
        ("z", "a", ("z>m", "m>a b")),
        ("z", "b", ("z>m", "m>a b")),
    ]


def test_one_that_gets_its_name_back_is_not_its_own_heir() -> None:
    there, back = (
        changed("RENAMED", "2024-01-01", "a", "b"),
        changed("RENAMED", "2024-02-01", "b", "a"),
    )
    assert list(heirs("a", carry(there, back))) == [("a", "b", ("a>b",))]


@given(events)
def test_heirs_are_of_the_lineage_and_changes_lead_to_them(changes) -> None:
    found = carry(*changes)
    of, by_id = lineages(found), {event.id: event for event in found}
    for first, heir, trail in heirs("abcdefg", found):
        assert first != heir and of[first] == of[heir]
        assert first in by_id[trail[0]].before and heir in by_id[trail[-1]].after
        at = [by_id[event].day for event in trail]
        assert at == sorted(at)


@given(events)
def test_lineages_do_not_depend_on_the_order_of_changes(changes) -> None:
    found = carry(*changes)
    assert lineages(found) == lineages(found[::-1])
    assert all(name in "abcdefg" and of <= name for name, of in lineages(found).items())


def reached(body, events):
    """What changes lead to from a body, each change after the one before it, the slow way."""
    found, waiting = set(), [(body, "")]
    while waiting:
        here, since = waiting.pop()
        for event in events:
            if here in event.before and event.day >= since:
                for there in event.after:
                    if (there, event.day) not in found:
                        found.add((there, event.day))
                        waiting.append((there, event.day))
    return {there for there, _ in found} - {body}


@given(events)
def test_descendants_and_ancestors_are_all_and_only_those_that_changes_lead_to(changes) -> None:
    found = carry(*changes)
    for body in "abcdefg":
        ahead, back = descendants(body, found), ancestors(body, found)
        assert {each.body for each in ahead} == reached(body, found)
        assert {each.body for each in back} == {b for b in "abcdefg" if body in reached(b, found)}
        for start, end, path in [
            *((body, *each) for each in ahead),
            *((each.body, body, each.path) for each in back),
        ]:
            at = {start}
            for event in path:
                assert at & set(event.before)
                at = set(event.after)
            assert end in at
            assert [e.day for e in path] == sorted(e.day for e in path)


def test_the_path_is_told_in_order_from_either_end() -> None:
    found = carry(
        changed("RENAMED", "2024-01-01", "a", "b"), changed("SPLIT", "2024-02-01", "b", "c d")
    )
    (origin,) = [each for each in ancestors("d", found) if each.body == "a"]
    (heir,) = [each for each in descendants("a", found) if each.body == "d"]
    assert [event.type for event in origin.path] == ["RENAMED", "SPLIT"]
    assert origin.path == heir.path


def test_changes_in_a_loop_come_to_an_end() -> None:
    found = carry(
        changed("RENAMED", "2024-01-01", "a", "b"),
        changed("RENAMED", "2024-01-01", "b", "c"),
        changed("RENAMED", "2024-01-01", "c", "a"),
    )
    assert [each.body for each in descendants("a", found)] == ["b", "c"]
    assert [each.body for each in ancestors("a", found)] == ["c", "b"]
