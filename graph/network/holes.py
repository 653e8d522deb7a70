"""Structural holes: how far an actor's partners are strangers to each other (Burt 1992, Structural
Holes, ch. 2). All ties count the same.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from graph.network.arrays import Floats, Graph
from graph.network.structure import triangles
from graph.network.topology import binary


def constraint(graph: Graph) -> Floats:
    """How far each actor's time goes, directly and through partners, to people tied to each other
    (Burt 1992, eq. 2.4): 0 for an isolate, 1 with one partner, up to 1.125.
    """
    ones = binary(graph)
    share = sparse.diags_array(1 / np.maximum(graph.degree, 1)) @ ones
    invested = (share + share @ share) * ones
    return np.asarray((invested * invested).sum(axis=1), dtype=np.float64).ravel()


def effective_size(graph: Graph, known: Floats | None = None) -> Floats:
    """How many partners each actor has who are not redundant: their number less the average number
    of ties that one has to the others (Borgatti 1997, Connections 20); 0 for an isolate.
    ``known`` are the triangles, where they are at hand.
    """
    closed = triangles(graph) if known is None else known
    return graph.degree - 2 * closed / np.maximum(graph.degree, 1)
