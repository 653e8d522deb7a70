"""Rows on their way into the graph: checked against the model, as they are stored."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from graph.errors import BadInput
from graph.fold import searchable
from graph.model import Kind, Property, Relation, Type

KEPT_BY_HUB = frozenset({"id", "version", "recordedAt", "run", "row"})
"""Properties that no row sets: the id names the row's node, the others the hub counts itself."""
_INT = range(-(2**31), 2**31)
_PLAIN = {Type.TEXT: str, Type.DATE: str, Type.DATETIME: str, Type.BOOL: bool}
"""Types of which every value of a Python type fits."""


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation to be written; ``start`` and ``end`` are ids."""

    start: str
    end: str
    values: Mapping[str, Any]


def node_values(kind: Kind, row: Mapping[str, Any]) -> dict[str, Any]:
    """What a node stores of a row besides what the hub keeps of it; None where it has no value."""
    values = {p.name: checked(p, row) for p in kind.stored if p.name not in KEPT_BY_HUB}
    if kind.searched:
        values["searchText"] = search_text(kind, values)
    return values


def search_text(kind: Kind, values: Mapping[str, Any]) -> str:
    """What search looks at of a node with these values."""
    return searchable(_texts(values.get(p.name) for p in kind.searched))


def relation_values(relation: Relation, row: RelationRow) -> dict[str, Any]:
    """What a relation stores of a row; None where it has no value."""
    return {
        p.name: checked(p, row.values) for p in relation.properties if p.name not in KEPT_BY_HUB
    }


def relation_key(relation: Relation, values: Mapping[str, Any]) -> str:
    """What tells a relation apart from others of its type between the same two nodes."""
    key = "|".join([str(values[name] or "") for name in relation.key])
    return key.rstrip("|") if relation.short_key else key


def checked(property_: Property, row: Mapping[str, Any]) -> Any:
    """A property's value from a row. Raises BadInput where it is missing or does not fit."""
    value = row.get(property_.name)
    if value is None:
        return _absent(property_)
    if type(value) is _PLAIN.get(property_.type):
        return value
    fault = unfit(property_, value)
    if fault:
        raise BadInput(fault, [property_.name])
    return value


def _absent(property_: Property) -> Any:
    if property_.type is Type.TEXTS:
        return []
    if property_.type is Type.BOOL and property_.required:
        return False
    if property_.required:
        raise BadInput("is missing", [property_.name])
    return None


def unfit(property_: Property, value: Any) -> str | None:
    """Why a value does not fit a property; None where it does."""
    if property_.type is Type.ENUM and value not in property_.values:
        return f"is {value!r}: expected one of {', '.join(property_.values)}"
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if property_.type is Type.INT and not (isinstance(value, int) and number and value in _INT):
        return f"is {value!r}: expected a whole number of 32 bits"
    if property_.type is Type.FLOAT and not (number and math.isfinite(value)):
        return f"is {value!r}: expected a finite number"
    if property_.type is Type.BOOL and not isinstance(value, bool):
        return f"is {value!r}: expected true or false"
    if property_.type is Type.TEXTS and not isinstance(value, list):
        return f"is {value!r}: expected a list of texts"
    if property_.type in (Type.TEXT, Type.DATE, Type.DATETIME) and not isinstance(value, str):
        return f"is {value!r}: expected text"
    if property_.type is Type.DATE and not _is_day(value):
        return f"is {value!r}: expected a day as YYYY-MM-DD"
    return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def digest(values: Mapping[str, Any]) -> str:
    """A short fingerprint of values, the same for equal ones."""
    packed = orjson.dumps(values, option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(packed, digest_size=12).hexdigest()


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, list):
            yield from value
        elif value:
            yield value
