"""Brokerage between categories (Gould and Fernandez 1989, Sociological Methodology 19).

An actor v brokers for i and j when both are tied to v and not to each other; the categories of
i, v and j give it one of five roles. Undirected ties go both ways and so each open pair counts
twice, as R's sna::brokerage counts on a symmetric matrix: a representative towards j is a
gatekeeper towards i, and the two counts are always equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.network.arrays import Graph, Ints
from graph.network.categories import to_categories
from graph.network.topology import binary


@dataclass(frozen=True, slots=True)
class Brokerage:
    """How often each actor plays each role; A, B and C are different categories.

    ``coordinator`` is A-A-A, ``consultant`` (itinerant broker) A-B-A, ``representative`` A-A-B,
    ``gatekeeper`` A-B-B, ``liaison`` A-B-C.
    """

    coordinator: Ints
    consultant: Ints
    representative: Ints
    gatekeeper: Ints
    liaison: Ints

    @property
    def total(self) -> Ints:
        """All roles together: twice the number of pairs of partners that are not tied."""
        return (
            self.coordinator
            + self.consultant
            + self.representative
            + self.gatekeeper
            + self.liaison
        )

    def roles(self) -> dict[str, Ints]:
        """The counts by role, the total last."""
        return {
            "coordinator": self.coordinator,
            "consultant": self.consultant,
            "representative": self.representative,
            "gatekeeper": self.gatekeeper,
            "liaison": self.liaison,
            "total": self.total,
        }


def brokerage(graph: Graph, labels: Ints) -> Brokerage:
    """The roles that each actor plays with respect to these categories.

    Ordered pairs of partners are counted by category, and those of them that are tied taken off.
    """
    within, between = _split(graph, labels)
    partners = to_categories(graph, labels)
    own = partners[np.arange(graph.nodes), labels]
    other = partners.sum(axis=1) - own
    alike = (partners**2).sum(axis=1) - own**2
    crossing = _whole(own * other - _closed(within, between, between))
    return Brokerage(
        coordinator=_whole(own * (own - 1) - _closed(within, within, within)),
        consultant=_whole(alike - other - _closed(between, within, between)),
        representative=crossing,
        gatekeeper=crossing.copy(),
        liaison=_whole(other**2 - alike - _closed(between, between, between)),
    )


def _split(graph: Graph, labels: Ints) -> tuple[Any, Any]:
    """The adjacency matrix of ties within categories, and that of ties between them."""
    arcs = binary(graph).tocoo()
    same = labels[arcs.row] == labels[arcs.col]
    within, between = arcs.copy(), arcs.copy()
    within.data, between.data = same.astype(np.float64), (~same).astype(np.float64)
    return _without_zeros(within), _without_zeros(between)


def _without_zeros(arcs: Any) -> Any:
    made = arcs.tocsr()
    made.eliminate_zeros()
    return made


def _closed(first: Any, second: Any, last: Any) -> Any:
    """For each v the number of (i, j) with v-i in the first, i-j in the second, v-j in the last."""
    return np.asarray(((first @ second) * last).sum(axis=1)).ravel()


def _whole(counts: Any) -> Ints:
    return np.asarray(np.rint(counts), dtype=np.int64)
