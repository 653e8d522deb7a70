"""Who works with whom and towards what on a day: what suggestions of partners are drawn from.

Units count as their agency; bodies that stand for many don't count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from math import log

from graph.network.live import is_live, is_running
from graph.network.material import Material, Part, Span
from graph.network.scope import PLACEHOLDER, Bodies, following

LEAD = "LEAD"
Groups = defaultdict[str, set[str]]


class Partnering:
    """Agencies on a day and what they do. Ids throughout; sets of a thing without any are empty."""

    def __init__(self, material: Material, day: str) -> None:
        self.material = material
        self.day = day
        today = Span(day, following(day))
        self.ties = material.during(today)
        """What things are tied to on the day."""
        self._bodies = Bodies(material, today, day)
        self._agencies: dict[str, str | None] = {}
        self.actors = frozenset(
            id_ for id_ in self._bodies.actors if material.agencies[id_].type != PLACEHOLDER
        )
        """The agencies that live on the day."""
        self.sectors = {
            id_: found for id_, found in self._bodies.sectors.items() if id_ in self.actors
        }
        """The sectors of each agency."""
        self.live = frozenset(row.id for row in material["initiatives"] if is_live(row, day))
        """The initiatives that go on on the day."""
        self.running = frozenset(row.id for row in material["targets"] if is_running(row, day))
        """The targets whose years the day is in."""
        self.members: Groups = defaultdict(set)
        """Who takes part in each live initiative."""
        self.initiatives: Groups = defaultdict(set)
        """The live initiatives of each agency."""
        for agency, part in self._held("participations", self.live):
            self.members[part.activity].add(agency)
            self.initiatives[agency].add(part.activity)
        self.direct: Groups = defaultdict(set)
        """Who contributes to each running target itself."""
        self.leaders: Groups = defaultdict(set)
        """Who answers for each running target."""
        for agency, part in self._held("contributions", self.running):
            self.direct[part.activity].add(agency)
            if part.role == LEAD:
                self.leaders[part.activity].add(agency)

    def _held(self, table: str, activities: frozenset[str]) -> Iterator[tuple[str, Part]]:
        """Agencies and the parts that they have on the day in these activities."""
        for part in self.material[table]:
            if part.activity in activities and self._holds(part):
                agency = self.agency(part.body)
                if agency:
                    yield agency, part

    def agency(self, body: str) -> str | None:
        """The agency of the day that a body, perhaps one of the past, acts for."""
        if body not in self._agencies:
            found = self._bodies.agency(body)
            self._agencies[body] = found if found in self.actors else None
        return self._agencies[body]

    @cached_property
    def served(self) -> dict[str, frozenset[str]]:
        """The running targets that each live initiative serves."""
        links = self.ties.links("initiative_targets")
        return {i: self.running.intersection(links.get(i, ())) for i in self.live}

    def serving(self, target: str) -> frozenset[str]:
        """The live initiatives that serve a target."""
        return self.live.intersection(self.ties.back("initiative_targets").get(target, ()))

    @cached_property
    def through(self) -> Groups:
        """Who serves each running target by a live initiative."""
        found: Groups = defaultdict(set)
        for initiative, members in self.members.items():
            for target in self.served[initiative]:
                found[target] |= members
        return found

    @cached_property
    def contributors(self) -> dict[str, set[str]]:
        """Who contributes to each running target, itself or through initiatives."""
        none: set[str] = set()
        return {
            target: self.direct.get(target, none) | self.through.get(target, none)
            for target in self.running
        }

    @cached_property
    def targets(self) -> dict[str, frozenset[str]]:
        """The running targets that each agency contributes to, itself or through initiatives."""
        found: Groups = defaultdict(set)
        for target, agencies in self.contributors.items():
            for agency in agencies:
                found[agency].add(target)
        return {agency: frozenset(found.get(agency, ())) for agency in self.actors}

    def share(self, target: str) -> float:
        """What a target of k contributors adds to the tie of two: 1/(k-1) (Newman 2001)."""
        return 1 / max(len(self.contributors[target]) - 1, 1)

    def partners(self, agency: str) -> set[str]:
        """With whom an agency shares a live initiative."""
        none: set[str] = set()
        own: set[str] = self.initiatives.get(agency, none)
        return none.union(*(self.members[i] for i in own)) - {agency}

    @cached_property
    def neighbours(self) -> dict[str, set[str]]:
        """The partners of every agency."""
        return {agency: self.partners(agency) for agency in self.actors}

    @cached_property
    def fellows(self) -> dict[str, set[str]]:
        """Those who contribute to the same running targets themselves, for every agency."""
        found: dict[str, set[str]] = {agency: set() for agency in self.actors}
        for agencies in self.direct.values():
            for agency in agencies:
                found[agency] |= agencies - {agency}
        return found

    def unmet(self, agency: str, more: Iterable[str] = ()) -> set[str]:
        """Those who work towards the targets of an agency, and some more, but share no live
        initiative with it.
        """
        found: set[str] = set()
        for target in self.targets[agency].union(more):
            found |= self.contributors[target]
        return found - self.neighbours[agency] - {agency}

    @cached_property
    def adamic_adar(self) -> dict[str, float]:
        """What each agency counts as a common partner of two others: 1 over the logarithm of how
        many partners it has, taken as 2 at least (Adamic and Adar 2003, Social Networks 25).
        """
        return {agency: 1 / log(max(len(found), 2)) for agency, found in self.neighbours.items()}

    @cached_property
    def rarity(self) -> dict[str, float]:
        """How telling each sector is: the logarithm of all agencies over those who work in it,
        plus 1 (Spärck Jones 1972, J. Documentation 28).
        """
        found: Groups = defaultdict(set)
        for agency, sectors in self.sectors.items():
            for sector in sectors:
                found[sector].add(agency)
        return {
            sector: 1 + log(len(self.actors) / max(len(found[sector]), 1))
            for sector in self.material.sectors
            if self.actors
        }

    @cached_property
    def owned(self) -> Groups:
        """The processes that each agency owns."""
        found: Groups = defaultdict(set)
        for part in self.material["ownerships"]:
            agency = self.agency(part.body)
            if agency and self._holds(part):
                found[agency].add(part.activity)
        return found

    @cached_property
    def regions(self) -> Groups:
        """The regions that each agency governs, or where its live initiatives are at work."""
        found: Groups = defaultdict(set)
        for row in self.ties["agency_regions"]:
            if agency := self.agency(row.one):
                found[agency].add(row.other)
        for row in self.ties["initiative_regions"]:
            for agency in self.members.get(row.one, ()):
                found[agency].add(row.other)
        return found

    @cached_property
    def competencies(self) -> Groups:
        """The competencies that posts of each agency require."""
        found: Groups = defaultdict(set)
        for row in self.ties["agency_competencies"]:
            if agency := self.agency(row.one):
                found[agency].add(row.other)
        return found

    @cached_property
    def special(self) -> dict[str, float]:
        """How telling each competency is that k of the n agencies with any require: as a target of
        k contributors, 1/(k-1), less what it would be if all required it, which tells nothing.
        """
        required = Counter(c for found in self.competencies.values() for c in found)
        least = 1 / max(len(self.competencies) - 1, 1)
        return {c: 1 / max(k - 1, 1) - least for c, k in required.items()}

    def past(self, table: str) -> Iterator[tuple[str, Part]]:
        """Agencies of the day and parts that they, or those before them, had before the day in
        an activity that is over, or that they left.
        """
        going_on = self.live if table == "participations" else self.running
        for part in self.material[table]:
            began = part.start is None or part.start < self.day
            if began and not (part.activity in going_on and self._holds(part)):
                agency = self.agency(part.body)
                if agency:
                    yield agency, part

    def _holds(self, part: Part) -> bool:
        return (part.start is None or part.start <= self.day) and (
            part.end is None or part.end > self.day
        )
