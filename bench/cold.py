"""Cold paths: starting, building the schema, and what has never been asked before."""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench.choose import used
from bench.client import Client
from bench.hub import VIEWERS
from bench.queries import POINT, QUERIES, SHARED, Query
from bench.servers import free_port, request_body
from graph.database import Address, Database, Rows
from schema.execute import Executor, Operation
from schema.query import build

TIMES = 5
_BUILD = """
import time, strawberry, graphql, neo4j, orjson
start = time.perf_counter()
from schema.query import build
build()
print(time.perf_counter() - start)
"""


@dataclass(frozen=True)
class Cold:
    """Medians, but of ``unseen`` the slowest query's."""

    start: float
    """Seconds from the start of ``sinergi serve`` to the first answer; the database runs."""
    build: float
    """Milliseconds that declarations and schema take, libraries loaded."""
    unseen: float
    """Milliseconds of Python to plan and answer an operation that was never asked before."""


def cold(uri: str, values: dict[str, Any]) -> Cold:
    """Measure all of them over a database that runs."""
    start = statistics.median(_first_answer(uri, values) for _ in range(TIMES))
    built = statistics.median(_built() for _ in range(TIMES))
    return Cold(start, built * 1000, asyncio.run(_unseen(uri, values)))


def _first_answer(uri: str, values: dict[str, Any]) -> float:
    port, patience = free_port(), 60.0
    with tempfile.TemporaryDirectory() as folder:
        own = {"NEO4J_URI": uri, "PORT": f"{port}", "SEED": "none", "LOG_LEVEL": "WARNING"}
        own["DATA_DIR"] = folder
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "api", "serve"],
            cwd=Path(__file__).parent.parent,
            env={**os.environ, **{f"SINERGI_{name}": value for name, value in own.items()}},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            body = request_body(POINT.hub, used(POINT.hub, values))
            while b'"data"' not in _asked(port, body):
                assert time.perf_counter() - start < patience and process.poll() is None
                time.sleep(0.005)
            return time.perf_counter() - start
        finally:
            process.terminate()
            process.wait(30)


def _asked(port: int, body: bytes) -> bytes:
    client = Client(port, 10)
    try:
        return client.post(body)
    except OSError:
        return b""
    finally:
        client.close()


def _built() -> float:
    command = [sys.executable, "-c", _BUILD]
    folder = Path(__file__).parent.parent
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return float(done.stdout)


class _Remembering(Database):
    """A database that answers a second time from memory: what is left is the hub's own time."""

    def __init__(self, address: Address) -> None:
        super().__init__(address, timeout=120)
        self._kept: dict[str, Rows] = {}

    async def read(
        self,
        name: str,
        text: str,
        parameters: Mapping[str, Any],
        bounds: Mapping[str, Any] | None = None,
    ) -> Rows:
        """As ``Database.read``."""
        if text not in self._kept:
            self._kept[text] = await super().read(name, text, parameters, bounds)
        return self._kept[text]


async def _unseen(uri: str, values: dict[str, Any]) -> float:
    database = _Remembering(Address(uri))
    try:
        compiled = [query for query in QUERIES if query is not SHARED]
        return max([await _unseen_query(database, query, values) for query in compiled])
    finally:
        await database.close()


async def _unseen_query(database: Database, query: Query, values: dict[str, Any]) -> float:
    """A document with a comment of its own is a new one each time."""
    viewer = VIEWERS[query.viewer]
    executor = Executor(build(), database, zone=ZoneInfo("UTC"), version="bench", viewer=viewer)
    times = []
    for number in range(4 * TIMES):
        operation = Operation(f"{query.hub} # {number}", used(query.hub, values))
        start = time.perf_counter()
        answer = await executor.execute(operation)
        times.append((time.perf_counter() - start) * 1000)
        assert not answer.errors, answer.errors
    return statistics.median(times[1:])
