"""graphql-core's own executor over a world in memory: what any answer has to equal, letter by
letter. Only cursors, which are opaque, aren't made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from graphql import ExecutionResult, GraphQLSchema, build_schema, graphql_sync
from naive import Edge, Naive, page
from toys import toys
from world import Item, World

from graph.model import Link

Resolvers = dict[str, Any]


def answer(world: World, document: str, variables: dict[str, Any] | None = None) -> ExecutionResult:
    """What the specification makes of an operation over this world."""
    return graphql_sync(_schema(), document, _root(Naive(world)), variable_values=variables)


@cache
def _schema() -> GraphQLSchema:
    return build_schema(toys().sdl)


def _root(naive: Naive) -> Resolvers:
    def node(info: Any, id: str) -> Any:
        item = naive.world.items.get(id)
        return _node(naive, item) if item else None

    made: Resolvers = {"node": node, "nodes": lambda info, ids: [node(info, i) for i in ids]}
    for kind, (one, many) in {"Box": ("box", "boxes"), "Toy": ("toy", "toys")}.items():
        made[one] = _lookup(naive, kind)
        made[many] = _listed(naive, kind)
    return {**made, "shelf": _lookup(naive, "Shelf"), "shelves": _listed(naive, "Shelf")}


def _lookup(naive: Naive, kind: str) -> Any:
    def resolve(info: Any, id: Any = None, code: Any = None, asOf: Any = None) -> Any:
        seen = _on(naive, asOf)
        found = seen.all(kind) if code else [Edge(item) for item in seen.world.of(kind)]
        wanted = (code, "code") if code else (id, "id")
        nodes = [e.node for e in found if seen.read(e.node, wanted[1]) == wanted[0]]
        return _node(seen, nodes[0]) if nodes else None

    return resolve


def _listed(naive: Naive, kind: str) -> Any:
    def resolve(info: Any, asOf: Any = None, **arguments: Any) -> Resolvers:
        seen = _on(naive, asOf)
        return _connection(seen, seen.all(kind), [kind], arguments)

    return resolve


def _linked(naive: Naive, item: Item, link: Link) -> Any:
    def resolve(info: Any, asOf: Any = None, history: bool = False, **arguments: Any) -> Any:
        seen = _on(naive, asOf)
        edges = seen.linked(item, link, history)
        if link.many:
            return _connection(seen, edges, link.kinds, arguments)
        return _node(seen, edges[0].node) if edges else None

    return resolve


def _on(naive: Naive, day: str | None) -> Naive:
    return Naive(naive.world, day) if day else naive


def _node(naive: Naive, item: Item) -> Resolvers:
    kind = toys().model.kind(item.kind)
    values = {p.name: None if p.personal else naive.read(item, p.name) for p in kind.properties}
    links = {link.name: _linked(naive, item, link) for link in kind.links}
    return {"__typename": kind.name, **values, **links}


def _connection(
    naive: Naive, found: Sequence[Edge], kinds: Sequence[str], arguments: Mapping[str, Any]
) -> Resolvers:
    where, order = arguments.get("where"), arguments.get("orderBy") or []
    edges = naive.listed(found, kinds, where, order)
    last = arguments.get("last")
    size = arguments.get("first") if last is None else last
    shown = page(edges, 0, len(edges), 20 if size is None else size, last is not None)
    return {
        "totalCount": len(edges),
        "pageInfo": {"hasNextPage": shown.after, "hasPreviousPage": shown.before},
        "nodes": [_node(naive, edge.node) for edge in shown.edges],
        "edges": [_edge(naive, edge) for edge in shown.edges],
    }


def _edge(naive: Naive, edge: Edge) -> Resolvers:
    return {**(edge.tie.values if edge.tie else {}), "node": _node(naive, edge.node)}


def paths(errors: Sequence[Any] | None) -> Iterator[list[str | int]]:
    """Where errors are."""
    for error in errors or ():
        found = error["path"] if isinstance(error, dict) else error.path
        yield list(found)
