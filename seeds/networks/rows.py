"""Participations and ties from the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from seeds.networks.columns import Asked, Kind, Layout
from seeds.networks.file import Table, at
from seeds.networks.found import BARRED, BETWEEN, Read, number, ties_told, weight_of
from seeds.networks.header import numbers
from seeds.table import Cells, Faults

if TYPE_CHECKING:
    from seeds.networks.aliases import Aliases


def participation_rows(
    table: Table, layout: Layout, asked: Asked, aliases: Aliases, apart: bool, faults: Faults
) -> Read:
    """The participations of a table, with categories unless they stand ``apart``."""
    made = Read(Kind.PARTICIPATIONS)
    both = (layout.first, layout.second)
    rows = aliases.renamed(named(table, both, asked, faults), (layout.first,))
    made.pairs = [(row.cells[layout.first], row.cells[layout.second]) for row in rows]
    made.names = {actor for actor, _ in made.pairs}
    column = None if apart else layout.third
    if column is not None:
        found = Faults()
        made.categories = by_actor(rows, layout.first, column, found)
        if found.found and not layout.sure:
            made.categories = column = None
        else:
            faults.found += found.found
    columns = {"actor": layout.first, "activity": layout.second, "category": column}
    made.told = {
        "kind": made.kind,
        "decided": layout.why,
        "columns": columns,
        "column_numbers": numbers(table, columns),
        "columns_ignored": _ignored(table, layout.first, layout.second, column),
        "rows_skipped": len(table.rows) - len(rows),
        "repeated_participations": len(made.pairs) - len(set(made.pairs)),
    }
    return made


def tie_rows(table: Table, layout: Layout, asked: Asked, aliases: Aliases, faults: Faults) -> Read:
    """The ties of a table."""
    ends = (layout.first, layout.second)
    rows = aliases.renamed(named(table, ends, asked, faults), ends)
    weight = layout.third
    if weight and not layout.sure and all(number(row.cells[weight]) is None for row in rows):
        weight = None
    ties = []
    for row in rows:
        one, other = row.cells[layout.first], row.cells[layout.second]
        value = (
            weight_of(row.cells[weight], table.file, row.line, weight, faults) if weight else 1.0
        )
        ties.append((one, other, value))
    made = Read(Kind.TIES, names={end for tie in ties for end in tie[:2]}, ties=ties)
    columns = {"actor": layout.first, "partner": layout.second, "weight": weight}
    made.told = {
        "kind": made.kind,
        "decided": layout.why,
        "columns": columns,
        "column_numbers": numbers(table, columns),
        "columns_ignored": _ignored(table, layout.first, layout.second, weight),
        "rows_skipped": len(table.rows) - len(rows),
        **ties_told(ties, f"the column {weight!r}" if weight else None),
    }
    return made


def by_actor(rows: Iterable[Cells], actor: str, column: str, faults: Faults) -> dict[str, str]:
    """Each actor's category; the empty text where it has none."""
    found: dict[str, str] = {}
    first: dict[str, int] = {}
    for row in rows:
        name, kind = row.cells[actor], row.cells[column]
        before = found.get(name, "")
        if kind and before and kind != before:
            text = f"is {kind!r} for {name!r}, who is {before!r} in line {first[name]}: expected "
            at(faults, row.file, row.line, column, f"{text}one category an actor")
        elif kind and BETWEEN in kind:
            at(faults, row.file, row.line, column, BARRED)
        elif kind and not before:
            found[name], first[name] = kind, row.line
        found.setdefault(name, "")
    return found


def named(table: Table, columns: tuple[str, ...], asked: Asked, faults: Faults) -> Iterable[Cells]:
    """The rows whose cells in these columns are names; the others are faults, or left out where
    empty ones shall be.
    """
    for row in table.rows:
        empty = [column for column in columns if not row.cells[column]]
        if empty and asked.skip_empty:
            continue
        for column in columns:
            if column in empty:
                text = "is empty: expected a name (--skip-empty leaves such rows out)"
                at(faults, row.file, row.line, column, text)
            elif BETWEEN in row.cells[column]:
                at(faults, row.file, row.line, column, BARRED)
        yield row


def _ignored(table: Table, *read: str | None) -> list[str]:
    return [column for column in table.columns if column not in read]
