"""Runs that bring data in: begun before the first write, ended after the last, so that one that
was cut short can be told, and gone on with or done again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from graph.database import Ask
from graph.ulid import new_ulid


class State(StrEnum):
    """How far a run has come."""

    RUNNING = "RUNNING"
    APPLIED = "APPLIED"
    UNDOING = "UNDOING"
    UNDONE = "UNDONE"


# $p: id, state, format, source, actor, now
_BEGIN = """MERGE (r:ImportRun {id: $p.id})
SET r.state = $p.state, r.format = $p.format, r.source = $p.source, r.actor = $p.actor, \
r.startedAt = $p.now, r.endedAt = null, r.blocks = 0, r.nodes = 0, r.relations = 0"""

# $p: id, state, now, counts
_END = """MATCH (r:ImportRun {id: $p.id})
SET r += $p.counts, r.state = $p.state, r.endedAt = $p.now"""

# $p: id, state, now
_MARK = "MATCH (r:ImportRun {id: $p.id}) SET r.state = $p.state, r.undoneAt = $p.now"

# $p: id
_STATE = """MATCH (r:ImportRun {id: $p.id})
RETURN coalesce(r.state, CASE WHEN r.endedAt IS NULL THEN 'RUNNING' ELSE 'APPLIED' END), \
r.endedAt IS NOT NULL, r.blocks, r.nodes, r.relations"""

# $p: source, states
_OF_SOURCE = """MATCH (r:ImportRun {source: $p.source}) WHERE r.state IN $p.states
RETURN r.id, r.state, coalesce(r.content, ''), coalesce(r.touched, []) ORDER BY r.startedAt"""


@dataclass(frozen=True, slots=True)
class Run:
    """How far a run has come: what it has written, for one that counts, and whether it ended."""

    state: State
    ended: bool
    blocks: int
    nodes: int
    relations: int


@dataclass(frozen=True, slots=True)
class Former:
    """A run for a source: what it read, by a digest, and the kinds and types that it wrote."""

    id: str
    state: State
    content: str
    touched: tuple[str, ...]


async def begin(
    write: Ask, id_: str, *, format: str, source: str, now: str, actor: str = "local"
) -> None:
    """Note that a run has begun, from nothing."""
    values = {"id": id_, "state": State.RUNNING.value, "format": format, "source": source}
    await write("begin run", _BEGIN, {**values, "now": now, "actor": actor})


async def end(write: Ask, id_: str, *, now: str, **counts: Any) -> None:
    """Note that a run is complete, and what it counted."""
    values = {"id": id_, "state": State.APPLIED.value, "now": now, "counts": counts}
    await write("end run", _END, values)


async def mark(write: Ask, id_: str, state: State, now: str) -> None:
    """Note that a run is being undone, or that it is."""
    await write("mark run", _MARK, {"id": id_, "state": state.value, "now": now})


async def state(read: Ask, id_: str) -> Run | None:
    """How far a run has come; None where it was never begun."""
    rows = await read("state of run", _STATE, {"id": id_})
    return Run(State(rows[0][0]), *rows[0][1:]) if rows else None


async def of_source(read: Ask, source: str) -> list[Former]:
    """The runs for a source that wrote, or are writing, in their order."""
    states = [State.RUNNING.value, State.APPLIED.value]
    rows = await read("runs of source", _OF_SOURCE, {"source": source, "states": states})
    return [Former(id_, State(s), content, tuple(touched)) for id_, s, content, touched in rows]


def new_id() -> str:
    """The id of a new run."""
    return f"ImportRun:{new_ulid()}"


def step_id(run: str, number: int) -> str:
    """The id of a step of a run's journal."""
    return f"ImportStep:{run}/{number}"
