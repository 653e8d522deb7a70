"""Bad requests: each a clear error with a code and the path, all at once, never a surprise."""

from __future__ import annotations

import base64
import functools
import json
from typing import Any

import pytest
from story import story
from toys import toys
from world import World, write

from schema.execute import Operation

NUL = "\\u0000"


def cursor(*values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


GOOD = cursor("", "A box", "Box:a")
CURSORS = {
    "no base 64": "!!!",
    "empty": "",
    "no JSON": "aGVsbG8",
    "no list": base64.b64encode(b'{"a": 1}').decode(),
    "an empty list": cursor(),
    "of another order": cursor("size asc", 3, "Box:a"),
    "cut": GOOD[:-4],
    "one value short": cursor("", "A box"),
    "one value more": cursor("", "A box", "Box:a", "x"),
    "a number for text": cursor("", 1, "Box:a"),
    "a list for text": cursor("", ["A box"], "Box:a"),
    "a null that may not be": cursor("", None, "Box:a"),
    "no id": cursor("", "A box", 5),
    "no order": cursor(None, "A box", "Box:a"),
    "not text at all": base64.b64encode(b"\xff\xfe").decode(),
    "padded twice": GOOD + "====",
    "an offset": base64.b64encode(b"arrayconnection:10").decode(),
    "huge numbers": cursor("", 10**400, "Box:a"),
    "deep": base64.b64encode(b"[" * 900).decode(),
}

REFUSED: list[tuple[str, str, list[Any], list[Any] | None]] = [
    ("{ boxes(first: -1) { totalCount } }", "BAD_USER_INPUT", ["boxes"], ["first"]),
    ("{ boxes(last: -1) { totalCount } }", "BAD_USER_INPUT", ["boxes"], ["last"]),
    ("{ b: boxes(first: 501) { nodes { id } } }", "BAD_USER_INPUT", ["b"], ["first"]),
    ("{ boxes(first: 100000) { nodes { id } } }", "BAD_USER_INPUT", ["boxes"], ["first"]),
    ("{ boxes(first: 1, last: 1) { nodes { id } } }", "BAD_USER_INPUT", ["boxes"], ["last"]),
    (
        '{ box(code: "a") { name toys(first: -5) { totalCount } } }',
        "BAD_USER_INPUT",
        ["box"],
        ["toys", "first"],
    ),
    (
        '{ box(code: "a") { t: toys(history: true, asOf: "2020-01-01") { totalCount } } }',
        "BAD_USER_INPUT",
        ["box"],
        ["t", "asOf"],
    ),
    ("{ box { id } }", "BAD_USER_INPUT", ["box"], None),
    ('{ box(id: "Box:a", code: "a") { id } }', "BAD_USER_INPUT", ["box"], None),
    ('{ box(id: "Toy:1") { id } }', "BAD_USER_INPUT", ["box"], ["id"]),
    ('{ box(id: "a") { id } }', "BAD_USER_INPUT", ["box"], ["id"]),
    ('{ box(id: "Box:") { id } }', "BAD_USER_INPUT", ["box"], ["id"]),
    ('{ node(id: "") { id } }', "BAD_USER_INPUT", ["node"], ["id"]),
    ('{ node(id: "Change:1") { id } }', "BAD_USER_INPUT", ["node"], ["id"]),
    ('{ nodes(ids: ["Box:a", "zzz"]) { id } }', "BAD_USER_INPUT", ["nodes"], ["ids", 1]),
    ('{ search(text: "") { totalCount } }', "BAD_USER_INPUT", ["search"], ["text"]),
    ('{ search(text: " .,-|") { totalCount } }', "BAD_USER_INPUT", ["search"], ["text"]),
    (
        "{ boxes(where: {size: {eq: null}}) { totalCount } }",
        "BAD_USER_INPUT",
        ["boxes"],
        ["where", "size", "eq"],
    ),
    (
        "{ boxes(where: {or: [{}, {not: {tags: {includes: null}}}]}) { totalCount } }",
        "BAD_USER_INPUT",
        ["boxes"],
        ["where", "or", 1, "not", "tags", "includes"],
    ),
    (
        "{ boxes(where: {toysCount: {gt: null}}) { totalCount } }",
        "BAD_USER_INPUT",
        ["boxes"],
        ["where", "toysCount", "gt"],
    ),
    (
        "{ boxes(where: {toys: {some: {edge: {role: {in: null}}}}}) { totalCount } }",
        "BAD_USER_INPUT",
        ["boxes"],
        ["where", "toys", "some", "edge", "role", "in"],
    ),
]

INVALID = [
    "{ boxes(asOf: 20250101) { totalCount } }",
    '{ boxes(asOf: "2025-02-29") { totalCount } }',
    '{ boxes(asOf: "2025-1-1") { totalCount } }',
    '{ boxes(asOf: "20250101") { totalCount } }',
    '{ boxes(asOf: "2025-01-01T00:00:00Z") { totalCount } }',
    '{ boxes(asOf: "") { totalCount } }',
    '{ boxes(asOf: "\u0662\u0660\u0662\u0665-\u0660\u0661-\u0660\u0661") { totalCount } }',
    '{ boxes(where: {madeOn: {lt: "0000-00-00"}}) { totalCount } }',
    '{ boxes(where: {recordedAt: {lt: "2025-01-01"}}) { totalCount } }',
    '{ boxes(where: {recordedAt: {lt: "2025-01-01T00:00:00"}}) { totalCount } }',
    '{ boxes(first: "1") { totalCount } }',
    "{ boxes(first: 1.5) { totalCount } }",
    "{ boxes(first: 99999999999) { totalCount } }",
    "{ boxes(where: {size: {eq: 2147483648}}) { totalCount } }",
    '{ boxes(where: {weight: {eq: "1"}}) { totalCount } }',
    "{ boxes(where: {shade: {eq: PINK}}) { totalCount } }",
    '{ boxes(where: {shade: {eq: "RED"}}) { totalCount } }',
    "{ boxes(where: {size: {in: [null]}}) { totalCount } }",
    "{ boxes(where: {nope: {eq: 1}}) { totalCount } }",
    "{ boxes(orderBy: [NOPE_ASC]) { totalCount } }",
    "{ boxes(orderBy: [null]) { totalCount } }",
    "{ boxes { nodes { nope } } }",
    "{ boxes(history: true) { totalCount } }",
    "{ toys { nodes { likes(history: true) { totalCount } } } }",
    "{ nope }",
    "{ boxes }",
    "{ box(id: 1.5) { id } }",
    "{ node { id } }",
    "{ search { totalCount } }",
    "mutation { boxes { totalCount } }",
    "{ ...Nope }",
    "query($a: Nope) { boxes(first: $a) { totalCount } }",
    "{ boxes(first: $missing) { totalCount } }",
]


@pytest.fixture(scope="module", autouse=True)
def world(graph: Any) -> World:
    made = story()
    graph.run(write(graph.database, made))
    return made


@pytest.mark.parametrize(("text", "code", "path", "argument"), REFUSED)
def test_what_makes_no_sense_is_refused_where_it_stands(graph, text, code, path, argument) -> None:
    body = graph.ask(text, assembly=toys())
    (error,) = body["errors"]
    assert body["data"] is None
    assert (error["extensions"]["code"], error["path"]) == (code, path)
    assert error["extensions"].get("argument") == argument
    assert error["locations"]


@pytest.mark.parametrize("text", INVALID)
def test_what_does_not_fit_the_schema_is_refused_before_it_runs(graph, text: str) -> None:
    body = graph.ask(text, assembly=toys())
    assert "data" not in body
    for error in body["errors"]:
        assert error["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
        assert error["locations"]


@pytest.mark.parametrize("text", ["", "{", "query {", "{ a(", '{ a(b: "', "\x00"])
def test_what_cannot_be_parsed_says_where(graph, text: str) -> None:
    (error,) = graph.ask(text, assembly=toys())["errors"]
    assert error["extensions"]["code"] == "GRAPHQL_PARSE_FAILED"
    assert error["locations"]


@pytest.mark.parametrize("value", [-1, 501, "1", 1.5, True, [], {}, 2**40])
def test_variables_are_checked_as_literals_are(graph, value: Any) -> None:
    text = "query($first: Int) { boxes(first: $first) { totalCount } }"
    body = graph.ask(text, {"first": value}, assembly=toys())
    assert [e["extensions"]["code"] for e in body["errors"]] == ["BAD_USER_INPUT"]


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({"day": "2025-02-30"}, "day"),
        ({"day": 5}, "day"),
        ({"where": {"size": {"eq": "x"}}}, "where"),
        ({"where": {"nope": 1}}, "where"),
        ({"where": {"recordedAt": {"lt": "9999-99-99T00:00:00Z"}}}, "where"),
        ({"order": ["NOPE"]}, "order"),
        ({"id": None}, "id"),
    ],
)
def test_a_refused_variable_is_named(graph, variables: dict[str, Any], name: str) -> None:
    text = (
        'query($day: Date, $where: BoxWhere, $order: [BoxOrder!], $id: ID! = "Box:a") { '
        "boxes(asOf: $day, where: $where, orderBy: $order) { totalCount } node(id: $id) { id } }"
    )
    body = graph.ask(text, variables, assembly=toys())
    assert "data" not in body
    for error in body["errors"]:
        assert error["extensions"]["code"] == "BAD_USER_INPUT"
        assert f"${name}" in error["message"]


