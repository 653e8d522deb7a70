"""Initiatives without sessions or that may do the same, and hand-offs between strangers."""

from __future__ import annotations

from typing import Any

import pytest
from gap_material import DAY, gaps, initiative, number, target
from materials import about, agency, attended, handoff, link, material, named, parts, session

from graph.network.gaps.gap import GapKind, Severity
from graph.network.language import Language

AGENCIES = (agency("a"), agency("b"), agency("c"), agency("all", "GENERIC"))
UNCOORDINATED, HANDOFF = GapKind.UNCOORDINATED_INITIATIVE, GapKind.PROCESS_HANDOFF
DUPLICATION = GapKind.POSSIBLE_DUPLICATION


# --- sessions about initiatives ------------------------------------------------------------------


def joint(day: str | None = None, *codes: str, **changed: Any) -> Any:
    talk = session("talk", day or "2000-01-01")
    return material(
        agencies=AGENCIES,
        initiatives=(initiative("i", **changed),),
        participations=(
            *parts("Initiative", "i", *(codes or ("a", "b"))),
            *parts("Initiative", "i", "a", role="LEAD"),
        ),
        sessions=(talk,),
        session_initiatives=(about(talk.id, "Initiative:i"),) if day else (),
    )


def test_an_initiative_of_several_agencies_without_a_session_is_found() -> None:
    (gap,) = gaps(joint(), UNCOORDINATED)
    assert (gap.actors, gap.subjects) == (("Agency:a", "Agency:b"), ("Initiative:i",))
    assert gap.explanation(Language.EN).endswith("nor at any time before.")
    assert gap.suggestion(Language.ID).startswith("Minta a mengundang ")


@pytest.mark.parametrize(
    ("day", "found"),
    [("2025-11-25", True), ("2025-11-26", False), (DAY, False), ("2026-11-26", True)],
)
def test_a_session_counts_for_twelve_months(day: str, found: bool) -> None:
    assert bool(gaps(joint(day), UNCOORDINATED)) is found


def test_a_session_long_ago_is_named_and_weighs_less_than_none() -> None:
    (gap,) = gaps(joint("2025-02-03"), UNCOORDINATED)
    (never,) = gaps(joint(), UNCOORDINATED)
    assert gap.explanation(Language.ID).endswith("; terakhir pada 3 Februari 2025.")
    assert gap.score < never.score


@pytest.mark.parametrize(
    "changed",
    [
        {"status": "PLANNED"},
        {"status": "ENDED"},
        {"start": "2026-08-26"},
        {"end": "2026-11-24"},
    ],
)
def test_what_is_planned_young_or_over_needs_no_session(changed: dict[str, Any]) -> None:
    assert gaps(joint(**changed), UNCOORDINATED) == []


def test_an_initiative_at_the_end_of_its_grace_does() -> None:
    assert len(gaps(joint(start="2026-08-25"), UNCOORDINATED)) == 1


def test_one_agency_and_a_placeholder_are_not_several() -> None:
    assert gaps(joint(None, "a", "all"), UNCOORDINATED) == []


# --- duplication ---------------------------------------------------------------------------------


def alike(**more: Any) -> dict[str, Any]:
    return {
        "agencies": AGENCIES,
        "targets": (target("t"),),
        "initiatives": (initiative("i"), initiative("j")),
        "participations": (
            *parts("Initiative", "i", "a", "all"),
            *parts("Initiative", "j", "b", "all"),
        ),
        "initiative_targets": tuple(link(f"Initiative:{i}", "Target:t") for i in "ij"),
        "initiative_sectors": tuple(link(f"Initiative:{i}", "Sector:x") for i in "ij"),
        **more,
    }


def test_two_initiatives_alike_of_different_agencies_are_a_hint() -> None:
    (gap,) = gaps(material(**alike()), DUPLICATION)
    assert gap.subjects == ("Initiative:i", "Initiative:j")
    assert gap.actors == ("Agency:a", "Agency:b")
    assert gap.score == pytest.approx(2 / 3, abs=1e-6)
    assert gap.severity is Severity.MEDIUM
    assert "“Inisiatif i” (a) dan “Inisiatif j” (b)" in gap.explanation(Language.ID)


@pytest.mark.parametrize(
    "more",
    [
        {"participations": parts("Initiative", "i", "a") + parts("Initiative", "j", "a", "b")},
        {"participations": parts("Initiative", "i", "a")},
        {"initiative_relations": (link("Initiative:j", "Initiative:i"),)},
        {"initiative_sectors": (link("Initiative:i", "Sector:x"),)},
        {"initiative_targets": (link("Initiative:i", "Target:t"),)},
        {"initiatives": (initiative("i"), initiative("j", end="2026-11-24"))},
        {
            "initiative_regions": (
                link("Initiative:i", "Region:1"),
                link("Initiative:j", "Region:2"),
            )
        },
    ],
    ids=["one agency in both", "nobody", "related", "sectors", "targets", "over", "regions"],
)
def test_initiatives_that_differ_in_one_way_are_not(more: dict[str, Any]) -> None:
    assert gaps(material(**alike(**more)), DUPLICATION) == []


