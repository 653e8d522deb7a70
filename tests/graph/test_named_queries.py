"""The benchmark's named queries keep the plans that make them fast: what engines do for them, how
often they touch the store for each object of the answer, and how many statements are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import neo4j
import pytest

from bench.choose import used
from bench.hub import VIEWERS
from bench.queries import QUERIES, SHARED, Query
from bench.raw import hits_of
from schema.execute import Operation

if TYPE_CHECKING:
    from conftest import Graph

FORBIDDEN = {"AllNodesScan", "CartesianProduct", "Eager"}
ORDERING = {"Sort", "Top", "PartialSort", "PartialTop"}
HITS = {
    "point": 2.5,
    "three-levels": 12.5,
    "connection": 9.6,
    "list-100": 15.6,
    "three-roots": 1.8,
    "employees-first": 1.3,
    "employees-deep": 2.5,
    "employees-last": 1.3,
    "four-steps": 9,
    "filtered": 22,
    "interface": 9.7,
    "restricted": 12.5,
    "shared-targets": 213,
}
"""Accesses to the store for each object of the answer, at most: a quarter above what they are."""
STATEMENTS = {query.name: 2 if query is SHARED else 1 for query in QUERIES}

CHOICE = """{ agencies(first: 1, where: {initiativesCount: {gte: 4}}) { nodes { id acronym } }
  initiatives(first: 1, where: {participantsCount: {gte: 4}}) { nodes { id } }
  leads: agencies(first: 1, where: {initiatives: {some: {edge: {role: {eq: LEAD}}}}}) {
    nodes { acronym } } }"""
MIDDLE = (
    '{ employees(first: 1, where: {name: {gte: "M"}}, orderBy: [NAME_ASC]) { edges { cursor } } }'
)


@pytest.fixture(scope="module")
def values(graph: Graph) -> dict[str, Any]:
    """Values of the queries' variables, of the seed."""
    chosen = graph.data(CHOICE)
    middle = graph.data(MIDDLE, viewer=VIEWERS["cleared"])["employees"]["edges"]
    return {
        "agency": chosen["agencies"]["nodes"][0]["id"],
        "initiative": chosen["initiatives"]["nodes"][0]["id"],
        "code": chosen["leads"]["nodes"][0]["acronym"],
        "deep": middle[0]["cursor"],
    }


class Asked:
    """What asking a named query did."""

    def __init__(self, graph: Graph, query: Query, values: dict[str, Any]) -> None:
        database = graph.database
        self.statements: list[tuple[str, dict[str, Any]]] = []
        executor = graph.executor(viewer=VIEWERS[query.viewer])
        read = database.read

        async def noted(name: str, text: str, parameters: Any) -> Any:
            self.statements.append((text, dict(parameters)))
            return await read(name, text, parameters)

        executor.database = type("Noted", (), {"read": staticmethod(noted)})()
        answer = graph.run(executor.execute(Operation(query.hub, used(query.hub, values))))
        assert not answer.errors
        self.objects = sum(1 for _ in objects(answer.data))


def objects(value: Any) -> Iterator[Any]:
    """All objects of an answer."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from objects(inner)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_named_query_is_so_many_statements(graph, values, query: Query) -> None:
    assert len(Asked(graph, query, values).statements) == STATEMENTS[query.name]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_named_query_is_planned_well(graph, values, query: Query) -> None:
    if graph.engine == "ArcadeDB":
        pytest.skip("ArcadeDB tells neither operators nor accesses over Bolt")
    asked = Asked(graph, query, values)
    hits = 0
    with neo4j.GraphDatabase.driver(graph.address.uri) as driver, driver.session() as session:
        for text, parameters in asked.statements:
            plan = session.run(f"PROFILE {text}", {"p": parameters}).consume().profile
            assert not FORBIDDEN & {name for name, _ in operators(plan)}
            for name, below in operators(plan):
                assert name not in ORDERING or "NodeByLabelScan" not in below
            hits += hits_of(plan)
    assert HITS[query.name] / 2 < hits / asked.objects <= HITS[query.name]


def operators(plan: Any) -> list[tuple[str, set[str]]]:
    """The operators of a plan, each with those that it draws from."""
    name = plan["operatorType"].partition("@")[0]
    inner = [found for child in plan.get("children", ()) for found in operators(child)]
    return [(name, {below for below, _ in inner}), *inner]
