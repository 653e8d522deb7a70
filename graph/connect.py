"""Connections: pages of edges with their cursors, flags and counts.

What is not asked for is not computed: no count without ``totalCount``, no extra row without the
page's flag, no page at all where only the count is wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph import cursor
from graph import selection as select
from graph.anchor import Anchored, anchored
from graph.columns import Columns
from graph.errors import BadInput, Forbidden
from graph.order import Term, after, order_by
from graph.pages import PageQuery, walkable
from graph.predicate import Filter
from graph.search import Found
from graph.shape import (
    Connection,
    Constant,
    Cursor,
    Each,
    End,
    Info,
    Leaf,
    Matched,
    More,
    Object,
    OfParent,
    Part,
    Shape,
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
) -> Shape:
    """Add a connection over ``match`` to the parent's columns and give its shape."""
    return _Writing(compiler, columns, match, day, page).shape(chosen)


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
        self.compiler, self.columns, self.day, self.page = compiler, columns, day, page
        self.writer = compiler.writer
        self.match, self.filter = anchored(self.writer, match, page.where or {}, day)
        self.backward = page.last is not None
        self.size = page_size(page, self.writer)
        self.terms = self._terms()
        self.order = ",".join(page.order)
        self.where = self._where()
        self.start = self._bound("after", page.after)
        self.end = self._bound("before", page.before)
        self.inner = Columns()
        self.listed = False
        self.more = False
        self.apart = self.start is not None or self.end is not None
        """Whether two edges to one node can be told apart, so that their order matters."""

    def shape(self, chosen: select.Connection) -> Shape:
        """The shape of what is selected; the parent's columns grow by what it needs."""
        shape = Connection(self.size, self.backward)
        for item in chosen.items:
            shape.fields.append((item.key, self._part(item)))
        if self.listed:
            shape.rows = self.columns.add(self._rows())
        shape.more = self.more
        return shape

    def _part(self, item: select.Part) -> Part:
        if isinstance(item, select.TotalCount):
            return OfParent(Leaf(self.columns.add(f"COUNT {{ {self.match.some(self.where)} }}")))
        if isinstance(item, select.Constant):
            return OfParent(Constant(item.value))
        if isinstance(item, select.PageInfo):
            return Info([(part.key, self._info(part)) for part in item.items])
        self.listed = True
        return Each(self._edge(item) if isinstance(item, select.Edges) else self._node(item))

    def _where(self) -> str | None:
        if not self.filter:
            return None
        return Filter(self.writer, self.match, self.day).predicate(self.filter, ("where",))

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
        if self.match.keyed and not self.apart:
            terms = terms[:-1]
        match, relation = self.match, self.match.relation
        variables = f"{relation}, {match.node}" if relation else match.node
        limit = self.writer.parameters.add(self.size + self.more)
        ordered = f"WITH {variables} ORDER BY {order_by(terms)} LIMIT {limit}"
        clause = match.when(self.where, *self._keyset(), self._indexed())
        text = f"COLLECT {{ {clause} {ordered} RETURN {self.inner.text} }}"
        if self._branches(terms):
            self.compiler.pages[text] = self._page(terms, limit)
        return text

    def _branches(self, terms: Sequence[Term]) -> bool:
        """Whether the page is better a query of its own. With a filter it is not: where few nodes
        pass, most of the index would be walked.
        """
        match, page = self.match, self.page
        whole = type(match) is Match and not match.relation and not page.where
        unrestricted = not any(map(self.writer.viewer.rows.get, (k.name for k in match.kinds)))
        living = page.as_of is None or not match.kinds[0].mortal
        return (
            not self.writer.ordered_index and whole and unrestricted and living and walkable(terms)
        )

    def _page(self, terms: Sequence[Term], limit: str) -> PageQuery:
        first, start = terms[0], self.end if self.backward else self.start
        from_ = self.writer.parameters.bound(start[0] if start else "")
        sign = "<=" if first.descending and start else ">="
        clause = self.match.when(f"{first.expression} {sign} {from_}", *self._keyset())
        return PageQuery(clause, self.inner.text, f"{order_by(terms)} LIMIT {limit}")

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
        if self.match.relation or first.nullable or isinstance(self.match, Anchored):
            return None
        keys = dict.fromkeys((first.expression, id_))
        return " AND ".join(f"{key} IS NOT NULL" for key in keys)

    def _info(self, part: select.Value | select.Constant) -> Part:
        if isinstance(part, select.Constant):
            return OfParent(Constant(part.value))
        if part.name in ("hasNextPage", "hasPreviousPage"):
            return self._flag(part.name == "hasNextPage")
        self.listed = True
        return End(self._cursor(), part.name == "startCursor")

    def _flag(self, forward: bool) -> Part:
        """Whether edges lie beyond the page's end (``forward``) or before its start."""
        ahead = forward is not self.backward
        if ahead:
            self.listed = self.more = True
        bound = self.end if forward else self.start
        beyond = self._beyond(bound, forward) if bound is not None else None
        return More(self.size if ahead else None, beyond)

    def _beyond(self, bound: list[cursor.Scalar], forward: bool) -> int:
        """Whether there are edges from the bound on, outside the page."""
        terms = self.terms if forward else [t.reversed() for t in self.terms]
        outside = after(terms, bound, self.writer.parameters, inclusive=True)
        return self.columns.add(
            f"EXISTS {{ {self.match.some(self.where, outside, self._indexed())} }}"
        )

    def _cursor(self) -> Cursor:
        self.apart = True
        return Cursor(self.order, tuple(self.inner.add(term.expression) for term in self.terms))

    def _node(self, item: select.NodeList | select.EdgeNode) -> Shape:
        return self.compiler.node(self.inner, self.match, self.day, item.nodes)

    def _matched(self, item: select.Matched) -> Shape:
        assert isinstance(self.match, Found)
        searched = dict.fromkeys(
            property_.name
            for kind in self.match.kinds
            for property_ in kind.searched
            if not self.writer.viewer.hidden(property_)
        )
        return Matched(
            self.match.words,
            tuple((item.called(n), self.inner.add(f"{self.match.node}.{n}")) for n in searched),
            tuple(
                (part.key, part.value if isinstance(part, select.Constant) else part.name)
                for part in item.items
            ),
        )

    def _edge(self, item: select.Edges) -> Shape:
        shape = Object()
        for part in item.items:
            if isinstance(part, select.Value):
                assert self.match.edge and self.match.relation
                self.apart = True
                property_ = self.match.edge.prop(part.name)
                expression = property_.read(self.match.relation, self.day)
                shape.leaf(part.key, self.inner.add(expression), property_.promised)
            elif isinstance(part, select.Constant):
                shape.fields.append((part.key, Constant(part.value)))
            elif isinstance(part, select.Cursor):
                shape.fields.append((part.key, self._cursor()))
            elif isinstance(part, select.Matched):
                shape.fields.append((part.key, self._matched(part)))
            else:
                shape.fields.append((part.key, self._node(part)))
        return shape
