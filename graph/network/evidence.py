"""What the ends of each tie share, and since when: as arrays, for a network may have 150,000 ties.

Every pair of actors in an activity is looked at once; memory is some 20 bytes for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.network.arrays import Graph, Incidence, Ints
from graph.network.material import Part
from graph.network.scope import before

UNKNOWN, OPEN = 0, 99_999_999
"""Days are numbers such as 20251231; these stand for a start that no source tells, and for no
end.
"""
_PIECE = 1_000_000
"""How many pairs of actors are made at once, about."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """For each tie, in the graph's order: ``activity[start[i]:start[i + 1]]`` are the numbers of
    the activities that its ends share, ``first`` the first day on which both took part in one of
    them, ``last`` the last such day; UNKNOWN and OPEN as above.
    """

    incidence: Incidence
    start: Ints
    activity: Ints
    first: Ints
    last: Ints

    def activities(self, tie: int) -> list[str]:
        """The ids of what the ends of a tie share."""
        names = self.incidence.activities
        return [names[at] for at in self.activity[self.start[tie] : self.start[tie + 1]].tolist()]

    def count(self, tie: int) -> int:
        """How many activities they share."""
        return int(self.start[tie + 1] - self.start[tie])

    @cached_property
    def kinds(self) -> tuple[tuple[str, ...], Ints]:
        """The kinds of activities that there are, and how many of each the ends of a tie share:
        ties by kinds.
        """
        kinds = [name.partition(":")[0] for name in self.incidence.activities]
        known = tuple(sorted(set(kinds)))
        number = np.array([known.index(kind) for kind in kinds], dtype=np.int64)
        ties = len(self.start) - 1
        tie = np.repeat(np.arange(ties), np.diff(self.start))
        width = max(len(known), 1)
        cells = np.bincount(tie * width + number[self.activity], minlength=ties * width)
        return known, cells.reshape(ties, width)


def evidence(graph: Graph, incidence: Incidence, parts: Iterable[Part]) -> Evidence:
    """The evidence of a graph's ties, which are among those that ``incidence`` makes."""
    begin, end = _periods(incidence, parts)
    keys = graph.source * graph.nodes + graph.target
    found = [
        _looked_up(keys, graph.nodes, incidence, begin, end, *pairs) for pairs in _pairs(incidence)
    ]
    tie, activity, first, last = (
        np.concatenate([piece[at] for piece in found] or [np.zeros(0, dtype=np.int64)])
        for at in range(4)
    )
    order = np.argsort(tie, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(tie, minlength=graph.edges))])
    earliest = np.full(graph.edges, OPEN)
    latest = np.full(graph.edges, UNKNOWN)
    together = first < last
    known = together & (first != UNKNOWN)
    np.minimum.at(earliest, tie[known], first[known])
    np.maximum.at(latest, tie[together], last[together])
    earliest[earliest == OPEN] = UNKNOWN
    return Evidence(incidence, start.astype(np.int64), activity[order], earliest, latest)


def _pairs(incidence: Incidence) -> Iterable[tuple[Ints, Ints]]:
    """All pairs of participations in one activity, as numbers of cells of the incidence, the first
    actor's first; activities of one size together.
    """
    order = np.lexsort((incidence.actor, incidence.activity))
    sizes = incidence.sizes
    starts = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    for size in np.unique(sizes[sizes > 1]).tolist():
        one, other = np.triu_indices(size, 1)
        some = starts[sizes == size]
        step = max(_PIECE // len(one), 1)
        for at in range(0, len(some), step):
            rows = some[at : at + step, None]
            yield order[(rows + one).ravel()], order[(rows + other).ravel()]


def _looked_up(
    keys: Ints,
    nodes: int,
    incidence: Incidence,
    begin: Ints,
    end: Ints,
    one: Ints,
    other: Ints,
) -> tuple[Ints, Ints, Ints, Ints]:
    """The tie, the activity, the first day and the day after the last one of each pair that is
    tied.
    """
    wanted = incidence.actor[one] * nodes + incidence.actor[other]
    tie = np.searchsorted(keys, wanted)
    tied = tie < len(keys)
    tied[tied] = keys[tie[tied]] == wanted[tied]
    one, other = one[tied], other[tied]
    first = np.maximum(begin[one], begin[other])
    last = np.minimum(end[one], end[other])
    return tie[tied], incidence.activity[one], first, last


def _periods(incidence: Incidence, parts: Iterable[Part]) -> tuple[Ints, Ints]:
    """From when until before when each participation of the incidence holds; several parts of one
    are taken together.
    """
    width = max(len(incidence.activities), 1)
    actor = {name: at * width for at, name in enumerate(incidence.actors)}
    activity = {name: at for at, name in enumerate(incidence.activities)}
    rows: Sequence[tuple[int, int, int]] = [
        (
            actor[part.body] + activity[part.activity],
            _number(part.start, UNKNOWN),
            _number(part.end, OPEN),
        )
        for part in parts
    ]
    cells, starts, ends = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    at = np.searchsorted(incidence.actor * width + incidence.activity, cells)
    begin = np.full(len(incidence.actor), OPEN)
    end = np.full(len(incidence.actor), UNKNOWN)
    np.minimum.at(begin, at, starts)
    np.maximum.at(end, at, ends)
    return begin, end


def _number(day: str | None, otherwise: int) -> int:
    return int(day.replace("-", "")) if day else otherwise


def day_of(number: int) -> str | None:
    """The day that a number stands for; None for UNKNOWN."""
    text = f"{number:08}"
    return None if number == UNKNOWN else f"{text[:4]}-{text[4:6]}-{text[6:]}"


def last_day(number: int, until: str) -> str | None:
    """The last day before the one that a number stands for, ``until`` at the latest; None for
    UNKNOWN.
    """
    day = until if number == OPEN else day_of(number)
    return day and (until if number == OPEN else min(before(day), until))
