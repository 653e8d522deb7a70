"""The hub's own tables as CSV: encodings, delimiters, headers, rows and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import MODEL, Read, read

from seeds.imports.columns import layouts
from seeds.imports.indonesian import COLUMNS, MEMBERS, SUBJECTS
from seeds.imports.item import Grade, Ref
from seeds.load import read as read_seed

INDONESIA = Path(__file__).parents[2] / "seeds" / "indonesia"
AGENCY = "code,name,type\nkemenkes,Kementerian Kesehatan,MINISTRY\n"

Import = Callable[..., Read]


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Writes a file and reads it."""

    def made(content: str | bytes, name: str = "agency.csv", **options: str) -> Read:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read("csv", path, whole=False, **options)

    return made


def test_a_row_is_a_thing_with_its_place(imported: Import) -> None:
    made = imported(AGENCY)
    (thing,) = made.things
    assert (made.bonds, made.findings) == ([], [])
    assert thing.ref == Ref("Agency", "kemenkes")
    assert thing.values == {"code": "kemenkes", "name": "Kementerian Kesehatan", "type": "MINISTRY"}
    assert (thing.place.file, thing.place.row) == ("agency.csv", 2)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_delimiters_and_encodings_are_recognised(
    imported: Import, delimiter: str, encoding: str
) -> None:
    text = "code;name;type\na;Badan Désa;MINISTRY\n".replace(";", delimiter)
    made = imported(text.encode(encoding))
    assert [thing.values["name"] for thing in made.things] == ["Badan Désa"]
    assert all(finding.grade is Grade.NOTE for finding in made.findings)


def test_a_line_may_say_the_delimiter(imported: Import) -> None:
    made = imported("sep=;\ncode;name;type\na;A, B;MINISTRY\n")
    assert [(t.values["name"], t.place.row) for t in made.things] == [("A, B", 3)]


def test_windows_1252_is_recognised_and_noted(imported: Import) -> None:
    made = imported("code;name;type\na;Café \u2013 Œuvre;MINISTRY\n".encode("cp1252"))
    assert [thing.values["name"] for thing in made.things] == ["Café \u2013 Œuvre"]
    (found,) = made.findings
    assert (found.grade, found.code, found.place.row) == (Grade.NOTE, "ENCODING_WINDOWS_1252", 2)


def test_a_file_of_two_encodings_loses_nothing_and_warns(imported: Import) -> None:
    lines = [
        b"code;name;type\n",
        "a;Café;MINISTRY\n".encode("cp1252"),
        "b;Désa;MINISTRY\n".encode(),
    ]
    made = imported(b"".join(lines))
    assert [thing.values["name"] for thing in made.things] == ["Café", "Désa"]
    assert made.told() == ["ENCODING_MIXED"]


def test_a_wrong_or_unknown_encoding_is_an_error(imported: Import) -> None:
    text = "code,name,type\na,Désa,MINISTRY\n".encode("cp1252")
    assert imported(text, encoding="utf-8").told() == ["ENCODING_WRONG"]
    assert imported(text, encoding="utf-8").findings[0].place.row == 2
    for name in ("klingon", "rot13", "base64", "", "\0"):
        assert imported(text, encoding=name).told() == ["ENCODING_UNKNOWN"]
    assert imported(text, encoding="cp1252").things[0].values["name"] == "Désa"


def test_quoted_newlines_and_empty_rows_keep_line_numbers(imported: Import) -> None:
    made = imported('code,name,type\n\na,"Badan\nDesa",MINISTRY\n,,\nb,B,MINISTRY\r\n')
    assert [(t.values["name"], t.place.row) for t in made.things] == [
        ("Badan\nDesa", 3),
        ("B", 6),
    ]


def test_an_unclosed_quote_is_told_with_its_lines(imported: Import) -> None:
    made = imported(AGENCY + 'b,"B,MINISTRY\nc,C,MINISTRY\n')
    assert [thing.ref.key for thing in made.things] == ["kemenkes"]
    (found,) = made.findings
    assert (found.code, found.place.row) == ("ROW_MALFORMED", 3)
    assert "lines 3 to 4" in found.message


