"""Shortest paths by inverse weight, where paths of equal length are equal.

1/3 + 1/3 + 1/3 and 1/2 + 1/2 are not the same number in floating point; libraries that compare
lengths for equality miss such pairs of paths. Here lengths that differ by less than a part in
10^12 are one: far above what rounding does to sums of such fractions, and far below the least
difference between short sums of fractions with small denominators.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import sparse

from graph.network.arrays import Floats, Graph, Ints

EQUAL = 1 + 1e-12
WIDEST = 1e8
"""A tie counts as at most so many times as strong as the weakest: beyond, a short length would
vanish beside a long one, and paths would have no order.
"""
ENTRIES = 500_000
"""How many pairs of source and arc are looked at in one go; what it makes fits a cache."""


def lengths(graph: Graph) -> Any:
    """The matrix of the ties' lengths, 1/weight (SciPy CSR array)."""
    made = graph.adjacency.copy()
    made.data = 1 / np.minimum(made.data, WIDEST * made.data.min(initial=np.inf))
    return made


def betweenness(graph: Graph, distances: Floats) -> Floats:
    """Betweenness of each actor over the shortest paths that the matrix of distances says.

    This is Brandes' accumulation (2001, J. Math. Sociol. 25) for many sources at once: the arcs
    on shortest paths from a source have no cycle, so that powers of their matrix, which soon
    vanish, count paths and carry dependencies back.
    """
    tail, head, length = _arcs(graph, distances)
    total = np.zeros(graph.nodes)
    for sources in _blocks(graph.nodes, len(tail)):
        far = distances[sources]
        most = np.where(np.isfinite(far), far * EQUAL, -1.0)
        on = far.take(tail, axis=1) + length <= most.take(head, axis=1)
        total += _dependencies(sources, graph.nodes, tail, head, on)
    return total / 2


def _arcs(graph: Graph, distances: Floats) -> tuple[Ints, Ints, Floats]:
    """The arcs, each tie both ways, that are no longer than the distance of their ends: no other
    lies on a shortest path.
    """
    arcs = lengths(graph).tocoo()
    short = arcs.data <= distances[arcs.row, arcs.col] * EQUAL
    return arcs.row[short], arcs.col[short], arcs.data[short]


def _blocks(nodes: int, arcs: int) -> Iterator[Ints]:
    size = max(ENTRIES // max(arcs, nodes), 1)
    for first in range(0, nodes, size):
        yield np.arange(first, min(first + size, nodes))


def _dependencies(sources: Ints, nodes: int, tail: Ints, head: Ints, on: Any) -> Floats:
    """What the block of sources adds to each actor; ``on`` says, sources by arcs, which arcs are on
    shortest paths. A state is an actor as seen from one source.
    """
    row, arc = np.nonzero(on)
    states = len(sources) * nodes
    ends = row * nodes + tail[arc], row * nodes + head[arc]
    onward = sparse.csr_array((np.ones(len(row)), ends), shape=(states, states))
    start = np.zeros(states)
    own = np.arange(len(sources)) * nodes + sources
    start[own] = 1.0
    paths = _walked(onward.T.tocsr(), start)
    ending = np.divide(1.0, paths, out=np.zeros(states), where=paths > 0)
    through = (_walked(onward, ending) - ending) * paths
    through[own] = 0.0
    return np.asarray(through.reshape(len(sources), nodes).sum(axis=0), dtype=np.float64)


def _walked(steps: Any, start: Floats) -> Floats:
    """The sum of what each number of steps makes of the start."""
    total = start.copy()
    front = start
    while front.any():
        front = steps @ front
        total += front
    return total
