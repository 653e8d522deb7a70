"""Tables in every format, read again by the format's own library."""

from __future__ import annotations

import asyncio
import csv
import datetime
import io
import math
from collections.abc import AsyncIterator
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.model import Type
from seeds.cells import typed, typed_text_of
from seeds.exports import parquet
from seeds.exports.delimited import BOM, CsvWriter
from seeds.exports.parquet import ParquetWriter
from seeds.exports.sheet import XlsxWriter
from seeds.exports.table import Column, Row, Table, TableWriter, written

COLUMNS = tuple(Column(type_.value, type_) for type_ in Type)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
DAYS = st.dates(datetime.date(1900, 3, 1), datetime.date(2200, 1, 1))
MOMENTS = st.datetimes(datetime.datetime(1970, 1, 1), datetime.datetime(2100, 1, 1))
VALUES: dict[Type, st.SearchStrategy[Any]] = {
    Type.TEXT: TEXTS,
    Type.INT: st.integers(-(2**31), 2**31 - 1),
    Type.FLOAT: st.floats(-1e300, 1e300),
    Type.BOOL: st.booleans(),
    Type.DATE: DAYS.map(str),
    Type.DATETIME: MOMENTS.map(lambda t: f"{t.isoformat(timespec='milliseconds')}Z"),
    Type.ENUM: st.sampled_from(["RED", "GREEN"]),
    Type.TEXTS: st.lists(TEXTS, max_size=3),
}
ROWS = st.lists(st.tuples(*(st.none() | VALUES[column.type] for column in COLUMNS)), max_size=5)
AT = {column.type: place for place, column in enumerate(COLUMNS)}


def file(writer: TableWriter, *pages: list[Row], columns: tuple[Column, ...] = COLUMNS) -> bytes:
    async def paged() -> AsyncIterator[list[Row]]:
        for page in pages:
            yield page

    async def gathered() -> bytes:
        return b"".join([c async for c in written(Table("t", columns, paged()), writer)])

    return asyncio.run(gathered())


@given(ROWS, ROWS)
def test_parquet_keeps_every_value_and_its_type(one: list[Row], other: list[Row]) -> None:
    read = pq.read_table(io.BytesIO(file(ParquetWriter(COLUMNS), one, other)))
    assert [str(field.type) for field in read.schema] == [
        "string",
        "int32",
        "double",
        "bool",
        "date32[day]",
        "timestamp[ms, tz=UTC]",
        "string",
        "list<element: string>",
    ]
    found = [list(row.values()) for row in read.to_pylist()]
    for row in found:
        if row[AT[Type.DATE]]:
            row[AT[Type.DATE]] = str(row[AT[Type.DATE]])
        if moment := row[AT[Type.DATETIME]]:
            text = moment.astimezone(datetime.UTC).isoformat(timespec="milliseconds")
            row[AT[Type.DATETIME]] = text.replace("+00:00", "Z")
    assert found == [list(row) for row in (*one, *other)]


def test_parquet_without_pyarrow_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(BadInput, match=r"install sinergi\[parquet\]"):
        ParquetWriter(COLUMNS)


def test_parquet_has_a_row_group_for_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP", 3)
    column = (Column("n", Type.INT),)
    made = file(ParquetWriter(column), *[[[n]] for n in range(8)], columns=column)
    read = pq.ParquetFile(io.BytesIO(made))
    assert (read.num_row_groups, read.read().column("n").to_pylist()) == (3, list(range(8)))


@given(ROWS)
def test_xlsx_keeps_every_value(rows: list[Row]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(file(XlsxWriter(COLUMNS, "t"), rows))).active
    assert sheet is not None
    header, *found = sheet.iter_rows()
    assert [cell.value for cell in header] == [c.name for c in COLUMNS]
    for row, cells in zip(rows, found, strict=False):
        for column, value, cell in zip(COLUMNS, row, cells, strict=False):
            assert cell.data_type != "f"
            check_cell(column.type, value, cell)


def check_cell(type_: Type, value: Any, cell: Any) -> None:
    if value is None or value == []:
        assert cell.value is None
    elif type_ is Type.DATE:
        assert str(cell.value.date()) == value
    elif type_ is Type.FLOAT:
        assert math.isclose(cell.value, value, rel_tol=1e-15)
    elif type_ is Type.TEXT:
        assert unescaped(cell.value) == typed(value).replace("\r\n", "\n").replace("\r", "\n")
        assert typed_text_of(typed(value)) == value
    elif type_ is not Type.TEXTS:
        assert cell.value == value


def unescaped(text: Any) -> str:
    """openpyxl leaves the escapes of control characters as they stand in the file."""
    return str(openpyxl.utils.escape.unescape(text)).replace("\r\n", "\n").replace("\r", "\n")


def test_xlsx_has_texts_where_csv_has_marks() -> None:
    columns = (Column("a", Type.TEXT), Column("b", Type.INT))
    made = file(XlsxWriter(columns, "t"), [["=1+1", -5], ["-5", 7]], columns=columns)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    assert [[(c.value, c.data_type) for c in row] for row in sheet.iter_rows(min_row=2)] == [
        [("=1+1", "s"), (-5, "n")],
        [("-5", "s"), (7, "n")],
    ]


def test_xlsx_goes_on_in_another_sheet_where_one_is_full() -> None:
    column = (Column("n", Type.INT),)
    writer = XlsxWriter(column, "a_table_with_a_long_name_of_31_c", most=4)
    book = openpyxl.load_workbook(io.BytesIO(file(writer, [[n] for n in range(7)], columns=column)))
    found = [[c.value for (c,) in sheet.iter_rows(min_row=2)] for sheet in book.worksheets]
    assert found == [[0, 1, 2], [3, 4, 5], [6]]


def test_xlsx_refuses_a_text_that_no_cell_holds() -> None:
    column = (Column("note", Type.TEXT),)
    with pytest.raises(BadInput, match="32,768 characters"):
        file(XlsxWriter(column, "t"), [["x" * 32_768]], columns=column)


def test_csv_has_a_byte_order_mark_on_request_and_one_header() -> None:
    columns = (Column("a", Type.TEXT), Column("b", Type.TEXTS))
    rows: list[Row] = [['é "q"\nline', ["x;y", "z"]], [None, []], ["", ["=1"]]]
    plain = file(CsvWriter(columns), rows[:1], rows[1:], columns=columns)
    assert plain == 'a,b\r\n"é ""q""\nline",x\\;y;z\r\n,\r\n\',\'=1\r\n'.encode()
    assert file(CsvWriter(columns, bom=True), rows, columns=columns) == BOM + plain
    assert file(CsvWriter(columns), columns=columns) == b"a,b\r\n"


@given(ROWS)
def test_csv_reads_as_csv(rows: list[Row]) -> None:
    made = file(CsvWriter(COLUMNS), rows).decode()
    found = list(csv.reader(io.StringIO(made, newline="")))
    assert len(found) == len(rows) + 1
    assert {len(row) for row in found} == {len(COLUMNS)}
