"""Measures by category of actors that belong to several, each to each of its k by 1/k."""

from __future__ import annotations

from itertools import permutations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from materials import agency, initiative, material, sectors
from networks import as_networkx, categorised, weighted_graphs

from graph.network import categories
from graph.network.arrays import Graph, Ints, graph_of
from graph.network.brokerage import brokerage
from graph.network.external_internal import external_internal
from graph.network.membership import Membership, membership
from graph.network.network import Cut, Network
from graph.network.projection import Weighting
from graph.network.scope import Asked, scope

NEAR = {"rel": 1e-9, "abs": 1e-9}
DAY = "2025-06-01"
portfolios = st.sets(st.sampled_from("xyzu"), min_size=1)


@st.composite
def members(draw: st.DrawFn, most: int = 7) -> tuple[Graph, Membership]:
    """A graph with at least one actor, each of one to four categories."""
    graph = draw(weighted_graphs(most).filter(lambda graph: graph.nodes > 0))
    count = graph.nodes
    return graph, membership(draw(st.lists(portfolios, min_size=count, max_size=count)))


def lone(labels: Ints) -> Membership:
    """The membership of actors with one category each."""
    return membership([(f"{label}",) for label in labels])


def dense(labels: Ints) -> Ints:
    """The same labels without gaps, as ``numbered`` gives them."""
    return np.asarray(np.unique(labels, return_inverse=True)[1], dtype=np.int64)


# --- membership ----------------------------------------------------------------------------------


def test_who_has_several_categories_belongs_to_each_in_equal_parts() -> None:
    found = membership([("y",), ("x", "y"), (), ("z", "y", "x")])
    assert found.names == ("x", "y", "z")
    third = pytest.approx(1 / 3)
    assert found.shares.tolist() == [[0, 1, 0], [0.5, 0.5, 0], [0, 0, 0], [third] * 3]


@given(members())
def test_portfolios_overlap_by_the_smaller_shares(made: tuple[Graph, Membership]) -> None:
    _, member = made
    of, shares = member.portfolio, member.shares
    for a, b in product(range(len(shares)), repeat=2):
        found = member.overlap[of[a], of[b]]
        assert found == pytest.approx(np.minimum(shares[a], shares[b]).sum())
        assert member.product[of[a], of[b]] == pytest.approx(shares[a] @ shares[b])
        assert (found > 1 - 1e-12) == (shares[a] == shares[b]).all()


# --- one category each ---------------------------------------------------------------------------


@given(categorised(), st.booleans())
def test_with_one_category_each_ties_spread_as_with_labels(
    made: tuple[Graph, Ints], weighted: bool
) -> None:
    graph, labels = made[0], dense(made[1])
    member = lone(labels)
    ours, theirs = (categories.participation(graph, each, weighted) for each in (member, labels))
    assert ours.tolist() == theirs.tolist()
    assert categories.modularity(graph, member, weighted) == categories.modularity(
        graph, labels, weighted
    )
    assert categories.assortativity(graph, member) == categories.assortativity(graph, labels)


@given(categorised(), st.booleans())
def test_with_one_category_each_the_index_is_that_of_labels(
    made: tuple[Graph, Ints], weighted: bool
) -> None:
    graph, labels = made[0], dense(made[1])
    assert external_internal(graph, lone(labels), weighted, 50) == external_internal(
        graph, labels, weighted, 50
    )


@given(categorised())
def test_with_one_category_each_brokers_have_the_roles_of_labels(made: tuple[Graph, Ints]) -> None:
    graph, labels = made[0], dense(made[1])
    ours, theirs = brokerage(graph, lone(labels)).roles(), brokerage(graph, labels).roles()
    for role, counts in theirs.items():
        assert counts.dtype == np.int64
        assert ours[role].tolist() == counts.tolist()


# --- several -------------------------------------------------------------------------------------


@given(members(), st.booleans())
def test_a_partner_counts_in_each_category_by_its_share(
    made: tuple[Graph, Membership], weighted: bool
) -> None:
    graph, member = made
    weight = graph.adjacency.toarray() if weighted else (graph.adjacency.toarray() > 0) * 1.0
    for v, found in enumerate(categories.participation(graph, member, weighted)):
        sums = [
            sum(weight[v, i] * member.shares[i, c] for i in range(graph.nodes))
            for c in range(len(member.names))
        ]
        expected = 1 - sum((s / sum(sums)) ** 2 for s in sums) if sum(sums) else 0
        assert found == pytest.approx(expected, **NEAR)


@given(members(), st.booleans())
def test_modularity_of_shares_is_the_sum_over_all_pairs(
    made: tuple[Graph, Membership], weighted: bool
) -> None:
    graph, member = made
    weight = graph.adjacency.toarray() if weighted else (graph.adjacency.toarray() > 0) * 1.0
    total, strength = weight.sum(), weight.sum(axis=1)
    found = categories.modularity(graph, member, weighted)
    if not total:
        assert found == 0
        return
    surplus = weight / total - np.outer(strength, strength) / total**2
    assert found == pytest.approx((surplus * (member.shares @ member.shares.T)).sum(), **NEAR)


