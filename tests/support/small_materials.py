"""Small materials of networks, made by hand or at random."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from graph.network.arrays import Graph, incidence_of
from graph.network.material import ROWS, Material
from graph.network.project import project
from graph.network.projection import Weighting
from graph.network.scope import Asked, Via, scope

DAY = "2026-06-01"


def agency(key: str, type_: str = "MINISTRY", end: str | None = None) -> tuple[Any, ...]:
    return f"Agency:{key}", type_, f"Kementerian {key}", f"Ministry {key}", key, None, end


def initiative(
    key: str, status: str = "ACTIVE", start: str | None = None, end: str | None = None
) -> tuple[Any, ...]:
    return f"Initiative:{key}", key, f"Program {key}", f"Programme {key}", status, start, end


def target(key: str, end_year: int | None = None) -> tuple[Any, ...]:
    return f"Target:{key}", key, f"Sasaran {key}", f"Target {key}", "OUTCOME", None, end_year


def named(kind: str, key: str) -> tuple[Any, ...]:
    return f"{kind}:{key}", key, f"{kind} {key} (id)", f"{kind} {key}"


def part(
    body: str, activity: str, role: str = "PARTNER", start: str | None = None, end: Any = None
) -> tuple[Any, ...]:
    """Kinds go without saying: a lower-case body is a unit."""
    kind = "Unit" if body.islower() else "Agency"
    return f"{kind}:{body}", activity, role, start, end


def material(**tables: Iterable[tuple[Any, ...]]) -> Material:
    """The tables given, and the others empty."""
    return Material(
        1, {name: tuple(map(row._make, tables.get(name, ()))) for name, row in ROWS.items()}
    )


def network(made: Material, day: str = DAY, *via: Via) -> Graph:
    """The network of agencies on a day."""
    found = scope(made, Asked(day, via=frozenset(via or (Via.INITIATIVE,))))
    pairs = ((part.body, part.activity) for part in found.parts)
    return project(incidence_of(pairs, found.actors), Weighting.NEWMAN)


def sets(made: Material) -> dict[str, set[Any]]:
    """Tables without the order of their rows."""
    return {name: {row for row in rows if name != "events"} for name, rows in made.tables.items()}


AGENCIES, INITIATIVES, TARGETS, SECTORS, UNITS = "ABCDEFGH", "ijklm", "tuvw", "xyz", "pq"
_DATES = st.sampled_from([None, "2025-01-01", "2026-01-01", "2026-06-01", "2027-01-01"])


@st.composite
def materials(draw: st.DrawFn) -> Material:
    """Up to six agencies that live, one that stands for many and one that is gone, and what they
    do.
    """
    count = draw(st.integers(0, 6))
    keys = AGENCIES[:count]
    units = {unit: draw(st.sampled_from(keys)) for unit in UNITS} if keys else {}
    bodies = [*keys, *units, "G", "H"]

    def some(one: Iterable[str], other: Iterable[str], most: int) -> list[tuple[str, str]]:
        pairs = st.tuples(st.sampled_from(list(one)), st.sampled_from(list(other)))
        return draw(st.lists(pairs, unique=True, max_size=most)) if one else []

    def dated(body: str, activity: str, *roles: str) -> tuple[Any, ...]:
        start, end = draw(_DATES), draw(_DATES)
        if start and end and start >= end:
            start, end = None, None
        return part(body, activity, draw(st.sampled_from(roles)), start, end)

    return material(
        agencies=[*map(agency, keys), agency("G", "GENERIC"), agency("H", end="2020-01-01")],
        units=[(f"Unit:{unit}", None, unit, None, None, None, None) for unit in units],
        unit_of=[
            (f"Unit:{unit}", f"Agency:{key}", None, None, None) for unit, key in units.items()
        ],
        initiatives=[
            initiative(key, *draw(st.sampled_from([("ACTIVE",), ("ACTIVE", None, "2026-01-01")])))
            for key in INITIATIVES[:-1]
        ]
        + [initiative(INITIATIVES[-1], "ENDED")],
        targets=[target(key) for key in TARGETS],
        sectors=[named("Sector", key) for key in SECTORS],
        regions=[named("Region", "r")],
        processes=[named("BusinessProcess", key) for key in "ab"],
        participations=[
            dated(body, f"Initiative:{i}", "LEAD", "PARTNER")
            for body, i in some(bodies, INITIATIVES, 16)
        ],
        contributions=[
            dated(body, f"Target:{t}", "LEAD", "CONTRIBUTOR")
            for body, t in some(bodies, TARGETS, 8)
        ],
        ownerships=[
            (f"Agency:{key}", f"BusinessProcess:{p}", None, None, None)
            for key, p in some(keys, "ab", 3)
        ],
        handoffs=[("BusinessProcess:a", "BusinessProcess:b", "MANUAL")],
        in_sector=[
            (f"Agency:{key}", f"Sector:{x}", n, None, None)
            for n, (key, x) in enumerate(some(keys, SECTORS, 8))
        ],
        initiative_targets=[
            (f"Initiative:{i}", f"Target:{t}") for i, t in some(INITIATIVES, TARGETS, 6)
        ],
        initiative_sectors=[
            (f"Initiative:{i}", f"Sector:{x}") for i, x in some(INITIATIVES, SECTORS, 5)
        ],
        initiative_processes=[
            (f"Initiative:{i}", f"BusinessProcess:{p}") for i, p in some(INITIATIVES, "ab", 3)
        ],
        initiative_regions=[(f"Initiative:{i}", "Region:r") for i, _ in some(INITIATIVES, "r", 3)],
        competencies=[named("Competency", key) for key in "cd"],
        agency_competencies=[
            (f"Agency:{key}", f"Competency:{c}") for key, c in some(keys, "cd", 6)
        ],
        target_sectors=[(f"Target:{t}", f"Sector:{x}") for t, x in some(TARGETS, SECTORS, 4)],
    )
