"""One connection, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from asking import Question
from naive import Edge
from toys import toys

FIELDS = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges"
WINDOW = "first: $first, after: $after, last: $last, before: $before"
HEAD = "$first: Int, $after: String, $last: Int, $before: String"


@dataclass(frozen=True)
class Connection:
    """The connection that a question is about, of one parent where it is a link's."""

    graph: Any
    question: Question
    parent: str

    def page(self, **window: Any) -> dict[str, Any]:
        """What the hub answers for a window."""
        question = self.question
        edge = "from" if question.has_edge else ""
        chosen = f"{FIELDS} {{ cursor {edge} node {{ id }} }}"
        head = f"query({question.head('q')}, {HEAD}"
        if question.link:
            arguments = f"where: $qw, orderBy: $qo, {WINDOW}{question.periods}"
            field = f"q: {question.link.name}({arguments}) {{ {chosen} }}"
            root = question.kind.lower()
            document = f"{head}, $id: ID!) {{ node: {root}(id: $id, asOf: $qd) {{ {field} }} }}"
        else:
            document = f"{head}) {{ {question.text('q', chosen, WINDOW)} }}"
        given = {**question.variables("q"), "id": self.parent, **window}
        data = self.graph.data(document, given, assembly=toys())
        found: dict[str, Any] = data["node"]["q"] if question.link else data["q"]
        return found

    def forward(self, size: int) -> Iterator[dict[str, Any]]:
        """All pages of this size, from the start."""
        page = self.page(first=size)
        yield page
        while page["pageInfo"]["hasNextPage"]:
            page = self.page(first=size, after=page["pageInfo"]["endCursor"])
            yield page

    def backward(self, size: int) -> Iterator[dict[str, Any]]:
        """All pages of this size, from the end."""
        page = self.page(last=size)
        yield page
        while page["pageInfo"]["hasPreviousPage"]:
            page = self.page(last=size, before=page["pageInfo"]["startCursor"])
            yield page


def shown(page: dict[str, Any]) -> list[tuple[str, Any]]:
    """The edges of an answer, as ``told`` gives those of the naive model."""
    return [(edge["node"]["id"], edge.get("from")) for edge in page["edges"]]


def told(edges: list[Edge]) -> list[tuple[str, Any]]:
    return [(e.node.id, e.tie.values.get("from") if e.tie else None) for e in edges]
