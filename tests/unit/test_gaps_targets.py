"""Targets that nobody, or one agency alone, works on, and those that nobody measures."""

from __future__ import annotations

from typing import Any

import pytest
from gap_material import gaps, initiative, number, target
from materials import agency, link, material, named, part, parts, placed, value

from graph.network.gaps.gap import GapKind, Severity
from graph.network.language import Language

T = "Target:t"
ORPHAN, SINGLE = GapKind.ORPHAN_TARGET, GapKind.SINGLE_CONTRIBUTOR_TARGET


def world(**more: Any) -> dict[str, Any]:
    both = (agency("a"), agency("b"), agency("all", "GENERIC"))
    return {"agencies": both, "targets": (target("t"),), **more}


def through(*codes: str, **changed: Any) -> dict[str, Any]:
    """These agencies serve the target through an initiative."""
    return {
        "initiatives": (initiative("i", **changed),),
        "participations": parts("Initiative", "i", *codes),
        "initiative_targets": (link("Initiative:i", T),),
    }


def subjects(of: dict[str, Any], kind: GapKind, **wanted: Any) -> list[tuple[str, ...]]:
    return [gap.subjects for gap in gaps(material(**of), kind, **wanted)]


# --- nobody and one ------------------------------------------------------------------------------


def test_a_target_that_nobody_contributes_to_is_an_orphan() -> None:
    (gap,) = gaps(material(**world()), ORPHAN)
    assert (gap.subjects, gap.actors, gap.severity) == ((T,), (), Severity.MEDIUM)
    assert "Pada 25 November 2026, tidak ada lembaga" in gap.explanation(Language.ID)


@pytest.mark.parametrize(
    "more",
    [
        {"contributions": parts("Target", "t", "a")},
        through("a"),
        through("all"),
        {"targets": (target("t", 2020, 2025),)},
        {"targets": (target("t", 2027, 2029),)},
    ],
    ids=["direct", "through an initiative", "placeholder", "over", "to come"],
)
def test_a_target_with_a_contributor_or_outside_its_years_is_no_orphan(
    more: dict[str, Any],
) -> None:
    assert subjects(world(**more), ORPHAN) == []


def test_an_initiative_that_is_over_or_without_agencies_saves_no_orphan() -> None:
    assert subjects(world(**through("a", end="2026-11-24")), ORPHAN) == [(T,)]
    assert subjects(world(**through()), ORPHAN) == [(T,)]


def test_only_the_lowest_running_targets_can_be_orphans_and_the_one_above_says_who_to_ask() -> None:
    above = {"targets": (target("t"), target("up")), "subtargets": (link(T, "Target:up"),)}
    assert subjects(world(**above), ORPHAN) == [(T,)]
    known = world(**above, contributions=parts("Target", "up", "a"))
    (gap,) = gaps(material(**known), ORPHAN)
    assert number(gap, "contributorsAbove") == 1
    assert gap.explanation(Language.EN).endswith("a work on the target above it, “Target up”.")
    gone = world(**above | {"targets": (target("t", 2020, 2024), target("up"))})
    assert subjects(gone, ORPHAN) == [("Target:up",)]
    ring = {"targets": (target("t"),), "subtargets": (link(T, T),)}
    assert subjects(world(**ring), ORPHAN) == [(T,)]


def test_one_contributor_is_found_and_what_it_does_not_cover_weighs() -> None:
    alone = world(contributions=parts("Target", "t", "a"))
    (gap,) = gaps(material(**alone), SINGLE)
    assert (gap.actors, gap.subjects) == (("Agency:a",), (T,))
    across = alone | {
        "sectors": (named("Sector", "x"), named("Sector", "y"), named("Sector", "z")),
        "in_sector": (placed("a", "x"), placed("b", "y")),
        "target_sectors": tuple(link(T, f"Sector:{code}") for code in "xyz"),
    }
    (wide,) = gaps(material(**across), SINGLE)
    assert (number(wide, "sectors"), number(wide, "otherSectors")) == (2, 1)
    assert wide.score == pytest.approx(gap.score + 0.15)
    assert "sektor “Nama y”" in wide.suggestion(Language.ID)


@pytest.mark.parametrize("codes", [(), ("a", "b"), ("a", "all"), ("all",)])
def test_none_two_or_many_are_not_one(codes: tuple[str, ...]) -> None:
    assert subjects(world(contributions=parts("Target", "t", *codes)), SINGLE) == []
    assert subjects(world(**through(*codes)), SINGLE) == []


# --- values --------------------------------------------------------------------------------------


STALE = GapKind.STALE_TARGET
MEASURED = {"target_indicators": (link(T, "Indicator:t"),)}


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("2025", False),
        ("2024", True),
        ("2025-05", False),
        ("2025-04", True),
        ("2027", True),
        ("nonsense", True),
    ],
)
def test_the_last_actual_value_may_be_so_old(period: str, found: bool) -> None:
    of = world(values=(value("t", period),), targets=(target("t", 2020),), **MEASURED)
    assert bool(subjects(of, STALE)) is found


def test_the_age_of_a_value_counts_from_the_end_of_its_period() -> None:
    of = world(values=(value("t", "2020"), value("t", "2024")), **MEASURED)
    (gap,) = gaps(material(**of), STALE)
    assert number(gap, "monthsOld") == 22
    assert "untuk periode 2024, sudah 22 bulan berlalu" in gap.explanation(Language.ID)
    assert not subjects(of, STALE, day="2026-06-30")
    assert subjects(of, STALE, day="2026-07-01")
    assert not subjects(of, STALE, stale_months=23)


def test_a_value_is_too_old_after_the_months_and_not_on_their_last_day() -> None:
    of = world(values=(value("t", "2024-11"),), **MEASURED)
    assert not subjects(of, STALE, day="2026-05-31")
    assert subjects(of, STALE, day="2026-06-01")


def test_a_young_target_may_be_without_actual_values_and_an_old_one_may_not() -> None:
    of = world(values=(value("t", "2024", "BASELINE"), value("t", "2026", number=None)), **MEASURED)
    assert not subjects(of, STALE, day="2026-06-30")
    (gap,) = gaps(material(**of), STALE)
    assert "running since 2025 and no result is on record" in gap.explanation(Language.EN)
    (undated,) = gaps(material(**of | {"targets": (target("t", None),)}), STALE)
    assert "since" not in undated.explanation(Language.EN)


def test_without_values_or_indicators_is_said_apart_and_the_leads_are_asked() -> None:
    lead = (part("Agency:a", T, "LEAD"), part("Agency:b", T, "CONTRIBUTOR"))
    (empty,) = gaps(material(**world(contributions=lead, **MEASURED)), STALE)
    (bare,) = gaps(material(**world()), STALE)
    assert empty.actors == ("Agency:a",)
    assert "tidak satu pun nilainya tercatat" in empty.explanation(Language.ID)
    assert empty.suggestion(Language.ID).startswith("Minta a ")
    assert number(bare, "indicators") == 0
    assert "belum punya indikator" in bare.explanation(Language.ID)
    assert bare.suggestion(Language.ID).startswith("Minta lembaga pengampunya ")


def test_a_target_measured_by_those_below_it_needs_no_indicator() -> None:
    above = {"targets": (target("t"), target("up")), "subtargets": (link(T, "Target:up"),)}
    assert subjects(world(**above), STALE) == [(T,)]
