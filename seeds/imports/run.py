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

from graph import changes, runs
from graph.database import Database, Transaction
from graph.imports import known
from graph.imports.write import BATCH, Hand
from graph.model import Model
from graph.upsert import batches
from seeds.imports.item import Grade, Ref
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
        before = await runs.of_source(self.database.read, self.order.source)
        unfinished = [each.id for each in before if each.state is runs.State.RUNNING]
        id_ = unfinished[-1] if unfinished else runs.new_id()
        await self._settle()
        order = self.order
        hand = Hand(id_, order.source, order.now, rules=order.format.own)
        if not self.report.usable:  # what was not understood says nothing of what is no more
            return self.report
        touched = {name for each in before for name in each.touched}
        self.report.writes = order.apply and not self.report.refused
        if not self.report.writes:
            await self._all(None, hand, touched)
            return self.report
        self.report.run = id_
        await self._apply(hand, touched, begun=bool(unfinished))
        return self.report

    def _read(self) -> None:
        order = self.order
        items = order.format.read(order.paths, model=self.model, encoding=order.encoding)
        for count in self.stage.take(items):
            self.progress("read", count)

    async def _settle(self) -> None:
        ask, order = self.database.read, self.order
        secret = await known.secret(ask)
        if secret is None:
            made = secrets.token_hex(16)
            writes = self.database.write if order.apply else None
            secret = (await known.secret(writes, {"value": made}) if writes else None) or made
        bodies = await known.agencies(ask)
        settling = Settling(self.stage, order.source, secret, bodies, order.format.own)
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
        if not begun:
            await runs.begin(
                self.database.write,
                hand.run,
                format=order.format.name,
                source=order.source,
                now=order.now,
                actor=order.actor,
            )
        if order.whole:
            await self.database.transact(lambda t: self._all(t, hand, touched))
        else:
            await self._all(None, hand, touched)
        total = self.report.total
        if total.created or total.changed or total.ended:
            await changes.append(
                self.database.write,
                time=order.now,
                actor=order.actor,
                action=f"import {order.source}",
                digest=hand.run,
                count=total.created + total.changed + total.ended,
            )
        written = [*self.report.nodes, *self.report.relations]
        await runs.end(
            self.database.write,
            hand.run,
            now=order.now,
            nodes=sum(tally.read for tally in self.report.nodes.values()),
            relations=sum(tally.read for tally in self.report.relations.values()),
            created=total.created,
            changed=total.changed,
            ended=total.ended,
            errors=stage.grades[Grade.ERROR],
            warnings=stage.grades[Grade.WARNING],
            touched=sorted(touched.union(written)),
        )

    async def _all(self, whole: Transaction | None, hand: Hand, touched: set[str]) -> None:
        """All steps, in their order: nodes, relations, what is said no more, what follows."""
        self.report.clear()
        steps = Steps(self.database, whole, hand, self.report, self.progress)
        for kind in self.stage.kinds():
            await steps.nodes(kind)
        for relation in self.stage.relations():
            await steps.relations(relation)
        if touched:
            await steps.vanished(self.model, touched, self.order.day)
        if self.report.writes and "HOLDS" in self.report.relations:
            await steps.employments(self.model.relations["WORKS_AT"])
