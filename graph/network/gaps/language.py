"""How names, lists, numbers and days are said in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from graph.network.gaps.gap import Language, Told
from graph.network.material import Body, Material

NAMED = ("agencies", "sectors", "targets", "initiatives", "processes")
"""The tables whose rows sentences name."""
MOST = 4
"""How many names a list says before it counts the rest."""
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
        """A name as lists have it: of agencies the acronym alone."""
        row = self.names.rows.get(id_)
        return row.acronym if isinstance(row, Body) and row.acronym else self.name(id_)

    def quoted(self, id_: str) -> str:
        """A name in quotation marks."""
        return f"“{self.name(id_)}”"

    def agencies(self, ids: Sequence[str]) -> str:
        """Agencies in a list, by acronyms."""
        return self.listed([self.short(id_) for id_ in ids])

    def titles(self, ids: Sequence[str]) -> str:
        """Names in quotation marks in a list."""
        return self.listed([self.quoted(id_) for id_ in ids])

    def listed(self, words: Iterable[str]) -> str:
        """A list; of a long one the first few and how many more."""
        known = list(words)
        more = len(known) - MOST
        if more > 1:
            rest = f"{more} lainnya" if self.language is Language.ID else f"{more} others"
            known = [*known[:MOST], rest]
        if len(known) < 2:
            return "".join(known)
        both = "dan" if self.language is Language.ID else "and"
        comma = "," if self.language is Language.ID and len(known) > 2 else ""
        return f"{', '.join(known[:-1])}{comma} {both} {known[-1]}"

    def number(self, value: float) -> str:
        """A number with at most one decimal."""
        text = f"{value:,.1f}".removesuffix(".0")
        if self.language is Language.ID:
            text = text.translate(str.maketrans(",.", ".,"))
        return text

    def percent(self, share: float) -> str:
        """A share in whole percent."""
        return f"{round(100 * share)}{' persen' if self.language is Language.ID else '%'}"

    def day(self, iso: str) -> str:
        """A day, or a month or year where that is all that the text has."""
        parts = iso.split("-")
        if len(parts) == 3:
            then = date.fromisoformat(iso)
            return f"{then.day} {_MONTHS[self.language][then.month - 1]} {then.year}"
        if len(parts) == 2:
            return f"{_MONTHS[self.language][int(parts[1]) - 1]} {parts[0]}"
        return iso


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of a case: ``explain`` and ``suggest`` by language, with names in braces for
    what differs.
    """

    explain: Mapping[Language, str]
    suggest: Mapping[Language, str]

    def filled(self, language: Language, words: Mapping[str, str]) -> Told:
        """The sentences with these words, each beginning with a capital letter."""
        return Told(*(_begun(text[language].format_map(words)) for text in self._both))

    @property
    def _both(self) -> tuple[Mapping[Language, str], Mapping[Language, str]]:
        return self.explain, self.suggest


def wording(*, id_: tuple[str, str], en: tuple[str, str]) -> Wording:
    """Sentences from what explains and what suggests, in both languages."""
    return Wording(
        {Language.ID: id_[0], Language.EN: en[0]}, {Language.ID: id_[1], Language.EN: en[1]}
    )


@dataclass(frozen=True, slots=True)
class Known:
    """The particulars of a gap that are all known; only its words wait until they are asked for."""

    names: Names
    wording: Wording
    words: Callable[[Said], Mapping[str, str]]
    subjects: tuple[str, ...]
    numbers: tuple[tuple[str, float], ...]
    evidence: tuple[str, ...]

    def told(self, language: Language) -> Told:
        """The case in words."""
        return self.wording.filled(language, self.words(self.names.said(language)))


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
