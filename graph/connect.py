"""Connections: pages of edges with their cursors, flags and counts.

What is not asked for is not computed: no count without ``totalCount``, no extra row without the
page's flag, no page at all where only the count is wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph import cursor
from graph import selection as select
from graph.columns import Columns
from graph.errors import BadInput, Forbidden
from graph.order import Term, after, order_by
from graph.predicate import Filter
from graph.shape import (
    ConnectionShape,
    ObjectShape,
    Page,
    Read,
    Row,
    constant,
    each,
)
from graph.writer import Match, Writer

if TYPE_CHECKING:
    from graph.compile import Compiler

DEFAULT_PAGE = 20
LARGEST_PAGE = 500


def connection(
    compiler: Compiler,
    columns: Columns,
    match: Match,
    day: str,
    page: select.Page,
    chosen: select.Connection,
) -> Read:
    """Add a connection over ``match`` to the parent's columns and give its shape."""
    return _Writing(compiler, columns, match, day, page).read(chosen)


def page_size(page: select.Page, writer: Writer) -> int:
    """How many edges a page asks for; faults are noted with the writer."""
    size = DEFAULT_PAGE
    if page.first is not None and page.last is not None:
        writer.refuse(BadInput("is given with first: ask for one of them", ["last"]))
    for name, asked in (("first", page.first), ("last", page.last)):
        if asked is not None:
            if not 0 <= asked <= LARGEST_PAGE:
                writer.refuse(BadInput(f"is {asked}: ask for 0 to {LARGEST_PAGE}", [name]))
            size = min(max(asked, 0), LARGEST_PAGE)
    return size


