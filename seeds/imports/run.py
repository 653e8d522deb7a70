"""An import: files are read, things find their nodes, the graph becomes what the source says.

Dry by default: everything but the writing is done, so that the report tells what would be. What is
applied is a run with a journal; done again, it changes nothing, and cut short, it goes on.
"""

from __future__ import annotations

import asyncio
import secrets
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from graph import runs
from graph.database import Database, Transaction
from graph.errors import Conflict
from graph.imports import employments, known
from graph.imports.turn import turn
from graph.imports.write import BATCH, Hand
from graph.model import Model
from graph.upsert import batches
from seeds.imports.item import Finding, Grade, Place, Ref
from seeds.imports.report import Order, Report
from seeds.imports.settle import Settling
from seeds.imports.stage import Stage
from seeds.imports.steps import Steps

Progress = Callable[[str, int], None]
"""Is told what is being done and how many are done."""


@asynccontextmanager
async def imported(
    database: Database,
    model: Model,
    order: Order,
    progress: Progress = lambda what, count: None,
) -> AsyncIterator[Report]:
    """Do what an order says; the report can be read as long as the context lasts."""
    with tempfile.TemporaryDirectory(prefix="sinergi-import-") as folder:
        stage = Stage(model, Path(folder) / "stage")
        try:
            run = _Run(database, model, order, stage, progress)
            yield await run.go()
        finally:
            stage.close()


@dataclass
class _Run:
    """One import."""

    database: Database
    model: Model
    order: Order
    stage: Stage
    progress: Progress

    def __post_init__(self) -> None:
        self.report = Report(self.order, self.stage)

    async def go(self) -> Report:
        """Read, settle, then look or write."""
        await asyncio.to_thread(self._read)
        if not (self.order.apply and self.report.usable):
            await self._meet(None)
            return self.report
        async with turn(self.database) as holder:
            await self._meet(holder)
        return self.report

    async def _meet(self, holder: str | None) -> None:
        """Settle what things are, and look or write; without a holder nothing is written."""
        order = self.order
        before = await runs.of_source(self.database.read, order.source)
        if holder:
            _refuse_undoing(before)
        unfinished = [each.id for each in before if each.state is runs.State.RUNNING]
        id_ = unfinished[-1] if unfinished else runs.new_id()
        await self._settle(keeps=holder is not None)
        hand = Hand(id_, order.source, order.now, order.actor, order.format.own, holder)
        if not self.report.usable:  # what was not understood says nothing of what is no more
            return
        touched = {name for each in before for name in each.touched}
        self.report.writes = holder is not None and not self.report.refused
        if self.report.writes:
            self.report.run = id_
            await self._apply(hand, touched, begun=bool(unfinished))
        else:
            await self._all(None, hand, touched)

    def _read(self) -> None:
        order = self.order
        items = order.format.read(order.paths, model=self.model, encoding=order.encoding)
        for count in self.stage.take(items):
            self.progress("read", count)

    async def _settle(self, *, keeps: bool) -> None:
        ask, order = self.database.read, self.order
        secret = await known.secret(ask)
        if secret is None:
            made = secrets.token_hex(16)
            writes = self.database.write if keeps else None
            secret = (await known.secret(writes, {"value": made}) if writes else None) or made
        bodies = await known.agencies(ask)
        apart = await known.apart(ask)
        settling = Settling(self.stage, order.source, secret, bodies, order.format.own, apart)
        self.report.settling = settling
        await asyncio.to_thread(settling.settle)
        for batch in batches(self.stage.elsewhere(), BATCH):
            await self._find(batch, settling)
        await asyncio.to_thread(self.stage.tie)

    async def _find(self, refs: Sequence[Ref], settling: Settling) -> None:
        """Look for ends in the graph that were not read."""
        ways = {ref: settling.end(ref) for ref in refs}
        there: set[str] = set()
        for kind in {ref.kind for ref in refs}:
            ids = sorted(id_ for ref, ids in ways.items() if ref.kind == kind for id_ in ids)
            there |= await known.there(self.database.read, kind, ids)
        found = {ref: next((i for i in ids if i in there), None) for ref, ids in ways.items()}
        self.stage.found({ref: id_ for ref, id_ in found.items() if id_})

    async def _apply(self, hand: Hand, touched: set[str], *, begun: bool) -> None:
        order, stage = self.order, self.stage
        read = {kind.name for kind in stage.kinds()} | {each.type for each in stage.relations()}
        if begun:
            await runs.go_on(self.database.write, hand.run, sorted(touched | read))
        else:
            await runs.begin(
                self.database.write,
                hand.run,
                format=order.format.name,
                source=order.source,
                now=order.now,
                actor=order.actor,
                touched=sorted(touched | read),
            )
        if order.whole:
            await self.database.transact(lambda t: self._all(t, hand, touched))
        else:
            await self._all(None, hand, touched)
        await self.database.transact(lambda t: self._conclude(t, hand))

    async def _conclude(self, transaction: Transaction, hand: Hand) -> None:
        order, report = self.order, self.report
        await runs.end(
            transaction.run,
            hand.run,
            now=order.now,
            nodes=sum(tally.read for tally in report.nodes.values()),
            relations=sum(tally.read for tally in report.relations.values()),
            errors=self.stage.grades[Grade.ERROR],
            warnings=self.stage.grades[Grade.WARNING],
        )

    async def _all(self, whole: Transaction | None, hand: Hand, touched: set[str]) -> None:
        """All steps, in their order: nodes, relations, what is said no more, what follows."""
        self.report.clear()
        steps = Steps(self.database, whole, hand, self.report, self.progress)
        for kind in self.stage.kinds():
            await steps.nodes(kind)
        for relation in self.stage.relations():
            await steps.relations(relation)
        if touched and self.stage.grades[Grade.ERROR]:
            self.stage.find(_unsure(self.order.source, self.stage.grades[Grade.ERROR]))
        elif touched:
            await steps.vanished(self.model, touched, self.order.day)
        if self.report.writes and employments.BASES & self.report.relations.keys():
            await steps.employments(self.model.relations["WORKS_AT"])


def _unsure(source: str, errors: int) -> Finding:
    text = f"nothing of it is ended: {errors:,} errors left out what may still be there"
    mend = "mend the errors, and import again"
    return Finding(Grade.WARNING, "NOT_ENDED", Place(source), text, None, "no errors", mend)


def _refuse_undoing(before: list[runs.Former]) -> None:
    """What is half undone can't be told from what the source said."""
    for each in before:
        if each.state is runs.State.UNDOING:
            raise Conflict(f"{each.id} for this source is being undone: undo it to its end first")
