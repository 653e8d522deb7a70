"""Ties between things count on the days on which they hold, in every analysis."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from materials import (
    about,
    agency,
    attended,
    handoff,
    initiative,
    link,
    material,
    named,
    parts,
    placed,
    session,
    target,
    value,
)
from random_materials import DAY, materials

from graph.errors import NotFound
from graph.network.arrays import incidence_of
from graph.network.change import Join
from graph.network.gaps.find import find
from graph.network.gaps.wanted import Wanted
from graph.network.language import Language
from graph.network.material import ROWS, TIES, Material, Span, Tie
from graph.network.partners import suggest
from graph.network.path import paths
from graph.network.project import project
from graph.network.scope import Asked, Chosen, Scope, Via, scope
from graph.network.shared import Which, shared_targets
from graph.network.whatif import apply

BEFORE, AFTER = "2026-05-31", "2026-06-02"
TODAY = Span(DAY, AFTER)
HOLD = {
    "always": (None, None),
    "from the day": (DAY, None),
    "up to the day": (None, AFTER),
    "that day": (DAY, AFTER),
}
NOT = {
    "ended the day before": (None, DAY),
    "to come": (AFTER, None),
    "of the past": ("2020-01-01", BEFORE),
}
LATE = ("2026-03-10", None)
"""From a day of the past on, so that it shows whether a day of the past is looked at as such."""

Outline = Any
Analysis = Callable[[Material, str], Outline]


def linked(*pairs: str) -> tuple[Tie, ...]:
    return tuple(link(*pair.split()) for pair in pairs)


TALK = session("talk", "2026-04-01")
WORLD = material(
    agencies=tuple(map(agency, "abcdef")),
    sectors=[named("Sector", code) for code in "xyz"],
    in_sector=[placed("a", "x"), placed("b", "y"), placed("c", "y"), placed("e", "z")],
    regions=[named("Region", "r")],
    plans=[named("Plan", "l")],
    processes=[named("BusinessProcess", code) for code in "pq"],
    services=[named("Service", "s")],
    competencies=[named("Competency", code) for code in "km"],
    initiatives=[initiative("i"), initiative("j"), initiative("alone")],
    targets=[target("t"), target("up"), target("few"), target("lone"), target("bare")],
    sessions=[TALK],
    participations=[
        *parts("Initiative", "i", "a", "b"),
        *parts("Initiative", "j", "c", "d"),
        *parts("Initiative", "alone", "e"),
    ],
    contributions=[
        *parts("Target", "up", "a"),
        *parts("Target", "lone", "a"),
        *parts("Target", "few", "b", "d"),
    ],
    attendances=attended(TALK, "a", "e"),
    ownerships=[
        *parts("BusinessProcess", "p", "a"),
        *parts("BusinessProcess", "q", "c"),
    ],
    handoffs=[handoff("p", "q", "MANUAL")],
    initiative_targets=linked("Initiative:i Target:t", "Initiative:j Target:t"),
    initiative_sectors=linked("Initiative:i Sector:z", "Initiative:j Sector:z"),
    initiative_regions=linked("Initiative:i Region:r", "Initiative:j Region:r"),
    initiative_processes=linked("Initiative:i BusinessProcess:q"),
    target_sectors=linked("Target:t Sector:x", "Target:lone Sector:y"),
    target_plans=linked("Target:t Plan:l"),
    target_indicators=linked("Target:bare Indicator:n"),
    subtargets=linked("Target:bare Target:up"),
    session_initiatives=[about(TALK.id, "Initiative:i")],
    agency_regions=linked("Agency:f Region:r"),
    agency_competencies=linked(
        "Agency:f Competency:k", "Agency:a Competency:k", "Agency:d Competency:m"
    ),
    values=[value("t", "2019")],
)


def seen(made: Scope) -> Outline:
    return made.actors, sorted((part.body, part.activity) for part in made.parts)


def network(via: Via = Via.INITIATIVE, **chosen: str) -> Analysis:
    wanted = Chosen(**{name: frozenset({code}) for name, code in chosen.items()})
    return lambda of, day: seen(scope(of, Asked(day, via=frozenset({via}), chosen=wanted)))


def shared(**which: str) -> Analysis:
    wanted = Which(**{name: frozenset({code}) for name, code in which.items()})
    return lambda of, day: [
        (one.target, one.agencies, one.sectors, one.last_reported, one.progress, one.meetings)
        for one in shared_targets(of, day, wanted)
    ]


def nearest(of: Material, day: str) -> Outline:
    made = scope(of, Asked(day))
    pairs = [(part.body, part.activity) for part in made.parts]
    graph = project(incidence_of(pairs, made.actors))
    ends = [end for end in ("Agency:a", "Agency:c") if end in graph.names]
    return paths(graph, made, *ends, 1, of) if len(ends) == 2 else None


def gaps(**narrow: str) -> Analysis:
    given = {name: frozenset({code}) for name, code in narrow.items()}

    def found(of: Material, day: str) -> Outline:
        wanted = Wanted(day, least_overlap=0.1, alpha=1.0, broker_share=0.0, **given)
        return [
            (gap.key, gap.numbers, gap.evidence, gap.explanation(Language.EN))
            for gap in find(of, wanted)
        ]

    return found


def partners(subject: str) -> Analysis:
    def found(of: Material, day: str) -> Outline:
        try:
            made = suggest(of, day, subject)
        except NotFound:
            return None
        return [(one, one.change, one.effect) for one in made]

    return found


def what_if(of: Material, day: str) -> Outline:
    """A change leaves ties what they are."""
    joined = apply(of, [Join("Agency:e", "Initiative:i")], day)
    return network(targets="t")(joined, day), gaps()(joined, day)


TARGETS, SECTORS, REGIONS = (f"initiative_{what}" for what in ("targets", "sectors", "regions"))
MATTER: list[tuple[Analysis, str]] = [
    (network(targets="t"), TARGETS),
    (network(regions="r"), REGIONS),
    (network(Via.SESSION, targets="t"), TARGETS),
    (network(Via.SESSION, regions="r"), REGIONS),
    (network(Via.PROCESS), "handoffs"),
    (shared(), TARGETS),
    (shared(), "target_sectors"),
    (shared(), "values"),
    (shared(sectors="x"), "target_sectors"),
    (shared(plans="l"), "target_plans"),
    (nearest, TARGETS),
    (nearest, SECTORS),
    (nearest, REGIONS),
    (gaps(), TARGETS),
    (gaps(), SECTORS),
    (gaps(), REGIONS),
    (gaps(), "subtargets"),
    (gaps(), "target_sectors 1"),
    (gaps(), "target_indicators"),
    (gaps(), "values"),
    (gaps(), "handoffs"),
    (gaps(targets="t"), TARGETS),
    (gaps(sectors="z"), SECTORS),
    (gaps(sectors="x"), "target_sectors"),
    (partners("Agency:a"), f"{TARGETS} 1"),
    (partners("Agency:a"), REGIONS),
    (partners("Agency:a"), "handoffs"),
    (partners("Agency:a"), "agency_regions"),
    (partners("Agency:a"), "agency_competencies"),
    (partners("Target:t"), TARGETS),
    (partners("Target:t"), "initiative_processes"),
    (partners("Target:t"), "target_sectors"),
    (partners("Initiative:i"), SECTORS),
    (partners("Initiative:i"), "initiative_processes"),
    (partners("Initiative:i"), "agency_regions"),
    (what_if, TARGETS),
]
"""Analyses, and tables of which one row, the first if not said, makes a difference to them."""


def one(of: str, *days: str | None) -> Material:
    """The world with other days for the one row of a table, or without it."""
    table, _, place = of.partition(" ")
    rows = list(WORLD[table])
    row = rows.pop(int(place or 0))
    own = [row._replace(start=days[0], end=days[1])] if days else []
    return WORLD.with_tables(**{table: (*own, *rows)})


@pytest.mark.parametrize(("analysis", "table"), MATTER)
def test_a_tie_counts_on_the_days_on_which_it_holds(analysis: Analysis, table: str) -> None:
    there, gone = analysis(one(table, None, None), DAY), analysis(one(table), DAY)
    assert there != gone
    for days in HOLD.values():
        assert analysis(one(table, *days), DAY) == there
    for days in NOT.values():
        assert analysis(one(table, *days), DAY) == gone


def test_a_relation_between_initiatives_and_a_service_in_common_count_while_they_hold() -> None:
    served = "BusinessProcess:p Service:s", "BusinessProcess:q Service:s"
    for days, count in (*((d, True) for d in HOLD.values()), *((d, False) for d in NOT.values())):
        of = WORLD.with_tables(
            initiative_relations=(link("Initiative:j", "Initiative:i", *days),),
            process_services=tuple(link(*pair.split(), *days) for pair in served),
        )
        kinds = {str(gap.kind) for gap in find(of, Wanted(DAY, least_overlap=0.1))}
        assert kinds.isdisjoint({"POSSIBLE_DUPLICATION", "PROCESS_HANDOFF"}) is count


@pytest.mark.parametrize(
    "analysis",
    [
        *(network(via) for via in Via),
        network(targets="t"),
        network(regions="r"),
        shared(),
        shared(sectors="x"),
        gaps(),
        gaps(sectors="x"),
        *(partners(f"{kind}:{key}") for kind, key in (("Agency", "A"), ("Agency", "B"))),
        partners("Target:t"),
        partners("Initiative:i"),
        nearest,
    ],
)
@given(of=materials(), day=st.sampled_from(["2024-12-31", "2025-01-01", "2026-01-01", DAY]))
def test_on_a_day_all_is_as_if_there_were_only_the_ties_of_that_day(
    analysis: Analysis, of: Material, day: str
) -> None:
    assert analysis(of, day) == analysis(only(of, day), day)


def only(of: Material, day: str) -> Material:
    """The material with the ties of a day, as if they always held."""
    return of.with_tables(
        **{
            name: tuple(
                row._replace(start=None, end=None)
                for row in of.tables[name]
                if (row.start or "") <= day < (row.end or "~")
            )
            for name in TIES
        }
    )


def test_the_owners_of_two_processes_share_the_hand_off_while_all_three_hold() -> None:
    of = WORLD.with_tables(handoffs=(handoff("p", "q", "FILE", "2026-02-01", "2026-05-01"),))
    ends = ("2026-03-01", "2026-04-01")
    for days, found in {
        (None, None): ("2026-02-01", "2026-05-01"),
        ("2026-03-01", "2026-04-01"): ends,
        ("2026-05-01", None): None,
        (None, "2026-02-01"): None,
    }.items():
        owned = tuple(row._replace(start=days[0], end=days[1]) for row in WORLD["ownerships"])
        year = Span("2026-01-01", "2027-01-01")
        asked = Asked("2026-12-31", via=frozenset({Via.PROCESS}), period=year)
        made = scope(of.with_tables(ownerships=owned), asked).parts
        assert {(part.start, part.end) for part in made} == ({found} if found else set())
        assert len(made) == (2 if found else 0)


def test_over_a_period_a_tie_counts_that_holds_on_any_day_of_it() -> None:
    period = Span("2026-01-01", "2026-07-01")
    asked = Asked("2026-06-30", chosen=Chosen(targets=frozenset("t")), period=period)

    def found(*days: str | None) -> bool:
        made = scope(one("initiative_targets", *days), asked)
        return any(part.activity == "Initiative:i" for part in made.parts)

    assert found(None, "2026-01-02") and found("2026-06-30", None) and found(*LATE)
    assert not found(None, "2026-01-01") and not found("2026-07-01", None)


def test_what_is_tied_twice_is_told_once_and_in_order() -> None:
    rows = (
        link("b", "t", None, "2026-03-01"),
        link("b", "t", "2026-04-01", None),
        link("a", "t"),
        link("a", "s", "2030-01-01", None),
    )
    ties = material(initiative_targets=rows).during(Span("2026-01-01", "2027-01-01"))
    assert ties.links("initiative_targets") == {"a": ["t"], "b": ["t"]}
    assert ties.back("initiative_targets") == {"t": ["a", "b"]}
    assert ties["initiative_targets"] == rows[:3]


def test_ties_without_days_are_worked_out_once_for_all_spans() -> None:
    some, other = (WORLD.during(span) for span in (TODAY, Span("2020-01-01", "2021-01-01")))
    assert some.links("initiative_targets") is other.links("initiative_targets")


def test_only_tables_of_ties_that_were_read_are_asked_for_by_days() -> None:
    for table, of in (("participations", WORLD), ("handoffs", Material(1, {}))):
        with pytest.raises(KeyError):
            of.during(TODAY)[table]


def test_no_analysis_asks_for_ties_but_by_days() -> None:
    """A row that has a start and an end is a tie, or of a body, which ``scope`` looks after."""
    of_bodies = {
        *("agencies", "units", "in_sector", "unit_of", "initiatives"),
        *("participations", "contributions", "attendances", "ownerships"),
    }
    assert {name for name, row in ROWS.items() if "end" in row._fields} == TIES | of_bodies
    asks = re.compile(rf'material\[\s*"({"|".join(TIES)})"\s*\]')
    sources = [file for part in ("graph", "schema", "seeds") for file in Path(part).rglob("*.py")]
    assert len(sources) > 100
    assert [file for file in sources if asks.search(file.read_text())] == []
