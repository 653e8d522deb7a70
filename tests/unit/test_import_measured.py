"""Printed values of indicators: what is read beside the text that is always kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.imports.item import Grade
from seeds.imports.measured import Measured, measured


@pytest.mark.parametrize(
    ("text", "value", "lower", "upper", "qualifier", "period"),
    [
        ("0,68 (2023)", 0.68, None, None, None, "2023"),
        ("5 (Sep 2023)", 5, None, None, None, "2023-09"),
        ("63,00—64,99", None, 63, 64.99, "rentang", None),
        ("81,69\u201385,23 (2025)", None, 81.69, 85.23, "rentang", "2025"),
        ("10 s.d. 12", None, 10, 12, "rentang", None),
        ("10 sampai dengan 12", None, 10, 12, "rentang", None),
        ("10…12", None, 10, 12, "rentang", None),
        ("10 ~ 12", None, 10, 12, "rentang", None),
        ("12 500", 12_500, None, None, None, None),
        ("-5--3", None, -5, -3, "rentang", None),
        ("2,5±1,0", 2.5, 1.5, 3.5, "kurang lebih", None),
        ("2,5 +/- 0,1", 2.5, 2.4, 2.6, "kurang lebih", None),
        ("<5", None, None, 5, "kurang dari", None),
        ("kurang dari 5", None, None, 5, "kurang dari", None),
        ("≤ 5", None, None, 5, "paling banyak", None),
        ("> 90", None, 90, None, "lebih dari", None),
        ("minimal 90", None, 90, None, "paling sedikit", None),
        ("± 300", 300, None, None, "sekitar", None),
        ("sekitar 300", 300, None, None, "sekitar", None),
    ],
)
def test_a_printed_value_is_read(
    text: str,
    value: float | None,
    lower: float | None,
    upper: float | None,
    qualifier: str | None,
    period: str | None,
) -> None:
    found = measured(text)
    assert found.value == Measured(text, value, lower, upper, qualifier, period)
    assert found.doubts == ()


@pytest.mark.parametrize("text", ["3,68a)", "3,68*", "3,68¹", "3,68 a)", "3,68b"])
def test_the_mark_of_a_footnote_is_no_part_of_the_number(text: str) -> None:
    found = measured(text)
    assert found.value is not None
    assert (found.value.value, found.value.raw) == (3.68, text)
    assert [doubt.code for doubt in found.doubts] == ["FOOTNOTE_MARK"]


def test_a_digit_for_a_mark_is_a_warning() -> None:
    found = measured("9,221)")
    assert found.value is not None and found.value.value == 9.22
    assert [doubt.grade for doubt in found.doubts] == [Grade.WARNING]


@pytest.mark.parametrize("text", ["N/A", "n.a.", "—", "tidak tersedia", "-", "..."])
def test_absence_is_noted_and_kept(text: str) -> None:
    found = measured(text)
    assert found.value == Measured(text)
    assert [doubt.code for doubt in found.doubts] == ["VALUE_ABSENT"]


@pytest.mark.parametrize("text", ["±", "abc", "5 m", "1—2—3", "<", "(2023)"])
def test_what_has_no_number_keeps_its_text_with_a_warning(text: str) -> None:
    found = measured(text)
    assert found.value is not None and found.value.empty and found.value.raw == text
    assert [doubt.code for doubt in found.doubts] == ["VALUE_UNREADABLE"]


def test_a_range_that_falls_and_a_remark_are_warnings() -> None:
    assert [d.code for d in measured("65—60").doubts] == ["RANGE_REVERSED"]
    assert [d.code for d in measured("5 (target)").doubts] == ["REMARK_BESIDE_VALUE"]
    assert [d.code for d in measured("1.234").doubts] == ["NUMBER_AMBIGUOUS"]


@given(st.text() | st.text("0123456789.,-—±<>()a%* "))
def test_any_text_is_kept_and_read_or_answered(text: str) -> None:
    found = measured(text)
    assert found.value is not None and found.value.raw == text.strip()
    assert not found.value.empty or found.doubts


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_range_comes_back(one: float, two: float) -> None:
    lower, upper = sorted((one, two))
    found = measured(f"{lower!r}—{upper!r}".replace(".", ",")).value
    assert found is not None
    assert (found.lower, found.upper) == (lower, upper)
