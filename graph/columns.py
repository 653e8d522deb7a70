"""The values that one subquery returns."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Columns:
    """A subquery's values in the order of its list; equal expressions share a position.
    Positions are counted from ``first``.
    """

    first: int = 0
    expressions: list[str] = field(default_factory=list)
    _positions: dict[str, int] = field(default_factory=dict)

    def add(self, expression: str) -> int:
        """The position of an expression's value."""
        position = self._positions.get(expression)
        if position is None:
            position = self._positions[expression] = self.first + len(self.expressions)
            self.expressions.append(expression)
        return position

    @property
    def text(self) -> str:
        """The list that the subquery returns."""
        return f"[{', '.join(self.expressions)}]"
