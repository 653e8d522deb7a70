"""The best ways between two actors, and what would connect those without any."""

from __future__ import annotations

from itertools import islice, pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from materials import material as made
from networks import as_networkx, weighted_graphs
from plain_rows import bodies, changed, in_sector, links, named, parts, seen, target

from graph.network.arrays import Graph, graph_of
from graph.network.material import Material
from graph.network.path import NEAREST_NEEDS, Nearest, Paths, paths
from graph.network.scope import Asked, Chosen, Level, Via
from graph.network.ways import near, reach, ways

DAY = "2025-01-01"


def found(
    material: Material, start: str, end: str, alternatives: int = 3, asked: Asked | None = None
) -> Paths:
    scope, graph = seen(material, asked or Asked(DAY))
    return paths(graph, scope, start, end, alternatives, material)


def named_ways(graph: Graph, start: str, end: str, most: int = 20) -> list[str]:
    at = graph.names.index
    made = islice(ways(near(graph), at(start), at(end)), most)
    return ["".join(graph.names[actor] for actor in way) for way in made]


@given(weighted_graphs().filter(lambda graph: graph.nodes > 1), st.integers(1, 20))
def test_ways_are_the_first_of_all_there_are(graph: Graph, most: int) -> None:
    other = as_networkx(graph)
    every = [tuple(way) for way in nx.all_simple_paths(other, 0, graph.nodes - 1)]

    def rank(way: tuple[int, ...]):
        return len(way), sum(other.edges[tie]["length"] for tie in pairwise(way)), way

    expected = sorted(every, key=rank)[:most]
    assert list(islice(ways(near(graph), 0, graph.nodes - 1), most)) == expected


@given(weighted_graphs().filter(lambda graph: graph.nodes > 0))
def test_reach_is_the_component_and_its_distances(graph: Graph) -> None:
    expected = nx.single_source_shortest_path_length(as_networkx(graph), 0)
    assert reach(near(graph), 0) == dict(expected)


def test_fewer_steps_come_before_stronger_ones_and_names_break_ties() -> None:
    weak = [("a", "z", 0.1)]
    strong = [("a", "m", 4.0), ("m", "z", 4.0)]
    equal = [("a", "c", 2.0), ("c", "z", 2.0), ("a", "b", 2.0), ("b", "z", 2.0)]
    assert named_ways(graph_of([], [*weak, *strong, *equal]), "a", "z") == [
        "az",
        "amz",
        "abz",
        "acz",
    ]


def test_lengths_that_differ_by_rounding_only_are_equal() -> None:
    uneven, even = [("a", "n", 10.0), ("n", "z", 5.0)], [("a", "p", 20 / 3), ("p", "z", 20 / 3)]
    assert 1 / 10 + 1 / 5 > 1 / (20 / 3) + 1 / (20 / 3)
    assert named_ways(graph_of([], [*even, *uneven]), "a", "z") == ["anz", "apz"]


def test_a_dead_end_with_many_ways_inside_costs_nothing() -> None:
    clique = [f"k{i:02}" for i in range(30)]
    inside = [(one, other, 1.0) for one in clique for other in clique if one < other]
    graph = graph_of([], [("a", "b", 1.0), ("b", "z", 1.0), ("b", "k00", 1.0), *inside])
    assert named_ways(graph, "a", "z") == ["abz"]


def test_thousands_of_equal_ways_are_cut_at_the_first_names() -> None:
    layers = ["a", "bcdefghijk", "lmnopqrst", "uvwxy", "z"]
    ties = [(x, y, 1.0) for one, other in pairwise(layers) for x in one for y in other]
    assert named_ways(graph_of([], ties), "a", "z", 3) == ["abluz", "ablvz", "ablwz"]


def test_steps_say_what_the_two_share_and_how_strong_it_is() -> None:
    material = made(
        agencies=bodies("a b c"),
        participations=[*parts("one", "a b"), *parts("two", "a b"), *parts("three", "b c")],
    )
    (way,) = found(material, "a", "c").ways
    assert (way.length, way.strength) == (2, pytest.approx(1.5))
    assert [(s.source, s.target, s.weight, s.activities) for s in way.steps] == [
        ("a", "b", 2.0, ("one", "two")),
        ("b", "c", 1.0, ("three",)),
    ]
    (back,) = found(material, "c", "a").ways
    assert [(step.source, step.target) for step in back.steps] == [("c", "b"), ("b", "a")]


def test_there_are_as_many_ways_as_asked_for_where_there_are() -> None:
    material = made(agencies=bodies("a b c d"), participations=parts("one", "a b c d"))
    assert [way.length for way in found(material, "a", "d", 4).ways] == [1, 2, 2, 3]
    assert len(found(material, "a", "d", 1).ways) == 1
    assert len(found(material, "a", "d", 20).ways) == 5
    assert found(material, "a", "d").nearest is None


@pytest.mark.parametrize(
    ("start", "end", "alternatives", "message"),
    [
        ("a", "a", 1, "both ends"),
        ("a", "nobody", 1, "nobody is no actor"),
        ("gone", "b", 1, "gone is no actor"),
        ("a", "b", 0, "1 to 20"),
        ("a", "b", 21, "1 to 20"),
    ],
)
def test_what_has_no_answer_is_refused(
    start: str, end: str, alternatives: int, message: str
) -> None:
    material = made(
        agencies=[*bodies("a b"), bodies("gone")[0]._replace(end=DAY)],
        participations=parts("one", "a b"),
    )
    with pytest.raises(ValueError, match=message):
        found(material, start, end, alternatives)


