"""Finding gaps: all kinds that were asked for, ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from graph.network.gaps import (
    brokers,
    chosen,
    duplication,
    handoffs,
    initiatives,
    insular,
    pairs,
    sectors,
    stale,
    targets,
)
from graph.network.gaps.day import Day
from graph.network.gaps.gap import Gap, GapKind
from graph.network.gaps.wanted import Wanted
from graph.network.material import Material
from graph.network.matrix import SectorMatrix, sector_matrix
from graph.network.scope import BODIES


class Finder(NamedTuple):
    """How a kind is found, and the tables that it takes besides those about bodies."""

    find: Callable[[Day], Iterable[Gap]]
    tables: frozenset[str]


FINDERS: Mapping[GapKind, Finder] = {
    GapKind.ORPHAN_TARGET: Finder(targets.orphans, targets.TABLES),
    GapKind.SINGLE_CONTRIBUTOR_TARGET: Finder(targets.singles, targets.TABLES),
    GapKind.BROKER_RISK: Finder(brokers.brokers, brokers.TABLES),
    GapKind.INSULAR_AGENCY: Finder(insular.insular, insular.TABLES),
    GapKind.POSSIBLE_DUPLICATION: Finder(duplication.duplicates, duplication.TABLES),
    GapKind.STALE_TARGET: Finder(stale.stale_targets, stale.TABLES),
    GapKind.UNCOORDINATED_INITIATIVE: Finder(initiatives.uncoordinated, initiatives.TABLES),
    GapKind.PROCESS_HANDOFF: Finder(handoffs.handoffs, handoffs.TABLES),
}
"""The kinds that a day is enough for; the other two take more."""


def needs(wanted: Wanted) -> frozenset[str]:
    """The tables of a material that the answer rests on."""
    found = set(BODIES)
    for kind in wanted.kinds:
        if kind is GapKind.UNMET_PAIR:
            found |= pairs.TABLES
        elif kind is GapKind.UNDERCONNECTED_SECTORS:
            found |= sectors.TABLES
        else:
            found |= FINDERS[kind].tables
    return frozenset(found | chosen.TABLES if wanted.narrowed else found)


def find(material: Material, wanted: Wanted, matrix: SectorMatrix | None = None) -> list[Gap]:
    """The gaps asked for, ranked by ``key``. ``matrix`` is that of the day's agencies by primary
    sector (ids) through initiatives; without it the closed form is computed, whose gaps are
    pending.
    """
    day = Day(material, wanted)
    narrow = chosen.Narrow(day)
    found: list[Gap] = []
    for kind in wanted.kinds:
        if kind is GapKind.UNMET_PAIR:
            found += pairs.unmet_pairs(day, narrow.sets)
        else:
            passing = filter(narrow.passes, _of(kind, day, matrix))
            found += sorted(passing, key=lambda gap: gap.key)
    # Gaps of a kind are in order already: what is left of the keys is cheaper than the keys.
    return sorted(found, key=lambda gap: (-gap.score, gap.kind))


def _of(kind: GapKind, day: Day, matrix: SectorMatrix | None) -> Iterable[Gap]:
    if kind is not GapKind.UNDERCONNECTED_SECTORS:
        return FINDERS[kind].find(day)
    return sectors.underconnected(day, matrix or sector_matrix(day.incidence, day.scope.primary))
