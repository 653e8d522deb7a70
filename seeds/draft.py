"""Made-up nodes and relations in the making."""

from __future__ import annotations

from random import Random
from typing import Any

from graph.rows import RelationRow

SOURCE = "Data sintetis"
TODAY = "2026-01-01"
"""The day that generated data speaks for, whenever it is generated."""


class Draft:
    """Collects nodes by kind and relations by type, each with its source."""

    def __init__(self) -> None:
        self.nodes: dict[str, list[dict[str, Any]]] = {}
        self.relations: dict[str, list[RelationRow]] = {}

    def node(self, kind: str, key: str, /, **values: Any) -> str:
        """Add a node; its id."""
        id_ = f"{kind}:{key}"
        self.nodes.setdefault(kind, []).append({"id": id_, "source": SOURCE, **values})
        return id_

    def coded(self, kind: str, code: str, /, **values: Any) -> str:
        """Add a node whose key is its code; its id."""
        return self.node(kind, code, code=code, **values)

    def tie(self, type_: str, start: str, end: str, /, **values: Any) -> None:
        """Add a relation; ``since`` and ``until`` are the days from which and to which it holds."""
        values = {_NAMES.get(name, name): value for name, value in values.items()}
        row = RelationRow(start, end, {"source": SOURCE, **values})
        self.relations.setdefault(type_, []).append(row)


_NAMES = {"since": "from", "until": "to"}


def day(rng: Random, first: int, last: int) -> str:
    """A day between two years, both included."""
    return f"{rng.randint(first, last)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def later(rng: Random, start: str, years: int) -> str:
    """A day one to ``years`` years after another."""
    return f"{int(start[:4]) + rng.randint(1, years)}{start[4:]}"
