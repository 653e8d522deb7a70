"""Time imports into real Neo4j: ``python -m bench.imports`` (``scripts/bench --imports``).

Each number is of the command itself, as a user runs it: a new process from its start to its end,
with the most memory that it held. Writes ``bench/IMPORTS.md``. Exit code 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.about import machine, versions
from bench.report import as_table

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("SINERGI_REFERENCES") or ROOT.parent / "shared" / "data")
SEED = 20_261_125
ROWS = 1_000_000
AGENCIES, UNITS, POSTS = 100, 5_000, 50_000
MEMORY = 300
"""Megabytes that the process may hold, whatever the file."""
FOLDER = Path(__file__).parent
JVM = ("-Xms4g", "-Xmx4g", "-XX:+UseG1GC")
PAGE_CACHE = 2_000
"""Megabytes."""
LIBRARIES = ("neo4j", "neo4j-rust-ext", "orjson", "rapidfuzz")
sys.path.append(str(ROOT / "tests" / "engines"))


@dataclass(frozen=True)
class Work:
    """An import, and what it is to take at most, in seconds, where there is such a goal."""

    name: str
    format: str
    path: Path
    apply: bool
    seconds: float | None = None


@dataclass(frozen=True)
class Taken:
    """Seconds from start to end, and the most megabytes held."""

    seconds: float
    memory: int


def tables(folder: Path, rows: int) -> None:
    """A made-up service of the state: who is employed, in which posts of which units."""
    rng = random.Random(SEED)
    first = ("Budi", "Siti", "Agus", "Dewi", "Rina", "Joko", "Sri", "Andi", "Made", "Tuti")
    agencies = [f"a{i},Agency {i},MINISTRY" for i in range(AGENCIES)]
    units = [f"u{i},Unit {i},a{i % AGENCIES}" for i in range(UNITS)]
    posts = [f"p{i},Analis {i},PELAKSANA,EXECUTIVE,u{i % UNITS}" for i in range(POSTS)]
    _write(folder / "structure", "agency", "code,name,type", agencies)
    _write(folder / "structure", "unit", "code,name,agency", units)
    _write(folder / "structure", "post", "code,title,grade,kind,unit", posts)
    people = (
        f"{rng.choice(first)} {rng.choice(first)} {i},99{i:016d},true,p{rng.randrange(POSTS)}"
        for i in range(rows)
    )
    _write(folder / "employees", "employee", "name,nip,synthetic,posts", people)


def _write(folder: Path, name: str, header: str, rows: Sequence[str] | Iterator[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8") as file:
        file.write(header + "\n")
        file.writelines(f"{row}\n" for row in rows)


def works(folder: Path, rows: int) -> list[Work]:
    """What is measured, in this order."""
    whole = rows == ROWS
    found = [
        Work("agencies, units and posts", "csv", folder / "structure", apply=True),
        Work(
            f"{rows:,} rows of employees, each in a post",
            "csv",
            folder / "employees",
            apply=True,
            seconds=180.0 if whole else None,
        ),
        Work(f"the same {rows:,} rows again", "csv", folder / "employees", apply=True),
    ]
    govuk = DATA / "govuk_orgs"
    if govuk.exists():
        name = "1,016 GOV.UK organisations"
        found.insert(1, Work(f"{name}, looked at", "govuk-orgs", govuk, apply=False, seconds=2.0))
        found.insert(2, Work(f"{name}, applied", "govuk-orgs", govuk, apply=True, seconds=2.0))
    return found


def measured(work: Work, uri: str) -> Taken:
    """Do an import in a new process."""
    command = [sys.executable, "-m", "api", "import", work.format, str(work.path)]
    command += ["--apply"] if work.apply else []
    environment = {**os.environ, "SINERGI_NEO4J_URI": uri}
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{work.name} ended with {process.returncode}")
    return Taken(time.perf_counter() - began, usage.ru_maxrss >> 10)


def missed(results: Mapping[Work, Taken]) -> Iterator[str]:
    """Every goal that the results miss, in a sentence."""
    for work, taken in results.items():
        if work.seconds is not None and taken.seconds >= work.seconds:
            yield f"{work.name}: {taken.seconds:.1f} s, wanted under {work.seconds:g} s"
        if taken.memory >= MEMORY:
            yield f"{work.name}: {taken.memory} MB, wanted under {MEMORY}"


def table(results: Mapping[Work, Taken]) -> str:
    """The times, a row for each import."""
    rows = [
        (
            work.name,
            f"{taken.seconds:.1f}",
            f"{taken.memory}",
            "" if work.seconds is None else f"{work.seconds:g}",
        )
        for work, taken in results.items()
    ]
    return as_table(("import", "seconds", "memory, MB", "at most, s"), rows)


def report(results: Mapping[Work, Taken], about: Mapping[str, str]) -> str:
    """What was measured, on what, and the goals."""
    parts = (
        "# How long imports take",
        "`scripts/bench --imports` measures this: `sinergi import … --apply` into Neo4j, a new "
        "process from start to end. Employees are made up: each has a number that finds them "
        f"again and one of {POSTS:,} posts in {UNITS:,} units of {AGENCIES} agencies, and what "
        "follows from that (who works where) is written too. Memory is the most that the process "
        "held.",
        "## What it was measured on",
        as_table(("what", "which"), about.items()),
        "## Times",
        table(results),
        "## Goals",
        f"GOV.UK organisations under 2 s, a million rows under 3 minutes, under {MEMORY} MB.",
        "\n".join(f"- missed: {fault}" for fault in missed(results)) or "All are met.",
    )
    return "\n\n".join(parts) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, report, and say whether the goals are met."""
    parser = argparse.ArgumentParser(prog="scripts/bench --imports", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="of employees")
    parser.add_argument("--report", type=Path, default=FOLDER, metavar="FOLDER", help="where to")
    options = parser.parse_args(arguments)
    from neo4j_process import OLDEST, Neo4jProcess, available, jdk_for

    if reason := available(OLDEST):
        print(f"Neo4j {OLDEST}: {reason}", file=sys.stderr)
        return 1
    results: dict[Work, Taken] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        Neo4jProcess(OLDEST, jdk_for(OLDEST), JVM, PAGE_CACHE) as server,
    ):
        tables(Path(folder), options.rows)
        for work in works(Path(folder), options.rows):
            print(work.name, file=sys.stderr, flush=True)
            results[work] = measured(work, server.uri)
    print(table(results))
    about = {
        "machine": machine(),
        "Neo4j": f"{OLDEST}, {PAGE_CACHE:,} MB page cache, {' '.join(JVM)}",
        "versions": versions(LIBRARIES),
        "seed": f"{SEED}",
    }
    (options.report / "IMPORTS.md").write_text(report(results, about), "utf-8")
    faults = list(missed(results))
    print("\n".join(faults) or "All goals are met.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
