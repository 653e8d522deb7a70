"""Sheets of a workbook that is written row by row: names that are valid, texts that stay texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from seeds.exports.sheet import MOST_ROWS
from seeds.imports.item import Grade

LONGEST_NAME = 31
"""Characters in the name of a sheet (Excel's limit)."""
COLOURS = {Grade.ERROR: "#FFC7CE", Grade.WARNING: "#FFEB9C", Grade.NOTE: "#DDEBF7"}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = "history"
"""A name that Excel keeps for itself."""


@dataclass
class Book:
    """A workbook in a file that is open; memory stays the same for any number of rows."""

    file: BinaryIO
    names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._book = Workbook(self.file, {"constant_memory": True})
        self.bold = self._book.add_format({"bold": True, "bottom": 1})
        self.colours: dict[Grade, Format] = {
            grade: self._book.add_format({"bg_color": colour}) for grade, colour in COLOURS.items()
        }

    def close(self) -> None:
        """Write it."""
        self._book.close()

    def sheet(self, name: str) -> Worksheet:
        """A new sheet whose name is as near to this one as may be."""
        return self._book.add_worksheet(sheet_name(name, self.names))


@dataclass
class Page:
    """A table with a header; where its sheet is full, it goes on in the next one."""

    book: Book
    name: str
    header: Sequence[str]
    widths: Sequence[int]
    most: int = MOST_ROWS

    def __post_init__(self) -> None:
        self._begin()

    def add(self, values: Sequence[object], colour: Format | None = None) -> None:
        """Add a row; the colour is for its first cell."""
        if self._row == self.most:
            self.end()
            self._begin()
        for column, value in enumerate(values):
            write(self._sheet, self._row, column, value, None if column else colour)
        self._row += 1

    def end(self) -> None:
        """No more rows: a filter over those that are there."""
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self.header) - 1)

    def _begin(self) -> None:
        self._sheet = self.book.sheet(self.name)
        self._sheet.freeze_panes(1, 0)
        for column, (text, width) in enumerate(zip(self.header, self.widths, strict=True)):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, text, self.book.bold)
        self._row = 1


def write(
    sheet: Worksheet, row: int, column: int, value: object, colour: Format | None = None
) -> None:
    """A number as a number, anything else as a text, which no spreadsheet runs."""
    if isinstance(value, int) and not isinstance(value, bool):
        sheet.write_number(row, column, value, colour)
    elif value is None or value == "":
        if colour is not None:
            sheet.write_blank(row, column, None, colour)
    else:
        sheet.write_string(row, column, str(value), colour)


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A valid name that no other sheet has, which is then taken."""
    bare = _FORBIDDEN.sub(" ", wanted).strip(" '") or "sheet"
    bare = _cut(bare, LONGEST_NAME)
    made, number = bare, 1
    while made.casefold() in (*taken, _RESERVED):
        number += 1
        end = f" ({number})"
        made = f"{_cut(bare, LONGEST_NAME - len(end))}{end}"
    taken.add(made.casefold())
    return made


def _cut(text: str, length: int) -> str:
    """The start of a text, as Excel counts characters: in units of UTF-16."""
    kept = text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore")
    return kept.strip(" '")