def test_columns_are_found_by_name_and_by_indonesian_label(imported: Import) -> None:
    made = imported("Kode;NAMA;Jenis;Valid From\na;A;kementerian;21 Oktober 2024\n")
    assert made.findings == []
    assert made.things[0].values == {
        "code": "a",
        "name": "A",
        "type": "MINISTRY",
        "validFrom": "2024-10-21",
        "validFromPrecision": "DAY",
    }


def test_a_title_above_the_header_is_noted(imported: Import) -> None:
    made = imported("Daftar instansi;;\n" + AGENCY.replace(",", ";"))
    assert [thing.ref.key for thing in made.things] == ["kemenkes"]
    assert made.told() == ["ROW_ABOVE_HEADER"]


def test_all_missing_columns_are_told_at_once(imported: Import) -> None:
    made = imported("name,website\nA,x\nB,y\n")
    assert made.things == []
    assert made.told() == ["COLUMN_MISSING", "COLUMN_MISSING", "ROWS_LEFT_OUT"]
    assert [finding.place.column for finding in made.findings[:2]] == ["code", "type"]
    assert "all 2 rows" in made.findings[2].message


def test_an_unknown_column_warns_with_the_nearest_name(imported: Import) -> None:
    (found,) = imported("code,name,type,wesbite\na,A,MINISTRY,x\n").findings
    assert (found.grade, found.code) == (Grade.WARNING, "COLUMN_UNKNOWN")
    assert found.mend == "did you mean website?"


def test_a_repeated_column_is_left_out(imported: Import) -> None:
    made = imported("code,name,type,Name\na,A,MINISTRY,B\n")
    assert made.things[0].values["name"] == "A"
    assert made.told() == ["COLUMN_REPEATED"]


def test_everything_wrong_with_a_row_is_told(imported: Import) -> None:
    made = imported("code,name,type,validFrom\na,,MINISTRI,31/02/2024\n")
    assert made.things == []
    found = {(finding.code, finding.place.column, finding.value) for finding in made.findings}
    assert found == {
        ("VALUE_MISSING", "name", None),
        ("ENUM_UNKNOWN", "type", "MINISTRI"),
        ("ROW_LEFT_OUT", "type", "MINISTRI"),
        ("DATE_IMPOSSIBLE", "validFrom", "31/02/2024"),
    }


def test_a_wrong_optional_value_leaves_the_row(imported: Import) -> None:
    made = imported("code,name,type,validFrom\na,A,MINISTRY,kemarin\n")
    assert "validFrom" not in made.things[0].values
    assert made.told() == ["DATE_UNREADABLE"]


def test_rows_wider_or_narrower_than_the_header(imported: Import) -> None:
    made = imported("code,name,type,website\na,A,MINISTRY\nb,B,MINISTRY,x,y\nc,C,MINISTRY,x,\n")
    assert [thing.ref.key for thing in made.things] == ["a", "c"]
    assert made.told() == ["ROW_TOO_SHORT", "ROW_TOO_LONG"]


def test_a_cell_below_no_name_is_told(imported: Import) -> None:
    made = imported("code,,name,type\na,stray,A,MINISTRY\n")
    assert len(made.things) == 1
    assert made.told() == ["CELL_UNNAMED"]


def test_a_key_is_there_once(imported: Import) -> None:
    rows = "".join(f"a{i},A,MINISTRY\n" for i in range(3000))
    made = imported(f"code,name,type,sectors\n{rows}a7,B,MINISTRY,01\n")
    assert len(made.things) == 3000
    (found,) = [f for f in made.findings if f.code == "KEY_REPEATED"]
    assert "row 9" in found.message and found.place.row == 3002
    assert made.bonds == []


def test_codes_are_kept_as_they_are(imported: Import) -> None:
    made = imported(
        "code,name,level\n16.1,A,OUTCOME\n16.10,B,OUTCOME\n01,C,OUTCOME\n", "target.csv"
    )
    assert [thing.ref.key for thing in made.things] == ["16.1", "16.10", "01"]


