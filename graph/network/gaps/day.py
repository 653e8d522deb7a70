"""The state of things on a day: who is there, which initiatives are live and which targets run, who
takes part in what and who has met whom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.network.arrays import Floats, Graph, Incidence, incidence_of
from graph.network.gaps.wanted import Wanted
from graph.network.language import Names
from graph.network.live import is_live, is_running
from graph.network.material import Initiative, Material, Part, Span, Target
from graph.network.project import project
from graph.network.scope import PLACEHOLDER, Asked, Bodies, Scope, following, past_year, scope

Sets = Mapping[str, frozenset[str]]
Bools = NDArray[np.bool_]
NOBODY: frozenset[str] = frozenset()


class Day:
    """A material on a day; every part is worked out when first asked for."""

    def __init__(self, material: Material, wanted: Wanted) -> None:
        self.material = material
        self.wanted = wanted
        self.day = wanted.day
        self.year = int(wanted.day[:4])
        self.span = Span(wanted.day, following(wanted.day))
        self.ties = material.during(self.span)
        """What things are tied to on the day."""
        self.names = Names(material)

    @cached_property
    def bodies(self) -> Bodies:
        """Who there is, and who stands for whom."""
        return Bodies(self.material, self.span, self.day)

    @cached_property
    def agencies(self) -> frozenset[str]:
        """Agencies that are there on the day, without placeholders."""
        known = self.material.agencies
        return frozenset(a for a in self.bodies.actors if known[a].type != PLACEHOLDER)

    @cached_property
    def live(self) -> Mapping[str, Initiative]:
        """The initiatives that go on on the day."""
        return {row.id: row for row in self.material["initiatives"] if is_live(row, self.day)}

    @cached_property
    def running(self) -> Mapping[str, Target]:
        """Targets whose years have the day."""
        return {row.id: row for row in self.material["targets"] if is_running(row, self.day)}

    @cached_property
    def participants(self) -> Sets:
        """The agencies in each live initiative that has any, placeholders among them."""
        return _sets((part.activity, part.body) for part in self.parts)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Who takes part in live initiatives, in what role."""
        return tuple(self._acting("participations", self.live))

    @cached_property
    def owners(self) -> Sets:
        """The agencies that own each process, placeholders among them."""
        return _sets(
            (p.activity, p.body) for p in self._acting("ownerships", self.material.processes)
        )

    @cached_property
    def direct(self) -> Sets:
        """The agencies that contribute to each running target themselves."""
        return _sets((p.activity, p.body) for p in self._contributions)

    @cached_property
    def leads(self) -> Sets:
        """The agencies that answer for each running target."""
        return _sets((p.activity, p.body) for p in self._contributions if p.role == "LEAD")

    @cached_property
    def serving(self) -> Sets:
        """The live initiatives that serve each running target."""
        return _sets(
            (row.other, row.one)
            for row in self.ties["initiative_targets"]
            if row.one in self.live and row.other in self.running
        )

    @cached_property
    def contributors(self) -> Sets:
        """The agencies that contribute to each running target that has any, themselves or through
        a live initiative.
        """
        known = {target: set(agencies) for target, agencies in self.direct.items()}
        for target, initiatives in self.serving.items():
            through = [self.participants.get(initiative, NOBODY) for initiative in initiatives]
            if any(through):
                known.setdefault(target, set()).update(*through)
        return {target: frozenset(agencies) for target, agencies in known.items()}

    @cached_property
    def above(self) -> Sets:
        """The running targets that each running target serves."""
        return _sets(
            (row.one, row.other)
            for row in self.ties["subtargets"]
            if row.one in self.running and row.other in self.running and row.one != row.other
        )

    @cached_property
    def lowest(self) -> tuple[str, ...]:
        """The running targets without running subtargets, in order: those that somebody has to
        work on; a higher target is reached through those below it.
        """
        higher = frozenset().union(*self.above.values())
        return tuple(target for target in sorted(self.running) if target not in higher)

    @cached_property
    def attendants(self) -> Sets:
        """The agencies that attended each session of the year up to the day."""
        window = past_year(self.day)
        return _sets(
            (part.activity, agency)
            for part in self.material["attendances"]
            if part.start and window.holds(part.start) and (agency := self._agency(part.body))
        )

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The number of each body in ``worked`` and ``sessions``."""
        return {body: place for place, body in enumerate(self.bodies.actors)}

    @cached_property
    def worked(self) -> Bools:
        """Which two bodies share a live initiative."""
        return self._together(self.participants) > 0

    @cached_property
    def sessions(self) -> Floats:
        """How many sessions of the year up to the day two bodies attended together."""
        return self._together(self.attendants)

    def attended(self, one: str, other: str) -> list[str]:
        """These sessions, sorted."""
        pair = {one, other}
        return sorted(session for session, agencies in self.attendants.items() if pair <= agencies)

    def among(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether anybody of one group works with, or has met, anybody of the other."""
        pairs = [(self.place[a], self.place[b]) for a in one for b in other]
        return any(self.worked[pair] or self.sessions[pair] for pair in pairs)

    @cached_property
    def scope(self) -> Scope:
        """Agencies and their participations in initiatives, as ``collaborationNetwork`` has them
        on the day.
        """
        return scope(self.material, Asked(self.day))

    @cached_property
    def incidence(self) -> Incidence:
        """The participations of ``scope``."""
        pairs = ((part.body, part.activity) for part in self.scope.parts)
        return incidence_of(pairs, self.scope.actors)

    @cached_property
    def network(self) -> Graph:
        """The network of ``scope``."""
        return project(self.incidence)

    def _together(self, groups: Sets) -> Floats:
        """How many of the groups each two bodies are in."""
        pairs = [(body, group) for group, bodies in groups.items() for body in bodies]
        matrix = incidence_of(pairs, self.bodies.actors).matrix
        return np.asarray((matrix @ matrix.T).toarray(), dtype=np.float64)

    @cached_property
    def _contributions(self) -> tuple[Part, ...]:
        return tuple(self._acting("contributions", self.running))

    def _acting(self, table: str, activities: Mapping[str, Any]) -> Iterator[Part]:
        """What holds on the day in these activities, done by the agencies that act."""
        for part in self.material[table]:
            if part.activity in activities and self.span.meets(part.start, part.end):
                agency = self._agency(part.body)
                if agency is not None:
                    yield Part(agency, part.activity, part.role, part.start, part.end)

    @cached_property
    def _agency(self) -> Callable[[str], str | None]:
        return cache(self.bodies.agency)


def of_sets(groups: Sets, columns: Mapping[str, int], rows: Mapping[str, int]) -> Any:
    """Bodies by groups, of ones where a body is in a group (SciPy CSR array); who has no row or
    column is left out.
    """
    cells = [
        (rows[body], columns[group])
        for group, bodies in groups.items()
        if group in columns
        for body in bodies
        if body in rows
    ]
    at = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    return sparse.csr_array((np.ones(at.shape[1]), tuple(at)), shape=(len(rows), len(columns)))


def _sets(pairs: Iterable[tuple[str, str]]) -> Sets:
    found: dict[str, set[str]] = {}
    for group, member in pairs:
        found.setdefault(group, set()).add(member)
    return {group: frozenset(members) for group, members in found.items()}
