"""Sheets of XLSX files, streamed as rows of texts that remember what their cells held."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from seeds.imports.files import File
from seeds.imports.item import Finding, Grade, Place
from seeds.imports.table import Row, Rows, Sheet
from seeds.imports.workbook_cells import Cells, Corner, merged
from seeds.imports.workbook_parts import Parts, parts

FAULTS = (
    BadZipFile,
    EOFError,
    ExpatError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
    zlib.error,
)
"""What goes wrong in files that are no spreadsheets, are locked, or were damaged."""


def sheets(file: File) -> Iterator[Sheet | Finding]:
    """The sheets of a spreadsheet, or what is wrong with it."""
    try:
        with ZipFile(file.path) as archive:
            found = parts(archive)
    except FAULTS as fault:
        yield _unreadable(file.place(), fault)
        return
    for name in found.sheets:
        yield Sheet(file.name, _rows(file, found, name), name)


def _rows(file: File, found: Parts, name: str) -> Rows:
    """The rows of a sheet that hold anything."""
    place = Place(file.name, sheet=name)
    last = 0
    try:
        with ZipFile(file.path) as archive:
            part = found.sheets[name]
            ranges = _Merged(merged(archive, part), place)
            yield from ranges.findings
            for row in Cells(found).read(archive, part):
                last = row.number
                yield from ranges.filled(row)
    except FAULTS as fault:
        yield _unreadable(Place(file.name, last + 1, None, name), fault)


class _Merged:
    """Merged cells: a spreadsheet keeps a value in the first of them; here it goes down as well."""

    def __init__(self, ranges: Sequence[tuple[Corner, Corner]], place: Place) -> None:
        self.findings = [_told(place, *each) for each in ranges]
        self.coming = [each for each in ranges if each[1][0] > each[0][0]][::-1]
        self.open: list[tuple[int, int, str]] = []
        """Of those that go down to a row: that row, the column, the value."""

    def filled(self, row: Row) -> Iterator[Row]:
        """A row with what the cells merged with it above hold."""
        cells = [*row.cells]
        while self.coming and self.coming[-1][0][0] <= row.number:
            (top, left), (bottom, _) = self.coming.pop()
            if top == row.number and left < len(cells):
                self.open.append((bottom, left, cells[left]))
        self.open = [each for each in self.open if each[0] >= row.number]
        for _, left, held in self.open:
            cells += [""] * (left + 1 - len(cells))
            cells[left] = held
        yield Row(row.number, cells)


def _told(place: Place, start: Corner, end: Corner) -> Finding:
    """That cells are merged: what is read into those that a spreadsheet leaves empty."""
    (top, left), (bottom, right) = start, end
    down = bottom > top
    read = "each row has its value" if down else "its value counts for the first cell"
    name = f"{letters(left)}{top}:{letters(right)}{bottom}"
    there = Place(place.file, top, letters(left), place.sheet)
    text, mend = f"{name} is merged: {read}", "unmerge the cells and fill each"
    grade = Grade.WARNING if down else Grade.NOTE
    return Finding(grade, "CELLS_MERGED", there, text, None, "cells that are not merged", mend)


def letters(column: int) -> str:
    """The letters of a column, counted from 0: ``A``, ``AB``."""
    made = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        made = chr(65 + rest) + made
    return made


def _unreadable(place: Place, fault: Exception) -> Finding:
    mend = "open it in a spreadsheet program and save it as XLSX, without a password"
    text = f"can't be read from here on: {fault}"
    return Finding(Grade.ERROR, "WORKBOOK_UNREADABLE", place, text, None, "XLSX", mend)
