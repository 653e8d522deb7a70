"""The goals, as ratios within one run."""

from __future__ import annotations

from collections.abc import Iterator

from bench.run import Result, Run

ROOM = 7.5
"""Peer over raw from which the hub has room for five times the peer."""
AMPLE, LEAST = 5.0, 2.0
RAW_RATIO, RAW_MORE = 1.5, 1.0
PAGE_MS = 10.0
MEMORY = 300 * 1024 * 1024
LOADING_S = 900.0
START_S, BUILD_MS, UNSEEN_MS = 1.5, 500.0, 3.0


def missed(run: Run) -> Iterator[str]:
    """Every goal that a run misses."""
    for result in run.results:
        for fault in (*_against_raw(result), *_against_peer(result), *_page(result)):
            yield f"{run.employees:,} employees, {result.query.name}: {fault}"
    if run.memory > MEMORY:
        yield f"{run.employees:,} employees: the hub takes {run.memory >> 20} MB"
    yield from (f"{run.employees:,} employees: {fault}" for fault in _cold(run))


def _cold(run: Run) -> Iterator[str]:
    if run.loading > LOADING_S:
        yield f"loading takes {run.loading:,.0f} s"
    if run.cold.start > START_S:
        yield f"the first answer comes after {run.cold.start:.2f} s"
    if run.cold.build > BUILD_MS:
        yield f"the schema takes {run.cold.build:.0f} ms"
    if run.cold.unseen > UNSEEN_MS:
        yield f"an operation never asked before takes {run.cold.unseen:.2f} ms of Python"


def factor(result: Result) -> float:
    """How many times faster than the peer the hub has to be."""
    room = result.latency["peer"].p50 / result.latency["raw"].p50
    return AMPLE if room >= ROOM else LEAST


def _against_raw(result: Result) -> Iterator[str]:
    hub, raw = result.latency["hub"].p50, result.latency["raw"].p50
    if hub > max(raw + RAW_MORE, raw * RAW_RATIO):
        yield f"{hub:.2f} ms against {raw:.2f} ms raw"


def _against_peer(result: Result) -> Iterator[str]:
    if "peer" not in result.latency:
        return
    wanted = factor(result)
    ratio = result.latency["peer"].p50 / result.latency["hub"].p50
    if ratio < wanted:
        yield f"{ratio:.2f} times the peer, {wanted:.0f} wanted"
    for connections, rates in result.throughput.items():
        if not rates.get("peer"):
            continue
        more = rates["hub"] / rates["peer"]
        if more < wanted:
            yield f"{more:.2f} times the peer's throughput at {connections}, {wanted:.0f} wanted"


def _page(result: Result) -> Iterator[str]:
    if result.query.name.startswith("employees") and result.latency["hub"].p50 > PAGE_MS:
        yield f"a page takes {result.latency['hub'].p50:.1f} ms"
