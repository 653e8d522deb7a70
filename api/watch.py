"""Keeping the hub connected: it starts without its database, notices when that goes away, says so
once, and comes back by itself.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from api.hub import Hub
from api.settings import Settings
from api.warm import settle, warm
from graph.embedded import EngineError
from graph.errors import HubError, Timeout, Unavailable

log = logging.getLogger("sinergi")

_INTERVAL = 1.0
_PATIENCE = 10.0


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Hub]:
    """A hub that serves. A Neo4j that is away is waited for; an embedded engine has to start."""
    hub = Hub(settings)
    try:
        away = await _start(hub)
        settle()
        watcher = asyncio.create_task(_Watch(hub, away).forever())
        yield hub
        watcher.cancel()
        with suppress(asyncio.CancelledError):
            await watcher
    finally:
        await hub.stop()


async def _start(hub: Hub) -> bool:
    """Whether the database is away."""
    try:
        await hub.connect()
        await hub.prepare()
    except Unavailable as error:
        if hub.engine:
            raise
        log.warning("%s: %s; serving without it until then", hub.settings.neo4j_uri, error)
        return True
    return False


class _Watch:
    """Looks at the database every second."""

    def __init__(self, hub: Hub, away: bool) -> None:
        self._hub = hub
        self._away = away

    async def forever(self) -> None:
        """Look until cancelled; the first time that the database is there, ask it what will be
        asked.
        """
        async with asyncio.TaskGroup() as group:
            warming: asyncio.Task[None] | None = None
            while True:
                if self._hub.prepared and not warming:
                    warming = group.create_task(warm(self._hub))
                await asyncio.sleep(_INTERVAL)
                await self._look()

    async def _look(self) -> None:
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._hub.database.ping()
            if not self._hub.prepared:
                await self._recover()
        except Timeout:
            return
        except (HubError, TimeoutError) as error:
            self._say_away(error)
            await self._recover()
        else:
            self._say_back()

    async def _recover(self) -> None:
        """Reach the database again; where that fails the next look tries again."""
        try:
            await self._hub.connect()
            if not self._hub.prepared:
                await self._hub.prepare()
        except (HubError, EngineError, TimeoutError) as error:
            self._say_away(error)

    def _say_away(self, error: Exception) -> None:
        if not self._away:
            log.warning("lost the database: %s", str(error) or "no answer")
        self._away = True

    def _say_back(self) -> None:
        if self._away:
            log.info("the database is back")
        self._away = False
