"""One row of the hub's own tables as a thing with its bonds, or as a bond."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.model import Kind, Link, Model, Property, Relation, Type
from seeds.imports.columns import Column, Layout
from seeds.imports.days import Day
from seeds.imports.item import Bond, Finding, Grade, Item, Place, Ref, Thing
from seeds.imports.measured import measured
from seeds.imports.numbers import number
from seeds.imports.reading import Doubt
from seeds.imports.values import EMPTY, Origin, fault, origin, plain, value
from seeds.imports.words import listed


@dataclass
class Reader:
    """Reads rows of one table."""

    model: Model
    layout: Layout
    header: Collection[str] = ()
    """The columns that the table has. Where one tells how exact a date is, its empty cell does."""

    def read(self, cells: Mapping[str, str], place: Place) -> Iterator[Item]:
        """The items of a row, from its cells that are not empty by column; ``id`` is among them
        where the table has such a column. A row that lacks what is required gives findings only.
        """
        row = _Row(self, {}, place)
        row.take(cells)
        row.fill()
        made = row.thing() if isinstance(self.layout.subject, Kind) else row.bond()
        yield from row.findings
        if not row.lost:
            yield from made


@dataclass
class _Row:
    reader: Reader
    cells: Mapping[str, str]
    place: Place
    findings: list[Finding] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    lost: bool = False

    @property
    def layout(self) -> Layout:
        return self.reader.layout

    def take(self, cells: Mapping[str, str]) -> None:
        """Keep the cells that are no errors of a spreadsheet."""
        wrong = [name for name, text in cells.items() if origin(text) is Origin.FAULT]
        for name in wrong:
            self._doubt(name, cells[name], fault())
        self.cells = {n: text for n, text in cells.items() if n not in wrong} if wrong else cells

    def fill(self) -> None:
        """Read the values, and say what is missing."""
        columns = self.layout.columns
        for name in self.layout.required:
            if name not in self.cells and not (name == "code" and "id" in self.cells):
                self._missing(name)
        for name, text in self.cells.items():
            column = columns.get(name)
            if column is not None and column.stored is not None:
                self._value(column, column.stored, text)
        if self.layout.measured:
            self._measured()

    def _value(self, column: Column, stored: Property, text: str) -> None:
        name = column.name
        if text is EMPTY:
            if stored.type is Type.TEXT:
                self.values[name] = ""
            return
        if stored.type is Type.TEXT and type(text) is str:
            self.values[name] = text  # as value() does: most cells of large files are texts
            return
        if name == "value" and self.layout.measured and _printed(text):
            return
        reading = plain(text) if name == self.layout.key else value(stored, text)
        found = reading.value
        self._doubt(name, text, *reading.doubts)
        if found is None:
            self._lose(column)
        elif isinstance(found, Day):
            self.values[name] = found.first
            beside = f"{name}Precision"
            said = found.precision == "DAY" and beside in self.reader.header
            if beside in self.layout.columns and not said:
                self.values.setdefault(beside, found.precision)
        else:
            self.values[name] = found

    def _measured(self) -> None:
        """Fill in what a printed value says."""
        column = "raw" if "raw" in self.cells else "value"
        text = self.cells.get(column)
        if text is None:
            self._missing("raw")
            return
        reading = measured(text)
        found, values = reading.value, self.values
        values.setdefault("raw", str(text))
        if found is None:
            return
        if values.keys().isdisjoint(("value", "lower", "upper")):
            self._doubt(column, text, *reading.doubts)
            told = {"value": found.value, "lower": found.lower, "upper": found.upper}
            values.update({name: each for name, each in told.items() if each is not None})
            if found.qualifier:
                values.setdefault("qualifier", found.qualifier)
        elif None not in (found.value, values.get("value")) and found.value != values["value"]:
            text = f"is {found.value}, but the column value says {values['value']}: that is kept"
            self._find(Grade.WARNING, "VALUE_DIFFERS", "raw", text, "the same number in both")
        if "period" not in values:
            if found.period is None:
                self._missing("period")
            else:
                values["period"] = found.period

    def thing(self) -> list[Item]:
        """The node of the row and the relations of its link columns."""
        ref = self._ref()
        if ref is None:
            self.lost = True
            return []
        if self.layout.key == "code":
            self.values.setdefault("code", ref.key)
        made: list[Item] = [Thing(ref, self.values, self.place)]
        for name, text in self.cells.items():
            column = self.layout.columns.get(name)
            if column is not None and column.link is not None:
                made += self._linked(ref, column, column.link, text)
        return made

    def bond(self) -> list[Item]:
        """The relation of the row."""
        relation = self.layout.subject
        ends = [self._end(name) for name in ("start", "end")]
        if not isinstance(relation, Relation) or None in ends:
            self.lost = True
            return []
        start, end = (ref for ref in ends if ref is not None)
        return [Bond(relation.type, start, end, self.place, self.values)]

    def _ref(self) -> Ref | None:
        kind, id_ = self.layout.name, self.cells.get("id")
        if id_ is None:
            key = self.values.get(self.layout.key)
            return Ref(kind, key) if key else None
        name, colon, key = id_.partition(":")
        if colon and name == kind and key:
            return Ref(kind, key)
        text = f"is no id of the kind {kind}: the row is left out"
        self._find(Grade.ERROR, "ID_WRONG", "id", text, f"{kind}:…")
        return None

    def _end(self, name: str) -> Ref | None:
        text = self.cells.get(name)
        if text is None:
            return None
        self._doubt(name, text, *plain(text).doubts)
        found = self._named(self.layout.columns[name], text)
        if found is None:
            self.lost = True
        return found

    def _linked(self, ref: Ref, column: Column, link: Link, text: str) -> Iterator[Item]:
        codes = listed(text) if link.many else [text]
        place = self.place.at(column.name)
        self._doubt(column.name, text, *plain(text).doubts)
        for position, code in enumerate(codes, 1):
            other = self._named(column, code)
            if other is None:
                continue
            start, end = (ref, other) if link.outgoing else (other, ref)
            yield Bond(link.relation.type, start, end, place, self._implied(link, position))

    def _implied(self, link: Link, position: int) -> dict[str, Any]:
        """What a link column tells of its relations: the conditions of the link, the place in the
        list, the first one being primary, and the row's source.
        """
        known = {p.name for p in link.relation.properties}
        told = {"source": self.values.get("source")}
        if link.outgoing:
            told |= {"position": position, "primary": position == 1}
        kept = {name: each for name, each in told.items() if name in known and each is not None}
        return {**kept, **dict(link.fixed)}

    def _named(self, column: Column, code: str) -> Ref | None:
        """The node that a code names; one without a kind is of the first."""
        kind, colon, key = code.partition(":")
        if not colon or kind not in self.reader.model.kinds:
            return Ref(column.kinds[0], str(code))
        if kind in column.kinds and key:
            return Ref(kind, key)
        said = f"names a {kind}: that relation is left out"
        self._find(Grade.ERROR, "LINK_KIND_WRONG", column.name, said, column.type)
        return None

    def _missing(self, name: str) -> None:
        column = self.layout.columns[name]
        text = "is missing: the row is left out"
        self._find(Grade.ERROR, "VALUE_MISSING", name, text, column.type)
        self.lost = True

    def _lose(self, column: Column) -> None:
        """Say that the row goes with a value that it can't do without."""
        if column.required or (self.layout.measured and column.name == "period"):
            self.lost = True
            text = f"without {column.name} the row is left out"
            self._find(Grade.ERROR, "ROW_LEFT_OUT", column.name, text, column.type)

    def _doubt(self, name: str, text: str, *doubts: Doubt) -> None:
        if not doubts:
            return
        place = self.place.at(name)
        self.findings += [doubt.about(str(text), place) for doubt in doubts]

    def _find(self, grade: Grade, code: str, name: str, text: str, expected: str) -> None:
        value_ = self.cells.get(name)
        place = self.place.at(name)
        found = Finding(grade, code, place, text, value_ and str(value_), expected, f"mend {name}")
        self.findings.append(found)


def _printed(text: str) -> bool:
    """Whether a value is more than a number."""
    return number(text).value is None
