"""Which bodies a network is made of, and what they take part in.

A body acts on a day while it lives and while its participation holds. One that is gone, with a
participation that nobody ended, is represented by the body that came after it, where changes say
that there is just one (renamed, merged, replaced); so nobody counts twice, and nobody vanishes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from graph.network.lineage import successors
from graph.network.material import Body, Handoff, Material, Part, Span, Ties

PLACEHOLDER = "GENERIC"
"""The type of bodies that stand for a class of bodies; they are no actors unless asked for."""
SESSION_DAYS = 365
"""How long a session ties those who attended: on a day, those of the year before it count."""

HYPOTHETICAL = "Initiative:hypothetical-"
"""How ids of initiatives begin that are only thought of."""


class Level(StrEnum):
    """What the actors of a network are."""

    AGENCY = "AGENCY"
    UNIT = "UNIT"
    SECTOR = "SECTOR"


class Via(StrEnum):
    """What ties actors."""

    INITIATIVE = "INITIATIVE"
    TARGET = "TARGET"
    SESSION = "SESSION"
    PROCESS = "PROCESS"


BODIES = frozenset({"agencies", "events", "in_sector", "sectors", "units", "unit_of"})
"""The tables that say who there is."""
NEEDS: dict[Via, frozenset[str]] = {
    Via.INITIATIVE: frozenset({"participations", "initiatives"}),
    Via.TARGET: frozenset({"contributions", "targets"}),
    Via.SESSION: frozenset({"attendances", "sessions"}),
    Via.PROCESS: frozenset({"ownerships", "handoffs"}),
}
"""The tables that each kind of tie rests on."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which agencies and activities belong; empty means all. ``sectors``, ``targets`` and
    ``regions`` are codes. A filter on roles or statuses is about initiatives; one on targets or
    regions leaves out what has none.
    """

    sectors: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    placeholders: bool = False

    @property
    def needs(self) -> frozenset[str]:
        """The tables that the filters rest on."""
        found = set()
        if self.targets:
            found |= {"targets", "initiative_targets", "session_targets", "session_initiatives"}
        if self.regions:
            found |= {"regions", "initiative_regions", "session_initiatives"}
        if self.statuses:
            found |= {"initiatives"}
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which participations: at what level, through what, of whom, when. ``day`` is the day asked
    for, or the last one of the period.
    """

    day: str
    level: Level = Level.AGENCY
    via: frozenset[Via] = frozenset({Via.INITIATIVE})
    chosen: Chosen = field(default_factory=Chosen)
    period: Span | None = None
    spread: bool = False
    """Whether actors count in all their sectors, not in the primary one only. At the level of
    sectors, agencies act for each of theirs; elsewhere measures by category spread over them.
    """

    @property
    def span(self) -> Span:
        """The days looked at."""
        return self.period or Span(self.day, following(self.day))

    @property
    def needs(self) -> frozenset[str]:
        """The tables that it takes to answer."""
        return frozenset().union(BODIES, self.chosen.needs, *(NEEDS[via] for via in self.via))


@dataclass(frozen=True, eq=False)
class Scope:
    """The actors, in order of their ids, the sectors of each (ids, the primary one first), and
    who takes part in what. Parts name actors and activities by id; a hand-off of two processes is
    an activity called by both ids.
    """

    asked: Asked
    actors: tuple[str, ...]
    sectors: dict[str, tuple[str, ...]]
    parts: tuple[Part, ...]

    @property
    def primary(self) -> list[str | None]:
        """Each actor's one sector that measures by category count it in; None without any."""
        return [next(iter(self.sectors.get(actor, ())), None) for actor in self.actors]

    @property
    def portfolios(self) -> list[tuple[str, ...]]:
        """Each actor's sectors, the primary one first; where the question doesn't spread over
        them, only that one.
        """
        most = None if self.asked.spread else 1
        return [self.sectors.get(actor, ())[:most] for actor in self.actors]


