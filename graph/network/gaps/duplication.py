"""POSSIBLE_DUPLICATION: two live initiatives that serve the same targets in the same sectors and
regions, have no agency in common and are not recorded as related.

In the terms of GAO-15-49SP this is overlap (similar goals, activities or beneficiaries) that may
turn out to be duplication (the same activities for the same beneficiaries); only people can tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from graph.network.arrays import Floats, Ints
from graph.network.gaps.day import NOBODY, Day, Sets, of_sets
from graph.network.gaps.gap import Gap, GapKind, bounded
from graph.network.gaps.wording import Known, target_list, wording
from graph.network.language import Said

TABLES = frozenset(
    {
        *("initiatives", "participations", "targets", "initiative_targets"),
        *("initiative_sectors", "initiative_regions", "initiative_relations"),
    }
)
HALF = 0.5
"""The specificity at which half of the greatest score is reached."""
ONE_NATIONWIDE = 0.5
"""How far a nationwide initiative overlaps with one of some regions."""
_BLOCK = 2_000
WORDING = wording(
    id_=(
        "{one} ({by_one}) dan {other} ({by_other}) sama-sama mendukung {targets} di sektor dan "
        "wilayah yang beririsan, tetapi tidak ada lembaga yang terlibat dalam keduanya dan "
        "kaitan keduanya tidak tercatat.",
        "Periksa apakah keduanya mengerjakan hal yang sama: bila ya, gabungkan atau bagi tugasnya; "
        "bila tidak, catat kaitannya.",
    ),
    en=(
        "{one} ({by_one}) and {other} ({by_other}) both serve {targets} in overlapping sectors "
        "and regions, but no agency takes part in both and no relation between them is on record.",
        "Check whether both do the same work: if so, merge them or divide it; if not, record how "
        "they are related.",
    ),
)


@dataclass(frozen=True, eq=False)
class Overlap:
    """How alike two initiatives are: Jaccard indices of targets and sectors, of regions (1 if both
    are nationwide), and how specific their shared targets are, the sum of 1/(k-1) for targets
    that k live initiatives serve.
    """

    targets: float
    sectors: float
    regions: float
    specificity: float

    @property
    def score(self) -> float:
        """The product of the likenesses, and of specificity against ``HALF``."""
        alike = self.targets * self.sectors * self.regions
        return alike * self.specificity / (self.specificity + HALF)


def duplicates(day: Day) -> Iterator[Gap]:
    """All two initiatives that seem to do the same."""
    members = {id_: all_ & day.agencies for id_, all_ in day.participants.items()}
    sectors = _of(day, "initiative_sectors")
    regions = _of(day, "initiative_regions")
    related = {frozenset(row[:2]) for row in day.ties["initiative_relations"]}
    served: dict[str, frozenset[str]] = {}
    for target, initiatives in day.serving.items():
        for initiative in initiatives:
            served[initiative] = served.get(initiative, NOBODY) | {target}
    for one, other, targets, specificity in _candidates(day, served, members):
        if frozenset((one, other)) in related or not members[one].isdisjoint(members[other]):
            continue
        found = Overlap(
            targets,
            _jaccard(sectors.get(one, NOBODY), sectors.get(other, NOBODY)),
            _regions(regions.get(one, NOBODY), regions.get(other, NOBODY)),
            specificity,
        )
        if found.score > 0 and found.score >= day.wanted.least_overlap:
            shared = tuple(sorted(served[one] & served[other]))
            ends = (one, sorted(members[one])), (other, sorted(members[other]))
            yield _gap(day, found, *ends, shared)


def _candidates(day: Day, served: Sets, members: Sets) -> Iterator[tuple[str, str, float, float]]:
    """Pairs of initiatives with agencies that could reach the least score by their targets alone:
    ids in order, Jaccard index of targets, specificity.
    """
    least = day.wanted.least_overlap
    each = {target: 1 / max(len(all_) - 1, 1) for target, all_ in day.serving.items()}
    needed = HALF * least / (1 - least) if least < 1 else np.inf
    able = [
        id_
        for id_ in sorted(served)
        if members.get(id_) and sum(each[target] for target in served[id_]) >= needed
    ]
    names = sorted(each)
    columns = {target: column for column, target in enumerate(names)}
    table = of_sets(
        {id_: served[id_] for id_ in able},
        {id_: row for row, id_ in enumerate(able)},
        columns,
    ).T.tocsr()
    weights: Floats = np.array([each[target] for target in names])
    sizes: Ints = np.diff(table.indptr)
    weighted = (table @ sparse.diags_array(weights)).tocsr() if names else table
    for first in range(0, len(able), _BLOCK):
        block = slice(first, first + _BLOCK)
        shared = (table[block] @ table.T).tocoo()
        specific = (weighted[block] @ table.T).tocoo()
        one, other, both = shared.row + first, shared.col, shared.data
        alike = both / (sizes[one] + sizes[other] - both)
        score = alike * specific.data / (specific.data + HALF)
        for place in np.flatnonzero((one < other) & (score >= least)).tolist():
            ends = able[one[place]], able[other[place]]
            yield *ends, float(alike[place]), float(specific.data[place])


def _of(day: Day, table: str) -> Sets:
    return {one: frozenset(all_) for one, all_ in day.ties.links(table).items()}


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _regions(one: frozenset[str], other: frozenset[str]) -> float:
    if one and other:
        return _jaccard(one, other)
    return ONE_NATIONWIDE if one or other else 1.0


def _gap(
    day: Day,
    found: Overlap,
    one: tuple[str, list[str]],
    other: tuple[str, list[str]],
    shared: tuple[str, ...],
) -> Gap:
    def words(said: Said) -> dict[str, str]:
        return {
            "one": said.quoted(one[0]),
            "other": said.quoted(other[0]),
            "by_one": said.shorts(one[1]),
            "by_other": said.shorts(other[1]),
            "targets": target_list(said, shared),
        }

    numbers = (
        ("sharedTargets", float(len(shared))),
        ("targetOverlap", found.targets),
        ("sectorOverlap", found.sectors),
        ("regionOverlap", found.regions),
        ("specificity", found.specificity),
    )
    subjects = one[0], other[0]
    case = Known(day.names, WORDING, words, subjects, numbers, (*subjects, *shared))
    actors = tuple(sorted((*one[1], *other[1])))
    return Gap(GapKind.POSSIBLE_DUPLICATION, bounded(found.score), actors, case)
