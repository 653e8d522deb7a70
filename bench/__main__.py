"""Measure and report: ``scripts/bench [--quick]``.

Exit code 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "engines"))

from neo4j_process import OLDEST, Neo4jProcess, available, jdk_for

from bench import report, servers
from bench.goals import missed
from bench.run import Run, load, measure, timed

QUICK = (100_000,)
FULL = (10_000, 100_000, 1_000_000, 4_700_000)
_JVM = ("-Xmx4g", "-Xms4g", "-XX:+UseG1GC")
_PAGE_CACHE = 6_000


def main() -> int:
    """Run, report, and say whether the goals are met."""
    options = _options()
    sizes = options.sizes or (QUICK if options.quick else FULL)
    if reason := available(OLDEST):
        print(f"Neo4j {OLDEST} is needed: {reason}", file=sys.stderr)
        return 2
    servers.install_peer()
    runs = [_run(size, 2.0 if options.quick else 4.0) for size in sizes]
    print(report.table(runs))
    if not options.quick:
        report.write(runs)
    faults = [fault for run in runs for fault in missed(run)]
    print("\n".join(faults) or "All goals are met.")
    return 1 if faults else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="100,000 employees, no report")
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of employees")
    return parser.parse_args()


def _run(employees: int, seconds: float) -> Run:
    _say(f"{employees:,} employees: loading")
    with Neo4jProcess(OLDEST, jdk_for(OLDEST), _JVM, _PAGE_CACHE) as neo4j:
        with timed() as taken:
            engine, nodes = asyncio.run(load(neo4j.uri, employees, _say))
        _say(f"  {nodes:,} nodes in {taken[0]:.0f} s; measuring")
        results, memory = measure(neo4j.uri, employees, seconds, True, _say)
    return Run(employees, nodes, taken[0], engine, results, memory)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
