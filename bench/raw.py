"""The limit: the driver alone running the hub's own statement, its rows made JSON."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import neo4j
import orjson
import uvloop

from bench.hub import VIEWERS
from graph.database import Address, Database, Rows
from schema.execute import Executor, Operation
from schema.query import build


class Recording(Database):
    """A database that remembers what it was asked."""

    def __init__(self, address: Address) -> None:
        super().__init__(address, timeout=120)
        self.asked: list[tuple[str, Mapping[str, Any]]] = []

    async def read(
        self,
        name: str,
        text: str,
        parameters: Mapping[str, Any],
        bounds: Mapping[str, Any] | None = None,
    ) -> Rows:
        """As ``Database.read``, and remembered."""
        self.asked.append((text, parameters))
        return await super().read(name, text, parameters, bounds)


class Raw:
    """Statements of the hub's operations, run by the driver alone."""

    def __init__(self, uri: str) -> None:
        self._runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
        self._database = Recording(Address(uri))
        self._runner.run(self._open(uri))

    async def _open(self, uri: str) -> None:
        await self._database.open()
        self._driver = neo4j.AsyncGraphDatabase.driver(uri, notifications_min_severity="OFF")

    def close(self) -> None:
        """Let the connections go."""
        self._runner.run(self._driver.close())
        self._runner.run(self._database.close())
        self._runner.close()

    def statements(
        self, query: str, variables: dict[str, Any], viewer: str
    ) -> list[tuple[str, Mapping[str, Any]]]:
        """What the hub asks the database for an operation."""
        self._database.asked.clear()
        executor = Executor(
            build(),
            self._database,
            zone=ZoneInfo("UTC"),
            version="bench",
            viewer=VIEWERS[viewer],
        )
        answer = self._runner.run(executor.execute(Operation(query, variables)))
        assert not answer.errors, answer.errors
        return list(self._database.asked)

    def run(self, statements: list[tuple[str, Mapping[str, Any]]]) -> bytes:
        """Run statements one after the other; their rows as JSON."""
        return self._runner.run(self._run(statements))

    async def _run(self, statements: list[tuple[str, Mapping[str, Any]]]) -> bytes:
        made = []
        for text, parameters in statements:
            async with self._driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
                result = await session.run(text, {"p": parameters})
                made.append([list(record.values()) async for record in result])
        return orjson.dumps(made)

    def hits(self, statements: list[tuple[str, Mapping[str, Any]]]) -> int:
        """Accesses to the store, as PROFILE counts them."""
        return self._runner.run(self._hits(statements))

    async def _hits(self, statements: list[tuple[str, Mapping[str, Any]]]) -> int:
        total = 0
        for text, parameters in statements:
            async with self._driver.session() as session:
                result = await session.run("PROFILE " + text, {"p": parameters})
                summary = await result.consume()
                total += hits_of(summary.profile)
        return total


def hits_of(plan: Any) -> int:
    """Accesses to the store of a plan and all below it."""
    own = int(plan.get("dbHits") or plan.get("args", {}).get("DbHits") or 0)
    return own + sum(hits_of(child) for child in plan.get("children", ()))
