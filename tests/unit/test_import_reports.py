"""Reports of imports, as text, JSON and workbooks, read back."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from graph.access import Viewer
from graph.imports.alike import Candidate
from graph.imports.meet import Difference
from schema.query import build
from seeds.imports.formats.registry import FORMATS
from seeds.imports.item import Finding, Grade, Place
from seeds.imports.report import Order, Report, Tally
from seeds.imports.settle import Settling
from seeds.imports.stage import Stage
from seeds.imports.tell import sources
from seeds.imports.tell.pages import COLOURS, sheet_name
from seeds.imports.tell.report import Teller
from seeds.imports.wish import usual_source

Read = Callable[..., Report]

AGENCIES = """\
Daftar lembaga;;
kode;nama;jenis
kominfo;"=HYPERLINK(""http://x"")";MINISTRI
bps;Badan Pusat Statistik;MINISTRY
bkn;;MINISTRY
"""


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Read]:
    """Reads files of a format and gives the report, as it is before anything is compared."""
    stages = []

    def reading(*paths: Path, format_: str = "csv", **more: Any) -> Report:
        stage = Stage(build().model, tmp_path / f"stage-{len(stages)}")
        stages.append(stage)
        order = Order(FORMATS[format_], paths, "test", "2026-11-25", "2026-11-25T00:00:00Z", **more)
        for _ in stage.take(order.format.read(paths, model=stage.model)):
            pass
        return Report(order, stage, settling=Settling(stage, "test", "secret", []))

    yield reading
    for stage in stages:
        stage.close()


@pytest.fixture
def agencies(tmp_path: Path) -> Path:
    file = tmp_path / "agency.csv"
    file.write_text(AGENCIES, "utf-8")
    return file


def written(report: Report, form: str, teller: Teller | None = None, **more: Any) -> bytes:
    file = io.BytesIO()
    (teller or Teller()).write(report, form, file, **more)
    return file.getvalue()


def text_of(report: Report, teller: Teller | None = None, **more: Any) -> str:
    return written(report, "text", teller, **more).decode()


def book_of(report: Report) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(report, "xlsx")))


def colour(cell: Any) -> str | None:
    return f"#{cell.fill.fgColor.rgb[2:]}" if cell.fill.fill_type else None


def test_a_text_tells_each_error_with_place_value_and_mend(read: Read, agencies: Path) -> None:
    text = text_of(read(agencies))
    assert "ERROR ENUM_UNKNOWN: agency.csv, row 3, column type\n  “MINISTRI” is not in" in text
    assert "  expected: one of COORDINATING_MINISTRY, MINISTRY" in text
    assert "  to mend it: did you mean MINISTRY?" in text
    assert "ERROR VALUE_MISSING: agency.csv, row 5, column name" in text


def test_a_text_tells_the_first_note_of_each_code_or_all(read: Read, agencies: Path) -> None:
    report = read(agencies)
    for row in range(3):
        report.stage.find(Finding(Grade.NOTE, "SEEN", Place("a.csv", row + 1), f"note {row}"))
    text = text_of(report)
    assert "3 SEEN: a.csv, row 1: note 0" in text and "note 1" not in text
    assert all(f"note {row}" in text_of(report, Teller(notes=True)) for row in range(3))


def test_a_text_tells_what_changes_what_is_kept_and_who_may_be_one(
    read: Read, agencies: Path
) -> None:
    report = read(agencies)
    report.nodes["Agency"] = Tally(read=1200, changed=1)
    report.stage.differ(
        [
            ("Agency:bps", "agency.csv, row 4", Difference("name", "A\nB", "C", taken=True)),
            ("Agency:bps", "agency.csv, row 4", Difference("aliases", [], ["x", "y"], taken=True)),
            ("Agency:bps", "agency.csv, row 4", Difference("acronym", "BPS", "Bps", taken=False)),
        ]
    )
    assert report.settling is not None
    report.settling.candidates = [Candidate("Agency:a", "Agency:b", 0.95, ("NAME", "ACRONYM"))]
    text = text_of(report)
    assert "Agency  1,200        0        1" in text
    assert "Agency:bps name: A B -> C (agency.csv, row 4)" in text
    assert "Agency:bps aliases: nothing -> x; y" in text
    assert "Agency:bps acronym: stays BPS, the source says Bps" in text
    assert "Agency:a and Agency:b: 0.95, NAME, ACRONYM" in text
    assert "--apply" in text.splitlines()[-1]
    assert "and 1 more" in text_of(report, most=1)


def test_a_text_ends_with_what_to_do(read: Read, agencies: Path, tmp_path: Path) -> None:
    assert text_of(read(agencies)).splitlines()[-1].startswith("Next: nothing")
    refused = read(agencies, strict=True, apply=True)
    assert "nothing is written" in text_of(refused).splitlines()[0]
    assert "mend the errors" in text_of(refused).splitlines()[-1]
    applied = read(agencies, apply=True)
    applied.writes, applied.run = True, "ImportRun:X"
    assert "`sinergi undo ImportRun:X`" in text_of(applied)
    nothing = read(tmp_path / "missing.csv")
    assert "nothing was understood" in text_of(nothing) and "FILE_MISSING" in text_of(nothing)


def test_json_has_everything_of_the_report(read: Read, agencies: Path) -> None:
    report = read(agencies)
    report.relations["PART_OF"] = Tally(read=3, created=1, same=1, ended=1)
    report.stage.differ([("Agency:bps", "row", Difference("name", None, "ä", taken=False))])
    told = json.loads(written(report, "json"))
    assert told["format"] == "csv" and told["run"] is None and told["usable"]
    assert told["relations"]["PART_OF"] == {
        **{"read": 3, "created": 1, "changed": 0, "unchanged": 1, "ended": 1}
    }
    found = [f for f in told["findings"] if f["code"] == "ENUM_UNKNOWN"]
    assert found == [
        {
            **{"grade": "ERROR", "code": "ENUM_UNKNOWN", "file": "agency.csv", "sheet": None},
            **{"row": 3, "column": "type", "value": "MINISTRI", "message": found[0]["message"]},
            **{"expected": found[0]["expected"], "mend": "did you mean MINISTRY?"},
        }
    ]
    assert len(told["findings"]) == sum(told["grades"].values())
    assert told["differences"] == [
        {
            **{"id": "Agency:bps", "name": "name", "before": None, "after": "ä"},
            **{"taken": False, "row": "row"},
        }
    ]
    assert told["candidates"] == []


def test_json_of_many_records_is_whole(read: Read, agencies: Path) -> None:
    report = read(agencies)
    for row in range(1234):
        report.stage.find(Finding(Grade.NOTE, "SEEN", Place("a", row), "x"))
    told = json.loads(written(report, "json"))
    assert sum(f["code"] == "SEEN" for f in told["findings"]) == 1234


def test_personal_values_are_for_those_who_may_read_them(read: Read, agencies: Path) -> None:
    report = read(agencies)
    report.stage.differ(
        [
            ("Employee:1", "r", Difference("name", "Budi", "Budiman", taken=True)),
            ("Agency:1", "r", Difference("name", "Old", "New", taken=True)),
        ]
    )
    for form in ("text", "json"):
        hidden = written(report, form).decode()
        assert "Budi" not in hidden and "Old" in hidden
        assert "Budiman" in written(report, form, Teller(viewer=Viewer("v", True))).decode()
    assert [r[2].value for r in book_of(report)["Changes"].rows] == ["Before", "(personal)", "Old"]


def test_a_workbook_marks_the_cell_concerned(read: Read, agencies: Path) -> None:
    sheet = book_of(read(agencies))["agency"]
    assert sheet["C3"].value == "MINISTRI" and colour(sheet["C3"]) == COLOURS[Grade.ERROR]
    assert "did you mean MINISTRY?" in sheet["C3"].comment.text
    assert sheet["B5"].value is None and colour(sheet["B5"]) == COLOURS[Grade.ERROR]
    assert "VALUE_MISSING" in sheet["B5"].comment.text
    assert colour(sheet["A1"]) == COLOURS[Grade.NOTE]
    assert [c.value for c in sheet[2]] == ["kode", "nama", "jenis"] and sheet["A2"].font.b
    assert colour(sheet["B4"]) is None and sheet["B4"].comment is None


def test_no_text_becomes_a_formula(read: Read, agencies: Path) -> None:
    report = read(agencies)
    report.stage.find(Finding(Grade.NOTE, "SEEN", Place("=A1"), "+1", "=1+1", "@x", "-y"))
    report.stage.differ([("Agency:1", "=r", Difference("name", "=1", "=2", taken=True))])
    for sheet in book_of(report):
        assert not [c for row in sheet.rows for c in row if c.data_type == "f"]
    assert book_of(report)["agency"]["B3"].value == '=HYPERLINK("http://x")'


def test_findings_can_be_filtered_and_are_all_there(read: Read, agencies: Path) -> None:
    report = read(agencies)
    sheet = book_of(report)["Findings"]
    assert sheet.auto_filter.ref == f"A1:J{sheet.max_row}"
    assert sheet.max_row - 1 == sum(report.stage.grades.values())


def test_a_sheet_of_a_workbook_is_marked_where_it_stands(read: Read, tmp_path: Path) -> None:
    file = tmp_path / "data.xlsx"
    with xlsxwriter.Workbook(file) as book:
        for name in ("Agency", "PART_OF"):
            sheet = book.add_worksheet(name)
            rows = [("code", "name", "type"), ("a", "A", "MINISTRY"), ("b", "B", "nope")]
            for number, row in enumerate(rows if name == "Agency" else [("start", "end", "kind")]):
                sheet.write_row(number, 0, row)
    made = book_of(read(file, format_="xlsx"))
    assert made.sheetnames[-2:] == ["data Agency", "data PART_OF"]
    assert colour(made["data Agency"]["C3"]) == COLOURS[Grade.ERROR]
    assert made["data PART_OF"]["A1"].comment is not None


def test_a_large_table_is_shown_by_the_rows_concerned(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MANY", 10)
    file = tmp_path / "agency.csv"
    rows = [f"a{n},Name {n},{'nope' if n == 37 else 'MINISTRY'}" for n in range(100)]
    file.write_text("\n".join(["code,name,type", *rows]), "utf-8")
    sheet = book_of(read(file))["agency"]
    shown = [[c.value for c in row] for row in sheet.rows]
    assert shown == [[1, "code", "name", "type"], [39, "a37", "Name 37", "nope"]]
    assert colour(sheet["D2"]) == COLOURS[Grade.ERROR] and sheet["D2"].comment is not None


def test_a_row_that_is_no_row_is_there_with_what_is_wrong(read: Read, tmp_path: Path) -> None:
    file = tmp_path / "agency.csv"
    file.write_text('code,name,type\na,A,MINISTRY\nb,"B" C,MINISTRY\nc,C,MINISTRY\n', "utf-8")
    sheet = book_of(read(file))["agency"]
    assert "ROW_MALFORMED" in sheet["A3"].comment.text and sheet["A3"].value is None
    assert sheet["A4"].value == "c"


def test_files_of_one_name_have_no_sheets(read: Read, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "agency.csv").write_text(AGENCIES, "utf-8")
    made = book_of(read(tmp_path / "one" / "agency.csv", tmp_path / "two" / "agency.csv"))
    assert "agency" not in made.sheetnames
    told = [c.value for c in made["Summary"]["A"] if c.value]
    assert told[-1] == "agency.csv has no sheet here: several files are called so"


def test_names_of_sheets_are_valid_and_unique() -> None:
    taken: set[str] = set()
    wanted = ["a" * 40, "a" * 40, "A" * 40, "[x]:*?/\\", "", "'q'", "History", "😀" * 20, "x", "X"]
    made = [sheet_name(name, taken) for name in wanted]
    assert len({name.casefold() for name in made}) == len(made)
    for name in made:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\") and name.strip("'") == name
        assert name.casefold() != "history"


def test_the_usual_source_is_told_by_format_and_names(tmp_path: Path) -> None:
    csv = FORMATS["csv"]
    assert usual_source(csv, [Path("x/b.csv"), Path("a.csv")]) == "csv: a.csv, b.csv"
    assert usual_source(csv, [Path("x/folder/")]) == "csv: folder"
    many = [Path(f"file-{n}.csv") for n in range(100)]
    assert usual_source(csv, many) == usual_source(csv, many[::-1])
    assert usual_source(csv, many) != usual_source(csv, many[:-1])
    assert len(usual_source(csv, many)) <= 200
