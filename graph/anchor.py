"""Filters that are read from their far end.

``initiatives(where: {participants: {some: {code: {eq: "X"}}}})`` names a body that an index finds
at once. Asked as it stands, an engine would look at every initiative and what leads to it; here
the pattern starts at that body and walks to what it is related to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import Kind, Link, Type
from graph.predicate import Filter, stored
from graph.writer import Match, Writer


@dataclass(frozen=True, slots=True)
class Anchored(Match):
    """Nodes found from others: ``start`` finds those, ``pattern`` leads from them."""

    start: str = ""

    def when(self, *more: str | None) -> str:
        """The pattern with further conditions, each node once."""
        conditions = [c for c in (*self.conditions, *more) if c]
        where = " AND ".join(conditions)
        return f"{self.start} MATCH {self.pattern} WHERE {where} WITH DISTINCT {self.node}"

    def some(self, *more: str | None) -> str:
        """As ``when``, for COUNT and EXISTS."""
        return f"{self.when(*more)} RETURN {self.node}"


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A part of a filter that names related nodes by one of their indexed texts."""

    link: Link
    where: Mapping[str, Any]
    path: tuple[str, ...]
    property: str
    value: str


def anchored(
    writer: Writer, match: Match, where: Mapping[str, Any], day: str
) -> tuple[Match, Mapping[str, Any]]:
    """The match for nodes of a kind that a filter anchors elsewhere, with what is left of the
    filter; both as they were where it does not.
    """
    if type(match) is not Match or match.relation:
        return match, where
    anchor = next(_anchors(writer, match.kinds[0], where), None)
    if anchor is None:
        return match, where
    step = writer.step(match.node, anchor.link, day)
    inner = Filter(writer, step, day).predicate(anchor.where, ("where", *anchor.path))
    label = f"{match.node}:{match.kinds[0].name}"
    found = Anchored(
        step.pattern,
        match.node,
        match.kinds,
        (*match.conditions, label, *step.conditions, inner),
        start=f"CALL () {{ {_start(writer, step, anchor)} }}",
    )
    return found, _without(where, anchor.path)


def _start(writer: Writer, step: Match, anchor: _Anchor) -> str:
    value = writer.parameters.add(stored(anchor.value))
    node = step.node
    return " UNION ALL ".join(
        f"MATCH ({node}:{kind.name}) WHERE {node}.{anchor.property} = {value} "
        f"AND {node}.id IS NOT NULL RETURN {node}"
        for kind in step.kinds
    )


def _anchors(writer: Writer, kind: Kind, where: Mapping[str, Any]) -> Iterator[_Anchor]:
    links = {link.name: link for link in kind.links}
    for name, value in where.items():
        link = links.get(name)
        if link is None or not value:
            continue
        path = (name, "some") if link.many else (name,)
        inner = value.get("some") if link.many else value
        for property_, operators in (inner or {}).items():
            if _finds(writer, link, property_) and isinstance((operators or {}).get("eq"), str):
                yield _Anchor(link, inner, path, property_, operators["eq"])


def _finds(writer: Writer, link: Link, name: str) -> bool:
    """Whether an index finds the nodes that a link leads to by a text of theirs."""
    kinds = [writer.model.kind(kind) for kind in link.kinds]
    if not all(kind.has(name) for kind in kinds):
        return False
    found = [kind.prop(name) for kind in kinds]
    return all(
        p.type is Type.TEXT and (name == "id" or p.indexed) and not writer.viewer.hidden(p)
        for p in found
    )


def _without(where: Mapping[str, Any], path: tuple[str, ...]) -> Mapping[str, Any]:
    name, *inner = path
    rest = {n: value for n, value in where.items() if n != name}
    left = _without(where[name], tuple(inner)) if inner else {}
    return {**rest, name: left} if left else rest
