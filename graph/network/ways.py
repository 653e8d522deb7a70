"""The best ways between two actors: fewest steps, then the strongest, then by names.

These are Yen's loopless paths (1971, Management Science 17), each deviation looked for once
(Lawler 1972, Management Science 18). The order is total, so that any number of equally good ways
is cut at the same place each time; libraries that order by one length would have to list them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count, pairwise
from math import fsum, inf
from typing import NamedTuple, TypeAlias

from graph.network.arrays import Graph
from graph.network.shortest import EQUAL, lengths

Near: TypeAlias = list[dict[int, float]]
DIGITS = 12
"""Sums of lengths that agree in so many digits are equal."""


class _Found(NamedTuple):
    """A way, and the ways that it is the best of: those that share its first ``shared`` steps and
    go on from there to none of ``barred``.
    """

    actors: int
    length: float
    way: tuple[int, ...]
    shared: int
    barred: frozenset[int]


def near(graph: Graph) -> Near:
    """For each actor its partners and how long the ties to them are, 1/weight."""
    matrix = lengths(graph)
    ends, heads, long = matrix.indptr.tolist(), matrix.indices.tolist(), matrix.data.tolist()
    return [
        dict(
            zip(
                heads[ends[actor] : ends[actor + 1]],
                long[ends[actor] : ends[actor + 1]],
                strict=True,
            )
        )
        for actor in range(graph.nodes)
    ]


def ways(partners: Near, start: int, end: int) -> Iterator[tuple[int, ...]]:
    """The ways from one actor to another, best first, each a series of different actors."""
    heap = _found(partners, (start,), end, frozenset())
    while heap:
        _, _, way, shared, barred = heappop(heap)
        yield way
        for place in range(shared, len(way) - 1):
            others = barred if place == shared else frozenset()
            ahead = others | {way[place + 1]}
            for found in _found(partners, way[: place + 1], end, ahead):
                heappush(heap, found)


def reach(partners: Near, start: int) -> dict[int, int]:
    """Whom one comes to from an actor, itself too, in how many steps."""
    steps, front = {start: 0}, [start]
    for far in count(1):
        ahead = dict.fromkeys(other for actor in front for other in partners[actor])
        front = [actor for actor in ahead if actor not in steps]
        if not front:
            break
        steps.update(dict.fromkeys(front, far))
    return steps


def _found(
    partners: Near, prefix: tuple[int, ...], end: int, barred: frozenset[int]
) -> list[_Found]:
    """The best way that starts with ``prefix`` and next goes to none of ``barred``, if any."""
    rest = _best(partners, prefix, end, barred)
    way = prefix + rest
    length = fsum(partners[one][other] for one, other in pairwise(way))
    rounded = float(f"{length:.{DIGITS}g}")
    return [_Found(len(way), rounded, way, len(prefix) - 1, barred)] if rest else []


def _best(
    partners: Near, prefix: tuple[int, ...], end: int, barred: frozenset[int]
) -> tuple[int, ...]:
    """How that way goes on; empty where there is none.

    Each layer is the actors so many steps before the end, with the least length from there.
    """
    last, passed = partners[prefix[-1]], set(prefix)
    layers: list[dict[int, float]] = []
    layer = {end: 0.0}
    while layer:
        layers.append(layer)
        passed.update(layer)
        first = {a: far for a, far in layer.items() if a in last and a not in barred}
        if first:
            layers[-1] = first
            return _walk(partners, prefix[-1], layers)
        layer = _before(partners, layer, passed)
    return ()


def _before(partners: Near, layer: dict[int, float], passed: set[int]) -> dict[int, float]:
    """The actors one step before those of a layer, without those passed."""
    found: dict[int, float] = {}
    for actor, far in layer.items():
        for other, step in partners[actor].items():
            if other not in passed and far + step < found.get(other, inf):
                found[other] = far + step
    return found


def _walk(partners: Near, at: int, layers: list[dict[int, float]]) -> tuple[int, ...]:
    """Down the layers by what is shortest in all; of equal ones to the first actor."""
    way = []
    for layer in reversed(layers):
        whole = {a: far + partners[at][a] for a, far in layer.items() if a in partners[at]}
        most = min(whole.values()) * EQUAL
        at = min(actor for actor, length in whole.items() if length <= most)
        way.append(at)
    return tuple(way)
