"""The disparity filter: ties that are strong beside their actor's other ties (Serrano, Boguna and
Vespignani 2009, PNAS 106).

Where weights are small whole numbers it keeps few ties or none; that says that no tie stands out,
not that there are none.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from graph.network.arrays import Floats, Graph

Rule = Literal["or", "and"]


def significance(graph: Graph) -> tuple[Floats, Floats]:
    """For each tie, seen from its source and from its target: the chance, (1 - w/s)^(k-1), of a
    share of the actor's strength at least this large, if strength were split over its ties at
    random. 1 for an actor with one tie, which says nothing.
    """
    return _seen_from(graph, graph.source), _seen_from(graph, graph.target)


def disparity(graph: Graph, alpha: float = 0.05, rule: Rule = "or") -> NDArray[np.bool_]:
    """Which ties have a chance below alpha, strictly, from at least one end, or with the rule
    "and" from both; one truth value for each tie, in the graph's order.
    """
    one, other = (chance < alpha * (1 - 1e-12) for chance in significance(graph))
    return one | other if rule == "or" else one & other


def _seen_from(graph: Graph, end: Any) -> Floats:
    strength, others = graph.strength[end], graph.degree[end] - 1
    rest = np.maximum(strength - graph.weight, 0.0) / strength
    return np.where(others > 0, rest**others, 1.0)
