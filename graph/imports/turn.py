"""Turns: of all who import or undo on a graph, in whatever process, one writes at a time.

What an import reads of the graph before it writes has to hold until it has written. So whoever is
to write holds a lease in the graph; who was killed holds it no longer than ``SECONDS``.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from graph.database import Database, Transaction
from graph.errors import Conflict

SECONDS = 30.0
"""How long a lease lasts that is not renewed."""
PATIENCE = 90.0
"""How long to wait for one's turn, in seconds."""
_LEASE = "Counter:imports"

# $p: id, holder, milliseconds; the clock is the engine's
_TAKE = """MERGE (l:Counter {id: $p.id}) WITH l, timestamp() AS now
SET l.holder = CASE WHEN l.until IS NULL OR l.until < now THEN $p.holder ELSE l.holder END
WITH l, now WHERE l.holder = $p.holder SET l.until = now + $p.milliseconds RETURN l.holder"""
_HAS = "MATCH (l:Counter {id: $p.id, holder: $p.holder}) RETURN l.holder"
_LEAVE = "MATCH (l:Counter {id: $p.id, holder: $p.holder}) SET l.until = 0"


@asynccontextmanager
async def turn(database: Database) -> AsyncIterator[str]:
    """Wait for one's turn, and have it as long as the context lasts; who holds it. Raises Conflict
    where another one keeps it for long.
    """
    holder = secrets.token_hex(8)
    async with database.alone:
        await _taken(database, holder)
        renewing = asyncio.create_task(_renewed(database, holder))
        try:
            yield holder
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)
            await database.write("leave turn", _LEAVE, {"id": _LEASE, "holder": holder})


async def still(transaction: Transaction, holder: str) -> None:
    """Raises Conflict where one has lost one's turn, as it was not renewed in time."""
    if not await transaction.run("turn", _HAS, {"id": _LEASE, "holder": holder}):
        raise Conflict("another import or undo took over: do this one again, and it goes on")


async def _taken(database: Database, holder: str) -> None:
    loop = asyncio.get_running_loop()
    last = loop.time() + PATIENCE
    while not await _take(database, holder):
        if loop.time() > last:
            raise Conflict("another import or undo is writing to this graph: wait for its end")
        await asyncio.sleep(0.5)


async def _take(database: Database, holder: str) -> bool:
    given = {"id": _LEASE, "holder": holder, "milliseconds": int(SECONDS * 1000)}
    return bool(await database.write("take turn", _TAKE, given))


async def _renewed(database: Database, holder: str) -> None:
    while True:
        await asyncio.sleep(SECONDS / 3)
        await _take(database, holder)
