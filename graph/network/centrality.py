"""How central each actor is. All measures answer one number for each actor, in the graph's order.

A tie's length is 1, or 1/weight where a measure is weighted (Newman 2001, Phys. Rev. E 64, 016132).
"""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import rustworkx as rx
from scipy import sparse
from scipy.linalg import eigh
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.sparse.linalg import ArpackNoConvergence, eigsh

from graph.network import shortest
from graph.network.arrays import Floats, Graph
from graph.network.topology import matrix, undirected

DAMPING = 0.85
PRECISION = 1e-12
MOST_STEPS = 1_000
"""PageRank needs 170 steps at most to its precision, whatever the graph: 0.85^170 is 1e-12."""
SPARSE = 50
"""Smaller matrices are solved whole; larger ones too where iterations don't converge."""
SOURCES = 16
"""From how many actors distances are looked for in one go."""
ONE_THREAD = 2**62
"""A library's threshold for threads; in one thread sums have one order, and so one answer."""


def distances(graph: Graph, weighted: bool = False) -> Floats:
    """How far apart actors are: actors by actors, infinite where no path leads.

    Lengths of paths are those of ``shortest.lengths`` where weighted.
    """
    if graph.edges == 0:
        return np.where(np.eye(graph.nodes, dtype=bool), 0.0, np.inf)
    if weighted:
        lengths, blocks = shortest.lengths(graph), range(0, graph.nodes, SOURCES)
        sources = (np.arange(at, min(at + SOURCES, graph.nodes)) for at in blocks)
        # SciPy holds the interpreter while it looks for paths: many short looks let others work
        return np.concatenate([dijkstra(lengths, indices=block) for block in sources])
    hops = rx.distance_matrix(undirected(graph), ONE_THREAD, null_value=np.inf)
    np.fill_diagonal(hops, 0.0)
    return hops


def betweenness(graph: Graph, weighted: bool = False, known: Floats | None = None) -> Floats:
    """For each actor the sum, over all pairs of others, of the share of their shortest paths that
    lead through it; 0 or more, not normalised (Freeman 1977, Sociometry 40; Brandes 2001,
    J. Math. Sociol. 25).

    Paths equally long in exact arithmetic share the credit. ``known`` are the graph's weighted
    distances, where they are at hand.
    """
    if graph.edges == 0:
        return np.zeros(graph.nodes)
    if weighted:
        return shortest.betweenness(graph, distances(graph, True) if known is None else known)
    found = rx.betweenness_centrality(undirected(graph), False, False, ONE_THREAD)
    return np.array([found[actor] for actor in range(graph.nodes)])


def of_pairs(betweenness: Floats) -> Floats:
    """Betweenness as a share, 0 to 1, of the (n-1)(n-2)/2 pairs of others; 0 where there are
    none.
    """
    nodes = len(betweenness)
    pairs = max((nodes - 1) * (nodes - 2) / 2, 1)
    return np.asarray(betweenness / pairs, dtype=np.float64)


def closeness(distances: Floats) -> Floats:
    """How many others an actor reaches, over the sum of its distances to them; 0 for an isolate
    (Freeman 1979, Social Networks 1). It compares within a component only.
    """
    reached = np.isfinite(distances)
    sums = np.where(reached, distances, 0.0).sum(axis=1)
    others = reached.sum(axis=1) - 1.0
    near = np.divide(others, sums, out=np.zeros(len(sums)), where=sums > 0)
    return np.asarray(near, dtype=np.float64)


def closeness_wf(distances: Floats) -> Floats:
    """Closeness times the share of all others that the actor reaches (Wasserman and Faust 1994,
    p. 201), which compares across components.
    """
    others = np.isfinite(distances).sum(axis=1) - 1.0
    share: Floats = others / max(len(distances) - 1, 1)
    return closeness(distances) * share


def harmonic(distances: Floats) -> Floats:
    """The sum of 1/distance over all others, 0 for those out of reach (Marchiori and Latora 2000,
    Physica A 285). Divide by n-1 to compare graphs of different sizes.
    """
    with np.errstate(divide="ignore"):
        near = 1.0 / distances
    np.fill_diagonal(near, 0.0)
    return np.asarray(near.sum(axis=1), dtype=np.float64)


def eigenvector(graph: Graph, weighted: bool = False) -> Floats:
    """The leading eigenvector of the largest component's adjacency matrix: positive there, its
    squares adding up to 1, and 0 elsewhere (Bonacich 1972, J. Math. Sociol. 2).

    Of components equally large the one with the first actor counts; without ties all are 0.
    """
    found = np.zeros(graph.nodes)
    if graph.edges == 0:
        return found
    _, component = connected_components(graph.adjacency, directed=False)
    members = np.flatnonzero(component == np.argmax(np.bincount(component)))
    found[members] = _leading(sparse.csr_array(matrix(graph, weighted)[members][:, members]))
    return found


def _leading(adjacency: sparse.csr_array) -> Floats:
    last = adjacency.shape[0] - 1
    vectors = None
    if last >= SPARSE:
        with suppress(ArpackNoConvergence):
            _, vectors = eigsh(adjacency, k=1, which="LA", v0=np.sqrt(adjacency.sum(axis=1)))
    if vectors is None:
        _, vectors = eigh(adjacency.toarray(), subset_by_index=[last, last])
    leading = np.abs(vectors[:, 0])
    return np.asarray(leading / np.linalg.norm(leading), dtype=np.float64)


def pagerank(graph: Graph, weighted: bool = False) -> Floats:
    """The share of time that a walk spends at each actor, which follows ties (in proportion to
    weight where weighted) with probability 0.85 and otherwise, and from an isolate always, goes
    to any actor; adds up to 1 (Page et al. 1998). The last step changes it by less than 1e-12.
    """
    if graph.nodes == 0:
        return np.zeros(0)
    arcs: rx.PyDiGraph[None, float] = rx.PyDiGraph(multigraph=True)
    arcs.add_nodes_from([None] * graph.nodes)
    ends = matrix(graph, weighted).tocoo()
    steps = zip(ends.row.tolist(), ends.col.tolist(), ends.data.tolist(), strict=True)
    arcs.add_edges_from(list(steps))
    near = PRECISION / graph.nodes
    found = rx.pagerank(arcs, alpha=DAMPING, weight_fn=float, tol=near, max_iter=MOST_STEPS)
    return np.array([found[actor] for actor in range(graph.nodes)])
