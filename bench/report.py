"""The report: tables for people, and the picture of growth."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path

from bench.run import Result, Run

FOLDER = Path(__file__).parent


def table(runs: Sequence[Run]) -> str:
    """The measurements of all runs."""
    return "\n\n".join(_run(run) for run in runs)


def write(runs: Sequence[Run]) -> None:
    """Put the report in its place."""
    method = (FOLDER / "METHOD.md").read_text()
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    text = f"{method.rstrip()}\n\n## Results\n\nMachine: {machine}.\n\n{table(runs)}\n"
    (FOLDER / "REPORT.md").write_text(text)


def _run(run: Run) -> str:
    head = (
        f"### {run.employees:,} employees\n\n{run.engine}, {run.nodes:,} nodes, loaded in "
        f"{run.loading:.0f} s; the hub's process took {run.memory >> 20} MB at most.\n\n"
        "| query | hub p50 | p95 | raw p50 | peer p50 | hub/raw | peer/hub | peer/raw "
        "| statements | dbHits | bytes |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    rows = [_row(result) for result in run.results]
    rates = [_rates(result) for result in run.results if result.throughput]
    return "\n".join([head, *rows, "", "Answers a second:", "", *_rate_head(), *rates])


def _row(result: Result) -> str:
    hub, raw, peer = (result.latency.get(side) for side in ("hub", "raw", "peer"))
    assert hub and raw
    cells = [
        result.query.name,
        f"{hub.p50:.2f}",
        f"{hub.p95:.2f}",
        f"{raw.p50:.2f}",
        f"{peer.p50:.2f}" if peer else "-",
        f"{hub.p50 / raw.p50:.2f}",
        f"{peer.p50 / hub.p50:.1f}" if peer else "-",
        f"{peer.p50 / raw.p50:.1f}" if peer else "-",
        str(result.statements),
        f"{result.hits:,}",
        f"{hub.size:,}",
    ]
    return f"| {' | '.join(cells)} |"


def _rate_head() -> list[str]:
    return ["| query | connections | hub | peer | ratio |", "|---|--:|--:|--:|--:|"]


def _rates(result: Result) -> str:
    return "\n".join(
        f"| {result.query.name} | {count} | {r['hub']:,.0f} | {r['peer']:,.0f} "
        f"| {r['hub'] / r['peer']:.1f} |"
        for count, r in result.throughput.items()
    )
