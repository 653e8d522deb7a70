"""Cells: every text survives, no cell looks like a formula, numbers stay numbers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Property, Type
from seeds.cells import cell, items, joined, text_of
from seeds.table import Faults, rows, values

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text(
    "=+-@'\t\r\n ;\\e0a,.\"", max_size=8
)


@given(TEXTS)
def test_a_text_comes_back_from_its_cell(text: str) -> None:
    assert text_of(cell(text)) == text


@given(st.lists(TEXTS, max_size=4))
def test_a_list_comes_back_from_its_cell(texts: list[str]) -> None:
    written = cell(joined(texts)) if texts else ""
    assert list(items(text_of(written) or "")) == texts


@given(TEXTS)
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    written = cell(text)
    assert written[0] not in "=+@\t\r\n"
    if written[0] == "-":
        assert set(written) <= set("-0123456789.,%")


@given(st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=3)), min_size=1, max_size=4))
def test_texts_and_lists_survive_a_csv_file(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, list[str]]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "cells.csv"
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["line", "text", "list"])
    for number, (text, texts) in enumerate(table):
        writer.writerow([number, cell(text), cell(joined(texts)) if texts else ""])
    path.write_text(made.getvalue(), "utf-8", newline="")
    properties = [Property("text", Type.TEXT), Property("list", Type.TEXTS)]
    known = {"line": Property("line", Type.INT)}
    faults = Faults()
    read = [values([*properties, *known.values()], row, faults) for row in rows(path)]
    assert faults.found == []
    assert [(row.get("text"), row.get("list", [])) for row in read] == table


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+62 21", "'+62 21"),
        ("@sum", "'@sum"),
        ("-5", "-5"),
        ("-2,5", "-2,5"),
        ("-1.234,5%", "-1.234,5%"),
        ("-", "-"),
        ("-1+1", "'-1+1"),
        ("-2,5±1,0", "'-2,5±1,0"),
        ("", "'"),
        (" x", "' x"),
        ("'quoted'", "''quoted'"),
        ("it's", "it's"),
    ],
)
def test_only_what_needs_it_is_marked(text: str, written: str) -> None:
    assert cell(text) == written


@pytest.mark.parametrize("text", ["'tis", "a'b", "Jum'at"])
def test_an_apostrophe_of_a_hand_made_file_is_text(text: str) -> None:
    assert text_of(text) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [("a; b ;;c", ["a", "b", "c"]), ("", []), (r"a\b", [r"a\b"]), (" ; ", []), ("x\\", ["x\\"])],
)
def test_a_hand_made_list_is_read_as_it_always_was(text: str, found: list[str]) -> None:
    assert list(items(text)) == found


def test_a_day_is_as_precise_as_its_form_or_its_own_column_says(tmp_path: Path) -> None:
    precision = Property("onPrecision", Type.ENUM, values=("YEAR", "MONTH", "DAY"))
    properties = [Property("on", Type.DATE), precision]

    def read(text: str) -> list[dict[str, object]]:
        (tmp_path / "t.csv").write_text(text, "utf-8")
        return [values(properties, row, Faults()) for row in rows(tmp_path / "t.csv")]

    assert read("on\n2024\n2024-05-01\n") == [
        {"on": "2024-01-01", "onPrecision": "YEAR"},
        {"on": "2024-05-01", "onPrecision": "DAY"},
    ]
    assert read("on,onPrecision\n2024-01-01,YEAR\n2024-05-01,\n2024,\n") == [
        {"on": "2024-01-01", "onPrecision": "YEAR"},
        {"on": "2024-05-01"},
        {"on": "2024-01-01", "onPrecision": "YEAR"},
    ]
