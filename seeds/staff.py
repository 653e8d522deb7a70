"""Generated employees, the posts they hold, and what they can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from graph.rows import RelationRow
from seeds.draft import Draft, day
from seeds.employment import Spell, employments
from seeds.identity import employee_id, nip
from seeds.shape import Plan
from seeds.structure import agency_id, head_id, unit_id
from seeds.words import EXECUTIVE, FUNCTIONAL, person


def staff(plan: Plan, competencies: Sequence[str], rng: Random, items: range) -> Draft:
    """The people and posts of some units."""
    crew = _Crew(plan, competencies, rng)
    for unit in items:
        crew.unit(unit)
    return crew.draft


@dataclass(slots=True)
class _Arrival:
    """Somebody came to a post of an agency on a day; whether it is told who was there before."""

    post: str
    agency: str
    day: str
    entered: bool = False


class _Crew:
    """People of one block of units. Relations are many: they leave their source to their nodes."""

    def __init__(self, plan: Plan, competencies: Sequence[str], rng: Random) -> None:
        self.plan = plan
        self.tag = plan.shape.tag
        self.competencies = competencies
        self.rng = rng
        self.draft = Draft()
        self.taken: list[_Arrival] = []

    def unit(self, unit: int) -> None:
        """A unit's people, each in a post, and its posts without people."""
        team = self.plan.team(unit)
        agency = agency_id(self.plan, self.plan.agency_of(unit))
        first = len(self.taken)
        for employee in team:
            self._employee(unit, agency, employee)
        if team and not self.plan.led(unit):
            self._acting(unit, team, self.taken[first].day)
        for number in self.plan.openings(unit):
            self._post(f"{self.tag}-v{number}", unit)

    def _employee(self, unit: int, agency: str, employee: int) -> None:
        id_ = employee_id(self.tag, employee)
        values = {"name": person(self.rng), "nip": nip(self.tag, employee), "synthetic": True}
        self.draft.node("Employee", id_.partition(":")[2], **values)
        since = day(self.rng, 2012, 2025)
        held = self._before(id_, employee, since)
        until = "2025-12-01" if self._retired(unit, employee, since) else None
        post = self._seat(unit, employee)
        self._hold(id_, post, since, until, share=self._share(unit, employee))
        self.taken.append(_Arrival(post, agency, since))
        for at, first, last in employments([*held, (agency, since, until)]):
            self._tie("WORKS_AT", id_, at, {"from": first, "to": last})
        self._assess(id_)

    def _seat(self, unit: int, employee: int) -> str:
        """The post that an employee holds, made unless it is there."""
        if employee == self.plan.employees[unit] and self.plan.led(unit):
            return head_id(self.plan, unit)
        if self.plan.shares(unit, employee):
            return f"Post:{self.tag}-p{employee - 1}"
        return self._post(f"{self.tag}-p{employee}", unit)

    def _share(self, unit: int, employee: int) -> float:
        following = employee + 1
        team = self.plan.team(unit)
        shared = following in team and self.plan.shares(unit, following)
        return 0.5 if shared or self.plan.shares(unit, employee) else 1.0

    def _before(self, id_: str, employee: int, since: str) -> list[Spell]:
        """A post held earlier: one that its holder came to later, when this employee left it."""
        if employee % 20 or not self.taken:
            return []
        place = self.rng.choice(self.taken[-200:])
        if place.day > since or place.entered:
            return []
        place.entered = True
        start = f"{int(place.day[:4]) - self.rng.randint(1, 6)}{place.day[4:]}"
        self._hold(id_, place.post, start, place.day, share=1.0)
        return [(place.agency, start, place.day)]

    def _retired(self, unit: int, employee: int, since: str) -> bool:
        return employee % 100 == 50 and employee != self.plan.employees[unit] and since < "2025"

    def _acting(self, unit: int, team: range, since: str) -> None:
        """The unit's first employee stands in for its head."""
        id_ = employee_id(self.tag, team.start)
        since = max(since, "2025-10-01")
        self._hold(id_, head_id(self.plan, unit), since, None, share=None, acting=True)

    def _hold(
        self,
        id_: str,
        post: str,
        since: str,
        until: str | None,
        share: float | None,
        acting: bool = False,
    ) -> None:
        values = {"from": since, "to": until, "share": share, "acting": acting}
        self._tie("HOLDS", id_, post, values)

    def _post(self, code: str, unit: int) -> str:
        functional = self.rng.random() < 0.6
        title, title_en = self.rng.choice(FUNCTIONAL if functional else EXECUTIVE)
        grade, kind = ("FUNGSIONAL", "FUNCTIONAL") if functional else ("PELAKSANA", "EXECUTIVE")
        values = {"title": title, "titleEn": title_en, "grade": grade, "kind": kind}
        post = self.draft.coded("Post", code, **values)
        self._tie("POST_IN", post, unit_id(self.plan, unit), {})
        self._tie("REPORTS_TO", post, head_id(self.plan, unit), {"kind": "PRIMARY"})
        root = self.plan.root(unit)
        if root != unit and self.rng.random() < 0.03:
            self._tie("REPORTS_TO", post, head_id(self.plan, root), {"kind": "SECONDARY"})
        if self.competencies and self.rng.random() < 0.1:
            competency = self.rng.choice(self.competencies)
            self._tie("REQUIRES", post, competency, {"level": self.rng.randint(2, 4)})
        return post

    def _assess(self, id_: str) -> None:
        if self.rng.random() > 0.15:
            return
        assessed = day(self.rng, 2023, 2025)
        for competency in self.rng.sample(self.competencies, min(2, len(self.competencies))):
            values = {"level": self.rng.randint(1, 5), "assessedOn": assessed}
            self._tie("HAS_COMPETENCY", id_, competency, values)

    def _tie(self, type_: str, start: str, end: str, values: dict[str, Any]) -> None:
        self.draft.relations.setdefault(type_, []).append(RelationRow(start, end, values))
