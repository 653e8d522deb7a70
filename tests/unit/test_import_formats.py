"""Grants, custodians and dated ties: small files with each trap."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import MODEL, Read, check, read, sort

from seeds.imports.formats.registry import FORMATS
from seeds.imports.item import Grade, Ref

GRANTS = (
    "Prosjektnr;Prosjektnavn;Kontraktstatus;Kontrakt startdato;Kontrakt sluttdato;"
    "Organisasjonsnummer;Organisasjonsnavn;Kortnavn;Organisasjon rolle;FoU sektorkode;FoU sektor;"
    "X\n"
)
PROJECT = "01;Hav;SIGNED;25.05.2020 00:00;31.12.2023 00:00;"
ADA = "091;ADA AS;ukjent;COORDINATOR;INS;Instituttsektor;x\n"

CUSTODIANS = (
    "indicator_code,goal_num,goal_text,target_num,target,indicator_num,indicator,is_duplicate,"
    "cust_agency,partner_agency\n"
)
NEW = "new_cust,num_indicators\n"

TIES = ",0,1,0\n0,WHO,FEMA,2003-04-04T17:16:55.000Z\n1,FEMA,GSA,2003-04-04T17:16:55.000Z\n"


def imported(folder: Path, name: str, **files: str | bytes) -> Read:
    """What a format reads from files with these names and contents."""
    for stem, content in files.items():
        path = folder / f"{stem}.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(name, folder)


def test_formats_are_listed_by_name() -> None:
    names = list(FORMATS)
    assert names == sorted(names)
    assert set(names) == {
        "csv",
        "eu-grants",
        "gml",
        "govuk-orgs",
        "iati",
        "org-jsonld",
        "popolo-csv",
        "sdg-custodians",
        "ties-csv",
        "uk-organogram",
        "xlsx",
    }
    assert all(each.description.endswith(".") for each in FORMATS.values())


@pytest.mark.parametrize("name", FORMATS)
def test_files_that_are_not_there_or_are_of_no_format_are_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "other.doc").touch()
    made = read(name, tmp_path, tmp_path / "gone")
    assert made.things == []
    told = [(finding.grade.value, finding.code, finding.place.file) for finding in made.findings]
    assert told[:3] == [
        ("NOTE", "FILE_LEFT_OUT", "other.doc"),
        ("ERROR", "FOLDER_EMPTY", tmp_path.name),
        ("ERROR", "FILE_MISSING", "gone"),
    ]


def test_a_participation_is_a_bond_for_the_days_of_its_contract(tmp_path: Path) -> None:
    made = imported(tmp_path, "eu-grants", data=GRANTS + PROJECT + ADA)
    project = made.thing("01", "Initiative")
    assert project.values["startDate"] == "2020-05-25"
    assert (project.values["endDate"], project.values["status"]) == ("2023-12-31", "ACTIVE")
    agency = made.thing("091", "Agency")
    assert agency.identifiers == ("NO-BRC:091",)
    assert "acronym" not in agency.values
    (bond,) = made.tied("PARTICIPATES_IN")
    assert bond.values["role"] == "LEAD"
    assert (bond.values["from"], bond.values["to"]) == ("2020-05-25", "2024-01-01")
    (sector,) = made.tied("IN_SECTOR")
    assert (sector.end, sector.values["primary"]) == (Ref("Sector", "fou-INS"), True)
    assert made.graded() == {("NOTE", "COLUMNS_LEFT_OUT"): 1}


def test_a_participation_without_a_number_is_kept_apart_and_its_project_is_kept(
    tmp_path: Path,
) -> None:
    row = PROJECT + ";ukjent;ukjent;PARTICIPANT;ukjent;ukjent;\n"
    made = imported(tmp_path, "eu-grants", data=GRANTS + row)
    assert made.thing("01", "Initiative")
    assert made.tied("PARTICIPATES_IN") == []
    assert made.graded("COLUMNS_LEFT_OUT") == {("ERROR", "ORGANISATION_NUMBER_MISSING"): 1}


def test_rows_that_contradict_others_are_told(tmp_path: Path) -> None:
    rows = [
        PROJECT + ADA,
        PROJECT + ADA,
        PROJECT.replace("Hav", "Sjø") + ADA.replace("COORDINATOR", "PARTICIPANT"),
        PROJECT.replace("01", "02", 1) + ADA.replace("ADA AS", "Ada"),
        PROJECT.replace("01", "03", 1) + ADA.replace("INS;Inst", "UoH;Inst"),
        PROJECT.replace("01", "04", 1) + ADA.replace("091", "092"),
        "05;Hav;ODD;x;;" + ADA.replace("COORDINATOR", "GUEST"),
        ";Hav;SIGNED;;;" + ADA,
    ]
    made = imported(tmp_path, "eu-grants", data=GRANTS + "".join(rows))
    assert made.graded("COLUMNS_LEFT_OUT") == {
        ("WARNING", "PARTICIPATION_REPEATED"): 1,
        ("WARNING", "PROJECT_DIFFERS"): 1,
        ("WARNING", "NAME_DIFFERS"): 1,
        ("WARNING", "SECTOR_DIFFERS"): 1,
        ("NOTE", "NAME_SHARED"): 1,
        ("WARNING", "STATUS_UNKNOWN"): 1,
        ("WARNING", "ROLE_UNKNOWN"): 1,
        ("ERROR", "DATE_UNREADABLE"): 1,
        ("ERROR", "VALUE_MISSING"): 1,
    }
    assert len(made.tied("PARTICIPATES_IN")) == 6


@pytest.mark.parametrize("name", ["eu-grants", "sdg-custodians"])
def test_a_file_of_another_form_tells_each_missing_column(tmp_path: Path, name: str) -> None:
    made = imported(tmp_path, name, data="a;b\n1;2\n")
    told = made.graded("COLUMNS_LEFT_OUT")
    assert told.keys() == {("ERROR", "COLUMN_MISSING")}
    assert told.total() == 8


def test_custodians_lead_targets_and_partners_contribute(tmp_path: Path) -> None:
    rows = 'C1,16,Peace, 16.1,16.1 Less, 16.1.1,16.1.1 Homicides,0,"WHO, UNODC",UNDP\n'
    rows += "C2,16,Peace, 16.10,16.10 Access, 16.10.2,16.10.2 Laws,0,UNESCO,\n"
    made = imported(tmp_path, "sdg-custodians", tiers=CUSTODIANS + rows)
    assert made.thing("16.1", "Target").values["name"] == "Less"
    assert made.thing("16.10", "Target").values["level"] == "SDG_TARGET"
    assert made.thing("16.1.1", "Indicator").values["name"] == "Homicides"
    assert made.thing("sdg-16", "Sector").values["scheme"] == "SDG"
    found = {(b.start.key, b.end.key, b.values["role"]) for b in made.tied("CONTRIBUTES_TO")}
    assert found == {
        ("WHO", "16.1", "LEAD"),
        ("UNODC", "16.1", "LEAD"),
        ("UNDP", "16.1", "CONTRIBUTOR"),
        ("UNESCO", "16.10", "LEAD"),
    }
    assert [(b.start.key, b.end.key) for b in made.tied("PRODUCES")] == [("UNESCO", "16.10.2")]
    assert made.graded() == {}


def test_names_in_brackets_are_no_custodians_and_pieces_of_them_neither(tmp_path: Path) -> None:
    unsettled = '"Under discussion among agencies (ILO, WHO)"'
    rows = f"C1,1,Poverty, 1.a,1.a More, 1.a.2,1.a.2 Spending,0,{unsettled},\n"
    rows += "C2,1,Poverty, 1.a,1.a More, 1.a.3,1.a.3 Other,0,,UN Women\n"
    rows += "C3,1,Poverty, 1.b,1.b Even, 1.b.1,1.b.1 Other,1,UN WOMEN,\n"
    counts = NEW + "Under discussion among agencies (ILO,1\nWHO),1\nNA,1\nUN Women,2\nx,\n"
    made = imported(tmp_path, "sdg-custodians", tiers=CUSTODIANS + rows, counts=counts)
    assert [each.ref.key for each in made.of("Agency")] == ["UN Women"]
    assert made.graded() == {
        ("WARNING", "CUSTODIAN_UNSETTLED"): 1,
        ("WARNING", "CUSTODIAN_MISSING"): 1,
        ("NOTE", "NAME_SPELT_OTHERWISE"): 1,
        ("NOTE", "INDICATOR_REPEATED"): 1,
        ("WARNING", "SPLIT_AT_COMMA"): 2,
        ("NOTE", "COUNT_DIFFERS"): 1,
        ("WARNING", "ROW_UNREADABLE"): 1,
    }


def test_indicators_are_there_once_and_rows_without_texts_not_at_all(tmp_path: Path) -> None:
    row = "C1,1,Poverty, 1.1,1.1 Less, 1.1.1,1.1.1 Share,0,WHO,\n"
    odd = "C1,one,Poverty,,1.1 Less, 1.1.2,1.1.2 Share,0,WHO,\nC1,one,,9.9,9.9 x,9.9.1,y,0,WHO,\n"
    made = imported(tmp_path, "sdg-custodians", tiers=CUSTODIANS + row + row + odd)
    assert made.graded() == {
        ("ERROR", "KEY_REPEATED"): 1,
        ("ERROR", "VALUE_MISSING"): 1,
        ("WARNING", "GOAL_UNKNOWN"): 1,
    }


def test_each_tie_is_a_session_of_two(tmp_path: Path) -> None:
    aliases = "agency,id\nFEMA,FEMA\nFederal Emergency Management Agency,FEMA\nUnited Nations,UN\n"
    made = imported(tmp_path, "ties-csv", ties=TIES, aliases=aliases)
    session = made.thing("2003-04-04T17:16:55.000Z|FEMA|WHO", "CoordinationSession")
    assert (session.values["date"], session.values["mode"]) == ("2003-04-04", "UNKNOWN")
    attended = [b.start.key for b in made.tied("ATTENDED") if b.end == session.ref]
    assert attended == ["WHO", "FEMA"]
    assert made.thing("FEMA", "Agency").values["aliases"] == ["Federal Emergency Management Agency"]
    assert made.graded() == {
        ("NOTE", "ALIASES_COUNTED"): 1,
        ("NOTE", "ALIAS_UNUSED"): 1,
        ("NOTE", "NAME_WITHOUT_ALIAS"): 2,
        ("NOTE", "NAME_IS_A_WORD"): 1,
    }


def test_ties_call_bodies_by_aliases_and_repeat(tmp_path: Path) -> None:
    aliases = "alias;name\nKesehatan;Kemenkes\nDua;A\nDua;B\nDua;B\n;C\n"
    ties = (
        "from;to;on\nKesehatan;BPS;21 Oktober 2024\nBPS;Kemenkes;21 Oktober 2024\n"
        "Kemenkes;Kesehatan;21/10/2024\nDua;BPS;2024-10-22\n;BPS;2024-10-22\nX;Y;2024-02-31\n"
        + "P;Q;2024-10-23\n"
        * 9
    )
    made = imported(tmp_path, "ties-csv", ties=ties, names=aliases)
    sessions = made.of("CoordinationSession")
    assert [session.ref.key for session in sessions[:3]] == [
        "21 Oktober 2024|BPS|Kemenkes",
        "21 Oktober 2024|BPS|Kemenkes|2",
        "2024-10-23|P|Q",
    ]
    assert len(sessions) == 11
    assert made.graded("NAME_WITHOUT_ALIAS", "ALIAS_UNUSED") == {
        ("ERROR", "VALUE_MISSING"): 2,
        ("WARNING", "TIE_REPEATED"): 9,
        ("ERROR", "TIE_TO_ITSELF"): 1,
        ("ERROR", "ALIAS_AMBIGUOUS"): 1,
        ("ERROR", "DATE_IMPOSSIBLE"): 1,
        ("NOTE", "ALIAS_REPEATED"): 1,
        ("WARNING", "ALIAS_OF_SEVERAL"): 2,
        ("NOTE", "ALIASES_COUNTED"): 1,
    }


def test_a_pair_with_many_of_all_ties_is_noted_with_words_for_names(tmp_path: Path) -> None:
    rows = "".join(f"WHO,FEMA,2003-04-04T17:{i:02}:00Z\n" for i in range(60))
    made = imported(tmp_path, "ties-csv", ties="a,b,at\n" + rows)
    found = made.found("TIES_CONCENTRATED")
    assert found.grade is Grade.NOTE
    assert "60 of 60 ties" in found.message and "WHO is a common word too" in found.message


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("from,to\na,b\n", "FILE_UNKNOWN"),
        ("only\na\n", "FILE_UNKNOWN"),
        ("alias,name\n", "FILE_EMPTY"),
        ("", "FILE_EMPTY"),
        (",0,0\n0,MAC,2003-04-04\n", "FILE_WITHOUT_TIES"),
    ],
)
def test_files_without_ties_are_told(tmp_path: Path, content: str, code: str) -> None:
    made = imported(tmp_path, "ties-csv", data=content)
    assert made.told() == [code]


@given(st.sampled_from(sorted(FORMATS)), st.binary(max_size=200))
def test_no_bytes_are_too_much(
    tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "agency.csv"
    for start in ("", GRANTS, CUSTODIANS, TIES, NEW):
        path.write_bytes(start.encode() + content)
        check(sort(FORMATS[name].read([path], model=MODEL)), whole=False)
