"""Targets that several agencies work towards."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from materials import material as made
from plain_rows import (
    about,
    bodies,
    body,
    changed,
    initiative,
    links,
    named,
    parts,
    session,
    target,
)

from graph.network.material import Material, Part, Placed, Value
from graph.network.shared import NEEDS, SharedTarget, Which, shared_targets

DAY = "2025-06-01"


def told(which: Which | None = None, minimum: int = 2, **tables) -> list[SharedTarget]:
    return shared_targets(made(**tables), DAY, which, minimum)


def attended(id_: str, day: str, ids: str) -> list[Part]:
    return [Part(each, id_, "PARTICIPANT", day, None) for each in ids.split()]


def test_agencies_contribute_directly_and_by_initiatives_that_serve_the_target() -> None:
    (found,) = told(
        agencies=bodies("a b c d"),
        targets=[target("t")],
        initiatives=[initiative("i")],
        contributions=[
            Part("a", "t", "LEAD", None, None),
            Part("b", "t", "CONTRIBUTOR", None, None),
        ],
        participations=[*parts("i", "b c"), *parts("other", "d")],
        initiative_targets=links("i t"),
        target_sectors=links("t s2", "t s1"),
    )
    assert (found.target, found.agency_count) == ("t", 3)
    assert (found.agencies, found.direct, found.leaders) == (("a", "b", "c"), ("a", "b"), ("a",))
    assert found.sectors == ("s1", "s2")


def test_most_agencies_come_first_then_by_target_and_keys_say_so() -> None:
    found = told(
        agencies=bodies("a b c"),
        targets=[target("u"), target("t"), target("v"), target("w")],
        contributions=[
            *parts("u", "a b"),
            *parts("t", "a b"),
            *parts("v", "a b c"),
            *parts("w", "a"),
        ],
    )
    assert [one.target for one in found] == ["v", "t", "u"]
    keys = [one.key for one in found]
    assert keys == sorted(keys) and len(set(keys)) == len(keys)


def test_a_minimum_leaves_out_what_has_fewer() -> None:
    tables = {
        "agencies": bodies("a b"),
        "targets": [target("t"), target("u"), target("none")],
        "contributions": [*parts("t", "a b"), *parts("u", "a")],
    }
    assert [one.target for one in told(minimum=1, **tables)] == ["t", "u"]
    assert [one.target for one in told(minimum=2, **tables)] == ["t"]
    assert told(minimum=3, **tables) == []
    assert told() == []


def test_units_count_as_their_agency_and_bodies_gone_as_the_one_after() -> None:
    (found,) = told(
        agencies=[body("a"), body("old", end="2025-01-01"), body("new", start="2025-01-01")],
        units=[body("unit", type_=None)],
        unit_of=[Placed("unit", "a", None, None, None)],
        events=[changed("RENAMED", "2025-01-01", "old", "new")],
        targets=[target("t")],
        contributions=[*parts("t", "a unit"), Part("old", "t", "LEAD", None, None)],
    )
    assert (found.agencies, found.leaders) == (("a", "new"), ("new",))


def test_contributions_that_do_not_hold_on_the_day_are_none() -> None:
    assert not told(
        agencies=bodies("a b c"),
        targets=[target("t")],
        contributions=[
            *parts("t", "a"),
            *parts("t", "b", end=DAY),
            *parts("t", "c", start="2025-06-02"),
        ],
    )


def test_bodies_that_stand_for_a_class_contribute_only_when_asked_for() -> None:
    tables = {
        "agencies": [body("a"), body("every", type_="GENERIC")],
        "targets": [target("t")],
        "contributions": parts("t", "a every"),
    }
    assert told(**tables) == []
    assert len(told(Which(placeholders=True), **tables)) == 1


def test_sessions_of_the_past_year_are_meetings_where_about_it_or_two_attended() -> None:
    (found,) = told(
        agencies=bodies("a b x"),
        targets=[target("t")],
        contributions=parts("t", "a b"),
        sessions=[
            session("about", DAY),
            session("both", "2024-06-01"),
            session("old", "2024-05-31"),
            session("later", "2025-06-02"),
            session("one", DAY),
        ],
        session_targets=about("about t", "later t", "old t"),
        attendances=[
            *attended("both", "2024-06-01", "a b"),
            *attended("old", "2024-05-31", "a b"),
            *attended("one", DAY, "a x"),
        ],
    )
    assert found.meetings == ("about", "both")
    assert (found.meets, found.unmet_pairs, found.joint) == (True, 0, ())


def test_a_session_about_it_is_a_meeting_though_no_pair_met() -> None:
    (found,) = told(
        agencies=bodies("a b c"),
        targets=[target("t")],
        contributions=parts("t", "a b c"),
        sessions=[session("about", DAY)],
        session_targets=about("about t"),
    )
    assert (found.meets, found.unmet_pairs, found.meetings) == (True, 3, ("about",))


def test_joint_initiatives_are_live_ones_of_two_contributors_whatever_they_serve() -> None:
    (found,) = told(
        agencies=bodies("a b c x"),
        targets=[target("t")],
        contributions=parts("t", "a b c"),
        initiatives=[
            initiative("live", end=DAY),
            initiative("ended", "ENDED"),
            initiative("past", end="2025-05-31"),
            initiative("ahead", "PLANNED", start="2025-06-02"),
            initiative("one"),
        ],
        participations=[
            *(part for id_ in ("live", "ended", "past", "ahead") for part in parts(id_, "a b")),
            *parts("one", "c x"),
        ],
    )
    assert (found.joint, found.meetings) == (("live",), ())
    assert (found.meets, found.unmet_pairs) == (True, 2)


def test_two_roles_of_one_agency_are_no_pair() -> None:
    (found,) = told(
        agencies=bodies("a b"),
        targets=[target("t")],
        contributions=parts("t", "a b"),
        initiatives=[initiative("i")],
        participations=[*parts("i", "a"), Part("a", "i", "LEAD", None, None)],
    )
    assert (found.joint, found.meets, found.unmet_pairs) == ((), False, 1)


def test_progress_and_the_last_report_are_those_of_the_day() -> None:
    values = [
        Value("t", "i", "i", None, None, "UP", period, kind, number, None, None)
        for period, kind, number in (
            ("2023", "BASELINE", 10.0),
            ("2023", "ACTUAL", 10.0),
            ("2025", "TARGET", 20.0),
            ("2026", "ACTUAL", 30.0),
        )
    ]
    (found,) = told(
        agencies=bodies("a b"),
        targets=[target("t", 2020, 2029)],
        contributions=parts("t", "a b"),
        values=values,
    )
    assert (found.last_reported, found.stale) == ("2023", False)
    assert [(row.period, row.actual) for row in found.progress] == [("2023", 10.0), ("2025", None)]
    months = shared_targets(
        made(
            agencies=bodies("a b"),
            targets=[target("t", 2020, 2029)],
            contributions=parts("t", "a b"),
            values=values,
        ),
        DAY,
        stale_months=17,
    )
    assert [one.stale for one in months] == [True]


FILTERED = {
    "agencies": bodies("a b c"),
    "sectors": named("s1 s2"),
    "plans": named("p1 p2"),
    "targets": [target("t"), target("u", 2020, 2021), target("v")],
    "target_sectors": links("t s1", "u s2", "u s1"),
    "target_plans": links("t p1", "v p2"),
    "contributions": [*parts("t", "a b"), *parts("u", "b c"), *parts("v", "a b")],
    "sessions": [session("about", DAY)],
    "session_targets": about("about t"),
}


@pytest.mark.parametrize(
    ("which", "found"),
    [
        (Which(), "tuv"),
        (Which(sectors=frozenset({"s1"})), "tu"),
        (Which(sectors=frozenset({"s2", "nothing"})), "u"),
        (Which(plans=frozenset({"p1", "p2"})), "tv"),
        (Which(sectors=frozenset({"s1"}), plans=frozenset({"p2"})), ""),
        (Which(agencies=frozenset({"c"})), "u"),
        (Which(agencies=frozenset({"a", "c"})), "tuv"),
        (Which(stale=True), "tv"),
        (Which(unmet=True), "uv"),
        (Which(stale=True, unmet=True), "v"),
    ],
)
def test_filters_leave_what_passes_all_of_them(which: Which, found: str) -> None:
    assert "".join(one.target for one in told(which, **FILTERED)) == found


def test_one_agency_alone_has_nobody_to_meet() -> None:
    alone = {
        "agencies": bodies("a"),
        "targets": [target("t")],
        "contributions": parts("t", "a"),
    }
    (found,) = told(minimum=1, **alone)
    assert (found.meets, found.unmet_pairs) == (False, 0)
    assert told(Which(unmet=True), minimum=1, **alone) == []


def test_it_reads_no_more_tables_than_it_names() -> None:
    material = made(**FILTERED)
    few = Material(1, {name: material[name] for name in NEEDS})
    which = Which(sectors=frozenset({"s1"}), plans=frozenset({"p1"}), stale=True)
    (found,) = shared_targets(few, DAY, which)
    assert (found.progress, found.meetings, found.joint) == ((), ("about",), ())


def test_links_to_targets_that_one_may_not_see_are_passed_over() -> None:
    assert not told(
        agencies=bodies("a b"),
        participations=parts("i", "a b"),
        initiative_targets=links("i hidden"),
    )


groups = st.lists(st.sampled_from("abcde"), unique=True).map(" ".join)


@given(groups, st.lists(groups, max_size=4), st.lists(groups, max_size=3))
def test_unmet_pairs_are_those_that_share_neither(
    contributors: str, initiatives: list[str], sessions: list[str]
) -> None:
    found = told(
        minimum=1,
        agencies=bodies("a b c d e"),
        targets=[target("t")],
        contributions=parts("t", contributors),
        initiatives=[initiative(f"i{n}") for n in range(len(initiatives))],
        participations=[p for n, ids in enumerate(initiatives) for p in parts(f"i{n}", ids)],
        sessions=[session(f"s{n}", DAY) for n in range(len(sessions))],
        attendances=[p for n, ids in enumerate(sessions) for p in attended(f"s{n}", DAY, ids)],
    )
    together = [set(ids.split()) for ids in (*initiatives, *sessions)]
    pairs = list(combinations(contributors.split(), 2))
    unmet = [pair for pair in pairs if not any(set(pair) <= group for group in together)]
    assert [one.unmet_pairs for one in found] == ([len(unmet)] if contributors else [])
    for one in found:
        assert one.meets is (len(unmet) < len(pairs)) is bool(one.joint or one.meetings)
