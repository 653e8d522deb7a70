"""Engines for tests: every test that asks for ``graph`` runs on each engine that can be had here.

What cannot run is skipped with its reason, which pytest's summary shows.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Coroutine, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings

from graph import changes, constraints
from graph.access import LOCAL, Viewer
from graph.changes import Entry
from graph.database import Address, Database
from graph.embedded import EmbeddedEngine, engine_available
from schema.assemble import Assembly
from schema.execute import Executor, Operation
from schema.query import build
from seeds.load import load

sys.path[:0] = [str(Path(__file__).parent / folder) for folder in ("engines", "support")]

from neo4j_process import NEWEST, OLDEST, Neo4jProcess, available, jdk_for  # noqa: E402

# A test must not fail on one machine and pass on the next: the same examples everywhere.
settings.register_profile(
    "sinergi",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("sinergi")

T = TypeVar("T")
NOW = "2026-11-25T00:00:00.000Z"
ENGINES = ("embedded", OLDEST, NEWEST)


@dataclass
class Graph:
    """One engine with the Indonesian seed in it, and the means to ask it."""

    engine: str
    address: Address
    database: Database
    runner: asyncio.Runner

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do asynchronous work in the loop that the connections belong to."""
        return self.runner.run(work)

    def touch(self) -> None:
        """Let the graph have another version, so that what is kept of it is kept no longer."""
        entry = Entry(NOW, "test", "LOAD", count=0)
        self.run(self.database.transact(lambda t: changes.append(t.run, entry)))

    def executor(self, assembly: Assembly | None = None, viewer: Viewer = LOCAL) -> Executor:
        """An executor for the hub's schema, or for another one over the same engine."""
        return Executor(
            assembly or build(),
            self.database,
            zone=ZoneInfo("Asia/Jakarta"),
            version="test",
            debug=True,
            viewer=viewer,
        )

    def ask(
        self,
        document: str,
        variables: dict[str, Any] | None = None,
        assembly: Assembly | None = None,
        viewer: Viewer = LOCAL,
    ) -> dict[str, Any]:
        """The body of the answer to an operation."""
        executor = self.executor(assembly, viewer)
        return self.run(executor.execute(Operation(document, variables))).body()

    def data(self, document: str, variables: dict[str, Any] | None = None, **more: Any) -> Any:
        """The data of the answer; fails where there are errors."""
        body = self.ask(document, variables, **more)
        assert "errors" not in body, body["errors"]
        return body["data"]


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="session", params=ENGINES)
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Address]:
    with ExitStack() as stack:
        yield _started(request.param, stack, tmp_path_factory)


def _started(engine: str, stack: ExitStack, folders: pytest.TempPathFactory) -> Address:
    if engine == "embedded":
        if reason := engine_available():
            pytest.skip(reason)
        process = EmbeddedEngine(folders.mktemp("hub"))
        found = process.start()
        stack.callback(process.stop)
        return Address(found.uri, found.user, found.password, found.database)
    if engine == OLDEST and (given := os.environ.get("SINERGI_TEST_NEO4J_URI")):
        user = os.environ.get("SINERGI_TEST_NEO4J_USER")
        return Address(given, user, os.environ.get("SINERGI_TEST_NEO4J_PASSWORD"))
    if reason := available(engine):
        pytest.skip(f"Neo4j {engine}: {reason}")
    return Address(stack.enter_context(Neo4jProcess(engine, jdk_for(engine))).uri)


@pytest.fixture(scope="session")
def graph(
    request: pytest.FixtureRequest, address: Address, runner: asyncio.Runner
) -> Iterator[Graph]:
    database = Database(address)
    made = Graph(request.node.name, address, database, runner)

    async def prepare() -> None:
        await database.open()
        await constraints.ensure(database, build().model)
        await load(database, build().model, NOW)

    made.run(prepare())
    made.engine = database.engine.name
    yield made
    made.run(database.close())
