"""Runs that bring data in: begun before the first write, ended after the last, so that one that
was cut short can be told and done again, or, where it counts its blocks, be gone on with.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.database import Database

# $p: id, format, source, now
_BEGIN = """MERGE (r:ImportRun {id: $p.id})
SET r.format = $p.format, r.source = $p.source, r.startedAt = $p.now, r.endedAt = null, \
r.blocks = 0, r.nodes = 0, r.relations = 0"""

# $p: id, now, nodes, relations
_END = """MATCH (r:ImportRun {id: $p.id})
SET r.endedAt = $p.now, r.nodes = $p.nodes, r.relations = $p.relations"""

# $p: id
_STATE = """MATCH (r:ImportRun {id: $p.id})
RETURN r.endedAt IS NOT NULL, r.blocks, r.nodes, r.relations"""


@dataclass(frozen=True, slots=True)
class Run:
    """How far a run has come: what it has written, for one that counts, and whether it ended."""

    ended: bool
    blocks: int
    nodes: int
    relations: int


async def begin(database: Database, id_: str, *, format: str, source: str, now: str) -> None:
    """Note that a run has begun, from nothing."""
    values = {"id": id_, "format": format, "source": source, "now": now}
    await database.write("begin run", _BEGIN, values)


async def end(database: Database, id_: str, *, now: str, nodes: int, relations: int) -> None:
    """Note that a run is complete."""
    values = {"id": id_, "now": now, "nodes": nodes, "relations": relations}
    await database.write("end run", _END, values)


async def state(database: Database, id_: str) -> Run | None:
    """How far a run has come; None where it was never begun."""
    rows = await database.read("state of run", _STATE, {"id": id_})
    return Run(*rows[0]) if rows else None
