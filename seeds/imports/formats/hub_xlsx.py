"""The hub's own tables as spreadsheets: one sheet a kind or relation, named after it.

A workbook with a single sheet may itself be named after its table instead. References between
sheets are as between files of the format ``csv``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graph.model import Model
from seeds.cells import MARK, typed_text_of
from seeds.imports.columns import EXPLANATIONS, layouts, misnamed, named
from seeds.imports.files import File, files
from seeds.imports.item import Finding, Item
from seeds.imports.sheet import items
from seeds.imports.table import Row, Sheet
from seeds.imports.values import EMPTY
from seeds.imports.workbook import sheets


def read(paths: Sequence[Path], *, model: Model, encoding: str | None = None) -> Iterator[Item]:
    """The items of workbooks, or of all workbooks in folders; their encoding is their own."""
    for file in files(paths, "*.xlsx", "*.xlsm"):
        if isinstance(file, Finding):
            yield file
        else:
            yield from _workbook(file, model)


def _workbook(file: File, model: Model) -> Iterator[Item]:
    known = layouts(model)
    found = list(sheets(file))
    tables = [sheet for sheet in found if isinstance(sheet, Sheet) and sheet.name != EXPLANATIONS]
    yield from (each for each in found if isinstance(each, Finding))
    for sheet in tables:
        layout = named(known, sheet.name or "")
        if layout is None and len(tables) == 1:
            layout = named(known, file.path.stem)
        if layout is None:
            yield misnamed(known, sheet.name or "", sheet.place())
        else:
            yield from items(model, layout, replace(sheet, rows=map(_marked, sheet.rows)))


def _marked(row: Row | Finding) -> Row | Finding:
    """A row whose cells are what exports meant by their marks."""
    if isinstance(row, Finding) or not any(MARK in cell[:1] for cell in row.cells):
        return row
    return Row(row.number, [_text(cell) for cell in row.cells])


def _text(cell: str) -> str:
    text = typed_text_of(cell) if cell.startswith(MARK) else cell
    return text or (EMPTY if cell else "")
