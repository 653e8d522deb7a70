"""Which row of a table is its header, and where the columns are that findings name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from seeds.imports.indonesian import COLUMNS
from seeds.imports.table import Row
from seeds.imports.words import bare

_LETTERS = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True)
class Headed:
    """The row of names, 0 where there is none."""

    row: int
    names: Sequence[str]
    found: dict[str, int | None] = field(default_factory=dict)

    def place(self, column: str | None) -> int | None:
        """The place of a column, from 0: by its name, or by the letters that spreadsheets have."""
        if column is None:
            return None
        if column not in self.found:
            by_name = _place(column, self.names)
            self.found[column] = _lettered(column) if by_name is None else by_name
        return self.found[column]


def headed(sample: Sequence[Row], columns: Collection[str]) -> Headed:
    """The header among the first rows: the one that has most of the columns."""
    if not sample:
        return Headed(0, ())

    def fit(place: int) -> tuple[int, int]:
        cells = sample[place].cells
        return sum(_place(column, cells) is not None for column in columns), -place

    best = sample[max(range(len(sample)), key=fit)]
    return Headed(best.number, best.cells)


def _place(column: str, cells: Sequence[str]) -> int | None:
    """Where a column stands in a row of names: findings may call it as the hub does, and the row
    in Indonesian.
    """
    if column in cells:
        return cells.index(column)
    names = {bare(cell): place for place, cell in reversed([*enumerate(cells)]) if bare(cell)}
    labels = (bare(label) for label in (column, *COLUMNS.get(column, ())))
    return next((names[label] for label in labels if label in names), None)


def _lettered(column: str) -> int | None:
    if not _LETTERS.fullmatch(column):
        return None
    place = 0
    for letter in column:
        place = 26 * place + ord(letter) - 64
    return place - 1
