"""What is different between two networks, such as those before and after hypothetical changes."""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose

from graph.network.arrays import Graph
from graph.network.structure import components

SAME = 1e-9
"""Weights that differ by less, as a share, are one: sums depend on the order of their terms."""


@dataclass(frozen=True, slots=True)
class Retied:
    """A tie before and after; a weight of 0 means none. ``source`` < ``target``."""

    source: str
    target: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Ties and actors that came, went or changed, in order of their names. An isolate is an actor
    that is there without any tie; ``components`` count isolates too.
    """

    gained: tuple[Retied, ...]
    lost: tuple[Retied, ...]
    changed: tuple[Retied, ...]
    actors_gained: tuple[str, ...]
    actors_lost: tuple[str, ...]
    isolates_gained: tuple[str, ...]
    isolates_lost: tuple[str, ...]
    components_before: int
    components_after: int

    @property
    def nothing(self) -> bool:
        """Whether the networks are the same."""
        ties = self.gained, self.lost, self.changed
        return not any((*ties, self.actors_gained, self.actors_lost))


def difference(before: Graph, after: Graph) -> Difference:
    """What it takes to get from one network to the other."""
    old, new = _ties(before), _ties(after)
    ties = [
        Retied(*pair, old.get(pair, 0.0), new.get(pair, 0.0)) for pair in sorted(old.keys() | new)
    ]
    alone, lonely = _isolates(before), _isolates(after)
    return Difference(
        gained=tuple(tie for tie in ties if not tie.before),
        lost=tuple(tie for tie in ties if not tie.after),
        changed=tuple(
            tie
            for tie in ties
            if tie.before and tie.after and not isclose(tie.before, tie.after, rel_tol=SAME)
        ),
        actors_gained=_only(after.names, before.names),
        actors_lost=_only(before.names, after.names),
        isolates_gained=_only(lonely, alone),
        isolates_lost=_only(alone, lonely),
        components_before=len(set(components(before).tolist())),
        components_after=len(set(components(after).tolist())),
    )


def _ties(graph: Graph) -> dict[tuple[str, str], float]:
    ends = zip(graph.source.tolist(), graph.target.tolist(), strict=True)
    pairs = ((graph.names[one], graph.names[other]) for one, other in ends)
    return dict(zip(pairs, graph.weight.tolist(), strict=True))


def _isolates(graph: Graph) -> tuple[str, ...]:
    return tuple(n for n, d in zip(graph.names, graph.degree.tolist(), strict=True) if not d)


def _only(these: tuple[str, ...], those: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(these) - set(those)))
