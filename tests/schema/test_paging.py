"""Pages of connections against a naive model of the same data."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from asking import Question, asked, document, links, roots, variables
from hypothesis import strategies as st
from naive import Edge, page
from toys import toys
from walking import FIELDS, Connection, shown, told

TIED = Question("Box", None, ["OPEN_ASC", "WEIGHT_DESC", "NOTE_ASC"])
FLAGS = ("hasPreviousPage", "hasNextPage")


def longest(question: Question, world: Any) -> tuple[str, list[Edge]]:
    """The parent with the most edges, and these."""
    return max(question.expected(world).items(), key=lambda found: len(found[1]))


def walk(graph: Any, world: Any, question: Question, size: int) -> None:
    parent, edges = longest(question, world)
    connection = Connection(graph, question, parent)
    pages = list(connection.forward(size))
    back = list(connection.backward(size))[::-1]
    for walked in (pages, back):
        assert [edge for page in walked for edge in shown(page)] == told(edges), question
        assert {page["totalCount"] for page in walked} == {len(edges)}
        cursors = [edge["cursor"] for page in walked for edge in page["edges"]]
        assert len(set(cursors)) == len(cursors)
        for one, next_ in pairwise(walked):
            assert one["pageInfo"]["hasNextPage"] and next_["pageInfo"]["hasPreviousPage"]
        assert not walked[0]["pageInfo"]["hasPreviousPage"]
        assert not walked[-1]["pageInfo"]["hasNextPage"]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_walking_over_ties_and_nulls_visits_every_edge_once(graph, world, size: int) -> None:
    walk(graph, world, TIED, size)


@pytest.mark.parametrize("order", [[], ["ROLE_ASC"], ["EDGE_NOTE_DESC", "AMOUNT_DESC"]])
def test_walking_over_relations_of_one_pair_visits_each_once(graph, world, order) -> None:
    toys_of_boxes = next(q for q in links() if q.name == "ToyHolding")
    question = Question("Box", None, order, None, toys_of_boxes.link)
    walk(graph, world, question, 1)
    walk(graph, world, question, 2)


def test_any_connection_can_be_walked(graph, world, examples) -> None:
    @examples(16, question=asked(depth=1), size=st.sampled_from([1, 2, 3, 7]))
    def check(question: Question, size: int) -> None:
        walk(graph, world, question, size)


def test_a_page_between_two_cursors_is_a_part_of_the_whole(graph, world, examples) -> None:
    places = st.integers(0, 8)

    @examples(
        30,
        question=asked(filtered=False),
        after=places,
        before=places,
        size=st.integers(0, 4),
        back=st.booleans(),
    )
    def check(question: Question, after: int, before: int, size: int, back: bool) -> None:
        parent, edges = longest(question, world)
        connection = Connection(graph, question, parent)
        cursors = [edge["cursor"] for edge in connection.page(first=500)["edges"]]
        start, end = min(after, len(edges)), max(len(edges) - before, min(after, len(edges)))
        window: dict[str, Any] = {"last" if back else "first": size}
        if start:
            window["after"] = cursors[start - 1]
        if end < len(edges):
            window["before"] = cursors[end]
        given = connection.page(**window)
        wanted = page(edges, start, end, size, back)
        assert shown(given) == told(wanted.edges)
        assert [given["pageInfo"][f] for f in FLAGS] == [wanted.before, wanted.after]


@pytest.mark.parametrize("more", ["first: 2", "last: 2", "first: 0", "last: 0"])
def test_every_nested_connection_has_its_own_page(graph, world, more: str) -> None:
    questions = list(links())
    text = document(questions, f"{FIELDS} {{ cursor node {{ id }} }}", more)
    data = graph.data(text, variables(questions), assembly=toys())
    for index, question in enumerate(questions):
        given = question.given(data[f"q{index}"])
        for parent, edges in question.expected(world).items():
            size, back = int(more[-1]), more.startswith("last")
            wanted = page(edges, 0, len(edges), size, back)
            answer = given[parent]
            assert [e["node"]["id"] for e in answer["edges"]] == [e.node.id for e in wanted.edges]
            assert [answer["pageInfo"][f] for f in FLAGS] == [wanted.before, wanted.after]
            assert answer["totalCount"] == len(edges)
            ends = [e["cursor"] for e in (answer["edges"] or [{"cursor": None}])]
            assert answer["pageInfo"]["startCursor"] == ends[0]
            assert answer["pageInfo"]["endCursor"] == ends[-1]


def test_three_levels_deep_every_page_is_right(graph, world) -> None:
    chosen = (
        "totalCount nodes { id boxes(first: 2) { totalCount nodes { id "
        "toys(last: 1, orderBy: [PRICE_DESC]) { totalCount nodes { id } } } } }"
    )
    question = next(q for q in roots() if q.kind == "Toy")
    data = graph.data(f"{{ toys {{ {chosen} }} }}", assembly=toys())
    boxes = next(q for q in links() if (q.kind, q.link.name) == ("Toy", "boxes"))
    inner = next(q for q in links() if (q.kind, q.link.name) == ("Box", "toys"))
    held = boxes.expected(world)
    within = Question("Box", None, ["PRICE_DESC"], None, inner.link).expected(world)
    assert [t["id"] for t in data["toys"]["nodes"]] == [
        e.node.id for e in question.expected(world)[""]
    ]
    for toy in data["toys"]["nodes"]:
        edges = held[toy["id"]]
        assert toy["boxes"]["totalCount"] == len(edges)
        assert [b["id"] for b in toy["boxes"]["nodes"]] == [e.node.id for e in edges[:2]]
        for box in toy["boxes"]["nodes"]:
            last = within[box["id"]]
            assert box["toys"]["totalCount"] == len(last)
            assert [t["id"] for t in box["toys"]["nodes"]] == [e.node.id for e in last[-1:]]
