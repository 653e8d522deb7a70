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
from bench.measure import Latency, latencies, throughput
from bench.queries import POINT, QUERIES, THREE, Query
from bench.raw import Raw
from graph.database import Address, opened
from schema.query import build
from seeds.generate import Shape, generate

CONNECTIONS = (1, 16, 64)
WARM_UP = 2
"""Rounds through all queries before anything counts: the engine's Java compiles as it goes."""


@dataclass
class Result:
    """What was measured of one named query."""

    query: Query
    latency: dict[str, Latency]
    statements: int
    hits: int
    throughput: dict[int, dict[str, float]] = field(default_factory=dict)


@dataclass
class Run:
    """Everything that was measured at one size."""

    employees: int
    nodes: int
    loading: float
    """Seconds that generating and loading took."""
    engine: str
    results: list[Result]
    memory: int
    """Most resident bytes of the hub's process."""


async def load(uri: str, employees: int, say: Callable[[str], None]) -> tuple[str, int]:
    """Fill an empty database; the engine's name and how many nodes there are."""
    model = build().model
    async with opened(Address(uri), timeout=600) as database:
        await generate(
            database,
            model,
            Shape(employees=employees, seed=1),
            "2026-01-01T00:00:00Z",
            lambda what, done, total: say(f"  {what}: {done:,} of {total:,}"),
        )
        rows = await database.read("count", "MATCH (n) RETURN count(n)", {})
        return f"{database.engine.name} {database.engine.version}", rows[0][0]


def measure(
    uri: str, employees: int, seconds: float, with_peer: bool, say: Callable[[str], None]
) -> tuple[list[Result], int]:
    """Every named query by turns; and the hub's memory."""
    with ExitStack() as stack:
        raw = Raw(uri)
        stack.callback(raw.close)
        viewers = sorted({q.viewer for q in QUERIES})
        hubs = {v: stack.enter_context(servers.hub(uri, v)) for v in viewers}
        peer = stack.enter_context(servers.peer(uri)) if with_peer else None
        values = variables(hubs["local"], hubs["cleared"], employees)
        say("  warming up")
        for query in QUERIES * WARM_UP:
            _measured(query, values, hubs[query.viewer], peer, raw, 0.0, rates=False)
        results = []
        for query in QUERIES:
            say(f"  {query.name}")
            results.append(_measured(query, values, hubs[query.viewer], peer, raw, seconds))
        return results, hubs["local"].memory


def _measured(
    query: Query,
    values: dict[str, Any],
    hub: servers.Server,
    peer: servers.Server | None,
    raw: Raw,
    seconds: float,
    *,
    rates: bool = True,
) -> Result:
    chosen = used(query.hub, values)
    _expect_data(hub.post(query.hub, chosen))
    statements = raw.statements(query.hub, chosen, query.viewer)
    sides: dict[str, Callable[[], bytes]] = {
        "hub": lambda: hub.post(query.hub, chosen),
        "raw": lambda: raw.run(statements),
    }
    theirs = used(query.peer, values) if query.peer else {}
    if peer and query.peer and _answers(peer, query.peer, theirs):
        text = query.peer
        sides["peer"] = lambda: peer.post(text, theirs)
    result = Result(query, latencies(sides, seconds), len(statements), raw.hits(statements))
    if rates and query in (POINT, THREE):
        ports = {"hub": hub.port, **({"peer": peer.port} if peer else {})}
        bodies = {"hub": servers.request_body(query.hub, chosen)}
        bodies["peer"] = servers.request_body(query.peer or "", theirs)
        for count in CONNECTIONS:
            result.throughput[count] = throughput(ports, bodies, count, seconds)
    return result


def _answers(peer: servers.Server, query: str, values: dict[str, Any]) -> bool:
    """Whether the peer can answer at all within its patience."""
    try:
        _expect_data(peer.post(query, values))
    except (OSError, AssertionError):
        return False
    return True


def _expect_data(body: bytes) -> None:
    answer = json.loads(body)
    assert answer.get("data") and not answer.get("errors"), answer


@contextmanager
def timed() -> Iterator[list[float]]:
    """A list that holds the seconds that the block took."""
    taken: list[float] = []
    start = time.perf_counter()
    yield taken
    taken.append(time.perf_counter() - start)
