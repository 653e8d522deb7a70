"""Small materials, written down as what they are made of. Things are called by codes: their ids are
their kind and their code, their names tell both.
"""

from __future__ import annotations

from typing import Any

from graph.network.material import (
    ROWS,
    Body,
    Handoff,
    Initiative,
    Link,
    Material,
    Named,
    Part,
    Placed,
    Session,
    Target,
    Tie,
    Value,
)


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
    code: str, type_: str = "MINISTRY", start: str | None = None, end: str | None = None
) -> Body:
    return Body(f"Agency:{code}", type_, f"Badan {code}", f"Agency {code}", code, start, end)


def unit(code: str) -> Body:
    return Body(f"Unit:{code}", None, f"Unit {code}", None, code, None, None)


def named(kind: str, code: str) -> Named:
    return Named(f"{kind}:{code}", code, f"Nama {code}", f"Name {code}")


def initiative(
    code: str, status: str = "ACTIVE", start: str | None = None, end: str | None = None
) -> Initiative:
    names = f"Inisiatif {code}", f"Initiative {code}"
    return Initiative(f"Initiative:{code}", code, *names, status, start, end)


def target(code: str, start: int | None = None, end: int | None = None) -> Target:
    return Target(
        f"Target:{code}", code, f"Sasaran {code}", f"Target {code}", "OUTCOME", start, end
    )


def session(code: str, day: str) -> Session:
    return Session(f"CoordinationSession:{code}", code, f"Rapat {code}", None, day)


def value(of: str, period: str, kind: str = "ACTUAL", number: float | None = 1.0) -> Value:
    row = f"Target:{of}", f"Indicator:{of}", of, None, None, "UP", period, kind, number
    return Value(*row, None, None)


def part(
    body: str,
    activity: str,
    role: str | None = None,
    start: str | None = None,
    end: str | None = None,
) -> Part:
    return Part(body, activity, role, start, end)


def parts(kind: str, activity: str, *codes: str, role: str | None = None) -> tuple[Part, ...]:
    """These agencies in an initiative, on a target, or as owners of a process."""
    return tuple(part(f"Agency:{code}", f"{kind}:{activity}", role) for code in codes)


def attended(what: Session, *codes: str) -> tuple[Part, ...]:
    return tuple(Part(f"Agency:{code}", what.id, "PARTICIPANT", what.day, None) for code in codes)


def placed(agency_code: str, sector: str, position: int = 1) -> Placed:
    return Placed(f"Agency:{agency_code}", f"Sector:{sector}", position, None, None)


def sectors(**of: str) -> dict[str, list[Any]]:
    """The tables that place agencies in sectors, the primary one first: ``A="01 02"``."""
    codes = sorted({code for listed in of.values() for code in listed.split()})
    return {
        "sectors": [named("Sector", code) for code in codes],
        "in_sector": [
            placed(code, sector, position)
            for code, listed in of.items()
            for position, sector in enumerate(listed.split(), 1)
        ],
    }


def link(one: str, other: str, start: str | None = None, end: str | None = None) -> Tie:
    return Tie(one, other, start, end)


def about(one: str, other: str) -> Link:
    """A session and what it was about."""
    return Link(one, other)


def handoff(
    one: str, other: str, form: str, start: str | None = None, end: str | None = None
) -> Handoff:
    return Handoff(f"BusinessProcess:{one}", f"BusinessProcess:{other}", form, start, end)
