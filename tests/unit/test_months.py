"""Days that are months apart, and periods."""

from __future__ import annotations

import pytest

from graph.network.months import PERIOD, age, begun, later, order


def test_months_before_the_end_of_a_month_stay_in_their_month() -> None:
    assert later("2026-03-31", -1) == "2026-02-28"
    assert later("2024-03-31", -1) == "2024-02-29"
    assert later("2026-01-15", -1) == "2025-12-15"
    assert later("2026-12-31", 2) == "2027-02-28"
    assert later("2026-05-15", 0) == "2026-05-15"


def test_time_ends_where_it_can_be_written_no_more() -> None:
    assert later("0001-05-15", -12) == "0001-01-01"
    assert later("9999-05-15", 12) == "9999-12-31"


@pytest.mark.parametrize(
    ("period", "known"),
    [("2025", True), ("2024-02", True), ("2025-13", False), ("2025-1", False), ("", False)],
)
def test_periods_are_years_or_months(period: str, known: bool) -> None:
    assert bool(PERIOD.fullmatch(period)) is known


@pytest.mark.parametrize(
    ("period", "months"),
    [("2025", 10), ("2026-10", 0), ("2026-11", -1), ("2024-02", 32), ("9999", -95678)],
)
def test_the_age_of_a_period_counts_whole_months_since_its_end(period: str, months: int) -> None:
    assert age(period, "2026-11-25") == months


def test_a_period_begins_with_its_first_month() -> None:
    assert begun("2026", "2026-11-25") and begun("2026-11", "2026-11-25")
    assert not begun("2027", "2026-11-25") and not begun("2026-12", "2026-11-25")


def test_a_year_comes_after_its_last_month() -> None:
    assert sorted(["2026", "2026-12", "2027-01", "2025"], key=order) == [
        *("2025", "2026-12", "2026", "2027-01")
    ]
