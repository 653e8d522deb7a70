"""``sinergi check``."""

from __future__ import annotations

from api.commands.outcome import CANNOT, run, settings
from api.settings import Settings


def check() -> None:
    """Reach the database and say what it is and holds; exit code 1 where something is missing."""
    run(_check(settings()))


async def _check(settings: Settings) -> int:
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
        lacking = await constraints.missing(hub.database, model)
        if lacking:
            names = ", ".join(lacking)
            print(
                f"{len(lacking)} constraints or indexes are missing (`serve` makes them): {names}"
            )
        return CANNOT if lacking else 0
