"""EXPLAIN of every statement that the hub has: the written ones and what operations compile to."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import neo4j
import pytest
from graphql import GraphQLField, GraphQLObjectType, get_named_type, is_leaf_type

import graph as graph_package
from api.examples import EXAMPLES
from graph import constraints, insert
from graph.access import LOCAL
from graph.network import tables
from graph.reader import Reader
from graph.writer import Writer
from schema.query import build
from seeds.exports.tables import Asked as TableAsked
from seeds.exports.tables import Source, table
from seeds.government import Government
from seeds.shape import Shape

CYPHER = re.compile(r"(MATCH|MERGE|UNWIND|CREATE|RETURN|SHOW|COLLECT|CALL)\b")
README = (Path(__file__).parents[2] / "README.md").read_text()
TOUR = [*re.findall(r"```graphql\n(.*?)```", README, re.DOTALL), *(e.query for e in EXAMPLES)]
ASKED = {
    "collaborationPath": '(from: "Agency:kemenkes", to: "Agency:kemensos")',
    "suggestedPartners": '(for: "Agency:kemenkes")',
    "whatIf": '(changes: [{remove: {id: "Initiative:stunting"}}])',
    **dict.fromkeys(
        ("predecessors", "successors", "currentBodies", "bodyNames"), '(of: "Agency:kominfo")'
    ),
    "networkEvolution": '(from: "2025-01-01", to: "2026-01-01")',
}
"""What the fields that want arguments of their own are asked for."""
PARTS = {
    "kind": "Agency",
    "type": "CONTRIBUTES_TO",
    "start": "Agency",
    "end": "Target",
    "other": "Target",
    "page": "5",
}
PART = re.compile(r"\{\{|\{(kind|type|start|end|other|page)\}")


def written() -> Iterator[tuple[str, str]]:
    """The statements that stand in modules, with their names; parts are filled in."""
    found = pkgutil.walk_packages(graph_package.__path__, "graph.")
    modules = [importlib.import_module(module.name) for module in found]
    for module in modules:
        if module is insert:  # parts of one statement, which is planned whole below
            continue
        for name, value in vars(module).items():
            for place, text in enumerate(_texts(value)):
                if isinstance(text, str) and CYPHER.match(text):
                    filled = text.format(**PARTS) if PART.search(text) else text
                    yield f"{module.__name__}.{name}{place or ''}", filled


def _texts(value: Any) -> Iterable[Any]:
    """A constant's values, for one that holds several."""
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, tuple) else (value,)


WRITTEN = dict(written())


@pytest.fixture(scope="module")
def explain(graph: Any) -> Iterator[Any]:
    """Gives the operators of a statement's plan."""
    auth = (graph.address.user, graph.address.password or "") if graph.address.user else None
    with (
        neo4j.GraphDatabase.driver(
            graph.address.uri, auth=auth, notifications_min_severity="OFF"
        ) as driver,
        driver.session(database=graph.address.name) as session,
    ):

        def operators(text: str, p: dict[str, Any] | None = None) -> set[str]:
            plan = session.run(f"EXPLAIN {text}", {"p": p or {"rows": []}}).consume().plan
            return set(_operators(plan)) if plan else set()

        yield operators


def _operators(plan: Any) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from _operators(child)


def everything_of(name: str, field: GraphQLField) -> str:
    """A root field with all its fields; of one node by id, all its links, too."""
    given = {"id": f'(id: "{_kind(field)}:x")', "text": '(text: "kesehatan")'}
    given |= {"ids": '(ids: ["Agency:x", "Post:x"])', "first": "(first: 1)"}
    usual = next((given[argument] for argument in field.args if argument in given), "")
    arguments = ASKED.get(name, usual)
    return f"{name}{arguments} {_chosen(field, links='id' in field.args)}"


def _kind(field: GraphQLField) -> str:
    name = get_named_type(field.type).name
    return "Agency" if name == "Node" else name


def _chosen(field: GraphQLField, links: bool) -> str:
    type_ = get_named_type(field.type)
    if not isinstance(type_, GraphQLObjectType):
        return "" if is_leaf_type(type_) else "{ __typename id }"
    if "pageInfo" in type_.fields:
        return "{ totalCount edges { cursor node { __typename } } }"
    parts = [_part(name, inner) for name, inner in type_.fields.items() if links or not inner.args]
    return f"{{ {' '.join(parts)} }}"


