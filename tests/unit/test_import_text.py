"""Files as lines, rows and objects, before any format has its say."""

from __future__ import annotations

from pathlib import Path

import pytest

from seeds.imports.files import File, files
from seeds.imports.item import Finding
from seeds.imports.json_lines import Object, objects
from seeds.imports.records import Record, records
from seeds.imports.text import LONGEST_LINE, Lines, plain


def named(path: Path) -> File:
    return File(path, path.name)


def table(
    path: Path, content: bytes, encoding: str | None = None
) -> tuple[list[Record], list[str]]:
    path.write_bytes(content)
    found = list(records(named(path), ("id", "name"), encoding=encoding))
    codes = [each.code for each in found if isinstance(each, Finding)]
    return [each for each in found if isinstance(each, Record)], codes


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bodies.csv"


@pytest.mark.parametrize("delimiter", [b",", b";", b"\t", b"|"])
def test_the_header_tells_what_stands_between_cells(file: Path, delimiter: bytes) -> None:
    (row,), codes = table(file, b"id,name\n1,Council\n".replace(b",", delimiter))
    assert (row["id"], row["name"], row["other"], codes) == ("1", "Council", "", [])


def test_a_row_knows_the_line_that_it_begins_at(file: Path) -> None:
    made, _ = table(file, b'\r\nid,name\r\n\r\n1,"Two\r\nlines"\r\n2,One\r\n')
    assert [(row.place.row, row["name"]) for row in made] == [(4, "Two lines"), (6, "One")]
    assert made[0].cells["name"] == "Two\r\nlines"


def test_all_missing_columns_are_told_at_once(file: Path) -> None:
    made, codes = table(file, b"ref,title\n1,x\n")
    assert (made, codes) == ([], ["COLUMN_MISSING", "COLUMN_MISSING", "COLUMNS_LEFT_OUT"])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ["FILE_EMPTY"]),
        (b"\n\n", ["FILE_EMPTY"]),
        (b"id,name\n", ["TABLE_EMPTY"]),
        (b"id,name,id\n1,x,2\n", ["COLUMN_REPEATED"]),
        (b"id,name\n1,x,2\n", ["ROW_TOO_LONG"]),
        (b"id,name\n1,x,\n", []),
        (b"id,name\n1\n", ["ROW_TOO_SHORT"]),
        (b'id,name\n1,"x"y\n2,z\n', ["ROW_MALFORMED"]),
        (b'id,name\n1,"x\n2,z\n', ["ROW_MALFORMED"]),
    ],
)
def test_what_is_wrong_with_a_table_is_told(
    file: Path, content: bytes, expected: list[str]
) -> None:
    assert table(file, content)[1] == expected


def test_rows_after_a_malformed_one_are_read(file: Path) -> None:
    made, _ = table(file, b'id,name\n1,"x"y\n2,z\n')
    assert [(row["id"], row.place.row) for row in made] == [("2", 3)]


def test_a_huge_cell_is_left_out_and_the_rows_after_it_are_read(file: Path) -> None:
    made, codes = table(file, b"id,name\n1," + b"x" * 200_000 + b"\n2,z\n")
    assert ([row["id"] for row in made], codes) == (["2"], ["ROW_MALFORMED"])


def test_a_huge_line_is_left_out_and_the_rows_after_it_are_read(file: Path) -> None:
    made, codes = table(file, b"id,name\n1," + b"x" * (3 * LONGEST_LINE) + b"\n2,z\n")
    assert ([row["id"] for row in made], codes) == (["2"], ["LINE_TOO_LONG"])
    assert made[0].place.row == 3


def test_windows_1252_is_recognised_and_said_once(file: Path) -> None:
    made, codes = table(file, "id,name\n1,Défense\n2,Santé — 5 €\n".encode("cp1252"))
    assert [row["name"] for row in made] == ["Défense", "Santé — 5 €"]
    assert codes == ["ENCODING_WINDOWS_1252"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_recognised_by_its_mark(file: Path, encoding: str) -> None:
    (row,), codes = table(file, "id,name\n1,São Paulo\n".encode(encoding))
    assert (row["name"], set(codes) - {"ENCODING"}) == ("São Paulo", set())


def test_a_given_encoding_counts(file: Path) -> None:
    (row,), codes = table(file, "id,name\n1,Łódź\n".encode("iso8859-2"), "iso8859-2")
    assert (row["name"], codes) == ("Łódź", [])


@pytest.mark.parametrize(
    ("content", "encoding", "code"),
    [
        (b"id,name\n1,\x81\n", None, "ENCODING_WINDOWS_1252"),
        (b"id,name\n1,\xff\n", "utf-8", "ENCODING_WRONG"),
        (b"id,name\n", "klingon", "ENCODING_UNKNOWN"),
        (b"id,name\n", "base64", "ENCODING_UNKNOWN"),
    ],
)
def test_what_cannot_be_decoded_is_told(
    file: Path, content: bytes, encoding: str | None, code: str
) -> None:
    assert code in table(file, content, encoding)[1]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    lines = Lines(named(tmp_path))
    assert list(lines) == []
    assert [finding.code for finding in lines.told()] == ["FILE_UNREADABLE"]


def test_a_text_is_one_line() -> None:
    assert plain(" Attorney \r\nGeneral's\xa0 \x00Office\t") == "Attorney General's Office"


def test_folders_are_the_files_of_a_format_and_each_file_counts_once(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("b.csv", "a.csv", "c.txt"):
        (tmp_path / name).touch()
    (tmp_path / "empty" / "d.CSV").touch()
    (tmp_path / "none").mkdir()
    (tmp_path / ".hidden").touch()
    paths = [tmp_path, tmp_path / "a.csv", tmp_path / "none", tmp_path / "gone.csv"]
    found = list(files(paths, "*.csv"))
    assert [each.name for each in found if isinstance(each, File)] == ["a.csv", "b.csv"]
    told = [(each.code, each.place.file) for each in found if isinstance(each, Finding)]
    assert told == [
        ("FILE_LEFT_OUT", "c.txt"),
        ("FOLDER_EMPTY", "none"),
        ("FILE_MISSING", "gone.csv"),
    ]
    assert all(each.expected and each.mend for each in found[-2:] if isinstance(each, Finding))
    deep = [each.name for each in files([tmp_path], "*.csv", deep=True) if isinstance(each, File)]
    assert deep == ["a.csv", "b.csv", "empty/d.CSV"]


def test_objects_are_read_line_by_line_and_what_is_none_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"a": {"b": " x\\r\\ny "}, "n": 1}\n\n{"a": \n[1]\n{"a": "\\ud800"}\n')
    found = list(objects(named(file)))
    assert [each.code for each in found if isinstance(each, Finding)] == ["LINE_MALFORMED"] * 3
    (record,) = [each for each in found if isinstance(each, Object)]
    assert (record.text("a", "b"), record.text("a", "c"), record.text("n", "c")) == ("x y", "", "")
    assert record.found == []
    assert record.text("n") == ""
    assert [finding.code for finding in record.found] == ["VALUE_UNFIT"]
