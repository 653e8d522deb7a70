"""Parquet, by pyarrow, which a hub has where it was installed with the extra ``parquet``."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from graph.errors import BadInput
from graph.model import Type
from seeds.exports.table import Column, Row

GROUP = 10_000
"""Rows of a row group, which is what is in memory at most."""
MISSING = (
    "Parquet needs pyarrow, which is not installed here: install sinergi[parquet], or ask for "
    "another format"
)


def available() -> bool:
    """Whether Parquet can be written."""
    return importlib.util.find_spec("pyarrow") is not None


class _Drained:
    """A file that is taken away while it is written."""

    closed = False

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._place = 0

    def write(self, data: Any) -> int:
        made = bytes(data)
        self._parts.append(made)
        self._place += len(made)
        return len(made)

    def tell(self) -> int:
        return self._place

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def taken(self) -> bytes:
        made, self._parts = b"".join(self._parts), []
        return made


class ParquetWriter:
    """Writes a table as Parquet; lists are lists, dates are dates. Raises BadInput where pyarrow
    is not installed.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        if not available():
            raise BadInput(MISSING)
        import pyarrow as pa
        import pyarrow.parquet as pq

        types = {
            Type.INT: pa.int32(),
            Type.FLOAT: pa.float64(),
            Type.BOOL: pa.bool_(),
            Type.DATE: pa.date32(),
            Type.DATETIME: pa.timestamp("ms", "UTC"),
            Type.TEXTS: pa.list_(pa.string()),
        }
        self._columns = columns
        self._pa = pa
        self._schema = pa.schema([(c.name, types.get(c.type, pa.string())) for c in columns])
        self._file = _Drained()
        self._writer = pq.ParquetWriter(self._file, self._schema)
        self._kept: list[Row] = []

    def begin(self) -> bytes:
        """The magic number."""
        return self._file.taken()

    def rows(self, rows: Sequence[Row]) -> bytes:
        """A row group, when there are enough rows for one."""
        self._kept += rows
        if len(self._kept) >= GROUP:
            self._group()
        return self._file.taken()

    def end(self) -> Iterator[bytes]:
        """The last row group and the footer."""
        if self._kept:
            self._group()
        self._writer.close()
        yield self._file.taken()

    def close(self) -> None:
        """Let the writer go."""
        if self._writer.is_open:
            self._writer.close()

    def _group(self) -> None:
        kept, self._kept = self._kept, []
        arrays = [
            self._pa.array([_value(column.type, row[place]) for row in kept], type=field.type)
            for place, (column, field) in enumerate(zip(self._columns, self._schema, strict=True))
        ]
        self._writer.write_table(self._pa.Table.from_arrays(arrays, schema=self._schema))


def _value(type_: Type, value: Any) -> Any:
    if value is None:
        return None
    if type_ is Type.DATE:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if type_ is Type.DATETIME else value
