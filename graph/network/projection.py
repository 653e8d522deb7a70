"""One-mode projections: actors tied by the activities they share.

COUNT: the number of shared activities. NEWMAN: each shared activity of k actors adds 1/(k-1), so
an actor's strength is the number of its shared activities (Newman 2001, Phys. Rev. E 64, 016132).
A repeated participation counts once; an activity of one actor ties nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations


class Weighting(StrEnum):
    """How shared activities add up to a tie's weight."""

    COUNT = "COUNT"
    NEWMAN = "NEWMAN"


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors (the first comes first in the alphabet) and what ties them."""

    source: str
    target: str
    weight: float
    initiative_count: int


def project(pairs: Iterable[tuple[str, str]], weighting: Weighting = Weighting.COUNT) -> list[Tie]:
    """The ties among the actors of ``pairs`` (actor, activity), strongest first."""
    members: dict[str, set[str]] = defaultdict(set)
    for actor, activity in pairs:
        members[activity].add(actor)
    sizes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for group in members.values():
        for pair in combinations(sorted(group), 2):
            sizes[pair].append(len(group))
    ties = [Tie(*pair, _weight(shared, weighting), len(shared)) for pair, shared in sizes.items()]
    return sorted(ties, key=lambda tie: (-tie.weight, tie.source, tie.target))


def _weight(sizes: list[int], weighting: Weighting) -> float:
    if weighting is Weighting.COUNT:
        return float(len(sizes))
    return sum(1 / (size - 1) for size in sorted(sizes))
