"""What the GraphQL specification says of answers, with graphql-core's own executor over the same
data in memory as the measure.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume
from operations import operations
from reference import answer, paths
from story import spoiled, story
from toys import toys
from world import World, write

OPERATIONS = {
    "aliases with different arguments": """{
        box(id: "Box:a") { n: name name m: name
            red: toys(where: {shade: {eq: RED}}) { nodes { name } totalCount }
            first: toys(first: 1) { all: totalCount nodes { id2: id } nodes2: nodes { name } }
            toys { totalCount }
            before: toys(asOf: "2019-01-01") { totalCount } }
        b: box(id: "Box:b") { name } none: box(id: "Box:none") { name }
        few: boxes(first: 1) { nodes { id } } boxes { nodes { id } } }""",
    "named, inline and nested fragments": """
        query { box(id: "Box:a") { ...Whole ... { code } ... on Thing { note } } }
        fragment Whole on Box { ...Named toys { ...Toys } }
        fragment Named on Node { id ... on Box { size ... on Thing { name } } }
        fragment Toys on ToyHoldingConnection { edges { ...Held } }
        fragment Held on ToyHoldingEdge { role node { ...Named ... on Toy { rank } } }""",
    "fragments on an interface": """{
        shelf(id: "Shelf:s") { things { edges { from node { __typename id name
            ... on Box { label: code size inBox: toys(first: 1) { nodes { name } } }
            ... on Toy { label: name rank held likes { nodes { name } } }
            ... on Thing { note } } }
            nodes { ... on Toy { rank } } } } }""",
    "one field selected twice": """{
        box(id: "Box:a") { toys(first: 2) { nodes { name } } toys(first: 2) { totalCount
            nodes { rank name } } ... on Box { toys(first: 2) { edges { role } } } name }
        box(id: "Box:a") { name shelf { id } } }""",
    "types everywhere": """{ __typename box(id: "Box:a") { __typename toys { __typename
        edges { __typename role node { __typename } } nodes { t: __typename }
        pageInfo { __typename hasNextPage } } shelf { __typename things { __typename
        edges { __typename node { __typename } } nodes { __typename name } } } }
        boxes { __typename pageInfo { __typename } } }""",
    "types only": "{ a: __typename boxes { __typename } shelves { pageInfo { __typename } } }",
    "introspection beside data": """{
        z: __type(name: "Shelf") { name kind } box(id: "Box:a") { name }
        __schema { queryType { name } } boxes { totalCount } __typename }""",
    "introspection alone": '{ __type(name: "Toy") { name interfaces { name } } }',
    "the order of keys": """{ toys(first: 1) { totalCount pageInfo { hasPreviousPage
        hasNextPage } nodes { version rank shelf { name id } name likes { nodes { id }
        totalCount } code } } shelves { totalCount } boxes { totalCount } }""",
    "the order of keys the other way": """{ boxes { totalCount } shelves { totalCount }
        toys(first: 1) { nodes { code likes { totalCount nodes { id } } name
        shelf { id name } rank version } pageInfo { hasNextPage hasPreviousPage } totalCount } }""",
    "nodes by id": """{ nodes(ids: ["Toy:1", "Box:none", "Shelf:s", "Toy:1"]) { __typename id
        ... on Shelf { name } ... on Thing { name note } ... on Toy { rank } }
        node(id: "Box:b") { __typename ... on Box { size } ... on Toy { rank } } }""",
    "what is unknown or gone": """{ a: box(code: "nope") { id } b: box(id: "Box:nope") { id }
        c: node(id: "Toy:nope") { id } d: box(code: "gone") { id } e: box(id: "Box:gone") { id }
        f: box(code: "gone", asOf: "2020-01-01") { id } }""",
    "absent values and empty lists": """{ boxes { nodes { size weight shade madeOn note owner
        tags shelf { id } mainToy { id } toys { nodes { id } } } } }""",
}

VARIABLES = """query(
    $size: Int = 1, $where: ToyWhere = {rank: {gte: 2}}, $order: [ToyOrder!] = [RANK_DESC]
    $with: Boolean = true, $without: Boolean! = true, $id: ID, $shade: Shade, $day: Date
) {
    toys(first: $size, where: $where, orderBy: $order, asOf: $day) { totalCount nodes { rank
        name @include(if: $with) note @skip(if: $without) ...Shade @include(if: $with) } }
    box(id: $id, code: "a") @skip(if: $with) { name }
    other: toys(where: {shade: {eq: $shade}, not: {rank: {in: [$size, 7]}}}) { nodes { id } }
    ... @include(if: $without) { shelves { totalCount } }
}
fragment Shade on Toy { shade ... @skip(if: $without) { code } }"""


@pytest.fixture(scope="module")
def plain(graph: Any) -> World:
    """The story, written to the engine."""
    world = story()
    graph.run(write(graph.database, world))
    return world


@pytest.fixture(scope="module")
def broken(graph: Any) -> World:
    """The story with nodes that lack something."""
    return spoiled(graph)


def check(graph: Any, world: World, text: str, variables: dict[str, Any] | None = None) -> None:
    given = graph.ask(text, variables, assembly=toys())
    wanted = answer(world, text, variables)
    assert json.dumps(given["data"]) == json.dumps(wanted.data)
    assert sorted(paths(given.get("errors"))) == sorted(paths(wanted.errors))


@pytest.mark.parametrize("text", OPERATIONS.values(), ids=OPERATIONS.keys())
def test_an_answer_is_the_specifications_letter_by_letter(graph, plain, text: str) -> None:
    check(graph, plain, text)
    assert "errors" not in graph.ask(text, assembly=toys())


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"with": False, "without": False, "id": None},
        {"size": 5, "where": None, "order": None, "shade": "RED"},
        {"size": None, "where": {}, "order": [], "day": None},
        {"where": {"and": [{"rank": {"lt": 2}}, {"not": {"shade": {"isNull": True}}}]}},
    ],
)
def test_variables_defaults_and_directives(graph, plain, variables: dict[str, Any]) -> None:
    check(graph, plain, VARIABLES, variables)


def test_an_operation_is_one_statement(graph, plain) -> None:
    counted = {
        name: graph.ask(text, assembly=toys())["extensions"]["hub"]["statements"]
        for name, text in OPERATIONS.items()
    }
    without = {"types only", "introspection alone"}
    assert counted == {name: int(name not in without) for name in OPERATIONS}


def test_any_operation_gives_what_the_specification_says(graph, broken, examples) -> None:
    @examples(60, text=operations())
    def check_one(text: str) -> None:
        wanted = answer(broken, text)
        assume(all(error.path for error in wanted.errors or ()))
        given = graph.ask(text, assembly=toys())
        assert json.dumps(given["data"]) == json.dumps(wanted.data)
        assert bool(given.get("errors")) == bool(wanted.errors)
        for path in paths(given.get("errors")):
            assert leads_to_null(given["data"], path), path


def leads_to_null(data: Any, path: list[str | int]) -> bool:
    for step in path:
        if data is None:
            return True
        data = data[step]
    return data is None


def test_the_same_question_with_other_values_is_the_same_statement(graph, plain) -> None:
    text = """query Q($day: Date, $n: Int, $c: String) {
        boxes(asOf: $day, first: $n, where: {name: {contains: $c}}) { nodes { name
            toys(asOf: "2020-01-01") { totalCount } } } }"""
    given = [
        {"day": "2024-02-29", "n": 1, "c": "a"},
        {"day": "2025-12-31", "n": 7, "c": "much longer"},
    ]
    asked = [text, text.replace("Q(", "Other(").replace("boxes(", "alias: boxes(")]
    statements = {
        graph.ask(document, variables, assembly=toys())["extensions"]["hub"]["ran"][0]["statement"]
        for document, variables in zip(asked, given, strict=True)
    }
    assert len(statements) == 1
