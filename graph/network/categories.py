"""How ties fall within and between the categories of actors, such as sectors.

``labels`` give each actor its category's number, as ``arrays.numbered`` makes them; a partition
into communities is such labels as well.
"""

from __future__ import annotations

import numpy as np

from graph.network.arrays import Floats, Graph, Ints
from graph.network.topology import matrix


def modularity(graph: Graph, labels: Ints, weighted: bool = False) -> float:
    """The share of ties (of weight) within categories, less what chance expects that keeps the
    actors' degrees (strengths); -1/2 to 1, 0 without ties (Newman and Girvan 2004, Phys. Rev. E
    69; with weights Newman 2004, Phys. Rev. E 70).
    """
    within, ends = _shares(graph, labels, weighted)
    return within - float((ends**2).sum())


def assortativity(graph: Graph, labels: Ints) -> float | None:
    """Modularity over the largest that these degrees and categories allow; 1 when all ties stay
    within (Newman 2003, Phys. Rev. E 67, eq. 2). None where every end is of one category, and
    without ties.
    """
    touched = labels[np.concatenate([graph.source, graph.target])]
    if len(np.unique(touched)) < 2:
        return None
    within, ends = _shares(graph, labels, False)
    chance = float((ends**2).sum())
    return (within - chance) / (1 - chance)


def participation(graph: Graph, labels: Ints, weighted: bool = False) -> Floats:
    """How evenly each actor's ties (its weight) spread over the categories, its own among them:
    1 less the sum of squared shares. 0 when all go to one, and for an isolate; below 1 (Guimera
    and Amaral 2005, Nature 433).
    """
    spread = to_categories(graph, labels, weighted)
    sums = spread.sum(axis=1, keepdims=True)
    shares = np.divide(spread, sums, out=np.zeros_like(spread), where=sums > 0)
    return np.where(sums[:, 0] > 0, np.maximum(1 - (shares**2).sum(axis=1), 0.0), 0.0)


def to_categories(graph: Graph, labels: Ints, weighted: bool = False) -> Floats:
    """How many ties (how much weight) each actor has with each category: actors by categories."""
    kinds = int(labels.max(initial=-1)) + 1
    member = np.zeros((graph.nodes, kinds))
    member[np.arange(graph.nodes), labels] = 1.0
    return np.asarray(matrix(graph, weighted) @ member, dtype=np.float64)


def _shares(graph: Graph, labels: Ints, weighted: bool) -> tuple[float, Floats]:
    """The share of ties within categories, and the share of ends that each category has."""
    weight = graph.weight if weighted else np.ones(graph.edges)
    total = float(weight.sum())
    if total == 0:
        return 0.0, np.zeros(0)
    same = labels[graph.source] == labels[graph.target]
    ends = np.bincount(labels[graph.source], weight, int(labels.max()) + 1)
    ends += np.bincount(labels[graph.target], weight, int(labels.max()) + 1)
    return float(weight[same].sum()) / total, ends / (2 * total)