def test_texts_and_lists_are_read_as_exports_write_them(imported: Import) -> None:
    text = 'code,name,type,aliases\na,\'=1+1,MINISTRY,"B\\; C; D"\n'
    (thing,) = imported(text).things
    assert (thing.values["name"], thing.values["aliases"]) == ("=1+1", ["B; C", "D"])


def test_links_are_bonds_in_their_order(imported: Import) -> None:
    made = imported("code,name,type,sectors,source\na,A,MINISTRY,02; 01,UU 1\n")
    assert [(bond.type, bond.end, dict(bond.values)) for bond in made.bonds] == [
        ("IN_SECTOR", Ref("Sector", "02"), {"source": "UU 1", "position": 1, "primary": True}),
        ("IN_SECTOR", Ref("Sector", "01"), {"source": "UU 1", "position": 2, "primary": False}),
    ]


def test_a_link_seen_from_its_end_leads_here(imported: Import) -> None:
    (bond,) = imported("code,name,owner\np,P,kemenkes\n", "business_process.csv").bonds
    assert (bond.type, bond.start, bond.end) == (
        "OWNS",
        Ref("Agency", "kemenkes"),
        Ref("BusinessProcess", "p"),
    )


def test_a_link_with_conditions_has_them(imported: Import) -> None:
    text = "code,title,grade,kind,superior\na,A,JPT_MADYA,MANAGERIAL,b\n"
    (bond,) = imported(text, "post.csv").bonds
    assert (bond.type, bond.end, bond.values["kind"]) == ("REPORTS_TO", Ref("Post", "b"), "PRIMARY")


def test_a_relation_has_ends_of_several_kinds(imported: Import) -> None:
    text = "start,end,role,from\nkemenkes,stunting,Ketua,2021\nUnit:u,stunting,PARTNER,\n"
    first, second = imported(text, "participates_in.csv").bonds
    assert first.start == Ref("Agency", "kemenkes")
    assert first.values == {"role": "LEAD", "from": "2021-01-01", "fromPrecision": "YEAR"}
    assert second.start == Ref("Unit", "u")


def test_a_link_to_a_wrong_kind_is_an_error(imported: Import) -> None:
    made = imported("start,end,role\nRegion:x,stunting,LEAD\n", "PARTICIPATES_IN.csv")
    assert made.bonds == []
    assert made.told() == ["LINK_KIND_WRONG"]


def test_an_id_names_a_node_where_an_export_has_it(imported: Import) -> None:
    text = "id,nip,name,synthetic,version\nEmployee:01J,99,A,ya,3\nAgency:x,98,B,ya,1\n"
    made = imported(text, "employee.csv")
    assert [thing.ref for thing in made.things] == [Ref("Employee", "01J")]
    assert made.told() == ["COLUMN_LEFT_OUT", "ID_WRONG"]
    (thing,) = imported("nip,name\n99,A\n", "pegawai.csv").things
    assert thing.ref == Ref("Employee", "99")


def test_a_printed_value_fills_what_it_says(imported: Import) -> None:
    text = 'code;period;kind;value;raw\na;2025;TARGET;;63,00—64,99\nb;;ACTUAL;"0,68 (2023)";\n'
    first, second = imported(text, "period_value.csv").things
    assert first.values == {
        "code": "a",
        "period": "2025",
        "kind": "TARGET",
        "raw": "63,00—64,99",
        "lower": 63.0,
        "upper": 64.99,
        "qualifier": "rentang",
    }
    assert second.values == {
        "code": "b",
        "kind": "ACTUAL",
        "raw": "0,68 (2023)",
        "value": 0.68,
        "period": "2023",
    }


def test_a_value_beside_another_printed_one_is_a_warning(imported: Import) -> None:
    text = "code;period;kind;value;raw\na;2025;ACTUAL;5;6,0\nb;2025;ACTUAL;;\n"
    made = imported(text, "period_value.csv")
    assert made.things[0].values["value"] == 5
    assert made.told() == ["VALUE_DIFFERS", "VALUE_MISSING"]


