"""Tables in the hub's own form as items, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from graph.model import Kind, Model
from seeds.imports.columns import Layout
from seeds.imports.days import DAY_FIRST, MONTH_FIRST
from seeds.imports.findings import repeated, shown
from seeds.imports.header import Header, best, header
from seeds.imports.item import Finding, Grade, Item, Thing
from seeds.imports.row import Reader
from seeds.imports.seen import Seen
from seeds.imports.table import SAMPLE, Row, Sheet, misfit
from seeds.imports.values import EMPTY


def items(model: Model, layout: Layout, sheet: Sheet) -> Iterator[Item]:
    """The items of a table: each row becomes some, or findings say why not."""
    rows = iter(sheet.rows)
    sample = list(islice(rows, SAMPLE))
    first = [each for each in sample if isinstance(each, Row)]
    yield from (each for each in sample if isinstance(each, Finding))
    if not first:
        if len(sample) > len(first):
            return  # what was wrong has been told
        text, mend = "has no rows", "look whether it is the right one"
        expected = "a header and rows below it"
        yield Finding(Grade.WARNING, "TABLE_EMPTY", sheet.place(), text, None, expected, mend)
        return
    place = best(layout, first)
    found = header(layout, sheet, first[place])
    yield from found.findings
    yield from _above(sheet, first[:place])
    body = chain(first[place + 1 :], rows)
    if found.missing:
        yield from _unkept(sheet, found, body)
    else:
        yield from _Body(model, layout, sheet, found).read(body)


class _Body:
    """The rows below a header."""

    def __init__(self, model: Model, layout: Layout, sheet: Sheet, found: Header) -> None:
        names = frozenset(column.name for column in found.columns.values())
        self.reader = Reader(model, layout, names)
        self.sheet, self.header = sheet, found
        self.keys = Seen() if isinstance(layout.subject, Kind) else None
        self.columns = [(place, column.name) for place, column in found.columns.items()]
        if found.id is not None:
            self.columns.append((found.id, "id"))
        self.named = {place for place, name in enumerate(found.names) if name}
        self.orders: Counter[tuple[str, str]] = Counter()

    def read(self, rows: Iterable[Row | Finding]) -> Iterator[Item]:
        """The items of rows; findings among them are handed on."""
        count = 0
        for row in rows:
            if isinstance(row, Finding):
                yield row
                continue
            count += 1
            yield from self._fitting(row)
        if not count:
            text, expected = "has a header and no rows", "rows below the header"
            place = self.sheet.place()
            yield Finding(Grade.NOTE, "TABLE_EMPTY", place, text, None, expected)
        yield from self._orders()

    def _fitting(self, row: Row) -> Iterator[Item]:
        """The items of a row, unless it has other columns than the header."""
        width, cells = len(self.header.names), row.cells
        stray = [cell for i, cell in enumerate(cells) if cell and i not in self.named]
        wrong = misfit(row, width, self.sheet.place(row.number))
        if wrong is not None and (wrong.grade is Grade.ERROR or self.sheet.ragged):
            yield wrong
            if wrong.grade is Grade.ERROR:
                return
        if stray:
            text = f"has cells below no name, which are left out: {', '.join(stray)}"
            yield self._warned(row, "CELL_UNNAMED", text, "name the column")
        yield from self._items(row)

    def _items(self, row: Row) -> Iterator[Item]:
        cells = row.cells
        width = len(cells)
        told = [(name, cells[i]) for i, name in self.columns if i < width]
        kept = {name: cell for name, cell in told if cell or cell is EMPTY}
        if not kept:
            text = "has cells in columns only that are left out"
            yield self._warned(row, "ROW_WITHOUT_VALUES", text, "name the columns")
            return
        again = False
        for item in self.reader.read(kept, self.sheet.place(row.number)):
            if isinstance(item, Thing):
                before = self.keys.first(item.ref.key, row.number) if self.keys else None
                again = before is not None
                if before is not None:
                    place = self.sheet.place(row.number, self.reader.layout.key)
                    yield repeated(place, item.ref.key, before)
            if isinstance(item, Finding):
                if item.code in (DAY_FIRST, MONTH_FIRST):
                    self.orders[item.place.column or "", item.code] += 1
                if item.code != DAY_FIRST:
                    yield item
            elif not again:
                yield item

    def _orders(self) -> Iterator[Finding]:
        """What is to be known about days and months in columns of dates."""
        for (column, code), count in self.orders.items():
            if code != DAY_FIRST:
                continue
            other = self.orders[column, MONTH_FIRST]
            text = f"{count:,} dates such as 03/04/2024 are read with the day first"
            grade, expected, mend = Grade.NOTE, "dates such as 2024-04-03", "write them so"
            if other:
                grade = Grade.WARNING
                text += f", but {other:,} others of the column have the month first"
            place = self.sheet.place(None, column)
            yield Finding(grade, DAY_FIRST, place, text, None, expected, mend)

    def _warned(self, row: Row, code: str, text: str, mend: str) -> Finding:
        told, place = shown(" | ".join(row.cells)), self.sheet.place(row.number)
        expected = "cells as in the header"
        return Finding(Grade.WARNING, code, place, text, told, expected, mend)


def _above(sheet: Sheet, rows: list[Row]) -> Iterator[Finding]:
    """A note for each row above the header."""
    for row in rows:
        told = shown(" | ".join(filter(None, row.cells)))
        text = "stands above the header and is taken for a title"
        yield Finding(Grade.NOTE, "ROW_ABOVE_HEADER", sheet.place(row.number), text, told)


def _unkept(sheet: Sheet, found: Header, rows: Iterable[Row | Finding]) -> Iterator[Finding]:
    """How many rows are left out for want of a column."""
    count = 0
    for row in rows:
        if isinstance(row, Finding):
            yield row
        else:
            count += 1
    names = ", ".join(found.missing)
    text = f"all {count:,} rows are left out, since there is no column {names}"
    place, mend = sheet.place(), "add what is missing to the header"
    yield Finding(Grade.ERROR, "ROWS_LEFT_OUT", place, text, None, f"columns {names}", mend)
