"""Rows of a seed file as values that the graph can keep.

A column is a property, or a link whose cells name the nodes at its other end (see ``cells`` for how
a cell holds a text). Everything that is wrong with a file is found at once.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import BadInput, Refusals
from graph.model import Property, Type
from graph.rows import unfit
from seeds.cells import items, text_of
from seeds.dates import dated

MOST_TOLD = 200
"""How many faults are written out; who has more has one that repeats."""


@dataclass(slots=True)
class Cells:
    """One row: its line in the file, its cells that are not empty, and the file's columns."""

    file: str
    line: int
    cells: Mapping[str, str]
    columns: frozenset[str] = frozenset()


@dataclass(slots=True)
class Faults:
    """What is wrong with the files read so far."""

    found: list[BadInput] = field(default_factory=list)

    def add(self, row: Cells, column: str, text: str) -> None:
        """Note a fault of one cell."""
        self.found.append(BadInput(text, [row.file, row.line, column]))

    def conclude(self) -> None:
        """Raise all faults, if there are any."""
        if self.found:
            raise Refusals(_listed(self.found), self.found)


def rows(path: Path) -> Iterator[Cells]:
    """The rows of a CSV file (UTF-8, comma, header)."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        columns = frozenset(reader.fieldnames or ())
        for record in reader:
            read = {k: text_of(v) for k, v in record.items() if k and v}
            kept = {k: text for k, text in read.items() if text is not None}
            yield Cells(path.name, reader.line_num, kept, columns)


def values(properties: Iterable[Property], row: Cells, faults: Faults) -> dict[str, Any]:
    """The values that a row gives to these properties; dates bring their precision along. Where
    the file has a column for that, a day is as precise as the column says.
    """
    made: dict[str, Any] = {}
    known = {p.name: p for p in properties}
    for name, property_ in known.items():
        text = row.cells.get(name)
        if text is None:
            continue
        try:
            made[name] = _value(property_, text)
        except ValueError:
            faults.add(row, name, f"is {text!r}: expected {property_.type.value}")
            continue
        beside = f"{name}Precision"
        if property_.type is Type.DATE and beside in known:
            precision = dated(text)[1]
            if precision != "DAY" or beside not in row.columns:
                made[beside] = precision
    _demand(known.values(), made, row, faults)
    return made


def _demand(
    properties: Iterable[Property], made: Mapping[str, Any], row: Cells, faults: Faults
) -> None:
    for property_ in properties:
        value = made.get(property_.name)
        if value is not None:
            fault = unfit(property_, value)
            if fault:
                faults.add(row, property_.name, fault)
        elif property_.required and property_.type not in (Type.BOOL, Type.TEXTS):
            faults.add(row, property_.name, "is missing")


def _value(property_: Property, text: str) -> Any:
    if property_.type is Type.INT:
        return int(text)
    if property_.type is Type.FLOAT:
        return float(text)
    if property_.type is Type.BOOL:
        return {"true": True, "false": False}[text.lower()] if text.lower() in _BOOLS else _no()
    if property_.type is Type.DATE:
        return dated(text)[0]
    return list(items(text)) if property_.type is Type.TEXTS else text


_BOOLS = ("true", "false")


def _no() -> bool:
    raise ValueError


def _listed(found: Sequence[BadInput]) -> str:
    lines = [f"{len(found):,} fault{'s' if len(found) > 1 else ''}:"]
    lines += [f"  {_place(each)}: {each.message}" for each in found[:MOST_TOLD]]
    if len(found) > MOST_TOLD:
        lines.append(f"  and {len(found) - MOST_TOLD:,} more")
    return "\n".join(lines)


def _place(error: BadInput) -> str:
    file, line, column = error.path
    return f"{file}, line {line}, column {column}"
