"""A made-up government of any size, marked synthetic, in the shape of Indonesia's.

It is made in streams, each of numbered blocks that can be made by themselves. A run looks for the
first block that is not there and goes on from it, so one that was killed loses at most a block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import partial
from random import Random

from graph import changes, runs
from graph.database import Database
from graph.model import Model
from graph.upsert import (
    RelationRow,
    digest,
    holds_nodes,
    holds_relations,
    write_nodes,
    write_relations,
)
from seeds.draft import Draft
from seeds.initiatives import Places, initiatives
from seeds.load import read
from seeds.meetings import sessions, surveys
from seeds.processes import processes
from seeds.shape import Plan, Shape
from seeds.staff import staff
from seeds.structure import agencies, units
from seeds.targets import targets

Progress = Callable[[str, int, int], None]
"""Is told of what is being written how many are done, of how many."""

_CATALOGUE = ("Sector", "Competency", "Region", "TransformationTrack")


@dataclass(frozen=True)
class Stream:
    """Things of one sort. ``make`` makes those in a range with all that belongs to them, and
    refers only to them and to streams before.
    """

    name: str
    items: int
    block: int
    make: Callable[[Random, range], Draft]

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return -(-self.items // self.block)


@dataclass(slots=True)
class GenerateReport:
    """How many nodes and relations were made and how many really changed. Blocks that were there
    already are not made again, only counted as ``skipped``.
    """

    nodes: int = 0
    relations: int = 0
    changed: int = 0
    skipped: int = 0


class Government:
    """All streams of a shape, in the order in which they are written."""

    def __init__(self, model: Model, shape: Shape) -> None:
        self.shape = shape
        self.plan = plan = Plan(shape)
        self.catalogue = catalogue(model)
        ids = {kind: tuple(n["id"] for n in nodes) for kind, nodes in self.catalogue.nodes.items()}
        skills = ids["Competency"]
        places = Places(ids["Region"], ids["TransformationTrack"])
        crews = min(100, shape.units // 4)
        self.streams = (
            Stream("catalogue", 1, 1, lambda rng, items: self.catalogue),
            Stream("agencies", shape.agencies, 1000, partial(agencies, plan)),
            Stream("agencies' units", shape.agencies, 10, partial(units, plan, skills)),
            Stream("units' staff", shape.units, crews, partial(staff, plan, skills)),
            Stream("targets", shape.targets, 250, partial(targets, plan)),
            Stream("processes", shape.processes, 1000, partial(processes, plan)),
            Stream("initiatives", shape.initiatives, 500, partial(initiatives, plan, places)),
            Stream("sessions", shape.sessions, 500, partial(sessions, plan)),
            Stream("agencies' surveys", shape.agencies, 1000, partial(surveys, plan)),
        )

    def block(self, stream: Stream, number: int) -> Draft:
        """One block: the same whenever it is made."""
        first = number * stream.block
        items = range(first, min(first + stream.block, stream.items))
        return stream.make(self.shape.random(stream.name, number), items)

    def __iter__(self) -> Iterator[Draft]:
        for stream in self.streams:
            for number in range(stream.blocks):
                yield self.block(stream, number)


def catalogue(model: Model) -> Draft:
    """What generated data refers to and the seed has: sectors of government affairs,
    competencies, regions, tracks. Word for word the seed's, so that it changes nothing there.
    """
    seed, draft = read(model), Draft()
    draft.nodes = {kind: seed.nodes[kind] for kind in _CATALOGUE}
    draft.nodes["Sector"] = [s for s in draft.nodes["Sector"] if s["scheme"] == "SPBE"]
    return draft


async def generate(
    database: Database,
    model: Model,
    shape: Shape,
    now: str,
    progress: Progress = lambda what, done, total: None,
) -> GenerateReport:
    """Bring the graph to what a shape says. ``now`` is the time that is recorded (UTC)."""
    run = f"ImportRun:{shape.tag}"
    interrupted = await runs.unfinished(database, run)
    writing = _Writing(database, model, Government(model, shape), now, progress)
    await runs.begin(database, run, format="generated", source=shape.tag, now=now)
    for stream in writing.government.streams:
        await writing.stream(stream)
    report = writing.report
    if report.changed or interrupted:
        await _record(database, shape, report, now)
    await runs.end(database, run, now=now, nodes=report.nodes, relations=report.relations)
    return report


async def _record(database: Database, shape: Shape, report: GenerateReport, now: str) -> None:
    shown = digest({f.name: getattr(shape, f.name) for f in fields(shape)})
    await changes.append(
        database,
        time=now,
        actor="local",
        action=f"generate {shape.tag}",
        digest=shown,
        count=report.changed,
    )


@dataclass
class _Writing:
    """A run that writes a government."""

    database: Database
    model: Model
    government: Government
    now: str
    progress: Progress

    def __post_init__(self) -> None:
        self.report = GenerateReport()

    async def stream(self, stream: Stream) -> None:
        """Write the blocks of a stream that are not there."""
        first = await self._first_missing(stream)
        self.report.skipped += first
        for number in range(first, stream.blocks):
            await self._write(self.government.block(stream, number))
            done = min((number + 1) * stream.block, stream.items)
            self.progress(stream.name, done, stream.items)

    async def _first_missing(self, stream: Stream) -> int:
        """By halving: blocks are written in order, so all before one that is there are there."""
        low, high = 0, stream.blocks
        while low < high:
            middle = (low + high) // 2
            if await self._there(self.government.block(stream, middle)):
                low = middle + 1
            else:
                high = middle
        return low

    async def _there(self, draft: Draft) -> bool:
        """Whether the row of a block that is written last is in the graph, as it should be."""
        if not draft.relations:
            kind, nodes = list(draft.nodes.items())[-1]
            return await holds_nodes(self.database, self.model.kind(kind), nodes[-1:])
        type_, rows = list(draft.relations.items())[-1]
        relation = self.model.relations[type_]
        return await holds_relations(self.database, relation, [_last_written(rows)])

    async def _write(self, draft: Draft) -> None:
        for kind, nodes in draft.nodes.items():
            known = self.model.kind(kind)
            self.report.changed += await write_nodes(self.database, known, nodes, self.now)
            self.report.nodes += len(nodes)
        for type_, rows in draft.relations.items():
            relation = self.model.relations[type_]
            self.report.changed += await write_relations(self.database, relation, rows)
            self.report.relations += len(rows)


def _last_written(rows: Iterable[RelationRow]) -> RelationRow:
    """Relations between the same two kinds are written together, in the order of their first."""
    last = {(_kind(row.start), _kind(row.end)): row for row in rows}
    return list(last.values())[-1]


def _kind(id_: str) -> str:
    return id_.partition(":")[0]
