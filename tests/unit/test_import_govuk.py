"""GOV.UK organisations: a list of JSON lines, and registers beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from reading import Read, read

HOST = "https://www.gov.uk/api/organisations/"


def body(slug: str, number: str, parents: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    details = {
        "slug": slug,
        "abbreviation": more.pop("abbreviation", None),
        "closed_at": more.pop("closed_at", None),
        "govuk_status": more.pop("status", "live"),
        "logo_formatted_name": more.pop("logo", None),
    }
    return {
        "analytics_identifier": number,
        "id": HOST + slug,
        "title": slug.capitalize(),
        "format": "Ministerial department",
        "web_url": f"https://www.gov.uk/{slug}",
        "updated_at": "2016-07-18T18:26:52.000+01:00",
        "details": details,
        "parent_organisations": [{"id": HOST + parent} for parent in parents],
        "child_organisations": [{"id": HOST + child} for child in more.pop("children", ())],
        **more,
    }


def listed(folder: Path, *bodies: Any, **registers: str) -> Read:
    """The reading of a folder with these bodies and registers; _ in a name is a hyphen."""
    (folder / "data.jsonl").write_text("\n".join(json.dumps(each) for each in bodies))
    for name, content in registers.items():
        file = folder / f"{name.replace('_', '-')}.tsv"
        file.write_text(content.replace(" | ", "\t"))
    return read("govuk-orgs", folder)


BODIES = "government-organisation | name | website | start-date | end-date\n"


def test_a_body_is_an_agency_with_its_identifiers(tmp_path: Path) -> None:
    made = listed(tmp_path, body("treasury", "D10", abbreviation=" HMT\t"))
    thing = made.thing("treasury")
    assert thing.values == {
        "code": "treasury",
        "name": "Treasury",
        "acronym": "HMT",
        "type": "MINISTRY",
        "website": "https://www.gov.uk/treasury",
        "sourceDate": "2016-07-18",
    }
    assert thing.identifiers == ("govuk:D10", "govuk-slug:treasury")
    assert thing.raw == {"format": "Ministerial department", "govuk_status": "live"}
    assert (thing.place.file, thing.place.row, made.problems()) == ("data.jsonl", 1, [])


def test_a_body_may_have_several_parents_and_parents_may_come_later(tmp_path: Path) -> None:
    made = listed(
        tmp_path, body("court", "CO1", ("a", "b")), body("a", "D1"), body("b", "D2", ("a",))
    )
    assert set(made.pairs("PART_OF")) == {("court", "a"), ("court", "b"), ("b", "a")}
    assert all(bond.values == {"kind": "STRUCTURE"} for bond in made.bonds)
    assert made.problems() == []


def test_parents_that_are_none_are_told(tmp_path: Path) -> None:
    made = listed(tmp_path, body("a", "D1", ("a", "gone")))
    assert (made.bonds, made.problems()) == ([], ["PARENT_ITSELF", "PARENT_UNKNOWN"])
    assert made.found("PARENT_UNKNOWN").value == "gone"


def test_a_child_that_only_its_parent_names_is_kept_under_it(tmp_path: Path) -> None:
    made = listed(tmp_path, body("a", "D1", children=("b", "c", "gone")), body("b", "D2", ("a",)),
                  body("c", "D3"))  # fmt: skip
    assert made.pairs("PART_OF") == [("b", "a"), ("c", "a")]
    assert made.problems() == ["CHILD_UNKNOWN", "PARENT_ONE_SIDED"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2007", {"validTo": "2007-01-01", "validToPrecision": "YEAR"}),
        ("2007-04", {"validTo": "2007-04-01", "validToPrecision": "MONTH"}),
        ("2007-04-09", {"validTo": "2007-04-09", "validToPrecision": "DAY"}),
    ],
)
def test_the_register_dates_ends_with_their_precision(
    tmp_path: Path, text: str, expected: dict[str, str]
) -> None:
    register = f"{BODIES}D1\tA\t\t\t{text}\n"
    made = listed(tmp_path, body("a", "D1", status="closed"), government_organisation=register)
    values = made.thing("a").values
    assert {name: values[name] for name in values if name.startswith("valid")} == expected
    assert made.problems() == []
    assert made.found("END_EXCLUSIVE").place.row == 2


@pytest.mark.parametrize(
    ("registered", "end", "precision", "problems"),
    [
        ("2015-03", "2015-03-31", "DAY", []),
        ("2015", "2015-03-31", "DAY", []),
        ("2015-03-31", "2015-03-31", "DAY", []),
        ("2014-03", "2014-03-01", "MONTH", ["ENDS_DIFFER"]),
        ("2015-04-01", "2015-04-01", "DAY", ["ENDS_DIFFER"]),
        ("soon", "2015-03-31", "DAY", ["DATE_UNREADABLE"]),
    ],
)
def test_two_ends_are_one_where_the_list_is_more_exact(
    tmp_path: Path, registered: str, end: str, precision: str, problems: list[str]
) -> None:
    closed = body("a", "D1", status="closed", closed_at="2015-03-31T00:00:00.000+01:00")
    register = f"{BODIES}D1\tA\t\t\t{registered}\n"
    made = listed(tmp_path, closed, government_organisation=register)
    values = made.thing("a").values
    assert (values["validTo"], values["validToPrecision"]) == (end, precision)
    assert made.problems() == problems


def test_closing_and_dates_that_do_not_go_together_are_told(tmp_path: Path) -> None:
    made = listed(
        tmp_path,
        body("undated", "D1", status="closed"),
        body("open", "D2", closed_at="2015-03-31"),
        body("odd", "D3", status="asleep"),
        body("back", "D4", status="closed"),
        government_organisation=f"{BODIES}D4\tBack\t\t2010\t2009\n",
    )
    expected = ["CLOSED_UNDATED", "ENDED_NOT_CLOSED", "END_BEFORE_START", "STATUS_UNKNOWN"]
    assert made.problems() == expected
    assert "validTo" not in made.thing("undated").values


def test_a_live_body_under_a_closed_parent_is_kept_and_told(tmp_path: Path) -> None:
    made = listed(
        tmp_path,
        body("live", "D1", ("dead",)),
        body("dead", "D2", status="closed", closed_at="2015-03-31"),
        body("gone", "D3", ("dead",), status="closed", closed_at="2014-03-31"),
    )
    assert set(made.pairs("PART_OF")) == {("live", "dead"), ("gone", "dead")}
    finding = made.found("LIVE_UNDER_CLOSED")
    assert (finding.place.row, finding.value) == (1, "dead")


def test_an_abbreviation_of_two_bodies_stays_with_both(tmp_path: Path) -> None:
    made = listed(
        tmp_path, body("a", "D1", abbreviation="DSA"), body("b", "D2", abbreviation="dsa")
    )
    assert [made.thing(key).values["acronym"] for key in "ab"] == ["DSA", "dsa"]
    assert made.found("ABBREVIATION_SHARED").place.row == 2


def test_names_over_several_lines_and_of_the_register_are_aliases(tmp_path: Path) -> None:
    made = listed(
        tmp_path,
        body("a", "D1", logo="Ministry \r\nof Air"),
        body("b", "D2", logo="B \r\n"),
        body("c", "D3", logo="A"),
        government_organisation=f"{BODIES}D1\tAir Ministry\t\t\t\nD2\tB!\t\t\t\n",
        abbreviation="abbreviation\tgovernment-organisation\nair\tD1\n",
    )
    values = made.thing("a").values
    assert values["aliases"] == ["Ministry of Air", "Air Ministry"]
    assert values["acronym"] == "AIR"
    assert "aliases" not in made.thing("b").values
    assert made.problems() == ["ALIAS_IS_NAME"]
    assert {"NAME_BROKEN", "NAME_DIFFERS", "ABBREVIATION_ADDED"} <= made.codes().keys()


def test_rows_of_one_id_and_rows_without_names_are_left_out(tmp_path: Path) -> None:
    made = listed(
        tmp_path, body("a", "D1"), body("a", "D2"), body("", "D3", id=None, title=None), [1]
    )
    assert made.kinds() == {"Agency": 1}
    assert made.problems() == ["KEY_REPEATED", "LINE_MALFORMED", "VALUE_MISSING", "VALUE_MISSING"]


def test_values_of_other_types_are_told_and_left_out(tmp_path: Path) -> None:
    odd = body("a", "D1", parent_organisations=["x"], child_organisations=1, format=2)
    made = listed(tmp_path, odd, body("b", "D2", parent_organisations=[{}]))
    assert made.codes()["VALUE_UNFIT"] == 3
    assert made.codes()["PARENT_NAMELESS"] == 1
    assert made.kinds() == {"Agency": 2}


def test_each_reading_of_a_word_is_told_once(tmp_path: Path) -> None:
    made = listed(tmp_path, *(body(f"b{n}", f"D{n}", format="Other") for n in range(3)))
    finding = made.found("WORD_UNKNOWN")
    assert (finding.value, finding.place.row) == ("Other", 1)
    assert "NON_MINISTERIAL in 3 rows" in finding.message


def test_bodies_of_the_registers_alone_are_read_too(tmp_path: Path) -> None:
    made = listed(
        tmp_path,
        body("a", "D1"),
        government_organisation=f"{BODIES}D2\tB\thttps://x/b\t1999\t2001-05\nD2\tBee\t\t\t\n",
        abbreviation="abbreviation\tgovernment-organisation\nbb\tD2\nzz\tD9\n",
        govuk="govuk\tgovernment-organisation\nb\tD2\n",
    )
    values = made.thing("b").values
    assert (values["name"], values["aliases"], values["acronym"]) == ("B", ["Bee"], "BB")
    assert (values["validFrom"], values["validToPrecision"]) == ("1999-01-01", "MONTH")
    assert made.thing("b").identifiers == ("govuk:D2", "govuk-slug:b")
    assert made.problems() == ["ENTRY_REPEATED", "ENTRY_UNKNOWN", "WORD_UNKNOWN"]
