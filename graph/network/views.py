"""Actors and ties of a network as somebody who asks sees them: by id, each value when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.network.evidence import day_of, last_day
from graph.network.scope import shown

if TYPE_CHECKING:
    from graph.network.network import Network


class Actor:
    """An actor in a network."""

    __slots__ = ("_at", "_network")

    def __init__(self, network: Network, at: int) -> None:
        self._network = network
        self._at = at

    def __getattr__(self, name: str) -> Any:
        """A measure of the network, the actor's own value of it."""
        return getattr(self._network, name)[self._at]

    @property
    def id(self) -> str:
        """The actor's id."""
        return self._network.graph.names[self._at]

    actor = id

    @property
    def agency(self) -> str | None:
        """The id, where the actor is an agency."""
        return self.id if self.id.startswith("Agency:") else None

    @property
    def sector(self) -> str | None:
        """The id of its primary sector."""
        return self._network.sector_labels[self._at] or None

    @property
    def community(self) -> int:
        """The number of its community, 0 the largest."""
        return int(self._network.partition.labels[self._at])

    @property
    def articulation_point(self) -> bool:
        """Whether its component falls apart without it."""
        return self._at in self._network.falls_apart

    @property
    def falls_apart(self) -> Pieces | None:
        """What its component falls into without it, where it does."""
        apart = self._network.falls_apart.get(self._at)
        if apart is None:
            return None
        names = self._network.graph.names
        return Pieces(list(apart.sizes), [names[at] for at in apart.cut_off])


class Tie:
    """A tie in a network; its source comes before its target in the order of ids."""

    __slots__ = ("_at", "_network")

    def __init__(self, network: Network, at: int) -> None:
        self._network = network
        self._at = at

    @property
    def source(self) -> str:
        """The id of the one end."""
        graph = self._network.graph
        return graph.names[int(graph.source[self._at])]

    @property
    def target(self) -> str:
        """The id of the other end."""
        graph = self._network.graph
        return graph.names[int(graph.target[self._at])]

    @property
    def weight(self) -> float:
        """How strong it is."""
        return float(self._network.graph.weight[self._at])

    @property
    def activities(self) -> list[str]:
        """What both take part in; a hand-off is called by both processes' ids."""
        return self._network.evidence.activities(self._at)

    @property
    def activity_count(self) -> int:
        """How many activities both take part in."""
        return self._network.evidence.count(self._at)

    @property
    def initiative_count(self) -> int:
        """How many of them are initiatives."""
        return sum(shared.count for shared in self.shared if shared.kind == "INITIATIVE")

    @property
    def shared(self) -> list[Shared]:
        """How many there are of each kind."""
        kinds, counts = self._network.evidence.kinds
        found = zip(kinds, counts[self._at].tolist(), strict=True)
        return sorted(Shared(KINDS[kind], count) for kind, count in found if count)

    @property
    def expected(self) -> float:
        """How many activities chance has them share."""
        return self._network.by_chance[0][self._at]

    @property
    def p_value(self) -> float:
        """The chance of sharing at least as many."""
        return self._network.by_chance[1][self._at]

    @property
    def adjusted_p_value(self) -> float:
        """The same, adjusted for the number of pairs."""
        return self._network.by_chance[2][self._at]

    @property
    def first_date(self) -> str | None:
        """The first day on which both took part in one of them; None where no source tells."""
        return day_of(int(self._network.evidence.first[self._at]))

    @property
    def latest_date(self) -> str | None:
        """The latest day, up to the one looked at, on which they did."""
        return last_day(int(self._network.evidence.last[self._at]), self._network.asked_day)

    @property
    def evidence(self) -> list[str]:
        """The ids of what they share; of a hand-off, both processes."""
        return shown(self.activities)


KINDS = {
    "Initiative": "INITIATIVE",
    "Target": "TARGET",
    "CoordinationSession": "SESSION",
    "BusinessProcess": "PROCESS",
}
"""What ties actors, by the kind of node."""


@dataclass(frozen=True, slots=True, order=True)
class Shared:
    """How many activities of a kind two actors share."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Roles:
    """How often an actor brokers between sectors in each role, both directions counted; by parts
    where actors count in all their sectors. The total is always whole.
    """

    coordinator: float
    consultant: float
    representative: float
    gatekeeper: float
    liaison: float
    total: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a component falls into: sizes, largest first, and who is not in the largest piece."""

    sizes: list[int]
    cut_off: list[str]


@dataclass(frozen=True, slots=True)
class Community:
    """A community: its number, 0 the largest, and its members."""

    number: int
    members: list[str]

    @property
    def size(self) -> int:
        """How many members it has."""
        return len(self.members)


@dataclass(frozen=True, slots=True)
class Bridge:
    """A tie that alone holds its ends together."""

    source: str
    target: str
