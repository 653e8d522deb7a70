"""IATI results: targets, indicators, and values as numbers, ranges or texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import Read, read

from seeds.imports.days import day
from seeds.imports.formats.iati.periods import period
from seeds.imports.item import Grade


def of(folder: Path, result: str) -> Read:
    text = (
        '<iati-activities version="2.03"><iati-activity><iati-identifier>X</iati-identifier>'
        '<title><narrative xml:lang="id">Judul</narrative></title><activity-status code="2"/>'
        f"{result}</iati-activity></iati-activities>"
    )
    (folder / "a.xml").write_text(text, "utf-8")
    return read("iati", folder / "a.xml")


def result(inner: str, attributes: str = 'measure="1"') -> str:
    return (
        '<result type="2"><title><narrative xml:lang="id">Hasil</narrative></title><description>'
        '<narrative xml:lang="id">Untuk desa</narrative></description>'
        f'<indicator {attributes}><title><narrative xml:lang="id">Sumur</narrative>'
        f'<narrative xml:lang="en">Wells</narrative></title>{inner}</indicator></result>'
    )


def year(number: int, inner: str) -> str:
    return (
        f'<period><period-start iso-date="{number}-01-01"/>'
        f'<period-end iso-date="{number}-12-31"/>{inner}</period>'
    )


def test_a_result_is_a_target_with_an_indicator_and_its_values(tmp_path: Path) -> None:
    values = '<baseline year="2014" value="3"/>' + year(
        2015, '<target value="10"/><actual value="8.5"/>'
    )
    found = of(tmp_path, result(values))
    (target,), (indicator,) = found.values("Target"), found.values("Indicator")
    assert (target["name"], target["level"]) == ("Hasil", "OUTCOME")
    assert target["note"] == "IATI ResultType 2 (outcome). Untuk desa"
    assert (indicator["name"], indicator["nameEn"], indicator["direction"]) == (
        "Sumur",
        "Wells",
        "UP",
    )
    kept = [(v["kind"], v["period"], v["value"], v["raw"]) for v in found.values("PeriodValue")]
    assert kept == [
        ("BASELINE", "2014", 3, "3"),
        ("TARGET", "2015", 10, "10"),
        ("ACTUAL", "2015", 8.5, "8.5"),
    ]
    types = [bond.type for bond in found.bonds]
    assert types == ["SERVES_TARGET", "MEASURES", "VALUE_OF", "VALUE_OF", "VALUE_OF"]
    assert found.codes() == {}


def test_falling_is_better_where_it_says_so_and_percent_is_a_unit(tmp_path: Path) -> None:
    (found,) = of(tmp_path, result("", 'measure="2" ascending="0"')).values("Indicator")
    assert (found["direction"], found["unit"]) == ("DOWN", "%")


def test_values_that_are_no_numbers_are_kept_raw_beside_their_reading(tmp_path: Path) -> None:
    found = of(tmp_path, result(year(2015, '<target value="63,00—64,99"/><actual value="N/A"/>')))
    target, actual = found.values("PeriodValue")
    assert (target["lower"], target["upper"], target["raw"]) == (63, 64.99, "63,00—64,99")
    assert target["qualifier"] == "rentang" and "value" not in target
    assert actual["raw"] == "N/A" and "value" not in actual
    assert found.found("VALUE_ABSENT").grade is Grade.NOTE


def test_parts_of_a_whole_say_of_whom_they_are(tmp_path: Path) -> None:
    women = '<actual value="4"><dimension name="sex" value="female"/></actual>'
    found = of(tmp_path, result(year(2015, '<actual value="9"/>' + women)))
    assert found.value("PeriodValue", "qualifier") == [None, "sex=female"]


def test_values_without_a_date_or_a_value_are_told(tmp_path: Path) -> None:
    found = of(tmp_path, result('<baseline value="3"/>' + year(2015, "<target/>")))
    assert found.of("PeriodValue") == []
    assert found.found("VALUE_UNDATED").value == "3"
    assert found.found("VALUE_ABSENT").grade is Grade.NOTE


def test_untitled_results_are_called_by_their_code(tmp_path: Path) -> None:
    found = of(tmp_path, "<result><indicator/></result>")
    assert found.value("Target", "name") == ["X-r1"]
    assert found.codes()["TITLE_MISSING"] == 2


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2015-01-01", "2015-12-31", ("2015", True)),
        ("2015", "2015", ("2015", True)),
        ("2015-01", "2015-12", ("2015", True)),
        ("2016-02-01", "2016-02-29", ("2016-02", True)),
        ("2015-04-01", "2016-03-31", ("2016-03", False)),
        ("2014-01-01", "2015-12-31", ("2015-12", False)),
        ("2014", "2015", ("2015-12", False)),
        ("2015-01-01", "2015-06-15", ("2015-06", False)),
        ("9999-12-01", "9999-12-31", ("9999-12", True)),
        ("2015-03-01", "", ("2015-03", False)),
        ("2016", "2015", (None, False)),
        ("", "tahun", (None, False)),
    ],
)
def test_periods_are_years_or_months(start: str, end: str, expected: tuple[str, bool]) -> None:
    assert period(day(start).value, day(end).value) == expected


def test_periods_of_other_lengths_are_told(tmp_path: Path) -> None:
    uneven = (
        '<period><period-start iso-date="2015-04-01"/><period-end iso-date="2016-03-31"/>'
        '<target value="1"/></period>'
    )
    found = of(tmp_path, result(uneven))
    assert found.value("PeriodValue", "period") == ["2016-03"]
    assert found.found("PERIOD_UNEVEN").value == "2015-04-01/2016-03-31"
