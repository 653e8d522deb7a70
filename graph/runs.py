"""Runs that bring data in: begun before the first write, ended after the last, so that one that
was cut short can be told, and gone on with or done again.
"""

from __future__ import annotations

from collections.abc import Collection
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


# $p: id, state, format, source, actor, now, more
_BEGIN = """MERGE (r:ImportRun {id: $p.id})
SET r.state = $p.state, r.format = $p.format, r.source = $p.source, r.actor = $p.actor, \
r.startedAt = $p.now, r.endedAt = null, r.blocks = 0, r.nodes = 0, r.relations = 0
SET r += $p.more"""

# $p: id, touched
_GO_ON = "MATCH (r:ImportRun {id: $p.id}) SET r.touched = $p.touched"

# $p: id, state, now, counts
_END = """MATCH (r:ImportRun {id: $p.id})
SET r += $p.counts, r.state = $p.state, r.endedAt = $p.now
RETURN coalesce(r.created, 0) + coalesce(r.changed, 0) + coalesce(r.ended, 0)"""

# $p: id, state, now
_MARK = "MATCH (r:ImportRun {id: $p.id}) SET r.state = $p.state, r.undoneAt = $p.now"

# $p: id
_STATE = """MATCH (r:ImportRun {id: $p.id})
RETURN coalesce(r.state, CASE WHEN r.endedAt IS NULL THEN 'RUNNING' ELSE 'APPLIED' END), \
r.endedAt IS NOT NULL, r.blocks, r.nodes, r.relations, r.touched IS NOT NULL"""

# $p: source, states
_OF_SOURCE = """MATCH (r:ImportRun {source: $p.source}) WHERE r.state IN $p.states
AND r.touched IS NOT NULL RETURN r.id, r.state, r.touched ORDER BY r.startedAt, r.id"""


@dataclass(frozen=True, slots=True)
class Run:
    """How far a run has come: what it has written, for one that counts, and whether it ended."""

    state: State
    ended: bool
    blocks: int
    nodes: int
    relations: int
    journal: bool = False
    """Whether it keeps a journal of what it writes, so that it can be undone."""


@dataclass(frozen=True, slots=True)
class Former:
    """A run for a source, and the kinds and types that it wrote."""

    id: str
    state: State
    touched: tuple[str, ...]


async def begin(
    write: Ask,
    id_: str,
    *,
    format: str,
    source: str,
    now: str,
    actor: str = "local",
    touched: Collection[str] | None = None,
) -> None:
    """Note that a run has begun, from nothing; one that keeps a journal tells what kinds and types
    it touches, and its steps count what they write.
    """
    values = {"id": id_, "state": State.RUNNING.value, "format": format, "source": source}
    more = (
        {} if touched is None else {"touched": [*touched], "created": 0, "changed": 0, "ended": 0}
    )
    given = {**values, "now": now, "actor": actor, "more": more}
    await write("begin run", _BEGIN, given)


async def go_on(write: Ask, id_: str, touched: Collection[str]) -> None:
    """Note that a run that was cut short goes on, and what it touches."""
    await write("go on with run", _GO_ON, {"id": id_, "touched": [*touched]})


async def end(write: Ask, id_: str, *, now: str, **counts: Any) -> int:
    """Note that a run is complete, and what it counted; how much its steps wrote."""
    values = {"id": id_, "state": State.APPLIED.value, "now": now, "counts": counts}
    rows = await write("end run", _END, values)
    return int(rows[0][0]) if rows else 0


async def mark(write: Ask, id_: str, state: State, now: str) -> None:
    """Note that a run is being undone, or that it is."""
    await write("mark run", _MARK, {"id": id_, "state": state.value, "now": now})


async def state(read: Ask, id_: str) -> Run | None:
    """How far a run has come; None where it was never begun."""
    rows = await read("state of run", _STATE, {"id": id_})
    return Run(State(rows[0][0]), *rows[0][1:]) if rows else None


async def of_source(read: Ask, source: str) -> list[Former]:
    """The runs for a source that keep a journal and are not undone, in their order."""
    states = [State.RUNNING.value, State.APPLIED.value, State.UNDOING.value]
    rows = await read("runs of source", _OF_SOURCE, {"source": source, "states": states})
    return [Former(id_, State(s), tuple(touched)) for id_, s, touched in rows]


def new_id() -> str:
    """The id of a new run."""
    return f"ImportRun:{new_ulid()}"


def step_id(run: str, number: int) -> str:
    """The id of a step of a run's journal."""
    return f"ImportStep:{run}/{number}"
