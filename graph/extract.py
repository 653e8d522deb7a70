"""Whole tables of the graph, page by page in the order of ids, as one viewer may see them.

A page is one statement that goes on after the last id of the page before, so that no more than a
page is ever in memory. What is written between two pages may be in the later ones.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from graph.model import Kind, Link, Property, Relation
from graph.predicate import Filter
from graph.reader import Reader
from graph.writer import Match, Writer

PAGE = 1000
"""How many nodes a page holds at most."""


class Tie(NamedTuple):
    """A relation from a node: the id at its other end, and its properties by name."""

    other: str
    values: dict[str, Any]


class Row(NamedTuple):
    """A node: its id, its properties by name, and its relations by the name of the link."""

    id: str
    values: dict[str, Any]
    ties: dict[str, list[Tie]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which nodes of a kind, and what of them. ``day``: bodies alive and relations that hold on
    it; None for those of all times. ``where`` is a filter as the API has it.
    """

    kind: Kind
    links: Sequence[Link] = ()
    day: date | None = None
    where: Mapping[str, Any] = field(default_factory=dict)


def shown(properties: Sequence[Property], writer: Writer) -> list[Property]:
    """Those properties that the viewer may read."""
    return [p for p in properties if not writer.viewer.hidden(p)]


async def nodes(reader: Reader, writer: Writer, wanted: Wanted) -> AsyncIterator[list[Row]]:
    """Pages of nodes with their stored properties."""
    day = writer.day(wanted.day) if wanted.day else None
    match = writer.body(wanted.kind, as_of=day)
    predicate = None
    if wanted.where:
        predicate = Filter(writer, match, day or writer.day(None)).predicate(
            wanted.where, ("where",)
        )
    properties = shown(wanted.kind.stored, writer)
    values = [p.read(match.node, "") for p in properties]
    ties = [_ties(writer, match.node, link, day) for link in wanted.links]
    names = [p.name for p in properties]
    async for page in _pages(reader, writer, match, predicate, [*values, *ties]):
        yield [_row(row, names, wanted.links, writer) for row in page]


async def relations(
    reader: Reader, writer: Writer, relation: Relation, day: date | None = None
) -> AsyncIterator[list[tuple[str, Tie]]]:
    """Pages of relations of one type, each with the id that it starts from. With a ``day``, those
    that hold on it and lead to bodies that live.
    """
    at = writer.day(day) if day else None
    link = Link("ties", relation, True, relation.ends, "")
    for start in relation.starts:
        match = writer.body(writer.model.kind(start), as_of=at if relation.dated else None)
        ties = _ties(writer, match.node, link, at)
        async for page in _pages(reader, writer, match, None, [f"{match.node}.id", ties]):
            yield [(id_, tie) for id_, found in page for tie in _read(found, link, writer)]


async def _pages(
    reader: Reader, writer: Writer, match: Match, predicate: str | None, columns: Sequence[str]
) -> AsyncIterator[list[list[Any]]]:
    """What is asked of the nodes of a match, in pages."""
    bounds = writer.parameters.bounds
    after = writer.parameters.bound("")
    writer.conclude()
    text = _statement(writer, match, match.when(f"{match.node}.id > {after}", predicate), columns)
    while True:
        rows = await reader.read("extract", text, writer.parameters.values, bounds)
        if rows:
            yield [row[1:] for row in rows]
        if len(rows) < PAGE:
            return
        bounds[after.removeprefix("$")] = rows[-1][0]


def _statement(writer: Writer, match: Match, matching: str, columns: Sequence[str]) -> str:
    """An engine that can't order a part of a statement by an index does so with the whole."""
    id_ = f"{match.node}.id"
    told = f"RETURN {', '.join([f'{id_} AS id', *(f'{c} AS c{i}' for i, c in enumerate(columns))])}"
    if writer.ordered_index:
        return f"{matching} WITH {match.node} ORDER BY {id_} LIMIT {PAGE} {told} ORDER BY id"
    return f"{matching} {told} ORDER BY {id_} LIMIT {PAGE}"


def _ties(writer: Writer, node: str, link: Link, day: str | None) -> str:
    """The relations of a node along a link, each as a list of the other end's id and values."""
    step = writer.step(node, link, day)
    assert step.relation is not None
    properties = shown(link.relation.properties, writer)
    values = [p.read(step.relation, "") for p in properties]
    return f"COLLECT {{ {step.text} RETURN [{', '.join([f'{step.node}.id', *values])}] }}"


def _row(row: list[Any], names: Sequence[str], links: Sequence[Link], writer: Writer) -> Row:
    values = dict(zip(names, row, strict=False))
    ties = {
        link.name: _read(found, link, writer)
        for link, found in zip(links, row[len(names) :], strict=True)
    }
    return Row(values["id"], values, ties)


def _read(found: Sequence[list[Any]], link: Link, writer: Writer) -> list[Tie]:
    names = [p.name for p in shown(link.relation.properties, writer)]
    ties = [Tie(other, dict(zip(names, values, strict=True))) for other, *values in found]
    return sorted(ties, key=lambda tie: (tie.other, *(str(v or "") for v in tie.values.values())))
