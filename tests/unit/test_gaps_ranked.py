"""All kinds together: order, bounds and words, whatever the material."""

from __future__ import annotations

import math
from typing import Any

import pytest
from gap_material import DAY, gaps, initiative, target
from hypothesis import given
from hypothesis import strategies as st
from materials import (
    about,
    agency,
    handoff,
    link,
    material,
    named,
    part,
    parts,
    placed,
    session,
    value,
)

from graph.network.gaps.find import find, needs
from graph.network.gaps.gap import Gap, GapKind, Severity
from graph.network.gaps.wanted import Wanted
from graph.network.language import Language
from graph.network.material import ROWS, Link, Material, Tie

CODES = st.sampled_from("abcdef")
DAYS = st.sampled_from([None, "2020-01-01", "2025-11-25", DAY, "2026-11-26"])
STATUS = st.sampled_from(["PLANNED", "ACTIVE", "ENDED", "UNKNOWN"])
TYPES = st.sampled_from(["MINISTRY", "GENERIC"])
KINDS = st.sampled_from(["BASELINE", "TARGET", "ACTUAL"])
FORMS = st.sampled_from(["MANUAL", "FILE", "API", "SHARED_SERVICE", "UNKNOWN"])
ROLES = st.sampled_from([None, "LEAD", "COORDINATOR", "PARTNER"])
YEARS = st.sampled_from([None, 2020, 2025, 2026, 2029])
PERIODS = st.sampled_from(["2020", "2025-09", "2099", "soon", ""])
FLOATS = st.sampled_from([None, 0.0, 1.5])


def many(row: st.SearchStrategy[Any], most: int = 8) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(row, max_size=most).map(tuple)


