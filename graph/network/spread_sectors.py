"""Ties between sectors where actors belong to several: pairs by the product of shares.

Two actors of an activity are a pair for every two of their sectors, each by the product of the two
shares. All cells together have as many pairs as there are; with one sector each it is ``Sectors``.
PROJECTS, whether a sector takes part at all, knows no parts and is not defined here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from scipy import sparse

from graph.network.arrays import Floats, Incidence, Ints
from graph.network.sectors import Statistic

_NOTHING = 1e-9
"""What rounding leaves of 0."""


@dataclass(frozen=True, eq=False)
class SpreadSectors:
    """Participations, and each actor's shares: actors by sectors, rows that add up to 1, or to 0
    for an actor without a sector, which counts in no cell.
    """

    statistics: ClassVar[tuple[Statistic, ...]] = (Statistic.PAIRS, Statistic.NEWMAN)

    incidence: Incidence
    shares: Floats

    @property
    def width(self) -> int:
        """How many sectors there are."""
        return int(self.shares.shape[1])

    @property
    def cells(self) -> tuple[Ints, Ints]:
        """The two sectors of each cell, in order, each with itself included."""
        a, b = np.triu_indices(self.width)
        return a.astype(np.int64), b.astype(np.int64)

    def observed(self, statistic: Statistic) -> Floats:
        """The statistic of each cell."""
        return self.of_table(self.incidence.matrix)[statistic]

    def of_table(self, table: Any) -> dict[Statistic, Floats]:
        """The statistics of each cell of a table, actors by activities (SciPy CSR array), whose
        activities have the observed sizes.

        An activity's members have shares that add up to s; all ordered pairs of members, each with
        itself, are s s', of which those with itself are taken off.
        """
        sums = np.asarray(table.T @ self.shares)
        counts = np.ones(len(self.incidence.sizes))
        newman = 1 / (np.maximum(self.incidence.sizes, 2) - 1)
        return {
            statistic: self._cells(sums, table @ weight, weight)
            for statistic, weight in zip(self.statistics, (counts, newman), strict=True)
        }

    def _cells(self, sums: Floats, selves: Floats, weight: Floats) -> Floats:
        """Pairs of each cell, those of an activity by its weight; ``selves`` are the actors' sums
        of it.
        """
        ordered = sums.T @ (sums * weight[:, None])
        ordered -= self.shares.T @ (self.shares * selves[:, None])
        a, b = self.cells
        found = np.where(a == b, ordered[a, b] / 2, ordered[a, b])
        return np.where(found > _NOTHING, found, 0.0)

    @property
    def ties(self) -> Ints:
        """How many different pairs of actors each cell ties, one of the one sector and one of the
        other by whatever share: a pair counts once in each cell that it has a part in.
        """
        matrix = self.incidence.matrix
        tied = sparse.triu(matrix @ matrix.T, k=1).tocoo()
        one, other = ((self.shares[end] > 0).astype(np.float64) for end in (tied.row, tied.col))
        either, both = one.T @ other, one * other
        found = either + either.T - both.T @ both
        return np.asarray(found[self.cells], dtype=np.int64)
