"""Which of an operation's variables its statement does not depend on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson
from graphql import (
    ArgumentNode,
    DocumentNode,
    ListTypeNode,
    Node,
    NonNullTypeNode,
    ObjectFieldNode,
    OperationDefinitionNode,
    TypeNode,
    VariableNode,
)

_ARGUMENTS = frozenset({"id", "code"})
_OPERATORS = frozenset(
    {"eq", "ne", "lt", "lte", "gt", "gte", "contains", "startsWith", "endsWith"}
    | {"containsIgnoreCase"}
)


class Alike(NamedTuple):
    """What values that lead to one statement have in common."""

    packed: bytes
    free: frozenset[str]
    """The free variables that have a text."""


@dataclass(frozen=True, slots=True)
class Variables:
    """An operation's variables. Those that are ``free`` only ever tell a node (by id or code) or
    what a property is compared with: their values become parameters, and of an id no more than
    its kind shows in the text. All others, such as a page's size, may change the statement.
    """

    names: frozenset[str]
    free: frozenset[str]
    ids: frozenset[str]
    """Those of the free ones that are ids."""

    def alike(self, values: Mapping[str, Any]) -> Alike | None:
        """What values that lead to one statement have in common; None where that is unknown."""
        free = frozenset(n for n in self.free if type(values.get(n)) is str)
        rest = {n: v for n, v in values.items() if n in self.names and n not in free}
        kinds = [_kind(values[name]) for name in sorted(self.ids & free)]
        try:
            packed = orjson.dumps([rest, kinds], option=orjson.OPT_SORT_KEYS)
        except orjson.JSONEncodeError:
            return None
        return Alike(packed, free)


def _kind(id_: str) -> tuple[str, bool]:
    """What of an id a statement depends on: its kind, and whether it is whole."""
    kind, _, key = id_.partition(":")
    return kind, bool(key)


def variables(document: DocumentNode, operation: OperationDefinitionNode) -> Variables:
    """What is to be known of an operation's variables."""
    types = {d.variable.name.value: _text(d.type) for d in operation.variable_definitions or ()}
    bound = {name for d in document.definitions for name in _bound(d)}
    free = {name for name, type_ in types.items() if type_ and name not in bound}
    ids = {name for name in free if types[name] == "ID"}
    return Variables(frozenset(types), frozenset(free), frozenset(ids))


def _text(type_: TypeNode) -> str | None:
    """The name of a type whose values are texts; None for every other."""
    inner = type_.type if isinstance(type_, NonNullTypeNode) else type_
    name = None if isinstance(inner, ListTypeNode) else inner.name.value  # type: ignore[attr-defined]
    return name if name in ("ID", "String") else None


def _bound(node: Node) -> Iterator[str]:
    """Names of variables that stand at places where their value may matter to the statement."""
    for child in _children(node):
        if isinstance(child, VariableNode):
            if not _only_compared(node):
                yield child.name.value
        else:
            yield from _bound(child)


def _only_compared(node: Node) -> bool:
    if isinstance(node, ArgumentNode):
        return node.name.value in _ARGUMENTS
    return isinstance(node, ObjectFieldNode) and node.name.value in _OPERATORS


def _children(node: Node) -> Iterator[Node]:
    for name in node.keys:
        if name in ("loc", "variable_definitions"):
            continue
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, list | tuple):
            yield from (item for item in value if isinstance(item, Node))
