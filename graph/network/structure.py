"""How a network hangs together: density, components, cores, triangles, and where it would break.

Weights are ignored throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import rustworkx as rx
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from graph.network.arrays import Floats, Graph, Ints
from graph.network.topology import binary, undirected


@dataclass(frozen=True, slots=True)
class Apart:
    """What a component falls into without one of its actors: the sizes of the pieces, largest
    first, and the actors who are not in the largest one (of equal ones, that of the first actor).
    """

    sizes: tuple[int, ...]
    cut_off: tuple[int, ...]


def density(graph: Graph) -> float:
    """The share of all pairs of actors that are tied, 0 to 1; 0 where there are no pairs."""
    return 2 * graph.edges / max(graph.nodes * (graph.nodes - 1), 1)


def components(graph: Graph) -> Ints:
    """The number of each actor's component: 0 for the largest, of equal ones that with the first
    actor. An isolate is a component of its own.
    """
    if graph.nodes == 0:
        return np.zeros(0, dtype=np.int64)
    _, labels = connected_components(graph.adjacency, directed=False)
    return ranked(labels)


def ranked(labels: Ints) -> Ints:
    """The same groups, numbered from 0 by size, largest first, then by their first member."""
    _, first, inverse, sizes = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(len(first))
    return rank[inverse]


def triangles(graph: Graph) -> Floats:
    """In how many triangles each actor is, which is the number of ties among its partners."""
    ones = binary(graph)
    return np.asarray(((ones @ ones) * ones).sum(axis=1), dtype=np.float64).ravel() / 2


def clustering(graph: Graph, known: Floats | None = None) -> Floats:
    """The share of pairs of each actor's partners that are tied; 0 with fewer than two partners
    (Watts and Strogatz 1998, Nature 393). ``known`` are the triangles, where they are at hand.
    """
    closed = triangles(graph) if known is None else known
    return closed / np.maximum(_pairs_of_partners(graph), 1)


def average_clustering(graph: Graph, known: Floats | None = None) -> float:
    """The mean of ``clustering`` over all actors, those with fewer than two partners counted."""
    return float(clustering(graph, known).mean()) if graph.nodes else 0.0


def transitivity(graph: Graph, known: Floats | None = None) -> float:
    """The share of connected triples that are closed; 0 where there are none (Newman 2003, SIAM
    Review 45).
    """
    closed = triangles(graph) if known is None else known
    triples = float(_pairs_of_partners(graph).sum())
    return float(closed.sum()) / triples if triples else 0.0


def _pairs_of_partners(graph: Graph) -> Floats:
    return graph.degree * (graph.degree - 1) / 2


def core_numbers(graph: Graph) -> Ints:
    """For each actor the largest k such that it belongs to a set in which everyone has k partners
    (Seidman 1983, Social Networks 5).
    """
    found: Any = rx.core_number(undirected(graph))
    return np.array([found[actor] for actor in range(graph.nodes)], dtype=np.int64)


def degree_assortativity(graph: Graph) -> float | None:
    """The correlation of the degrees at the two ends of a tie, -1 to 1 (Newman 2002, Phys. Rev.
    Lett. 89); None where all ends have the same degree.
    """
    one, other = graph.degree[graph.source], graph.degree[graph.target]
    ends, sums = 2 * graph.edges, int((one + other).sum())
    spread = ends * int((one**2 + other**2).sum()) - sums**2
    if spread == 0:
        return None
    return (ends * int((2 * one * other).sum()) - sums**2) / spread


def articulation_points(graph: Graph) -> Ints:
    """The actors without whom their component falls apart, in order (Tarjan 1972, SIAM J.
    Comput. 1).
    """
    return np.array(sorted(rx.articulation_points(undirected(graph))), dtype=np.int64)


def falls_apart(graph: Graph) -> dict[int, Apart]:
    """For each articulation point, what its component falls into without it."""
    group = components(graph)
    return {
        int(point): _without(graph, np.flatnonzero(group == group[point]), int(point))
        for point in articulation_points(graph)
    }


def bridges(graph: Graph) -> list[tuple[int, int]]:
    """The ties without which their ends are no longer connected, in the graph's order (Tarjan
    1974, Inf. Process. Lett. 2).
    """
    found: Any = rx.bridges(undirected(graph))
    return sorted((min(one, other), max(one, other)) for one, other in found)


def _without(graph: Graph, component: Ints, point: int) -> Apart:
    rest = component[component != point]
    _, labels = connected_components(
        sparse.csr_array(graph.adjacency[rest][:, rest]), directed=False
    )
    piece = ranked(labels)
    return Apart(tuple(np.bincount(piece).tolist()), tuple(rest[piece > 0].tolist()))
