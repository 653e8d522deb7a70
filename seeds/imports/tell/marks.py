"""A sheet with the rows of a source, in which what was found is coloured and commented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seeds.exports.sheet import MOST_ROWS
from seeds.imports.item import Finding, Grade
from seeds.imports.tell.headed import Headed
from seeds.imports.tell.pages import Book, write
from seeds.imports.tell.text import told

MOST_COLUMNS = 16_384
"""Columns of a sheet (Excel's limit)."""
MOST_COMMENTS = 10_000
"""Comments of a sheet; programs are slow with more. Cells beyond are coloured only."""
MOST_TOLD = 5
"""How many findings a comment tells."""
_GRAVE = {grade: place for place, grade in enumerate(Grade)}
_SIZE = {"x_scale": 2.5, "y_scale": 1.6, "author": "sinergi"}


@dataclass
class Marks:
    """Writes rows as they come; ``numbered``: one below the other with their numbers before them,
    else each where it stands in its source.
    """

    book: Book
    name: str
    head: Headed
    numbered: bool = False

    def __post_init__(self) -> None:
        self._sheet = self.book.sheet(self.name)
        self._next = self._comments = 0
        self._shift = 1 if self.numbered else 0

    def add(self, number: int, cells: Sequence[str], found: Sequence[Finding]) -> None:
        """Add a row with what was found in it; rows come in their order."""
        row = self._next if self.numbered else number - 1
        if row >= MOST_ROWS or row < self._next:
            return
        self._next = row + 1
        by_cell = self._by_cell(found)
        if self.numbered:
            write(self._sheet, row, 0, number)
        bold = self.book.bold if number == self.head.row else None
        for column in range(max(len(cells), *(place + 1 for place in by_cell), 0)):
            text = cells[column] if column < len(cells) else None
            marked = by_cell.get(column)
            colour = self.book.colours[_gravest(marked)] if marked else bold
            write(self._sheet, row, column + self._shift, text, colour)
            if marked:
                self._comment(row, column + self._shift, marked)

    def end(self) -> None:
        """All rows are there: those of names stay in sight."""
        if self.head.row and self._next:
            self._sheet.freeze_panes(1 if self.numbered else self.head.row, self._shift)

    def _by_cell(self, found: Sequence[Finding]) -> dict[int, list[Finding]]:
        """Findings by column; those about a whole row, or a column that is not there, first."""
        made: dict[int, list[Finding]] = {}
        for each in found:
            place = self.head.place(each.place.column) or 0
            made.setdefault(min(place, MOST_COLUMNS - 2), []).append(each)
        return made

    def _comment(self, row: int, column: int, found: Sequence[Finding]) -> None:
        if self._comments >= MOST_COMMENTS:
            return
        self._comments += 1
        texts = ["\n".join(told(each)) for each in found[:MOST_TOLD]]
        if len(found) > MOST_TOLD:
            texts.append(f"and {len(found) - MOST_TOLD:,} more, see the sheet Findings")
        self._sheet.write_comment(row, column, "\n".join(texts)[:4000], _SIZE)


def _gravest(found: Sequence[Finding]) -> Grade:
    return min((each.grade for each in found), key=lambda grade: _GRAVE[grade])
