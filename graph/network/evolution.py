"""How a network changes from day to day, told of bodies whatever they are called.

Bodies that changes carry on between two days are one lineage there: a ministry that is renamed,
merged or split neither leaves nor joins, and its ties are those of its lineage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

import numpy as np

from graph.network.arrays import Graph, Ints
from graph.network.lineage import carried, heirs, lineages
from graph.network.material import Material
from graph.network.months import later, number
from graph.network.scope import Scope

MOST_STEPS = 60
"""The most steps between the first day and the last."""
WITHIN = -1
"""Stands for ties within one lineage, which are none."""
Pair: TypeAlias = tuple[str, str]


class Every(Enum):
    """How far apart days are; the value is the number of months."""

    YEAR = 12
    QUARTER = 3
    MONTH = 1


@dataclass(frozen=True)
class Continued:
    """A body of the later day that came of another one of the earlier day, and the ids of the
    changes that say so, in order. The earlier one may go on beside it.
    """

    earlier: str
    later: str
    events: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """What is different on the later of two days. Ties are pairs of ids in order, as they are on
    the day that has them: ``born`` on the later, ``ended`` on the earlier day. The counts are of
    pairs of lineages, so that a tie of a body that was split counts once, and
    ``kept_count + born_count`` are all ties of the later day between lineages.
    """

    before: str
    after: str
    born: tuple[Pair, ...]
    ended: tuple[Pair, ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]
    continued: tuple[Continued, ...]
    born_count: int
    ended_count: int
    kept_count: int


@dataclass(frozen=True)
class Moment:
    """The network on a day, and what changed since the day before it; None on the first."""

    day: str
    scope: Scope
    graph: Graph
    change: Change | None


def days(first: str, last: str, step: Every) -> list[str]:
    """The first day, those each so many months later, and the last day. A day that a month does
    not have is its last one. Raises ValueError where ``last`` is before ``first``, where there
    are more than MOST_STEPS steps, and for texts that are no days.
    """
    if date.fromisoformat(last) < date.fromisoformat(first):
        raise ValueError(f"the last day, {last}, is before the first, {first}")
    months = number(last) - number(first)
    found = [later(first, ahead) for ahead in range(0, months + 1, step.value)]
    kept = [*(day for day in found if day < last), last]
    if len(kept) > MOST_STEPS + 1:
        steps = f"{len(kept) - 1} steps of a {step.name.lower()}"
        raise ValueError(f"from {first} to {last} are {steps}, more than {MOST_STEPS}")
    return kept


def evolution(
    on: Iterable[str], at: Callable[[str], tuple[Scope, Graph]], material: Material
) -> Iterator[Moment]:
    """The networks that ``at`` gives for each of these days, which are in order, and what changed
    from one to the next. Only two of them are held at a time.
    """
    last: tuple[Scope, Graph] | None = None
    for day in on:
        now = at(day)
        yield Moment(day, *now, compare(last, now, material) if last else None)
        last = now


def compare(before: tuple[Scope, Graph], after: tuple[Scope, Graph], material: Material) -> Change:
    """What is different on the later day: each network is that of its scope's day."""
    (earlier, old), (now, new) = before, after
    events = carried(material, earlier.asked.day, now.asked.day)
    lineage = lineages(events)
    known = {lineage.get(name, name) for name in (*old.names, *new.names)}
    at = {name: place for place, name in enumerate(sorted(known))}
    were, are = _ties(old, lineage, at), _ties(new, lineage, at)
    present = set(now.actors)
    return Change(
        earlier.asked.day,
        now.asked.day,
        _only(new, are, were),
        _only(old, were, are),
        _others(now.actors, earlier.actors, lineage),
        _others(earlier.actors, now.actors, lineage),
        tuple(Continued(*found) for found in heirs(earlier.actors, events) if found[1] in present),
        _count(np.setdiff1d(are, were)),
        _count(np.setdiff1d(were, are)),
        _count(np.intersect1d(were, are)),
    )


def _ties(graph: Graph, lineage: Mapping[str, str], at: Mapping[str, int]) -> Ints:
    """For each tie one number for the two lineages that it is between."""
    family = np.array([at[lineage.get(name, name)] for name in graph.names], dtype=np.int64)
    one, other = family[graph.source], family[graph.target]
    pair = np.minimum(one, other) * len(at) + np.maximum(one, other)
    return np.where(one == other, WITHIN, pair)


def _count(pairs: Ints) -> int:
    return int(np.count_nonzero(pairs != WITHIN))


def _only(graph: Graph, these: Ints, those: Ints) -> tuple[Pair, ...]:
    """The ties between lineages that have none in the other network."""
    kept = np.flatnonzero((these != WITHIN) & ~np.isin(these, those))
    ends = zip(graph.source[kept].tolist(), graph.target[kept].tolist(), strict=True)
    return tuple((graph.names[one], graph.names[other]) for one, other in ends)


def _others(
    these: Iterable[str], those: Iterable[str], lineage: Mapping[str, str]
) -> tuple[str, ...]:
    """Those of ``these`` of whose lineage there is nobody in ``those``."""
    known = {lineage.get(body, body) for body in those}
    return tuple(sorted(body for body in these if lineage.get(body, body) not in known))
