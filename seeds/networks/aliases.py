"""Names that actors are called by, and the one name that each of them stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from seeds.networks.columns import Asked, has
from seeds.networks.file import File, Table, at, table
from seeds.networks.header import check_named, meant
from seeds.networks.rows import named
from seeds.table import Cells, Faults

ALIASES = re.compile("alias|aliases|synonym|variant|aka|sinonim|varian")
NAMES = re.compile("name|names|canonical|standard|id|nama|baku")
SHOWN = 20
"""How many names are listed where more are counted."""


@dataclass(frozen=True)
class Given:
    """A name that a row gives to an alias."""

    name: str
    line: int


@dataclass
class Aliases:
    """A table of aliases. It is empty where there is none: each name stands for itself then.

    An alias of several names is a fault only where an actor is called by it, since tables are made
    for more than one network; a chain or a circle always is, because its rows contradict the form.
    """

    file: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    given: dict[str, list[Given]] = field(default_factory=dict)
    """By alias, each name once."""
    rows: int = 0
    rows_skipped: int = 0
    called: set[str] = field(default_factory=set)
    """What actors are called."""

    def name(self, called: str) -> str:
        """The name of the actor who is called so."""
        self.called.add(called)
        return self._first(called)

    def _first(self, called: str) -> str:
        return self.given[called][0].name if called in self.given else called

    def renamed(self, rows: Iterable[Cells], columns: Iterable[str]) -> list[Cells]:
        """The rows with names for aliases in these columns."""
        if not self.given:
            return list(rows)
        return [
            replace(row, cells={**row.cells, **{c: self.name(row.cells[c]) for c in columns}})
            for row in rows
        ]

    def told(self) -> dict[str, Any]:
        """What was read, and what of it the actors so far needed."""
        names = {given.name for several in self.given.values() for given in several}
        renamed = {one for one in self.called if self._first(one) != one}
        unresolved = self.called - self.given.keys() - names
        several = [alias for alias, given in self.given.items() if len(given) > 1]
        return {
            "file": self.file,
            "columns": self.columns,
            "read": self.rows,
            "rows_skipped": self.rows_skipped,
            "repeated": self.rows - sum(map(len, self.given.values())),
            "of_several_names": len(several),
            "of_several_names_such_as": sorted(several)[:SHOWN],
            "used": len(renamed),
            "names_known": len(self.called - renamed - unresolved),
            "names_unresolved": len(unresolved),
            "names_unresolved_such_as": sorted(unresolved)[:SHOWN],
        }

    def check_used(self, faults: Faults) -> None:
        """A fault for each second name of an alias that an actor is called by."""
        for alias in sorted({*self.called, *map(self._first, self.called)} & self.given.keys()):
            first, *others = self.given[alias]
            for other in others:
                text = f"is {other.name!r} for {alias!r}, which is {first.name!r} in line "
                text += f"{first.line}: expected one name, because an actor is called so"
                at(faults, self.file, other.line, self.columns["name"], text)

    def check_chains(self, faults: Faults) -> None:
        """A fault for each alias whose name is an alias of another name."""
        for alias, several in self.given.items():
            for given in several:
                path = self._path(alias, given.name)
                if len(path) < 3:
                    continue
                way = " → ".join(map(repr, path))
                if path[-1] in path[:-1]:
                    text = f"is an alias in a circle, {way}: expected a name that is no alias"
                else:
                    text = f"is an alias itself, {way}: expected the last one, {path[-1]!r}"
                at(faults, self.file, given.line, self.columns["name"], text)

    def _path(self, *start: str) -> list[str]:
        """From alias to alias, up to a name that stands for itself, or that was there before."""
        path = list(start)
        while path[-1] not in path[:-1]:
            names = [given.name for given in self.given.get(path[-1], ())]
            if not names or path[-1] in names:
                break
            path.append(names[0])
        return path


def aliases_of(file: File, asked: Asked, faults: Faults) -> Aliases:
    """The aliases in a file; none with a fault where it cannot be read."""
    text = file.text(asked.encoding, faults)
    found = table(file.name, text, asked.delimiter, faults) if text else None
    columns = _columns(found, asked, faults) if found else None
    if found is None or columns is None:
        return Aliases()
    rows = list(named(found, tuple(columns.values()), asked, faults))
    made = Aliases(file.name, columns, rows=len(rows), rows_skipped=len(found.rows) - len(rows))
    for row in rows:
        alias, name = row.cells[columns["alias"]], row.cells[columns["name"]]
        if not alias or not name:
            continue  # which is a fault already
        several = made.given.setdefault(alias, [])
        if name not in {given.name for given in several}:
            several.append(Given(name, row.line))
    made.check_chains(faults)
    return made


def _columns(table: Table, asked: Asked, faults: Faults) -> dict[str, str] | None:
    """The columns of aliases and of names: as said, as named, or in this order."""
    keys = meant(table, {"alias": asked.alias, "name": asked.name}, faults)
    if keys is None:
        return None
    alias, name = keys["alias"], keys["name"]
    alias = alias or _only(table, ALIASES, name)
    name = name or _only(table, NAMES, alias)
    if len(table.columns) == 2:
        first, second = table.columns
        alias = alias or (first if name != first else second)
        name = name or (second if alias != second else first)
    if alias is None or name is None or alias == name:
        text = "which columns hold aliases and names is not clear: say --alias and --name, each of "
        at(faults, table.file, 1, 1, f"{text}{', '.join(map(repr, table.columns))}")
        return None
    if not check_named(table, (alias, name), keys.values(), faults):
        return None
    if alias in table.cells(alias) or name in table.cells(name):
        text = "the header is missing: put a line such as alias,name before the first one"
        at(faults, table.file, 1, 1, text)
        return None
    return {"alias": alias, "name": name}


def _only(table: Table, known: re.Pattern[str], but: str | None) -> str | None:
    found = [name for name in table.named if name != but and has(name, known)]
    return found[0] if len(found) == 1 else None
