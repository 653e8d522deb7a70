"""Runs that bring data in: begun before the first write, ended after the last, so that one that
was cut short can be told and done again.
"""

from __future__ import annotations

from graph.database import Database

# $p: id, format, source, now
_BEGIN = """MERGE (r:ImportRun {id: $p.id})
SET r.format = $p.format, r.source = $p.source, r.startedAt = $p.now, r.endedAt = null, \
r.nodes = 0, r.relations = 0"""

# $p: id, now, nodes, relations
_END = """MATCH (r:ImportRun {id: $p.id})
SET r.endedAt = $p.now, r.nodes = $p.nodes, r.relations = $p.relations"""

# $p: id
_UNFINISHED = "MATCH (r:ImportRun {id: $p.id}) WHERE r.endedAt IS NULL RETURN r.id"


async def begin(database: Database, id_: str, *, format: str, source: str, now: str) -> None:
    """Note that a run has begun."""
    values = {"id": id_, "format": format, "source": source, "now": now}
    await database.write("begin run", _BEGIN, values)


async def end(database: Database, id_: str, *, now: str, nodes: int, relations: int) -> None:
    """Note that a run is complete."""
    values = {"id": id_, "now": now, "nodes": nodes, "relations": relations}
    await database.write("end run", _END, values)


async def unfinished(database: Database, id_: str) -> bool:
    """Whether a run was begun and never ended."""
    return bool(await database.read("unfinished run", _UNFINISHED, {"id": id_}))
