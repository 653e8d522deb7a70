"""Dates as people write them, kept with the precision that they were written with."""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from seeds.imports.item import Finding, Place
from seeds.imports.reading import Doubt, Reading, error, note, unreadable, warning

EXPECTED = "a date such as 2024-10-21, 21/10/2024, 21 Oktober 2024, Oktober 2024 or 2024"
DAY_FIRST = "DATE_DAY_FIRST"
"""The month could stand first as well. Readers of tables tell it once a column."""
MONTH_FIRST = "DATE_MONTH_FIRST"
TIME = "TIME_LEFT_OUT"
MEND = "write it as 2024-10-21"
_LENGTHS = {"YEAR": 4, "MONTH": 7, "DAY": 10}


@dataclass(frozen=True, slots=True)
class Day:
    """The first day of what was written (ISO 8601), and its precision: YEAR, MONTH or DAY."""

    first: str
    precision: str

    @property
    def period(self) -> str:
        """The year, or the month, that it is in."""
        return self.first[: min(7, _LENGTHS[self.precision])]

    @property
    def after(self) -> str:
        """From when on it is over: the next day. Where only the year or the month is known, the
        hub keeps the first day of that.
        """
        if self.precision != "DAY" or self.first == date.max.isoformat():
            return self.first
        return (date.fromisoformat(self.first) + timedelta(days=1)).isoformat()

    def within(self, other: Day) -> bool:
        """Whether this day lies in the day, month or year that another one names."""
        length = _LENGTHS[other.precision]
        return self.precision == "DAY" and self.first[:length] == other.first[:length]

    def values(self, name: str) -> dict[str, str]:
        """The two properties that keep it."""
        return {name: self.first, f"{name}Precision": self.precision}


def _numbered(names: str) -> dict[str, int]:
    return {name: i for i, line in enumerate(names.split(";"), 1) for name in line.split()}


MONTHS: Mapping[str, int] = _numbered(
    "januari january jan; februari february pebruari feb peb; maret march mar mrt; april apr;"
    "mei may; juni june jun; juli july jul; agustus august agu aug ags agt;"
    "september sept sep; oktober october okt oct; november nopember nov nop; desember december "
    "des dec"
)
"""Months by their Indonesian and English names and what these are shortened to."""
WEEKDAYS: Mapping[str, int] = _numbered(
    "senin monday; selasa tuesday; rabu wednesday; kamis thursday; jumat friday; sabtu saturday;"
    "minggu sunday"
)
_TIME = re.compile(
    r"[ T]+([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]+)?)?"
    r" ?(?:Z|[+-][0-9]{2}:?[0-9]{2}|WIB|WITA|WIT|UTC)?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
"""With a time zone at most, as XML Schema has it."""
_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_MONTH = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_SHORT = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2}|[^0-9]*[0-9]{0,2}[^0-9]+[0-9]{2}")
_WORDS = re.compile(r"[,\s.\-/]+")


def day_at(text: str, place: Place, *usual: str) -> Generator[Finding, None, Day | None]:
    """The day that a text at a place names, with what is doubtful about it. Empty texts name none;
    doubts of the codes that are ``usual`` in a format go without saying, and so do times of day.
    """
    if not text.strip():
        return None
    found = day(text)
    for doubt in found.doubts:
        if doubt.code not in (TIME, *usual):
            yield doubt.about(text, place)
    return found.value


def day(text: str) -> Reading[Day]:
    """The day, month or year that a text names, with the day before the month among numbers. A
    time of day is left out, with a note unless it is midnight.
    """
    bare, doubts = _without_time(" ".join(text.split()))
    if form := _ISO.fullmatch(bare):
        found = _made(form[1], form[2], form[3])
    elif form := _NUMBERS.fullmatch(bare):
        found = _ordered(form[1], form[3], form[4])
    elif form := _MONTH.fullmatch(bare):
        found = _made(form[2], form[1])
    else:
        found = _worded(bare)
    return found.but(*doubts) if found.value is not None else found


def _without_time(text: str) -> tuple[str, tuple[Doubt, ...]]:
    form = re.search(_TIME.pattern + r"$", text, re.IGNORECASE)
    if form is None or not form.start():
        return text, ()
    hours, minutes, seconds = (int(part or 0) for part in form.groups())
    if hours > 24 or minutes > 59 or seconds > 60:
        return text, ()
    bare = text[: form.start()].rstrip(" ,")
    if not (hours or minutes or seconds):
        return bare, ()
    return bare, (note(TIME, "the time of day is left out: the hub keeps days"),)


def _ordered(one: str, two: str, year: str) -> Reading[Day]:
    """A date of three numbers that ends with its year."""
    if int(one) <= 12 < int(two):
        found = _made(year, one, two)
        if found.value is None:
            return found
        text = f"is read as {found.value.first}, the month first, since there is no month {two}"
        return found.but(warning(MONTH_FIRST, text, EXPECTED, MEND))
    found = _made(year, two, one)
    if found.value is None or int(one) > 12 or int(one) == int(two):
        return found
    return found.but(note(DAY_FIRST, f"is read as {found.value.first}, the day first"))


def _worded(bare: str) -> Reading[Day]:
    """A date whose month has a name."""
    words = [word for word in _WORDS.split(bare.lower()) if word and word not in WEEKDAYS]
    months = [MONTHS[word] for word in words if word in MONTHS]
    rest = [word.removesuffix("th") for word in words if word not in MONTHS]
    years = [word for word in rest if re.fullmatch("[0-9]{4}", word)]
    days = [word for word in rest if re.fullmatch("[0-9]{1,2}", word)]
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or len(rest) != len(years) + len(days):
        return _none(bare)
    return _made(years[0], str(months[0]), *days)


def _made(year: str, month: str | None = None, of_month: str | None = None) -> Reading[Day]:
    precision = "DAY" if of_month else "MONTH" if month else "YEAR"
    try:
        first = date(int(year), int(month or 1), int(of_month or 1))
    except ValueError:
        return unreadable(error("DATE_IMPOSSIBLE", "there is no such day", EXPECTED, MEND))
    return Reading(Day(first.isoformat(), precision))


def _none(bare: str) -> Reading[Day]:
    mend = f"{MEND}, or leave it empty"
    if _SHORT.fullmatch(bare):
        mend = "write the year with four digits"
    elif re.fullmatch("[0-9]{5}", bare):
        mend = "it looks like the number that a spreadsheet keeps for a date: format it as a date"
    return unreadable(error("DATE_UNREADABLE", "is no date", EXPECTED, mend))
