"""Narrowing gaps to the sectors, agencies and targets asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from graph.network.gaps.day import Day
from graph.network.gaps.gap import Gap

TABLES = frozenset(
    {"target_sectors", "initiative_sectors", "initiative_targets", "initiatives", "targets"}
)
"""What narrowing rests on, besides who there is."""


class Narrow:
    """Which ids match what was asked for; a gap passes where each filter finds one of its own."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._wanted = day.wanted

    @cached_property
    def sets(self) -> tuple[frozenset[str], ...]:
        """For each filter that was given, the ids that match it."""
        given = (
            (self._wanted.sectors, self._sectors),
            (self._wanted.agencies, self._agencies),
            (self._wanted.targets, self._targets),
        )
        return tuple(frozenset(matching()) for asked, matching in given if asked)

    def passes(self, gap: Gap) -> bool:
        """Whether a gap is asked for."""
        if gap.score < self._wanted.min_score:
            return False
        return not self.sets or all(
            not ids.isdisjoint(gap.actors) or not ids.isdisjoint(gap.subjects) for ids in self.sets
        )

    def _agencies(self) -> set[str]:
        return _named(self._wanted.agencies, self._day.material.agencies)

    def _targets(self) -> set[str]:
        targets = _named(self._wanted.targets, self._day.material.targets)
        serving = self._day.ties.back("initiative_targets")
        return targets.union(*(serving.get(target, ()) for target in targets))

    def _sectors(self) -> set[str]:
        material = self._day.material
        sectors = _named(self._wanted.sectors, material.sectors)
        working = self._day.bodies.sectors.items()
        found = {agency for agency, own in working if not sectors.isdisjoint(own)}
        for table in ("target_sectors", "initiative_sectors"):
            for sector in sectors:
                found.update(self._day.ties.back(table).get(sector, ()))
        return found | sectors


def _named(asked: frozenset[str], known: Iterable[str]) -> set[str]:
    """The ids among these that were asked for, as ids or as codes."""
    return {id_ for id_ in known if id_ in asked or id_.partition(":")[2] in asked}
