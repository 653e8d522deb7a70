"""A made-up government of any size, marked synthetic, in the shape of Indonesia's.

It is made in streams of numbered blocks that can be made by themselves. A run counts in the graph
how many are written, so that one that was killed goes on where it stopped; it makes a block while
the one before is written; and it builds the indexes when all is there.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import islice

from graph import changes, constraints, runs
from graph.changes import Entry
from graph.database import Database
from graph.insert import Block, block, insert
from graph.model import Model
from graph.rows import digest
from graph.runs import Run, State
from graph.upsert import write_nodes
from seeds.government import Government, Stream
from seeds.shape import Shape

__all__ = ["GenerateReport", "Shape", "generate"]

Progress = Callable[[str, int, int], None]
"""Is told of what is being written how many are done, of how many."""


@dataclass(slots=True)
class GenerateReport:
    """How many nodes and relations were written. Blocks that were there already are not made
    again, only counted as ``skipped``.
    """

    nodes: int = 0
    relations: int = 0
    skipped: int = 0


async def generate(
    database: Database,
    model: Model,
    shape: Shape,
    now: str,
    progress: Progress = lambda what, done, total: None,
) -> GenerateReport:
    """Bring the graph to what a shape says, with all indexes. ``now`` is the time that is
    recorded (UTC).
    """
    await constraints.ensure(database, model, constraints.unique)
    writing = _Writing(database, model, Government(model, shape), now, progress)
    report = await writing.go_on()
    await constraints.ensure(database, model)
    await constraints.ready(database, lambda done: progress("indexes, in percent", done, 100))
    return report


@dataclass
class _Writing:
    """A run that writes a government."""

    database: Database
    model: Model
    government: Government
    now: str
    progress: Progress

    async def go_on(self) -> GenerateReport:
        """Write what is missing, and the record of it."""
        before = await self._begun()
        report = GenerateReport(skipped=before.blocks)
        if not before.ended:
            await self._blocks(report)
            nodes, relations = before.nodes + report.nodes, before.relations + report.relations
            await self._record(nodes + relations)
            await runs.end(
                self.database.write, self.id, now=self.now, nodes=nodes, relations=relations
            )
        return report

    @property
    def id(self) -> str:
        """The run's."""
        return f"ImportRun:{self.government.shape.tag}"

    async def _begun(self) -> Run:
        found = await runs.state(self.database.read, self.id)
        if found:
            return found
        tag = self.government.shape.tag
        await runs.begin(self.database.write, self.id, format="generated", source=tag, now=self.now)
        return Run(State.RUNNING, ended=False, blocks=0, nodes=0, relations=0)

    async def _blocks(self, report: GenerateReport) -> None:
        for kind, nodes in self.government.catalogue.nodes.items():
            await write_nodes(self.database, self.model.kind(kind), nodes, self.now)
        todo = list(islice(self.government.blocks(), report.skipped, None))
        made = self._made(todo)
        for place, (stream, number) in enumerate(todo, start=report.skipped):
            ready = await anext(made)
            await insert(self.database, self.id, place, ready)
            report.nodes += ready.nodes
            report.relations += ready.relations
            done = min((number + 1) * stream.block, stream.items)
            self.progress(stream.name, done, stream.items)

    async def _made(self, todo: Iterable[tuple[Stream, int]]) -> AsyncIterator[Block]:
        """Each block is made, in a thread, while the one before is written."""
        ahead: asyncio.Task[Block] | None = None
        for stream, number in todo:
            ready = await ahead if ahead else None
            ahead = asyncio.create_task(asyncio.to_thread(self._block, stream, number))
            if ready:
                yield ready
        if ahead:
            yield await ahead

    def _block(self, stream: Stream, number: int) -> Block:
        draft = self.government.block(stream, number)
        return block(self.model, draft.nodes, draft.relations, self.now)

    async def _record(self, count: int) -> None:
        shape = self.government.shape
        mark = digest(asdict(shape))
        entry = Entry(self.now, "local", "GENERATE", count=count, bulk=mark, run=self.id)
        await self.database.transact(lambda t: changes.append(t.run, entry))
