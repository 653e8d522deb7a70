"""Which kinds have more nodes than an engine serves well that walks no index within a statement.

Such an engine walks an index for a plain page of a kind (see ``pages``), but reads all nodes of the
kind for one with a filter or in an order that the index does not give. Measured (2 cores, a heap
of 1 GB, ArcadeDB 26.10.2)::

                        plain page     page with a filter
      100,000 nodes      2-8 ms            0.1-0.2 s
    1,000,000 nodes      6-20 ms           0.7-1.3 s

Neo4j takes the same time for a page at every size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.database import Database
    from graph.model import Model

LIMIT = 100_000
"""The most nodes of one kind whose filtered pages come within about a fifth of a second."""


@dataclass(frozen=True, slots=True)
class Outgrown:
    """A kind that has more nodes than its engine serves well."""

    kind: str
    count: int
    limit: int
    engine: str

    def __str__(self) -> str:
        return (
            f"{self.kind} has {self.count:,} nodes, and {self.engine} reads all of them for a page "
            f"with a filter: beyond {self.limit:,} of a kind set SINERGI_NEO4J_URI to use a Neo4j "
            "server."
        )


async def outgrown(database: Database, model: Model, limit: int = LIMIT) -> list[Outgrown]:
    """The kinds with more than ``limit`` nodes, the largest first; none where indexes give order.

    The engines know how many nodes have a label, so this costs the same at every size.
    """
    engine = database.engine
    if engine.ordered_index:
        return []
    columns = ", ".join(f"COUNT {{ (n:{kind}) }} AS {kind}" for kind in model.kinds)
    counts = (await database.read("capacity", f"RETURN {columns}", {}))[0]
    found = [
        Outgrown(kind, count, limit, engine.name)
        for kind, count in zip(model.kinds, counts, strict=True)
        if count > limit
    ]
    return sorted(found, key=lambda each: -each.count)
