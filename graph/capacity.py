"""Which kinds have more nodes than an engine serves well that has no ordered index.

Such an engine reads and sorts all nodes of a kind for each page of them. Measured (2 cores, a heap
of 1 GB, ArcadeDB 26.10.2), the first page of employees by name::

     10,000 nodes   0.02-0.04 s         100,000 nodes   0.12-0.4 s
     20,000 nodes   0.03-0.04 s       1,000,000 nodes   1.8-3.5 s
     50,000 nodes   0.06-0.12 s

Neo4j walks an index and takes the same time at every size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.database import Database
    from graph.model import Model

LIMIT = 50_000
"""The most nodes of one kind whose pages come within about a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Outgrown:
    """A kind that has more nodes than its engine serves well."""

    kind: str
    count: int
    limit: int
    engine: str

    def __str__(self) -> str:
        return (
            f"{self.kind} has {self.count:,} nodes, and {self.engine} sorts all of them for every "
            f"page: beyond {self.limit:,} of a kind set SINERGI_NEO4J_URI to use a Neo4j server."
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
