"""What is open while the hub runs: the engine, the database, the executor."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from starlette.requests import Request

from api.settings import Settings
from graph import capacity, constraints
from graph.access import LOCAL, PUBLIC
from graph.database import Address, Database
from graph.embedded import EmbeddedEngine, EngineAddress
from schema.assemble import Assembly
from schema.execute import Executor
from schema.query import build
from seeds.load import is_wanted, load

log = logging.getLogger("sinergi")


class Hub:
    """One hub. ``prepared`` is false until its database was reached and made ready; ``importing``
    is held by the one import that this process does.
    """

    database: Database
    executor: Executor

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.version = _version()
        self.engine = _engine(settings)
        self.prepared = False
        self.importing = asyncio.Lock()
        self._address: Address | None = None
        self._starting: asyncio.Task[EngineAddress] | None = None

    @property
    def assembly(self) -> Assembly:
        """The schema, made the first time that it is asked for."""
        return build()

    async def connect(self) -> None:
        """Start the engine where it is ours and doesn't run, and reach the database.

        May be called again after either has died. Raises EngineError and HubError.
        """
        if self.engine and not self._starting:
            self._starting = asyncio.create_task(asyncio.to_thread(self.engine.start))
            await asyncio.sleep(0)
        build()  # half a second's work while the engine starts
        address = await self._located()
        if address != self._address:
            await self.close()
            self.database = Database(address, timeout=self.settings.statement_timeout)
            self.executor = self._executor()
            self._address = address
        await self.database.open()

    async def prepare(self, *, limit: int = capacity.LIMIT) -> None:
        """Create what constraints are missing, load the seed into an empty graph, and warn of
        kinds with more than ``limit`` nodes where that is more than the engine serves well.
        """
        made = await constraints.ensure(self.database, self.assembly.model)
        if made:
            log.info("created %d constraints and indexes", len(made))
        folder = self.settings.seed_folder
        if folder and await is_wanted(self.database, folder):
            log.info("loading the seed: %s", folder.name)
            report = await load(self.database, self.assembly.model, now(), folder=folder)
            log.info("loaded %d nodes and %d relations", report.nodes, report.relations)
        for kind in await capacity.outgrown(self.database, self.assembly.model, limit):
            log.warning("%s", kind)
        self.prepared = True

    async def close(self) -> None:
        """Let the database go; the engine runs on."""
        if self._address:
            self._address = None
            await self.executor.close()
            await self.database.close()

    async def stop(self) -> None:
        """Close everything, the engine last and only if it is ours."""
        await self.close()
        if self.engine:
            if self._starting:
                await asyncio.wait([self._starting])
            await asyncio.to_thread(self.engine.stop)

    async def _located(self) -> Address:
        if self._starting is None:
            s = self.settings
            return Address(str(s.neo4j_uri), s.neo4j_user, s.password, s.neo4j_database)
        try:
            found = await asyncio.shield(self._starting)
        finally:
            if self._starting.done():
                self._starting = None
        return Address(found.uri, found.user, found.password, found.database)

    def _executor(self) -> Executor:
        return Executor(
            self.assembly,
            self.database,
            zone=self.settings.zone,
            version=self.version,
            debug=self.settings.debug,
            analysis_timeout=self.settings.analysis_timeout,
            viewer=PUBLIC if self.settings.public_read else LOCAL,
        )


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[Hub]:
    """A hub whose database is reached and has its constraints, for the time of a command."""
    hub = Hub(settings)
    try:
        await hub.connect()
        yield hub
    finally:
        await hub.stop()


def hub_of(request: Request) -> Hub:
    """The hub that serves a request."""
    hub = request.app.state.hub
    assert isinstance(hub, Hub)
    return hub


def now() -> str:
    """The time that writes record: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _engine(settings: Settings) -> EmbeddedEngine | None:
    if settings.neo4j_uri:
        return None
    return EmbeddedEngine(settings.data_dir, settings.engine_heap)


def _version() -> str:
    try:
        return version("sinergi")
    except PackageNotFoundError:
        return "0+checkout"
