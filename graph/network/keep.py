"""What analyses keep between requests: the material they are made of, and what was made of it.

All of it belongs to one version of the graph, which every request asks for first; what belongs to
an older one is dropped. Requests that need the same thing at the same time wait for one of them.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakValueDictionary

from graph import changes
from graph.access import Viewer
from graph.model import Model
from graph.network import tables
from graph.network.material import Material
from graph.network.work import Threads
from graph.reader import Reader
from graph.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

T = TypeVar("T")

MOST_BYTES = 64_000_000
"""How much the heavy results on a shelf may weigh together, about; those used last stay, and
the last one whatever it weighs.
"""
HEAVY = 1_000_000
MOST_LIGHT = 200
"""How many results are kept that are not heavy."""
PLAIN = 10_000
ITEM = 1_000
"""What a result weighs that doesn't say, and what each item of a list does."""
MOST_VIEWERS = 8
"""For how many viewers anything is kept."""


@dataclass(slots=True)
class Made:
    """Something that was made, and when (UTC)."""

    value: Any
    at: datetime

    @property
    def bytes(self) -> int:
        """What it weighs, about."""
        if isinstance(self.value, list):
            return PLAIN + len(self.value) * ITEM
        return int(getattr(self.value, "bytes", PLAIN))


@dataclass(slots=True)
class Shelf:
    """What is kept for one viewer at one version of the graph."""

    material: Material = field(default_factory=lambda: Material(-1, {}))
    made: OrderedDict[Hashable, Made] = field(default_factory=OrderedDict)
    locks: WeakValueDictionary[Hashable, asyncio.Lock] = field(default_factory=WeakValueDictionary)
    """Those that somebody holds or waits for."""
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    running: dict[Hashable, asyncio.Task[None]] = field(default_factory=dict)

    def drop(self, material: Material) -> None:
        """Begin anew with material of another version."""
        for task in self.running.values():
            task.cancel()
        self.material = material
        self.made = OrderedDict()
        self.locks = WeakValueDictionary()
        self.running = {}

    def forget(self, key: Hashable) -> None:
        """Keep a result no longer, and make it no better."""
        self.made.pop(key)
        if task := self.running.pop(key, None):
            task.cancel()


class Analyses:
    """What a hub's process keeps for analyses, and the threads they run in."""

    def __init__(self, seconds: float = 60.0) -> None:
        self.threads = Threads()
        self._seconds = seconds
        self._shelves: OrderedDict[Viewer, Shelf] = OrderedDict()

    async def material(
        self, reader: Reader, model: Model, viewer: Viewer, wanted: Iterable[str]
    ) -> Material:
        """These tables of the graph as it is now, as the viewer may see them."""
        shelf = self._shelf(viewer)
        async with shelf.reading:
            version = await changes.version(reader)
            known = shelf.material
            kept = known.tables.keys() if known.version == version else set[str]()
            missing = frozenset(wanted) - kept
            if known.version == version and not missing:
                return known
            writer = Writer(model, viewer, date.min)
            read = await tables.read(reader, writer, missing)
            if read.version == known.version:
                shelf.material = known.with_tables(**read.tables)
                return shelf.material
            # written to meanwhile, or since: nothing that was kept holds any more
            if missing != frozenset(wanted):
                read = await tables.read(reader, Writer(model, viewer, date.min), wanted)
            shelf.drop(read)
            return read

    async def make(
        self, viewer: Viewer, material: Material, key: Hashable, function: Callable[[], T]
    ) -> Made:
        """What a function gives, in a thread, once for each key and version of the graph."""
        return await self.once(viewer, material, key, lambda: self.run(function))

    async def once(
        self, viewer: Viewer, material: Material, key: Hashable, work: Callable[[], Awaitable[T]]
    ) -> Made:
        """What becomes of work that is done once for each key and version of the graph."""
        shelf = self._shelf(viewer)
        if shelf.material.version != material.version:  # the graph has moved on meanwhile
            return Made(await work(), now())
        async with shelf.locks.setdefault(key, asyncio.Lock()):
            found = shelf.made.get(key)
            if found is None:
                found = Made(await work(), now())
                if shelf.material.version == material.version:
                    self._keep(shelf, key, found)
            if key in shelf.made:
                shelf.made.move_to_end(key)
            return found

    async def run(self, function: Callable[..., T], *given: Any) -> T:
        """What a function gives, in a thread; raises Timeout where it takes too long."""
        return await self.threads.run(self._seconds, function, *given)

    def improve(
        self,
        viewer: Viewer,
        material: Material,
        key: Hashable,
        better: Callable[[], Generator[T, None, None]],
    ) -> None:
        """Go on in the background with what is kept under a key: each value that ``better`` gives
        takes its place. Once for each key; ends with the graph's version. Raises what stopped it.
        """
        shelf = self._shelf(viewer)
        task = shelf.running.get(key)
        if task and task.done() and not task.cancelled() and (fault := task.exception()):
            raise fault
        if task or shelf.material.version != material.version:
            return
        task = asyncio.create_task(self._improved(shelf, material, key, better()))
        shelf.running[key] = task

    async def _improved(
        self, shelf: Shelf, material: Material, key: Hashable, better: Generator[T, None, None]
    ) -> None:
        while (value := await self.threads.run(None, next, better, None)) is not None:
            if shelf.material.version != material.version:
                return
            shelf.made[key] = Made(value, now())

    async def close(self) -> None:
        """Stop everything and forget it."""
        tasks = [task for shelf in self._shelves.values() for task in shelf.running.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._shelves.clear()
        self.threads.close()

    def _shelf(self, viewer: Viewer) -> Shelf:
        shelf = self._shelves.setdefault(viewer, Shelf())
        self._shelves.move_to_end(viewer)
        while len(self._shelves) > MOST_VIEWERS:
            _, dropped = self._shelves.popitem(last=False)
            dropped.drop(Material(-1, {}))
        return shelf

    def _keep(self, shelf: Shelf, key: Hashable, made: Made) -> None:
        shelf.made[key] = made
        heavy = [each for each in shelf.made if shelf.made[each].bytes >= HEAVY]
        light = [each for each in shelf.made if shelf.made[each].bytes < HEAVY]
        weight = sum(shelf.made[each].bytes for each in heavy)
        for gone in heavy:
            if weight > MOST_BYTES and gone != key:
                weight -= shelf.made[gone].bytes
                shelf.forget(gone)
        for gone in light[:-MOST_LIGHT]:
            shelf.forget(gone)


def now() -> datetime:
    """This second (UTC)."""
    return datetime.now(UTC).replace(microsecond=0)
