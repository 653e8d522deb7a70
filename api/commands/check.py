"""``sinergi check``."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.outcome import CANNOT, run, settings
from api.settings import Settings
from graph import capacity

if TYPE_CHECKING:
    from api.hub import Hub
    from graph.issues.issue import Found

SHOWN = 20
"""How many issues of a kind are printed."""


def check(
    data: Annotated[
        bool, typer.Option("--data", help="Look for what is wrong with the data, too.")
    ] = False,
    audit: Annotated[
        bool, typer.Option("--audit", help="Verify the log of changes, too: gaps, hashes.")
    ] = False,
) -> None:
    """Reach the database and say what it is and holds; exit code 1 where something is missing, or,
    with --data, where the data have errors, or, with --audit, where the log was tampered with.
    """
    run(checked(settings(), data=data, audit=audit))


async def checked(
    settings: Settings, *, limit: int = capacity.LIMIT, data: bool = False, audit: bool = False
) -> int:
    """The exit code, once everything is printed. Kinds with more than ``limit`` nodes where that is
    more than the engine serves well are worth a line, and not a fault.
    """
    from api.hub import connected
    from graph import constraints
    from graph.reader import Reader
    from schema.hub import counts

    async with connected(settings) as hub:
        engine, model = hub.database.engine, hub.assembly.model
        print(f"hub      {hub.version}")
        print(f"engine   {engine.name} {engine.version}")
        for found in await counts(Reader(hub.database), model):
            print(f"{found.count:>8,} {found.kind}")
        for outgrown in await capacity.outgrown(hub.database, model, limit):
            print(outgrown)
        lacking = await constraints.missing(hub.database, model)
        if lacking:
            names = ", ".join(lacking)
            print(
                f"{len(lacking)} constraints or indexes are missing (`serve` makes them): {names}"
            )
        wrong = await _data(hub, settings) if data else False
        broken = await _audit(hub) if audit else False
        return CANNOT if lacking or wrong or broken else 0


async def _audit(hub: Hub) -> bool:
    """Whether the log of changes is broken, once all of that is printed."""
    from graph import changes

    broken = False
    async for fault in changes.faults(hub.database.read):
        broken = True
        print(f"log      {fault}")
    if not broken:
        count = await changes.version(hub.database)
        print(f"log      {count:,} changes, none missing, altered or moved")
    return broken


async def _data(hub: Hub, settings: Settings) -> bool:
    """Whether the data have errors, once all issues are printed."""
    from graph.access import LOCAL
    from graph.issues.find import find
    from graph.reader import Reader
    from graph.writer import Writer

    today = datetime.now(settings.zone).date()
    found = await find(Reader(hub.database), Writer(hub.assembly.model, LOCAL, today))
    for each in found:
        _print(each)
    if not any(each.count for each in found):
        print("the data have no issues")
    return any(issue.severity == "ERROR" for each in found for issue in each.issues)


def _print(found: Found) -> None:
    from graph.issues.wording import said
    from graph.network.language import Language

    if found.count:
        print(f"{found.count:>8,} {found.kind}")
    for issue in found.issues[:SHOWN]:
        sentences = said(issue, Language.EN)
        ids = ", ".join(thing.id for thing in issue.things)
        print(f"  {issue.severity}: {sentences.explanation} {sentences.suggestion} [{ids}]")
    if found.count > SHOWN:
        print(f"  and {found.count - SHOWN:,} more; dataIssues in the API lists them")
