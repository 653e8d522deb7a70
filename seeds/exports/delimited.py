"""CSV (RFC 4180, UTF-8), in the form that the hub's own reader takes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from graph.model import Type
from seeds.cells import cell, joined
from seeds.exports.table import Column, Row

BOM = b"\xef\xbb\xbf"


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _list(value: Sequence[str]) -> str:
    return cell(joined(value)) if value else ""


_TEXT: dict[Type, Callable[[Any], str]] = {
    Type.TEXT: cell,
    Type.ENUM: cell,
    Type.DATE: cell,
    Type.DATETIME: cell,
    Type.INT: str,
    Type.FLOAT: repr,
    Type.BOOL: _boolean,
    Type.TEXTS: _list,
}


class CsvWriter:
    """Writes a table as CSV. ``bom`` begins the file with a byte order mark, by which spreadsheets
    know UTF-8.
    """

    def __init__(self, columns: Sequence[Column], bom: bool = False) -> None:
        self._columns = columns
        self._bom = bom
        self._cells = [_TEXT[column.type] for column in columns]

    def begin(self) -> bytes:
        """The header."""
        return (BOM if self._bom else b"") + _lines([[column.name for column in self._columns]])

    def rows(self, rows: Sequence[Row]) -> bytes:
        """Their lines."""
        return _lines(
            ["" if v is None else c(v) for c, v in zip(self._cells, row, strict=True)]
            for row in rows
        )

    def end(self) -> Iterator[bytes]:
        """Nothing."""
        return iter(())

    def close(self) -> None:
        """Nothing is held."""


def _lines(rows: Any) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
