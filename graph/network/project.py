"""One-mode projections as matrix products: actors tied by the activities they share.

COUNT: the number of shared activities. NEWMAN: each shared activity of k actors adds 1/(k-1), so
an actor's strength is the number of its activities with two or more actors (Newman 2001, Phys.
Rev. E 64, 016132, eq. 2). An activity of one actor ties nobody.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from graph.network.arrays import Floats, Graph, Incidence, Ints
from graph.network.projection import Weighting


def project(incidence: Incidence, weighting: Weighting = Weighting.NEWMAN) -> Graph:
    """The actors, all of them, tied by shared activities."""
    source, target, weight = _shared(incidence, _each(incidence, weighting))
    return Graph(incidence.actors, source, target, weight)


def shared(incidence: Incidence) -> Ints:
    """How many activities the two ends of each tie share: one number for each tie of the
    projection, whatever its weighting, in the ties' order.
    """
    _, _, counts = _shared(incidence, _each(incidence, Weighting.COUNT))
    return counts.astype(np.int64)


def transposed(incidence: Incidence) -> Incidence:
    """Activities in the place of actors, so that ``project`` ties those that share actors."""
    order = np.lexsort((incidence.actor, incidence.activity))
    return Incidence(
        incidence.activities,
        incidence.actors,
        incidence.activity[order],
        incidence.actor[order],
    )


def _each(incidence: Incidence, weighting: Weighting) -> Floats:
    """What each activity adds to the ties among its actors."""
    if weighting is Weighting.COUNT:
        return np.ones(len(incidence.activities))
    return 1.0 / np.maximum(incidence.sizes - 1, 1)


def _shared(incidence: Incidence, each: Floats) -> tuple[Ints, Ints, Floats]:
    matrix = incidence.matrix
    ties = sparse.triu(matrix @ sparse.diags_array(each) @ matrix.T, k=1).tocsr()
    ties.sort_indices()
    source = np.repeat(np.arange(len(incidence.actors)), np.diff(ties.indptr))
    return source.astype(np.int64), ties.indices.astype(np.int64), ties.data.astype(np.float64)