@pytest.mark.parametrize("text", CURSORS.values(), ids=CURSORS.keys())
@pytest.mark.parametrize("argument", ["after", "before"])
def test_what_is_no_cursor_of_this_connection_is_refused(graph, text: str, argument: str) -> None:
    document = "query($c: String) { boxes(%s: $c) { nodes { id } } }" % argument
    (error,) = graph.ask(document, {"c": text}, assembly=toys())["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": [argument]}
    assert "cursor" in error["message"]


def test_the_cursor_that_the_bad_ones_are_made_from_is_good(graph) -> None:
    text = "query($c: String) { boxes(after: $c) { nodes { id } } }"
    data = graph.data(text, {"c": GOOD}, assembly=toys())
    assert data == {"boxes": {"nodes": [{"id": "Box:b"}]}}


def test_too_many_ids_are_refused(graph) -> None:
    text = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    (error,) = graph.ask(text, {"ids": ["Box:a"] * 501}, assembly=toys())["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": ["ids"]}
    found = graph.data(text, {"ids": ["Box:a"] * 500}, assembly=toys())
    assert found["nodes"] == [{"id": "Box:a"}] * 500


def test_a_question_that_is_too_long_is_refused(graph) -> None:
    text = "query($t: String!) { search(text: $t) { totalCount } }"
    (error,) = graph.ask(text, {"t": "a" * 201}, assembly=toys())["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": ["text"]}
    assert "errors" not in graph.ask(text, {"t": "a" * 200}, assembly=toys())


