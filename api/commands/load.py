"""``sinergi load``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.outcome import run, settings
from api.commands.progress import shown
from api.settings import Settings

_FOLDER = typer.Argument(
    exists=True, file_okay=False, help="A folder of seed files; the Indonesian seed if not given."
)


def load(folder: Annotated[Path | None, _FOLDER] = None) -> None:
    """Bring the graph to what a seed says; a second run changes nothing."""
    run(_load(settings(), folder))


async def _load(settings: Settings, folder: Path | None) -> None:
    from api.hub import connected, now
    from graph import constraints
    from seeds.load import INDONESIA, load

    async with connected(settings) as hub:
        model = hub.assembly.model
        await constraints.ensure(hub.database, model)
        with shown() as tell:
            report = await load(
                hub.database,
                model,
                now(),
                lambda what, count: tell(f"{what}: {count:,}"),
                folder or INDONESIA,
            )
        print(
            f"{report.nodes} nodes and {report.relations} relations in the seed, "
            f"{report.changed} of them written."
        )
