"""Small materials for gaps: a few agencies and what each test adds to them."""

from __future__ import annotations

from typing import Any

from graph.network.gaps.find import find, needs
from graph.network.gaps.gap import Gap, GapKind
from graph.network.gaps.wanted import Wanted
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
    Value,
)

DAY = "2026-11-25"


def agency(code: str, type_: str = "MINISTRY", end: str | None = None) -> Body:
    return Body(f"Agency:{code}", type_, f"Badan {code}", f"Agency {code}", code, None, end)


def named(kind: str, code: str) -> Named:
    return Named(f"{kind}:{code}", code, f"Nama {code}", f"Name {code}")


def initiative(
    code: str, status: str = "ACTIVE", start: str | None = "2020-01-01", end: str | None = None
) -> Initiative:
    return Initiative(f"Initiative:{code}", code, f"Inisiatif {code}", None, status, start, end)


def target(code: str, start: int | None = 2025, end: int | None = 2029) -> Target:
    return Target(f"Target:{code}", code, f"Sasaran {code}", None, "OUTCOME", start, end)


def session(code: str, day: str) -> Session:
    return Session(f"CoordinationSession:{code}", code, f"Rapat {code}", None, day)


def value(of: str, period: str, kind: str = "ACTUAL", number: float | None = 1.0) -> Value:
    return Value(f"Target:{of}", f"Indicator:{of}", of, None, None, "UP", period, kind, number)


def part(body: str, activity: str, role: str | None = None, **days: str) -> Part:
    return Part(body, activity, role, days.get("start"), days.get("end"))


def parts(kind: str, activity: str, *codes: str, role: str | None = None) -> tuple[Part, ...]:
    """These agencies in an initiative, on a target, or as owners of a process."""
    return tuple(part(f"Agency:{code}", f"{kind}:{activity}", role) for code in codes)


def attended(what: Session, *codes: str) -> tuple[Part, ...]:
    return tuple(Part(f"Agency:{code}", what.id, "PARTICIPANT", what.day, None) for code in codes)


def placed(agency_code: str, sector: str) -> Placed:
    return Placed(f"Agency:{agency_code}", f"Sector:{sector}", 1, None, None)


def link(one: str, other: str) -> Link:
    return Link(one, other)


def handoff(one: str, other: str, form: str) -> Handoff:
    return Handoff(f"BusinessProcess:{one}", f"BusinessProcess:{other}", form)


def material(**tables: tuple[Any, ...]) -> Material:
    """All tables, empty but for these."""
    return Material(1, {**dict.fromkeys(ROWS, ()), **tables})


def gaps(of: Material, kind: GapKind, day: str = DAY, **wanted: Any) -> list[Gap]:
    """The gaps of one kind, found in just the tables that it says it needs."""
    asked = Wanted(day, frozenset({kind}), **wanted)
    few = Material(of.version, {name: of.tables[name] for name in needs(asked)})
    return find(few, asked)


def number(gap: Gap, name: str) -> float:
    return dict(gap.numbers)[name]
