"""Nulls where none may be: the nearest place that may be null is, and the error says where
(GraphQL specification, 6.4.4).
"""

from __future__ import annotations

from typing import Any

import pytest
from reference import answer, paths
from story import spoiled
from toys import toys
from world import World

CASES = {
    "a node by code": (
        '{ toy(id: "Toy:bad") { name code } shelves { totalCount } }',
        {"toy": None},
    ),
    "a link to one": (
        '{ box(code: "b") { name mainToy { code } shelf { name } } }',
        {"box": {"name": "B box", "mainToy": None, "shelf": {"name": "Bad"}}},
    ),
    "a link to one, within another": (
        '{ box(code: "b") { shelf { recordedAt things { totalCount } } name } }',
        {"box": {"shelf": None, "name": "B box"}},
    ),
    "an item of a list": ('{ box(code: "b") { toys { nodes { code } } } }', {"box": None}),
    "a node of an edge": (
        '{ toy(id: "Toy:2") { name likes { edges { node { code } } } } }',
        {"toy": None},
    ),
    "a kind of an interface": (
        '{ shelf(id: "Shelf:s") { things { nodes { name ... on Toy { code } } } } }',
        {"shelf": None},
    ),
    "a connection at the root": ("{ shelves { totalCount } boxes { nodes { name code } } }", None),
    "an edge at the root": (
        "{ boxes(last: 1) { edges { node { id } } } toys { edges { node { code } } } }",
        None,
    ),
}


@pytest.fixture(scope="module")
def broken(graph: Any) -> World:
    return spoiled(graph)


@pytest.mark.parametrize(("text", "data"), CASES.values(), ids=CASES.keys())
def test_a_null_rises_to_the_nearest_place_that_may_be_null(graph, broken, text, data) -> None:
    given, wanted = graph.ask(text, assembly=toys()), answer(broken, text)
    assert given["data"] == wanted.data
    assert data is None or data.items() <= given["data"].items()
    assert list(paths(given["errors"])) == list(paths(wanted.errors))
    assert [error["extensions"]["code"] for error in given["errors"]] == ["INTERNAL"]


def test_each_place_that_became_null_has_its_error(graph, broken) -> None:
    text = """{ a: toy(id: "Toy:bad") { code } boxes { nodes { mainToy { code } } }
        b: node(id: "Box:bad") { ... on Box { code } } }"""
    given, wanted = graph.ask(text, assembly=toys()), answer(broken, text)
    assert given["data"] == wanted.data
    found = list(paths(given["errors"]))
    assert sorted(found, key=str) == sorted(paths(wanted.errors), key=str)
    assert len(found) == 3


def test_a_fault_within_nodes_by_id_names_its_place(graph, broken) -> None:
    text = '{ nodes(ids: ["Toy:1", "Toy:bad", "Toy:bad"]) { id ... on Toy { code } } }'
    given, wanted = graph.ask(text, assembly=toys()), answer(broken, text)
    assert given["data"] == wanted.data
    assert list(paths(given["errors"])) == list(paths(wanted.errors))


def test_the_message_tells_nothing_of_the_graph(graph, broken, caplog) -> None:
    (error,) = graph.ask('{ toy(id: "Toy:bad") { code } }', assembly=toys())["errors"]
    assert error["extensions"]["id"] in error["message"]
    assert error["extensions"]["id"] in caplog.text
    assert "null at ['toy', 'code']" in caplog.text
