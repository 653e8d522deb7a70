"""Files of dated ties between named bodies: what each holds is told by what is in its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from seeds.imports.days import day
from seeds.imports.files import File
from seeds.imports.item import Finding, Grade
from seeds.imports.table import Row, rows

SAMPLE = 50
"""Rows by which the columns are told."""
MOST = 0.8
"""The share of these that have to be dates in a column of dates."""
_ALIAS = re.compile(r"alias|synonym|variant|also known|sinonim|varian|nama lain", re.IGNORECASE)
_NAME = re.compile(r"\b(?:name|canonical|standard|id|nama|baku|kode|code)\b", re.IGNORECASE)


class Holds(Enum):
    """What a file holds."""

    TIES = "two names and a date in each row"
    MENTIONS = "one name and a date in each row"
    ALIASES = "an alias and a name in each row"


@dataclass(frozen=True, slots=True)
class TieFile:
    """A file, what it holds, and where in a row: both names (of an alias, the alias first) and the
    date, by place from 0.
    """

    file: File
    holds: Holds
    first: int
    second: int
    date: int
    header: Sequence[str]

    def body(self, encoding: str | None) -> Iterator[Row | Finding]:
        """The rows below the header."""
        header = True
        for row in rows(self.file, encoding):
            if isinstance(row, Row) and header:
                header = False
            else:
                yield row

    def column(self, place: int) -> str:
        """How a column is called: by its name, or its number from 1."""
        name = self.header[place] if place < len(self.header) else ""
        return name if name and self.header.count(name) == 1 else f"#{place + 1}"


def told(file: File, encoding: str | None) -> TieFile | Finding:
    """What a file holds, or why that can't be told."""
    found = rows(file, encoding)
    sample = list(islice((row for row in found if isinstance(row, Row)), SAMPLE + 1))
    if len(sample) < 2:
        text, mend = "has no rows below a header", "look whether it is the right file"
        return file.lost("FILE_EMPTY", text, "a header and rows", mend)
    header, body = sample[0].cells, sample[1:]
    dates = [i for i in range(len(header)) if _dated(body, i)]
    names = [i for i in range(len(header)) if i not in dates and not _numbered(header, body, i)]
    if dates and len(names) >= 2:
        return TieFile(file, Holds.TIES, names[0], names[1], dates[0], header)
    if dates and names:
        return TieFile(file, Holds.MENTIONS, names[0], names[0], dates[0], header)
    if len(names) == 2 and (pair := _aliases(header, *names)):
        return TieFile(file, Holds.ALIASES, *pair, -1, header)
    expected = "; or ".join(each.value for each in Holds)
    mend = "give ties a column of dates, and aliases a header such as alias,name"
    text = "can't be told apart: all of it is left out"
    place = file.place(sample[0].number)
    return Finding(Grade.ERROR, "FILE_UNKNOWN", place, text, None, expected, mend)


def _aliases(header: Sequence[str], one: int, two: int) -> tuple[int, int] | None:
    """Where alias and name stand, or None where the header tells of no such thing."""
    if _ALIAS.search(header[one]) or (_NAME.search(header[two]) and not _ALIAS.search(header[two])):
        return one, two
    if _ALIAS.search(header[two]) or _NAME.search(header[one]):
        return two, one
    return None


def _cells(body: Sequence[Row], place: int) -> list[str]:
    return [row.cells[place] for row in body if place < len(row.cells) and row.cells[place]]


def _dated(body: Sequence[Row], place: int) -> bool:
    cells = _cells(body, place)
    days = [found for cell in cells if (found := day(cell).value) and found.precision == "DAY"]
    return bool(cells) and len(days) >= MOST * len(cells)


def _numbered(header: Sequence[str], body: Sequence[Row], place: int) -> bool:
    """Whether a column only counts rows: it has no name, and numbers."""
    return not header[place] and all(cell.isdigit() for cell in _cells(body, place))
