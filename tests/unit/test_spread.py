"""Measures by category of actors that belong to several, each to each of its k by 1/k."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, replace
from itertools import combinations, permutations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from materials import agency, initiative, material, sectors, unit
from networks import as_networkx, categorised, weighted_graphs

from graph.network import categories, fdsm, spread_matrix
from graph.network.arrays import Floats, Graph, Incidence, Ints, graph_of, incidence_of
from graph.network.brokerage import brokerage
from graph.network.external_internal import external_internal
from graph.network.matrix import Activities, Null, joint, sample_sector_matrix
from graph.network.membership import Membership, membership
from graph.network.network import Cut, Network
from graph.network.projection import Weighting
from graph.network.scope import Asked, Level, scope
from graph.network.sectors import Statistic
from graph.network.spread_matrix import sample_spread_sector_matrix, spread_sector_matrix
from graph.network.spread_sectors import SpreadSectors
from graph.network.work import Stopped

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


# --- sector matrices -----------------------------------------------------------------------------

tables = st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("pqrs")), min_size=1)


def shared_by_hand(incidence: Incidence, shares: Floats, newman: bool) -> Floats:
    """Every pair of actors of every activity, for every two sectors by the product of shares."""
    width = shares.shape[1]
    found = np.zeros((width, width))
    for activity, size in enumerate(incidence.sizes):
        members = incidence.actor[incidence.activity == activity]
        for i, j in combinations(members, 2):
            for a, b in product(range(width), repeat=2):
                part = shares[i, a] * shares[j, b] / (size - 1 if newman else 1)
                found[min(a, b), max(a, b)] += part
    return np.asarray(found[np.triu_indices(width)])


@given(tables, st.lists(portfolios, min_size=5, max_size=5))
def test_every_pair_is_split_over_the_sectors_of_both(
    pairs: list[tuple[str, str]], chosen: list[set[str]]
) -> None:
    incidence, member = incidence_of(pairs, "abcde"), membership(chosen)
    found = SpreadSectors(incidence, member.shares)
    sizes = incidence.sizes
    for statistic, total in (
        (Statistic.PAIRS, (sizes * (sizes - 1) / 2).sum()),
        (Statistic.NEWMAN, (sizes[sizes > 1] / 2).sum()),
    ):
        observed = found.observed(statistic)
        by_hand = shared_by_hand(incidence, member.shares, statistic is Statistic.NEWMAN)
        assert observed.tolist() == pytest.approx(by_hand.tolist(), **NEAR)
        assert observed.sum() == pytest.approx(total)
    tied = [pair for pair in combinations("abcde", 2) if _together(pairs, *pair)]
    places = {actor: {member.names.index(name) for name in own} for actor, own in _own(chosen)}
    assert found.ties.tolist() == [
        sum(
            (a in places[i] and b in places[j]) or (b in places[i] and a in places[j])
            for i, j in tied
        )
        for a, b in zip(*found.cells, strict=True)
    ]


def _own(chosen: list[set[str]]) -> Iterable[tuple[str, set[str]]]:
    return zip("abcde", chosen, strict=True)


def _together(pairs: list[tuple[str, str]], one: str, other: str) -> bool:
    return any((one, q) in pairs and (other, q) in pairs for q in "pqrs")


@given(
    tables,
    st.lists(st.sampled_from(["x", "y", "z", None]), min_size=5, max_size=5),
    st.sampled_from(Activities),
    st.sampled_from(SpreadSectors.statistics),
)
def test_with_one_sector_each_the_sampled_matrix_is_the_same(
    pairs: list[tuple[str, str]],
    of: list[str | None],
    activities: Activities,
    statistic: Statistic,
) -> None:
    incidence, spread = incidence_of(pairs, "abcde"), [(name,) if name else () for name in of]
    asked: Any = {"activities": activities, "statistic": statistic, "samples": 10}
    *_, primary = sample_sector_matrix(incidence, of, **asked)
    *_, ours = sample_spread_sector_matrix(incidence, spread, **asked)
    if statistic is Statistic.PAIRS:
        assert ours == primary
    assert replace(ours, cells=()) == replace(primary, cells=())
    for one, other in zip(ours.cells, primary.cells, strict=True):
        assert (one.a, one.b, one.ties) == (other.a, other.b, other.ties)
        for value, same in zip(astuple(one.found), astuple(other.found), strict=True):
            assert value == (same if same is None else pytest.approx(same, **NEAR))


BUSY = incidence_of([(f"a{i % 9}", f"p{i * i % 13}") for i in range(60)])
PORTFOLIOS = [("x", "y"), ("y",), ("z", "x"), ("x", "y", "z"), ("z",), ()] + [("x",)] * 3


def test_tables_of_shares_keep_the_total_of_pairs() -> None:
    whole = [own or ("w",) for own in PORTFOLIOS]
    *_, last = sample_spread_sector_matrix(BUSY, whole, samples=60)
    sizes = joint(BUSY).sizes
    assert last.observed_total == pytest.approx((sizes * (sizes - 1) / 2).sum())
    assert last.expected_total == pytest.approx(last.observed_total)
    assert any(cell.found.z for cell in last.cells)


def test_the_first_tables_are_those_that_a_full_sample_begins_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fdsm, "BREATH", 0)
    first = spread_sector_matrix(BUSY, PORTFOLIOS, samples=70)
    answers = list(sample_spread_sector_matrix(BUSY, PORTFOLIOS, samples=70))
    assert (first.pending, first.samples, first.asked, first.null) == (True, 50, 70, Null.FDSM)
    assert answers[0] == first
    assert [each.pending for each in answers] == [each.samples < 70 for each in answers]
    assert not answers[-1].pending
    assert answers[-1] == list(sample_spread_sector_matrix(BUSY, PORTFOLIOS, samples=70))[-1]
    few = spread_sector_matrix(BUSY, PORTFOLIOS, samples=20)
    assert (few.pending, few.samples) == (False, 20)


def test_sampling_ends_where_nobody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fdsm, "BREATH", 0)

    def stopped() -> None:
        raise Stopped

    monkeypatch.setattr(spread_matrix, "checkpoint", stopped)
    with pytest.raises(Stopped):
        spread_sector_matrix(BUSY, PORTFOLIOS)
    with pytest.raises(Stopped):
        next(sample_spread_sector_matrix(BUSY, PORTFOLIOS))


def test_what_shares_cannot_say_is_refused() -> None:
    with pytest.raises(ValueError, match="by shares"):
        spread_sector_matrix(BUSY, PORTFOLIOS, statistic=Statistic.PROJECTS)
    with pytest.raises(ValueError, match="Every actor"):
        spread_sector_matrix(BUSY, [])
    with pytest.raises(ValueError, match="at least one"):
        next(sample_spread_sector_matrix(BUSY, PORTFOLIOS, samples=0))


@pytest.mark.parametrize("pairs", [[], [("a", "p")], [("a", "p"), ("b", "p")]])
def test_degenerate_tables_have_defined_answers(pairs: list[tuple[str, str]]) -> None:
    table = incidence_of(pairs, "ab")
    for own in ([(), ()], [("x", "y"), ("x",)]):
        for statistic in SpreadSectors.statistics:
            found = spread_sector_matrix(table, own, statistic=statistic, samples=5)
            assert len(found.cells) == (3 if own[0] else 0)
            assert all(cell.found.sd == 0 and cell.found.z is None for cell in found.cells)


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


@pytest.mark.parametrize("names", ["", "A", "AB"])
def test_networks_without_ties_have_the_same_answers_spread(names: str) -> None:
    tables = {"agencies": [agency(name) for name in names], **sectors(A="01 02")}
    one, other = (
        Network(scope(material(**tables), Asked(DAY, spread=spread)), Weighting.COUNT, Cut(), 1)
        for spread in (True, False)
    )
    assert told(one)[2:] == told(other)[2:]
    assert one.ei_index.observed is other.ei_index.observed is None


@pytest.mark.parametrize("level", Level)
def test_units_spread_over_the_sectors_of_their_agency(level: Level) -> None:
    tables = {
        **sectors(A="01 02"),
        "agencies": [agency("A")],
        "units": [unit("u")],
        "unit_of": [("Unit:u", "Agency:A")],
        "participations": [("Unit:u", "Initiative:x", "PARTNER")],
    }
    made = scope(material(**tables), Asked(DAY, level, spread=True))
    both = "Sector:01", "Sector:02"
    assert made.portfolios == ([(both[0],), (both[1],)] if level is Level.SECTOR else [both])
    assert scope(material(**tables), Asked(DAY, level)).portfolios == [both[:1]]
