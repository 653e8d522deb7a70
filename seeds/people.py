"""Made-up people for the real bodies of the seed, and ordinary posts for them.

Who really leads is personal data and no part of the seed; so that posts of leadership do not look
vacant, people who do not exist hold them, marked synthetic. Vacancies, job shares and acting
holders occur among made-up posts only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from hashlib import blake2b
from random import Random
from typing import Any, NamedTuple, TypeAlias

from graph.rows import RelationRow
from seeds.draft import Draft, day
from seeds.identity import employee_id, nip
from seeds.words import EXECUTIVE, OFFICE, Pair, person

Nodes: TypeAlias = dict[str, list[dict[str, Any]]]
Relations: TypeAlias = dict[str, list[RelationRow]]

_TAG = "contoh"
_MOST = 20
"""More people than any unit has here."""
_CHIEF = ("Kepala Subbagian Tata Usaha", "Head, Administration Subdivision")


def add_people(nodes: Nodes, relations: Relations) -> None:
    """Give the living units of a seed their people. Those of a unit depend on its code and posts
    alone, so that a change to one unit leaves the others as they are.
    """
    known = _Known(nodes, relations)
    draft = Draft()
    for unit in nodes.get("Unit", []):
        if unit.get("validTo") is None and unit["id"] in known.agency:
            _Unit(draft, known, unit).fill()
    for kind, made in draft.nodes.items():
        nodes.setdefault(kind, []).extend(made)
    for type_, rows in draft.relations.items():
        relations.setdefault(type_, []).extend(rows)


class _Before(NamedTuple):
    """A post that somebody held before the one who came to it on ``until``."""

    post: str
    since: str
    until: str


class _Known:
    """What the seed says of units and their posts."""

    def __init__(self, nodes: Nodes, relations: Relations) -> None:
        self.agency = {row.start: row.end for row in relations.get("UNIT_OF", [])}
        posts = {post["id"]: post for post in nodes.get("Post", [])}
        self.posts: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in relations.get("POST_IN", []):
            if posts[row.start].get("validTo") is None:
                self.posts[row.end].append(posts[row.start])
        self.required: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for row in relations.get("REQUIRES", []):
            self.required[row.start].append((row.end, row.values["level"]))
        self.competencies = [c["id"] for c in nodes.get("Competency", [])]


class _Unit:
    """One unit while it is filled."""

    def __init__(self, draft: Draft, known: _Known, unit: Mapping[str, Any]) -> None:
        self.draft = draft
        self.known = known
        self.id = unit["id"]
        self.code = unit["code"]
        self.agency = known.agency[self.id]
        self.rng = Random(f"{_TAG}/{self.code}")
        space = blake2b(self.code.encode(), digest_size=4).digest()
        self.next = int.from_bytes(space) * _MOST
        self.began = unit.get("validFrom") or ""

    def fill(self) -> None:
        """People for the posts of the seed, then further posts with and without people."""
        for post in self.known.posts[self.id]:
            self._person(post["id"], max(self._day(2024, 2025), post.get("validFrom") or ""))
        before: _Before | None = None
        for number in range(self.rng.choice((1, 2, 3))):
            before = self._staff(number + 1, before)
        if self.rng.random() < 0.12:
            self._acting()

    def _staff(self, number: int, before: _Before | None) -> _Before | None:
        """A post that is vacant, shared, or held by one who may have come from the one before."""
        executive = self.rng.random() < 0.3
        title = self.rng.choice(EXECUTIVE if executive else OFFICE)
        grade, kind = ("PELAKSANA", "EXECUTIVE") if executive else ("FUNGSIONAL", "FUNCTIONAL")
        post = self._post(f"staf-{number}", title, grade, kind)
        chance = self.rng.random()
        if chance < 0.07:
            return before
        first = self._day(2019, 2025)
        if chance < 0.14:
            self._person(post, first, share=0.5)
            self._person(post, self._day(2019, 2025), share=0.5)
            return before
        moved = before if before and chance > 0.8 and before.since >= self.began else None
        first = moved.until if moved else first
        self._person(post, first, before=moved)
        return _Before(post, f"{int(first[:4]) - 3}{first[4:]}", first)

    def _acting(self) -> None:
        """A supervisor's post whose duties somebody else in the unit carries out."""
        chief = self._post("kasubag", _CHIEF, "PENGAWAS", "MANAGERIAL")
        own = self._post("staf-0", self.rng.choice(OFFICE), "FUNGSIONAL", "FUNCTIONAL")
        first = self._day(2019, 2024)
        id_ = self._person(own, first)
        self._tie("HOLDS", id_, chief, max("2025-03-01", first), acting=True)

    def _post(self, name: str, title: Pair, grade: str, kind: str) -> str:
        values = {"title": title[0], "titleEn": title[1], "grade": grade, "kind": kind}
        id_ = self.draft.coded("Post", f"{self.code}-{name}", **values)
        self.draft.tie("POST_IN", id_, self.id)
        for head in self.known.posts[self.id][:1]:
            self.draft.tie("REPORTS_TO", id_, head["id"], kind="PRIMARY")
        if self.known.competencies:
            needed = (self.rng.choice(self.known.competencies), self.rng.randint(2, 4))
            self.draft.tie("REQUIRES", id_, needed[0], level=needed[1])
            self.known.required[id_].append(needed)
        return id_

    def _person(
        self, post: str, first: str, share: float = 1.0, before: _Before | None = None
    ) -> str:
        """Somebody who holds a post from a day on, and may have held another until then."""
        number, self.next = self.next, self.next + 1
        id_ = employee_id(_TAG, number)
        values = {"name": person(self.rng), "nip": nip(_TAG, number), "synthetic": True}
        self.draft.node("Employee", id_.partition(":")[2], **values)
        if before:
            self._tie("HOLDS", id_, before.post, before.since, before.until, share=1.0)
        self._tie("HOLDS", id_, post, first, share=share)
        self._tie("WORKS_AT", id_, self.agency, before.since if before else first)
        if self.rng.random() < 0.7:
            self._assess(id_, post)
        return id_

    def _assess(self, id_: str, post: str) -> None:
        """Levels about those that the post requires, some below: gaps that can be found."""
        assessed = day(self.rng, 2024, 2025)
        for competency, level in self.known.required[post]:
            reached = min(5, max(1, level + self.rng.choice((-1, 0, 0, 1))))
            values = {"level": reached, "assessedOn": assessed}
            self.draft.tie("HAS_COMPETENCY", id_, competency, **values)

    def _tie(
        self, type_: str, start: str, end: str, since: str, until: str | None = None, **values: Any
    ) -> None:
        precise = {"since": since, "fromPrecision": "DAY"}
        if until:
            precise |= {"until": until, "toPrecision": "DAY"}
        self.draft.tie(type_, start, end, **precise, **values)

    def _day(self, first: int, last: int) -> str:
        """A day between two years on which the unit was there."""
        return max(day(self.rng, first, last), self.began)
