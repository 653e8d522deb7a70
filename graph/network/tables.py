"""Reading the material of networks: every table is one column of one statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

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
        "t.id, i.id, i.name, i.nameEn, i.unit, i.direction, v.period, v.kind, v.value",
        (
            (
                "(v:PeriodValue)-[:VALUE_OF]->(i:Indicator)-[:MEASURES]->(t:Target)",
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
    "handoffs": _ties("FEEDS", "BusinessProcess", "BusinessProcess", "r.form"),
    "initiative_targets": _ties("SERVES_TARGET", "Initiative", "Target"),
    "initiative_sectors": _ties("INITIATIVE_IN", "Initiative", "Sector"),
    "initiative_regions": _ties("COVERS", "Initiative", "Region"),
    "initiative_processes": _ties("USES", "Initiative", "BusinessProcess"),
    "initiative_relations": _ties("RELATED_TO", "Initiative", "Initiative"),
    "target_sectors": _ties("TARGET_IN", "Target", "Sector"),
    "target_plans": _ties("IN_PLAN", "Target", "Plan"),
    "target_indicators": Table(
        "t.id, i.id",
        (("(i:Indicator)-[:MEASURES]->(t:Target)", {"i": "Indicator", "t": "Target"}),),
    ),
    "subtargets": _ties("SUBTARGET_OF", "Target", "Target"),
    "session_initiatives": _ties("DISCUSSED", "CoordinationSession", "Initiative"),
    "session_targets": _ties("DISCUSSED_TARGET", "CoordinationSession", "Target"),
    "process_services": _ties("SERVES", "BusinessProcess", "Service"),
    "agency_regions": _ties("GOVERNS", "Agency", "Region"),
    # What posts require where they are now: dates would make a row of each post.
    "agency_competencies": Table(
        "a.id, c.id",
        (
            (
                "(c:Competency)<-[:REQUIRES]-(p:Post)-[s:POST_IN]->(u:Unit)-[r:UNIT_OF]->(a:Agency)"
                " WHERE s.to IS NULL AND r.to IS NULL",
                {"c": "Competency", "p": "Post", "u": "Unit", "a": "Agency"},
            ),
        ),
        distinct=True,
    ),
}


async def read(reader: Reader, writer: Writer, names: Iterable[str]) -> Material:
    """These tables and the version that they belong to, in one statement."""
    wanted = sorted(names)
    text = statement(writer, wanted)
    ((versions, *found),) = await reader.read("material", text, writer.parameters.values)
    tables = {
        name: tuple(map(ROWS[name]._make, rows)) for name, rows in zip(wanted, found, strict=True)
    }
    return Material(versions[0] if versions else 0, tables)


def statement(writer: Writer, names: Sequence[str]) -> str:
    """The statement whose one row has the graph's version and these tables, in this order."""
    counter = writer.parameters.add(COUNTER)
    columns = [f"COLLECT {{ MATCH (c:Counter {{id: {counter}}}) RETURN c.value }} AS version"]
    columns += [f"COLLECT {{ {_rows(TABLES[name], writer)} }} AS {name}" for name in names]
    return "RETURN " + ",\n".join(columns)


def _rows(table: Table, writer: Writer) -> str:
    """The rows of a table that the viewer may see, as lists."""
    parts = []
    distinct = "DISTINCT " if table.distinct else ""
    for pattern, variables in table.patterns:
        seen = writer.seen(**variables)
        where = " WHERE true" if seen and " WHERE " not in pattern else ""
        parts.append(f"MATCH {pattern}{where}{seen} RETURN {distinct}[{table.values}]")
    return " UNION ALL ".join(parts)
