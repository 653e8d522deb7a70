"""The values of a statement, apart from its text.

All travel in one map parameter: with flat ones Neo4j plans the same text again whenever the
size of a string or list falls into another bucket.
"""

from __future__ import annotations


class Slot(str):
    """A text that a variable gives this time. What a statement says doesn't depend on it, so that
    the statement can be asked again with another.
    """

    variable: str

    def __new__(cls, value: str, variable: str) -> Slot:
        """The value that a variable has now."""
        made = super().__new__(cls, value)
        made.variable = variable
        return made


class Parameters:
    """Gives each value a name within the map ``$p``."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}
        self.slots: dict[str, str] = {}
        """The variables behind those values that are slots."""
        self.bounds: dict[str, object] = {}

    def add(self, value: object) -> str:
        """The Cypher expression that stands for ``value``."""
        name = f"v{len(self.values)}"
        if isinstance(value, Slot):
            self.slots[name] = value.variable
            value = str(value)
        self.values[name] = value
        return f"$p.{name}"

    def bound(self, value: object) -> str:
        """The expression for a value that a range over an index begins with: a parameter of its
        own, as ArcadeDB walks no index from a value within a map.
        """
        name = f"x{len(self.bounds)}"
        self.bounds[name] = value
        return f"${name}"

    def once(self, name: str, value: object) -> str:
        """The expression for a value that several places share under one name."""
        self.values[name] = value
        return f"$p.{name}"
