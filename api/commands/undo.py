"""``sinergi undo``."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.outcome import run, settings
from api.commands.progress import shown
from api.settings import Settings

_PREFIX = "ImportRun:"
_RUN = typer.Argument(metavar="RUN", help="The id of an import that was applied.")


def undo(run_id: Annotated[str, _RUN]) -> None:
    """Take back what an import wrote, unless it was written again since."""
    run(_undo(settings(), run_id if run_id.startswith(_PREFIX) else f"{_PREFIX}{run_id}"))


async def _undo(settings: Settings, run_id: str) -> None:
    from api.hub import connected, now
    from graph.imports.undo import undo

    async with connected(settings) as hub:
        with shown() as tell:
            done = await undo(
                hub.database, run_id, now(), lambda what, count: tell(f"{what}: {count:,}")
            )
        print(
            f"{run_id} is undone: {done.removed:,} nodes and relations are gone again, "
            f"{done.restored:,} are what they were before."
        )
