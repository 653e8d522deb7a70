"""The report: tables for people, and the picture of growth beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench.goals import factor, missed
from bench.growth import growth
from bench.measure import Latency
from bench.run import Result, Run

FOLDER = Path(__file__).parent
PICTURE = "growth.svg"
_LATENCY = (
    "query",
    "hub p50",
    "hub p95",
    "raw p50",
    "raw p95",
    "peer p50",
    "peer p95",
    "peer / hub",
    "wanted",
    "hub - raw",
    "statements",
    "dbHits",
    "bytes",
)


def write(runs: Sequence[Run], folder: Path) -> None:
    """Put the report and its picture in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "REPORT.md").write_text(report(runs))
    (folder / PICTURE).write_text(growth(runs))


def report(runs: Sequence[Run]) -> str:
    """The method, the measurements, the goals missed, and what was tried and dropped."""
    parts = (
        (FOLDER / "METHOD.md").read_text().rstrip(),
        "## What it was measured on",
        _about(runs),
        _data(runs),
        "## Growth",
        f"![Median time of each named query at each size]({PICTURE})",
        "## Results",
        "Times in milliseconds. *fails*: the peer gave no answer, for a reason below the table; "
        "*-*: the peer has no such query.",
        table(runs),
        "## Goals missed",
        "\n".join(f"- {fault}" for run in runs for fault in missed(run)) or "None.",
        "#" + (FOLDER / "TRIED.md").read_text().rstrip(),
    )
    return "\n\n".join(parts) + "\n"


def table(runs: Sequence[Run]) -> str:
    """The measurements of all runs."""
    return "\n\n".join(_run(run) for run in runs)


def _about(runs: Sequence[Run]) -> str:
    """One row a name; a name whose value changed between runs has all of them."""
    names = dict.fromkeys(name for run in runs for name in run.about)
    values = {name: dict.fromkeys(run.about.get(name, "-") for run in runs) for name in names}
    return as_table(("what", "which"), ((name, "; ".join(found)) for name, found in values.items()))


def _data(runs: Sequence[Run]) -> str:
    heads = (
        "employees",
        "nodes",
        "relations",
        "seed",
        "loaded in s",
        "nodes a second",
        "hub's MB",
        "first answer after s",
        "schema built in ms",
        "never asked before, ms",
    )
    return as_table(heads, (_loading(run) for run in runs))


def _loading(run: Run) -> Sequence[str]:
    return (
        f"{run.employees:,}",
        f"{run.size.nodes:,}",
        f"{run.size.relations:,}",
        f"{run.seed}",
        f"{run.loading:,.0f}",
        f"{run.size.nodes / run.loading:,.0f}",
        f"{run.memory >> 20}",
        f"{run.cold.start:.2f}",
        f"{run.cold.build:.0f}",
        f"{run.cold.unseen:.2f}",
    )


def _run(run: Run) -> str:
    parts = [
        f"### {run.employees:,} employees",
        f"{run.size.nodes:,} nodes and {run.size.relations:,} relations, loaded in "
        f"{run.loading:,.0f} s; the hub's process took {run.memory >> 20} MB at most.",
        as_table(_LATENCY, (_row(result) for result in run.results)),
        "\n".join(_faults(run)),
        "Answers a second:",
        as_table(
            ("query", "connections", "hub", "peer", "hub / peer"),
            (row for result in run.results for row in _rates(result)),
        ),
    ]
    return "\n\n".join(part for part in parts if part)


def _row(result: Result) -> Sequence[str]:
    hub, raw, peer = (result.latency.get(side) for side in ("hub", "raw", "peer"))
    assert hub and raw
    none = "fails" if result.fault else "-"
    return (
        result.query.name,
        *_both(hub),
        *_both(raw),
        *(_both(peer) if peer else (none, none)),
        f"{peer.p50 / hub.p50:.1f}" if peer else "-",
        f"{factor(result):.0f}" if peer else "-",
        f"{hub.p50 - raw.p50:.2f}",
        f"{result.statements}",
        f"{result.hits:,}",
        f"{hub.size:,}",
    )


def _both(latency: Latency) -> tuple[str, str]:
    return _ms(latency.p50), _ms(latency.p95)


def _ms(value: float) -> str:
    """Milliseconds, as exact as they are worth reading."""
    return f"{value:,.{2 if value < 10 else 1 if value < 100 else 0}f}"


def _faults(run: Run) -> Iterator[str]:
    for result in run.results:
        if result.fault:
            yield f"- The peer fails at {result.query.name}: {result.fault}"


def _rates(result: Result) -> Iterator[Sequence[str]]:
    for count, rates in result.throughput.items():
        hub, peer = rates["hub"], rates.get("peer")
        theirs = (f"{peer:,.0f}", f"{hub / peer:.1f}") if peer else ("fails", "-")
        yield result.query.name, f"{count}", f"{hub:,.0f}", *theirs


def as_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Markdown; all columns but the first are numbers, unless there are two only."""
    rule = ["---", *(["---"] if len(heads) == 2 else ["--:"] * (len(heads) - 1))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))
