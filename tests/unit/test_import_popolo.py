"""Public bodies as CSV in the terms of Popolo."""

from __future__ import annotations

from pathlib import Path

from reading import Read, read

HEADER = "id,name,abbreviation,other_names,classification,parent_id,founding_date,dissolution_date,"
HEADER += "url,phone,tags,source_url\n"


def bodies(folder: Path, *rows: str, header: str = HEADER) -> Read:
    (folder / "xx.csv").write_text(header + "\n".join(rows), encoding="utf-8")
    return read("popolo-csv", folder)


def test_a_row_is_an_agency_with_all_that_the_model_holds(tmp_path: Path) -> None:
    made = bodies(
        tmp_path,
        "br/a,Banco A ,BA,Banco Antigo;BANCO A,Subsidiária,br/b,1964-12,05/06/1999,https://a,1,x,u",
        "br/b,Ministério B,,,Estrutura Básica,,,,,,,",
    )
    thing = made.thing("br/a")
    assert thing.values == {
        "code": "br/a",
        "name": "Banco A",
        "acronym": "BA",
        "website": "https://a",
        "sourceRef": "u",
        "aliases": ["Banco Antigo"],
        "validFrom": "1964-12-01",
        "validFromPrecision": "MONTH",
        "validTo": "1999-06-05",
        "validToPrecision": "DAY",
        "type": "STATE_ENTERPRISE",
    }
    assert thing.identifiers == ("publicbodies:br/a",)
    assert thing.raw == {"classification": "Subsidiária", "tags": "x"}
    assert made.thing("br/b").values["type"] == "MINISTRY"
    assert made.pairs("PART_OF") == [("br/a", "br/b")]
    assert made.problems() == []
    assert made.found("NO_PLACE").place.column == "phone"


def test_ids_of_other_lists_are_keys_and_no_identifiers(tmp_path: Path) -> None:
    made = bodies(tmp_path, "1,One", header="id,name\n")
    assert made.thing("1").identifiers == ()


def test_tags_name_numbers_in_registers_and_sorts_of_bodies(tmp_path: Path) -> None:
    made = bodies(
        tmp_path,
        "gb/a,A,,,,,,,,,ch:05292646 unit:leeds company,",
        "gb/b,B,,,,,,,,,town_council local_council,",
        "gb/c,C,,,Whatever,,,,,,,",
    )
    assert made.thing("gb/a").identifiers == ("publicbodies:gb/a", "companies-house:05292646")
    types = [thing.values["type"] for thing in made.things]
    assert types == ["NON_MINISTERIAL", "REGIONAL_GOVERNMENT", "NON_MINISTERIAL"]
    assert [f.value for f in made.findings if f.code == "WORD_UNKNOWN"] == ["", "Whatever"]


def test_what_is_doubtful_or_wrong_is_told(tmp_path: Path) -> None:
    made = bodies(
        tmp_path,
        "a,A,X,,Subsidiária,,2001,2000,,,,",
        "b,B,X,,Subsidiária,gone,bad,,,,defunct,",
        "a,Again,,,,,,,,,,",
        ",,,,,,,,x,,,",
        "c,C,,,Subsidiária,c,,,,,,",
    )
    assert made.problems() == [
        "ABBREVIATION_SHARED",
        "CLOSED_UNDATED",
        "DATE_UNREADABLE",
        "END_BEFORE_START",
        "KEY_REPEATED",
        "PARENT_ITSELF",
        "PARENT_UNKNOWN",
        "VALUE_MISSING",
        "VALUE_MISSING",
    ]
    assert made.kinds() == {"Agency": 3}


def test_a_file_without_the_columns_gives_nothing(tmp_path: Path) -> None:
    made = bodies(tmp_path, "1,2", header="ref,title\n")
    assert (made.things, made.problems()) == ([], ["COLUMN_MISSING", "COLUMN_MISSING"])


def test_a_parent_may_be_in_another_file(tmp_path: Path) -> None:
    (tmp_path / "aa.csv").write_text("id,name,parent_id\nxx/1,One,xx/2\n")
    made = bodies(tmp_path, "xx/2,Two", header="id,name\n")
    assert made.pairs("PART_OF") == [("xx/1", "xx/2")]
