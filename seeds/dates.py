"""Dates as sources give them: a year, a month or a day, kept with that precision."""

from __future__ import annotations

import re
from datetime import date

_FORMS = (
    (re.compile(r"\d{4}"), "-01-01", "YEAR"),
    (re.compile(r"\d{4}-\d{2}"), "-01", "MONTH"),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "", "DAY"),
)


def dated(text: str) -> tuple[str, str]:
    """The first day of what a text such as ``2024``, ``2024-10`` or ``2024-10-21`` names, and its
    precision (YEAR, MONTH, DAY). Raises ValueError where it names none.
    """
    for form, rest, precision in _FORMS:
        if form.fullmatch(text):
            return date.fromisoformat(text + rest).isoformat(), precision
    raise ValueError(f"{text!r} is no date")
