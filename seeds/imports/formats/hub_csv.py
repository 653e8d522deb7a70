"""The hub's own tables as text files: one a kind, one a relation, named after it.

Rows that name nodes of other files, or of the hub, may come before them: references are told by
kind and code, and whether they lead anywhere is found when all is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.model import Model
from seeds.cells import text_of
from seeds.imports.columns import layouts, misnamed, named
from seeds.imports.files import files
from seeds.imports.item import Finding, Item
from seeds.imports.sheet import items
from seeds.imports.table import Sheet, rows
from seeds.imports.values import EMPTY


def read(paths: Sequence[Path], *, model: Model, encoding: str | None = None) -> Iterator[Item]:
    """The items of files, or of all tables in folders."""
    known = layouts(model)
    for file in files(paths, "*.csv", "*.tsv", "*.txt"):
        if isinstance(file, Finding):
            yield file
            continue
        layout = named(known, file.path.stem)
        if layout is None:
            yield misnamed(known, file.path.stem, file.place())
        else:
            sheet = Sheet(file.name, rows(file, encoding, text=_text), ragged=True)
            yield from items(model, layout, sheet)


def _text(cell: str) -> str:
    """What a cell holds (see ``cells``); empty where it is absent."""
    text = text_of(cell)
    return EMPTY if text == "" else text or ""
