"""Texts of cells as values: numbers, dates, truths and code lists as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Property, Type
from schema.enums import AgencyType, ContributionRole, Direction, PostKind
from seeds.imports.days import MONTHS, Day, day
from seeds.imports.item import Grade
from seeds.imports.numbers import number, whole
from seeds.imports.reading import Reading
from seeds.imports.values import Cell, Origin, value
from seeds.imports.words import boolean, listed, member


def codes(reading: Reading[object]) -> list[str]:
    return [doubt.code for doubt in reading.doubts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("79.51", 79.51),
        ("79,51", 79.51),
        ("1.234.567", 1_234_567),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234", 1234),
        ("\u22123,2", -3.2),
        ("0,123", 0.123),
        ("1e-07", 1e-7),
        ("+5", 5),
    ],
)
def test_a_number_is_read_in_each_notation(text: str, expected: float) -> None:
    assert number(text) == Reading(expected)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12,345"])
def test_three_digits_behind_one_separator_are_a_warning_with_the_reading(text: str) -> None:
    found = number(text)
    assert found.value == float(text.replace(",", "."))
    assert codes(found) == ["NUMBER_AMBIGUOUS"]
    assert found.doubts[0].grade is Grade.WARNING
    assert text.replace(",", ".") in found.doubts[0].message


@pytest.mark.parametrize(
    ("text", "expected"), [("1,234", 1234), ("1,234.5", 1234.5), (".5", 0.5), ("0.123", 0.123)]
)
def test_an_english_number_is_never_ambiguous(text: str, expected: float) -> None:
    assert number(text, english=True) == Reading(expected)


@pytest.mark.parametrize("text", ["1,23", "1.234,5", "1.", ""])
def test_an_english_number_groups_thousands_only(text: str) -> None:
    assert number(text, english=True).value is None


def test_a_day_is_over_on_the_next_and_lies_in_its_month() -> None:
    last = Day("2024-02-29", "DAY")
    assert (last.after, last.period) == ("2024-03-01", "2024-02")
    assert last.within(Day("2024-02-01", "MONTH")) and not last.within(Day("2023-01-01", "YEAR"))
    assert Day("2024-02-01", "MONTH").after == "2024-02-01"
    assert Day("9999-12-31", "DAY").after == "9999-12-31"


def test_a_whole_number_takes_its_separator_for_thousands() -> None:
    assert whole("1.234").value == 1234
    assert codes(whole("1.234")) == ["NUMBER_AMBIGUOUS"]
    assert whole("5,00") == Reading(5)


@pytest.mark.parametrize(
    "text", ["", "abc", "--3", "1,2,3", "1.234,567.8", "5.", "nan", "inf", "1e999", "٣", "1" * 500]
)
def test_what_is_no_number_is_an_error_that_says_what_was_expected(text: str) -> None:
    found = number(text)
    assert found.value is None
    assert [doubt.grade for doubt in found.doubts] == [Grade.ERROR]
    assert found.doubts[0].expected


@pytest.mark.parametrize("text", ["5,5", "3000000000"])
def test_what_is_no_whole_number_of_32_bits_is_an_error(text: str) -> None:
    assert whole(text).value is None


def test_a_percent_sign_is_doubtful_unless_the_property_is_in_percent() -> None:
    share = Property("share", Type.FLOAT, description="Share of a full-time post.")
    percentage = Property("percentage", Type.FLOAT, description="Share in percent.")
    assert value(percentage, "12,5 %") == Reading(12.5)
    found = value(share, "50%")
    assert (found.value, codes(found)) == (50.0, ["PERCENT_SIGN"])
    assert found.doubts[0].grade is Grade.WARNING


@pytest.mark.parametrize(
    ("text", "first", "precision"),
    [
        ("2024", "2024-01-01", "YEAR"),
        ("2024-10", "2024-10-01", "MONTH"),
        ("10/2024", "2024-10-01", "MONTH"),
        ("Okt 2024", "2024-10-01", "MONTH"),
        ("Agustus 2024", "2024-08-01", "MONTH"),
        ("2024-10-21", "2024-10-21", "DAY"),
        ("21/10/2024", "2024-10-21", "DAY"),
        ("21.10.2024 00:00", "2024-10-21", "DAY"),
        ("21 Oktober 2024", "2024-10-21", "DAY"),
        ("21-Oct-2024", "2024-10-21", "DAY"),
        ("October 21, 2024", "2024-10-21", "DAY"),
        ("Senin, 21 Oktober 2024", "2024-10-21", "DAY"),
        ("1 Mei 2024", "2024-05-01", "DAY"),
        ("2016-07-15T00:00:00.000+01:00", "2016-07-15", "DAY"),
        ("2016-07-15Z", "2016-07-15", "DAY"),
    ],
)
def test_a_date_is_read_with_its_precision(text: str, first: str, precision: str) -> None:
    assert day(text) == Reading(Day(first, precision))


def test_the_day_stands_first_and_that_is_told() -> None:
    assert day("03/04/2024").value == Day("2024-04-03", "DAY")
    assert codes(day("03/04/2024")) == ["DATE_DAY_FIRST"]
    assert day("10/21/2024").value == Day("2024-10-21", "DAY")
    assert codes(day("10/21/2024")) == ["DATE_MONTH_FIRST"]


def test_a_time_of_day_is_left_out_and_told() -> None:
    found = day("2003-04-04T17:16:55.000Z")
    assert (found.value, codes(found)) == (Day("2003-04-04", "DAY"), ["TIME_LEFT_OUT"])


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("21/10/24", "four digits"),
        ("12 Mei 24", "four digits"),
        ("45586", "format it as a date"),
    ],
)
def test_an_unreadable_date_says_how_to_mend_it(text: str, mend: str) -> None:
    (doubt,) = day(text).doubts
    assert doubt.grade is Grade.ERROR
    assert mend in (doubt.mend or "")


@pytest.mark.parametrize(
    "text", ["31/02/2024", "2024-13", "", "kemarin", "0000", "21 Okt Nov 2024", "07", "٢٠٠٧"]
)
def test_what_is_no_date_is_an_error(text: str) -> None:
    assert day(text).value is None
    assert day(text).doubts[0].grade is Grade.ERROR


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ya", True), ("Tidak", False), ("yes", True), ("FALSE", False), ("1", True), ("0", False)],
)
def test_a_truth_is_read_in_indonesian_and_english(text: str, expected: bool) -> None:
    assert boolean(text) == Reading(expected)


def test_what_is_no_truth_is_an_error() -> None:
    assert codes(boolean("mungkin")) == ["BOOLEAN_UNREADABLE"]


def names(enum: type[AgencyType | ContributionRole | Direction | PostKind]) -> tuple[str, ...]:
    return tuple(enum.__members__)


@pytest.mark.parametrize(
    "text", ["COORDINATING_MINISTRY", "coordinating ministry", "Kementerian Koordinator"]
)
def test_a_member_is_named_by_name_or_label(text: str) -> None:
    assert member(text, names(AgencyType)) == Reading("COORDINATING_MINISTRY")


def test_a_member_is_named_by_its_description() -> None:
    assert member("More is better", names(Direction)) == Reading("UP")
    assert member("pengampu utama", names(ContributionRole)) == Reading("LEAD")
    assert member("Fungsional", names(PostKind)) == Reading("FUNCTIONAL")


def test_an_unknown_member_is_an_error_with_the_nearest_name_and_all_names() -> None:
    (doubt,) = member("MINISTRI", names(AgencyType)).doubts
    assert doubt.code == "ENUM_UNKNOWN"
    assert doubt.mend == "did you mean MINISTRY?"
    assert "STATE_ENTERPRISE" in (doubt.expected or "")


def test_a_label_of_several_members_is_no_reading() -> None:
    both = ("PARTNER", "LEAD", "CHAIR")
    assert member("ketua", both).value is None
    assert codes(member("ketua", both)) == ["ENUM_AMBIGUOUS"]


def test_a_list_has_each_item_once() -> None:
    assert listed("01; 05;;01") == ["01", "05"]


def test_a_code_that_a_spreadsheet_keeps_as_a_number_is_a_warning() -> None:
    text = Property("note", Type.TEXT)
    found = value(text, Cell("16.1", Origin.NUMBER))
    assert (found.value, codes(found)) == ("16.1", ["CODE_WAS_NUMBER"])
    assert value(text, "16.10") == Reading("16.10")


def test_an_error_of_a_spreadsheet_is_no_text() -> None:
    found = value(Property("note", Type.TEXT), Cell("#REF!", Origin.FAULT))
    assert (found.value, codes(found)) == (None, ["CELL_FAULT"])


ALL = [Property("a", type_, values=("UP", "DOWN") if type_ is Type.ENUM else ()) for type_ in Type]


@given(st.text())
def test_any_text_is_read_or_answered(text: str) -> None:
    for property_ in ALL:
        found = value(property_, text)
        assert found.value is not None or found.doubts


@given(st.text("0123456789.,-+% eE/:TZ", max_size=20))
def test_any_text_of_figures_is_read_or_answered(text: str) -> None:
    for read in (number, whole, day):
        found = read(text)
        assert found.value is not None or found.doubts


@given(st.floats(-1e15, 1e15))
def test_a_number_comes_back_with_point_and_with_comma(sent: float) -> None:
    assert number(repr(sent)).value == sent
    assert number(repr(sent).replace(".", ",")).value == sent


@given(st.integers(-(10**12), 10**12), st.integers(0, 99))
def test_a_grouped_number_comes_back(units: int, hundredths: int) -> None:
    english = f"{units:,}.{hundredths:02}"
    swapped = english.translate(str.maketrans(",.", ".,"))
    for text in (english, swapped, swapped.replace(".", " ")):
        assert number(text).value == float(f"{units}.{hundredths:02}")


@given(st.dates(date(1000, 1, 1)))
def test_a_date_comes_back_in_each_notation(sent: date) -> None:
    expected = Day(sent.isoformat(), "DAY")
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d"):
        assert day(sent.strftime(form)).value == expected
    for month in (name for name, place in MONTHS.items() if place == sent.month):
        assert day(f"{sent.day} {month.title()} {sent.year}").value == expected
        assert day(f"{month} {sent.year}").value == Day(sent.replace(day=1).isoformat(), "MONTH")
