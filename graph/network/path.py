"""How two actors come together: the best ways between them, or what would connect them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from math import fsum

from graph.network.arrays import Graph
from graph.network.material import Material
from graph.network.scope import BODIES, NEEDS, Chosen, Scope, Via, scope
from graph.network.ways import Near, near, reach, ways

MOST = 20
"""The most ways that one may ask for."""
_REST = ("initiative_targets", "initiative_sectors", "initiative_regions")
NEAREST_NEEDS = BODIES | NEEDS[Via.INITIATIVE] | NEEDS[Via.TARGET] | frozenset(_REST)
"""The tables that ``nearest`` rests on, besides those of what was asked for."""


@dataclass(frozen=True)
class Step:
    """A tie on a way, and the ids of the activities that the two share, sorted."""

    source: str
    target: str
    weight: float
    activities: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """Ties that lead from one actor to another without passing any twice."""

    steps: tuple[Step, ...]

    @property
    def length(self) -> int:
        """The number of steps."""
        return len(self.steps)

    @property
    def strength(self) -> float:
        """The sum of 1/weight of the steps: the smaller, the stronger the way."""
        return fsum(1 / step.weight for step in self.steps)


@dataclass(frozen=True)
class Nearest:
    """Two actors that could bridge a gap, one on each side, and the ids of what both have in
    common: initiatives, targets, sectors and regions, what fewest others have first.
    """

    source: str
    target: str
    common: tuple[str, ...]


@dataclass(frozen=True)
class Paths:
    """The best ways first; ``nearest`` only where there are none, and None where nothing is in
    common either.
    """

    ways: tuple[Way, ...]
    nearest: Nearest | None


def paths(
    graph: Graph, scope: Scope, start: str, end: str, alternatives: int, material: Material
) -> Paths:
    """Up to ``alternatives`` ways between two actors: fewest steps first, of equally many the
    stronger ones, then by names. ``graph`` is that of ``scope``. Raises ValueError for actors that
    are not in it or the same, and for a number of ways that is not from 1 to MOST.
    """
    at = {name: place for place, name in enumerate(graph.names)}
    for name in (start, end):
        if name not in at:
            raise ValueError(f"{name} is no actor of this network")
    if start == end:
        raise ValueError(f"{start} is both ends: ask for two different actors")
    if not 1 <= alternatives <= MOST:
        raise ValueError(f"{alternatives} ways: ask for 1 to {MOST}")
    partners = near(graph)
    found = list(islice(ways(partners, at[start], at[end]), alternatives))
    if not found:
        return Paths((), _nearest(graph, partners, at[start], at[end], scope, material))
    shared = _activities(scope, {graph.names[actor] for way in found for actor in way})
    return Paths(tuple(_way(graph, way, shared) for way in found), None)


def _way(graph: Graph, way: tuple[int, ...], activities: dict[str, set[str]]) -> Way:
    steps = []
    for one, other in pairwise(way):
        source, target = graph.names[one], graph.names[other]
        both = activities.get(source, set()) & activities.get(target, set())
        steps.append(Step(source, target, float(graph.adjacency[one, other]), tuple(sorted(both))))
    return Way(tuple(steps))


def _activities(scope: Scope, actors: Iterable[str]) -> dict[str, set[str]]:
    """What each of the actors takes part in."""
    found: dict[str, set[str]] = {actor: set() for actor in actors}
    for part in scope.parts:
        if part.body in found:
            found[part.body].add(part.activity)
    return found


def _nearest(
    graph: Graph, partners: Near, start: int, end: int, asked: Scope, material: Material
) -> Nearest | None:
    """The pair, one on either side, that is fewest steps from both ends and has something in
    common that is no tie asked for; of equally near pairs the one with the most specific thing.
    """
    things = _things(material, asked)
    counts = Counter(thing for own in things.values() for thing in own)
    ties = _activities(asked, graph.names)
    for pairs in _pairs(graph.names, reach(partners, start), reach(partners, end)):
        found = []
        for one, other in pairs:
            own = things[one]
            common = (own.keys() & things[other].keys()) - (ties[one] & ties[other])
            if common:
                found.append((sorted((counts[id_], own[id_], id_) for id_ in common), one, other))
        if found:
            ranked, one, other = min(found)
            return Nearest(one, other, tuple(id_ for _, _, id_ in ranked))
    return None


def _pairs(
    names: tuple[str, ...], first: dict[int, int], second: dict[int, int]
) -> Iterator[list[tuple[str, str]]]:
    """One of each side: those that are fewest steps from both ends, then those one step more."""
    sides: list[dict[int, list[str]]] = [{}, {}]
    for side, steps in zip(sides, (first, second), strict=True):
        for actor, far in steps.items():
            side.setdefault(far, []).append(names[actor])
    for far in range(len(sides[0]) + len(sides[1]) - 1):
        yield [
            (one, other)
            for before, these in sides[0].items()
            for one in these
            for other in sides[1].get(far - before, ())
        ]


def _things(material: Material, asked: Scope) -> dict[str, dict[str, int]]:
    """What each actor has that others may have too, with the place of its kind: initiatives, then
    targets of its own or of its initiatives, their sectors and its primary one, their regions.
    """
    of = asked.asked.chosen
    chosen = Chosen(sectors=of.sectors, types=of.types, placeholders=of.placeholders)
    via = frozenset({Via.INITIATIVE, Via.TARGET})
    wide = scope(material, replace(asked.asked, via=via, chosen=chosen))
    found: dict[str, dict[str, int]] = {actor: {} for actor in asked.actors}
    ties = material.during(asked.asked.span)
    for part in wide.parts:
        if part.body in found:
            own = found[part.body]
            own[part.activity] = 1 if part.activity in material.targets else 0
            for place, table in enumerate(_REST, 1):
                own.update((thing, place) for thing in ties.links(table).get(part.activity, ()))
    for actor, sector in zip(asked.actors, asked.primary, strict=True):
        if sector:
            found[actor][sector] = 2
    return found