def each(of: st.SearchStrategy[tuple[Any, ...]]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Each id once."""
    return of.map(lambda rows: tuple({row.id: row for row in rows}.values()))


def links(one: str, other: str) -> st.SearchStrategy[tuple[Any, ...]]:
    def made(a: str, b: str, start: str | None, end: str | None) -> Tie:
        return link(f"{one}:{a}", f"{other}:{b}", start, end)

    return many(st.builds(made, CODES, CODES, DAYS, DAYS))


def topics() -> st.SearchStrategy[tuple[Any, ...]]:
    def made(a: str, b: str) -> Link:
        return about(f"CoordinationSession:{a}", f"Initiative:{b}")

    return many(st.builds(made, CODES, CODES))


def acting(kind: str) -> st.SearchStrategy[tuple[Any, ...]]:
    return many(
        st.builds(
            lambda a, b, role, start, end: part(f"Agency:{a}", f"{kind}:{b}", role)._replace(
                start=start, end=end
            ),
            *(CODES, CODES, ROLES, DAYS, DAYS),
        ),
        most=16,
    )


materials = st.builds(
    material,
    agencies=each(many(st.builds(agency, CODES, TYPES, end=DAYS))),
    sectors=each(many(st.builds(lambda code: named("Sector", code), CODES), 3)),
    in_sector=many(st.builds(placed, CODES, CODES)),
    initiatives=each(many(st.builds(initiative, CODES, STATUS, DAYS, DAYS))),
    targets=each(many(st.builds(target, CODES, YEARS, YEARS))),
    processes=each(many(st.builds(lambda code: named("BusinessProcess", code), CODES))),
    sessions=each(many(st.builds(session, CODES, st.sampled_from(["2020-01-01", DAY])))),
    values=many(st.builds(value, CODES, PERIODS, KINDS, FLOATS)),
    participations=acting("Initiative"),
    contributions=acting("Target"),
    attendances=acting("CoordinationSession"),
    ownerships=acting("BusinessProcess"),
    handoffs=many(st.builds(handoff, CODES, CODES, FORMS, DAYS, DAYS)),
    initiative_targets=links("Initiative", "Target"),
    initiative_sectors=links("Initiative", "Sector"),
    initiative_regions=links("Initiative", "Region"),
    initiative_relations=links("Initiative", "Initiative"),
    session_initiatives=topics(),
    target_sectors=links("Target", "Sector"),
    target_indicators=links("Target", "Indicator"),
    subtargets=links("Target", "Target"),
    process_services=links("BusinessProcess", "Service"),
)


def said(gap: Gap) -> list[str]:
    return [text for way in Language for text in (gap.explanation(way), gap.suggestion(way))]


def outline(found: list[Gap]) -> list[Any]:
    return [(g.key, g.score, g.actors, g.subjects, g.numbers, g.evidence, said(g)) for g in found]


def check(found: list[Gap]) -> None:
    keys = [gap.key for gap in found]
    assert keys == sorted(set(keys))
    assert [gap.score for gap in found] == sorted((gap.score for gap in found), reverse=True)
    for gap in found:
        assert 0 <= gap.score <= 1
        assert all(math.isfinite(number) for _, number in gap.numbers)
        assert gap.severity in Severity
        assert set(gap.actors) | set(gap.subjects) <= set(gap.evidence) | set(gap.actors)
        for text in said(gap):
            assert text.endswith(".")
            assert text[0] == text[0].upper()
            assert "None" not in text
            assert "{" not in text
            assert "  " not in text


@given(materials)
def test_gaps_are_ranked_bounded_and_told_whatever_the_material(of: Material) -> None:
    found = find(of, Wanted(DAY, least_overlap=0.0, alpha=1.0, broker_share=0.0))
    check(found)
    again = find(
        of.with_tables(**{name: rows[::-1] for name, rows in of.tables.items()}),
        Wanted(DAY, least_overlap=0.0, alpha=1.0, broker_share=0.0),
    )
    assert outline(again) == outline(found)


@given(materials, st.frozensets(CODES), st.frozensets(CODES), st.frozensets(CODES))
def test_narrowed_gaps_are_those_of_all_whose_ids_match(
    of: Material, sectors: frozenset[str], agencies: frozenset[str], targets: frozenset[str]
) -> None:
    every = {gap.key for gap in find(of, Wanted(DAY))}
    narrowed = find(of, Wanted(DAY, sectors=sectors, agencies=agencies, targets=targets))
    assert {gap.key for gap in narrowed} <= every
    for gap in narrowed:
        if agencies:
            assert {actor.removeprefix("Agency:") for actor in gap.actors} & agencies
    if not (sectors or agencies or targets):
        assert len(narrowed) == len(every)


@pytest.mark.parametrize("kind", GapKind)
def test_each_kind_needs_the_tables_that_it_says_even_when_narrowed(kind: GapKind) -> None:
    few = frozenset("a")
    assert gaps(material(), kind) == []
    assert gaps(material(), kind, sectors=few, agencies=few, targets=few) == []
    assert needs(Wanted(DAY, frozenset({kind}))) <= set(ROWS)


def test_a_filter_on_sectors_matches_agencies_targets_and_initiatives_in_them() -> None:
    of = material(
        agencies=(agency("a"), agency("b")),
        sectors=(named("Sector", "x"), named("Sector", "y")),
        in_sector=(placed("a", "x"),),
        targets=(target("t"), target("s")),
        target_sectors=(link("Target:t", "Sector:x"),),
        initiatives=(initiative("i"), initiative("j")),
        participations=parts("Initiative", "i", "a", "b"),
    )
    found = find(of, Wanted(DAY, sectors=frozenset("x")))
    assert {(gap.kind, gap.subjects) for gap in found} == {
        (GapKind.ORPHAN_TARGET, ("Target:t",)),
        (GapKind.STALE_TARGET, ("Target:t",)),
        (GapKind.UNCOORDINATED_INITIATIVE, ("Initiative:i",)),
    }
    assert find(of, Wanted(DAY, sectors=frozenset("y"))) == []


def test_an_initiative_of_three_hundred_is_told_in_a_sentence() -> None:
    codes = [f"n{n:03}" for n in range(300)]
    of = material(
        agencies=tuple(map(agency, codes)),
        initiatives=(initiative("i"),),
        participations=parts("Initiative", "i", *codes),
    )
    found = find(of, Wanted(DAY))
    check(found)
    (gap,) = found
    assert len(gap.actors) == 300
    assert gap.suggestion(Language.EN).startswith("Ask n000, n001, n002, n003 and 296 others to")
    assert gap.suggestion(Language.ID).startswith("Minta n000, n001, n002, n003, dan 296 lainnya")


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "soon"},
        {"alpha": 1.5},
        {"min_score": -0.1},
        {"alpha": math.nan},
        {"stale_months": -1},
        {"session_months": 10_000},
    ],
)
def test_thresholds_out_of_range_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Wanted(**{"day": DAY, **wrong})
