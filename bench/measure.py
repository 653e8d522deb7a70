"""Measuring: latencies by turns, throughput by slices of time."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from bench.client import request

TURN = 0.2
ENOUGH = 30.0
"""Seconds of answers after which a slow side takes no more turns."""


@dataclass(frozen=True)
class Latency:
    """Milliseconds of one side."""

    p50: float
    p95: float
    size: int
    """Bytes of one answer."""


def latencies(sides: Mapping[str, Callable[[], bytes]], seconds: float) -> dict[str, Latency]:
    """Ask the sides by turns of ``TURN`` seconds, again and again, after a warm-up of each.

    Single requests by turns would time how long processors take to wake up another process.
    """
    sizes = {name: len(ask()) for name, ask in sides.items()}
    for ask in sides.values():
        _warm(ask, seconds)
    times: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(max(3, round(seconds / TURN))):
        for name, ask in sides.items():
            if sum(times[name]) < ENOUGH * 1000:
                times[name] += _turn(ask)
    return {name: _summary(values, sizes[name]) for name, values in times.items()}


def _turn(ask: Callable[[], bytes]) -> list[float]:
    """Milliseconds of each request of one turn, without the first."""
    times: list[float] = []
    deadline = perf_counter() + TURN
    while perf_counter() < deadline or len(times) < 3:
        start = perf_counter()
        ask()
        times.append((perf_counter() - start) * 1000)
    return times[1:]


def _warm(ask: Callable[[], bytes], seconds: float) -> None:
    deadline = perf_counter() + seconds
    ask()
    while perf_counter() < deadline:
        ask()


def _summary(values: Sequence[float], size: int) -> Latency:
    ordered = sorted(values)
    return Latency(statistics.median(ordered), ordered[int(len(ordered) * 0.95)], size)


def throughput(
    ports: Mapping[str, int],
    bodies: Mapping[str, bytes],
    connections: int,
    seconds: float,
    slices: int = 4,
) -> dict[str, float]:
    """Answers a second of each side at so many connections; the sides take turns."""
    counts = dict.fromkeys(ports, 0)
    for _ in range(slices):
        for name, port in ports.items():
            counts[name] += asyncio.run(_slice(port, bodies[name], connections, seconds / slices))
    return {name: count / seconds for name, count in counts.items()}


async def _slice(port: int, body: bytes, connections: int, seconds: float) -> int:
    sent = request(body)
    deadline = perf_counter() + seconds
    clients = (_client(port, sent, deadline) for _ in range(connections))
    return sum(await asyncio.gather(*clients))


async def _client(port: int, sent: bytes, deadline: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    count = 0
    while perf_counter() < deadline:
        writer.write(sent)
        await _answer(reader)
        count += 1
    writer.close()
    return count


async def _answer(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if b"transfer-encoding: chunked" in head:
        while (size := int(await reader.readline(), 16)) > 0:
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