def test_a_target_that_many_serve_says_little_and_a_region_against_the_country_half() -> None:
    ten = tuple(f"{n}" for n in range(10))
    many = alike(
        agencies=tuple(map(agency, ten)),
        initiatives=tuple(map(initiative, ten)),
        participations=tuple(p for n in ten for p in parts("Initiative", n, n)),
        initiative_targets=tuple(link(f"Initiative:{n}", "Target:t") for n in ten),
        initiative_sectors=tuple(link(f"Initiative:{n}", "Sector:x") for n in ten),
    )
    assert gaps(material(**many), DUPLICATION) == []
    assert len(gaps(material(**many), DUPLICATION, least_overlap=0.1)) == 45
    assert len(gaps(material(**many), DUPLICATION, least_overlap=0.0)) == 45
    one = alike(initiative_regions=(link("Initiative:i", "Region:1"),))
    (gap,) = gaps(material(**one), DUPLICATION)
    assert gap.score == pytest.approx(1 / 3, abs=1e-6)
    assert gaps(material(**one), DUPLICATION, least_overlap=1.0) == []


# --- hand-offs -----------------------------------------------------------------------------------


def handing(form: str, **more: Any) -> dict[str, Any]:
    return {
        "agencies": AGENCIES,
        "processes": (named("BusinessProcess", "p"), named("BusinessProcess", "q")),
        "ownerships": parts("BusinessProcess", "p", "a") + parts("BusinessProcess", "q", "b"),
        "handoffs": (handoff("p", "q", form),),
        **more,
    }


@pytest.mark.parametrize(
    ("form", "score", "words"),
    [
        ("MANUAL", 0.65, "diserahkan secara manual"),
        ("FILE", 0.5, "dikirim sebagai berkas"),
        ("UNKNOWN", 0.35, "dengan cara yang tidak tercatat"),
        ("API", 0.2, "dikirim antarsistem"),
    ],
)
def test_a_handoff_is_found_in_whatever_form_and_scored_by_it(
    form: str, score: float, words: str
) -> None:
    (gap,) = gaps(material(**handing(form)), HANDOFF)
    assert (gap.actors, gap.score) == (("Agency:a", "Agency:b"), score)
    assert gap.subjects == ("BusinessProcess:p", "BusinessProcess:q")
    assert words in gap.explanation(Language.ID)


def test_a_shared_service_is_no_gap_whatever_else_is_on_record() -> None:
    assert gaps(material(**handing("SHARED_SERVICE")), HANDOFF) == []
    both = (handoff("p", "q", "MANUAL"), handoff("p", "q", "SHARED_SERVICE"))
    assert gaps(material(**handing("MANUAL", handoffs=both)), HANDOFF) == []


@pytest.mark.parametrize(
    ("forms", "score"),
    [("API MANUAL", 0.65), ("FILE API", 0.5), ("UNKNOWN API", 0.2), ("FILE UNKNOWN", 0.5)],
)
def test_one_in_several_forms_is_judged_by_the_least_that_is_known(
    forms: str, score: float
) -> None:
    several = tuple(handoff("p", "q", form) for form in forms.split())
    (gap,) = gaps(material(**handing("", handoffs=several)), HANDOFF)
    assert gap.score == score


@pytest.mark.parametrize(
    "more",
    [
        {"ownerships": parts("BusinessProcess", "p", "a") + parts("BusinessProcess", "q", "a")},
        {"ownerships": parts("BusinessProcess", "p", "a")},
        {
            "process_services": (
                link("BusinessProcess:p", "Service:s"),
                link("BusinessProcess:q", "Service:s"),
            )
        },
        {
            "initiatives": (initiative("i"),),
            "participations": parts("Initiative", "i", "a", "b"),
        },
        {
            "sessions": (session("s", "2026-01-01"),),
            "attendances": attended(session("s", "2026-01-01"), "a", "b"),
        },
        {"handoffs": (handoff("p", "p", "MANUAL"),)},
    ],
    ids=["one owner", "no owner", "service", "initiative", "session", "to itself"],
)
def test_owners_who_are_one_or_meet_are_no_gap(more: dict[str, Any]) -> None:
    assert gaps(material(**handing("MANUAL", **more)), HANDOFF) == []


def test_a_placeholder_owns_and_several_handoffs_of_two_agencies_weigh_more() -> None:
    owners = parts("BusinessProcess", "p", "all") + parts("BusinessProcess", "q", "b")
    both = (handoff("p", "q", "MANUAL"), handoff("q", "p", "FILE"), handoff("q", "p", "FILE"))
    found = gaps(material(**handing("MANUAL", ownerships=owners, handoffs=both)), HANDOFF)
    assert [gap.score for gap in found] == [pytest.approx(0.75), pytest.approx(0.6)]
    assert number(found[0], "handoffsOfTheseAgencies") == 2
