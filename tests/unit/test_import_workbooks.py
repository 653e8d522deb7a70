"""The hub's own tables as spreadsheets: what cells hold, and templates to fill in."""

from __future__ import annotations

import csv
import io
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import MODEL, Read, read
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from graph.model import Kind, Relation
from seeds.imports.columns import EXPLANATIONS
from seeds.imports.formats.registry import FORMATS
from seeds.imports.item import Grade
from seeds.imports.template import as_csv, as_xlsx, template

AGENCY = ("code", "name", "type", "validFrom")
SUBJECTS: list[Kind | Relation] = [*MODEL.tables.values()]

Import = Callable[[dict[str, Callable[[Worksheet], Any]]], Read]


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Writes sheets, each filled by a function, and reads them."""

    def made(sheets: dict[str, Callable[[Worksheet], Any]]) -> Read:
        path = tmp_path / "book.xlsx"
        with Workbook(path) as book:
            for name, fill in sheets.items():
                fill(book.add_worksheet(name))
        return read("xlsx", path, whole=False)

    return made


def table(*rows: tuple[Any, ...]) -> Callable[[Worksheet], None]:
    """Fills a sheet with rows below the header of agencies."""

    def fill(sheet: Worksheet) -> None:
        for number, row in enumerate((AGENCY, *rows)):
            sheet.write_row(number, 0, row)

    return fill


def findings(made: Read) -> list[tuple[str, int | None, str | None]]:
    return [(each.code, each.place.row, each.place.column) for each in made.findings]


def test_sheets_are_named_after_kinds_and_relations(imported: Import) -> None:
    def relations(sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ("start", "end", "role"))
        sheet.write_row(1, 0, ("a", "stunting", "LEAD"))

    sheets = {"Instansi": table(("a", "A", "MINISTRY")), "PARTICIPATES_IN": relations}
    made = imported(sheets)
    (thing,), (_,) = made.things, made.bonds
    assert (thing.place.sheet, thing.place.row) == ("Instansi", 2)


def test_a_single_sheet_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "agency.xlsx"
    with Workbook(path) as book:
        table(("a", "A", "MINISTRY"))(book.add_worksheet("Sheet1"))
    assert len(read("xlsx", path, whole=False).things) == 1


def test_a_sheet_of_another_name_is_an_error_and_the_explanation_is_none(imported: Import) -> None:
    row = ("a", "A", "MINISTRY")
    made = imported({"Agency": table(row), "Agensy": table(row), EXPLANATIONS: table(row)})
    assert len(made.things) == 1
    assert findings(made) == [("TABLE_UNKNOWN", None, None)]


def test_a_code_that_is_a_number_is_a_warning(imported: Import) -> None:
    made = imported({"Agency": table((16.10, "A", "MINISTRY"), ("16.10", "B", "MINISTRY"))})
    assert [thing.ref.key for thing in made.things] == ["16.1", "16.10"]
    assert findings(made) == [("CODE_WAS_NUMBER", 2, "code")]


def test_dates_are_dates_and_years_are_years(tmp_path: Path) -> None:
    path = tmp_path / "agency.xlsx"
    with Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Agency")
        table(("a", "A", "MINISTRY", 2024), ("b", "B", "MINISTRY", 45586))(sheet)
        sheet.write_row(3, 0, ("c", "C", "MINISTRY", datetime(2024, 10, 21)))
    made = read("xlsx", path, whole=False)
    found = [t.values.get("validFrom") for t in made.things]
    assert found == ["2024-01-01", None, "2024-10-21"]
    assert findings(made) == [("DATE_UNREADABLE", 3, "validFrom")]


def test_a_formula_has_its_value(imported: Import) -> None:
    def fill(sheet: Worksheet) -> None:
        table(("a", "", "MINISTRY"))(sheet)
        sheet.write_formula(1, 1, '="Badan "&"A"', value="Badan A")

    made = imported({"Agency": fill})
    assert [thing.values["name"] for thing in made.things] == ["Badan A"]


def test_errors_of_the_spreadsheet_are_errors_here(imported: Import) -> None:
    def fill(sheet: Worksheet) -> None:
        table(("a", "A", "MINISTRY"), ("b", "", "MINISTRY"))(sheet)
        sheet.write_formula(1, 3, "=1/0", value="#DIV/0!")
        sheet.write_formula(2, 1, "=Lost!A1", value="#REF!")
        sheet.write_formula(4, 0, "=Lost!A1", value="#REF!")

    made = imported({"Agency": fill})
    assert [thing.ref.key for thing in made.things] == ["a"]
    assert [f for f in findings(made) if f[0] == "CELL_FAULT"] == [
        ("CELL_FAULT", 2, "validFrom"),
        ("CELL_FAULT", 3, "name"),
        ("CELL_FAULT", 5, "code"),
    ]
    assert ("VALUE_MISSING", 3, "name") in findings(made)


def test_a_formula_that_nobody_computed_is_an_error(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Agency"
    for row in (AGENCY, ("a", "=UPPER(A2)", "MINISTRY")):
        sheet.append(row)
    book.save(tmp_path / "agency.xlsx")
    made = read("xlsx", tmp_path, whole=False)
    assert findings(made)[0] == ("CELL_FAULT", 2, "name")


def test_cells_merged_downwards_share_their_value_with_a_warning(imported: Import) -> None:
    def fill(sheet: Worksheet) -> None:
        table(("a", "A", "MINISTRY"), ("b", "B"), ("c", "C"), ("d", "D", "GENERIC"))(sheet)
        sheet.merge_range(1, 2, 3, 2, "MINISTRY")

    made = imported({"Agency": fill})
    types = [thing.values["type"] for thing in made.things]
    assert types == ["MINISTRY", "MINISTRY", "MINISTRY", "GENERIC"]
    assert findings(made) == [("CELLS_MERGED", 2, "C")]


def test_a_title_and_empty_edges_do_not_hide_the_header(imported: Import) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.merge_range(1, 1, 1, 4, "Daftar instansi")
        sheet.write_row(3, 1, AGENCY)
        sheet.write_row(6, 1, ("a", "A", "MINISTRY"))

    made = imported({"Agency": fill})
    assert [(t.ref.key, t.place.row) for t in made.things] == [("a", 7)]
    assert [code for code, _, _ in findings(made)] == ["CELLS_MERGED", "ROW_ABOVE_HEADER"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04junk", b"code,name\n"])
def test_what_is_no_spreadsheet_is_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "agency.xlsx").write_bytes(content)
    assert findings(read("xlsx", tmp_path, whole=False)) == [("WORKBOOK_UNREADABLE", None, None)]


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=30))
def test_no_broken_spreadsheet_is_too_much(
    tmp_path_factory: pytest.TempPathFactory, place: int, piece: bytes
) -> None:
    content = as_xlsx(MODEL.kind("Agency"))
    place %= len(content)
    path = tmp_path_factory.getbasetemp() / "agency.xlsx"
    path.write_bytes(content[:place] + piece + content[place + len(piece) :])
    assert read("xlsx", path, whole=False) is not None


def rebuilt(path: Path, part: str, content: bytes) -> Read:
    """Reads a whole spreadsheet of agencies of which one part has another content."""
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    return read("xlsx", path, whole=False)


def _whole() -> bytes:
    content = io.BytesIO()
    with Workbook(content) as book:
        sheet = book.add_worksheet("Agency")
        table(*[(f"a{i}", "A", "MINISTRY", 2024) for i in range(3)])(sheet)
        sheet.merge_range(7, 0, 9, 1, "x")
    return content.getvalue()


WHOLE = _whole()
SHEET = "xl/worksheets/sheet1.xml"
PARTS = (SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml")


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><worksheet>&c;</worksheet>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>',
        b"<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>99999</v></c></row></sheetData>",
        b"<worksheet><row r='9'/><row r='2'/></worksheet>",
        b"<worksheet><row r='1'><c r='ZZZ1'><v>1</v></c></row></worksheet>",
        b"<worksheet><row r='1'><c t='str'><v>" + b"x" * (1 << 17) + b"</v></c></row></worksheet>",
    ],
)
def test_a_sheet_that_nobody_should_read_is_an_error(tmp_path: Path, content: bytes) -> None:
    made = rebuilt(tmp_path / "agency.xlsx", SHEET, content)
    assert made.things == []
    assert "WORKBOOK_UNREADABLE" in [code for code, _, _ in findings(made)]


def test_a_far_off_cell_costs_nothing(imported: Import) -> None:
    def fill(sheet: Worksheet) -> None:
        table(("a", "A", "MINISTRY"))(sheet)
        sheet.write(1_048_575, 16_383, "lost")

    made = imported({"Agency": fill})
    assert len(made.things) == 1
    assert findings(made) == [("ROW_TOO_LONG", 1_048_576, None)]


def test_a_damaged_sheet_gives_what_stands_before_the_damage(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as source:
        content = source.read(SHEET)
    made = rebuilt(tmp_path / "agency.xlsx", SHEET, content.replace(b'r="4"', b'r="&"'))
    assert [thing.ref.key for thing in made.things] == ["a0", "a1"]
    assert ("WORKBOOK_UNREADABLE", 4, None) in findings(made)


@given(st.sampled_from(PARTS), st.integers(0, 10_000), st.integers(0, 8), st.binary(max_size=6))
def test_no_damage_is_too_much(
    tmp_path_factory: pytest.TempPathFactory, part: str, place: int, gone: int, piece: bytes
) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as source:
        content = source.read(part)
    place %= len(content)
    damaged = content[:place] + piece + content[place + gone :]
    path = tmp_path_factory.getbasetemp() / "agency.xlsx"
    assert rebuilt(path, part, damaged) is not None


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda s: getattr(s, "type", s.name))
def test_a_template_is_read_back_without_complaint(
    tmp_path: Path, subject: Kind | Relation
) -> None:
    name = subject.name if isinstance(subject, Kind) else subject.type
    columns = template(subject)
    assert as_csv(subject).strip().split(",") == [column.name for column in columns]
    with (tmp_path / f"{name}.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(column.name for column in columns)
        rows.writerow(column.example for column in columns)
    made = read("csv", tmp_path, whole=False)
    assert findings(made) == []
    assert made.things or made.bonds


def test_a_template_explains_itself_and_offers_code_lists(tmp_path: Path) -> None:
    path = tmp_path / "agency.xlsx"
    path.write_bytes(as_xlsx(MODEL.kind("Agency")))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Agency", EXPLANATIONS]
    told = {row[0]: row for row in book[EXPLANATIONS].iter_rows(values_only=True)}
    assert told["code"][:5] == (
        "code",
        "kode",
        "Short code, unique among the living.",
        "text",
        "yes",
    )
    (offered,) = book["Agency"].data_validations.dataValidation
    _, _, cells = str(offered.formula1).partition("!")
    found = [row[0].value for row in book[EXPLANATIONS][cells.replace("$", "")]]
    assert found == list(MODEL.kind("Agency").prop("type").values)
    made = read("xlsx", path, whole=False)
    assert made.told() == ["TABLE_EMPTY"]
    assert all(f.grade is Grade.NOTE for f in made.findings)


def test_thousands_of_rows_are_read_with_their_numbers(imported: Import) -> None:
    rows = [(f"a{i}", "A", "MINISTRY", date(2024, 1, 1).isoformat()) for i in range(5000)]
    made = imported({"Agency": table(*rows)})
    assert [thing.place.row for thing in made.things] == list(range(2, 5002))


def test_dates_of_both_calendars_and_times(tmp_path: Path) -> None:
    path = tmp_path / "agency.xlsx"
    options = {"date_1904": True, "default_date_format": "d mmm yyyy hh:mm"}
    with Workbook(path, options) as book:
        sheet = book.add_worksheet("Agency")
        table(("a", "A", "MINISTRY"), ("b", "B", "MINISTRY"))(sheet)
        sheet.write_datetime(1, 3, datetime(2024, 10, 21))
        sheet.write_datetime(2, 3, datetime(2024, 10, 21, 13, 30))
    made = read("xlsx", path, whole=False)
    assert [thing.values["validFrom"] for thing in made.things] == ["2024-10-21"] * 2
    assert findings(made) == [("TIME_LEFT_OUT", 3, "validFrom")]


def test_a_sheet_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "agency.xlsx"
    with Workbook(path, {"constant_memory": True}) as book:
        rows = [(f"a{i}", f"A {i}", "MINISTRY") for i in range(8000)]
        table(*rows)(book.add_worksheet("Agency"))
    tracemalloc.start()
    try:
        assert sum(1 for _ in FORMATS["xlsx"].read([path], model=MODEL)) == 8000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 << 20
