"""What is wrong with the data: a naive model of the same data, and each case told in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from random import Random
from typing import Any

import pytest
from toys import toys
from world import DAYS, POOLS, Item, Tie, World, random_world, write

from graph.access import LOCAL, Viewer
from graph.issues.find import find
from graph.issues.issue import Found, Kind
from graph.issues.wording import said
from graph.network.language import Language
from graph.reader import Reader
from graph.writer import Writer

Told = tuple[Any, ...]
PRECISIONS = (None, "DAY", "MONTH", "YEAR")
LENGTH = {None: 10, "DAY": 10, "MONTH": 7, "YEAR": 4}


def looked(graph: Any, day: str, most: int = 1000, viewer: Viewer = LOCAL) -> dict[Kind, Found]:
    writer = Writer(toys().model, viewer, date.fromisoformat(day))
    found = graph.run(find(Reader(graph.database), writer, most=most))
    return {each.kind: each for each in found}


def told(found: Found) -> list[Told]:
    return sorted(
        (issue.severity.value, issue.case, *(thing.id for thing in issue.things))
        for issue in found.issues
    )


class Wrong:
    """The issues of a world, found the slow way."""

    def __init__(self, world: World, day: str) -> None:
        self.world, self.day, self.model = world, day, toys().model

    def all(self) -> dict[Kind, list[Told]]:
        return {
            Kind.DEAD_PARENT: sorted(self._dead_parents()),
            Kind.HIERARCHY_LOOP: sorted(self._loops()),
            Kind.OVERLAPPING_PERIODS: sorted(self._overlaps()),
            Kind.END_BEFORE_START: sorted(self._ends()),
            Kind.BEYOND_LIFE: sorted(self._beyond()),
            Kind.SEVERAL_FOR_ONE: sorted(self._several()),
        }

    def _dead_parents(self) -> Iterator[Told]:
        for tie in self._of("STANDS_IN"):
            one, other = self._items(tie)
            gone = other.values.get("validTo")
            if self._lives(one) and self._holds(tie) and gone and gone <= self.day:
                yield "ERROR", "parent", one.id, other.id

    def _loops(self) -> Iterator[Told]:
        """The shortest circle through the first id of each group."""
        for type_ in ("STANDS_IN", "LIKES_TOY"):
            ties = [t for t in self._of(type_) if type_ == "LIKES_TOY" or self._holds(t)]
            above: dict[str, set[str]] = {}
            for tie in ties:
                above.setdefault(tie.start, set()).add(tie.end)
            done: set[str] = set()
            for start in sorted(above):
                group = {n for n in reach(start, above) if start in reach(n, above)}
                if group and start not in done:
                    done |= group
                    yield "ERROR", "loop" if len(group) > 1 else "itself", *sorted(group)

    def _overlaps(self) -> Iterator[Told]:
        for one, other in combinations(self.world.ties.values(), 2):
            pair = (one.type, one.start, one.end) == (other.type, other.start, other.end)
            role = one.values.get("role") == other.values.get("role")
            if pair and role and self._meets(one, other) and self._meets(other, one):
                yield "ERROR", "pair", one.start, one.end

    def _meets(self, one: Tie, other: Tie) -> bool:
        start, end = one.values.get("from"), other.values.get("to")
        return not start or not end or before(one.values, "from", other.values, "to")

    def _ends(self) -> Iterator[Told]:
        for item in self.world.of("Box"):
            yield from self._over(item.values, "validFrom", "validTo", "", item.id)
        for tie in self.world.ties.values():
            yield from self._over(tie.values, "from", "to", "relation", tie.start, tie.end)

    def _over(self, v: Any, start: str, end: str, what: str, *ids: str) -> Iterator[Told]:
        if before(v, end, v, start):
            yield "ERROR", what or "node", *ids
        elif same(v, start, v, end):
            yield "WARNING", f"{what} never".strip(), *ids

    def _beyond(self) -> Iterator[Told]:
        for tie in self.world.ties.values():
            if not self.model.relations[tie.type].dated:
                continue
            ends = self._items(tie)
            for body, other in (ends, ends[::-1]):
                if body.kind == "Box" and (case := self._life(tie.values, body.values)):
                    yield "ERROR" if case == "outside" else "WARNING", case, body.id, other.id

    def _life(self, tie: dict[str, Any], body: dict[str, Any]) -> str | None:
        if (
            before(tie, "to", body, "validFrom")
            or before(body, "validTo", tie, "from")
            or same(body, "validTo", tie, "from")
        ):
            return "outside"
        if before(tie, "from", body, "validFrom") or before(body, "validTo", tie, "to"):
            return "partly"
        return None

    def _several(self) -> Iterator[Told]:
        for kind in self.model.kinds.values():
            for link in (link for link in kind.links if not link.many):
                for item in self.world.of(kind.name):
                    ends = [
                        (other.id, tie.key)
                        for tie, other in self.world.steps(item, link)
                        if not link.relation.dated or (self._holds(tie) and self._lives(other))
                    ]
                    if len(ends) > 1:
                        case = "primary" if link.fixed else "one"
                        yield "ERROR", case, item.id, *(end for end, _ in sorted(ends)[:10])

    def _of(self, type_: str) -> list[Tie]:
        return [tie for tie in self.world.ties.values() if tie.type == type_]

    def _items(self, tie: Tie) -> tuple[Item, Item]:
        return self.world.items[tie.start], self.world.items[tie.end]

    def _holds(self, tie: Tie) -> bool:
        return self._within(tie.values.get("from"), tie.values.get("to"))

    def _lives(self, item: Item) -> bool:
        return self._within(item.values.get("validFrom"), item.values.get("validTo"))

    def _within(self, start: str | None, end: str | None) -> bool:
        return (not start or start <= self.day) and (not end or end > self.day)


def reach(start: str, above: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for there in above.get(waiting.pop(), set()) - found:
            found.add(there)
            waiting.append(there)
    return found


def before(one: dict[str, Any], name: str, other: dict[str, Any], its: str) -> bool:
    a, b = one.get(name), other.get(its)
    if not a or not b:
        return False
    length = min(LENGTH[one.get(f"{name}Precision")], LENGTH[other.get(f"{its}Precision")])
    return bool(a[:length] < b[:length])


def same(one: dict[str, Any], name: str, other: dict[str, Any], its: str) -> bool:
    exact = {one.get(f"{name}Precision"), other.get(f"{its}Precision")} <= {None, "DAY"}
    return bool(exact and one.get(name) and one.get(name) == other.get(its))


def spoiled(seed: int) -> World:
    """A random world whose dates make no sense and are known more or less exactly."""
    world, random = random_world(seed), Random(seed)
    for values in [i.values for i in world.of("Box")] + [t.values for t in world.ties.values()]:
        for name in ("validFrom", "validTo", "to"):
            if name in values and random.random() < 0.5:
                values[name] = random.choice(POOLS[name])
        for name in ("validFrom", "validTo", "from", "to"):
            values[f"{name}Precision"] = random.choice(PRECISIONS)
    return world


@pytest.fixture(scope="module", params=range(6), ids="spoiled{}".format)
def wrong(request: pytest.FixtureRequest, graph: Any) -> World:
    if request.param > 1 and graph.engine != "ArcadeDB":
        pytest.skip("Neo4j plans all statements again for each world")
    made = spoiled(request.param)
    graph.run(write(graph.database, made))
    return made


def test_issues_are_those_that_a_naive_model_finds(graph: Any, wrong: World) -> None:
    for day in DAYS[1::2]:
        found = looked(graph, day)
        for kind, expected in Wrong(wrong, day).all().items():
            given = told(found[kind])
            if kind is Kind.HIERARCHY_LOOP:  # of a group the shortest circle is told
                assert [row[0] for row in given] == [row[0] for row in expected]
                for (*_, first), whole in zip(
                    [(r[1], r[2:]) for r in given], [set(r[2:]) for r in expected], strict=True
                ):
                    assert set(first) <= whole and first[0] == min(whole)
            else:
                assert given == expected, kind
            assert found[kind].count == len(expected)


def test_the_worlds_have_issues_of_each_kind() -> None:
    seen = [Wrong(spoiled(seed), DAYS[3]).all() for seed in range(6)]
    assert all(any(found[kind] for found in seen) for kind in seen[0])


def test_issues_of_what_a_viewer_may_not_see_are_not_told(graph: Any, wrong: World) -> None:
    rules = {"Box": lambda node, parameters: f"{node}.id <> 'Box:1'"}
    found = looked(graph, DAYS[3], viewer=Viewer("half", rows=rules))
    issues = [issue for each in found.values() for issue in each.issues]
    assert not any(thing.id == "Box:1" for issue in issues for thing in issue.things)


def test_every_issue_can_be_told_in_both_languages(graph: Any, wrong: World) -> None:
    for found in looked(graph, DAYS[2]).values():
        for issue in found.issues:
            for language in Language:
                sentences = said(issue, language)
                assert all(sentences) and "{" not in "".join(sentences)


def test_a_list_is_cut_and_the_count_is_not(graph: Any, wrong: World) -> None:
    whole, cut = looked(graph, DAYS[3]), looked(graph, DAYS[3], most=1)
    for kind, found in whole.items():
        assert cut[kind].count == found.count
        assert cut[kind].issues == found.issues[:1]
