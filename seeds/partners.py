"""Which generated bodies work together: few lead many things, most take part in some."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from seeds.draft import TODAY, day, later
from seeds.shape import Plan
from seeds.structure import agency_id, unit_id

_MOST = 60
_ROLES = ("CO_LEAD", "COORDINATOR", "PARTNER", "PARTNER", "PARTNER", "FUNDER", "IMPLEMENTER")


class Partner(NamedTuple):
    """A body in an initiative, with its role and days."""

    body: str
    role: str
    since: str
    until: str | None


class Partnership(NamedTuple):
    """The days of an initiative and who takes part; where nobody leads, ``lead`` is None."""

    start: str
    end: str | None
    lead: int | None
    partners: list[Partner]


def leader(plan: Plan, rng: Random) -> int:
    """An agency that leads, mostly one of few."""
    return rng.choices(range(plan.shape.agencies), cum_weights=plan.leading)[0]


def body(plan: Plan, rng: Random) -> str:
    """A body that takes part: an agency, or for one in five a unit of it."""
    agency = rng.choices(range(plan.shape.agencies), cum_weights=plan.activity)[0]
    if rng.random() < 0.8:
        return agency_id(plan, agency)
    return unit_id(plan, rng.randrange(plan.units[agency], plan.units[agency + 1]))


def partnership(plan: Plan, initiative: int) -> Partnership:
    """Who takes part in an initiative. The same whoever asks: its sessions do too."""
    rng = plan.shape.random("partners", initiative)
    start = day(rng, 2017, 2025)
    end = later(rng, start, 6) if rng.random() < 0.6 else None
    lead = leader(plan, rng) if rng.random() < 0.97 else None
    partners = [Partner(agency_id(plan, lead), "LEAD", start, None)] if lead is not None else []
    size = min(int(1 + rng.paretovariate(1.2)), _MOST, plan.shape.agencies)
    bodies = {body(plan, rng) for _ in range(size)} - {p.body for p in partners}
    partners += [_partner(rng, name, start) for name in sorted(bodies)]
    return Partnership(start, end, lead, partners)


def _partner(rng: Random, name: str, start: str) -> Partner:
    since = later(rng, start, 2) if rng.random() < 0.3 else start
    until = later(rng, since, 3) if rng.random() < 0.15 else None
    return Partner(name, rng.choice(_ROLES), since, until if until and until <= TODAY else None)
