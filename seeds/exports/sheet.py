"""XLSX: texts are text and never formulas, dates are dates, memory stays the same for any size."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from graph.errors import BadInput
from graph.model import Type
from seeds.cells import joined, typed
from seeds.exports.table import Column, Row

MOST_ROWS = 1_048_576
"""Rows of a sheet, its header among them (Excel's limit)."""
LONGEST = 32_767
"""Characters in a cell (Excel's limit)."""
_FIRST_DAY = date(1900, 3, 1)
"""Before it, Excel counts a day that never was."""
_CHUNK = 65_536


class XlsxWriter:
    """Writes a table as a workbook; where a sheet is full, the rows go on in the next one."""

    def __init__(self, columns: Sequence[Column], name: str, most: int = MOST_ROWS) -> None:
        self._columns = columns
        self._name = name
        self._most = most
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - close() closes it
        self._book = Workbook(self._file, {"constant_memory": True})
        self._bold = self._book.add_format({"bold": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._sheets = 0
        self._closed = False
        self._sheet = self._begun()
        self._row = 1

    def begin(self) -> bytes:
        """Nothing: a workbook is whole or nothing."""
        return b""

    def rows(self, rows: Sequence[Row]) -> bytes:
        """Nothing; the rows are in a file on the disk."""
        for row in rows:
            if self._row == self._most:
                self._sheet, self._row = self._begun(), 1
            for place, value in enumerate(row):
                if value is not None:
                    self._write(place, value, row[0])
            self._row += 1
        return b""

    def end(self) -> Iterator[bytes]:
        """The workbook."""
        self._book.close()
        self._closed = True
        self._file.seek(0)
        while chunk := self._file.read(_CHUNK):
            yield chunk

    def close(self) -> None:
        """Remove the files."""
        if not self._closed:
            self._closed = True
            self._book.close()
        self._file.close()

    def _begun(self) -> Worksheet:
        self._sheets += 1
        name = self._name if self._sheets == 1 else f"{self._name[:25]} {self._sheets}"
        sheet = self._book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._columns):
            sheet.write_string(0, place, column.name, self._bold)
        return sheet

    def _write(self, place: int, value: Any, first: Any) -> None:
        column = self._columns[place]
        if column.type is Type.BOOL:
            self._sheet.write_boolean(self._row, place, value)
        elif column.type in (Type.INT, Type.FLOAT):
            self._sheet.write_number(self._row, place, value)
        elif column.type is Type.DATE and (day := _day(value)):
            self._sheet.write_datetime(self._row, place, day, self._day)
        else:
            text = joined(value) if column.type is Type.TEXTS else typed(value)
            if len(text) > LONGEST:
                raise BadInput(
                    f"{column.name} of {first} has {len(text):,} characters, more than a cell of "
                    "XLSX holds: export CSV or Parquet"
                )
            if text:
                self._sheet.write_string(self._row, place, text)


def _day(value: str) -> date | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day >= _FIRST_DAY else None