def test_all_faults_are_told_at_once(graph) -> None:
    text = """{ a: boxes(first: -1, after: "x", where: {size: {eq: null}, note: {lt: null}}) {
        nodes { toys(last: 900, before: "y") { totalCount } } }
        b: box(id: "Toy:1") { id } c: nodes(ids: ["x", "Box:a", "y"]) { id }
        d: search(text: "") { totalCount } }"""
    errors = graph.ask(text, assembly=toys())["errors"]
    found = {(e["path"][0], *e["extensions"]["argument"]) for e in errors}
    assert found == {
        ("a", "first"),
        ("a", "after"),
        ("a", "where", "size", "eq"),
        ("a", "where", "note", "lt"),
        ("a", "toys", "last"),
        ("a", "toys", "before"),
        ("b", "id"),
        ("c", "ids", 0),
        ("c", "ids", 2),
        ("d", "text"),
    }
    assert len(errors) == len(found)


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("query A { __typename } query B { __typename }", None),
        ("query A { __typename } query B { __typename }", "C"),
        ("fragment F on Query { __typename }", None),
        ("query A { __typename }", ""),
    ],
)
def test_an_operation_that_is_not_there_is_refused(graph, document: str, name: Any) -> None:
    executor = graph.executor(toys())
    body = graph.run(executor.execute(Operation(document, None, name))).body()
    codes = {error["extensions"]["code"] for error in body["errors"]}
    assert codes <= {"BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"}
    assert "data" not in body


