"""Who works where: follows from the posts that people hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

Spell: TypeAlias = tuple[str, str, str | None]
"""An agency, the first day there and the day after the last."""

_OPEN = "9999-12-31"


def employments(held: Iterable[Spell]) -> Iterator[Spell]:
    """The spells at agencies, those joined that touch or overlap at one agency."""
    current: Spell | None = None
    for spell in sorted(held, key=lambda s: (s[0], s[1])):
        if current and current[0] == spell[0] and spell[1] <= (current[2] or _OPEN):
            current = (*current[:2], _last(current[2], spell[2]))
        else:
            if current:
                yield current
            current = spell
    if current:
        yield current


def _last(one: str | None, other: str | None) -> str | None:
    return max(one, other) if one and other else None
