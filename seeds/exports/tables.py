"""The tables that there are: one of each kind of node, and one of each type of relation.

A folder with all of them is what ``sinergi load`` reads. The table of a relation has all of its
relations; a column of links in the table of a kind has those of which it says everything, so that
nothing is said twice in different ways.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.access import Viewer
from graph.extract import Wanted, nodes, relations, shown
from graph.model import Kind, Model, Relation, Type
from graph.reader import Reader
from graph.writer import Writer
from seeds.exports.table import Column, Row, Table
from seeds.ties import columns, named, said


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a table is asked for: bodies alive and relations that hold on ``day`` (of all times
    without one), nodes that a filter of the API lets pass.
    """

    day: date | None = None
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Where tables are read from, by whom, and which day is today."""

    reader: Reader
    model: Model
    viewer: Viewer
    today: date

    def writer(self) -> Writer:
        """What a new statement is written with."""
        ordered = self.reader.database.engine.ordered_index
        return Writer(self.model, self.viewer, self.today, ordered)


def withheld(model: Model, viewer: Viewer) -> set[str]:
    """The tables that would not load again, as a part that every row must have is personal and
    hidden from the viewer; and those of relations with such kinds.
    """
    kinds = {
        kind.name
        for kind in model.kinds.values()
        if any(p.required and viewer.hidden(p) for p in kind.stored)
    }
    ties = {r.table for r in model.relations.values() if kinds & {*r.starts, *r.ends}}
    return {model.kind(name).table for name in kinds} | ties


def table(source: Source, what: Kind | Relation, asked: Asked) -> Table:
    """The table of a kind or a relation."""
    if isinstance(what, Kind):
        return _of_kind(source, what, asked)
    return _of_relation(source, what, asked)


def _of_kind(source: Source, kind: Kind, asked: Asked) -> Table:
    writer = source.writer()
    properties = shown(kind.stored, writer)
    links = columns(source.model, kind)
    made = [Column(p.name, p.type) for p in properties]
    made += [Column(link.name, Type.TEXTS) for link in links]

    async def pages() -> AsyncIterator[list[Row]]:
        wanted = Wanted(kind, links, asked.day, asked.where)
        async for page in nodes(source.reader, writer, wanted):
            yield [
                [
                    *(row.values[p.name] for p in properties),
                    *(said(link, row.values.get("source"), row.ties[link.name]) for link in links),
                ]
                for row in page
            ]

    return Table(kind.table, tuple(made), pages())


def _of_relation(source: Source, relation: Relation, asked: Asked) -> Table:
    writer = source.writer()
    properties = shown(relation.properties, writer)
    made = [Column("start", Type.TEXT), Column("end", Type.TEXT)]
    made += [Column(p.name, p.type) for p in properties]

    async def pages() -> AsyncIterator[list[Row]]:
        async for page in relations(source.reader, writer, relation, asked.day):
            yield [
                [
                    named(start, relation.starts),
                    named(tie.other, relation.ends),
                    *(tie.values[p.name] for p in properties),
                ]
                for start, tie in page
            ]

    return Table(relation.table, tuple(made), pages())
