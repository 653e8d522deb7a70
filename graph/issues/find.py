"""All issues of a graph, as one viewer sees it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator

from graph.issues import facts, lives
from graph.issues.check import MOST, Check, run
from graph.issues.issue import Found, Issue, Kind
from graph.issues.loops import loops
from graph.reader import Reader
from graph.writer import Writer

AT_A_TIME = 4
"""How many checks an engine is asked for at a time: each may read all relations of a type."""


async def find(
    reader: Reader, writer: Writer, kinds: Collection[Kind] = tuple(Kind), most: int = MOST
) -> list[Found]:
    """The issues of these kinds on the writer's day, ``most`` of each at most. Whatever is not
    about a day is looked for in all of time.
    """
    day = writer.day(None)
    found: dict[Kind, list[Issue]] = {kind: [] for kind in Kind if kind in kinds}
    counts = dict.fromkeys(found, 0)
    turn = asyncio.Semaphore(AT_A_TIME)

    async def look(check: Check) -> None:
        async with turn:
            issues, count = await run(reader, check, writer, most)
        found[check.kind] += issues
        counts[check.kind] += count

    await asyncio.gather(*(look(check) for check in list(checks(writer, day, found))))
    if Kind.HIERARCHY_LOOP in found:
        found[Kind.HIERARCHY_LOOP] = await loops(reader, writer, day)
        counts[Kind.HIERARCHY_LOOP] = len(found[Kind.HIERARCHY_LOOP])
    return [
        Found(kind, tuple(sorted(issues, key=lambda issue: issue.key)[:most]), counts[kind])
        for kind, issues in found.items()
    ]


def checks(writer: Writer, day: str, kinds: Collection[Kind]) -> Iterator[Check]:
    """The checks of these kinds."""
    if Kind.DEAD_PARENT in kinds:
        yield from lives.dead_parents(writer, day)
    if Kind.OVERLAPPING_PERIODS in kinds:
        yield from lives.overlaps(writer)
    if Kind.END_BEFORE_START in kinds:
        yield from lives.ends(writer)
    if Kind.BEYOND_LIFE in kinds:
        yield from lives.beyond(writer)
    if Kind.MISDATED_EVENT in kinds:
        yield from facts.events(writer)
    if Kind.SEVERAL_FOR_ONE in kinds:
        yield from facts.several(writer, day)