@given(members(most=6), st.booleans())
def test_the_closed_form_of_overlaps_is_that_of_all_permutations(
    made: tuple[Graph, Membership], weighted: bool
) -> None:
    graph, member = made
    found = external_internal(graph, member, weighted, permutations=10)
    if graph.edges == 0:
        assert found.observed is None and found.z is None
        return
    weight = graph.weight if weighted else np.ones(graph.edges)
    every = []
    for moved in map(np.array, permutations(member.shares)):
        alike = np.minimum(moved[graph.source], moved[graph.target]).sum(axis=1)
        every.append(1 - 2 * (alike * weight).sum() / weight.sum())
    assert found.observed == pytest.approx(every[0])
    assert found.expected == pytest.approx(np.mean(every))
    assert found.sd == pytest.approx(np.std(every), abs=1e-6)
    assert (found.z is None) == (np.std(every) < 1e-6)
    assert found.external + found.internal == pytest.approx(weight.sum())


def test_permutations_of_portfolios_vary_as_the_closed_form_says() -> None:
    ring = graph_of((), [(f"{a:02}", f"{(a + d) % 40:02}", 1.0) for a in range(40) for d in (1, 3)])
    member = membership([{"xyz"[a % 3], "xyzu"[a * a % 4]} for a in range(40)])
    found = external_internal(ring, member, permutations=4_000)
    assert found.expected is not None and found.sd is not None and found.interval95 is not None
    low, high = found.interval95
    assert (low + high) / 2 == pytest.approx(found.expected, abs=0.2 * found.sd)
    assert (high - low) / 2 == pytest.approx(1.96 * found.sd, rel=0.1)
    assert found == external_internal(ring, member, permutations=4_000)
    assert found != external_internal(ring, member, permutations=4_000, seed=1)


@given(members())
def test_roles_by_shares_are_those_that_every_combination_gives(
    made: tuple[Graph, Membership],
) -> None:
    graph, member = made
    other, shares = as_networkx(graph), member.shares
    found = brokerage(graph, member).roles()
    for v in range(graph.nodes):
        roles = dict.fromkeys(found, 0.0)
        for i, j in permutations(other[v], 2):
            if other.has_edge(i, j):
                continue
            for a, b, c in product(range(len(member.names)), repeat=3):
                part = shares[i, a] * shares[v, b] * shares[j, c]
                roles[_role(a, b, c)] += part
                roles["total"] += part
        assert {role: counts[v] for role, counts in found.items()} == pytest.approx(roles, **NEAR)


def _role(i: int, v: int, j: int) -> str:
    if i == j:
        return "coordinator" if v == i else "consultant"
    return "representative" if v == i else "gatekeeper" if v == j else "liaison"


@given(members())
def test_how_often_actors_broker_in_all_does_not_depend_on_categories(
    made: tuple[Graph, Membership],
) -> None:
    graph, member = made
    alone = brokerage(graph, np.zeros(graph.nodes, dtype=np.int64))
    assert brokerage(graph, member).total.tolist() == alone.total.tolist()


# --- networks ------------------------------------------------------------------------------------

TABLES: dict[str, Any] = {
    "agencies": [agency(name) for name in "ABC"],
    "initiatives": [initiative(name) for name in "xy"],
    "participations": [
        (f"Agency:{name}", f"Initiative:{activity}", "PARTNER")
        for activity, group in (("x", "AB"), ("y", "AC"))
        for name in group
    ],
}


def network(spread: bool, **of: str) -> Network:
    asked = Asked(DAY, spread=spread)
    return Network(scope(material(**TABLES, **sectors(**of)), asked), Weighting.COUNT, Cut(), 1)


def told(made: Network) -> list[Any]:
    whole = made.ei_index, made.ei_index_weighted, made.sector_modularity
    nodes = [(n.id, n.sector, n.participation_coefficient, n.brokerage) for n in made.nodes]
    return [*whole, made.sector_assortativity, *nodes]


def test_a_network_spreads_where_asked_over_all_sectors() -> None:
    of = {"A": "01", "B": "01 02", "C": "02"}
    primary, spread = network(False, **of), network(True, **of)
    assert (primary.ei_index.internal, spread.ei_index.internal) == (1, 0.5)
    broker = spread.nodes[0]
    assert broker.sector == "Sector:01"
    roles = broker.brokerage
    assert (roles.representative, roles.gatekeeper, roles.consultant, roles.total) == (
        0.5,
        0.5,
        1,
        2,
    )
    assert broker.participation_coefficient == pytest.approx(1 - (0.25**2 + 0.75**2))


@pytest.mark.parametrize("of", [{"A": "01", "B": "02", "C": "02"}, {"A": "01"}, {}])
def test_a_network_of_agencies_with_a_sector_at_most_is_the_same_spread(of: dict[str, str]) -> None:
    assert told(network(True, **of)) == told(network(False, **of))
