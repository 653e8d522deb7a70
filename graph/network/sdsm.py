"""The stochastic degree sequence model (SDSM): pairs of actors against independent participations.

Each actor takes part in each activity on its own, with the chances of ``margins``, so everybody's
sums are kept on average (Neal 2014, Soc. Netw. 39, 84; Neal, Domagalski & Sagan 2021, Sci. Rep. 11,
23929). What two actors share is then Poisson-binomial. Its distribution depends on their classes
alone, and E participations have at most about E pairs of classes, so p is exact for every pair.

Exact for the model, which is cautious: its sums vary, the table's are what they are, so that at .05
it calls some 0.2 % of the pairs of tables by chance. ``fdsm`` holds the sums and calls 5 %.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.network.arrays import Floats, Incidence, Ints
from graph.network.margins import Chances, fit
from graph.network.significance import LEAST_P, Comparison

Curves = NDArray[np.complex128]
_CELLS = 4_000_000
"""How many numbers a block of distributions holds at most (of 16 bytes, a few at a time)."""


def chances(incidence: Incidence) -> Chances:
    """The model's chances of participation for a table's margins."""
    degrees = np.bincount(incidence.actor, minlength=len(incidence.actors))
    return fit(degrees.astype(np.int64), incidence.sizes)


def every_pair(actors: int) -> tuple[Ints, Ints]:
    """The first and the second actor of all unordered pairs, in order."""
    first, second = np.triu_indices(actors, 1)
    return first.astype(np.int64), second.astype(np.int64)


def shared(incidence: Incidence, first: Ints, second: Ints) -> Floats:
    """How many activities each of these pairs shares."""
    if not len(first):  # for which SciPy has another type
        return np.zeros(0)
    matrix = incidence.matrix
    return np.asarray((matrix @ matrix.T)[first, second], dtype=np.float64).ravel()


def compare_pairs(incidence: Incidence, first: Ints, second: Ints) -> Comparison:
    """The shared activities of each pair of actors against the model. ``adjusted`` is over the
    pairs that are asked for: ask for ``every_pair`` to adjust over all.
    """
    model = chances(incidence)
    observed = shared(incidence, first, second)
    low = np.minimum(model.row[first], model.row[second])
    both = low * len(model.rows) + np.maximum(model.row[first], model.row[second])
    kinds, kind = np.unique(both, return_inverse=True)
    one, other = np.divmod(kinds, max(len(model.rows), 1))
    joint = model.cell[one] * model.cell[other]
    mean = joint @ model.columns
    sd = np.sqrt((joint * (1 - joint)) @ model.columns)
    upper, lower = _tails(joint, model.columns, mean, sd, kind, observed)
    return Comparison(observed, mean[kind], sd[kind], upper, lower)


def poisson_binomial(chance: Floats, times: Ints, length: int) -> Floats:
    """Distributions of numbers of successes: row i of ``chance`` has a chance for each class of
    trials, ``times`` (for all rows, or row by row) how many trials. Gives a row of ``length``
    chances, of 0, 1, ...; what lies beyond must be negligible, since it comes round. Absolute error
    about 1e-15.
    """
    return distributions(curves(chance, times, length), length)


def curves(chance: Floats, times: Ints, length: int) -> Curves:
    """Characteristic functions of ``poisson_binomial``: they multiply where numbers add (Hong 2013,
    Comput. Stat. Data Anal. 59, 41).
    """
    turn = np.exp(-2j * np.pi * np.arange(length // 2 + 1) / length) - 1
    made = np.ones((len(chance), len(turn)), dtype=np.complex128)
    counts = np.broadcast_to(times, chance.shape)
    for g in range(chance.shape[1]):
        base, many = 1 + chance[:, [g]] * turn, counts[:, [g]]
        alike = len(many) and (many == many[0]).all()
        made *= _power(base, int(many[0, 0])) if alike else np.power(base, many)
    return made


def _power(base: Curves, times: int) -> Curves:
    """The power of all, by squares: a fifth of the time that powers of complex numbers take."""
    made = np.ones_like(base)
    while times:
        if times & 1:
            made *= base
        times >>= 1
        if times:
            base = base * base
    return made


def distributions(curve: Curves, length: int) -> Floats:
    """The chances of 0 to ``length`` - 1 that characteristic functions belong to, rows alike."""
    found = np.fft.irfft(curve, length)
    return np.where(found > 1e-15, found, 0.0)


def length_for(mean: Floats, sd: Floats, trials: float) -> Ints:
    """Numbers of values that hold a Poisson-binomial up to 1e-18, as powers of 2 (Bernstein)."""
    needed = np.minimum(mean + 12 * sd + 32, trials + 1)
    return np.asarray(2 ** np.ceil(np.log2(np.maximum(needed, 2))), dtype=np.int64)


def _tails(
    joint: Floats, times: Ints, mean: Floats, sd: Floats, kind: Ints, observed: Floats
) -> tuple[Floats, Floats]:
    """p_upper and p_lower of each pair, its distribution being that of its kind."""
    upper, lower = np.ones(len(kind)), np.ones(len(kind))
    lengths = length_for(mean, sd, float(times.sum()))
    order = np.argsort(kind, kind="stable")
    ends = np.searchsorted(kind[order], np.arange(len(mean) + 1))
    for length in np.unique(lengths):
        found = np.flatnonzero(lengths == length)
        for some in np.array_split(found, len(found) * length // _CELLS + 1):
            below = np.cumsum(poisson_binomial(joint[some], times, int(length)), axis=1)
            which = np.concatenate([order[ends[k] : ends[k + 1]] for k in some])
            row = np.repeat(np.arange(len(some)), ends[some + 1] - ends[some])
            at = observed[which].astype(np.int64)
            lower[which] = below[row, np.minimum(at, length - 1)]
            reached = below[row, np.clip(at - 1, 0, length - 1)]
            upper[which] = np.where(at > 0, 1 - reached, 1.0)
    return np.clip(upper, LEAST_P, 1.0), np.clip(lower, LEAST_P, 1.0)
