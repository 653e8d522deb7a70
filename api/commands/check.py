"""``sinergi check``."""

from __future__ import annotations

from api.commands.outcome import CANNOT, run, settings
from api.settings import Settings
from graph import capacity


def check() -> None:
    """Reach the database and say what it is and holds; exit code 1 where something is missing."""
    run(checked(settings()))


async def checked(settings: Settings, *, limit: int = capacity.LIMIT) -> int:
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
        return CANNOT if lacking else 0
