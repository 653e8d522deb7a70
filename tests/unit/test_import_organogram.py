"""UK organograms: a file of senior posts and one of junior ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reading import Read, read

SENIOR = (
    "Post Unique Reference,Name,Grade,Job Title,Parent Department,Organisation,Unit,"
    "Contact Phone,Reports to Senior Post,FTE,Valid?"
)
JUNIOR = (
    "Parent Department,Organisation,Unit,Reporting Senior Post,Grade,Generic Job Title,"
    "Number of Posts in FTE"
)


def senior(reference: str, superior: str = "XX", **cells: Any) -> str:
    title = cells.get("title", f"Director {reference}")
    row = [reference, cells.get("name", "N/D"), cells.get("grade", "SCS1"), title]
    row += [cells.get("department", "Air"), cells.get("organisation", "Air")]
    row += [cells.get("unit", "Staff"), cells.get("phone", ""), superior]
    return ",".join([*row, str(cells.get("fte", "1.0")), cells.get("valid", "1")])


def junior(superior: str, fte: str = "2.5", title: str = "Clerk", unit: str = "Staff") -> str:
    return f"Air,Air,{unit},{superior},AO,{title},{fte}"


def organogram(folder: Path, *seniors: str, juniors: tuple[str, ...] = ()) -> Read:
    (folder / "air-senior.csv").write_text("\n".join([SENIOR, *seniors]))
    (folder / "air-junior.csv").write_text("\n".join([JUNIOR, *juniors]))
    return read("uk-organogram", folder)


def problems(made: Read) -> list[str]:
    """What is wrong besides that there are no junior rows."""
    return [code for code in made.problems() if code != "TABLE_EMPTY"]


def test_a_row_is_a_post_in_a_unit_of_an_organisation_held_by_who_is_named(tmp_path: Path) -> None:
    made = organogram(
        tmp_path,
        senior("1", name="Ann Ash", grade="SCS4", title="Head "),
        senior("2", "1", fte="0.6", name="Bo Birch", organisation="Air Agency"),
    )
    assert made.kinds() == {"Agency": 2, "Unit": 2, "Post": 2, "Employee": 2}
    assert made.thing("air").values["type"] == "MINISTRY"
    assert made.thing("air-agency").values["type"] == "NON_MINISTERIAL"
    assert made.pairs("PART_OF") == [("air-agency", "air")]
    assert made.pairs("UNIT_OF") == [("air/staff", "air"), ("air-agency/staff", "air-agency")]
    assert made.thing("air/1").values == {
        "code": "air/1",
        "title": "Head",
        "grade": "JPT_UTAMA",
        "kind": "MANAGERIAL",
        "fte": 1.0,
    }
    assert made.thing("air/1").raw == {"Grade": "SCS4"}
    assert made.pairs("POST_IN") == [("air/1", "air/staff"), ("air-agency/2", "air-agency/staff")]
    assert made.pairs("REPORTS_TO") == [("air-agency/2", "air/1")]
    assert made.pairs("HOLDS") == [("air/1/1", "air/1"), ("air-agency/2/1", "air-agency/2")]
    assert [bond.values for bond in made.bonds if bond.type == "HOLDS"] == [
        {"share": 1.0},
        {"share": 0.6},
    ]
    assert made.thing("air/1/1").values == {"name": "Ann Ash", "synthetic": False}
    assert problems(made) == []


@pytest.mark.parametrize(
    ("name", "state", "code"),
    [
        ("N/D", "UNDISCLOSED", "HOLDER_UNDISCLOSED"),
        ("n/d", "UNDISCLOSED", "HOLDER_UNDISCLOSED"),
        ("Vacant ", "VACANT", "POST_VACANT"),
        ("Eliminated", "ELIMINATED", "POST_ELIMINATED"),
        ("", "UNDISCLOSED", "NAME_MISSING"),
    ],
)
def test_words_in_the_column_of_names_are_states_of_the_post(
    tmp_path: Path, name: str, state: str, code: str
) -> None:
    made = organogram(tmp_path, senior("1", name=name))
    assert made.thing("air/1").values["occupancy"] == state
    assert made.kinds()["Employee"] == 0
    assert made.found(code).place.column == "Name"


def test_a_superior_may_come_later_and_top_posts_have_none(tmp_path: Path) -> None:
    made = organogram(tmp_path, senior("2", "1"), senior("1"), senior("3", "xx"))
    assert made.pairs("REPORTS_TO") == [("air/2", "air/1")]
    assert made.found("TOP_POSTS_SEVERAL").place.row == 4
    assert problems(made) == []


@pytest.mark.parametrize(
    ("superior", "code"),
    [("1", "SUPERIOR_ITSELF"), ("9", "SUPERIOR_UNKNOWN"), ("", "SUPERIOR_MISSING")],
)
def test_a_post_without_a_superior_is_kept_and_told(
    tmp_path: Path, superior: str, code: str
) -> None:
    made = organogram(tmp_path, senior("1", superior))
    assert (made.kinds()["Post"], made.pairs("REPORTS_TO")) == (1, [])
    finding = made.found(code)
    assert (finding.place.row, finding.value) == (2, superior)


def test_rows_of_one_post_are_shared(tmp_path: Path) -> None:
    made = organogram(
        tmp_path,
        senior("1", title="Head", name="Ann Ash", fte="0.6"),
        senior("1", title="Head", name="Bo Birch", fte="0.5"),
    )
    assert made.thing("air/1").values["fte"] == 1.1
    assert made.pairs("HOLDS") == [("air/1/1", "air/1"), ("air/1/2", "air/1")]
    assert made.found("POST_SHARED").place.row == 3
    assert problems(made) == []


def test_a_shared_post_is_occupied_as_far_as_any_row_says(tmp_path: Path) -> None:
    rows = [senior("1", title="Head", name=name) for name in ("Vacant", "N/D")]
    assert organogram(tmp_path, *rows).thing("air/1").values["occupancy"] == "UNDISCLOSED"


def test_rows_of_a_shared_post_that_stand_apart_are_told(tmp_path: Path) -> None:
    made = organogram(
        tmp_path, senior("1", title="Head"), senior("2", "1"), senior("1", title="Head", name="Bo")
    )
    assert made.kinds()["Post"] == 2
    assert made.pairs("HOLDS") == [("air/1/1", "air/1")]
    assert problems(made) == ["POST_SHARED_APART"]


def test_a_reference_of_two_posts_leads_to_the_higher_one(tmp_path: Path) -> None:
    made = organogram(
        tmp_path,
        senior("1", title="Deputy"),
        senior("2", "1"),
        senior("1", title="Head", grade="SCS4"),
    )
    assert made.pairs("REPORTS_TO") == [("air/2", "air/1-2")]
    assert problems(made) == ["REFERENCE_REUSED", "SUPERIOR_AMBIGUOUS"]


def test_one_name_is_one_person_only_within_one_reference(tmp_path: Path) -> None:
    made = organogram(
        tmp_path,
        senior("1", title="Head", name="Ann Ash"),
        senior("1", title="Chief", name="Ann Ash"),
        senior("2", "1", name="ann ash"),
    )
    assert made.kinds()["Employee"] == 2
    assert made.pairs("HOLDS")[:2] == [("air/1/1", "air/1"), ("air/1/1", "air/1-2")]
    finding = made.found("PERSON_TWICE")
    assert "Ann" not in f"{finding.value}{finding.message}"


def test_posts_without_a_reference_or_a_unit_or_a_title_are_kept(tmp_path: Path) -> None:
    made = organogram(
        tmp_path,
        senior("0", "1", title="Not in post", unit=""),
        senior("0", "1", title="Not in post"),
        senior("1", title=""),
    )
    keys = [thing.ref.key for thing in made.things if thing.ref.kind == "Post"]
    assert keys == ["air/not-in-post/1", "air/not-in-post/1-2", "air/1"]
    assert made.thing("air/1").values["title"] == "Post 1"
    missing = ["REFERENCE_MISSING", "REFERENCE_MISSING", "TITLE_MISSING", "UNIT_MISSING"]
    assert problems(made) == missing


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    made = organogram(
        tmp_path,
        senior("1", fte="full", grade="Boss", valid="0", name="Ann Ash"),
        senior("2", "1", fte="1,500.5", name="Bo Birch"),
        senior("3", "1", department="", organisation=""),
    )
    assert "fte" not in made.thing("air/1").values
    # The comma without quotes makes a row of too many cells.
    expected = ["FTE_UNREADABLE", "ROW_NOT_VALID", "ROW_TOO_LONG", "VALUE_MISSING"]
    assert problems(made) == [*expected, "WORD_UNKNOWN"]


def test_a_share_beyond_a_full_time_post_is_left_open(tmp_path: Path) -> None:
    made = organogram(tmp_path, senior("1", fte="2", name="Ann Ash"))
    assert [bond.values for bond in made.bonds if bond.type == "HOLDS"] == [{}]
    assert problems(made) == ["SHARE_UNFIT"]


def test_junior_rows_are_posts_that_stand_for_several(tmp_path: Path) -> None:
    rows = (junior("1"), junior("1", "0.5"), junior("9"), junior("1", unit="n/a"))
    made = organogram(tmp_path, senior("1"), juniors=rows)
    post = made.thing("air/staff/junior/1/ao/clerk")
    assert post.values == {
        "code": post.ref.key,
        "title": "Clerk",
        "grade": "PELAKSANA",
        "kind": "EXECUTIVE",
        "occupancy": "COUNTED",
        "fte": 2.5,
    }
    assert made.thing("air/staff/junior/1/ao/clerk-2").values["fte"] == 0.5
    assert (made.kinds()["Post"], made.kinds()["Employee"]) == (5, 0)
    assert [end for _, end in made.pairs("REPORTS_TO")] == ["air/1"] * 3
    assert problems(made) == ["SUPERIOR_UNKNOWN", "UNIT_MISSING"]
    assert "4 rows stand for 8.00 FTE" in made.found("JUNIORS_COUNTED").message


def test_spelling_does_not_make_two_bodies(tmp_path: Path) -> None:
    made = organogram(
        tmp_path,
        senior("1", department="Her Majesty's Treasury", organisation="HM Treasury"),
        senior("2", "1", department="Her Majesty's Treasury", organisation="HM treasury"),
    )
    assert made.kinds()["Agency"] == 1
    assert made.codes()["NAME_SPELT_OTHERWISE"] == 2


def test_files_are_paired_by_columns_and_names_and_references_hold_within_a_pair(
    tmp_path: Path,
) -> None:
    organogram(tmp_path, senior("1"), juniors=(junior("1"),))
    (tmp_path / "sea-senior.csv").write_text(
        f"{SENIOR}\n{senior('1', department='Sea', organisation='Sea')}"
    )
    made = read("uk-organogram", tmp_path)
    assert [end for _, end in made.pairs("REPORTS_TO")] == ["air/1"]
    assert made.found("PAIR_INCOMPLETE").place.file == "sea-senior.csv"


def test_two_files_are_a_pair_whatever_their_names(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(f"{SENIOR}\n{senior('1')}")
    (tmp_path / "a.csv").write_text(f"{JUNIOR}\n{junior('1')}")
    made = read("uk-organogram", tmp_path / "a.csv", tmp_path / "b.csv")
    assert (len(made.pairs("REPORTS_TO")), made.problems()) == (1, [])


def test_contacts_and_pay_are_left_out_and_that_is_told(tmp_path: Path) -> None:
    made = organogram(tmp_path, senior("1", phone="020 7946 0000"))
    assert made.found("NO_PLACE").place.column == "Contact Phone"
    assert "020" not in str(made.things)


def test_all_missing_columns_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "x-senior.csv").write_text("Name,FTE\nAnn,1\n")
    made = read("uk-organogram", tmp_path)
    assert made.codes()["COLUMN_MISSING"] == 7
