"""Who is tied to whom, weights aside: a graph in the shapes that the libraries take."""

from __future__ import annotations

from typing import Any

import numpy as np
import rustworkx as rx
from scipy import sparse

from graph.network.arrays import Graph

Ties = rx.PyGraph[None, None]


def undirected(graph: Graph) -> Ties:
    """The graph as rustworkx has it; its indices are the actors' numbers."""
    # Ties stand once in a graph; a multigraph doesn't look for doubles again, which takes long.
    made: Ties = rx.PyGraph(multigraph=True)
    made.add_nodes_from([None] * graph.nodes)
    ends = zip(graph.source.tolist(), graph.target.tolist(), strict=True)
    made.add_edges_from_no_data(list(ends))
    return made


def binary(graph: Graph) -> Any:
    """The adjacency matrix of zeros and ones (SciPy CSR array)."""
    matrix = graph.adjacency
    ones = np.ones(len(matrix.data))
    return sparse.csr_array((ones, matrix.indices, matrix.indptr), shape=matrix.shape)


def matrix(graph: Graph, weighted: bool) -> Any:
    """The adjacency matrix, with weights or with ones in their place (SciPy CSR array)."""
    return graph.adjacency if weighted else binary(graph)
