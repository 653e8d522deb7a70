"""How ties fall within and between the categories of actors, such as sectors.

``categories`` are labels, each actor's one number (``arrays.numbered``; a partition into
communities is such labels as well), or a ``Membership``: an actor counts in each by its share.
"""

from __future__ import annotations

import numpy as np

from graph.network.arrays import Floats, Graph
from graph.network.membership import Categories, Membership, shares_of
from graph.network.topology import matrix


def modularity(graph: Graph, categories: Categories, weighted: bool = False) -> float:
    """The share of ties (of weight) within categories, less what chance expects that keeps the
    actors' degrees (strengths); -1/2 to 1, 0 without ties (Newman and Girvan 2004, Phys. Rev. E
    69; with weights Newman 2004, Phys. Rev. E 70). With a membership a tie is within by the sum of
    the products of shares (Nepusz et al. 2008, Phys. Rev. E 77, 016107).
    """
    within, ends = _shares(graph, categories, weighted)
    return within - float((ends**2).sum())


def assortativity(graph: Graph, categories: Categories) -> float | None:
    """Modularity over the largest that these degrees and categories allow; 1 when all ties stay
    within (Newman 2003, Phys. Rev. E 67, eq. 2), which of actors with several categories they do
    only in part. None where every end is of one category, and without ties.
    """
    within, ends = _shares(graph, categories, False)
    if np.count_nonzero(ends) < 2:
        return None
    chance = float((ends**2).sum())
    return (within - chance) / (1 - chance)


def participation(graph: Graph, categories: Categories, weighted: bool = False) -> Floats:
    """How evenly each actor's ties (its weight) spread over the categories, its own among them:
    1 less the sum of squared shares. 0 when all go to one, and for an isolate; below 1 (Guimera
    and Amaral 2005, Nature 433).
    """
    spread = to_categories(graph, categories, weighted)
    sums = spread.sum(axis=1, keepdims=True)
    shares = np.divide(spread, sums, out=np.zeros_like(spread), where=sums > 0)
    return np.where(sums[:, 0] > 0, np.maximum(1 - (shares**2).sum(axis=1), 0.0), 0.0)


def to_categories(graph: Graph, categories: Categories, weighted: bool = False) -> Floats:
    """How many ties (how much weight) each actor has with each category: actors by categories. A
    partner of several counts in each by its share.
    """
    return np.asarray(matrix(graph, weighted) @ shares_of(categories), dtype=np.float64)


def _shares(graph: Graph, categories: Categories, weighted: bool) -> tuple[float, Floats]:
    """The share of ties within categories, and the share of ends that each category has."""
    weight = graph.weight if weighted else np.ones(graph.edges)
    total = float(weight.sum())
    if total == 0:
        return 0.0, np.zeros(0)
    at: Floats = np.bincount(graph.source, weight, graph.nodes).astype(np.float64)
    at += np.bincount(graph.target, weight, graph.nodes)
    within = float((weight * _within(graph, categories)).sum())
    return within / total, _by_category(categories, at) / (2 * total)


def _within(graph: Graph, categories: Categories) -> Floats:
    """How far each tie stays within a category, 0 to 1."""
    if isinstance(categories, Membership):
        of = categories.portfolio
        return categories.product[of[graph.source], of[graph.target]]
    return np.asarray(categories[graph.source] == categories[graph.target], dtype=np.float64)


def _by_category(categories: Categories, values: Floats) -> Floats:
    """The sum of the actors' values in each category."""
    if not isinstance(categories, Membership):
        return np.bincount(categories, values).astype(np.float64)
    actor, category = np.nonzero(categories.shares)
    parts = values[actor] * categories.shares[actor, category]
    return np.bincount(category, parts, len(categories.names)).astype(np.float64)
