"""The gaps of small materials, on a day on which what has no other dates is going on."""

from __future__ import annotations

from typing import Any

import materials

from graph.network.gaps.find import find, needs
from graph.network.gaps.gap import Gap, GapKind
from graph.network.gaps.wanted import Wanted
from graph.network.material import Initiative, Material, Target

DAY = "2026-11-25"


def initiative(
    code: str, status: str = "ACTIVE", start: str | None = "2020-01-01", end: str | None = None
) -> Initiative:
    return materials.initiative(code, status, start, end)


def target(code: str, start: int | None = 2025, end: int | None = 2029) -> Target:
    return materials.target(code, start, end)


def gaps(of: Material, kind: GapKind, day: str = DAY, **wanted: Any) -> list[Gap]:
    """The gaps of one kind, found in just the tables that it says it needs."""
    asked = Wanted(day, frozenset({kind}), **wanted)
    few = Material(of.version, {name: of.tables[name] for name in needs(asked)})
    return find(few, asked)


def number(gap: Gap, name: str) -> float:
    return dict(gap.numbers)[name]