class _Writing:
    """One connection while it is written."""

    def __init__(
        self, compiler: Compiler, columns: Columns, match: Match, day: str, page: select.Page
    ) -> None:
        self.compiler, self.columns, self.match, self.day, self.page = (
            compiler,
            columns,
            match,
            day,
            page,
        )
        self.writer = compiler.writer
        self.backward = page.last is not None
        self.size = page_size(page, self.writer)
        self.terms = self._terms()
        self.order = ",".join(page.order)
        self.where = self._where()
        self.start = self._bound("after", page.after)
        self.end = self._bound("before", page.before)
        self.inner = Columns()
        self.more = False

    def read(self, chosen: select.Connection) -> Read:
        """The shape of what is selected; the parent's columns grow by what it needs."""
        shape = ConnectionShape(None, self.size, self.backward)
        for item in chosen.items:
            if isinstance(item, select.TotalCount):
                position = self.columns.add(f"COUNT {{ {self.match.some(self.where)} }}")
                shape.fields.append((item.key, _of_parent(position)))
            elif isinstance(item, select.Constant):
                shape.fields.append((item.key, _same(item.value)))
            elif isinstance(item, select.PageInfo):
                shape.fields.append((item.key, self._page_info(item)))
            else:
                read = self._edges(item) if isinstance(item, select.Edges) else self._nodes(item)
                shape.fields.append((item.key, _each_row(read)))
        if self.inner.expressions:
            shape.rows = self.columns.add(self._rows())
        return shape.build()

    def _where(self) -> str | None:
        if not self.page.where:
            return None
        return Filter(self.writer, self.match, self.day).predicate(self.page.where, ("where",))

    def _terms(self) -> list[Term]:
        kinds, node = self.match.kinds, self.match.node
        usual = (name for name in kinds[0].order if all(kind.has(name) for kind in kinds))
        asked = self.page.order or tuple(f"{name} asc" for name in usual)
        terms = [self._term(text) for text in asked]
        terms.append(Term(f"{node}.id"))
        if self.match.keyed:
            terms.append(Term(f"{self.match.relation}.key"))
        return terms

    def _term(self, text: str) -> Term:
        name, _, direction = text.partition(" ")
        match = self.match
        if name.startswith("edge."):
            assert match.edge and match.relation
            property_ = match.edge.prop(name.removeprefix("edge."))
            expression = property_.read(match.relation, self.day)
        else:
            property_ = match.prop(name)
            if self.writer.viewer.hidden(property_):
                self.writer.refuse(Forbidden("is personal: you may not sort by it", ["orderBy"]))
            expression = property_.read(match.node, self.day)
        return Term(expression, property_, direction == "desc")

    def _bound(self, argument: str, text: str | None) -> list[cursor.Scalar] | None:
        if text is None:
            return None
        properties = [term.of for term in self.terms]
        try:
            return cursor.decode(text, self.order, properties, argument)
        except BadInput as error:
            self.writer.refuse(error)
            return None

    def _rows(self) -> str:
        terms = [t.reversed() for t in self.terms] if self.backward else self.terms
        match, relation = self.match, self.match.relation
        variables = f"{relation}, {match.node}" if relation else match.node
        limit = self.writer.parameters.add(self.size + self.more)
        ordered = f"WITH {variables} ORDER BY {order_by(terms)} LIMIT {limit}"
        clause = match.when(self.where, *self._keyset(), self._indexed())
        return f"COLLECT {{ {clause} {ordered} RETURN {self.inner.text} }}"

    def _keyset(self) -> list[str]:
        backwards = [term.reversed() for term in self.terms]
        parts = []
        if self.start is not None:
            parts.append(after(self.terms, self.start, self.writer.parameters))
        if self.end is not None:
            parts.append(after(backwards, self.end, self.writer.parameters))
        return parts

    def _indexed(self) -> str | None:
        """What lets an index give the order: that its keys, the first one and the id, are there."""
        first, id_ = self.terms[0], f"{self.match.node}.id"
        if self.match.relation or first.nullable:
            return None
        keys = dict.fromkeys((first.expression, id_))
        return " AND ".join(f"{key} IS NOT NULL" for key in keys)

    def _page_info(self, item: select.PageInfo) -> Any:
        shape: list[tuple[str, Any]] = []
        for part in item.items:
            if isinstance(part, select.Constant):
                shape.append((part.key, _same(part.value)))
            elif part.name in ("hasNextPage", "hasPreviousPage"):
                shape.append((part.key, self._flag(part.name == "hasNextPage")))
            else:
                shape.append((part.key, _end_cursor(self._cursor(), part.name == "startCursor")))
        return lambda page: {key: make(page) for key, make in shape}

    def _flag(self, forward: bool) -> Any:
        """Whether edges lie beyond the page's end (``forward``) or before its start."""
        if forward is not self.backward:
            self.more = True
            self.inner.add(f"{self.match.node}.id")
        bound = self.end if forward else self.start
        beyond = self._beyond(bound, forward) if bound is not None else None
        ahead = forward is not self.backward

        def flag(page: Page) -> bool:
            return (ahead and page.more) or (beyond is not None and bool(page.parent[beyond]))

        return flag

    def _beyond(self, bound: list[cursor.Scalar], forward: bool) -> int:
        """Whether there are edges from the bound on, outside the page."""
        terms = self.terms if forward else [t.reversed() for t in self.terms]
        outside = after(terms, bound, self.writer.parameters, inclusive=True)
        return self.columns.add(
            f"EXISTS {{ {self.match.some(self.where, outside, self._indexed())} }}"
        )

    def _cursor(self) -> Read:
        positions = [self.inner.add(term.expression) for term in self.terms]
        order = self.order

        def read(row: Row, path: Any, faults: Any) -> str:
            return cursor.encode(order, [row[position] for position in positions])

        return read

    def _nodes(self, item: select.NodeList) -> Read:
        self.inner.add(f"{self.match.node}.id")
        return self.compiler.node(self.inner, self.match, self.day, item.nodes)

    def _edges(self, item: select.Edges) -> Read:
        shape = ObjectShape()
        self.inner.add(f"{self.match.node}.id")
        for part in item.items:
            if isinstance(part, select.Value):
                assert self.match.edge and self.match.relation
                property_ = self.match.edge.prop(part.name)
                expression = property_.read(self.match.relation, self.day)
                shape.leaf(part.key, self.inner.add(expression), property_.promised)
            elif isinstance(part, select.Constant):
                shape.child(part.key, constant(part.value))
            elif isinstance(part, select.Cursor):
                shape.child(part.key, self._cursor())
            else:
                shape.child(part.key, self._nodes(select.NodeList(part.key, part.nodes)))
        return shape.build()


def _of_parent(position: int) -> Any:
    return lambda page: page.parent[position]


def _same(value: object) -> Any:
    return lambda page: value


def _each_row(read: Read) -> Any:
    return lambda page: each(read, page.rows, page.path, page.faults)


def _end_cursor(read: Read, first: bool) -> Any:
    def make(page: Page) -> str | None:
        return read(page.rows[0 if first else -1], (), page.faults) if page.rows else None

    return make
