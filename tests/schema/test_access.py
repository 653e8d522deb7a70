"""Who sees what: rows that a viewer may not see are nowhere, personal data reads as null."""

from __future__ import annotations

from typing import Any

import pytest
from story import story
from toys import toys
from world import write

from graph.access import LOCAL, Viewer
from graph.parameters import Parameters


def not_red(variable: str, parameters: Parameters) -> str:
    return f"coalesce({variable}.shade, '') <> {parameters.add('RED')}"


NARROW = Viewer("narrow", rows={"Toy": not_red})
BLIND = Viewer("blind", rows={"Box": lambda variable, parameters: "false"})
LOST = Viewer("lost", rows={"Shelf": lambda variable, parameters: "false"})
CLEARED = Viewer("cleared", personal=True)

# What the viewer who may see no red toy (Toy:0) is told, and what the one who sees all is.
NARROWED = {
    "a list": ("{ toys { nodes { id } } }", ["Toy:1", "Toy:2"]),
    "a count": ("{ toys { totalCount } }", 2),
    "an id": ('{ toy(id: "Toy:0") { id } }', None),
    "a code": ('{ toy(code: "0") { id } }', None),
    "node": ('{ node(id: "Toy:0") { id } }', None),
    "nodes": ('{ nodes(ids: ["Toy:0", "Toy:1"]) { id } }', [None, "Toy:1"]),
    "a link": ('{ box(code: "a") { toys { nodes { id } } } }', ["Toy:1", "Toy:2"]),
    "a link's count": ('{ box(code: "a") { toys { totalCount } } }', 2),
    "a link of an interface": (
        '{ shelf(id: "Shelf:s") { things { nodes { id } } } }',
        ["Box:a", "Toy:2"],
    ),
    "an interface's count": ('{ shelf(id: "Shelf:s") { things { totalCount } } }', 2),
    "some": ("{ boxes(where: {toys: {some: {rank: {eq: 0}}}}) { nodes { id } } }", []),
    "none": (
        "{ boxes(where: {toys: {none: {rank: {eq: 0}}}}) { nodes { id } } }",
        ["Box:a", "Box:b"],
    ),
    "all": (
        "{ boxes(where: {toys: {all: {rank: {gt: 0}}}}) { nodes { id } } }",
        ["Box:a", "Box:b"],
    ),
    "a count in a filter": ("{ boxes(where: {toysCount: {eq: 2}}) { nodes { id } } }", ["Box:a"]),
    "a search": ('{ search(text: "toy") { nodes { id } } }', ["Toy:1", "Toy:2"]),
    "a search's count": ('{ search(text: "toy") { totalCount } }', 2),
    "the way back": ('{ toy(code: "1") { likedBy { nodes { id } } } }', []),
}


@pytest.fixture(scope="module", autouse=True)
def world(graph: Any) -> None:
    graph.run(write(graph.database, story()))


def seen(data: Any) -> Any:
    """The ids or the one value in an answer."""
    while isinstance(data, dict):
        (data,) = data.values()
    return [seen(item) for item in data] if isinstance(data, list) else data


@pytest.mark.parametrize(("text", "wanted"), NARROWED.values(), ids=NARROWED.keys())
def test_rows_that_a_viewer_may_not_see_are_nowhere(graph, text: str, wanted: Any) -> None:
    assert seen(graph.data(text, assembly=toys(), viewer=NARROW)) == wanted
    assert seen(graph.data(text, assembly=toys(), viewer=LOCAL)) != wanted


def test_pages_leave_no_gap_where_a_row_may_not_be_seen(graph) -> None:
    text = "{ toys(first: 1) { nodes { id } pageInfo { hasPreviousPage endCursor } } }"
    assert seen(graph.data(text, assembly=toys(), viewer=NARROW)["toys"]["nodes"]) == ["Toy:1"]
    after = graph.data("{ toys(first: 1) { edges { cursor } } }", assembly=toys())
    cursor = after["toys"]["edges"][0]["cursor"]
    text = "query($c: String) { toys(after: $c) { pageInfo { hasPreviousPage hasNextPage } } }"
    given = graph.data(text, {"c": cursor}, assembly=toys(), viewer=NARROW)
    assert given["toys"]["pageInfo"] == {"hasPreviousPage": False, "hasNextPage": False}


