"""Rows of a CSV file whose columns a format fixes, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from seeds.imports.files import File
from seeds.imports.item import Finding, Grade, Place
from seeds.imports.table import Row, misfit, rows
from seeds.imports.text import plain
from seeds.imports.words import nearest


@dataclass(frozen=True, slots=True)
class Record:
    """A row: where it begins, and its cells by column; those that are empty are not among them."""

    place: Place
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """A cell in one line; empty where it is, or where the file has no such column."""
        return plain(self.cells.get(column, ""))

    def at(self, column: str) -> Place:
        """The place of a cell."""
        return self.place.at(column)


def records(
    file: File,
    required: Sequence[str],
    optional: Sequence[str] = (),
    *,
    encoding: str | None = None,
    delimiter: str = "",
) -> Iterator[Record | Finding]:
    """The rows of a file that has the ``required`` columns; all that are missing are told at once,
    and there are no rows then. Columns that are neither required nor ``optional`` are left out,
    which is noted once.
    """
    header: Sequence[str] | None = None
    count = 0
    for row in rows(file, encoding, delimiter=delimiter):
        if isinstance(row, Finding):
            count += header is not None
            yield row
        elif header is None:
            header = row.cells
            missing = list(_missing(file, row, required))
            yield from missing
            yield from _others(file, row, {*required, *optional})
            if missing:
                return
        else:
            count += 1
            yield from _record(file, header, row)
    if header is not None and not count:
        text, mend = (
            "has a header and no rows",
            "look whether it is the right file",
        )
        expected = "rows below the header"
        yield Finding(Grade.WARNING, "TABLE_EMPTY", file.place(), text, None, expected, mend)


def heading(file: File, encoding: str | None) -> tuple[str, ...]:
    """The names in the first row of a file; none where it has no rows."""
    for row in rows(file, encoding):
        if isinstance(row, Row):
            return tuple(row.cells)
    return ()


def _record(file: File, header: Sequence[str], row: Row) -> Iterator[Record | Finding]:
    place = file.place(row.number)
    wrong = misfit(row, len(header), place)
    if wrong is not None:
        yield wrong
        if wrong.grade is Grade.ERROR:
            return
    cells: dict[str, str] = {}
    for name, cell in zip(header, row.cells, strict=False):
        cells.setdefault(name, cell)
    yield Record(place, {name: cell for name, cell in cells.items() if cell})


def _missing(file: File, row: Row, required: Sequence[str]) -> Iterator[Finding]:
    for name in required:
        if name in row.cells:
            continue
        near = nearest(name, row.cells)
        mend = f"rename {near}, if it is that" if near else "look whether it is the right file"
        text, expected = f"there is no column {name}: the file is left out", f"a column {name}"
        place = file.place(row.number, name)
        yield Finding(Grade.ERROR, "COLUMN_MISSING", place, text, None, expected, mend)


def _others(file: File, row: Row, known: set[str]) -> Iterator[Finding]:
    for name in dict.fromkeys(name for name in row.cells if name and row.cells.count(name) > 1):
        text, mend = (
            "is the name of several columns: the first of them is read",
            "rename the others",
        )
        place = file.place(row.number, name)
        yield Finding(Grade.WARNING, "COLUMN_REPEATED", place, text, name, "each once", mend)
    others = [name for name in dict.fromkeys(row.cells) if name and name not in known]
    if others:
        text = f"{len(others)} columns are left out: {', '.join(others)}"
        yield Finding(Grade.NOTE, "COLUMNS_LEFT_OUT", file.place(row.number), text)
