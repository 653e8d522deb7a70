"""The material of networks as engines give it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from graph.access import LOCAL, Viewer
from graph.network import tables
from graph.network.material import Tie
from graph.reader import Reader
from graph.writer import Writer
from schema.query import build

if TYPE_CHECKING:
    from conftest import Graph

TABLE = "agency_competencies"
REQUIRED = """{ competencies(first: 500) { nodes { id
  posts(first: 500) { nodes { unit { agency { id } } } } } } }"""


def required(graph: Graph, viewer: Viewer = LOCAL) -> tuple[Tie, ...]:
    writer = Writer(build().model, viewer, date(2026, 11, 25))
    return graph.run(tables.read(Reader(graph.database), writer, [TABLE]))[TABLE]


def test_agencies_and_what_their_posts_require_are_each_paired_once(graph: Graph) -> None:
    pairs = {
        (post["unit"]["agency"]["id"], competency["id"])
        for competency in graph.data(REQUIRED)["competencies"]["nodes"]
        for post in competency["posts"]["nodes"]
    }
    found = required(graph)
    assert len(found) == len(set(found))
    assert {(one, other) for one, other, _, _ in found} == pairs
    assert pairs


def test_posts_that_a_viewer_may_not_see_tell_nothing(graph: Graph) -> None:
    nobody = Viewer("nobody", rows={"Post": lambda variable, _: f"{variable}.id IS NULL"})
    assert required(graph, nobody) == ()