def test_without_a_way_the_nearest_pair_is_named_with_the_most_specific_thing_first() -> None:
    material = made(
        agencies=bodies("a b x y z"),
        targets=[target("rare"), target("usual")],
        participations=[*parts("one", "a b"), *parts("two", "y z")],
        contributions=[*parts("rare", "b y"), *parts("usual", "b y x")],
    )
    assert found(material, "a", "z") == Paths((), Nearest("b", "y", ("rare", "usual")))


def test_a_nearer_pair_comes_before_one_with_more_in_common() -> None:
    material = made(
        agencies=bodies("a b y z"),
        sectors=named("s"),
        in_sector=in_sector("s", "a z"),
        targets=[target("t")],
        participations=[*parts("one", "a b"), *parts("two", "y z")],
        contributions=parts("t", "b y"),
    )
    assert found(material, "a", "z").nearest == Nearest("a", "z", ("s",))


def test_of_equally_near_pairs_the_one_with_the_rarer_thing_then_the_first() -> None:
    material = made(
        agencies=bodies("a b c y z"),
        participations=[*parts("one", "a b c"), *parts("two", "y z")],
        contributions=[*parts("wide", "b y z"), *parts("narrow", "c y")],
        targets=[target("wide"), target("narrow")],
    )
    assert found(material, "a", "z").nearest == Nearest("b", "z", ("wide",))
    assert found(material, "a", "y").nearest == Nearest("c", "y", ("narrow",))


def test_what_initiatives_serve_and_where_they_are_counts_too() -> None:
    material = made(
        agencies=bodies("a z"),
        participations=[*parts("one", "a"), *parts("two", "z")],
        initiative_targets=links("one t", "two t"),
        initiative_sectors=links("one s", "two s", "one s2"),
        initiative_regions=links("one r", "two r"),
    )
    assert found(material, "a", "z").nearest == Nearest("a", "z", ("t", "s", "r"))


def test_ties_asked_for_are_nothing_that_would_connect() -> None:
    material = made(
        agencies=bodies("a z"),
        participations=[*parts("one", "a"), *parts("both", "a z")],
        initiative_sectors=links("both s"),
    )
    scope, graph = seen(material, Asked(DAY))
    untied = graph_of(graph.names, [])
    assert paths(untied, scope, "a", "z", 1, material).nearest == Nearest("a", "z", ("s",))
    by_targets = Asked(DAY, via=frozenset({Via.TARGET}))
    assert found(material, "a", "z", asked=by_targets).nearest == Nearest("a", "z", ("both", "s"))


def test_isolates_with_nothing_in_common_have_nothing() -> None:
    material = made(
        agencies=bodies("a z"),
        participations=[*parts("one", "a"), *parts("two", "z")],
        initiative_targets=links("one t", "two u"),
    )
    assert found(material, "a", "z") == Paths((), None)


def test_filters_on_initiatives_do_not_hide_what_would_connect() -> None:
    material = made(agencies=bodies("a z"), participations=parts("one", "a z"))
    asked = Asked(DAY, chosen=Chosen(roles=frozenset({"LEAD"})))
    assert found(material, "a", "z", asked=asked).nearest == Nearest("a", "z", ("one",))


def test_a_body_after_a_change_has_the_ties_of_the_one_before() -> None:
    old, new = bodies("old new")
    material = made(
        agencies=[*bodies("a"), old._replace(end="2024-07-01"), new._replace(start="2024-07-01")],
        events=[changed("RENAMED", "2024-07-01", "old", "new")],
        participations=parts("one", "a old"),
    )
    (way,) = found(material, "a", "new").ways
    assert way.steps[0].activities == ("one",)


def test_sectors_have_ways_too() -> None:
    material = made(
        agencies=bodies("a b c d"),
        sectors=named("s t u"),
        in_sector=[*in_sector("s", "a b"), *in_sector("t", "c"), *in_sector("u", "d")],
        participations=[*parts("one", "a c"), *parts("two", "b d")],
        initiative_regions=links("one r", "two r"),
    )
    asked = Asked(DAY, level=Level.SECTOR)
    (way,) = found(material, "t", "u", asked=asked).ways
    assert [step.target for step in way.steps] == ["s", "u"]


def test_nearest_reads_no_more_tables_than_it_names() -> None:
    material = made(
        agencies=bodies("a z"),
        participations=[*parts("one", "a"), *parts("two", "z")],
        initiative_targets=links("one t", "two t"),
    )
    few = Material(1, {name: material[name] for name in NEAREST_NEEDS})
    assert found(few, "a", "z") == found(material, "a", "z")


@given(weighted_graphs().filter(lambda graph: graph.nodes > 1))
def test_every_step_is_a_tie_of_the_graph(graph: Graph) -> None:
    material = made(agencies=bodies(" ".join(graph.names)))
    scope, _ = seen(material, Asked(DAY))
    answer = paths(graph, scope, graph.names[0], graph.names[-1], 5, material)
    for way in answer.ways:
        assert [s.source for s in way.steps[1:]] == [s.target for s in way.steps[:-1]]
        assert len({step.source for step in way.steps}) == way.length
        for step in way.steps:
            ends = graph.names.index(step.source), graph.names.index(step.target)
            assert step.weight == graph.adjacency[ends] > 0
        assert np.isfinite(way.strength)
