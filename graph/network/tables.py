"""Reading the material of networks: one statement, whose records are pieces of tables.

A piece is short, so that reading never keeps the event loop for long, and what was read of a large
graph is not there twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from graph.changes import COUNTER
from graph.network.material import ROWS, Material
from graph.reader import Reader
from graph.writer import Writer


class Table(NamedTuple):
    """How one table is read: the values, and the patterns with the kinds of their variables that
    a viewer must be allowed to see. ``distinct``: rows that are the same are one.
    """

    values: str
    patterns: tuple[tuple[str, Mapping[str, str]], ...]
    distinct: bool = False


def _nodes(kind: str, *properties: str) -> Table:
    return Table(", ".join(f"n.{p}" for p in properties), ((f"(n:{kind})", {"n": kind}),))


def _ties(relation: str, start: str | tuple[str, ...], end: str, *values: str) -> Table:
    starts = (start,) if isinstance(start, str) else start
    patterns = tuple((f"(a:{s})-[r:{relation}]->(b:{end})", {"a": s, "b": end}) for s in starts)
    return Table(", ".join(("a.id", "b.id", *values)), patterns)


_BODIES = ("Agency", "Unit")
_NAMED = ("id", "code", "name", "nameEn")
_DATED = ("r.role", "r.from", "r.to")
_HELD = ("r.from", "r.to")
_LIFE = ("name", "nameEn", "acronym", "validFrom", "validTo")
_ACTING = (
    "(EXISTS {(n)-[:PARTICIPATES_IN]->()} OR EXISTS {(n)-[:CONTRIBUTES_TO]->()} "
    "OR EXISTS {(n)-[:ATTENDED]->()})"
)

TABLES: Mapping[str, Table] = {
    "agencies": _nodes("Agency", "id", "type", *_LIFE),
    "units": Table(
        "n.id, null, " + ", ".join(f"n.{p}" for p in _LIFE),
        ((f"(n:Unit) WHERE {_ACTING}", {"n": "Unit"}),),
    ),
    "sectors": _nodes("Sector", *_NAMED),
    "regions": _nodes("Region", *_NAMED[:3], "name"),
    "plans": _nodes("Plan", *_NAMED),
    "processes": _nodes("BusinessProcess", *_NAMED),
    "services": _nodes("Service", *_NAMED),
    "competencies": _nodes("Competency", *_NAMED),
    "initiatives": _nodes("Initiative", *_NAMED, "status", "startDate", "endDate"),
    "targets": _nodes("Target", *_NAMED, "level", "startYear", "endYear"),
    "sessions": _nodes("CoordinationSession", "id", "code", "topic", "topicEn", "date"),
    "events": Table(
        "n.id, n.type, n.date, COLLECT { MATCH (n)-[:BEFORE]->(b:Agency) RETURN b.id }, "
        "COLLECT { MATCH (n)-[:AFTER]->(b:Agency) RETURN b.id }",
        (("(n:ChangeEvent)", {"n": "ChangeEvent"}),),
    ),
    "values": Table(
        "t.id, i.id, i.name, i.nameEn, i.unit, i.direction, v.period, v.kind, v.value, "
        "r.from, r.to",
        (
            (
                "(v:PeriodValue)-[:VALUE_OF]->(i:Indicator)-[r:MEASURES]->(t:Target)",
                {"v": "PeriodValue", "i": "Indicator", "t": "Target"},
            ),
        ),
    ),
    "in_sector": _ties("IN_SECTOR", "Agency", "Sector", "r.position", "r.from", "r.to"),
    "unit_of": Table(
        "n.id, b.id, null, r.from, r.to",
        ((f"(n:Unit)-[r:UNIT_OF]->(b:Agency) WHERE {_ACTING}", {"n": "Unit", "b": "Agency"}),),
    ),
    "participations": _ties("PARTICIPATES_IN", _BODIES, "Initiative", *_DATED),
    "contributions": _ties("CONTRIBUTES_TO", _BODIES, "Target", *_DATED),
    "attendances": _ties(
        "ATTENDED", _BODIES, "CoordinationSession", "r.capacity", "b.date", "null"
    ),
    "ownerships": _ties("OWNS", "Agency", "BusinessProcess", "null", "r.from", "r.to"),
    "handoffs": _ties("FEEDS", "BusinessProcess", "BusinessProcess", "r.form", *_HELD),
    "initiative_targets": _ties("SERVES_TARGET", "Initiative", "Target", *_HELD),
    "initiative_sectors": _ties("INITIATIVE_IN", "Initiative", "Sector", *_HELD),
    "initiative_regions": _ties("COVERS", "Initiative", "Region", *_HELD),
    "initiative_processes": _ties("USES", "Initiative", "BusinessProcess", *_HELD),
    "initiative_relations": _ties("RELATED_TO", "Initiative", "Initiative", *_HELD),
    "target_sectors": _ties("TARGET_IN", "Target", "Sector", *_HELD),
    "target_plans": _ties("IN_PLAN", "Target", "Plan", *_HELD),
    "target_indicators": Table(
        "t.id, i.id, r.from, r.to",
        (("(i:Indicator)-[r:MEASURES]->(t:Target)", {"i": "Indicator", "t": "Target"}),),
    ),
    "subtargets": _ties("SUBTARGET_OF", "Target", "Target", *_HELD),
    "session_initiatives": _ties("DISCUSSED", "CoordinationSession", "Initiative"),
    "session_targets": _ties("DISCUSSED_TARGET", "CoordinationSession", "Target"),
    "process_services": _ties("SERVES", "BusinessProcess", "Service", *_HELD),
    "agency_regions": _ties("GOVERNS", "Agency", "Region", *_HELD),
    # What posts require where they are now: dates of those would make a row of each post.
    "agency_competencies": Table(
        "a.id, c.id, q.from, q.to",
        (
            (
                "(c:Competency)<-[q:REQUIRES]-(p:Post)-[s:POST_IN]->(u:Unit)-[r:UNIT_OF]->(a:Agency)"
                " WHERE s.to IS NULL AND r.to IS NULL",
                {"c": "Competency", "p": "Post", "u": "Unit", "a": "Agency"},
            ),
        ),
        distinct=True,
    ),
}


PIECE = 500
"""How many rows a record holds at most."""
_VERSION = "version"


async def read(reader: Reader, writer: Writer, names: Iterable[str]) -> Material:
    """These tables and the version that they belong to."""
    wanted = sorted(names)
    text = statement(writer, wanted)
    return await reader.gather(
        "material", text, writer.parameters.values, lambda: _Gathering(wanted)
    )


class _Gathering:
    """Tables while their pieces come in. Equal texts are kept once: rows name the same bodies,
    activities, roles and days over and over.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._rows: dict[str, list[Any]] = {name: [] for name in names}
        self._version = 0
        self._texts: dict[str, str] = {}

    def take(self, record: list[Any]) -> None:
        """Take a record in: a table's name and some of its rows."""
        name, rows = record
        if name == _VERSION:
            self._version = rows[0][0]
            return
        keep, make = self._texts.setdefault, ROWS[name]._make
        self._rows[name] += [
            make([keep(value, value) if value.__class__ is str else value for value in row])
            for row in rows
        ]

    def result(self) -> Material:
        """What came in."""
        return Material(self._version, {name: tuple(rows) for name, rows in self._rows.items()})


def statement(writer: Writer, names: Sequence[str]) -> str:
    """The statement whose records are the graph's version and pieces of these tables."""
    counter = writer.parameters.add(COUNTER)
    parts = [
        f"MATCH (c:Counter {{id: {counter}}}) RETURN '{_VERSION}' AS name, [[c.value]] AS rows"
    ]
    parts += [part for name in names for part in _parts(name, TABLES[name], writer)]
    return "\nUNION ALL ".join(parts)


def _parts(name: str, table: Table, writer: Writer) -> Iterator[str]:
    """What reads the rows of a table that the viewer may see, piece by piece."""
    distinct = "DISTINCT " if table.distinct else ""
    for pattern, variables in table.patterns:
        seen = writer.seen(**variables)
        where = " WHERE true" if seen and " WHERE " not in pattern else ""
        yield (
            f"MATCH {pattern}{where}{seen} WITH collect({distinct}[{table.values}]) AS c "
            f"UNWIND range(0, size(c) - 1, {PIECE}) AS i "
            f"RETURN '{name}' AS name, c[i..i + {PIECE}] AS rows"
        )
