"""One run at one size: load, start everything, measure every named query."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from bench import servers
from bench.choose import used, variables
from bench.cold import Cold, cold
from bench.measure import Latency, latencies, throughput
from bench.queries import POINT, QUERIES, THREE, Query
from bench.raw import Raw
from graph.database import Address, opened
from schema.query import build
from seeds.generate import Shape, generate

CONNECTIONS = (1, 16, 64)
WARM_UP = 2
"""Rounds through all queries before anything counts: the engine's Java compiles as it goes."""
SEED = 1


@dataclass
class Result:
    """What was measured of one named query."""

    query: Query
    latency: dict[str, Latency]
    statements: int
    hits: int
    throughput: dict[int, dict[str, float]] = field(default_factory=dict)
    fault: str = ""
    """Why the peer gives no answer to a query that it has."""


@dataclass(frozen=True)
class Size:
    """What a database holds."""

    nodes: int
    relations: int


@dataclass
class Run:
    """Everything that was measured at one size."""

    employees: int
    seed: int
    size: Size
    loading: float
    """Seconds that generating and loading took."""
    seconds: float
    """How long each side of each query was measured."""
    about: dict[str, str]
    """The machine and the versions, by name."""
    results: list[Result]
    memory: int
    """Most resident bytes of the hub's process."""
    cold: Cold


async def load(uri: str, employees: int, say: Callable[[str], None]) -> Size:
    """Fill an empty database."""
    model = build().model
    async with opened(Address(uri), timeout=600) as database:
        await generate(
            database,
            model,
            Shape(employees=employees, seed=SEED),
            "2026-01-01T00:00:00Z",
            lambda what, done, total: say(f"  {what}: {done:,} of {total:,}"),
        )
        nodes = await database.read("nodes", "MATCH (n) RETURN count(n)", {})
        relations = await database.read("relations", "MATCH ()-[r]->() RETURN count(r)", {})
        return Size(nodes[0][0], relations[0][0])


def measure(
    uri: str, employees: int, seconds: float, say: Callable[[str], None]
) -> tuple[list[Result], int, Cold]:
    """Every named query by turns; the memory of the largest hub; and cold paths."""
    with ExitStack() as stack:
        raw = Raw(uri)
        stack.callback(raw.close)
        viewers = sorted({q.viewer for q in QUERIES})
        hubs = {v: stack.enter_context(servers.hub(uri, v)) for v in viewers}
        values = variables(hubs["local"], hubs["cleared"], employees)
        sides = _Sides(hubs, stack.enter_context(servers.peer(uri)), raw, values, say)
        say("  warming up")
        for query in QUERIES * WARM_UP:
            sides.measured(query, 0.0, rates=False)
        results = []
        for query in QUERIES:
            say(f"  {query.name}")
            results.append(sides.measured(query, seconds))
        say("  cold paths")
        return results, max(hub.memory for hub in hubs.values()), cold(uri, values)


@dataclass
class _Sides:
    """All that is asked, and what it is asked about."""

    hubs: dict[str, servers.Server]
    peer: servers.Server
    raw: Raw
    values: dict[str, Any]
    say: Callable[[str], None]
    faults: dict[str, str] = field(default_factory=dict)
    """Why the peer failed, by the name of the query; it is not asked that again."""

    def measured(self, query: Query, seconds: float, *, rates: bool = True) -> Result:
        """One named query, asked of every side that answers it."""
        hub, chosen = self.hubs[query.viewer], used(query.hub, self.values)
        _expect_data(hub.post(query.hub, chosen))
        statements = self.raw.statements(query.hub, chosen, query.viewer)
        own: dict[str, Callable[[], bytes]] = {
            "hub": lambda: hub.post(query.hub, chosen),
            "raw": lambda: self.raw.run(statements),
        }
        times = self._beside_peer(own, query, seconds)
        hits = self.raw.hits(statements)
        fault = self.faults.get(query.name, "")
        result = Result(query, times, len(statements), hits, fault=fault)
        if rates and query in (POINT, THREE):
            result.throughput = self._throughput(query, "peer" in times, seconds)
        return result

    def _beside_peer(
        self, own: dict[str, Callable[[], bytes]], query: Query, seconds: float
    ) -> dict[str, Latency]:
        """Latencies with the peer's where it answers in time, else without."""
        text = query.peer
        if text is None or query.name in self.faults:
            return latencies(own, seconds)
        theirs = used(text, self.values)
        try:
            _expect_data(self.peer.post(text, theirs))
            return latencies({**own, "peer": lambda: self.peer.post(text, theirs)}, seconds)
        except (OSError, AssertionError) as fault:
            self.faults[query.name] = " ".join(str(fault).split())[:200] or type(fault).__name__
            self.say(f"  the peer fails at {query.name}: {self.faults[query.name]}")
            self.peer.renew()
            return latencies(own, seconds)

    def _throughput(
        self, query: Query, with_peer: bool, seconds: float
    ) -> dict[int, dict[str, float]]:
        hub, text = self.hubs[query.viewer], query.peer or ""
        ports = {"hub": hub.port}
        bodies = {"hub": servers.request_body(query.hub, used(query.hub, self.values))}
        if with_peer:
            ports["peer"] = self.peer.port
            bodies["peer"] = servers.request_body(text, used(text, self.values))
        return {count: throughput(ports, bodies, count, seconds) for count in CONNECTIONS}


def _expect_data(body: bytes) -> None:
    answer = json.loads(body)
    errors = answer.get("errors")
    assert answer.get("data") and not errors, errors[0]["message"] if errors else "no data"


@contextmanager
def timed() -> Iterator[list[float]]:
    """A list that holds the seconds that the block took."""
    taken: list[float] = []
    start = time.perf_counter()
    yield taken
    taken.append(time.perf_counter() - start)
