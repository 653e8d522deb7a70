"""The values of a statement, apart from its text.

All travel in one map parameter: with flat ones Neo4j plans the same text again whenever the
size of a string or list falls into another bucket.
"""

from __future__ import annotations


class Parameters:
    """Gives each value a name within the map ``$p``."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}

    def add(self, value: object) -> str:
        """The Cypher expression that stands for ``value``."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f"$p.{name}"

    def once(self, name: str, value: object) -> str:
        """The expression for a value that several places share under one name."""
        self.values[name] = value
        return f"$p.{name}"