def _part(name: str, field: GraphQLField) -> str:
    if "first" in field.args:
        return f"{name}(first: 1) {{ nodes {{ id }} }}"
    return f"{name} {_chosen(field, links=False)}"


def roots() -> dict[str, str]:
    query = build().schema.query_type
    assert query
    return {name: everything_of(name, field) for name, field in query.fields.items()}


def test_every_written_statement_is_known() -> None:
    assert {
        "graph.changes._APPEND",
        "graph.changes._VERSION",
        "graph.upsert._NODES",
        "graph.upsert._RELATIONS",
        "graph.runs._BEGIN",
    } <= WRITTEN.keys()


@pytest.mark.parametrize("name", WRITTEN)
def test_a_written_statement_can_be_planned(explain, name: str) -> None:
    text = WRITTEN[name]
    if not text.startswith("SHOW"):
        assert "AllNodesScan" not in explain(text)


@pytest.mark.parametrize("name", tables.TABLES)
def test_a_table_of_networks_is_planned_from_its_label(graph, explain, name: str) -> None:
    writer = Writer(build().model, LOCAL, date(2026, 11, 25))
    text = tables.statement(writer, [name])
    assert not explain(text, writer.parameters.values) & {"AllNodesScan", "CartesianProduct"}


@pytest.mark.parametrize("name", build().model.tables)
def test_a_table_that_is_exported_is_planned_from_its_label(graph, explain, name: str) -> None:
    reader, day = Reader(graph.database), date(2026, 11, 25)
    source = Source(reader, build().model, LOCAL, day)

    async def first_page() -> None:
        async for _ in table(source, build().model.tables[name], TableAsked(day)).pages:
            break

    graph.run(first_page())
    text = reader.ran[0].text.replace("$x0", "''")
    operators = explain(text, {"d0": "2026-11-25"})
    assert not operators & {"AllNodesScan", "CartesianProduct"}
    if graph.engine != "ArcadeDB":
        assert "NodeUniqueIndexSeekByRange" in operators or "NodeIndexSeekByRange" in operators


def test_an_insertion_is_planned_by_seeks(graph, explain) -> None:
    government = Government(build().model, Shape(120))
    texts = {
        insert.block(build().model, draft.nodes, draft.relations, "").text
        for draft in (government.block(stream, 0) for stream in government.streams)
    }
    assert len(texts) == len(government.streams)
    for text in texts:
        operators = explain(text)
        assert not operators & {"AllNodesScan", "NodeByLabelScan"}
        seeks = [o for o in operators if o.startswith("NodeUniqueIndexSeek")]
        assert graph.engine == "ArcadeDB" or seeks


def test_constraints_and_indexes_are_all_there(graph) -> None:
    assert graph.run(constraints.missing(graph.database, build().model)) == {}
    assert graph.run(constraints.ensure(graph.database, build().model)) == []


def test_every_definition_is_understood(graph, explain) -> None:
    for text in constraints.definitions(build().model, graph.database.engine).values():
        graph.run(graph.database.define(text))


@pytest.mark.parametrize("name", roots())
def test_every_link_of_every_kind_is_planned_by_labels(graph, explain, name: str) -> None:
    body = graph.ask(f"{{ {roots()[name]} }}")
    assert "errors" not in body, body["errors"]
    ran = body["extensions"]["hub"]["ran"]
    assert name in build().computed or len(ran) == 1
    for statement in ran:
        operators = explain(statement["statement"])
        assert not operators & {"AllNodesScan", "CartesianProduct"}
        if graph.engine != "ArcadeDB" and name in build().lookups:
            assert "NodeUniqueIndexSeek" in operators


@pytest.mark.parametrize("query", TOUR, ids=range(len(TOUR)))
def test_the_tours_queries_can_be_planned(graph, explain, query: str) -> None:
    body = graph.ask(query)
    assert "errors" not in body, body["errors"]
    for statement in body["extensions"]["hub"]["ran"]:
        assert "AllNodesScan" not in explain(statement["statement"])
