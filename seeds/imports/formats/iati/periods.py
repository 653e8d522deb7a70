"""Periods between two dates, as the hub has them: a year or a month."""

from __future__ import annotations

from datetime import date, timedelta

from seeds.imports.days import Day


def period(first: Day | None, last: Day | None) -> tuple[str | None, bool]:
    """The period between two days as a year or a month, and whether it is exactly that; where it
    is neither, the month that it ends in. The end belongs to it.
    """
    if first is None or last is None:
        only = first or last
        return (only.period, False) if only else (None, False)
    if first.first > last.first:
        return None, False
    year, month = last.first[:4], last.first[:7]
    to_the_end = last.precision != "DAY" or _ends_month(last.first)
    if last.precision == "YEAR" or (to_the_end and month.endswith("-12")):
        if first.first == f"{year}-01-01":
            return year, True
        month = f"{year}-12"
    return month, to_the_end and first.first == f"{month}-01"


def _ends_month(text: str) -> bool:
    if text == date.max.isoformat():
        return True
    return (date.fromisoformat(text) + timedelta(days=1)).day == 1
