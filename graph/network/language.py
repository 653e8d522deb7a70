"""How names, lists, numbers and days are said in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from graph.network.material import Body, Material

NAMED = (
    *("agencies", "sectors", "regions", "processes", "competencies"),
    *("initiatives", "targets"),
)
"""The tables whose rows sentences name."""
MOST = 4
"""How many names a list says before it counts the rest."""
LONGEST = 80
"""How many characters of a name a list says."""
_MARKS = str.maketrans(",.", ".,")


class Language(StrEnum):
    """The language of sentences."""

    ID = "ID"
    """Indonesian."""
    EN = "EN"
    """English."""


_MONTHS: Mapping[Language, Sequence[str]] = {
    Language.ID: (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    Language.EN: (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


@dataclass(frozen=True, eq=False)
class Names:
    """The names of what is in a material."""

    material: Material

    @cached_property
    def rows(self) -> Mapping[str, Any]:
        """What has a name, by id."""
        tables = self.material.tables
        return {row.id: row for table in NAMED for row in tables.get(table, ())}

    def said(self, language: Language) -> Said:
        """The names in a language."""
        return Said(self, language)


@dataclass(frozen=True, slots=True)
class Said:
    """Names, lists, numbers and days in a language."""

    names: Names
    language: Language

    def name(self, id_: str) -> str:
        """A name: of agencies the acronym where there is one, after the full name in English;
        the id of what isn't there.
        """
        row = self.names.rows.get(id_)
        if row is None:
            return id_
        name = row.name if self.language is Language.ID else row.name_en or row.name
        if isinstance(row, Body) and row.acronym:
            indonesian = self.language is Language.ID or not row.name_en
            return row.acronym if indonesian else f"{name} ({row.acronym})"
        return str(name)

    def short(self, id_: str) -> str:
        """A name as lists have it: of agencies the acronym alone, of a long one its beginning."""
        row = self.names.rows.get(id_)
        name = row.acronym if isinstance(row, Body) and row.acronym else self.name(id_)
        if len(name) <= LONGEST:
            return name
        return f"{name[:LONGEST].rpartition(' ')[0].rstrip(' ,;')}…"

    def quoted(self, id_: str) -> str:
        """A name in quotation marks."""
        return f"“{self.name(id_)}”"

    def shorts(self, ids: Iterable[str]) -> str:
        """Names in a list, of agencies their acronyms."""
        return self.listed([self.short(id_) for id_ in ids])

    def titles(self, ids: Iterable[str]) -> str:
        """Names in quotation marks in a list."""
        return self.listed([self.quoted(id_) for id_ in ids])

    def listed(self, words: Iterable[str]) -> str:
        """A list."""
        return listed(words, self.language)

    def number(self, value: float) -> str:
        """A number with at most one decimal."""
        return decimal(value, 1, self.language).removesuffix(".0").removesuffix(",0")

    def percent(self, share: float) -> str:
        """A share in whole percent."""
        return f"{round(100 * share)}{' persen' if self.language is Language.ID else '%'}"

    def day(self, iso: str) -> str:
        """A day, or a month or year where that is all that the text has."""
        return day(iso, self.language)


def day(iso: str, language: Language) -> str:
    """A day, or a month or year where that is all that the text has."""
    parts = iso.split("-")
    if len(parts) == 3:
        then = date.fromisoformat(iso)
        return f"{then.day} {_MONTHS[language][then.month - 1]} {then.year}"
    if len(parts) == 2:
        return f"{_MONTHS[language][int(parts[1]) - 1]} {parts[0]}"
    return iso


def listed(words: Iterable[str], language: Language) -> str:
    """A list; of a long one the first few and how many more. Names that are lists themselves are
    set apart by semicolons, unless they are in quotation marks.
    """
    known = list(words)
    both = "dan" if language is Language.ID else "and"
    more = len(known) - MOST
    if more > 1:
        rest = "lainnya" if language is Language.ID else "others"
        known = [*known[:MOST], f"{more} {rest}"]
    if len(known) < 2:
        return "".join(known)
    marks = (",", f" {both} ")
    rows = any(mark in word for word in known if word[:1] != "“" for mark in marks)
    comma = ";" if rows else ","
    last = comma if rows or (language is Language.ID and len(known) > 2) else ""
    return f"{f'{comma} '.join(known[:-1])}{last} {both} {known[-1]}"


def decimal(value: float, places: int, language: Language) -> str:
    """A number with so many decimals."""
    text = f"{value:,.{places}f}"
    return text.translate(_MARKS) if language is Language.ID else text
