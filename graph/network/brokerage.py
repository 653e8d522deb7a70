"""Brokerage between categories (Gould and Fernandez 1989, Sociological Methodology 19).

An actor v brokers for i and j when both are tied to v and not to each other; the categories of
i, v and j give it one of five roles. Undirected ties go both ways and so each open pair counts
twice, as R's sna::brokerage counts on a symmetric matrix: a representative towards j is a
gatekeeper towards i, and the two counts are always equal.

Where actors have several categories, each combination of one of i, one of v and one of j counts by
the product of their shares: counts are what is expected when each actor stands for one of its
categories at random. An open pair counts 1 in all, so totals are the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.network.arrays import Floats, Graph, Ints
from graph.network.categories import to_categories
from graph.network.membership import Categories, Membership
from graph.network.topology import binary

DIGITS = 9
"""Decimals of counts by shares; what lies beyond is rounding."""
Counts = Ints | Floats
"""Whole numbers for labels, sums of products of shares for a membership."""


@dataclass(frozen=True, slots=True)
class Brokerage:
    """How often each actor plays each role; A, B and C are different categories.

    ``coordinator`` is A-A-A, ``consultant`` (itinerant broker) A-B-A, ``representative`` A-A-B,
    ``gatekeeper`` A-B-B, ``liaison`` A-B-C.
    """

    coordinator: Counts
    consultant: Counts
    representative: Counts
    gatekeeper: Counts
    liaison: Counts

    @property
    def total(self) -> Ints:
        """All roles together: twice the number of pairs of partners that are not tied."""
        return _whole(
            self.coordinator
            + self.consultant
            + self.representative
            + self.gatekeeper
            + self.liaison
        )

    def roles(self) -> dict[str, Counts]:
        """The counts by role, the total last."""
        return {
            "coordinator": self.coordinator,
            "consultant": self.consultant,
            "representative": self.representative,
            "gatekeeper": self.gatekeeper,
            "liaison": self.liaison,
            "total": self.total,
        }


def brokerage(graph: Graph, categories: Categories) -> Brokerage:
    """The roles that each actor plays with respect to these categories.

    Ordered pairs of partners are counted by category, and those of them that are tied taken off.
    """
    if isinstance(categories, Membership):
        return _by_shares(graph, categories)
    return _by_labels(graph, categories)


def _by_labels(graph: Graph, labels: Ints) -> Brokerage:
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


def _by_shares(graph: Graph, member: Membership) -> Brokerage:
    """From four sums over the open pairs (i, j) of each v, a dot being the chance of a common
    category: of all three, of i.j, of i.v and of 1.
    """
    shares, ties = member.shares, binary(graph)
    partners, squares = ties @ shares, ties @ shares**2
    alike, degree = _alike(ties, member), graph.degree
    pairs = partners**2 - squares
    every = (shares * pairs).sum(axis=1) - _closed_by_category(ties, shares)
    ends = pairs.sum(axis=1) - _closed(ties, alike, ties)
    one = (shares * partners).sum(axis=1) * (degree - 1) - _closed(alike, ties, ties)
    total = degree * (degree - 1) - _closed(ties, ties, ties)
    crossing = _rounded(one - every)
    return Brokerage(
        coordinator=_rounded(every),
        consultant=_rounded(ends - every),
        representative=crossing,
        gatekeeper=crossing.copy(),
        liaison=_rounded(total - ends - 2 * one + 2 * every),
    )


def _alike(ties: Any, member: Membership) -> Any:
    """The adjacency matrix with the chance of a common category for each tie."""
    arcs, of = ties.tocoo(), member.portfolio
    arcs.data = member.product[of[arcs.row], of[arcs.col]]
    return _without_zeros(arcs)


def _closed_by_category(ties: Any, shares: Floats) -> Floats:
    """For each v the sum, over its tied pairs of partners, of the three shares' product, over
    categories. In a category only its own actors count.
    """
    found = np.zeros(len(shares))
    for share in shares.T:
        own = np.flatnonzero(share)
        among = ties[own][:, own]
        to = among.multiply(share[own]).tocsr()
        found[own] += share[own] * _closed(to, among, to)
    return found


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


def _rounded(counts: Any) -> Floats:
    return np.asarray(np.round(np.maximum(counts, 0.0), DIGITS), dtype=np.float64)