def scope(material: Material, asked: Asked) -> Scope:
    """The actors and participations that were asked for."""
    bodies = Bodies(material, asked.span, asked.day)
    chosen = asked.chosen
    agencies = {
        id_
        for id_ in bodies.actors
        if _admits(material, chosen, material.agencies[id_], bodies.sectors.get(id_, ()))
    }
    parts = [part for via in sorted(asked.via) for part in _parts(material, asked, bodies, via)]
    if asked.level is Level.AGENCY:
        own = (_as(part, bodies.agency(part.body) or "") for part in parts)
        kept = tuple(part for part in own if part.body in agencies)
        return Scope(asked, tuple(sorted(agencies)), _of(bodies.sectors, agencies), kept)
    if asked.level is Level.UNIT:
        return _units(material, asked, bodies, agencies, parts)
    return _sectors(material, asked, bodies, agencies, parts)


def _as(part: Part, body: str) -> Part:
    """The part as that of a body; itself where it is that body's."""
    return part if part.body == body else part._replace(body=body)


def _units(
    material: Material, asked: Asked, bodies: Bodies, agencies: set[str], parts: list[Part]
) -> Scope:
    """Units that take part in something; one without any part is no actor, unlike an agency."""
    kept = tuple(
        part
        for part in parts
        if part.body in material.units
        and _lives(material.units[part.body], asked.span)
        and bodies.agency(part.body) in agencies
    )
    actors = tuple(sorted({part.body for part in kept}))
    sectors = {unit: bodies.sectors.get(bodies.agency(unit) or "", ()) for unit in actors}
    return Scope(asked, actors, sectors, kept)


def _sectors(
    material: Material, asked: Asked, bodies: Bodies, agencies: set[str], parts: list[Part]
) -> Scope:
    kept: list[Part] = []
    codes = {sector.id: sector.code for sector in material.sectors.values()}
    present: set[str] = set()
    for id_ in agencies:
        present |= set(bodies.sectors.get(id_, ())[: None if asked.spread else 1])
    wanted = {s for s in present if not asked.chosen.sectors or codes[s] in asked.chosen.sectors}
    for part in parts:
        agency = bodies.agency(part.body) or ""
        if agency in agencies:
            own = bodies.sectors.get(agency, ())
            for sector in own if asked.spread else own[:1]:
                if sector in wanted:
                    kept.append(part._replace(body=sector))
    return Scope(asked, tuple(sorted(wanted)), {s: (s,) for s in wanted}, tuple(kept))


