"""What the hub says of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph import changes
from graph.model import Model
from graph.reader import Reader
from schema.declare import prop, record
from schema.exported import RECORDS as EXPORTED
from schema.exported import Export, Offer, offers
from schema.imported import OFFERS, ImportFormat
from schema.imported import RECORDS as IMPORTED
from schema.imported import Offer as ImportOffer
from schema.roots import Computed, Context


@record
class KindCount:
    """How many nodes of a kind there are."""

    kind: str = prop("Name of the kind.")
    count: int = prop("How many nodes, alive or not.")


@record
class Hub:
    """The hub, its engine and its graph."""

    version: str = prop("Version of the hub.")
    engine: str = prop("Name and version of the engine that keeps the graph.")
    data_version: int = prop("Version of the graph: how many writes it has seen.")
    counts: list[KindCount] = prop("How many nodes there are, by kind.")
    exports: list[Export] = prop("What can be taken away as files, and where.")
    imports: list[ImportFormat] = prop("Formats in which data can be brought in, and where.")


@dataclass(frozen=True, slots=True)
class Count:
    """A kind and how many nodes it has."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """Values of ``Hub``."""

    version: str
    engine: str
    data_version: int
    counts: list[Count]
    exports: list[Offer]
    imports: Sequence[ImportOffer]


async def counts(reader: Reader, model: Model) -> list[Count]:
    """How many nodes each kind has."""
    names = list(model.kinds)
    columns = ", ".join(f"COUNT {{ (n:{name}) }} AS c{i}" for i, name in enumerate(names))
    rows = await reader.read("counts", f"RETURN {columns}", {})
    return [Count(name, count) for name, count in zip(names, rows[0], strict=True)]


async def _hub(context: Context, arguments: Mapping[str, Any]) -> Portrait:
    engine = context.reader.database.engine
    return Portrait(
        context.version,
        f"{engine.name} {engine.version}",
        await changes.version(context.reader),
        await counts(context.reader, context.model),
        list(offers(context.model)),
        OFFERS,
    )


HUB = Computed("hub", Hub, "The hub, its engine and its graph.", _hub)
RECORDS = (KindCount, *EXPORTED, *IMPORTED, Hub)
