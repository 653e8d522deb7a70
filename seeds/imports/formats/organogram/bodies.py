"""Departments, organisations and units that the rows of organograms name: each is given once."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from seeds.imports.equivalents import Equivalents
from seeds.imports.formats.organogram.words import is_nothing, slug
from seeds.imports.item import Bond, Finding, Grade, Item, Ref, Thing
from seeds.imports.records import Record

DEPARTMENT, ORGANISATION, UNIT = "Parent Department", "Organisation", "Unit"


class Bodies:
    """The bodies so far, of all files: a department's name is the same body in each. They have
    names only; spelling apart (case, punctuation, HM for Her Majesty's) a name is one body.
    """

    def __init__(self, equivalents: Equivalents) -> None:
        self._equivalents = equivalents
        self._names: dict[Ref, str] = {}
        self._spelt: set[tuple[Ref, str]] = set()
        self._bonds: set[tuple[Ref, Ref]] = set()

    def organisation(self, row: Record) -> Generator[Item, None, Ref | None]:
        """The organisation of a row, which stands under its department where that is another."""
        department = yield from self._agency(row, DEPARTMENT, "MINISTRY")
        found = yield from self._agency(row, ORGANISATION, "NON_MINISTERIAL")
        if found and department and found != department and (found, department) not in self._bonds:
            self._bonds.add((found, department))
            place = row.at(ORGANISATION)
            yield Bond("PART_OF", found, department, place, {"kind": "STRUCTURE"})
        return found or department

    def unit(self, row: Record, agency: Ref) -> Generator[Item, None, Ref | None]:
        """The unit of a row; None with a finding where it names none."""
        name, place = row[UNIT], row.at(UNIT)
        if is_nothing(name) or not slug(name):
            message = "names no unit: the post stands in none"
            mend = "name the unit of the post"
            yield Finding(Grade.WARNING, "UNIT_MISSING", place, message, name, "a unit", mend)
            return None
        ref = Ref("Unit", f"{agency.key}/{slug(name)}")
        if ref not in self._names:
            self._names[ref] = name
            yield Thing(ref, {"code": ref.key, "name": name}, place)
            yield Bond("UNIT_OF", ref, agency, place)
        else:
            yield from self._spelling(ref, name, row, UNIT)
        return ref

    def _agency(self, row: Record, column: str, type_: str) -> Generator[Item, None, Ref | None]:
        name, place = row[column], row.at(column)
        key = slug(name)
        if is_nothing(name) or not key:
            return None
        ref = Ref("Agency", key)
        if ref not in self._names:
            self._names[ref] = name
            self._equivalents.took(place, column, type_)
            yield Thing(ref, {"code": key, "name": name, "type": type_}, place)
        else:
            yield from self._spelling(ref, name, row, column)
        return ref

    def _spelling(self, ref: Ref, name: str, row: Record, column: str) -> Iterator[Finding]:
        first = self._names[ref]
        if name != first and (ref, name) not in self._spelt:
            self._spelt.add((ref, name))
            message = f"is taken for {first!r}, spelt in another way"
            mend = "nothing, if they are one; else make the names differ in more than spelling"
            yield Finding(
                Grade.NOTE, "NAME_SPELT_OTHERWISE", row.at(column), message, name, None, mend
            )
