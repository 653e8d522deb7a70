"""Taking back what a run wrote: its steps, the last one first, each in a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import orjson

from graph import changes, runs
from graph.changes import Entry
from graph.database import Ask, Database, Transaction
from graph.errors import Conflict, NotFound, Refusals
from graph.imports.turn import turn
from graph.runs import State

Progress = Callable[[str, int], None]
MOST = 50
"""How many conflicts are told."""

# $p: id
_STEP = "MATCH (s:ImportStep {id: $p.id}) RETURN s.body"
_FORGET = "MATCH (s:ImportStep {id: $p.id}) DELETE s"
_BACK = "MATCH (r:ImportRun {id: $p.run}) SET r.blocks = $p.number - 1"

_ENDS = "(a:{start} {{id: row[0]}}) MATCH (b:{end} {{id: row[1]}})"

# $p: rows: [[id]], run
_TOUCHED_NODES = """UNWIND $p.rows AS row OPTIONAL MATCH (n:{kind} {{id: row[0]}})
WITH row, n WHERE n IS NULL OR n.run IS NULL OR n.run <> $p.run RETURN row[0]"""
_TIED_NODES = """UNWIND $p.rows AS row MATCH (n:{kind} {{id: row[0]}})-[r]-()
WHERE r.run IS NULL OR r.run <> $p.run RETURN DISTINCT row[0]"""

# $p: rows: [[start, end, key]], run
_TOUCHED_RELATIONS = f"""UNWIND $p.rows AS row MATCH {_ENDS}
OPTIONAL MATCH (a)-[r:{{type}} {{{{key: row[2]}}}}]->(b)
WITH row, r WHERE r IS NULL OR r.run IS NULL OR r.run <> $p.run RETURN row[0]"""
_BACK_RELATIONS = f"""UNWIND $p.rows AS row MATCH {_ENDS}
MATCH (a)-[r:{{type}} {{{{key: row[2]}}}}]->(b) WHERE r.run IS NULL OR r.run <> $p.run
RETURN row[0]"""

# $p.rows: [[id, properties]]; [[start, end, key, properties]]
_DELETE_NODES = "UNWIND $p.rows AS row MATCH (n:{kind} {{id: row[0]}}) DETACH DELETE n"
_RESTORE_NODES = """UNWIND $p.rows AS row MATCH (n:{kind} {{id: row[0]}})
SET n += row[1], n.version = coalesce(n.version, 0) + 1"""
_RECREATE_NODES = """UNWIND $p.rows AS row CREATE (n:{kind}) SET n = row[1],
n.version = coalesce(n.version, 0) + 1"""
_DELETE_RELATIONS = f"""UNWIND $p.rows AS row MATCH {_ENDS}
MATCH (a)-[r:{{type}} {{{{key: row[2]}}}}]->(b) DELETE r"""
_RESTORE_RELATIONS = f"""UNWIND $p.rows AS row MATCH {_ENDS}
MATCH (a)-[r:{{type}} {{{{key: row[2]}}}}]->(b) SET r += row[3]"""
_RECREATE_RELATIONS = f"""UNWIND $p.rows AS row MATCH {_ENDS}
CREATE (a)-[r:{{type}}]->(b) SET r = row[3]"""


@dataclass(frozen=True, slots=True)
class Undone:
    """How many nodes and relations are gone again, and how many are what they were before."""

    removed: int = 0
    restored: int = 0

    @property
    def count(self) -> int:
        """How many were written."""
        return self.removed + self.restored

    def __add__(self, other: Undone) -> Undone:
        return Undone(self.removed + other.removed, self.restored + other.restored)


@dataclass(frozen=True, slots=True)
class Body:
    """What the journal says of a step: of nodes of a kind, or of relations of a type between two
    kinds. Each is an id, or start, end and key, with the properties before where it was there.
    """

    kind: str = ""
    type: str = ""
    start: str = ""
    end: str = ""
    created: list[list[Any]] = field(default_factory=list)
    changed: list[list[Any]] = field(default_factory=list)
    removed: list[list[Any]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Of what kind or type it is."""
        return self.kind or self.type

    def filled(self, text: str) -> str:
        """A statement for this kind or type."""
        return text.format(kind=self.kind, type=self.type, start=self.start, end=self.end)


