"""Texts of cells as values of properties, with everything that is doubtful about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from graph.model import Property, Type
from seeds.imports.days import day
from seeds.imports.item import Grade
from seeds.imports.numbers import PERCENT, number, whole
from seeds.imports.reading import Doubt, Reading, error, unreadable, warning
from seeds.imports.words import boolean, listed, member


class Origin(StrEnum):
    """What a spreadsheet keeps in a cell."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    FAULT = "fault"
    EMPTY = "empty"
    """A text without letters, which is there all the same."""


class Cell(str):
    """The text of a cell that holds something else than text, as far as a file tells: a number of
    a spreadsheet, or a text that is empty and not absent. Other cells are plain texts.
    """

    __slots__ = ("origin",)
    origin: Origin

    def __new__(cls, text: str, origin: Origin) -> Cell:
        """A cell with this text."""
        made = super().__new__(cls, text)
        made.origin = origin
        return made


EMPTY = Cell("", Origin.EMPTY)
"""The cell of a text that is there and empty."""


def origin(text: str) -> Origin:
    """What the cell with this text holds."""
    return text.origin if isinstance(text, Cell) else Origin.TEXT


def value(property_: Property, text: str) -> Reading[Any]:
    """What a cell gives to a property. Dates are read as ``Day``, lists as lists of texts."""
    if origin(text) is Origin.FAULT:
        return unreadable(fault())
    if property_.type is Type.TEXT:
        return plain(text, whole_is_sure=True)
    if property_.type is Type.ENUM:
        return member(text, property_.values)
    if property_.type is Type.TEXTS:
        return Reading(listed(text))
    if property_.type is Type.FLOAT:
        return _number(property_, text)
    read: Callable[[str], Reading[Any]] = _OTHERS[property_.type]
    return read(text)


def fault() -> Doubt:
    """What is said of a cell that holds an error, such as #REF!."""
    mend = "mend the formula in the spreadsheet, or write the value"
    return error("CELL_FAULT", "is an error of the spreadsheet", "a value", mend)


def plain(text: str, whole_is_sure: bool = False) -> Reading[str]:
    """A text, or a code: what a spreadsheet keeps as a number may have lost zeros at its ends,
    which is a warning; ``whole_is_sure`` takes whole numbers as they are.
    """
    if origin(text) is Origin.NUMBER and not (whole_is_sure and text.lstrip("-").isdigit()):
        told = f"is kept as a number and read as {text!r}: zeros at its start or end may be lost"
        mend = "format the column as text, then write the value again"
        return Reading(str(text), (warning("CODE_WAS_NUMBER", told, "text", mend),))
    return Reading(str(text))


def _number(property_: Property, text: str) -> Reading[float]:
    """A number; a percent sign is a warning where nothing says that the property is in percent."""
    found = number(text)
    if origin(text) is Origin.NUMBER:
        return Reading(found.value, tuple(d for d in found.doubts if d.grade is Grade.ERROR))
    if "percent" in property_.description.lower():
        return Reading(found.value, tuple(d for d in found.doubts if d.code != PERCENT))
    doubts = tuple(_graver(doubt) if doubt.code == PERCENT else doubt for doubt in found.doubts)
    return Reading(found.value, doubts)


def _graver(doubt: Doubt) -> Doubt:
    mend = "take the sign out, and look at the number"
    return warning(doubt.code, doubt.message, "a number without a percent sign", mend)


_OTHERS: Mapping[Type, Callable[[str], Reading[Any]]] = {
    Type.INT: whole,
    Type.BOOL: boolean,
    Type.DATE: day,
    Type.DATETIME: Reading,
}
