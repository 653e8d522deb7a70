"""How what a source says meets what is there already.

Three ways: the source that made a node or relation owns it, and what it no longer says is gone; the
hub's own tables rule, and what they say is set whoever owns it; any other source fills what is
missing and adds to lists, and where it differs, that is told and not taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from graph.model import Property, Type
from graph.rows import KEPT_BY_HUB

FILLED = "filled"
"""Names of the properties that others gave, so that the owner does not clear them."""


class Way(Enum):
    """As what a source speaks of something that is there."""

    OWNS = auto()
    RULES = auto()
    FILLS = auto()


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that a source gives and the graph has otherwise; ``taken`` tells which one stays."""

    name: str
    before: Any
    after: Any
    taken: bool


@dataclass(slots=True)
class Meeting:
    """What is to be set, and what differed."""

    set: dict[str, Any] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)


def met(
    properties: Sequence[Property], there: Mapping[str, Any], said: Mapping[str, Any], way: Way
) -> Meeting:
    """What becomes of something with the properties ``there`` of which ``said`` is said."""
    made = Meeting()
    filled = set(there.get(FILLED) or ())
    for property_ in properties:
        name = property_.name
        if name in KEPT_BY_HUB:
            continue
        before, new = _value(property_, there), _value(property_, said)
        after = _after(property_, before, new, way, name in filled)
        if after != before:
            made.set[name] = after
            made.differences.append(Difference(name, before, after, taken=True))
        elif way is Way.FILLS and new not in (None, before) and property_.type is not Type.TEXTS:
            made.differences.append(Difference(name, before, new, taken=False))
    if made.set and way is not Way.OWNS:
        made.set[FILLED] = sorted(filled | made.set.keys())
    return made


def _after(property_: Property, before: Any, new: Any, way: Way, filled: bool) -> Any:
    if property_.type is Type.TEXTS:
        own = way is Way.OWNS and not filled
        return new if own else [*dict.fromkeys((*before, *new))]
    if way is Way.OWNS and not filled:
        absent = False if property_.type is Type.BOOL and property_.required else None
        return absent if new is None else new
    if way is Way.FILLS:
        return new if before is None else before
    return before if new is None else new


def _value(property_: Property, values: Mapping[str, Any]) -> Any:
    value = values.get(property_.name)
    return list(value or ()) if property_.type is Type.TEXTS else value


def kept(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The values under these names, None where there is none: what undoing sets again."""
    return {name: values.get(name) for name in names}
