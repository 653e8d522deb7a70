"""Logarithmic scales, their ticks, and numbers as short as a picture wants them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LINE = 14
"""Least distance of labels."""


@dataclass(frozen=True)
class Scale:
    """A logarithmic scale from values to places."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value stands; the middle where the scale has no extent."""
        if self.low == self.high:
            return (self.start + self.end) / 2
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)


def around(values: Iterable[float]) -> list[float]:
    """The powers of ten from the one below all values to the one above; at least two."""
    powers = [math.log10(value) for value in values]
    first, last = math.floor(min(powers)), math.ceil(max(powers))
    return [10.0**power for power in range(first, max(last, first + 1) + 1)]


def apart(places: Sequence[float], bottom: float) -> list[float]:
    """Ordered places with at least a line between them, the last not below the bottom."""
    made: list[float] = []
    for place in places:
        made.append(max(place, made[-1] + LINE) if made else place)
    limit = bottom
    for number in reversed(range(len(made))):
        made[number] = min(made[number], limit)
        limit = made[number] - LINE
    return made


def told(milliseconds: float | None) -> str:
    """A time in two or three digits; None is a failure."""
    if milliseconds is None:
        return "fails"
    seconds = milliseconds >= 999.5
    value = milliseconds / 1000 if seconds else milliseconds
    digits = 2 if value < 9.995 else 1 if value < 99.95 else 0
    return f"{value:,.{digits}f} {'s' if seconds else 'ms'}"


def tick(milliseconds: float) -> str:
    """A power of ten on the axis of times."""
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:,.0f} s"
    return f"{milliseconds:g} ms"


def short(size: int) -> str:
    """A number of employees on its axis."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:g}M"
    return f"{size / 1000:g}k" if size >= 1000 else f"{size}"
