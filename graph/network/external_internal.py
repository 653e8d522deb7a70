"""The E-I index, and what chance makes of it: ties that leave a category against ties that stay.

The raw index says little, since it depends on how large the categories are. Here it stands beside
its distribution when categories are shuffled over the actors and the ties stay where they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.network.arrays import Floats, Graph, Ints

PERMUTATIONS = 1_000
SEED = 20_261_125
CONSTANT = 1e-13
"""A variance below this is what rounding leaves of 0."""
TOGETHER = 1_000_000
"""How many pairs of tie and permutation are compared in one go."""


@dataclass(frozen=True, slots=True)
class ExternalInternal:
    """The index with its expectation. What is not defined is None: the index and all that rests
    on it without ties, the expectation with fewer than two actors, z where nothing can vary.

    ``observed`` is -1 (all ties stay) to 1 (all leave). ``expected`` and ``sd`` are exact, ``z``
    rests on them. ``p_lower`` and ``p_upper`` are the shares of permutations at most and at
    least as large, ``p_two_sided`` the share at least as far from expected; the observed one is
    counted among them, so that none is 0. ``interval95`` has the middle 95 % of permutations.
    """

    observed: float | None
    external: float
    internal: float
    expected: float | None
    sd: float | None
    z: float | None
    p_two_sided: float | None
    p_lower: float | None
    p_upper: float | None
    interval95: tuple[float, float] | None


def external_internal(
    graph: Graph,
    labels: Ints,
    weighted: bool = False,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> ExternalInternal:
    """The E-I index of ties (of weight) by category (Krackhardt and Stern 1988, Social Psychology
    Quarterly 51), its exact mean and standard deviation under permutation of the labels (Cliff and
    Ord 1981, Spatial Processes, join counts with non-free sampling), and p of seeded permutations.
    """
    weight = graph.weight if weighted else np.ones(graph.edges)
    total = float(weight.sum())
    internal = float(weight[labels[graph.source] == labels[graph.target]].sum())
    expected = _expected(np.bincount(labels))
    if total == 0 or expected is None:
        return ExternalInternal(None, 0.0, 0.0, expected, *[None] * 6)
    observed = 1 - 2 * internal / total
    sd = float(np.sqrt(_variance(graph, weight, np.bincount(labels))))
    by_chance = 1 - 2 * _permuted(graph, weight, labels, permutations, seed) / total
    two_sided, lower, upper = _shares(by_chance, observed, expected)
    ends = np.quantile(by_chance, (0.025, 0.975)) if permutations else (observed, observed)
    return ExternalInternal(
        observed=observed,
        external=total - internal,
        internal=internal,
        expected=expected,
        sd=sd,
        z=(observed - expected) / sd if sd else None,
        p_two_sided=two_sided,
        p_lower=lower,
        p_upper=upper,
        interval95=(float(ends[0]), float(ends[1])),
    )


def _expected(sizes: Ints) -> float | None:
    nodes = int(sizes.sum())
    return 1 - 2 * _same(sizes) if nodes > 1 else None


def _same(sizes: Ints) -> float:
    """The chance that two different random actors share a category."""
    return _falling(sizes, 2) / _falling(sizes.sum(keepdims=True), 2)


def _falling(sizes: Ints, terms: int) -> float:
    """The sum of x(x-1)...(x-terms+1) over the sizes: ordered choices of so many from one."""
    made = np.prod([np.maximum(sizes - less, 0) for less in range(terms)], axis=0, dtype=float)
    return float(made.sum())


def _variance(graph: Graph, weight: Floats, sizes: Ints) -> float:
    """Of the index: over pairs of ties that are the same, that share an actor, that share none."""
    everyone = sizes.sum(keepdims=True)
    squared = _falling(sizes, 2) ** 2 - float((_each(sizes) ** 2).sum())
    triple = _falling(sizes, 3) / max(_falling(everyone, 3), 1)
    double = (_falling(sizes, 4) + squared) / max(_falling(everyone, 4), 1)
    pair = _same(sizes)
    total, same = float(weight.sum()), float((weight**2).sum())
    at = np.bincount(graph.source, weight, graph.nodes)
    at += np.bincount(graph.target, weight, graph.nodes)
    adjacent = float((at**2).sum()) - 2 * same
    disjoint = total**2 - same - adjacent
    moment = same * pair + adjacent * triple + disjoint * double
    found = 4 * (moment / total**2 - pair**2)
    return found if found > CONSTANT else 0.0


def _each(sizes: Ints) -> Floats:
    return sizes * (sizes - 1.0)


def _permuted(graph: Graph, weight: Floats, labels: Ints, permutations: int, seed: int) -> Floats:
    """The weight of internal ties in each permutation of the labels."""
    found = np.zeros(permutations)
    if permutations == 0:
        return found
    small = np.min_scalar_type(int(labels.max(initial=0)))
    rows = np.tile(labels.astype(small), (permutations, 1))
    shuffled = np.random.default_rng(seed).permuted(rows, axis=1).T.copy()
    size = max(TOGETHER // permutations, 1)
    for first in range(0, graph.edges, size):
        part = slice(first, first + size)
        same = shuffled[graph.source[part]] == shuffled[graph.target[part]]
        found += weight[part] @ same
    return found


def _shares(by_chance: Floats, observed: float, expected: float) -> tuple[float, float, float]:
    """The p of both sides, of the lower and of the upper one."""
    little = 1e-12
    counts = (
        np.count_nonzero(np.abs(by_chance - expected) >= abs(observed - expected) - little),
        np.count_nonzero(by_chance <= observed + little),
        np.count_nonzero(by_chance >= observed - little),
    )
    two_sided, lower, upper = ((1 + int(count)) / (1 + len(by_chance)) for count in counts)
    return two_sided, lower, upper
