"""How a network changes over time: public types and root field."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from graph.errors import BadInput
from graph.network.keep import now
from graph.network.material import Material
from graph.network.projection import Weighting
from graph.network.scope import Asked, Scope, scope
from schema.declare import Connection, prop, record
from schema.drafts import Argument
from schema.event import ChangeEvent
from schema.network import CollaborationNetwork, View
from schema.node import Actor
from schema.roots import Computed, Context, Shown, told
from schema.scoping import LEVEL, VIA, WEIGHTING, WHERE, asked, check_codes, weighting

if TYPE_CHECKING:
    from graph.network.arrays import Graph
    from graph.network.network import Network


class EvolutionStep(Enum):
    """How far apart the days are."""

    YEAR = "A year."
    QUARTER = "Three months."
    MONTH = "A month."


@record
class NetworkTie:
    """Two actors that are tied, or were."""

    source: Actor | None = prop("The one end.")
    target: Actor | None = prop("The other end.")


@record
class ContinuedBody:
    """A body that came of an earlier one: renamed, merged, split or replaced."""

    earlier: Actor | None = prop("The earlier body.")
    later: Actor | None = prop("The later body.")
    events: Connection[ChangeEvent] = prop("The changes that led from the one to the other.")


@record
class NetworkChange:
    """What is different from the day before. Bodies that changes carry on are one: who is renamed,
    merged or split neither leaves nor joins, and keeps its ties.
    """

    since: datetime.date = prop("The day that it is compared with.")
    born: list[NetworkTie] = prop("Ties that were not there.")
    ended: list[NetworkTie] = prop("Ties that are no longer there.")
    born_count: int = prop("How many ties were born; one of a body that was split counts once.")
    ended_count: int = prop("How many ended.")
    kept_count: int = prop("How many are still there.")
    joined: Connection[Actor] = prop("Actors of whom nobody was there.")
    left: Connection[Actor] = prop("Actors of whom nobody is there any more.")
    continued: list[ContinuedBody] = prop("Bodies that came of earlier ones.")


@record
class NetworkMoment:
    """A network on a day, and what changed since the day before it."""

    date: datetime.date = prop("The day.")
    network: CollaborationNetwork = prop("The network as it was.")
    change: NetworkChange | None = prop("What changed; absent on the first day.")


@record
class NetworkEvolution:
    """A network on several days."""

    moments: list[NetworkMoment] = prop("The days in order, the first and the last among them.")
    data_version: int = prop("Version of the graph that it was computed from.")
    computed_at: datetime.datetime = prop("When it was computed (UTC).")


class EvolutionView:
    """An evolution as the API shows it."""

    def __init__(self, moments: list[MomentView], version: int, at: datetime.datetime) -> None:
        self.moments = moments
        self.data_version = version
        self.computed_at = told(at)


class MomentView:
    """A moment as the API shows it. Networks are large, so that none is kept: each is made anew
    when it is looked at.
    """

    def __init__(self, day: str, change: Any, network: Callable[[str], Network]) -> None:
        self.date = day
        self.change = change and ChangeView(change)
        self._network = network
        self._at = now()

    @property
    def network(self) -> View:
        """The network of the day."""
        return View(self._network(self.date), self._at)


class ChangeView(Shown[Any]):
    """A change as the API shows it."""

    def __init__(self, change: Any) -> None:
        super().__init__(change)
        self.since = change.before
        self.born = [TieView(*pair) for pair in change.born]
        self.ended = [TieView(*pair) for pair in change.ended]
        self.continued = [ContinuedView(each) for each in change.continued]


class ContinuedView:
    """A continued body as the API shows it."""

    def __init__(self, continued: Any) -> None:
        self.earlier, self.later = continued.earlier, continued.later
        self.events = sorted(continued.events)


class TieView:
    """A tie by the ids of its ends."""

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target


async def _evolution(context: Context, arguments: Mapping[str, Any]) -> EvolutionView:
    first, last = arguments["from"].isoformat(), arguments["to"].isoformat()
    step = arguments.get("step")
    from graph.network import evolution

    try:
        days = evolution.days(first, last, evolution.Every[step.value if step else "YEAR"])
    except ValueError as error:
        raise BadInput(f"can't be asked for: {error}", ["to"]) from error
    question, weights = asked(context, arguments), weighting(arguments)
    material = await context.analyses.material(
        context.reader, context.model, context.viewer, question.needs
    )
    check_codes(material, question.chosen)
    key = "evolution", question, weights, *days
    made = await context.analyses.make(
        context.viewer, material, key, lambda: _moments(material, question, weights, days)
    )
    return EvolutionView(made.value, material.version, made.at)


def _moments(
    material: Material, question: Asked, weights: Weighting, days: list[str]
) -> list[MomentView]:
    from graph.network.evolution import evolution
    from graph.network.network import Cut, Network

    def network(day: str) -> Network:
        return Network(
            scope(material, replace(question, day=day)), weights, Cut(), material.version
        )

    def ground(day: str) -> tuple[Scope, Graph]:
        made = network(day)
        return made.scope, made.graph

    return [
        MomentView(moment.day, moment.change, network)
        for moment in evolution(days, ground, material)
    ]


NETWORK_EVOLUTION = Computed(
    "networkEvolution",
    NetworkEvolution,
    "A network on several days, with its measures, ties born and ended, who joined and who left.",
    _evolution,
    (
        Argument("from", datetime.date, "First day."),
        Argument("to", datetime.date, "Last day; at most 60 steps later."),
        Argument("step", EvolutionStep | None, "How far apart the days are; by default YEAR."),
        LEVEL,
        VIA,
        WEIGHTING,
        WHERE,
    ),
    lambda arguments: arguments.get("to"),
)

RECORDS = (
    NetworkTie,
    ContinuedBody,
    NetworkChange,
    NetworkMoment,
    NetworkEvolution,
)
