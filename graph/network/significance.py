"""From counts and moments under a null model to p-values, adjusted for how many are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.network.arrays import Floats

LEAST_P = 1e-12
"""What a closed-form p is given as when it is smaller: Fourier sums cannot tell below."""
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Finding:
    """One observed value against its null model. ``z`` is (observed - expected) / sd; ``p_upper``
    the chance of at least, ``p_lower`` of at most what is observed; ``adjusted`` and
    ``adjusted_upper`` are ``p_two_sided`` and ``p_upper`` after Benjamini-Hochberg over all values
    that were compared together. A value that cannot vary has none of these; one that never did in
    the samples, but differs from them, has p and no ``z``.
    """

    observed: float
    expected: float
    sd: float
    z: float | None = None
    p_upper: float | None = None
    p_lower: float | None = None
    p_two_sided: float | None = None
    adjusted: float | None = None
    adjusted_upper: float | None = None


@dataclass(frozen=True)
class Comparison:
    """Observed values against a null model, as arrays of one length: all finite, sd at least 0,
    p in (0, 1]. What cannot vary counts in no adjustment and has no p in ``findings``.
    """

    observed: Floats
    expected: Floats
    sd: Floats
    p_upper: Floats
    p_lower: Floats

    @cached_property
    def varies(self) -> NDArray[np.bool_]:
        """Which values can differ from their expectation, or do."""
        return np.asarray((self.sd > 0) | (np.abs(self.observed - self.expected) > _SAME))

    @cached_property
    def z(self) -> Floats:
        """Standard deviations above expectation; 0 where sd is 0."""
        sd = np.where(self.sd > 0, self.sd, 1.0)
        return np.where(self.sd > 0, (self.observed - self.expected) / sd, 0.0)

    @cached_property
    def p_two_sided(self) -> Floats:
        """Twice the smaller tail, at most 1."""
        return two_sided(self.p_upper, self.p_lower)

    @cached_property
    def adjusted(self) -> Floats:
        """``p_two_sided`` after Benjamini-Hochberg over the values that vary; 1 elsewhere."""
        return self._adjust(self.p_two_sided)

    @cached_property
    def adjusted_upper(self) -> Floats:
        """``p_upper`` after Benjamini-Hochberg over the values that vary; 1 elsewhere."""
        return self._adjust(self.p_upper)

    def findings(self) -> list[Finding]:
        """One record for each value."""
        known = self.observed, self.expected, self.sd, self.z, self.p_upper, self.p_lower
        tests = self.p_two_sided, self.adjusted, self.adjusted_upper
        rows = np.stack([*known, *tests], axis=1).tolist()
        return [_finding(row, varies) for row, varies in zip(rows, self.varies, strict=True)]

    def _adjust(self, p: Floats) -> Floats:
        found = np.ones(len(p))
        found[self.varies] = benjamini_hochberg(p[self.varies])
        return found


def _finding(row: Sequence[float], varies: bool) -> Finding:
    observed, expected, sd, z, *p = row
    if not varies:
        return Finding(observed, expected, sd)
    upper, lower, both, adjusted, adjusted_upper = p
    known = z if sd > 0 else None
    return Finding(observed, expected, sd, known, upper, lower, both, adjusted, adjusted_upper)


def two_sided(upper: Floats, lower: Floats) -> Floats:
    """Twice the smaller of the two tails, each with the observed value; at most 1."""
    return np.minimum(1.0, 2.0 * np.minimum(upper, lower))


def monte_carlo(count: Floats, samples: int) -> Floats:
    """The p of an observed value that ``count`` of the samples reach, itself taken for one of them:
    (1 + count) / (1 + samples), never 0 (Davison & Hinkley 1997, 4.2).
    """
    return (1.0 + count) / (1.0 + samples)


def benjamini_hochberg(p: Floats) -> Floats:
    """The least false discovery rate at which each would be called (Benjamini & Hochberg 1995,
    J. R. Stat. Soc. B 57, 289): p times number over rank, made monotone; in [0, 1].
    """
    order = np.argsort(-p, kind="stable")
    ranks = np.arange(len(p), 0, -1)
    found = np.empty(len(p))
    found[order] = np.minimum(1.0, np.minimum.accumulate(p[order] * len(p) / ranks))
    return found


def adjusted(values: Sequence[float | None]) -> list[float | None]:
    """``benjamini_hochberg`` of the values that are there; what has none keeps none."""
    known = np.array([value for value in values if value is not None], dtype=np.float64)
    found = iter(benjamini_hochberg(known).tolist())
    return [None if value is None else next(found) for value in values]
