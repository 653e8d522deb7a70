"""Days that are months apart, and periods: a year (2025) or a month (2025-03), which ends with its
last month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

PERIOD = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", re.ASCII)
YEAR = 4
"""How many characters a period has that is a year."""


def later(day: str, months: int) -> str:
    """The day so many months later, earlier where they are below 0, or the last of its month where
    that has no such day; the first or last day of all times where there is no such month.
    """
    then = date.fromisoformat(day)
    year, month = divmod(12 * then.year + then.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return (date.min if months < 0 else date.max).isoformat()
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(then.day, last)).isoformat()


def number(day: str) -> int:
    """The number of the month that a day is in, or that a period ends with."""
    month = int(day[YEAR + 1 : YEAR + 3]) if len(day) > YEAR else 12
    return 12 * int(day[:YEAR]) + month


def begun(period: str, day: str) -> bool:
    """Whether a period has begun on the day."""
    return period <= day[: len(period)]


def order(period: str) -> tuple[int, bool]:
    """Periods in the order of their ends; a year comes after its last month."""
    return number(period), len(period) == YEAR


def age(period: str, day: str) -> int:
    """How many whole months lie between the end of a period and the day; below 0 where it has not
    ended.
    """
    return number(day) - number(period) - 1
