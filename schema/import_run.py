"""Runs that brought data in."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from schema.declare import kind, prop
from schema.node import Node


class ImportRunState(Enum):
    """How far a run has come."""

    RUNNING = "It is writing, or was cut short: the same import again goes on with it."
    APPLIED = "It wrote all that it had to."
    UNDOING = "It is being undone, or was cut short in that: undo again goes on."
    UNDONE = "What it wrote is taken back."


@kind(order=("startedAt",), kept=True)
class ImportRun(Node):
    """A run that brought data in: an import that was applied, the seed, or generated data. Its id
    stands with every node and relation that it wrote last.
    """

    format: str = prop("Name of the format.", sort=True)
    source: str = prop("What it was taken from.", sort=True)
    state: ImportRunState = prop("How far it has come.", sort=True)
    actor: str | None = prop("Who started it.")
    started_at: datetime = prop("When it began (UTC).", sort=True)
    ended_at: datetime | None = prop("When it had written everything (UTC).", sort=True)
    undone_at: datetime | None = prop("When it was last undone (UTC).", sort=True)
    nodes: int = prop("Nodes in what was read.", sort=True)
    relations: int = prop("Relations in what was read.", sort=True)
    created: int | None = prop("Nodes and relations that it created.", sort=True)
    changed: int | None = prop("Nodes and relations that it changed.", sort=True)
    ended: int | None = prop(
        "Nodes and relations whose validity it ended, as their source has them no more.", sort=True
    )
    errors: int | None = prop("Errors in what was read.", sort=True)
    warnings: int | None = prop("Warnings about what was read.", sort=True)
