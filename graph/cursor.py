"""Cursors: where in an order an edge stands, as opaque text.

A cursor holds the order's name, the edge's sort values, the node's id and the relation's key,
so that a page can be continued by comparing values: no offsets, no state, stable while rows
come and go.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import date, datetime

import orjson

from graph.errors import BadInput
from graph.model import Property, Type

Scalar = str | int | float | bool | None

_PYTHON: dict[Type, tuple[type, ...]] = {
    Type.INT: (int,),
    Type.FLOAT: (int, float),
    Type.BOOL: (bool,),
}


def encode(order: str, values: Sequence[object]) -> str:
    """The cursor of the edge with these sort values in the order named ``order``."""
    return base64.urlsafe_b64encode(orjson.dumps([order, *values])).decode().rstrip("=")


def decode(
    text: str, order: str, properties: Sequence[Property | None], argument: str
) -> list[Scalar]:
    """The sort values in ``text``; None in ``properties`` stands for ids and keys.

    Raises BadInput where the text is no cursor, or belongs to another order.
    """
    found = _unpack(text)
    if found is None:
        raise BadInput("is not a cursor: pass one that this connection gave", [argument])
    if found[0] != order or len(found) != len(properties) + 1:
        raise BadInput(
            "is a cursor of another order: pass one from the same field with the same orderBy",
            [argument],
        )
    values = found[1:]
    if not all(_fits(v, p) for v, p in zip(values, properties, strict=True)):
        raise BadInput("is a damaged cursor: pass one that this connection gave", [argument])
    return values


def _unpack(text: str) -> list[Scalar] | None:
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        found = orjson.loads(raw)
    except (binascii.Error, ValueError):
        return None
    return found if isinstance(found, list) and found else None


def _fits(value: object, expected: Property | None) -> bool:
    if expected is None:
        return isinstance(value, str)
    if value is None:
        return not expected.required
    if expected.type is not Type.BOOL and isinstance(value, bool):
        return False
    if not isinstance(value, _PYTHON.get(expected.type, (str,))):
        return False
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return False
    return not isinstance(value, str) or _dated(value, expected.type)


def _dated(value: str, type_: Type) -> bool:
    try:
        if type_ is Type.DATE:
            date.fromisoformat(value)
        if type_ is Type.DATETIME:
            datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
