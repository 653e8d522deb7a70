"""From what an analysis computed to the answer.

Records hold nodes as ids. Making the answer notes every node that is wanted; all of them are then
read in one statement and put in their places.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from keyword import iskeyword
from typing import Any, NamedTuple, Protocol, TypeAlias

from graphql import GraphQLObjectType, is_leaf_type

from graph import cursor
from graph import selection as select
from graph.compile import Compiler
from graph.connect import page_size
from graph.errors import BadInput
from graph.model import Kind
from graph.shape import Faults, Make, NullFault, Path, Row, Shape, compiled, flat, nullable
from graph.writer import Writer
from schema.select import Asked, Selector, page

Maker: TypeAlias = Callable[[Any], Any]
"""Makes one value of the answer from one that was computed."""

_ORDER = "computed"


class Ordered(Protocol):
    """An item of a computed connection: its place is told by a key that no other shares."""

    @property
    def key(self) -> str:
        """A text by which the whole list is ordered; it becomes the cursor."""
        ...


@dataclass(slots=True)
class Site:
    """One place in the selection where nodes are wanted."""

    nodes: select.Nodes
    places: list[tuple[MutableMapping[str, Any] | list[Any], Any, str]] = field(
        default_factory=list
    )

    def want(self, holder: Any, slot: Any, id_: str | None) -> None:
        """Note that the node ``id_`` belongs into ``holder[slot]``, which is null until then."""
        if id_ is not None:
            self.places.append((holder, slot, id_))


class Projection:
    """The selection of one computed root."""

    def __init__(self, selector: Selector, kinds: Mapping[str, Kind], writer: Writer) -> None:
        self._selector = selector
        self._kinds = kinds
        self._writer = writer
        self.sites: list[Site] = []

    def maker(self, asked: Asked) -> Maker:
        """What makes the value of a field from what was computed for it."""
        if is_leaf_type(asked.type):
            return lambda value: value
        if asked.type.name.endswith("Connection"):
            return self._connection(asked)
        assert isinstance(asked.type, GraphQLObjectType)
        record = self._record(asked.type, asked)
        return lambda value: (
            [record(v) for v in value]
            if isinstance(value, list | tuple)
            else None
            if value is None
            else record(value)
        )

    def _is_node(self, asked: Asked) -> bool:
        return not is_leaf_type(asked.type) and all(
            t.name in self._kinds for t in self._selector.possible(asked.type)
        )

    def _record(self, type_: GraphQLObjectType, parent: Asked) -> Maker:
        """What makes an object of a record type."""
        steps: list[tuple[str, str, Maker | Site]] = []
        constants: dict[str, Any] = {}
        for asked in self._selector.asked(type_, parent.details):
            constants[asked.key] = None
            if asked.name == "__typename":
                constants[asked.key] = type_.name
            elif self._is_node(asked):
                steps.append((asked.key, snake(asked.name), self._site(asked)))
            else:
                steps.append((asked.key, snake(asked.name), self.maker(asked)))

        def make(value: Any) -> Any:
            made = dict(constants)
            for key, name, step in steps:
                inner = getattr(value, name)
                if not isinstance(step, Site):
                    made[key] = step(inner)
                elif isinstance(inner, list):
                    made[key] = listed = [None] * len(inner)
                    for index, id_ in enumerate(inner):
                        step.want(listed, index, id_)
                else:
                    step.want(made, key, inner)
            return made

        return make

    def _site(self, asked: Asked) -> Site:
        site = Site(self._selector.nodes(asked.type, asked.details))
        self.sites.append(site)
        return site

    def _connection(self, asked: Asked) -> Maker:
        wanted = page(self._selector.arguments(asked))
        size = page_size(wanted, self._writer)
        bounds = [
            self._bound(name, text)
            for name, text in (("after", wanted.after), ("before", wanted.before))
        ]
        assert isinstance(asked.type, GraphQLObjectType)
        parts = self._selector.asked(asked.type, asked.details)
        fields = [(a.key, self._part(a, asked.type.name)) for a in parts]

        def make(items: Sequence[Any]) -> Any:
            window = _window(items, bounds[0], bounds[1], size, wanted.last is not None)
            return {key: part(window) for key, part in fields}

        return make

    def _bound(self, argument: str, text: str | None) -> str | None:
        if text is None:
            return None
        try:
            return str(cursor.decode(text, _ORDER, [None], argument)[0])
        except BadInput as error:
            self._writer.refuse(error)
            return None

    def _part(self, asked: Asked, type_: str) -> Callable[[Window], Any]:
        if asked.name == "totalCount":
            return lambda window: window.total
        if asked.name == "pageInfo":
            names = [(a.key, a.name) for a in self._selector.asked(_object(asked), asked.details)]
            return lambda window: {key: window.info(name) for key, name in names}
        if asked.name == "nodes":
            return self._nodes(asked)
        if asked.name == "edges":
            return self._edges(asked)
        if asked.name == "__typename":
            return lambda window: type_
        name = snake(asked.name)
        return lambda window: getattr(window.source, name)

    def _nodes(self, asked: Asked) -> Callable[[Window], Any]:
        if not self._is_node(asked):
            record = self._record(_object(asked), asked)
            return lambda window: [record(item) for item in window.items]
        site = self._site(asked)

        def listed(window: Window) -> list[Any]:
            made: list[Any] = [None] * len(window.items)
            for index, item in enumerate(window.items):
                site.want(made, index, item)
            return made

        return listed

    def _edges(self, edges: Asked) -> Callable[[Window], Any]:
        edge = _object(edges)
        parts = list(self._selector.asked(edge, edges.details))
        nodes = {a.key: self._nodes(a) for a in parts if a.name == "node"}

        def listed(window: Window) -> list[Any]:
            ends = {key: make(window) for key, make in nodes.items()}
            return [
                {a.key: _edge_part(a, edge.name, ends, index, item) for a in parts}
                for index, item in enumerate(window.items)
            ]

        return listed


def _edge_part(
    asked: Asked, type_: str, ends: Mapping[str, list[Any]], index: int, item: Any
) -> Any:
    if asked.name == "node":
        return ends[asked.key][index]
    return cursor.encode(_ORDER, [key_of(item)]) if asked.name == "cursor" else type_


def _object(asked: Asked) -> GraphQLObjectType:
    assert isinstance(asked.type, GraphQLObjectType)
    return asked.type


def snake(name: str) -> str:
    """The attribute behind a public name: ``agencyCount`` is ``agency_count``, ``from`` is
    ``from_``.
    """
    attribute = "".join(f"_{c.lower()}" if c.isupper() else c for c in name)
    return f"{attribute}_" if iskeyword(attribute) else attribute


def key_of(item: Any) -> str:
    """What an item of a computed list is ordered by: a record's ``key``, or the id itself."""
    return item if isinstance(item, str) else item.key


