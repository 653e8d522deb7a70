"""Targets that several agencies work towards: who they are, how far they have come, and whether
they meet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from graph.network.material import Material, Part, Value
from graph.network.progress import Progress, last_reported, progress, stale
from graph.network.scope import BODIES, Asked, Chosen, Via, past_year, scope
from graph.network.scope import NEEDS as TIES
from graph.network.together import Members, Together

LEAD = "LEAD"
"""The role of those who answer for a target."""
MOST_AGENCIES = 99_999
STALE_MONTHS = 18
_VIA = frozenset({Via.INITIATIVE, Via.TARGET, Via.SESSION})
NEEDS = BODIES.union(
    *(TIES[via] for via in _VIA),
    {"initiative_targets", "target_sectors", "target_plans", "plans", "session_targets", "values"},
)
"""The tables that shared targets rest on."""


@dataclass(frozen=True, slots=True)
class Which:
    """Which targets belong; empty means all. ``sectors`` and ``plans`` are codes of the target's;
    ``agencies`` are ids, one of which contributes. ``unmet`` asks for those whose contributors,
    two or more, do not meet. ``placeholders`` counts bodies that stand for a class of bodies.
    """

    sectors: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    stale: bool = False
    unmet: bool = False
    placeholders: bool = False


class _Ground:
    """What shared targets are told from, by target."""

    def __init__(self, material: Material, day: str, placeholders: bool) -> None:
        asked = Asked(day, via=_VIA, chosen=Chosen(placeholders=placeholders))
        parts = scope(material, asked).parts
        contributions = [part for part in parts if part.activity in material.targets]
        members = _bodies(parts)
        self.material = material
        self.ties = material.during(asked.span)
        self.day = day
        self.together = Together(material, day, members)
        self.direct = _bodies(contributions)
        self.leaders = _bodies(part for part in contributions if part.role == LEAD)
        self.agencies = self._contributors(members)
        self.about = self._sessions()
        self.values: dict[str, list[Value]] = {}
        for value in self.ties["values"]:
            self.values.setdefault(value.target, []).append(value)

    def _contributors(self, members: Members) -> dict[str, set[str]]:
        """Who contributes to each target, directly or by an initiative that serves it."""
        found = {target: set(bodies) for target, bodies in self.direct.items()}
        for row in self.ties["initiative_targets"]:
            found.setdefault(row.other, set()).update(members.get(row.one, ()))
        return {target: found[target] for target in sorted(found.keys() & self.material.targets)}

    def _sessions(self) -> dict[str, set[str]]:
        """The sessions of the past year about each target."""
        window = past_year(self.day)
        past = {one.id for one in self.material["sessions"] if window.holds(one.day)}
        found: dict[str, set[str]] = {}
        for row in self.material["session_targets"]:
            if row.one in past:
                found.setdefault(row.other, set()).add(row.one)
        return found


@dataclass(frozen=True, eq=False)
class SharedTarget:
    """A target and the agencies that contribute to it, ``direct`` ones or those of initiatives
    that serve it. ``leaders`` answer for it. ``stale``: nobody has reported on it for long.
    ``meets``: there was a session about it in the past year, or two of the agencies share one or a
    live initiative; ``unmet_pairs`` of them share neither. Things are ids, sorted.
    """

    target: str
    agencies: tuple[str, ...]
    direct: tuple[str, ...]
    leaders: tuple[str, ...]
    sectors: tuple[str, ...]
    last_reported: str | None
    stale: bool
    meets: bool
    unmet_pairs: int
    _ground: _Ground = field(repr=False)

    @property
    def agency_count(self) -> int:
        """How many agencies contribute."""
        return len(self.agencies)

    @property
    def key(self) -> str:
        """Place in the list: most agencies first, then by target."""
        return f"{MOST_AGENCIES - len(self.agencies):05}{self.target}"

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        """What its indicators say."""
        return progress(self._ground.values.get(self.target, ()), self._ground.day)

    @cached_property
    def meetings(self) -> tuple[str, ...]:
        """Sessions of the past year about it, or that two or more of the agencies attended."""
        attended = self._ground.together.sessions(self.agencies)
        return tuple(sorted(self._ground.about.get(self.target, set()).union(attended)))

    @cached_property
    def joint(self) -> tuple[str, ...]:
        """Live initiatives in which two or more of the agencies take part."""
        return tuple(self._ground.together.initiatives(self.agencies))


def shared_targets(
    material: Material,
    day: str,
    which: Which | None = None,
    minimum: int = 2,
    stale_months: int = STALE_MONTHS,
) -> list[SharedTarget]:
    """The targets to which at least ``minimum`` agencies contribute on the day, most agencies
    first. What a unit does counts as its agency's.
    """
    wanted = which or Which()
    ground = _Ground(material, day, wanted.placeholders)
    admitted = _admitted(ground, wanted)
    found = (
        _told(ground, target, agencies, stale_months)
        for target, agencies in ground.agencies.items()
        if len(agencies) >= minimum
        and target in admitted
        and not (wanted.agencies and wanted.agencies.isdisjoint(agencies))
    )
    kept = (
        one
        for one in found
        if (one.stale or not wanted.stale)
        and not (wanted.unmet and (one.meets or one.agency_count < 2))
    )
    return sorted(kept, key=lambda one: one.key)


def _told(ground: _Ground, target: str, agencies: set[str], stale_months: int) -> SharedTarget:
    reported = last_reported(ground.values.get(target, ()), ground.day)
    unmet = ground.together.unmet_pairs(agencies)
    pairs = len(agencies) * (len(agencies) - 1) // 2
    return SharedTarget(
        target,
        tuple(sorted(agencies)),
        tuple(sorted(ground.direct.get(target, ()))),
        tuple(sorted(ground.leaders.get(target, ()))),
        tuple(ground.ties.links("target_sectors").get(target, ())),
        reported,
        stale(ground.material.targets[target], reported, ground.day, stale_months),
        unmet < pairs or target in ground.about,
        unmet,
        ground,
    )


def _admitted(ground: _Ground, which: Which) -> set[str]:
    """The targets that are of the sectors and plans asked for."""
    material, ties = ground.material, ground.ties
    found = set(material.targets)
    for codes, things, table in (
        (which.sectors, "sectors", "target_sectors"),
        (which.plans, "plans", "target_plans"),
    ):
        if codes:
            wanted = {thing.id for thing in material[things] if thing.code in codes}
            found &= {row.one for row in ties[table] if row.other in wanted}
    return found


def _bodies(parts: Iterable[Part]) -> dict[str, set[str]]:
    """Who takes part in each activity."""
    found: dict[str, set[str]] = {}
    for part in parts:
        found.setdefault(part.activity, set()).add(part.body)
    return found
