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
    "four-steps": 11,
    "filtered": 22,
    "interface": 9.7,
    "restricted": 12.5,
    "shared-targets": 480,
}
"""Accesses to the store for each object of the answer, at most: a quarter above what they are."""
ORDERED = {"list-100", "employees-first", "employees-deep", "employees-last"}
"""Those that are one page of a whole kind, which ArcadeDB has to walk by an index."""
STATEMENTS = {query.name: 3 if query is SHARED else 1 for query in QUERIES}

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
        """Texts with all their parameters."""
        executor = graph.executor(viewer=VIEWERS[query.viewer])
        read, gather = database.read, database.gather

        async def noted(name: str, text: str, parameters: Any, bounds: Any = None) -> Any:
            self.statements.append((text, {"p": dict(parameters), **(bounds or {})}))
            return await read(name, text, parameters, bounds)

        async def gathered(name: str, text: str, parameters: Any, begin: Any) -> Any:
            self.statements.append((text, {"p": dict(parameters)}))
            return await gather(name, text, parameters, begin)

        own = {
            "read": staticmethod(noted),
            "gather": staticmethod(gathered),
            "engine": database.engine,
        }
        executor.database = type("Noted", (), own)()
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


@pytest.fixture(scope="module")
def session(graph: Graph) -> Iterator[neo4j.Session]:
    """A session of the driver, which gives plans."""
    address = graph.address
    auth = (address.user, address.password or "") if address.user else None
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=auth) as driver,
        driver.session(database=address.name) as session,
    ):
        yield session


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_named_query_is_planned_well(graph, session, values, query: Query) -> None:
    asked = Asked(graph, query, values)
    plans = [session.run(f"PROFILE {t}", p).consume().profile for t, p in asked.statements]
    if graph.engine == "ArcadeDB":  # tells a plan as text alone
        texts = [plan["args"]["string-representation"] for plan in plans]
        assert not any("AllNodesScan" in text for text in texts)
        assert query.name not in ORDERED or "[index order" in texts[0]
        return
    for plan in plans:
        assert not FORBIDDEN & {name for name, _ in operators(plan)}
        for name, below in operators(plan):
            assert name not in ORDERING or "NodeByLabelScan" not in below
    hits = sum(map(hits_of, plans)) / asked.objects
    assert HITS[query.name] / 2 < hits <= HITS[query.name]


def operators(plan: Any) -> list[tuple[str, set[str]]]:
    """The operators of a plan, each with those that it draws from."""
    name = plan["operatorType"].partition("@")[0]
    inner = [found for child in plan.get("children", ()) for found in operators(child)]
    return [(name, {below for below, _ in inner}), *inner]
