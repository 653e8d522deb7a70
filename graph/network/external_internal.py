"""The E-I index, and what chance makes of it: ties that leave a category against ties that stay.

The raw index says little, since it depends on how large the categories are. Here it stands beside
its distribution when categories are shuffled over the actors and the ties stay where they are.

Where actors have several categories, a tie is internal as far as its ends' portfolios overlap
(``Membership.overlap``), and whole portfolios are shuffled. The index is then Mantel's statistic of
two matrices, weights of ties and overlaps; labels are the case where an overlap is 0 or 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.network.arrays import Floats, Graph, Ints
from graph.network.membership import Categories, Membership

PERMUTATIONS = 1_000
SEED = 20_261_125
CONSTANT = 1e-13
"""A variance below this is what rounding leaves of 0."""
TOGETHER = 100_000
"""How many pairs of tie and permutation are compared in one go: few enough for the cache."""


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


@dataclass(frozen=True, slots=True)
class _Chance:
    """How alike random different actors are on average: two (``pair``; ``squared``, its square),
    two pairs with one actor in common (``triple``, of the product) and with none (``double``).
    """

    pair: float
    squared: float
    triple: float
    double: float


def external_internal(
    graph: Graph,
    categories: Categories,
    weighted: bool = False,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> ExternalInternal:
    """The E-I index of ties (of weight) by category (Krackhardt and Stern 1988, Social Psychology
    Quarterly 51), its exact mean and standard deviation under permutation of the categories
    (Mantel 1967, Cancer Research 27; for labels Cliff and Ord 1981, Spatial Processes, join counts
    with non-free sampling), and p of seeded permutations.
    """
    weight = graph.weight if weighted else np.ones(graph.edges)
    total = float(weight.sum())
    kinds = categories.portfolio if isinstance(categories, Membership) else categories
    overlap = categories.overlap if isinstance(categories, Membership) else None
    chance = _chance(np.bincount(kinds), overlap) if graph.nodes > 1 else None
    expected = 1 - 2 * chance.pair if chance else None
    if total == 0 or chance is None or expected is None:
        return ExternalInternal(None, 0.0, 0.0, expected, *[None] * 6)
    internal = float(weight @ _alike(kinds, graph, slice(None), overlap))
    observed = 1 - 2 * internal / total
    sd = float(np.sqrt(_variance(graph, weight, chance)))
    by_chance = 1 - 2 * _permuted(graph, weight, kinds, overlap, permutations, seed) / total
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


def _chance(sizes: Ints, overlap: Floats | None) -> _Chance:
    """From how many actors there are of each kind, and how kinds overlap; None: not at all."""
    pairs, triples, doubles = (
        max(_falling(sizes.sum(keepdims=True), terms), 1) for terms in (2, 3, 4)
    )
    if overlap is None:
        pair, apart = _falling(sizes, 2), float((_each(sizes) ** 2).sum())
        double = _falling(sizes, 4) + pair**2 - apart
        return _Chance(pair / pairs, pair / pairs, _falling(sizes, 3) / triples, double / doubles)
    itself = np.diagonal(overlap)
    row = overlap @ sizes - itself
    pair, squared = float(row @ sizes), float((overlap**2 @ sizes - itself**2) @ sizes)
    triple = float(row**2 @ sizes) - squared
    double = pair**2 - 4 * triple - 2 * squared
    return _Chance(pair / pairs, squared / pairs, triple / triples, double / doubles)


def _falling(sizes: Ints, terms: int) -> float:
    """The sum of x(x-1)...(x-terms+1) over the sizes: ordered choices of so many from one."""
    made = np.prod([np.maximum(sizes - less, 0) for less in range(terms)], axis=0, dtype=float)
    return float(made.sum())


def _variance(graph: Graph, weight: Floats, chance: _Chance) -> float:
    """Of the index: over pairs of ties that are the same, that share an actor, that share none."""
    total, same = float(weight.sum()), float((weight**2).sum())
    at = np.bincount(graph.source, weight, graph.nodes)
    at += np.bincount(graph.target, weight, graph.nodes)
    adjacent = float((at**2).sum()) - 2 * same
    disjoint = total**2 - same - adjacent
    moment = same * chance.squared + adjacent * chance.triple + disjoint * chance.double
    found = 4 * (moment / total**2 - chance.pair**2)
    return found if found > CONSTANT else 0.0


def _each(sizes: Ints) -> Floats:
    return sizes * (sizes - 1.0)


def _alike(kinds: NDArray[Any], graph: Graph, part: slice, overlap: Floats | None) -> NDArray[Any]:
    """How far the ends of ties are of one kind: ties, by permutations where ``kinds`` are."""
    one, other = kinds[graph.source[part]], kinds[graph.target[part]]
    if overlap is None:
        return np.asarray(one == other)
    return np.asarray(np.take(overlap, one.astype(np.intp) * len(overlap) + other))


def _permuted(
    graph: Graph,
    weight: Floats,
    kinds: Ints,
    overlap: Floats | None,
    permutations: int,
    seed: int,
) -> Floats:
    """The weight of internal ties in each permutation of the kinds."""
    found = np.zeros(permutations)
    if permutations == 0:
        return found
    small = np.min_scalar_type(int(kinds.max(initial=0)))
    rows = np.tile(kinds.astype(small), (permutations, 1))
    shuffled = np.random.default_rng(seed).permuted(rows, axis=1).T.copy()
    size = max(TOGETHER // permutations, 1)
    for first in range(0, graph.edges, size):
        part = slice(first, first + size)
        found += weight[part] @ _alike(shuffled, graph, part, overlap)
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
