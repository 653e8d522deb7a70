"""Measures against networkx on random networks, and against published examples."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise, permutations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import as_networkx, categorised, values, weighted_graphs

from graph.network import categories, centrality, holes, structure
from graph.network.arrays import Floats, Graph, Incidence, graph_of, incidence_of, numbered
from graph.network.backbone import disparity, significance
from graph.network.brokerage import brokerage
from graph.network.communities import communities
from graph.network.external_internal import external_internal
from graph.network.project import project, shared, transposed
from graph.network.projection import Weighting

NEAR = {"rel": 1e-9, "abs": 1e-9}
pairs = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz")))

STANDARD: dict[str, tuple[Callable[[Graph], Any], Callable[[Any], Any]]] = {
    "betweenness": (
        centrality.betweenness,
        lambda g: nx.betweenness_centrality(g, normalized=False),
    ),
    "betweenness, shares": (
        lambda g: centrality.of_pairs(centrality.betweenness(g)),
        nx.betweenness_centrality,
    ),
    "betweenness by inverse weight": (
        lambda g: centrality.betweenness(g, weighted=True),
        lambda g: nx.betweenness_centrality(g, normalized=False, weight="length"),
    ),
    "closeness": (
        lambda g: centrality.closeness(centrality.distances(g)),
        lambda g: nx.closeness_centrality(g, wf_improved=False),
    ),
    "closeness, Wasserman-Faust": (
        lambda g: centrality.closeness_wf(centrality.distances(g)),
        nx.closeness_centrality,
    ),
    "closeness by inverse weight": (
        lambda g: centrality.closeness(centrality.distances(g, weighted=True)),
        lambda g: nx.closeness_centrality(g, wf_improved=False, distance="length"),
    ),
    "harmonic": (
        lambda g: centrality.harmonic(centrality.distances(g)),
        nx.harmonic_centrality,
    ),
    "harmonic by inverse weight": (
        lambda g: centrality.harmonic(centrality.distances(g, weighted=True)),
        lambda g: nx.harmonic_centrality(g, distance="length"),
    ),
    "PageRank": (
        centrality.pagerank,
        lambda g: nx.pagerank(g, tol=1e-14, max_iter=1_000, weight=None),
    ),
    "PageRank, weighted": (
        lambda g: centrality.pagerank(g, weighted=True),
        lambda g: nx.pagerank(g, tol=1e-14, max_iter=1_000),
    ),
    "clustering": (structure.clustering, nx.clustering),
    "core numbers": (structure.core_numbers, nx.core_number),
}


@pytest.mark.parametrize("measure", STANDARD)
@given(graph=weighted_graphs().filter(lambda graph: graph.nodes > 0))
def test_actors_have_the_numbers_that_networkx_gives_them(measure: str, graph: Graph) -> None:
    ours, theirs = STANDARD[measure]
    assert ours(graph).tolist() == pytest.approx(values(graph, theirs(as_networkx(graph))), **NEAR)


@given(weighted_graphs().filter(lambda graph: graph.edges > 0))
def test_holes_are_those_of_networkx(graph: Graph) -> None:
    other = as_networkx(graph)
    tied = np.flatnonzero(graph.degree)
    sizes, limits = nx.effective_size(other), nx.constraint(other)
    assert holes.effective_size(graph)[tied].tolist() == pytest.approx([sizes[v] for v in tied])
    assert holes.constraint(graph)[tied].tolist() == pytest.approx([limits[v] for v in tied])


@given(weighted_graphs(), st.booleans())
def test_the_leading_eigenvector_is_one(graph: Graph, weighted: bool) -> None:
    found = centrality.eigenvector(graph, weighted)
    if graph.edges == 0:
        assert not found.any()
        return
    matrix = (graph.adjacency if weighted else (graph.adjacency > 0).astype(float)).toarray()
    largest = structure.components(graph) == 0
    leading = np.linalg.eigvalsh(matrix[np.ix_(largest, largest)])[-1]
    assert (matrix @ found).tolist() == pytest.approx((leading * found).tolist(), abs=1e-7)
    assert (found[largest] > 0).all() and not found[~largest].any()
    assert (found**2).sum() == pytest.approx(1)


@given(weighted_graphs())
def test_the_whole_is_as_networkx_sees_it(graph: Graph) -> None:
    other = as_networkx(graph)
    assert structure.density(graph) == pytest.approx(nx.density(other))
    assert structure.transitivity(graph) == pytest.approx(nx.transitivity(other))
    sizes = sorted(map(len, nx.connected_components(other)), reverse=True)
    assert np.bincount(structure.components(graph)).tolist() == sizes
    assert structure.bridges(graph) == sorted(tuple(sorted(pair)) for pair in nx.bridges(other))
    points = sorted(nx.articulation_points(other))
    assert structure.articulation_points(graph).tolist() == points
    ends = [d for pair in other.edges for d in (other.degree[pair[0]], other.degree[pair[1]])]
    found = structure.degree_assortativity(graph)
    if len(set(ends)) < 2:
        assert found is None
    else:
        assert found == pytest.approx(nx.degree_pearson_correlation_coefficient(other))


@given(weighted_graphs())
def test_without_an_articulation_point_its_component_falls_into_the_pieces_named(
    graph: Graph,
) -> None:
    for point, apart in structure.falls_apart(graph).items():
        rest = as_networkx(graph)
        around = nx.node_connected_component(rest, point) - {point}
        rest.remove_node(point)
        pieces = sorted(map(len, nx.connected_components(rest.subgraph(around))), reverse=True)
        assert list(apart.sizes) == pieces
        kept = around - set(apart.cut_off)
        assert len(kept) == pieces[0] and nx.is_connected(rest.subgraph(kept))


@given(categorised(), st.booleans())
def test_modularity_and_mixing_are_those_of_networkx(
    made: tuple[Graph, Any], weighted: bool
) -> None:
    graph, labels = made
    found = categories.modularity(graph, labels, weighted)
    mixing = categories.assortativity(graph, labels)
    if graph.edges == 0:
        assert (found, mixing) == (0, None)
        return
    other = as_networkx(graph)
    groups = [set(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())]
    name = "weight" if weighted else None
    assert found == pytest.approx(nx.community.modularity(other, groups, weight=name), **NEAR)
    if mixing is not None:
        nx.set_node_attributes(other, dict(enumerate(labels.tolist())), "label")
        assert mixing == pytest.approx(nx.attribute_assortativity_coefficient(other, "label"))


@given(categorised())
def test_roles_are_those_that_counting_every_pair_gives(made: tuple[Graph, Any]) -> None:
    graph, labels = made
    other = as_networkx(graph)
    for role, counts in brokerage(graph, labels).roles().items():
        for v in range(graph.nodes):
            open_pairs = [p for p in permutations(other[v], 2) if not other.has_edge(*p)]
            roles = [_role(labels[i], labels[v], labels[j]) for i, j in open_pairs]
            assert counts[v] == (len(roles) if role == "total" else roles.count(role))


def _role(i: int, v: int, j: int) -> str:
    if i == j:
        return "coordinator" if v == i else "consultant"
    return "representative" if v == i else "gatekeeper" if v == j else "liaison"


@given(categorised(), st.booleans())
def test_participation_is_one_less_the_squared_shares(
    made: tuple[Graph, Any], weighted: bool
) -> None:
    graph, labels = made
    weight = graph.adjacency.toarray() if weighted else (graph.adjacency.toarray() > 0) * 1.0
    for v, found in enumerate(categories.participation(graph, labels, weighted)):
        sums = [weight[v, labels == label].sum() for label in range(3)]
        expected = 1 - sum((s / sum(sums)) ** 2 for s in sums) if sum(sums) else 0
        assert found == pytest.approx(expected, **NEAR)


@given(categorised(most=6), st.booleans())
def test_the_closed_form_is_that_of_all_permutations(
    made: tuple[Graph, Any], weighted: bool
) -> None:
    graph, labels = made
    found = external_internal(graph, labels, weighted, permutations=10)
    if graph.edges == 0:
        assert found.observed is None and found.z is None
        return
    weight = graph.weight if weighted else np.ones(graph.edges)
    every = [
        (np.where(moved[graph.source] == moved[graph.target], -1, 1) * weight).sum() / weight.sum()
        for moved in map(np.array, permutations(labels))
    ]
    assert found.observed == pytest.approx(every[0])
    assert found.expected == pytest.approx(np.mean(every))
    assert found.sd == pytest.approx(np.std(every), abs=1e-6)
    assert (found.z is None) == (np.std(every) < 1e-6)


@given(weighted_graphs(), st.floats(0.01, 0.99))
def test_a_backbone_keeps_what_stands_out_from_an_end(graph: Graph, alpha: float) -> None:
    one, other = significance(graph)
    either, both = disparity(graph, alpha), disparity(graph, alpha, "and")
    assert (either == ((one < alpha) | (other < alpha))).all()
    assert (both == ((one < alpha) & (other < alpha))).all()
    assert ((one >= 0) & (one <= 1) & (other >= 0) & (other <= 1)).all()
    assert (one[graph.degree[graph.source] == 1] == 1).all()


@given(weighted_graphs(), st.booleans())
def test_communities_are_connected_and_come_by_size(graph: Graph, weighted: bool) -> None:
    found = communities(graph, weighted)
    assert found.modularity == categories.modularity(graph, found.labels, weighted)
    sizes = np.bincount(found.labels).tolist()
    assert sizes == sorted(sizes, reverse=True) and len(sizes) == found.count
    firsts = [int(np.flatnonzero(found.labels == label)[0]) for label in range(found.count)]
    assert all(
        one < other or sizes[place] > sizes[place + 1]
        for place, (one, other) in enumerate(pairwise(firsts))
    )
    for label in range(found.count):
        members = np.flatnonzero(found.labels == label).tolist()
        assert nx.is_connected(as_networkx(graph).subgraph(members))


@given(pairs, st.sampled_from(Weighting))
def test_matrices_project_as_counting_pairs_does(
    pairs: list[tuple[str, str]], weighting: Weighting
) -> None:
    incidence = incidence_of(pairs, "abcdefgh")
    made = project(incidence, weighting)
    counts = shared(incidence)
    assert made.names == tuple("abcdefgh")
    ties = {
        (made.names[a], made.names[b]): (weight, count)
        for a, b, weight, count in zip(made.source, made.target, made.weight, counts, strict=True)
    }
    sizes: dict[tuple[str, str], list[int]] = {}
    for activity in {activity for _, activity in pairs}:
        group = sorted({actor for actor, found in pairs if found == activity})
        for pair in combinations(group, 2):
            sizes.setdefault(pair, []).append(len(group))
    newman = weighting is Weighting.NEWMAN
    assert ties == {
        pair: (pytest.approx(sum(1 / (k - 1) if newman else 1 for k in each)), len(each))
        for pair, each in sizes.items()
    }
    assert list(ties) == sorted(ties)


@given(pairs)
def test_newmans_strengths_are_whole_numbers(pairs: list[tuple[str, str]]) -> None:
    incidence = incidence_of(pairs)
    joint = incidence.matrix @ (incidence.sizes > 1)
    assert project(incidence).strength.tolist() == pytest.approx(joint.tolist(), abs=1e-9)


@given(pairs)
def test_transposing_turns_pairs_around(pairs: list[tuple[str, str]]) -> None:
    turned = transposed(incidence_of(pairs))
    assert _same(turned, incidence_of([(b, a) for a, b in pairs]))


def _same(one: Incidence, other: Incidence) -> bool:
    return (one.actors, one.activities) == (other.actors, other.activities) and (
        (one.actor == other.actor).all() and (one.activity == other.activity).all()
    ).item()


# Padgett and Ansell 1993, marriages among Florentine families, without the isolated Pucci; as in
# Wasserman and Faust 1994. Published with networkx.
FLORENCE = graph_of((), [(a, b, 1.0) for a, b in nx.florentine_families_graph().edges])
# Zachary 1977, friendships in a karate club; the greatest modularity is 0.4198 (Brandes et al.
# 2008, IEEE Trans. Knowl. Data Eng. 20).
CLUB = graph_of((), [(f"{a:02}", f"{b:02}", 1.0) for a, b in nx.karate_club_graph().edges])


def test_the_medici_stand_between_the_families_of_florence() -> None:
    found = centrality.of_pairs(centrality.betweenness(FLORENCE))
    by_name = dict(zip(FLORENCE.names, found, strict=True))
    assert by_name["Medici"] == pytest.approx(0.522, abs=5e-4)
    assert by_name["Guadagni"] == pytest.approx(0.255, abs=5e-4)
    assert by_name["Strozzi"] == pytest.approx(0.103, abs=5e-4)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_karate_club_falls_into_its_best_communities(seed: int) -> None:
    found = communities(CLUB, seed=seed)
    assert found.modularity == pytest.approx(0.4198, abs=5e-5)
    assert found.count == 4


# Gould and Fernandez 1989, figure 1: the five types, each of three actors in their groups.
FIGURE = {
    "coordinator": "AAA",
    "consultant": "ABA",
    "representative": "AAB",
    "gatekeeper": "ABB",
    "liaison": "ABC",
}


@pytest.mark.parametrize("role", FIGURE)
def test_each_type_of_broker_is_recognised(role: str) -> None:
    path = graph_of("ivj", [("i", "v", 1), ("v", "j", 1)])
    group = dict(zip("ivj", FIGURE[role], strict=True))
    _, labels = numbered([group[name] for name in path.names])
    found = brokerage(path, labels)
    broker = path.names.index("v")
    counted = {name: int(counts[broker]) for name, counts in found.roles().items()}
    crossing = {"representative", "gatekeeper"}
    roles = dict.fromkeys(crossing, 1) if role in crossing else {role: 2}
    assert counted == {**dict.fromkeys(FIGURE, 0), **roles, "total": 2}
    assert found.total.sum() == 2


def test_a_hub_whose_ties_are_spread_evenly_participates_in_all_categories() -> None:
    # Guimera and Amaral 2005: with ties spread evenly over N modules P is 1 - 1/N.
    star = graph_of("a", [("a", b, 1.0) for b in "bcde"])
    found = categories.participation(star, np.array([0, 0, 1, 2, 3]))
    assert found.tolist() == [0.75, 0, 0, 0, 0]


def test_paths_of_equal_length_share_the_credit_whatever_fractions_they_add_up() -> None:
    # From a to d: 1/3 + 1/3 + 1/3 over b and c, 1/2 + 1/2 over e.
    ties = [("a", "b", 3), ("b", "c", 3), ("c", "d", 3), ("a", "e", 2), ("e", "d", 2)]
    found = centrality.betweenness(graph_of((), ties), weighted=True)
    assert found.tolist() == pytest.approx([1, 1.5, 1.5, 1, 0.5])


def test_a_tie_that_stands_out_is_the_backbone() -> None:
    # Seen from the hub the strong tie has (1 - 9/12)^3 = 1/64, the others (11/12)^3.
    graph = graph_of((), [("a", "b", 9), ("a", "c", 1), ("a", "d", 1), ("a", "e", 1)])
    seen, _ = significance(graph)
    assert seen.tolist() == pytest.approx([1 / 64, *[(11 / 12) ** 3] * 3])
    assert disparity(graph).tolist() == [True, False, False, False]
    assert not disparity(graph, rule="and").any()
    assert not disparity(graph, alpha=1 / 64).any()


def test_many_sources_in_blocks_are_as_good_as_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = centrality.betweenness(CLUB, weighted=True)
    monkeypatch.setattr("graph.network.shortest.ENTRIES", 1_000)
    assert centrality.betweenness(CLUB, weighted=True).tolist() == pytest.approx(whole.tolist())


def test_a_slow_eigenvector_is_found_all_the_same() -> None:
    nodes = 600
    line: Graph = graph_of((), [(f"{i:03}", f"{i + 1:03}", 1.0) for i in range(nodes - 1)])
    angle = np.pi * np.arange(1, nodes + 1) / (nodes + 1)
    exact: Floats = np.sin(angle) / np.linalg.norm(np.sin(angle))
    assert centrality.eigenvector(line).tolist() == pytest.approx(exact.tolist(), abs=1e-6)


def test_triads_that_close_are_counted_once_for_each_corner() -> None:
    square = graph_of((), [(a, b, 1.0) for a, b in combinations("abcd", 2)])
    assert structure.triangles(square).tolist() == [3, 3, 3, 3]
    assert structure.transitivity(square) == structure.average_clustering(square) == 1
