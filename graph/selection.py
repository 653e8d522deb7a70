"""What a client selects, as a plain tree: the compiler's input, free of GraphQL.

Every item carries ``key``, the name under which the answer holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from graph.model import Link


@dataclass(slots=True)
class Value:
    """A property of the node or relation at hand."""

    key: str
    name: str


@dataclass(slots=True)
class Constant:
    """A text known beforehand, such as ``__typename``."""

    key: str
    value: str


@dataclass(slots=True)
class One:
    """A link that leads to one node or none."""

    key: str
    link: Link
    nodes: Nodes
    as_of: date | None = None


@dataclass(slots=True)
class Many:
    """A link that leads to a connection."""

    key: str
    link: Link
    page: Page
    connection: Connection


Item: TypeAlias = Value | Constant | One | Many
Nodes: TypeAlias = Mapping[str, tuple[Item, ...]]
"""What is selected of a node, for each kind that it may be of."""


@dataclass(slots=True)
class Page:
    """The arguments of a connection. ``order`` holds terms such as ``name asc`` or
    ``edge.role desc``.
    """

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None
    where: Mapping[str, Any] | None = None
    order: tuple[str, ...] = ()
    as_of: date | None = None
    history: bool = False
    """Whether a dated relation is followed whenever it held, and not on a day."""


@dataclass(slots=True)
class EdgeNode:
    """The node at the end of an edge."""

    key: str
    nodes: Nodes


@dataclass(slots=True)
class Cursor:
    """An edge's cursor."""

    key: str


@dataclass(slots=True)
class Matched:
    """Which text of a node a search found, and in which property (``text``, ``field``)."""

    key: str
    items: tuple[Value | Constant, ...]
    called: Callable[[str], str]
    """How the answer calls a property."""


@dataclass(slots=True)
class Edges:
    """The edges of a connection."""

    key: str
    items: tuple[Value | Constant | Cursor | EdgeNode | Matched, ...]


@dataclass(slots=True)
class NodeList:
    """The nodes of a connection, without their edges."""

    key: str
    nodes: Nodes


@dataclass(slots=True)
class PageInfo:
    """The page flags and cursors asked for: pairs of key and name."""

    key: str
    items: tuple[Value | Constant, ...]


@dataclass(slots=True)
class TotalCount:
    """How many edges there are in all."""

    key: str


Part: TypeAlias = Edges | NodeList | PageInfo | TotalCount | Constant


@dataclass(slots=True)
class Connection:
    """What is selected of a connection."""

    items: tuple[Part, ...]
