"""Runs as JSON files, one a size: a full run takes long, and what was measured is not lost."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from bench.queries import QUERIES
from bench.run import Run

_RUN = TypeAdapter(Run)


def dumped(run: Run) -> bytes:
    """A run as JSON."""
    return _RUN.dump_json(run, indent=1)


def loaded(text: bytes) -> Run:
    """The run that was dumped."""
    return _RUN.validate_json(text)


def keep(run: Run, folder: Path) -> None:
    """Put a run in a folder; the file appears complete."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{run.employees}.json"
    draft.write_bytes(dumped(run))
    draft.replace(_file(folder, run.employees))


def kept(folder: Path, employees: int, seconds: float) -> Run | None:
    """The run of a size that a folder holds, unless other queries were measured or for another
    time.
    """
    file = _file(folder, employees)
    if not file.exists():
        return None
    run = loaded(file.read_bytes())
    same = run.seconds == seconds and tuple(r.query for r in run.results) == QUERIES
    return run if same else None


def _file(folder: Path, employees: int) -> Path:
    return folder / f"{employees}.json"