async def undo(
    database: Database, run: str, now: str, progress: Progress, actor: str = "local"
) -> Undone:
    """Take a run back; one that was cut short in this goes on. Raises NotFound, Conflict where it
    is in no state for that, and Refusals, changing nothing, where what it wrote was written again.
    """
    found = await runs.state(database.read, run)
    if found is None:
        raise NotFound(f"there is no run {run}")
    if found.state not in (State.RUNNING, State.APPLIED, State.UNDOING):
        raise Conflict(f"{run} can't be undone: it is {found.state.value.lower()}")
    if not found.journal:
        raise Conflict(f"{run} can't be undone: it keeps no journal of what it wrote")
    async with turn(database):
        await _refuse_touched(database, run, found.blocks)
        await runs.mark(database.write, run, State.UNDOING, now)
        undone = Undone()
        for number in range(found.blocks, 0, -1):
            entry = Entry(now, actor, "UNDO", run=run)
            back = partial(_take_back, number=number, entry=entry)
            undone += await database.transact(back)
            progress("steps left", number - 1)
        await runs.mark(database.write, run, State.UNDONE, now)
    return undone


async def _refuse_touched(database: Database, run: str, steps: int) -> None:
    """Look through all steps before any is taken back."""
    touched: dict[str, None] = {}
    for number in range(steps, 0, -1):
        body = await _body(database.read, run, number)
        for text, rows in _looks(body):
            given = {"rows": rows, "run": run}
            for (id_,) in await database.read("touched", body.filled(text), given) if rows else ():
                touched[id_] = None
    if touched:
        told = "was changed since, or tied to something: undo or change that first"
        faults = [Conflict(f"{id_} {told}") for id_ in touched]
        listed = "\n".join(f"  {fault}" for fault in faults[:MOST])
        raise Refusals(f"{run} can't be undone, and nothing was:\n{listed}", faults)


def _looks(body: Body) -> Iterator[tuple[str, list[list[Any]]]]:
    """What finds those that stand in the way of taking a step back, among what."""
    written = [*body.created, *(each[:-1] for each in body.changed)]
    if body.kind:
        yield _TOUCHED_NODES, written
        yield _TIED_NODES, body.created
    else:
        yield _TOUCHED_RELATIONS, written
        yield _BACK_RELATIONS, [each[:-1] for each in body.removed]


async def _take_back(transaction: Transaction, number: int, entry: Entry) -> Undone:
    """Take a step back; the log is told in the same transaction."""
    run = str(entry.run)
    body = await _body(transaction.run, run, number)
    ways = (
        ("remove", _DELETE_NODES if body.kind else _DELETE_RELATIONS, body.created),
        ("restore", _RESTORE_NODES if body.kind else _RESTORE_RELATIONS, body.changed),
        ("recreate", _RECREATE_NODES if body.kind else _RECREATE_RELATIONS, body.removed),
    )
    for name, text, rows in ways:
        if rows:
            await transaction.run(f"{name} {body.name}", body.filled(text), {"rows": rows})
    await transaction.run("forget step", _FORGET, {"id": runs.step_id(run, number)})
    await transaction.run("step back", _BACK, {"run": run, "number": number})
    undone = Undone(len(body.created), len(body.changed) + len(body.removed))
    await changes.append(transaction.run, replace(entry, kind=body.name, count=undone.count))
    return undone


async def _body(ask: Ask, run: str, number: int) -> Body:
    rows = await ask("step", _STEP, {"id": runs.step_id(run, number)})
    if not rows:
        raise Conflict(f"step {number} of {run} is gone: it can't be undone")
    return Body(**orjson.loads(rows[0][0]))
