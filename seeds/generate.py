"""A made-up government of any size, marked synthetic, in the shape of Indonesia's.

It is made in streams, each of numbered blocks that can be made by themselves. A run looks for the
first block that is not there and goes on from it, so one that was killed loses at most a block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

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
from seeds.government import Government, Stream
from seeds.shape import Shape

__all__ = ["GenerateReport", "Shape", "generate"]

Progress = Callable[[str, int, int], None]
"""Is told of what is being written how many are done, of how many."""


@dataclass(slots=True)
class GenerateReport:
    """How many nodes and relations were made and how many really changed. Blocks that were there
    already are not made again, only counted as ``skipped``.
    """

    nodes: int = 0
    relations: int = 0
    changed: int = 0
    skipped: int = 0


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
    gaps = await writing.gaps()
    report = writing.report
    if gaps or interrupted:
        await runs.begin(database, run, format="generated", source=shape.tag, now=now)
        for stream, first in gaps:
            await writing.stream(stream, first)
        await _record(database, shape, report, now)
        await runs.end(database, run, now=now, nodes=report.nodes, relations=report.relations)
    return report


async def _record(database: Database, shape: Shape, report: GenerateReport, now: str) -> None:
    await changes.append(
        database,
        time=now,
        actor="local",
        action=f"generate {shape.tag}",
        digest=digest(asdict(shape)),
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

    async def gaps(self) -> list[tuple[Stream, int]]:
        """Streams that are not wholly there, with their first missing block."""
        found = []
        for stream in self.government.streams:
            first = await self._first_missing(stream)
            self.report.skipped += first
            if first < stream.blocks:
                found.append((stream, first))
        return found

    async def stream(self, stream: Stream, first: int) -> None:
        """Write the blocks of a stream from one on."""
        for number in range(first, stream.blocks):
            self.progress(stream.name, number * stream.block, stream.items)
            await self._write(self.government.block(stream, number))
        self.progress(stream.name, stream.items, stream.items)

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
