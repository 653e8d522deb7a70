"""Pairs of agencies that should have met."""

from __future__ import annotations

from typing import Any

import pytest
from gap_material import gaps, initiative, number, target
from materials import agency, attended, link, material, part, parts, session

from graph.network.gaps.gap import GapKind
from graph.network.language import Language
from graph.network.material import Event, Placed

A, B, C = "Agency:a", "Agency:b", "Agency:c"


def world(**more: Any) -> dict[str, Any]:
    return {
        "agencies": (agency("a"), agency("b")),
        "targets": (target("t"),),
        "contributions": parts("Target", "t", "a", "b"),
        **more,
    }


def actors(of: dict[str, Any], **wanted: Any) -> list[tuple[str, ...]]:
    return [gap.actors for gap in gaps(material(**of), GapKind.UNMET_PAIR, **wanted)]


def test_two_agencies_with_one_target_who_meet_nowhere_are_found() -> None:
    (gap,) = gaps(material(**world()), GapKind.UNMET_PAIR)
    assert (gap.actors, gap.subjects, gap.score) == ((A, B), ("Target:t",), 0.5)
    assert gap.evidence == (A, B, "Target:t")
    assert number(gap, "sharedInitiatives") == number(gap, "sharedSessions") == 0
    assert gap.explanation(Language.EN).startswith(
        "Agency a (a) and Agency b (b) both contribute to the target “Target t”"
    )
    assert gap.suggestion(Language.ID).startswith("Pertemukan a dan b ")


@pytest.mark.parametrize(
    "more",
    [
        {"agencies": (agency("a"), agency("b", "GENERIC"))},
        {"agencies": (agency("a"), agency("b", end="2026-11-25"))},
        {"targets": (target("t", 2020, 2025),)},
        {"contributions": (*parts("Target", "t", "a"), part(B, "Target:t", end="2026-11-25"))},
        {"contributions": (*parts("Target", "t", "a"), part(B, "Target:t", start="2026-11-26"))},
    ],
    ids=["placeholder", "gone", "target over", "contribution over", "contribution to come"],
)
def test_both_must_be_there_and_contribute_on_the_day(more: dict[str, Any]) -> None:
    assert actors(world(**more)) == []


@pytest.mark.parametrize(
    ("shared", "found"),
    [
        (initiative("i"), False),
        (initiative("i", "UNKNOWN", None), False),
        (initiative("i", "PLANNED", None), False),
        (initiative("i", "ENDED"), True),
        (initiative("i", end="2026-11-25"), False),
        (initiative("i", end="2026-11-24"), True),
        (initiative("i", start="2026-11-25"), False),
        (initiative("i", start="2026-11-26"), True),
    ],
)
def test_only_an_initiative_that_is_live_on_the_day_brings_them_together(
    shared: Any, found: bool
) -> None:
    taking_part = parts("Initiative", "i", "a", "b")
    assert bool(actors(world(initiatives=(shared,), participations=taking_part))) is found


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2026-11-25", True), ("2025-11-25", True), ("2025-11-24", False), ("2026-11-26", False)],
)
def test_a_session_of_the_past_year_halves_the_score_and_is_told(day: str, counts: bool) -> None:
    talk = session("talk", day)
    of = world(sessions=(talk,), attendances=attended(talk, "a", "b"))
    (gap,) = gaps(material(**of), GapKind.UNMET_PAIR)
    assert gap.score == (0.25 if counts else 0.5)
    assert number(gap, "sharedSessions") == counts
    assert (talk.id in gap.evidence) == counts
    assert ("attended in the past year: 1." in gap.explanation(Language.EN)) == counts
    assert ("1 kali menghadiri forum" in gap.explanation(Language.ID)) == counts


def test_each_further_session_lowers_the_score_and_those_of_one_alone_do_not() -> None:
    talks = [session(code, "2026-03-01") for code in "stu"]
    both = tuple(part for talk in talks[:2] for part in attended(talk, "a", "b"))
    of = world(sessions=tuple(talks), attendances=(*both, *attended(talks[2], "a")))
    (gap,) = gaps(material(**of), GapKind.UNMET_PAIR)
    assert gap.score == pytest.approx(0.5 / 3, abs=1e-6)
    assert number(gap, "sharedSessions") == 2


def test_one_initiative_ties_agencies_to_its_targets_and_units_count_as_their_agency() -> None:
    of = world(
        units=(agency("u")._replace(id="Unit:u", type=None),),
        unit_of=(Placed("Unit:u", B, None, None, None),),
        contributions=parts("Target", "t", "a"),
        initiatives=(initiative("i"),),
        participations=(part("Unit:u", "Initiative:i"),),
        initiative_targets=(link("Initiative:i", "Target:t"),),
    )
    assert actors(of) == [(A, B)]


def test_what_a_body_that_is_gone_did_counts_as_its_successors() -> None:
    of = world(
        agencies=(agency("a"), agency("old", end="2025-01-01"), agency("b")),
        contributions=parts("Target", "t", "a", "old"),
        events=(Event("e", "RENAMED", "2025-01-01", ["Agency:old"], [B]),),
    )
    assert actors(of) == [(A, B)]
    met = initiative("i")
    together = parts("Initiative", "i", "a", "b")
    assert actors(of | {"initiatives": (met,), "participations": together}) == []


def test_few_contributors_and_leads_on_both_sides_weigh_more() -> None:
    of = world(
        agencies=tuple(map(agency, "abcde")),
        targets=(target("t"), target("few"), target("led")),
        contributions=(
            *parts("Target", "t", "a", "b", "c"),
            *parts("Target", "few", "c", "d"),
            *parts("Target", "led", "d", "e", role="LEAD"),
        ),
    )
    found = gaps(material(**of), GapKind.UNMET_PAIR)
    scores = {"".join(actor[-1] for actor in gap.actors): gap.score for gap in found}
    third = pytest.approx(1 / 3, abs=1e-6)
    assert scores == {"de": pytest.approx(2 / 3, abs=1e-6), "cd": 0.5} | dict.fromkeys(
        ("ab", "ac", "bc"), third
    )


def test_a_contributor_named_twice_is_one() -> None:
    twice = parts("Target", "t", "a", "a", "b", "b")
    (gap,) = gaps(material(**world(contributions=twice)), GapKind.UNMET_PAIR)
    assert gap.score == 0.5


def test_narrowing_and_least_scores_are_as_if_all_were_found_and_sorted_out() -> None:
    of = world(
        agencies=tuple(map(agency, "abcd")),
        targets=(target("t"), target("s")),
        contributions=(*parts("Target", "t", "a", "b"), *parts("Target", "s", "b", "c", "d")),
        target_sectors=(link("Target:s", "Sector:x"),),
        sectors=(),
    )
    assert len(actors(of)) == 4
    assert actors(of, agencies=frozenset("a")) == [(A, B)]
    assert actors(of, targets=frozenset({"Target:t"})) == [(A, B)]
    assert actors(of, agencies=frozenset("b"), targets=frozenset("s")) == [
        (B, C),
        (B, "Agency:d"),
    ]
    assert actors(of, min_score=0.5) == [(A, B)]
    assert actors(of, agencies=frozenset({"nobody"})) == []
