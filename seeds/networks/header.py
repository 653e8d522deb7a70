"""Columns as options mean them: by name, or by number where no column has that name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from seeds.networks.file import Table, at
from seeds.table import Faults

NUMBER = re.compile(r"[+-]?[\d.,]+(?:[eE][+-]?\d+)?")
Options = Mapping[str, str | None]
"""What options say, by option."""


def meant(table: Table, options: Options, faults: Faults) -> dict[str, str | None] | None:
    """The keys of the columns that these options mean; None with a fault for each that means none,
    or more than one.
    """
    known = len(faults.found)
    made = {option: _key(table, text, faults) for option, text in options.items()}
    return made if len(faults.found) == known else None


def _key(table: Table, text: str | None, faults: Faults) -> str | None:
    if text is None or text in table.columns:
        return text
    places = [place for place, name in enumerate(table.header, 1) if name == text]
    if places:
        listed = " and ".join(map(str, places))
        what = f"columns {listed} have this name" if text else f"no name: column {listed} has none"
        what = f"{what}: say which one is meant by its number, such as {_number(table, places[0])}"
        at(faults, table.file, 1, text or 1, what)
    elif text.isdecimal() and 1 <= int(text) <= len(table.columns):
        return table.columns[int(text) - 1]
    else:
        at(faults, table.file, 1, text, f"there is no such column{_instead(text, table)}")
    return None


def _number(table: Table, place: int) -> str:
    """What an option says for the column there."""
    return str(place) if str(place) not in table.columns else repr(table.columns[place - 1])


def _instead(text: str, table: Table) -> str:
    near = get_close_matches(text, table.named, 3, 0.5) or table.named[:20]
    names = f"{', '.join(map(repr, near))} or " if near else ""
    return f": expected {names}a number from 1 to {len(table.columns)}"


def check_named(
    table: Table, used: Iterable[str | None], options: Iterable[str | None], faults: Faults
) -> bool:
    """Whether each column in use was asked for, or has a name of its own by which it was found;
    a fault each where not.
    """
    known = len(faults.found)
    for key in used:
        if key is None or key in table.named or key in options:
            continue
        place = table.columns.index(key) + 1
        name = table.header[place - 1]
        what = f"the name {name!r} stands twice in the header" if name else "the column has no name"
        text = f"{what}: give each column its own, or name this one {_number(table, place)} in an "
        at(faults, table.file, 1, place, f"{text}option such as --actor")
    return len(faults.found) == known


def numbers(table: Table, columns: Options) -> dict[str, int | None]:
    """The numbers of columns, from 1."""
    return {what: table.columns.index(key) + 1 if key else None for what, key in columns.items()}


def numbered(header: tuple[str, ...]) -> bool:
    """Whether programs wrote a header of numbers, with nothing over the column of row numbers."""
    return "" in header and all(not name or NUMBER.fullmatch(name) for name in header)
