"""Small materials, written down as what they are made of."""

from __future__ import annotations

from typing import Any

from graph.network.material import ROWS, Material


def material(version: int = 1, **tables: Any) -> Material:
    """A material of these rows; what a row leaves out at its end is None, other tables are
    empty.
    """
    made = {name: tuple(_row(name, row) for row in tables.get(name, ())) for name in ROWS}
    assert tables.keys() <= made.keys(), "there is no such table"
    return Material(version, made)


def _row(table: str, given: tuple[Any, ...]) -> Any:
    row = ROWS[table]
    return row(*given, *[None] * (len(row._fields) - len(given)))


def agency(
    name: str, type_: str = "MINISTRY", start: str | None = None, end: str | None = None
) -> tuple[Any, ...]:
    """An agency whose id is ``Agency:`` and its name."""
    return f"Agency:{name}", type_, name, name, name, start, end


def unit(name: str) -> tuple[Any, ...]:
    """A unit whose id is ``Unit:`` and its name."""
    return f"Unit:{name}", None, name, name, name


def sectors(**of: str) -> dict[str, list[tuple[Any, ...]]]:
    """The tables that place agencies (by name) in sectors, the primary one first: ``A="01 02"``."""
    codes = sorted({code for listed in of.values() for code in listed.split()})
    placed = [
        (f"Agency:{name}", f"Sector:{code}", position)
        for name, listed in of.items()
        for position, code in enumerate(listed.split(), 1)
    ]
    return {
        "sectors": [(f"Sector:{code}", code, code, code) for code in codes],
        "in_sector": placed,
    }


def initiative(name: str, status: str = "ACTIVE") -> tuple[Any, ...]:
    """An initiative whose id is ``Initiative:`` and its name, which is its code as well."""
    return f"Initiative:{name}", name, name, name, status