class Bodies:
    """Who there is in a span, and who stands for those who are gone."""

    def __init__(self, material: Material, span: Span, day: str) -> None:
        self._material = material
        self._day = Span(day, following(day))
        self._span = span
        self._after = successors(material)
        self.units: dict[str, str] = {}
        """The agency of each unit."""
        for place in sorted(material["unit_of"], key=lambda row: row.start or ""):
            if span.meets(place.start, place.end):
                self.units[place.one] = place.other
        self.actors = tuple(
            id_
            for id_, body in sorted(material.agencies.items())
            if _lives(body, span) and self.agency(id_) == id_
        )
        self.sectors = self._sectors()
        """The sectors of each agency, the primary one first."""

    def agency(self, body: str) -> str | None:
        """The agency that acts where this body does: a unit's agency, or the body after one that
        is gone. None where there is none.
        """
        id_ = self.units.get(body, body)
        known = self._material.agencies.get(id_)
        if known is None:
            return None
        if _lives(known, self._day):
            return id_
        heir = self._heir(id_)
        return heir or (id_ if _lives(known, self._span) else None)

    def _heir(self, id_: str) -> str | None:
        seen = {id_}
        while (after := self._after.get(id_)) and after not in seen:
            id_ = after
            seen.add(id_)
            if id_ in self._material.agencies and _lives(self._material.agencies[id_], self._day):
                return id_
        return None

    def _sectors(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for row in self._material["in_sector"]:
            if self._span.meets(row.start, row.end):
                found.setdefault(row.one, []).append((row.position or 0, row.other))
        return {
            agency: tuple(dict.fromkeys(sector for _, sector in sorted(places)))
            for agency, places in found.items()
        }


def following(day: str) -> str:
    """The day after."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def before(day: str) -> str:
    """The day before."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def past_year(day: str) -> Span:
    """The days whose sessions still tie those who attended: the year up to a day."""
    first = date.fromisoformat(day) - timedelta(days=SESSION_DAYS)
    return Span(first.isoformat(), following(day))


def _lives(body: Body, span: Span) -> bool:
    return span.meets(body.start, body.end)


def _admits(material: Material, chosen: Chosen, body: Body, sectors: Iterable[str]) -> bool:
    """Whether an agency belongs."""
    if body.type == PLACEHOLDER and not chosen.placeholders and PLACEHOLDER not in chosen.types:
        return False
    if chosen.types and body.type not in chosen.types:
        return False
    return not chosen.sectors or any(
        material.sectors[s].code in chosen.sectors for s in sectors if s in material.sectors
    )


def _of(sectors: dict[str, tuple[str, ...]], actors: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {actor: sectors[actor] for actor in actors if actor in sectors}


def _parts(material: Material, asked: Asked, bodies: Bodies, via: Via) -> Iterator[Part]:
    """Participations of one kind that hold in the span and pass the filters."""
    span, chosen, ties = asked.span, asked.chosen, material.during(asked.span)
    if via is Via.PROCESS:
        if not (chosen.targets or chosen.regions):
            yield from _handoffs(material, span)
        return
    if via is Via.SESSION:
        window = asked.period or past_year(asked.day)
        passing = _passing_sessions(material, ties, chosen)
        for part in material["attendances"]:
            day = part.start or ""
            if window.holds(day) and (passing is None or part.activity in passing):
                yield part._replace(end=following(day))
        return
    if via is Via.TARGET:
        wanted = _target_ids(material, chosen)
        if chosen.regions:
            return
        for part in material["contributions"]:
            if span.meets(part.start, part.end) and (wanted is None or part.activity in wanted):
                yield part
        return
    passing = _passing_initiatives(material, ties, chosen)
    for part in material["participations"]:
        if (
            span.meets(part.start, part.end)
            and (not chosen.roles or part.role in chosen.roles)
            and (passing is None or part.activity in passing)
        ):
            yield part


def _handoffs(material: Material, span: Span) -> Iterator[Part]:
    """Owners of two processes share the hand-off from one to the other, while it holds and they
    own them.
    """
    owners: dict[str, list[Part]] = {}
    for part in material["ownerships"]:
        if span.meets(part.start, part.end):
            owners.setdefault(part.activity, []).append(part)
    for handoff in material.during(span)["handoffs"]:
        name = f"{handoff.one} {handoff.other}"
        for process in (handoff.one, handoff.other):
            for part in owners.get(process, ()):
                start, end = _both(part, handoff)
                if span.meets(start, end) and (start is None or end is None or start < end):
                    yield part._replace(activity=name, start=start, end=end)


def _both(one: Part, other: Handoff) -> tuple[str | None, str | None]:
    """From when until before when both hold."""
    starts = [day for day in (one.start, other.start) if day]
    ends = [day for day in (one.end, other.end) if day]
    return max(starts, default=None), min(ends, default=None)


def _target_ids(material: Material, chosen: Chosen) -> set[str] | None:
    if not chosen.targets:
        return None
    return {target.id for target in material["targets"] if target.code in chosen.targets}


def _passing_initiatives(material: Material, ties: Ties, chosen: Chosen) -> set[str] | None:
    """The initiatives that the filters let pass; None for all."""
    if not (chosen.statuses or chosen.targets or chosen.regions):
        return None
    found = set(material.initiatives)
    if chosen.statuses:
        found &= {i.id for i in material["initiatives"] if i.status in chosen.statuses}
    wanted = _target_ids(material, chosen)
    if wanted is not None:
        found &= {row.one for row in ties["initiative_targets"] if row.other in wanted}
    if chosen.regions:
        places = {region.id for region in material["regions"] if region.code in chosen.regions}
        found &= {row.one for row in ties["initiative_regions"] if row.other in places}
    return found


def _passing_sessions(material: Material, ties: Ties, chosen: Chosen) -> set[str] | None:
    """Sessions about a target asked for, or about an initiative that passes; None for all."""
    if not (chosen.targets or chosen.regions):
        return None
    passing = _passing_initiatives(material, ties, chosen) or set()
    found = {row.one for row in material["session_initiatives"] if row.other in passing}
    wanted = _target_ids(material, chosen)
    if wanted and not chosen.regions:
        found |= {row.one for row in material["session_targets"] if row.other in wanted}
    return found


def shown(activities: Iterable[str]) -> list[str]:
    """The ids of the nodes that activities are; a hypothetical one is none."""
    ids = {id_ for activity in activities for id_ in activity.split(" ")}
    return sorted(id_ for id_ in ids if not id_.startswith(HYPOTHETICAL))