def test_days_before_months_are_told_once_a_column(imported: Import) -> None:
    rows = "".join(f"a{i},A,MINISTRY,0{i}/04/2024\n" for i in (1, 2, 3))
    (found,) = imported("code,name,type,validFrom\n" + rows).findings
    assert (found.grade, found.code) == (Grade.NOTE, "DATE_DAY_FIRST")
    assert found.message.startswith("3 dates")
    made = imported("code,name,type,validFrom\n" + rows + "b,B,MINISTRY,10/21/2024\n")
    assert [(f.grade, f.code) for f in made.findings] == [
        (Grade.WARNING, "DATE_MONTH_FIRST"),
        (Grade.WARNING, "DATE_DAY_FIRST"),
    ]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "agency.csv", "FILE_EMPTY"),
        (b"\n \n", "agency.csv", "FILE_EMPTY"),
        (AGENCY.encode(), "agensy.csv", "TABLE_UNKNOWN"),
        (b"code,name,type\n", "agency.csv", "TABLE_EMPTY"),
    ],
)
def test_what_holds_nothing_is_told(imported: Import, content: bytes, name: str, code: str) -> None:
    assert imported(content, name).told() == [code]


def test_a_misnamed_file_is_told_the_nearest_name(imported: Import) -> None:
    (found,) = imported(AGENCY, "agensy.csv").findings
    assert found.mend == "did you mean Agency?"


def test_a_folder_gives_its_tables(tmp_path: Path) -> None:
    (tmp_path / "instansi.csv").write_text(AGENCY)
    (tmp_path / "notes.md").write_text("x")
    made = read("csv", tmp_path, tmp_path / "none", whole=False)
    assert len(made.things) == 1
    assert made.told() == ["FILE_LEFT_OUT", "FILE_MISSING"]


def test_the_seed_is_read_as_the_loader_reads_it() -> None:
    made = read("csv", INDONESIA, whole=False)
    assert {f.code for f in made.findings} == {"COLUMN_LEFT_OUT", "FILE_LEFT_OUT"}
    seed = read_seed(MODEL, INDONESIA)
    found = {f"{t.ref.kind}:{t.ref.key}": dict(t.values) for t in made.things}
    for nodes in seed.nodes.values():
        for node in nodes:
            if node["id"] in found:
                assert {**found[node["id"]], "id": node["id"]} == node
    known = {node["id"] for nodes in seed.nodes.values() for node in nodes}
    assert found.keys() <= known
    wanted = [
        (type_, row.start, row.end, {k: v for k, v in row.values.items() if v is not None})
        for type_, rows in seed.relations.items()
        for row in rows
    ]
    for bond in made.bonds:
        start, end = (f"{ref.kind}:{ref.key}" for ref in (bond.start, bond.end))
        assert (bond.type, start, end, dict(bond.values)) in wanted


def test_labels_are_of_names_that_there_are() -> None:
    known = layouts(MODEL)
    columns = {name for layout in known.values() for name in layout.columns}
    members = {m for layout in known.values() for c in layout.columns.values() for m in c.values}
    assert SUBJECTS.keys() <= known.keys()
    assert COLUMNS.keys() <= columns
    assert MEMBERS.keys() <= members


@given(st.binary(max_size=300), st.sampled_from(["agency.csv", "part_of.csv", "period_value.csv"]))
def test_no_bytes_are_too_much(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    for start in (b"", b"code,name,type,validFrom\n", b"start;end;kind\n"):
        path.write_bytes(start + content)
        assert read("csv", path, whole=False) is not None


@given(st.lists(st.lists(st.text(max_size=8), min_size=4, max_size=4), max_size=5))
def test_each_row_is_items_or_findings(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "unit.csv"
    quoted = [["code", "name", "agency", "validFrom"], *rows]
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in quoted]
    path.write_text("\r\n".join(lines), encoding="utf-8", errors="replace", newline="")
    made = read("csv", path, whole=False)
    told = {item.place.row for item in (*made.things, *made.findings)}
    at = 2
    for row in rows:
        if any(cell.strip() for cell in row):
            assert at in told
        at += 1 + sum(
            cell.replace("\r\n", "\n").count("\n") + cell.replace("\r\n", "").count("\r")
            for cell in row
        )
