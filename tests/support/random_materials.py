"""Small materials of networks made at random, and what tests ask of materials."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from materials import agency, initiative, material, named, target, unit

from graph.network.arrays import Graph, incidence_of
from graph.network.material import Material, Part, Tie
from graph.network.project import project
from graph.network.projection import Weighting
from graph.network.scope import Asked, Via, scope

DAY = "2026-06-01"


def part(
    body: str, activity: str, role: str = "PARTNER", start: str | None = None, end: Any = None
) -> Part:
    """Kinds go without saying: a lower-case body is a unit."""
    kind = "Unit" if body.islower() else "Agency"
    return Part(f"{kind}:{body}", activity, role, start, end)


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
    units = {key: draw(st.sampled_from(keys)) for key in UNITS} if keys else {}
    bodies = [*keys, *units, "G", "H"]

    def some(one: Iterable[str], other: Iterable[str], most: int) -> list[tuple[str, str]]:
        pairs = st.tuples(st.sampled_from(list(one)), st.sampled_from(list(other)))
        return draw(st.lists(pairs, unique=True, max_size=most)) if one else []

    def days() -> tuple[str | None, str | None]:
        start, end = draw(_DATES), draw(_DATES)
        return (None, None) if start and end and start >= end else (start, end)

    def dated(body: str, activity: str, *roles: str) -> Part:
        return part(body, activity, draw(st.sampled_from(roles)), *days())

    def ties(kind: str, other: str, pairs: list[tuple[str, str]]) -> list[Tie]:
        return [Tie(f"{kind}:{a}", f"{other}:{b}", *days()) for a, b in pairs]

    return material(
        agencies=[*map(agency, keys), agency("G", "GENERIC"), agency("H", end="2020-01-01")],
        units=[unit(key) for key in units],
        unit_of=[(f"Unit:{one}", f"Agency:{key}") for one, key in units.items()],
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
        ownerships=[(f"Agency:{key}", f"BusinessProcess:{p}") for key, p in some(keys, "ab", 3)],
        handoffs=[("BusinessProcess:a", "BusinessProcess:b", "MANUAL", *days())],
        in_sector=[
            (f"Agency:{key}", f"Sector:{x}", n) for n, (key, x) in enumerate(some(keys, SECTORS, 8))
        ],
        initiative_targets=ties("Initiative", "Target", some(INITIATIVES, TARGETS, 6)),
        initiative_sectors=ties("Initiative", "Sector", some(INITIATIVES, SECTORS, 5)),
        initiative_processes=ties("Initiative", "BusinessProcess", some(INITIATIVES, "ab", 3)),
        initiative_regions=ties("Initiative", "Region", some(INITIATIVES, "r", 3)),
        competencies=[named("Competency", key) for key in "cd"],
        agency_competencies=ties("Agency", "Competency", some(keys, "cd", 6)),
        target_sectors=ties("Target", "Sector", some(TARGETS, SECTORS, 4)),
    )
