"""How far targets have come, and how old that is."""

from __future__ import annotations

from math import inf, isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_rows import target

from graph.network.material import Value
from graph.network.progress import achievement, last_reported, progress, stale

DAY = "2026-06-30"


def value(
    kind: str, period: str, number: float | None, indicator: str = "i", direction: str = "UP"
) -> Value:
    return Value(
        "t", indicator, indicator, None, "percent", direction, period, kind, number, None, None
    )


def told(*values: Value, day: str = DAY) -> list[tuple[object, ...]]:
    return [
        (p.period, p.baseline, p.target, p.actual, p.achievement) for p in progress(values, day)
    ]


def test_the_share_of_the_way_is_from_the_latest_baseline_to_the_target_of_the_period() -> None:
    assert told(
        value("TARGET", "2029", 30.0),
        value("ACTUAL", "2025", 15.0),
        value("TARGET", "2025", 20.0),
        value("BASELINE", "2023", 10.0),
        value("BASELINE", "2020", 0.0),
    ) == [
        ("2020", 0.0, None, None, None),
        ("2023", 10.0, None, None, None),
        ("2025", 10.0, 20.0, 15.0, 0.5),
        ("2029", 10.0, 30.0, None, None),
    ]


def test_a_month_has_the_target_of_its_year_and_comes_before_the_whole_year() -> None:
    assert told(
        value("BASELINE", "2024-03", 9.0, direction="DOWN"),
        value("TARGET", "2025", 7.0, direction="DOWN"),
        value("ACTUAL", "2024", 8.0, direction="DOWN"),
        value("ACTUAL", "2025-12", 7.5, direction="DOWN"),
        value("ACTUAL", "2024-01", 9.5, direction="DOWN"),
    ) == [
        ("2024-01", None, None, 9.5, None),
        ("2024-03", 9.0, None, None, None),
        ("2024", 9.0, None, 8.0, None),
        ("2025-12", 9.0, 7.0, 7.5, 0.75),
        ("2025", 9.0, 7.0, None, None),
    ]


def test_indicators_are_apart_and_ordered_by_name() -> None:
    found = progress([value("ACTUAL", "2024", 1.0, "b"), value("ACTUAL", "2025", 2.0, "a")], DAY)
    assert [(p.indicator, p.unit, p.direction, p.period) for p in found] == [
        ("a", "percent", "UP", "2025"),
        ("b", "percent", "UP", "2024"),
    ]


def test_of_two_values_for_a_period_one_is_told_whatever_their_order() -> None:
    two = [value("ACTUAL", "2024", 1.0), value("ACTUAL", "2024", 2.0)]
    assert progress(two, DAY) == progress(two[::-1], DAY)
    assert len(progress(two, DAY)) == 1


def test_what_is_no_number_no_period_or_not_begun_is_left_out() -> None:
    values = [
        value("ACTUAL", "2027", 1.0),
        value("ACTUAL", "2026-07", 1.0),
        value("ACTUAL", "2025", None),
        value("ACTUAL", "2025-13", 1.0),
        value("ACTUAL", "next year", 1.0),
    ]
    assert told(*values) == [] and last_reported(values, DAY) is None
    assert told(*values, day="2026-07-01") == [("2026-07", None, None, 1.0, None)]


@pytest.mark.parametrize(
    ("direction", "baseline", "aim", "actual", "share"),
    [
        ("UP", 0.0, 10.0, 12.0, 1.2),
        ("UP", 0.0, 10.0, -5.0, -0.5),
        ("DOWN", 10.0, 0.0, 4.0, 0.6),
        ("UP", 5.0, 5.0, 5.0, None),
        ("UP", 5.0, 4.0, 6.0, None),
        ("DOWN", 5.0, 6.0, 4.0, None),
        ("RANGE", 0.0, 10.0, 5.0, None),
        ("UP", None, 10.0, 5.0, None),
        ("UP", 0.0, None, 5.0, None),
        ("UP", 0.0, 10.0, None, None),
        ("UP", -1e308, 1e308, 1e308, None),
        ("UP", 0.0, inf, 1.0, 0.0),
        ("UP", 0.0, 5e-324, 1e300, None),
    ],
)
def test_a_share_is_told_only_where_there_is_a_way_to_go(
    direction: str,
    baseline: float | None,
    aim: float | None,
    actual: float | None,
    share: float | None,
) -> None:
    assert achievement(direction, baseline, aim, actual) == share


numbers = st.floats(allow_nan=True, allow_infinity=True)


@given(st.sampled_from(("UP", "DOWN", "RANGE")), numbers, numbers, numbers)
def test_a_share_is_a_number_or_none(direction: str, one: float, two: float, three: float) -> None:
    share = achievement(direction, one, two, three)
    assert share is None or isfinite(share)


def test_the_last_report_is_that_of_the_latest_time() -> None:
    values = [value("ACTUAL", period, 1.0) for period in ("2024-12", "2023", "2024", "2024-03")]
    assert last_reported(values, DAY) == "2024"
    assert last_reported([*values, value("TARGET", "2025", 1.0)], DAY) == "2024"
    assert last_reported(values, "2024-02-01") == "2024"
    assert last_reported(values, "2023-12-31") == "2023"
    assert last_reported([], DAY) is None


@pytest.mark.parametrize(
    ("reported", "day", "old"),
    [
        ("2024", "2026-06-30", False),
        ("2024", "2026-07-01", True),
        ("2025-03", "2026-09-30", False),
        ("2025-03", "2026-10-01", True),
        ("2026", "2026-01-01", False),
        (None, "2026-01-01", True),
        (None, "2024-12-31", False),
        (None, "2030-01-01", False),
        ("2025", "2030-01-01", False),
    ],
)
def test_a_report_is_old_when_its_period_ended_eighteen_months_ago_while_the_target_runs(
    reported: str | None, day: str, old: bool
) -> None:
    assert stale(target("t", 2025, 2029), reported, day, 18) is old


def test_a_target_without_years_always_runs() -> None:
    assert stale(target("t"), None, DAY, 18)