def test_a_kind_that_may_not_be_seen_at_all_leaves_empty_places(graph) -> None:
    text = """{ toy(code: "0") { boxes { totalCount } shelf { id } } box(code: "a") { id }
        shelf(id: "Shelf:s") { boxes { totalCount } things { totalCount } }
        toys(where: {shelf: {}}) { totalCount } }"""
    assert graph.data(text, assembly=toys(), viewer=BLIND) == {
        "toy": {"boxes": {"totalCount": 0}, "shelf": {"id": "Shelf:s"}},
        "box": None,
        "shelf": {"boxes": {"totalCount": 0}, "things": {"totalCount": 2}},
        "toys": {"totalCount": 2},
    }
    assert graph.data(text, assembly=toys(), viewer=LOST) == {
        "toy": {"boxes": {"totalCount": 2}, "shelf": None},
        "box": {"id": "Box:a"},
        "shelf": None,
        "toys": {"totalCount": 0},
    }


def test_personal_data_reads_as_null_unless_the_viewer_is_cleared(graph) -> None:
    text = '{ box(code: "a") { owner who: owner name } boxes { nodes { owner } } }'
    hidden = graph.data(text, assembly=toys())
    assert hidden["box"] == {"owner": None, "who": None, "name": "A box"}
    assert hidden["boxes"]["nodes"] == [{"owner": None}] * 2
    shown = graph.data(text, assembly=toys(), viewer=CLEARED)
    assert shown["box"] == {"owner": "Siti", "who": "Siti", "name": "A box"}


PERSONAL = {
    '{ boxes(where: {owner: {eq: "Siti"}}) { totalCount } }': ["where", "owner"],
    "{ boxes(where: {owner: {isNull: false}}) { totalCount } }": ["where", "owner"],
    "{ boxes(orderBy: [OWNER_ASC]) { nodes { id } } }": ["orderBy"],
    "{ boxes(orderBy: [NAME_ASC, OWNER_DESC]) { totalCount } }": ["orderBy"],
    '{ toys(where: {boxes: {some: {not: {owner: {eq: "Siti"}}}}}) { totalCount } }': [
        "where",
        "boxes",
        "some",
        "not",
        "owner",
    ],
    "{ shelves { nodes { boxes(orderBy: [OWNER_ASC]) { totalCount } } } }": ["boxes", "orderBy"],
}


@pytest.mark.parametrize(("text", "argument"), PERSONAL.items())
def test_personal_data_is_filtered_and_sorted_by_those_who_may_read_it(
    graph, text: str, argument: list[str]
) -> None:
    (error,) = graph.ask(text, assembly=toys())["errors"]
    assert error["extensions"] == {"code": "FORBIDDEN", "argument": argument}
    assert "Siti" not in str(error)
    assert "errors" not in graph.ask(text, assembly=toys(), viewer=CLEARED)


def test_a_cursor_over_personal_data_is_of_no_use_to_others(graph) -> None:
    text = "query($c: String) { boxes(orderBy: [OWNER_ASC], after: $c) { edges { cursor } } }"
    edges = graph.data(text, assembly=toys(), viewer=CLEARED)["boxes"]["edges"]
    (error,) = graph.ask(text, {"c": edges[0]["cursor"]}, assembly=toys())["errors"]
    assert error["extensions"]["code"] == "FORBIDDEN"


def test_personal_data_is_not_found_by_searching(graph) -> None:
    assert graph.data('{ search(text: "siti") { totalCount } }', assembly=toys()) == {
        "search": {"totalCount": 0}
    }


def test_a_statement_never_reads_what_is_hidden(graph) -> None:
    body = graph.ask("{ boxes { nodes { owner } } }", assembly=toys())
    assert "owner" not in body["extensions"]["hub"]["ran"][0]["statement"]


def test_an_analysis_is_made_of_what_the_viewer_may_see(graph) -> None:
    text = """{ sharedTargets { totalCount nodes { target { id } } }
        collaborationNetwork { edges { initiativeCount } } }"""
    kinds = ("Target", "Initiative")
    viewer = Viewer("narrow", rows={kind: lambda variable, parameters: "false" for kind in kinds})
    data = graph.data(text, viewer=viewer)
    assert data["sharedTargets"] == {"totalCount": 0, "nodes": []}
    assert data["collaborationNetwork"]["edges"] == []
