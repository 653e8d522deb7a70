"""ORPHAN_TARGET: nobody contributes to a running target, themselves or through a live initiative.
SINGLE_CONTRIBUTOR_TARGET: one agency alone does.

Only the lowest running targets are looked at. A placeholder stands for many: where one
contributes, the target is neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.network.gaps.day import NOBODY, Day
from graph.network.gaps.gap import Gap, GapKind, bounded
from graph.network.gaps.wording import Known, wording
from graph.network.language import Said

TABLES = frozenset(
    {
        *("contributions", "targets", "initiative_targets", "participations", "initiatives"),
        *("subtargets", "target_sectors"),
    }
)
_ORPHAN_ID = (
    "Pada {day}, tidak ada lembaga yang tercatat berkontribusi pada sasaran {target}, baik "
    "langsung maupun melalui inisiatif yang sedang berjalan"
)
_ORPHAN_EN = (
    "On {day} no agency is on record as contributing to the target {target}, directly or through "
    "a current initiative"
)
_ASSIGN = (
    "Tetapkan lembaga pengampu untuk {target}, lalu catat inisiatif yang mendukungnya.",
    "Name an agency that answers for {target}, and record the initiatives that serve it.",
)
ORPHAN = wording(id_=(f"{_ORPHAN_ID}.", _ASSIGN[0]), en=(f"{_ORPHAN_EN}.", _ASSIGN[1]))
ORPHAN_BELOW = wording(
    id_=(
        f"{_ORPHAN_ID}, meskipun sasaran di atasnya, {{above}}, dikerjakan oleh {{agencies}}.",
        "Tanyakan kepada {agencies} siapa yang mengampu {target}, lalu catat.",
    ),
    en=(
        f"{_ORPHAN_EN}, although {{agencies}} work on the target above it, {{above}}.",
        "Ask {agencies} who answers for {target}, and record it.",
    ),
)
SINGLE = wording(
    id_=(
        "Pada {day}, hanya {a} yang tercatat berkontribusi pada sasaran {target}.",
        "Periksa apakah {a_short} memang dapat mencapainya sendiri; bila tidak, carikan mitra.",
    ),
    en=(
        "On {day} only {a} is on record as contributing to the target {target}.",
        "Check whether {a_short} can reach it alone; if not, find it partners.",
    ),
)
SINGLE_ACROSS = wording(
    id_=(
        "Pada {day}, hanya {a} yang tercatat berkontribusi pada sasaran {target}, padahal sasaran "
        "ini juga menyangkut sektor {sectors}.",
        "Ajak lembaga dari sektor {sectors} mendukung {a_short} dalam sasaran ini.",
    ),
    en=(
        "On {day} only {a} is on record as contributing to the target {target}, which also "
        "concerns {sectors}.",
        "Invite agencies that work in {sectors} to support {a_short} on this target.",
    ),
)


def orphans(day: Day) -> Iterator[Gap]:
    """Running targets to which nobody contributes."""
    for target in day.lowest:
        if target not in day.contributors:
            yield _orphan(day, target)


def singles(day: Day) -> Iterator[Gap]:
    """Running targets to which one agency contributes and no placeholder."""
    worked_in = frozenset(sector for own in day.bodies.sectors.values() for sector in own)
    for target in day.lowest:
        contributors = day.contributors.get(target, NOBODY)
        if len(contributors) == 1 and contributors <= day.agencies:
            yield _single(day, target, next(iter(contributors)), worked_in)


def elapsed(day: Day, target: str) -> float:
    """The share of a target's years that is over on the day, the year of the day counted; one half
    where its years are unknown.
    """
    row = day.running[target]
    if row.start_year is None or row.end_year is None:
        return 0.5
    return (day.year - row.start_year + 1) / (row.end_year - row.start_year + 1)


def _orphan(day: Day, target: str) -> Gap:
    above = sorted(t for t in day.above.get(target, NOBODY) if t in day.contributors)
    agencies = sorted(frozenset().union(*(day.contributors[t] for t in above)))
    over = elapsed(day, target)
    case = Known(
        day.names,
        ORPHAN_BELOW if above else ORPHAN,
        lambda said: {
            "day": said.day(day.day),
            "target": said.quoted(target),
            "above": said.titles(above),
            "agencies": said.shorts(agencies),
        },
        (target,),
        (("contributors", 0.0), ("contributorsAbove", float(len(agencies))), ("elapsed", over)),
        (target, *above),
    )
    score = 0.55 + 0.3 * over - (0.2 if above else 0.0)
    return Gap(GapKind.ORPHAN_TARGET, bounded(score), (), case)


def _single(day: Day, target: str, agency: str, worked_in: frozenset[str]) -> Gap:
    concerned = [s for s in day.ties.links("target_sectors").get(target, ()) if s in worked_in]
    others = [s for s in concerned if s not in day.bodies.sectors.get(agency, ())]
    beyond, over = len(others) / max(len(concerned), 1), elapsed(day, target)

    def words(said: Said) -> dict[str, str]:
        return {
            "day": said.day(day.day),
            "a": said.name(agency),
            "a_short": said.short(agency),
            "target": said.quoted(target),
            "sectors": said.listed([said.quoted(sector) for sector in others]),
        }

    case = Known(
        day.names,
        SINGLE_ACROSS if others else SINGLE,
        words,
        (target,),
        (
            ("contributors", 1.0),
            ("sectors", float(len(concerned))),
            ("otherSectors", float(len(others))),
            ("elapsed", over),
        ),
        (agency, target, *sorted(day.serving.get(target, NOBODY))),
    )
    score = 0.25 + 0.3 * beyond + 0.2 * over
    return Gap(GapKind.SINGLE_CONTRIBUTOR_TARGET, bounded(score), (agency,), case)
