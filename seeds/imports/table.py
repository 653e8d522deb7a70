"""Rows of tables, as they stream out of text files or spreadsheets."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeAlias

from seeds.imports.files import File
from seeds.imports.findings import shown
from seeds.imports.item import Finding, Grade, Place
from seeds.imports.text import Lines

DELIMITERS = (";", ",", "\t", "|")
SAMPLE = 20
"""Rows among which a header is looked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in a text file or its number in a sheet, and its cells, stripped."""

    number: int
    cells: Sequence[str]


Rows: TypeAlias = Iterator[Row | Finding]
"""Rows with what is wrong with others."""


@dataclass(frozen=True)
class Sheet:
    """A table with its name, which is that of the file or of the sheet within it."""

    file: str
    rows: Rows
    name: str | None = None
    ragged: bool = False
    """Whether rows may have more or fewer cells than the header."""

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        """A place in it."""
        return Place(self.file, row, column, self.name)


def rows(
    file: File,
    encoding: str | None = None,
    *,
    delimiter: str = "",
    text: Callable[[str], str] = str.strip,
) -> Rows:
    """The rows of a CSV file that have any cell, in any of the usual encodings and delimiters;
    ``text`` is what the text of a cell is read by.
    """
    lines = Lines(file, encoding)
    source = iter(lines)
    head = list(islice(source, SAMPLE))
    skipped = 0
    if head and head[0].lower().startswith("sep=") and len(head[0].strip()) == 5:
        delimiter, skipped = head[0][4], 1
    chosen = delimiter or _delimiter(head)
    reader = csv.reader(chain(head[skipped:], source), delimiter=chosen, strict=True)
    while True:
        before = reader.line_num + skipped
        try:
            record = next(reader, None)
        except csv.Error as fault:
            yield from lines.told()
            yield _malformed(fault, file.place(before + 1), reader.line_num + skipped)
            continue
        yield from lines.told()
        if record is None:
            return
        cells = [text(cell) for cell in record]
        if any(cells):
            yield Row(before + 1, cells)


def misfit(row: Row, width: int, place: Place) -> Finding | None:
    """What is wrong with how many cells a row has; an error where the row is to be left out."""
    count = len(row.cells)
    if count < width:
        text = f"has {count} cells, but the header has {width}: the others count as empty"
        grade, code, mend = Grade.WARNING, "ROW_TOO_SHORT", "write all delimiters"
    elif any(row.cells[width:]):
        text = f"has {count} cells, but the header has {width}: the row is left out"
        grade, code, mend = Grade.ERROR, "ROW_TOO_LONG", "quote cells that hold the delimiter"
    else:
        return None
    told = shown(" | ".join(row.cells))
    return Finding(grade, code, place, text, told, f"{width} cells", mend)


def _malformed(fault: csv.Error, place: Place, last: int) -> Finding:
    lines = f"lines {place.row} to {last} are" if last > (place.row or 0) else "the line is"
    text = f"{lines} no row of CSV ({fault}) and left out"
    expected = f"cells of at most {csv.field_size_limit():,} characters, quotes closed"
    mend = "close each quote, and double those within a cell"
    return Finding(Grade.ERROR, "ROW_MALFORMED", place, text, None, expected, mend)


def _delimiter(head: Sequence[str]) -> str:
    """The delimiter by which most of the first lines have as many columns."""
    return max(DELIMITERS, key=lambda delimiter: _regular(head, delimiter))


def _regular(head: Sequence[str], delimiter: str) -> tuple[int, int]:
    """How many lines have the most usual number of columns, and that number."""
    reader = csv.reader(head, delimiter=delimiter)
    widths: Counter[int] = Counter()
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            continue
        if row is None:
            break
        widths[len(row)] += any(row)
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))
