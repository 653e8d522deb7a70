"""Ties between sectors against two null models in closed form.

``independent``: the SDSM, every participation on its own. It keeps sizes of activities on average
only, and pairs grow with the square of sizes, so its total is too high: 2,474 pairs where there
are 1,778 in a real network of grants.

``sized``: the same participations, given that every activity has exactly the size it has and every
sector exactly the participations it has. Within an activity, sizes hold exactly (Chen, Dempster &
Liu 1994, Biometrika 81, 457: conditional Bernoulli); over activities, sums of sectors are held as
for normal variables: the mean moves by regression, the variance loses what they explain. It
approximates the model that keeps all margins exactly (``fdsm``), total included: on two real and
two made tables sd was within 8 % of sampling's, and the same cells were beyond 2 sd on the same
side. Where one actor is in most activities, z can be off by more than 2 (and is larger than that).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import gammainc, gammaincc, ndtr

from graph.network.arrays import Floats
from graph.network.margins import Chances
from graph.network.sdsm import Curves, chances, curves, distributions, length_for
from graph.network.sectors import Sectors, Statistic, value_of
from graph.network.significance import LEAST_P, Comparison

_NOTHING = 1e-12
_SYMMETRIC = 1e-4
"""The skewness below which a gamma is a normal."""


@dataclass(frozen=True)
class _Draws:
    """What one activity of a size can show of two sectors: each outcome's chance, its value of the
    statistic and the numbers of actors of each sector (two rows; one where they are the same), and
    how many such activities there are.
    """

    chance: Floats
    value: Floats
    numbers: Floats
    times: int


def independent(sectors: Sectors, statistic: Statistic) -> Comparison:
    """Cells against the SDSM: moments exact, p exact by convolution (absolute error about 1e-13,
    never below 1e-12). Raises ValueError for NEWMAN, which needs sizes: ``sized`` has it.
    """
    if statistic is Statistic.NEWMAN:
        raise ValueError("Newman's weights need activities of fixed sizes: compare with `sized`")
    observed, rows = sectors.observed(statistic), []
    for draws, value in zip(_cells(sectors, statistic, sized=False), observed, strict=True):
        mean, sd, _ = _moments(draws, None)
        rows.append((mean, sd, *_exact(draws, value, mean, sd)))
    return Comparison(observed, *_columns(rows))


def sized(sectors: Sectors, statistic: Statistic) -> Comparison:
    """Cells given the sizes of activities and the sums of sectors. p is that of a gamma with the
    same three moments (Pearson's type III), counts corrected by a half for continuity.
    """
    observed, sums, rows = sectors.observed(statistic), sectors.sums, []
    half = 0.0 if statistic is Statistic.NEWMAN else 0.5
    every = zip(_cells(sectors, statistic, sized=True), observed, *sectors.cells, strict=True)
    for draws, value, a, b in every:
        mean, sd, skew = _moments(draws, sums[[a]] if a == b else sums[[a, b]])
        upper = _gamma_tail(value - half, mean, sd, skew, above=True)
        lower = _gamma_tail(value + half, mean, sd, skew, above=False)
        rows.append((mean, sd, upper, lower))
    return Comparison(observed, *_columns(rows))


def _columns(rows: list[tuple[float, float, float, float]]) -> Floats:
    return np.array(rows, dtype=np.float64).reshape(-1, 4).T


def _cells(sectors: Sectors, statistic: Statistic, *, sized: bool) -> Iterator[list[_Draws]]:
    """For each cell, what the activities of each size can show."""
    model = chances(sectors.incidence)
    kinds = [_Kind(sectors, model, h, sized) for h in range(len(model.columns))]
    for a, b in zip(*sectors.cells, strict=True):
        yield [kind.draws(int(a), int(b), statistic) for kind in kinds]


class _Kind:
    """The activities of one size: how many actors of each sector they can have."""

    def __init__(self, sectors: Sectors, model: Chances, kind: int, sized: bool) -> None:
        counts = np.zeros((sectors.width + 1, len(model.rows)), dtype=np.int64)
        np.add.at(counts, (sectors.sector, model.row), 1)  # -1, none, is the last row
        chance = np.broadcast_to(model.cell[:, kind], counts.shape)
        mean = counts @ model.cell[:, kind]
        sd = np.sqrt(counts @ (model.cell[:, kind] * (1 - model.cell[:, kind])))
        total = np.sqrt((sd**2).sum(keepdims=True))
        lengths = length_for(mean.sum(keepdims=True), total, float(counts.sum()))
        self.length = int(lengths[0])
        self.curves: Curves = curves(chance, counts, self.length)
        self.numbers = distributions(self.curves, self.length)
        self.times = int(model.columns[kind])
        self.size = int(sectors.incidence.sizes[model.column == kind][0])
        self.sized = sized

    def draws(self, a: int, b: int, statistic: Statistic) -> _Draws:
        """The outcomes for two sectors."""
        ours = np.flatnonzero(self.numbers[a])
        theirs = np.flatnonzero(self.numbers[b]) if a != b else np.zeros(1, dtype=np.int64)
        one, other = (grid.ravel() for grid in np.meshgrid(ours, theirs, indexing="ij"))
        chance = self.numbers[a, one] * (self.numbers[b, other] if a != b else 1.0)
        if self.sized:
            fits = one + other <= self.size
            one, other, chance = one[fits], other[fits], chance[fits]
            chance = chance * self._rest(a, b)[self.size - one - other]
        numbers = np.array([one, other] if a != b else [one], dtype=np.float64)
        size = np.array(max(self.size, 2))
        value = value_of(statistic, numbers[0], numbers[1] if a != b else None, size)
        return _Draws(chance / chance.sum(), value, numbers, self.times)

    def _rest(self, a: int, b: int) -> Floats:
        """The distribution of how many actors are of neither sector."""
        others = np.delete(self.curves, [a, b], axis=0)
        return distributions(np.multiply.reduce(others, axis=0), self.length)


def _moments(draws: list[_Draws], sums: Floats | None) -> tuple[float, float, float]:
    """Mean, sd and skewness of the sum over activities; given the sums of sectors where said."""
    if not draws:
        return 0.0, 0.0, 0.0
    outcomes = [(d.times, d.chance, np.vstack([d.value, d.numbers])) for d in draws]
    means = [times * (shown @ chance) for times, chance, shown in outcomes]
    apart = [(t, p, shown - (shown @ p)[:, None]) for t, p, shown in outcomes]
    mean = np.sum(means, axis=0)
    slope = np.zeros(len(mean) - 1)
    if sums is not None:
        spread = np.sum([t * ((shown * p) @ shown.T) for t, p, shown in apart], axis=0)
        slope = np.linalg.pinv(spread[1:, 1:], rcond=1e-9, hermitian=True) @ spread[1:, 0]
        mean[0] += slope @ (sums - mean[1:])
    left = [(t, p, shown[0] - slope @ shown[1:]) for t, p, shown in apart]
    variance = sum(t * float(p @ value**2) for t, p, value in left)
    if variance < _NOTHING:
        return max(float(mean[0]), 0.0), 0.0, 0.0
    third = sum(t * float(p @ value**3) for t, p, value in left)
    return max(float(mean[0]), 0.0), variance**0.5, third / variance**1.5


def _exact(draws: list[_Draws], observed: float, mean: float, sd: float) -> tuple[float, float]:
    """p_upper and p_lower of a sum of whole numbers. It is folded over a length that is doubled
    until nothing is left at its end.
    """
    most = sum(d.times * d.value.max(initial=0.0) for d in draws) + 1
    length = _power(max(observed + 2, mean + 12 * sd + 64))
    while True:
        found = _folded(draws, length)
        if length >= most or found[-length // 8 :].sum() < _NOTHING:
            break
        length *= 2
    at = int(observed)
    upper, lower = float(found[at:].sum()), float(found[: at + 1].sum())
    return min(max(upper, LEAST_P), 1.0), min(max(lower, LEAST_P), 1.0)


def _folded(draws: list[_Draws], length: int) -> Floats:
    curve = np.ones(length // 2 + 1, dtype=np.complex128)
    for d in draws:
        places = d.value.astype(np.int64) % length
        curve *= np.fft.rfft(np.bincount(places, d.chance, length)) ** d.times
    return distributions(curve, length)


def _power(least: float) -> int:
    return 1 << int(np.ceil(np.log2(least)))


def _gamma_tail(value: float, mean: float, sd: float, skew: float, *, above: bool) -> float:
    """The chance of at least (``above``) or at most the value, of a sum that is never below 0."""
    if sd == 0 or (above and value <= 0):
        return 1.0
    z = (value - mean) / sd
    if abs(skew) < _SYMMETRIC:
        found = ndtr(-z if above else z)
    else:
        shape = 4 / skew**2
        turned = z if skew > 0 else -z
        tail = gammaincc if above == (skew > 0) else gammainc
        found = tail(shape, max(shape + turned * shape**0.5, 0.0))
    return min(max(float(found), LEAST_P), 1.0)
