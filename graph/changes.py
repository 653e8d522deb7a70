"""The log of writes, and the counter by which readers tell that the graph has changed."""

from __future__ import annotations

from graph.database import Ask, Database
from graph.reader import Reader

COUNTER = "Counter:changes"

# $p.id: counter; $p.change: {time, actor, action, digest, count, run}
_APPEND = """MERGE (c:Counter {id: $p.id})
SET c.value = coalesce(c.value, 0) + 1
WITH c.value AS sequence
CREATE (e:Change {id: 'Change:' + toString(sequence), sequence: sequence})
SET e += $p.change
RETURN sequence"""

_VERSION = "MATCH (c:Counter {id: $p.id}) RETURN c.value"


async def append(write: Ask, *, time: str, actor: str, action: str, digest: str, count: int) -> int:
    """Record a write of ``count`` things; its sequence number, which is the graph's version."""
    change = {"time": time, "actor": actor, "action": action, "digest": digest, "count": count}
    rows = await write("append change", _APPEND, {"id": COUNTER, "change": change})
    return int(rows[0][0])


async def version(database: Database | Reader) -> int:
    """The graph's version: how many writes it has seen."""
    rows = await database.read("version", _VERSION, {"id": COUNTER})
    return int(rows[0][0]) if rows else 0
