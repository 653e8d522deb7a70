"""Which columns of a table stand where: found by name, or by what they are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.model import Kind
from seeds.imports.columns import KEPT, NOT_KEPT, Column, Layout
from seeds.imports.indonesian import COLUMNS
from seeds.imports.item import Finding, Grade
from seeds.imports.table import Row, Sheet
from seeds.imports.words import bare, nearest


@dataclass(frozen=True)
class Header:
    """The row of names: the columns by the place of their cells, from 0."""

    row: int
    names: Sequence[str]
    columns: Mapping[int, Column]
    id: int | None
    """The place of the column of ids, which exports have."""
    missing: tuple[str, ...]
    """Required columns that are not there."""
    findings: tuple[Finding, ...]


def best(layout: Layout, rows: Sequence[Row]) -> int:
    """The place of the row that names most columns: titles may stand above it."""
    names = _names(layout)

    def known(row: Row) -> int:
        return len({found[0] for cell in row.cells if len(found := names.get(bare(cell), ())) == 1})

    return max(range(len(rows)), key=lambda place: (known(rows[place]), -place))


def header(layout: Layout, sheet: Sheet, row: Row) -> Header:
    """The header that a row is, with everything that is wrong with it."""
    matching = _Matching(layout, sheet, row.number)
    for place, name in enumerate(row.cells):
        matching.match(place, name)
    return matching.made(row)


class _Matching:
    """A header while its cells are matched."""

    def __init__(self, layout: Layout, sheet: Sheet, row: int) -> None:
        self.layout, self.sheet, self.row = layout, sheet, row
        self.names = _names(layout)
        self.columns: dict[int, Column] = {}
        self.id: int | None = None
        self.findings: list[Finding] = []

    def match(self, place: int, name: str) -> None:
        """Take the cell at a place."""
        found = self.names.get(bare(name), ())
        if not name:
            return
        if len(found) > 1:
            text = f"may be {' or '.join(found)}: the column is left out"
            self._find(Grade.ERROR, "COLUMN_AMBIGUOUS", name, text, "write the name itself")
        elif found and found[0] in {column.name for column in self.columns.values()}:
            text = f"is the second column for {found[0]}: it is left out"
            self._find(Grade.ERROR, "COLUMN_REPEATED", name, text, "keep one of the two")
        elif found:
            self.columns[place] = self.layout.columns[found[0]]
        elif name == "id" and isinstance(self.layout.subject, Kind):
            self.id = place
        else:
            self._unknown(name)

    def made(self, row: Row) -> Header:
        """What was found."""
        there = {column.name for column in self.columns.values()}
        told = {*there, "code"} if self.id is not None else there
        missing = tuple(name for name in self.layout.required if name not in told)
        for name in missing:
            column = self.layout.columns[name]
            text = f"there is no column {name} ({column.description}): no row can be kept"
            self._find(Grade.ERROR, "COLUMN_MISSING", name, text, f"add a column {name}")
        findings = tuple(self.findings)
        return Header(row.number, row.cells, self.columns, self.id, missing, findings)

    def _unknown(self, name: str) -> None:
        if name in KEPT or (name in NOT_KEPT and not isinstance(self.layout.subject, Kind)):
            text = "is kept by the hub itself" if name in KEPT else "has no place in the hub"
            self._find(Grade.NOTE, "COLUMN_LEFT_OUT", name, f"{text}: the column is left out", None)
            return
        near = nearest(name, self.layout.columns)
        mend = f"did you mean {near}?" if near else "remove it, or see the template for names"
        text = f"is no column of {self.layout.name}: it is left out"
        self._find(Grade.WARNING, "COLUMN_UNKNOWN", name, text, mend)

    def _find(self, grade: Grade, code: str, name: str, text: str, mend: str | None) -> None:
        expected = f"columns of {self.layout.name}"
        place = self.sheet.place(self.row, name)
        self.findings.append(Finding(grade, code, place, text, name, expected, mend))


def _names(layout: Layout) -> Mapping[str, tuple[str, ...]]:
    """Columns by what they are called; the name of one is no label of another."""
    made: dict[str, tuple[str, ...]] = {}
    for name in layout.columns:
        for label in {bare(label) for label in COLUMNS.get(name, ())}:
            made[label] = (*made.get(label, ()), name)
    return {**made, **{bare(name): (name,) for name in layout.columns}}