@dataclass(slots=True)
class Window:
    """A page of a computed list, its ``source``."""

    source: Sequence[Any]
    items: Sequence[Any]
    total: int
    before: bool
    after: bool

    def info(self, name: str) -> Any:
        """A field of the page's information."""
        if name == "hasNextPage":
            return self.after
        if name == "hasPreviousPage":
            return self.before
        if name == "__typename":
            return "PageInfo"
        if not self.items:
            return None
        return cursor.encode(_ORDER, [key_of(self.items[0 if name == "startCursor" else -1])])


def _window(
    items: Sequence[Any], after: str | None, before: str | None, size: int, backward: bool
) -> Window:
    start = bisect.bisect_right(items, after, key=key_of) if after is not None else 0
    end = bisect.bisect_left(items, before, key=key_of) if before is not None else len(items)
    end = max(start, end)
    if backward:
        start = max(start, end - size)
    else:
        end = min(end, start + size)
    total = getattr(items, "total", len(items))
    return Window(items, items[start:end], total, start > 0, end < len(items))


def fill(
    sites: Sequence[Site], compiler: Compiler, kinds: Mapping[str, Kind], as_of: date | None
) -> Fill:
    """Ask ``compiler`` for the nodes of all sites, seen on a day."""
    readings: list[tuple[Site, list[Reading]]] = []
    for site in sites:
        wanted: dict[Kind, list[str]] = {}
        for id_ in dict.fromkeys(place[2] for place in site.places):
            wanted.setdefault(kinds[id_.partition(":")[0]], []).append(id_)
        columns = compiler.by_ids(wanted, as_of, site.nodes)
        readings.append((site, [Reading(at, shape, compiled(shape)) for at, shape in columns]))
    return Fill(readings)


class Reading(NamedTuple):
    """Where the nodes of one kind stand in the statement's row, and how one is made."""

    position: int
    shape: Shape
    make: Make


@dataclass(slots=True)
class Fill:
    """Puts nodes into their places once the statement has run."""

    readings: list[tuple[Site, list[Reading]]]

    def put(self, row: Sequence[Any], path: Path, faults: Faults) -> None:
        """Fill every place; nodes that are gone stay null. A fault within a node is told for each
        place that it has.
        """
        for site, columns in self.readings:
            found = {r[0]: _node(reading, r) for reading in columns for r in row[reading.position]}
            for holder, slot, id_ in site.places:
                holder[slot], wrong = found.get(id_, _GONE)
                for within in wrong:
                    index = [slot] if isinstance(slot, int) else []
                    faults.paths.append([*flat(path), *index, *within])


_Found: TypeAlias = tuple[Any, list[list[str | int]]]
_GONE: _Found = (None, [])


def _node(reading: Reading, row: Row) -> _Found:
    """A node and the paths of the faults within it."""
    try:
        return reading.make(row), []
    except NullFault:
        faults = Faults()
        return nullable(reading.shape, row, (), faults), faults.paths
