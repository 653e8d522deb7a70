"""Small random networks, and the same ones as networkx has them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from graph.network.arrays import Graph, graph_of

Ties = list[tuple[str, str, float]]
NAMES = "abcdefghi"


@st.composite
def weighted_graphs(draw: st.DrawFn, most: int = len(NAMES)) -> Graph:
    """Up to nine actors with ties of weights that make many paths equally long."""
    names = NAMES[: draw(st.integers(0, most))]
    pairs = [(a, b) for a in names for b in names if a < b]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    weights = st.sampled_from((1.0, 2.0, 3.0, 4.0, 1 / 2, 1 / 3, 5 / 6, 11 / 6))
    return graph_of(names, [(a, b, draw(weights)) for a, b in chosen])


@st.composite
def categorised(draw: st.DrawFn, most: int = len(NAMES)) -> tuple[Graph, np.ndarray[Any, Any]]:
    """A graph with at least one actor, and labels from up to three categories."""
    graph = draw(weighted_graphs(most).filter(lambda graph: graph.nodes > 0))
    chosen = draw(st.lists(st.integers(0, 2), min_size=graph.nodes, max_size=graph.nodes))
    return graph, np.array(chosen, dtype=np.int64)


def as_networkx(graph: Graph) -> Any:
    """With weights, and lengths as exact fractions; nodes are the actors' numbers."""
    made = nx.Graph()
    made.add_nodes_from(range(graph.nodes))
    for a, b, w in zip(
        graph.source.tolist(), graph.target.tolist(), graph.weight.tolist(), strict=True
    ):
        made.add_edge(a, b, weight=w, length=1 / Fraction(w).limit_denominator(100))
    return made


def values(graph: Graph, found: Mapping[int, Any]) -> list[float]:
    """Numbers by node, in order."""
    return [float(found[actor]) for actor in range(graph.nodes)]