MOMENTS = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999-14:00", "2025-06-01T00:00Z"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_first_and_the_last_moments_are_moments(graph, moment: str) -> None:
    text = "query($t: DateTime!) { boxes(where: {recordedAt: {gt: $t}}) { totalCount } }"
    body = graph.ask(text, {"t": moment}, assembly=toys())
    codes = [error["extensions"]["code"] for error in body.get("errors", [])]
    assert codes in ([], ["BAD_USER_INPUT"])


def test_a_document_that_is_nested_too_deeply_is_refused(graph) -> None:
    deep = "{ toys { nodes { likes " * 1 + "{ nodes { likes " * 700 + "{ totalCount" + " } }" * 700
    body = graph.ask(deep + " } } }", assembly=toys())
    codes = {error["extensions"]["code"] for error in body["errors"]}
    assert codes <= {"DEPTH_EXCEEDED", "BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED"}


@pytest.mark.parametrize("size", [2**63, -(2**63) - 1, 2**31, 1.5, True, "3"])
def test_a_forged_cursor_is_refused_or_only_a_place(graph, size: Any) -> None:
    text = "query($c: String) { boxes(orderBy: [SIZE_ASC], after: $c) { nodes { id } } }"
    body = graph.ask(text, {"c": cursor("size asc", size, "Box:a")}, assembly=toys())
    codes = [error["extensions"]["code"] for error in body.get("errors", [])]
    assert codes in ([], ["BAD_USER_INPUT"])


@pytest.mark.parametrize("weight", [10**30, 10**400, float("inf"), float("nan"), "x", True])
def test_numbers_without_bounds_are_refused(graph, weight: Any) -> None:
    text = "query($w: Float) { boxes(where: {weight: {lt: $w}}) { totalCount } }"
    body = graph.ask(text, {"w": weight}, assembly=toys())
    codes = [error["extensions"]["code"] for error in body.get("errors", [])]
    assert codes == ["BAD_USER_INPUT"]


@pytest.mark.parametrize(
    "where",
    [
        {"or": [{}] * 500},
        {"and": [{"code": {"eq": "a", "ne": "b", "lt": "c"}}] * 60},
        {"not": {"or": [{"name": {"contains": "x"}}] * 300}},
        functools.reduce(lambda inner, _: {"not": inner}, range(120), {"code": {"eq": "a"}}),
    ],
)
def test_filters_of_too_many_conditions_are_refused(graph, where) -> None:
    query = "query($w: AgencyWhere) { agencies(where: $w) { totalCount } }"
    (error,) = graph.ask(query, {"w": where})["errors"]
    assert error["extensions"]["code"] == "COST_EXCEEDED"
    assert error["path"] == ["agencies"]


def test_a_filter_of_a_hundred_conditions_works(graph) -> None:
    query = "query($w: AgencyWhere) { agencies(where: $w) { totalCount } }"
    assert graph.data(query, {"w": {"or": [{"code": {"eq": "kemenkes"}}] * 49}})["agencies"] == {
        "totalCount": 1
    }
