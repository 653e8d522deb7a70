"""Measure and report: ``scripts/bench [--quick]``.

A run of all sizes writes ``bench/REPORT.md`` and ``bench/growth.svg``. Exit code 1 where a goal is
missed.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "engines"))

from neo4j_process import OLDEST, Neo4jProcess, available, jdk_for

from bench import report, servers
from bench.about import about
from bench.goals import missed
from bench.keep import keep, kept
from bench.run import SEED, Run, load, measure, timed

QUICK = (100_000,)
FULL = (10_000, 100_000, 1_000_000, 4_700_000)
_JVM = ("-Xmx4g", "-Xms4g", "-XX:+UseG1GC")
_PAGE_CACHE = 6_000


def main() -> int:
    """Run, report, and say whether the goals are met."""
    options = _options()
    sizes = options.sizes or (QUICK if options.quick else FULL)
    seconds = 2.0 if options.quick else 4.0
    folder = options.keep or Path(tempfile.mkdtemp(prefix="sinergi-bench-"))
    found = {size: kept(folder, size, seconds) for size in sizes}
    if None in found.values():
        if reason := available(OLDEST):
            print(f"Neo4j {OLDEST} is needed: {reason}", file=sys.stderr)
            return 2
        servers.install_peer()
        _say(f"Measurements are kept in {folder}; --keep goes on from there.")
    runs = [found[size] or _run(size, seconds, folder) for size in sizes]
    print(report.table(runs))
    if where := options.report or (report.FOLDER if tuple(sizes) == FULL else None):
        report.write(runs, where)
    faults = [fault for run in runs for fault in missed(run)]
    print("\n".join(faults) or "All goals are met.")
    return 1 if faults else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="100,000 employees, no report")
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of employees")
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="FOLDER",
        help="keep each size's measurements there; sizes that are there are not measured again",
    )
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FOLDER",
        help="write REPORT.md and growth.svg there, whatever the sizes",
    )
    return parser.parse_args()


def _run(employees: int, seconds: float, folder: Path) -> Run:
    """Measure one size and keep what was measured."""
    _say(f"{employees:,} employees: loading")
    jdk = jdk_for(OLDEST)
    made_on = about(OLDEST, jdk, _JVM, _PAGE_CACHE)
    with Neo4jProcess(OLDEST, jdk, _JVM, _PAGE_CACHE) as neo4j:
        with timed() as taken:
            size = asyncio.run(load(neo4j.uri, employees, _say))
        _say(f"  {size.nodes:,} nodes in {taken[0]:.0f} s; measuring")
        measured = measure(neo4j.uri, employees, seconds, _say)
    run = Run(employees, SEED, size, taken[0], seconds, made_on, *measured)
    keep(run, folder)
    return run


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
