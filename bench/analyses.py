"""Time the analyses on made-up participations: ``python -m bench.analyses`` (``scripts/bench
--analyses``).

Each number is of a process of its own, which says how long its work took the first time (libraries
imported, code compiled) and the second time. Writes ``bench/ANALYSES.md`` and
``bench/analyses.svg``. Exit code 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.about import machine, versions
from bench.axes import told
from bench.picture import Line, Panel, Side, Words, picture
from bench.report import as_table
from bench.synthetic import AGENCIES, LARGEST, SECTORS, SEED, SMALLEST, WORK

FOLDER = Path(__file__).parent
SIZES = (500, 5_000, 50_000)
LIBRARIES = ("numpy", "scipy", "rustworkx", "graspologic-native", "numba")
NETWORK, CLOSED, FDSM = WORK
WHAT = {
    NETWORK: "collaborationNetwork from rows that were read: ties, evidence and every measure, "
    "with 1,000 permutations of sectors",
    CLOSED: "the matrix of sectors in closed form",
    FDSM: "the matrix of sectors from 1,000 random tables",
}
SIDES = (
    Side(
        "cold", "#c2410c", "7 4", "M0-4.6 4.2 3.2H-4.2Z", "#c2410c", "a new process, all compiled"
    ),
    Side(
        "warm",
        "#0b5cad",
        "none",
        "M-3 0A3 3 0 0 1 3 0A3 3 0 0 1-3 0Z",
        "#0b5cad",
        "the same again in that process",
    ),
)


@dataclass(frozen=True)
class Taken:
    """Seconds of one piece of work, and the most memory of its process in bytes."""

    cold: float
    warm: float
    memory: int
    participations: int


Results = Mapping[int, Mapping[str, Taken]]
"""By number of initiatives and by work."""


def missed(results: Results) -> Iterator[str]:
    """Every goal that the results miss, in a sentence."""
    for size, work in results.items():
        total = sum(taken.cold for taken in work.values())
        for what, seconds, most in (
            (NETWORK, work[NETWORK].cold, 2.0 if size == 5_000 else None),
            (FDSM, work[FDSM].cold, 15.0 if size == 5_000 else None),
            ("all", total, 60.0 if size == 50_000 else None),
        ):
            if most is not None and seconds >= most:
                yield f"{size:,} initiatives, {what}: {seconds:.1f} s cold, wanted under {most:g} s"


def table(results: Results) -> str:
    """The times, a row for each size and work."""
    heads = ("initiatives", "participations", "work", "cold, s", "warm, s", "memory, MB")
    rows = [
        (
            f"{size:,}",
            f"{taken.participations:,}",
            name,
            f"{taken.cold:.2f}",
            f"{taken.warm:.2f}",
            f"{taken.memory >> 20}",
        )
        for size, work in results.items()
        for name, taken in work.items()
    ]
    return as_table(heads, rows)


def report(results: Results, about: Mapping[str, str]) -> str:
    """What was measured, on what, with the picture and the goals."""
    parts = (
        "# How long the analyses take",
        f"`scripts/bench --analyses` measures this. Participations are made up: {AGENCIES} "
        f"agencies in {SECTORS} sectors, initiatives of {SMALLEST} to {LARGEST} agencies with "
        f"heavy tails (seed {SEED}). Cold is a new process that imports libraries and compiles "
        "code; warm is "
        "the same work again in it. Each work: "
        + "; ".join(f"**{name}**, {what}" for name, what in WHAT.items())
        + ".",
        "## What it was measured on",
        as_table(("what", "which"), about.items()),
        "## Growth",
        "![Time of each analysis by number of initiatives](analyses.svg)",
        "## Times",
        table(results),
        "## Goals",
        "With 5,000 initiatives the network under 2 s and FDSM under 15 s cold; with 50,000 all "
        "together under 60 s cold.",
        "\n".join(f"- missed: {fault}" for fault in missed(results)) or "All are met.",
    )
    return "\n\n".join(parts) + "\n"


def drawn(results: Results) -> str:
    """The picture of growth."""
    panels = [
        Panel(
            name,
            WHAT[name],
            [
                Line(
                    side, {s: 1000 * getattr(work[name], side.name) for s, work in results.items()}
                )
                for side in SIDES
            ],
        )
        for name in WORK
    ]
    largest = max(results)
    ends = (
        f"{name} {told(1000 * taken.cold)} cold, {told(1000 * taken.warm)} warm"
        for name, taken in results[largest].items()
    )
    words = Words(
        "How the time of each analysis grows with the initiatives",
        "How each analysis grows with the initiatives",
        f"Time by number of initiatives of {AGENCIES} agencies. Both scales are logarithmic and "
        "the same in all panels; the number at a line's end is its last one.",
        f"{len(panels)} panels. At {largest:,} initiatives: {'; '.join(ends)}.",
    )
    return picture(words, SIDES, panels, sorted(results))


def measured(initiatives: int, work: str) -> Taken:
    """Do the work in a new process whose code is not compiled yet."""
    with tempfile.TemporaryDirectory() as nothing_compiled:
        done = subprocess.run(
            [sys.executable, "-m", "bench.synthetic", work, str(initiatives)],
            env={**os.environ, "NUMBA_CACHE_DIR": nothing_compiled},
            cwd=FOLDER.parent,
            stdout=subprocess.PIPE,
            check=True,
        )
    return Taken(**json.loads(done.stdout))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, report, and say whether the goals are met."""
    parser = argparse.ArgumentParser(prog="scripts/bench --analyses", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="initiatives")
    parser.add_argument("--report", type=Path, default=FOLDER, metavar="FOLDER", help="where to")
    options = parser.parse_args(arguments)
    results: dict[int, dict[str, Taken]] = {}
    for size in sorted(options.sizes):
        results[size] = {}
        for name in WORK:
            print(f"{size:,} initiatives: {name}", file=sys.stderr, flush=True)
            results[size][name] = measured(size, name)
    print(table(results))
    about = {"machine": machine(), "versions": versions(LIBRARIES), "seed": f"{SEED}"}
    options.report.mkdir(parents=True, exist_ok=True)
    (options.report / "ANALYSES.md").write_text(report(results, about), "utf-8")
    (options.report / "analyses.svg").write_text(drawn(results), "utf-8")
    faults = list(missed(results))
    print("\n".join(faults) or "All goals are met.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
