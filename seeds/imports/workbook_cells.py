"""The cells of one sheet of an XLSX file, row by row, as they stream by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TypeAlias
from zipfile import ZipFile

from seeds.cells import MARK
from seeds.imports.table import Row
from seeds.imports.values import Cell, Origin
from seeds.imports.workbook_parts import CHUNK, Attributes, Broken, Parts, parse, parser

UNCOMPUTED = "#FORMULA!"
"""Stands for a formula without a result: no program has computed it yet."""
MOST_COLUMNS, MOST_ROWS = 1 << 14, 1 << 20
LONGEST = 1 << 16
"""Characters of the longest cell; spreadsheets take half of that."""
Corner: TypeAlias = tuple[int, int]
"""A row from 1 and a column from 0."""
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MERGED = re.compile(rb'mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_AFTER = 200
"""Bytes that an element of merged cells is no longer than."""


def merged(archive: ZipFile, part: str) -> list[tuple[Corner, Corner]]:
    """The ranges of merged cells, which stand behind all rows in a sheet's part."""
    found: set[tuple[Corner, Corner]] = set()
    rest = b""
    with archive.open(part) as file:
        for piece in iter(lambda: file.read(CHUNK), b""):
            for left, top, right, bottom in _MERGED.findall(rest + piece):
                first = int(top), number(left.decode())
                found.add((first, (int(bottom), number(right.decode()))))
            rest = piece[-_AFTER:]
    return sorted(found)


def number(letters: str) -> int:
    """The number of a column from 0."""
    made = 0
    for letter in letters:
        made = 26 * made + ord(letter) - 64
    return made - 1


_SPELT = re.compile("_x([0-9A-Fa-f]{4})_")


class Cells:
    """A sheet while it goes by."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.rows: list[Row] = []
        self.row, self.column = 0, -1
        self.cells: list[str] = []
        self.kind, self.style = "n", 0
        self.formula = self.within = self.valued = False
        self.pieces: list[str] = []
        self.length = 0

    def read(self, archive: ZipFile, part: str) -> Iterator[Row]:
        """The rows of a sheet that have cells; raises Broken or ExpatError where it ends badly."""
        try:
            for _ in parse(archive, part, parser(self._start, self._end, self._characters)):
                rows, self.rows = self.rows, []
                yield from rows
        except Exception:
            yield from self.rows  # those before the damage
            raise

    def _start(self, tag: str, given: Attributes) -> None:
        if tag == "c":
            self._begin(given)
        elif tag == "row":
            self._next(given.get("r"))
        elif tag == "f":
            self.formula = True
        elif tag in ("v", "t"):
            self.within = True
            self.valued = self.valued or tag == "v"

    def _next(self, told: str | None) -> None:
        before = self.row
        self.row = int(told) if told and told.isdecimal() else before + 1
        self.column, self.cells = -1, []
        if not before < self.row <= MOST_ROWS:
            raise Broken(f"has a row {self.row} after row {before}")

    def _begin(self, given: Attributes) -> None:
        place = _PLACE.fullmatch(given.get("r", ""))
        self.column = number(place[1]) if place else self.column + 1
        if self.column >= MOST_COLUMNS:
            raise Broken(f"has more than {MOST_COLUMNS:,} columns in row {self.row}")
        self.kind = given.get("t", "n")
        style = given.get("s", "0")
        self.style = int(style) if style.isdecimal() else 0
        self.formula = self.valued = False
        self.pieces, self.length = [], 0

    def _characters(self, text: str) -> None:
        if self.within:
            self.pieces.append(text)
            self.length += len(text)
            if self.length > LONGEST:
                raise Broken(f"has a cell of more than {LONGEST:,} characters in row {self.row}")

    def _end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self.within = False
        elif tag == "row" and any(self.cells):
            self.rows.append(Row(self.row, self.cells))
        elif tag == "c":
            text = self._text()
            if text:
                self.cells += [""] * (self.column + 1 - len(self.cells))
                self.cells[self.column] = text

    def _text(self) -> str:
        """What the cell that ends holds."""
        text = _stripped("".join(self.pieces))
        if self.kind == "e":
            return Cell(text or "#ERROR!", Origin.FAULT)
        if self.formula and not text and not (self.valued and self.kind == "str"):
            return Cell(UNCOMPUTED, Origin.FAULT)
        if not text or self.kind in ("str", "inlineStr"):
            return text
        if self.kind == "s":
            return _stripped(self.parts.texts[_whole(text)])
        if self.kind == "b":
            return Cell("false" if text == "0" else "true", Origin.TRUTH)
        if self.kind == "d":
            return Cell(text, Origin.DATE)
        return self._number(text)

    def _number(self, text: str) -> str:
        if self.style in self.parts.dates and (day := _day(text, self.parts.since_1904)):
            return Cell(day, Origin.DATE)
        if text.lstrip("-").isdecimal():
            return Cell(text, Origin.NUMBER)
        try:
            value = float(text)
        except ValueError:
            return text
        return Cell(f"{value:.0f}" if value.is_integer() else repr(value), Origin.NUMBER)


def _stripped(text: str) -> str:
    """A text without white space around it, unless it is marked as it stands. Characters that XML
    can't hold are spelt out (ECMA-376, ST_Xstring).
    """
    if "_x" in text:
        text = _SPELT.sub(lambda spelt: chr(int(spelt[1], 16)), text)
    return text if text.startswith(MARK) else text.strip()


def _whole(text: str) -> int:
    if not text.isdecimal() or len(text) > 12:
        raise Broken(f"refers to a text {text[:20]!r}")
    return int(text)


def _day(text: str, since_1904: bool) -> str | None:
    """The day that a number stands for, with its time unless that is midnight; None where it
    stands for none. Day 60 of the older calendar, 29 February 1900, never was.
    """
    try:
        days = float(text)
        start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 + (days < 60))
        found = start + timedelta(days=int(days), seconds=round(days % 1 * 86400))
    except (ValueError, OverflowError):
        return None
    if 0 <= days < 1 and not since_1904:
        return found.time().isoformat()
    midnight = (found.hour, found.minute, found.second) == (0, 0, 0)
    return found.date().isoformat() if midnight else found.isoformat(" ")
