"""Ties between sectors, counted over the activities that their actors share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

import numpy as np
from scipy import sparse

from graph.network.arrays import Floats, Incidence, Ints


class Statistic(StrEnum):
    """What is summed over activities for two sectors, one with itself included."""

    PAIRS = "PAIRS"
    """Pairs of actors of the two sectors in an activity: the sum of COUNT weights."""
    PROJECTS = "PROJECTS"
    """Activities in which both take part (a sector with itself: two or more of its actors)."""
    NEWMAN = "NEWMAN"
    """Pairs over the activity's size less 1: the sum of NEWMAN weights."""


@dataclass(frozen=True)
class Sectors:
    """Participations, and the sector of each actor: 0 to ``width`` - 1, or -1 for none."""

    statistics: ClassVar[tuple[Statistic, ...]] = tuple(Statistic)

    incidence: Incidence
    sector: Ints
    width: int

    @property
    def cells(self) -> tuple[Ints, Ints]:
        """The two sectors of each cell, in order, each with itself included."""
        a, b = np.triu_indices(self.width)
        return a.astype(np.int64), b.astype(np.int64)

    def observed(self, statistic: Statistic) -> Floats:
        """The statistic of each cell."""
        sizes, of = self.incidence.sizes, self.sector[self.incidence.actor]
        counts = np.zeros((len(sizes), self.width))
        np.add.at(counts, (self.incidence.activity[of >= 0], of[of >= 0]), 1)
        size = np.maximum(sizes, 2)
        found = [
            value_of(statistic, counts[:, a], None if a == b else counts[:, b], size).sum()
            for a, b in zip(*self.cells, strict=True)
        ]
        return np.array(found, dtype=np.float64)

    @property
    def ties(self) -> Ints:
        """How many different pairs of actors each cell ties, however often."""
        matrix = self.incidence.matrix
        tied = sparse.triu(matrix @ matrix.T, k=1).tocoo()
        ends = np.sort(self.sector[np.stack([tied.row, tied.col])], axis=0)
        one, other = ends[:, ends[0] >= 0]
        a, b = self.cells
        counts = np.bincount(one * self.width + other, minlength=self.width**2)
        return np.asarray(counts[a * self.width + b], dtype=np.int64)

    @property
    def sums(self) -> Floats:
        """How many participations each sector has."""
        of = self.sector[self.incidence.actor]
        return np.bincount(of[of >= 0], minlength=self.width).astype(np.float64)


def value_of(statistic: Statistic, ours: Floats, theirs: Floats | None, size: Ints) -> Floats:
    """The statistic of activities by how many actors they have of the two sectors."""
    pairs = ours * (ours - 1) / 2 if theirs is None else ours * theirs
    if statistic is Statistic.PROJECTS:
        return np.asarray(pairs > 0, dtype=np.float64)
    return np.asarray(pairs / (size - 1) if statistic is Statistic.NEWMAN else pairs)
