"""From an operation's syntax tree to the plain selection that ``graph`` compiles.

Fragments, ``@include``, ``@skip``, aliases and interfaces end here: what comes out names kinds,
links and properties only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from graphql import GraphQLField, GraphQLNamedType, GraphQLObjectType, get_named_type
from graphql.execution import Executor as GraphQLExecutor
from graphql.execution.collect_fields import FieldDetailsList, collect_subfields
from graphql.execution.values import get_argument_values

from graph import selection as select
from graph.model import Kind, Model
from schema.inputs import screaming

Arguments: TypeAlias = Mapping[str, Any]


@dataclass(slots=True)
class Asked:
    """One field that a client asks for, its repetitions merged."""

    key: str
    name: str
    details: FieldDetailsList
    field: GraphQLField

    @property
    def type(self) -> GraphQLNamedType:
        """The field's type without lists and non-null."""
        return get_named_type(self.field.type)


class Selector:
    """Reads the selections of one operation."""

    def __init__(self, executor: GraphQLExecutor[Any], model: Model) -> None:
        self._executor = executor
        self._schema = executor.schema
        self._model = model

    def arguments(self, asked: Asked) -> Arguments:
        """The coerced values of a field's arguments, absent ones left out."""
        if not asked.field.args:
            return {}
        details = asked.details[0]
        return get_argument_values(
            asked.field,
            details.node,
            self._executor.variable_values,
            details.fragment_variable_values,
            self._executor.hide_suggestions,
        )

    def asked(self, parent: GraphQLObjectType, details: FieldDetailsList) -> Iterator[Asked]:
        """What is asked of an object of type ``parent``."""
        collected = collect_subfields(
            self._schema,
            self._executor.fragments,
            self._executor.variable_values,
            self._executor.operation,
            parent,
            details,
            self._executor.hide_suggestions,
        )
        for key, found in collected.grouped_field_set.items():
            name = found[0].node.name.value
            field = self._schema.get_field(parent, name)
            assert field is not None, "validated"
            yield Asked(key, name, found, field)

    def nodes(self, type_: GraphQLNamedType, details: FieldDetailsList) -> select.Nodes:
        """What is asked of a node, for each kind that it may be of."""
        return {t.name: tuple(self._items(t, details)) for t in self.possible(type_)}

    def possible(self, type_: GraphQLNamedType) -> list[GraphQLObjectType]:
        """The object types that a field of this type may give."""
        if isinstance(type_, GraphQLObjectType):
            return [type_]
        return list(self._schema.get_possible_types(type_))  # type: ignore[arg-type]

    def _items(self, type_: GraphQLObjectType, details: FieldDetailsList) -> Iterator[select.Item]:
        kind = self._model.kind(type_.name)
        for asked in self.asked(type_, details):
            if asked.name == "__typename":
                yield select.Constant(asked.key, type_.name)
            elif kind.has(asked.name):
                yield select.Value(asked.key, asked.name)
            else:
                yield self._linked(kind, asked)

    def _linked(self, kind: Kind, asked: Asked) -> select.Item:
        link = kind.link(asked.name)
        arguments = self.arguments(asked)
        if not link.many:
            nodes = self.nodes(asked.type, asked.details)
            return select.One(asked.key, link, nodes, arguments.get("asOf"))
        return select.Many(asked.key, link, page(arguments), self.connection(asked))

    def connection(self, asked: Asked) -> select.Connection:
        """What is asked of a connection."""
        type_ = asked.type
        assert isinstance(type_, GraphQLObjectType)
        return select.Connection(tuple(self._parts(type_, asked.details)))

    def _parts(self, type_: GraphQLObjectType, details: FieldDetailsList) -> Iterator[Any]:
        for asked in self.asked(type_, details):
            if asked.name == "__typename":
                yield select.Constant(asked.key, type_.name)
            elif asked.name == "edges":
                yield select.Edges(asked.key, tuple(self._edge(asked)))
            elif asked.name == "nodes":
                yield select.NodeList(asked.key, self.nodes(asked.type, asked.details))
            elif asked.name == "pageInfo":
                yield select.PageInfo(asked.key, tuple(self._plain(asked)))
            else:
                yield select.TotalCount(asked.key)

    def _edge(self, edges: Asked) -> Iterator[Any]:
        assert isinstance(edges.type, GraphQLObjectType)
        for asked in self.asked(edges.type, edges.details):
            if asked.name == "__typename":
                yield select.Constant(asked.key, edges.type.name)
            elif asked.name == "cursor":
                yield select.Cursor(asked.key)
            elif asked.name == "node":
                yield select.EdgeNode(asked.key, self.nodes(asked.type, asked.details))
            elif asked.name == "matched":
                yield select.Matched(asked.key, tuple(self._plain(asked)), screaming)
            else:
                yield select.Value(asked.key, asked.name)

    def _plain(self, parent: Asked) -> Iterator[select.Value | select.Constant]:
        assert isinstance(parent.type, GraphQLObjectType)
        for asked in self.asked(parent.type, parent.details):
            if asked.name == "__typename":
                yield select.Constant(asked.key, parent.type.name)
            else:
                yield select.Value(asked.key, asked.name)


def page(arguments: Arguments) -> select.Page:
    """The page that a connection's arguments ask for."""
    order = arguments.get("orderBy") or ()
    return select.Page(
        first=arguments.get("first"),
        after=arguments.get("after"),
        last=arguments.get("last"),
        before=arguments.get("before"),
        where=arguments.get("where"),
        order=tuple(getattr(term, "value", term) for term in order),
        as_of=_day(arguments.get("asOf")),
        history=bool(arguments.get("history")),
    )


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None
