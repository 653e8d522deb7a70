"""Networks with nothing to measure have defined answers, and equal input has equal answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import weighted_graphs

from graph.network import centrality
from graph.network.arrays import Graph, graph_of, incidence_of
from graph.network.external_internal import external_internal
from graph.network.project import project
from graph.network.summary import measures, participations

ROOT = Path(__file__).parents[2]
TRIANGLE = [("a", "b", 1.0), ("b", "c", 2.0), ("a", "c", 3.0)]
GRAPHS = {
    "empty": graph_of((), ()),
    "one actor": graph_of("a", ()),
    "isolates": graph_of("abc", ()),
    "one tie": graph_of("ab", [("a", "b", 1.0)]),
    "one tie and isolates": graph_of("abcd", [("b", "c", 2.0)]),
    "weights of zero": graph_of("abc", [("a", "b", 0.0), ("b", "c", 0.0)]),
    "to oneself": graph_of("ab", [("a", "a", 1.0)]),
    "triangle": graph_of((), TRIANGLE),
    "two components": graph_of((), [*TRIANGLE, ("d", "e", 1.0)]),
    "weights far apart": graph_of((), [("a", "b", 1e-9), ("b", "c", 1e12), ("c", "d", 1.0)]),
}
CATEGORIES = {
    "none": None,
    "nobody has one": {},
    "all in one": dict.fromkeys("abcde", "x"),
    "each its own": {name: name for name in "abcde"},
    "two": dict(zip("abcde", "xyxyx", strict=True)),
}
NO_INDEX = ("observed", "z", "p_two_sided", "p_lower", "p_upper", "interval95")


def written(found: dict[str, Any]) -> str:
    """As JSON, which has no NaN and no Infinity; NumPy's numbers are none of JSON's."""
    assert {type(leaf) for leaf in leaves(found)} <= {int, float, str, NoneType}
    return json.dumps(found, allow_nan=False)


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    else:
        yield value


@pytest.mark.parametrize("categories", CATEGORIES)
@pytest.mark.parametrize("graph", GRAPHS)
def test_every_measure_is_a_number_or_none(graph: str, categories: str) -> None:
    found = measures(GRAPHS[graph], CATEGORIES[categories])
    written(found)
    undefined = {key for key, value in found.items() if value is None}
    assert undefined <= {"assortativity_degree", "assortativity_category"}
    assert ("ei_index" in found) == (categories != "none")


@pytest.mark.parametrize("graph", ["empty", "one actor", "isolates", "weights of zero"])
def test_without_ties_there_is_nothing_but_actors(graph: str) -> None:
    made = GRAPHS[graph]
    found = measures(made, {})
    nodes = made.nodes
    assert found["density"] == found["transitivity"] == found["clustering_average"] == 0
    assert found["components"] == {"count": nodes, "sizes": [1] * nodes}
    assert found["max_core"] == {"k": 0, "nodes": nodes}
    assert found["assortativity_degree"] is None and found["assortativity_category"] is None
    assert found["leiden_modularity"] == found["modularity_category"] == 0
    assert found["articulation_points"] == found["bridges"] == []
    assert found["disparity_0.05"] == {"kept": 0, "edges": []}
    assert list(found["pagerank"].values()) == pytest.approx([1 / nodes] * nodes if nodes else [])
    for key in ("betweenness", "closeness", "harmonic", "eigenvector", "constraint"):
        assert found[key] == dict.fromkeys(made.names, 0), key
    assert all(found["ei_index"][field] is None for field in NO_INDEX)


def test_where_labels_cannot_matter_there_is_no_z() -> None:
    triangle = GRAPHS["triangle"]
    one = external_internal(triangle, np.zeros(3, dtype=np.int64))
    assert (one.observed, one.expected, one.sd, one.z) == (-1, -1, 0, None)
    assert (one.p_two_sided, one.p_lower, one.p_upper) == (1, 1, 1)
    own = external_internal(triangle, np.arange(3))
    assert (own.observed, own.expected, own.sd, own.z) == (1, 1, 0, None)


def test_no_permutations_leave_the_closed_form() -> None:
    found = external_internal(GRAPHS["triangle"], np.array([0, 0, 1]), permutations=0)
    assert found.expected == pytest.approx(1 / 3)
    assert (found.p_two_sided, found.interval95) == (1, (found.observed, found.observed))


def test_a_weight_beyond_all_others_leaves_paths_in_order() -> None:
    found = centrality.betweenness(GRAPHS["weights far apart"], weighted=True)
    assert found.tolist() == [0, 2, 2, 0]


def test_participations_of_nobody_are_nothing() -> None:
    found = participations(incidence_of([], ["a"]))
    written(found)
    assert found["two_mode"]["density"] == found["strength_newman_total"] == 0
    assert found["strength_newman"] == {"a": 0}
    assert project(incidence_of([])).nodes == 0


@given(st.data(), weighted_graphs())
def test_the_order_of_rows_changes_nothing(data: st.DataObject, graph: Graph) -> None:
    names, ties = list(graph.names), _ties(graph)
    again = graph_of(
        data.draw(st.permutations(names)),
        [(b, a, w) for a, b, w in data.draw(st.permutations(ties))],
    )
    categories = dict(zip(names, "xyz" * 3, strict=False))
    assert written(measures(graph, categories)) == written(measures(again, categories))


@given(weighted_graphs())
def test_names_change_nothing_but_what_is_drawn(graph: Graph) -> None:
    new = {name: f"{9 - place}" for place, name in enumerate(graph.names)}
    renamed = graph_of(new.values(), [(new[a], new[b], w) for a, b, w in _ties(graph)])
    one, other = measures(graph), measures(renamed)
    for key, value in one.items():
        if isinstance(value, dict) and value.keys() == set(graph.names) and graph.nodes:
            for name in graph.names:
                if not key.startswith("eigenvector"):
                    assert other[key][new[name]] == pytest.approx(value[name], abs=1e-9), key


def test_each_process_finds_the_same() -> None:
    program = (
        "import json, networkx as nx; from graph.network.arrays import graph_of\n"
        "from graph.network.summary import measures\n"
        "g = graph_of((), [(f'{a:02}', f'{b:02}', w) for a, b, w in "
        "nx.karate_club_graph().edges(data='weight')])\n"
        "print(json.dumps(measures(g, {n: n[1] for n in g.names})))"
    )
    answers = {_run(program, seed) for seed in ("0", "1")}
    assert len(answers) == 1


def test_another_seed_draws_other_permutations() -> None:
    ring = graph_of((), [(f"{a:02}", f"{(a + 1) % 20:02}", 1.0) for a in range(20)])
    labels = np.arange(20) ** 2 % 5
    one, other = (external_internal(ring, labels, permutations=200, seed=s) for s in (1, 2))
    assert (one.expected, one.sd) == (other.expected, other.sd)
    assert one.p_upper != other.p_upper


def _ties(graph: Graph) -> list[tuple[str, str, float]]:
    ends = zip(graph.source.tolist(), graph.target.tolist(), graph.weight.tolist(), strict=True)
    return [(graph.names[a], graph.names[b], w) for a, b, w in ends]


def _run(program: str, seed: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
