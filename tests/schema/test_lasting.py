"""Every relation that lasts is seen on the days on which it holds, whatever the kinds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.model import Kind, Link, Property, Type
from graph.rows import RelationRow, relation_key
from graph.upsert import write_nodes, write_relations
from schema.query import KINDS, build

MODEL = build().model
MOMENTS = {
    *("HAS_COMPETENCY", "VALUE_OF", "ATTENDED", "DISCUSSED", "DISCUSSED_TARGET", "DECIDED"),
    *("DECISION_FOR", "SURVEYED", "BEFORE", "AFTER"),
}
"""Facts of a moment that something else tells."""
LASTING = {
    *("REQUIRES", "INITIATIVE_IN", "SERVES_TARGET", "RELATED_TO", "COVERS", "ADVANCES", "USES"),
    *("GOVERNS", "SUBREGION_OF", "SUBSECTOR_OF", "IN_PLAN", "SUBTARGET_OF", "TARGET_IN"),
    *("MEASURES", "PRODUCES", "FEEDS", "SERVES", "PROCESS_IN", "SERVICE_IN", "OWNED_BY"),
}
"""Relations that had no days at first, so that keys without any are stored."""
NOW = "2026-11-25T00:00:00.000Z"
START, END = "2020-03-01", "2020-03-10"
DAYS = {"2020-02-29": 0, START: 1, "2020-03-09": 1, END: 0, "2030-01-01": 0}
SAMPLES: dict[Type, Any] = {
    Type.TEXT: "x",
    Type.INT: 1,
    Type.FLOAT: 1.0,
    Type.BOOL: False,
    Type.DATE: "2020-03-05",
    Type.DATETIME: NOW,
    Type.TEXTS: [],
}
ROOTS = {root.cls.__name__: (root.one, root.many) for root in KINDS}


def ways() -> Iterator[tuple[Kind, Link]]:
    """Every link along a relation that lasts."""
    for kind in MODEL.kinds.values():
        for link in kind.links:
            if link.relation.dated and not kind.internal:
                yield kind, link


def sample(property_: Property) -> Any:
    """A value that fits."""
    if property_.type is Type.ENUM:
        return property_.values[0]
    return SAMPLES[property_.type]


def required(properties: tuple[Property, ...]) -> dict[str, Any]:
    return {p.name: sample(p) for p in properties if p.required}


@pytest.fixture(scope="module")
def ends(graph: Any) -> Iterator[dict[str, tuple[str, str]]]:
    """Two nodes of every kind, called by it."""
    kinds = [kind for kind in MODEL.kinds.values() if not kind.internal]
    made = {kind.name: (f"{kind.name}:lasting-1", f"{kind.name}:lasting-2") for kind in kinds}
    for kind in kinds:
        rows = [
            {**required(kind.stored), "id": id_, "code": id_.partition(":")[2]}
            for id_ in made[kind.name]
        ]
        graph.run(write_nodes(graph.database, kind, rows, NOW))
    yield made
    for one, other in made.values():
        text = "MATCH (n) WHERE n.id IN $p.ids DETACH DELETE n"
        graph.run(graph.database.write("clear", text, {"ids": [one, other]}))


def tied(graph: Any, ends: Any, kind: Kind, link: Link, **days: str) -> tuple[str, str]:
    """A relation along a link, from a node of the kind: the node and what it leads to."""
    here, there = ends[kind.name][0], ends[link.kinds[0]][1]
    start, end = (here, there) if link.outgoing else (there, here)
    clear = f"MATCH (a)-[r:{link.relation.type}]->(b) WHERE a.id = $p.a AND b.id = $p.b DELETE r"
    graph.run(graph.database.write("clear", clear, {"a": start, "b": end}))
    values = {**required(link.relation.properties), **dict(link.fixed), **days}
    graph.run(write_relations(graph.database, link.relation, [RelationRow(start, end, values)]))
    return here, there


def test_what_has_no_days_is_a_fact_of_a_moment() -> None:
    relations = MODEL.relations.values()
    assert {relation.type for relation in relations if not relation.dated} == MOMENTS
    assert {r.type for r in relations if r.dated} > LASTING
    assert all("from" in MODEL.relations[type_].key for type_ in LASTING)


@pytest.mark.parametrize(
    ("kind", "link"), list(ways()), ids=lambda part: getattr(part, "name", str(part))
)
def test_a_link_leads_on_where_its_relation_holds(graph, ends, kind: Kind, link: Link) -> None:
    here, there = tied(graph, ends, kind, link, **{"from": START, "to": END})
    that = f'{{id: {{eq: "{there}"}}}}'
    narrow = f"{{some: {that}}}" if link.many else that
    one, many = ROOTS[kind.name]
    inner = f"found: {link.name} {{ id }}"
    if link.many:
        inner = f"found: {link.name} {{ totalCount nodes {{ id }} }} "
        inner += f"always: {link.name}(history: true) {{ totalCount }}"
    for day, count in DAYS.items():
        data = graph.data(
            f'{{ node: {one}(id: "{here}", asOf: "{day}") {{ {inner} }} filtered: {many}('
            f'asOf: "{day}", where: {{id: {{eq: "{here}"}}, {link.name}: {narrow}}}) '
            "{ totalCount } }"
        )
        assert data["filtered"]["totalCount"] == count, day
        found, node = data["node"]["found"], {"id": there}
        if link.many:
            assert found == {"totalCount": count, "nodes": [node] * count}, day
            assert data["node"]["always"]["totalCount"] == 1
        else:
            assert found == (node if count else None), day


@pytest.mark.parametrize("type_", sorted(LASTING))
def test_a_relation_without_a_first_day_keeps_the_key_that_it_had(type_: str) -> None:
    relation = MODEL.relations[type_]
    values = {**required(relation.properties), "from": None}
    kind = values["kind"] if type_ == "RELATED_TO" else ""
    assert relation_key(relation, values) == kind
    dated = relation_key(relation, {**values, "from": START})
    assert dated == "|".join(part for part in (kind, START) if part)


@pytest.mark.parametrize("type_", sorted(LASTING))
def test_loading_over_what_an_older_hub_stored_makes_nothing_twice(graph, ends, type_) -> None:
    relation = MODEL.relations[type_]
    start, end = ends[relation.starts[0]][0], ends[relation.ends[0]][1]
    values = required(relation.properties)
    old = {**values, "key": values.get("kind", ""), "digest": "of an older hub"}
    pair = "MATCH (a {id: $p.a}) MATCH (b {id: $p.b})"
    clear = f"{pair} MATCH (a)-[r:{type_}]->(b) DELETE r"
    store = f"{pair} CREATE (a)-[r:{type_}]->(b) SET r = $p.old"
    for text in (clear, store):
        graph.run(graph.database.write("old", text, {"a": start, "b": end, "old": old}))
    row = RelationRow(start, end, values)
    changes = [
        graph.run(write_relations(graph.database, relation, [row])),
        graph.run(write_relations(graph.database, relation, [row])),
    ]
    assert changes == [1, 0]
    count = f"{pair} MATCH (a)-[r:{type_}]->(b) RETURN count(r)"
    found = graph.run(graph.database.read("count", count, {"a": start, "b": end}))
    assert found == [[1]]
