"""From a selection to one Cypher statement and the shape of its answer.

Every root is a column of a single row: ``RETURN COLLECT { … } AS c0, …``. Within, each object is
a list of values; a link is a subquery in that list, ordered and cut before anything is projected.
Names of the client never reach the text, so equal questions share the engine's plan whatever
their aliases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph import selection as select
from graph.columns import Columns
from graph.connect import connection
from graph.errors import BadInput
from graph.model import Kind
from graph.pages import Branches, PageQuery
from graph.search import found
from graph.shape import ByKind, Constant, First, Object, Row, Shape
from graph.writer import Match, Writer


@dataclass(frozen=True, slots=True)
class Statement:
    """One read: its text, its values, and the shape of the answer in its one row."""

    text: str
    parameters: Mapping[str, object]
    slots: Mapping[str, str]
    """The variables that some of the values were given by; the text depends on none of them."""
    bounds: Mapping[str, object]
    branches: Branches
    shape: Object

    def row(self, rows: Sequence[Row]) -> Row:
        """The row that holds the answer, from those that the engine gave."""
        return self.branches.joined(rows) if self.branches.pages else rows[0]


class Compiler:
    """Writes the roots of one operation into one statement."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self._columns: list[str] = []
        self._roots = Object()
        self.pages: dict[str, PageQuery] = {}
        """Queries that give what a column does, for an engine that walks no index within one."""

    def statement(self) -> Statement:
        """The statement for all roots added; its text is empty where they ask for nothing.

        Raises Refusals with every fault of the request.
        """
        self.writer.conclude()
        branches = Branches.of(self._columns, self.pages)
        given = self.writer.parameters
        text = branches.text if branches.pages else self._text()
        return Statement(text, given.values, given.slots, given.bounds, branches, self._roots)

    def _text(self) -> str:
        columns = ", ".join(f"{c} AS c{i}" for i, c in enumerate(self._columns))
        return f"RETURN {columns}" if columns else ""

    def constant(self, key: str, value: str) -> None:
        """A root that is known beforehand."""
        self._roots.fields.append((key, Constant(value)))

    def lookup(
        self, key: str, kind: Kind, by: tuple[str, str], as_of: date | None, nodes: select.Nodes
    ) -> None:
        """A root that is one node, by its ``id`` or, among the living, its ``code``."""
        self.writer.path = (key,)
        day = self.writer.day(as_of)
        name, value = by
        match = self.writer.body(kind, as_of=None if name == "id" else day)
        wanted = f"{match.node}.{name} = {self.writer.parameters.add(value)}"
        columns = Columns()
        shape = self.node(columns, match, day, nodes)
        text = f"{match.when(wanted)} RETURN {columns.text} LIMIT 1"
        self._roots.fields.append((key, First(self._column(text), shape)))

    def connection(
        self, key: str, kind: Kind, page: select.Page, chosen: select.Connection
    ) -> None:
        """A root that is a connection of all nodes of a kind, bodies being those alive."""
        self.writer.path = (key,)
        day = self.writer.day(page.as_of)
        self._connected(key, self.writer.body(kind, as_of=day), day, page, chosen)

    def search(
        self,
        key: str,
        text: str,
        kinds: Sequence[Kind],
        page: select.Page,
        chosen: select.Connection,
    ) -> None:
        """A root that is a connection of what a search finds, best first."""
        self.writer.path = (key,)
        day = self.writer.day(page.as_of)
        ranked = replace(page, order=("edge.score desc",))
        self._connected(key, found(self.writer, text, kinds, day), day, ranked, chosen)

    def _connected(
        self, key: str, match: Match, day: str, page: select.Page, chosen: select.Connection
    ) -> None:
        columns = Columns(first=len(self._columns))
        self._roots.fields.append((key, connection(self, columns, match, day, page, chosen)))
        self._columns += columns.expressions

    def by_ids(
        self, ids: Mapping[Kind, Sequence[str]], as_of: date | None, nodes: select.Nodes
    ) -> list[tuple[int, Shape]]:
        """Columns of nodes wanted by id: for each kind a position in the statement's row, whose
        rows begin with the id, and the shape of such a row.
        """
        day = self.writer.day(as_of)
        return [self._listed(kind, wanted, day, nodes) for kind, wanted in ids.items()]

    def _listed(
        self, kind: Kind, ids: Sequence[str], day: str, nodes: select.Nodes
    ) -> tuple[int, Shape]:
        match = self.writer.body(kind)
        wanted = self.writer.fresh("k")
        columns = Columns()
        columns.add(f"{match.node}.id")
        shape = self.node(columns, match, day, nodes)
        unwind = f"UNWIND {self.writer.parameters.add(list(ids))} AS {wanted}"
        text = f"{unwind} {match.when(f'{match.node}.id = {wanted}')} RETURN {columns.text}"
        return self._column(text), shape

    def _column(self, text: str) -> int:
        self._columns.append(f"COLLECT {{ {text} }}")
        return len(self._columns) - 1

    def node(self, columns: Columns, match: Match, day: str, nodes: select.Nodes) -> Shape:
        """Add what is selected of a node to ``columns``; the shape depends on the node's kind
        where it may be of several.
        """
        kinds = [kind for kind in match.kinds if kind.name in nodes]
        shapes = {
            kind.name: self._fields(columns, match, kind, day, nodes[kind.name]) for kind in kinds
        }
        first, *others = shapes.values()
        if all(other == first for other in others):
            return first
        return ByKind(columns.add(f"{match.node}.id"), shapes)

    def _fields(
        self, columns: Columns, match: Match, kind: Kind, day: str, items: Iterable[select.Item]
    ) -> Shape:
        shape = Object()
        start = match.node if len(match.kinds) == 1 else f"{match.node}:{kind.name}"
        for item in items:
            if isinstance(item, select.Value):
                self._value(columns, shape, match.node, kind, day, item)
            elif isinstance(item, select.Constant):
                shape.fields.append((item.key, Constant(item.value)))
            elif isinstance(item, select.One):
                shape.fields.append((item.key, self._one(columns, start, item, day)))
            else:
                shape.fields.append((item.key, self._many(columns, start, item, day)))
        return shape

    def _value(
        self,
        columns: Columns,
        shape: Object,
        node: str,
        kind: Kind,
        day: str,
        item: select.Value,
    ) -> None:
        property_ = kind.prop(item.name)
        hidden = self.writer.viewer.hidden(property_)
        expression = "null" if hidden else property_.read(node, day)
        shape.leaf(item.key, columns.add(expression), property_.promised)

    def _one(self, columns: Columns, start: str, item: select.One, day: str) -> Shape:
        day = self.writer.day(item.as_of) if item.as_of else day
        step = self.writer.step(start, item.link, day)
        inner = Columns()
        shape = self.node(inner, step, day, item.nodes)
        cut = f"WITH {step.node} LIMIT 1"
        if item.link.relation.dated:
            latest = f"coalesce({step.relation}.from, '') DESC, {step.node}.id"
            cut = f"WITH {step.node} ORDER BY {latest} LIMIT 1"
        position = columns.add(f"COLLECT {{ {step.text} {cut} RETURN {inner.text} }}")
        return First(position, shape)

    def _many(self, columns: Columns, start: str, item: select.Many, day: str) -> Shape:
        page = item.page
        day = self.writer.day(page.as_of) if page.as_of else day
        outer, self.writer.path = self.writer.path, (*self.writer.path, item.key)
        try:
            if page.history and page.as_of:
                self.writer.refuse(
                    BadInput("can't be given with history, which is of all days", ["asOf"])
                )
            step = self.writer.step(start, item.link, None if page.history else day)
            return connection(self, columns, step, day, page, item.connection)
        finally:
            self.writer.path = outer
