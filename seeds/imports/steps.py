"""The steps of a run in their order, in batches: looked at, and written where that is wanted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TypeVar

from graph.database import Ask, Database, Transaction
from graph.imports import employments, vanished, write
from graph.imports.write import BATCH, Hand, Node, Step, Tie
from graph.model import Kind, Model, Relation
from graph.upsert import batches
from seeds.employment import employments as joined
from seeds.imports.item import Finding, Grade, Place
from seeds.imports.report import Report, Tally
from seeds.imports.stage import Stage, StagedThing, said

T = TypeVar("T")
Look = Callable[[Ask], Awaitable[Step]]
Put = Callable[[Transaction, Step], Awaitable[None]]


@dataclass
class Steps:
    """Does steps: in ``whole`` where that is a transaction, else each in its own."""

    database: Database
    whole: Transaction | None
    hand: Hand
    report: Report
    progress: Callable[[str, int], None]

    @property
    def stage(self) -> Stage:
        """What was read."""
        return self.report.stage

    async def nodes(self, kind: Kind) -> None:
        """The nodes of a kind."""
        tally = self.report.tally(kind)

        async def work(batch: list[StagedThing]) -> None:
            nodes = [self._node(thing) for thing in batch]
            step = await self._do(
                partial(write.look_at_nodes, kind=kind, nodes=nodes, hand=self.hand),
                partial(write.write_nodes, kind=kind, hand=self.hand),
            )
            self._count(tally, kind.name, len(batch), step)

        await self._spread(batches(self.stage.staged(kind), BATCH), work)

    async def relations(self, relation: Relation) -> None:
        """The relations of a type."""
        tally = self.report.tally(relation)

        async def work(batch: list[Tie]) -> None:
            ties = sorted(batch, key=lambda tie: (tie.end, tie.start))
            step = await self._do(
                partial(write.look_at_relations, relation=relation, ties=ties, hand=self.hand),
                self._put(relation, _ends(batch[0])),
            )
            self._count(tally, relation.type, len(batch), step)

        for _, ties in groupby(self.stage.ties(relation), key=_ends):
            await self._spread(batches(ties, BATCH), work)

    async def vanished(self, model: Model, touched: Collection[str], day: str) -> None:
        """What the source said earlier, of these kinds and types, and says no more."""
        ask = self.whole.run if self.whole else self.database.read
        for kind in model.kinds.values():
            if kind.name in touched:
                async for page in vanished.nodes_of(ask, kind, self.hand):
                    self.stage.nodes_gone(kind, page)
                await self._end_nodes(kind, day)
        for relation in model.relations.values():
            if relation.type in touched:
                async for page in vanished.relations_of(ask, relation, self.hand):
                    self.stage.relations_gone(relation, page)
                await self._end_relations(relation, day)

    async def _end_nodes(self, kind: Kind, day: str) -> None:
        tally, gone = self.report.tally(kind), self.stage.gone(kind.name)
        if not kind.mortal:
            self._kept(kind.name, sum(1 for _ in gone))
            return
        for batch in batches(gone, BATCH):
            ids = [start for start, _, _ in batch]
            step = await self._do(
                partial(vanished.look_at_nodes, kind=kind, ids=ids, day=day, hand=self.hand),
                partial(write.write_nodes, kind=kind, hand=self.hand),
            )
            self._ended(tally, [(kind.name, id_) for id_, _ in step.changed])

    async def _end_relations(self, relation: Relation, day: str) -> None:
        tally, gone = self.report.tally(relation), self.stage.gone(relation.type)
        if not relation.dated:
            self._kept(relation.type, sum(1 for _ in gone))
            return
        for ends, keys in groupby(gone, key=lambda key: (_kind(key[0]), _kind(key[1]))):
            for batch in batches(keys, BATCH):
                step = await self._do(
                    partial(
                        vanished.look_at_relations,
                        relation=relation,
                        keys=batch,
                        day=day,
                        hand=self.hand,
                    ),
                    self._put(relation, ends),
                )
                told = [(relation.type, f"{row[0]} to {row[1]}") for row in step.changed]
                self._ended(tally, told)

    async def employments(self, relation: Relation) -> None:
        """Who works where, of those whose posts were read, or the place of whose posts."""
        tally = self.report.derived
        ask = self.whole.run if self.whole else self.database.read
        for type_ in employments.BASES:
            for batch in batches(self.stage.starts(type_), BATCH):
                self.stage.hold(await employments.holders(ask, type_, batch))

        async def work(batch: list[str]) -> None:
            look = partial(
                employments.look, relation=relation, ids=batch, hand=self.hand, joined=joined
            )
            step = await self._do(look, self._put(relation, ("Employee", "Agency")))
            tally.created += len(step.new)
            tally.changed += len(step.changed) + len(step.removed)

        await self._spread(batches(self.stage.people(), BATCH), work)

    async def _spread(self, rows: Iterable[T], work: Callable[[T], Awaitable[None]]) -> None:
        """Do the same work with all batches, as many at a time as the engine gains by. What is
        written is sorted alike in each, so that two don't wait for each other.
        """
        free = asyncio.Semaphore(1 if self.whole else self.database.engine.writers)

        async def one(batch: T) -> None:
            try:
                await work(batch)
            finally:
                free.release()

        try:
            async with asyncio.TaskGroup() as group:
                for batch in rows:
                    await free.acquire()
                    group.create_task(one(batch))
        except BaseExceptionGroup as several:
            raise several.exceptions[0] from None

    def _put(self, relation: Relation, ends: tuple[str, str]) -> Put:
        return partial(write.write_relations, relation=relation, ends=ends, hand=self.hand)

    async def _do(self, look: Look, put: Put) -> Step:
        if not self.report.writes:
            return await look(self.database.read)

        async def work(transaction: Transaction) -> Step:
            step = await look(transaction.run)
            await put(transaction, step)
            return step

        return await (work(self.whole) if self.whole else self.database.transact(work))

    def _node(self, thing: StagedThing) -> Node:
        assert thing.id is not None, "settled"
        refs = (f"{self.hand.source}|{thing.ref.key}",) if thing.ref.kind == "Agency" else ()
        refs = () if self.hand.rules else refs
        return Node(thing.id, thing.values, said(thing.place), refs, thing.partial)

    def _count(self, tally: Tally, name: str, read: int, step: Step) -> None:
        tally.read += read
        tally.created += len(step.new)
        tally.changed += len(step.changed)
        tally.same += step.same
        self.stage.differ(step.differences)
        self.progress(f"{'wrote' if self.report.writes else 'compared'} {name}", tally.read)

    def _ended(self, tally: Tally, gone: Sequence[tuple[str, str]]) -> None:
        tally.ended += len(gone)
        for name, what in gone:
            text = f"{what} is in the source no more: its validity ends"
            mend = "nothing, if that is so; else put it back"
            self._find(Grade.WARNING, "VANISHED", text, name, mend)

    def _kept(self, name: str, count: int) -> None:
        if count:
            text = f"{count:,} of {name} are in the source no more, and are kept: they have no end"
            self._find(Grade.NOTE, "VANISHED_KEPT", text, name, None)

    def _find(self, grade: Grade, code: str, text: str, name: str, mend: str | None) -> None:
        place = Place(self.hand.source)
        self.stage.find(Finding(grade, code, place, text, name, None, mend))


def _ends(tie: Tie) -> tuple[str, str]:
    return _kind(tie.start), _kind(tie.end)


def _kind(id_: str) -> str:
    return id_.partition(":")[0]
