"""Networks and participations as arrays: what every measure is a pure function of.

Actors are numbered in the order of their names, so that equal input gives equal arrays. Graphs are
undirected, without self-pairs; isolates stay in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Graph:
    """Actors and the weighted ties among them. Each tie stands once, ``source`` < ``target``, in
    that order; weights are finite and above 0.
    """

    names: tuple[str, ...]
    source: Ints
    target: Ints
    weight: Floats

    @property
    def nodes(self) -> int:
        """How many actors there are."""
        return len(self.names)

    @property
    def edges(self) -> int:
        """How many ties there are."""
        return len(self.source)

    @cached_property
    def adjacency(self) -> Any:
        """The symmetric matrix of weights (SciPy CSR array, indices sorted)."""
        return _symmetric(self.nodes, self.source, self.target, self.weight)

    @cached_property
    def degree(self) -> Ints:
        """How many partners each actor has."""
        both = np.concatenate([self.source, self.target])
        return np.bincount(both, minlength=self.nodes).astype(np.int64)

    @cached_property
    def strength(self) -> Floats:
        """The sum of the weights of each actor's ties."""
        return np.asarray(self.adjacency.sum(axis=1), dtype=np.float64).ravel()


@dataclass(frozen=True)
class Incidence:
    """Who takes part in what: each pair of actor and activity once, ordered by both."""

    actors: tuple[str, ...]
    activities: tuple[str, ...]
    actor: Ints
    activity: Ints

    @cached_property
    def matrix(self) -> Any:
        """Actors by activities, of ones (SciPy CSR array)."""
        shape = len(self.actors), len(self.activities)
        ones = np.ones(len(self.actor))
        return sparse.csr_array((ones, (self.actor, self.activity)), shape=shape)

    @cached_property
    def sizes(self) -> Ints:
        """How many actors take part in each activity."""
        return np.bincount(self.activity, minlength=len(self.activities)).astype(np.int64)


def graph_of(names: Iterable[str], ties: Iterable[tuple[str, str, float]]) -> Graph:
    """The graph of these actors and of those that ties name. Self-pairs are left out, weights of
    a pair named twice add up, ties of weight 0 are none.
    """
    found = [(a, b, w) for a, b, w in ties if a != b]
    known = tuple(sorted({*names, *(a for a, _, _ in found), *(b for _, b, _ in found)}))
    at = {name: place for place, name in enumerate(known)}
    sums: dict[tuple[int, int], float] = {}
    for a, b, w in found:
        pair = (at[a], at[b]) if at[a] < at[b] else (at[b], at[a])
        sums[pair] = sums.get(pair, 0.0) + w
    kept = sorted((pair, w) for pair, w in sums.items() if w > 0)
    return Graph(
        known,
        np.array([a for (a, _), _ in kept], dtype=np.int64),
        np.array([b for (_, b), _ in kept], dtype=np.int64),
        np.array([w for _, w in kept], dtype=np.float64),
    )


def incidence_of(pairs: Iterable[tuple[str, str]], actors: Iterable[str] = ()) -> Incidence:
    """The participations that pairs of actor and activity say, and these actors even without any.
    A repeated pair counts once.
    """
    listed = list(pairs)
    names = tuple(sorted({*actors, *(actor for actor, _ in listed)}))
    activities = tuple(sorted({activity for _, activity in listed}))
    at = {name: place for place, name in enumerate(names)}
    of = {name: place for place, name in enumerate(activities)}
    width = max(len(activities), 1)
    cells = (at[actor] * width + of[activity] for actor, activity in listed)
    actor, activity = np.divmod(np.unique(np.fromiter(cells, np.int64, len(listed))), width)
    return Incidence(names, activities, actor, activity)


def numbered(categories: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    """The different categories in order, and for each actor the number of its own."""
    known = tuple(sorted(set(categories)))
    at = {name: place for place, name in enumerate(known)}
    return known, np.array([at[c] for c in categories], dtype=np.int64)


def _symmetric(nodes: int, source: Ints, target: Ints, weight: Floats) -> Any:
    rows, columns = np.concatenate([source, target]), np.concatenate([target, source])
    made = sparse.csr_array((np.concatenate([weight, weight]), (rows, columns)), (nodes, nodes))
    made.sort_indices()
    return made
