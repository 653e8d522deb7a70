"""``sinergi generate``."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.outcome import run, settings
from api.commands.progress import shown
from api.settings import Settings


def generate(
    employees: Annotated[int, typer.Option(min=1, max=100_000_000, help="How many employees.")],
    seed: Annotated[int, typer.Option(help="The same number makes the same graph.")] = 1,
) -> None:
    """Add a made-up government of any size, marked synthetic; goes on where it was cut short."""
    run(_generate(settings(), employees, seed))


async def _generate(settings: Settings, employees: int, seed: int) -> None:
    from api.hub import connected, now
    from seeds.generate import generate
    from seeds.shape import Shape

    async with connected(settings) as hub:
        model, shape = hub.assembly.model, Shape(employees, seed)
        with shown() as tell:
            report = await generate(
                hub.database,
                model,
                shape,
                now(),
                lambda what, done, total: tell(f"{what}: {done:,} of {total:,}"),
            )
        print(
            f"{report.nodes:,} nodes and {report.relations:,} relations written, "
            f"{report.skipped:,} blocks were there already."
        )
