"""Communities by the Leiden algorithm (Traag, Waltman and van Eck 2019, Scientific Reports 9)."""

from __future__ import annotations

from dataclasses import dataclass

import graspologic_native
import numpy as np
from scipy import sparse

from graph.network.arrays import Graph, Ints
from graph.network.categories import modularity
from graph.network.structure import ranked
from graph.network.topology import matrix

SEED = 20_261_125
FEWEST, MOST = 5, 50
"""How many runs, unless told: many where they cost next to nothing."""
EFFORT = 200_000
"""How many ties all runs together look at, unless the fewest runs are more."""
ROUNDS = 3
"""How often each run goes over its own answer: one round stops short of a local optimum."""


@dataclass(frozen=True)
class Communities:
    """``labels`` give each actor its community's number: 0 for the largest, of equal ones that with
    the first actor. An isolate is a community of its own.
    """

    labels: Ints
    modularity: float

    @property
    def count(self) -> int:
        """How many communities there are, isolates among them."""
        return int(self.labels.max(initial=-1)) + 1


def communities(
    graph: Graph, weighted: bool = False, seed: int = SEED, runs: int | None = None
) -> Communities:
    """The partition of highest modularity (resolution 1) that some runs of Leiden find: 5 in a
    large network, up to 50 in a small one.

    The same graph, seed and number of runs give the same answer everywhere. Modularity is a lower
    bound of what is possible, and is reported as ``categories.modularity`` computes it.
    """
    tied = np.flatnonzero(graph.degree)
    labels = np.arange(graph.nodes, dtype=np.int64)
    if len(tied):
        among = sparse.csr_array(matrix(graph, weighted)[tied][:, tied])
        labels[tied] = graph.nodes + _leiden(among, seed, runs or _runs(graph.edges))
    labels = ranked(labels)
    return Communities(labels, modularity(graph, labels, weighted))


def _runs(ties: int) -> int:
    return min(max(EFFORT // ties, FEWEST), MOST)


def _leiden(adjacency: sparse.csr_array, seed: int, runs: int) -> Ints:
    _, found = graspologic_native.leiden_csr(
        adjacency.indptr.astype(np.int64),
        adjacency.indices.astype(np.int32),
        adjacency.data.astype(np.float64),
        adjacency.shape[0],
        iterations=ROUNDS,
        seed=seed,
        trials=runs,
    )
    return np.array([found[place] for place in range(adjacency.shape[0])], dtype=np.int64)
