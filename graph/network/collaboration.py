"""The collaboration network of agencies on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.network.incidence import PLACEHOLDER, Population
from graph.network.projection import Tie, Weighting, project


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which agencies a network is made of. Empty means all; placeholder bodies are out unless
    asked for.
    """

    sectors: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    placeholders: bool = False

    def admits(self, type_: str, sectors: Sequence[str]) -> bool:
        """Whether an agency of this type and these sectors belongs."""
        if type_ == PLACEHOLDER and not self.placeholders and type_ not in self.types:
            return False
        if self.types and type_ not in self.types:
            return False
        return not self.sectors or not self.sectors.isdisjoint(sectors)


@dataclass(frozen=True, slots=True)
class Actor:
    """An agency in a network: ``degree`` counts partners, ``strength`` sums tie weights."""

    id: str
    degree: int
    strength: float

    @property
    def actor(self) -> str:
        """The agency's id."""
        return self.id

    @property
    def agency(self) -> str:
        """The agency's id."""
        return self.id


@dataclass(frozen=True, slots=True)
class Network:
    """Agencies and the ties among them. ``density`` is the share of pairs that are tied."""

    nodes: list[Actor]
    edges: list[Tie]
    density: float
    data_version: int


def network(
    population: Population,
    pairs: Iterable[tuple[str, str]],
    chosen: Chosen,
    weighting: Weighting,
    minimum: float,
    version: int,
) -> Network:
    """The network of the agencies chosen; ties below the minimum weight are left out."""
    actors = [
        id_
        for id_, type_, sectors in zip(
            population.ids, population.types, population.sectors, strict=True
        )
        if chosen.admits(type_, sectors)
    ]
    known = set(actors)
    within = ((actor, activity) for actor, activity in pairs if actor in known)
    ties = [tie for tie in project(within, weighting) if tie.weight >= minimum]
    return Network(_actors(actors, ties), ties, _density(len(actors), len(ties)), version)


def _actors(ids: Sequence[str], ties: Iterable[Tie]) -> list[Actor]:
    degree: Counter[str] = Counter()
    strength: dict[str, float] = dict.fromkeys(ids, 0.0)
    for tie in ties:
        for end in (tie.source, tie.target):
            degree[end] += 1
            strength[end] += tie.weight
    made = [Actor(id_, degree[id_], strength[id_]) for id_ in ids]
    return sorted(made, key=lambda actor: (-actor.strength, actor.id))


def _density(actors: int, ties: int) -> float:
    return 2 * ties / (actors * (actors - 1)) if actors > 1 else 0.0
