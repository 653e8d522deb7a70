"""How two actors come together: public types and root field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from strawberry import ID

from graph.errors import BadInput, HubError
from graph.network.scope import Level, shown
from schema.declare import Connection, prop, record
from schema.drafts import Argument
from schema.network import made_network
from schema.node import Actor, Node
from schema.roots import Computed, Context, told
from schema.scoping import AS_OF, BETWEEN, VIA, WEIGHTING, WHERE, asked, day_of, refuse, weighting

if TYPE_CHECKING:
    from graph.network.network import Network
    from graph.network.path import Nearest, Paths, Step, Way

ALTERNATIVES = 3
MOST = 20


@record
class CollaborationStep:
    """A tie on a way between two actors, and its reasons."""

    source: Actor | None = prop("Where the step starts.")
    target: Actor | None = prop("Where it leads.")
    weight: float = prop("Strength of the tie, by the weighting asked for.")
    evidence: Connection[Node] = prop("What the two share; of a hand-off both processes.")


@record
class CollaborationWay:
    """A way from one actor to another that passes none twice."""

    length: int = prop("Number of steps.")
    distance: float = prop("Sum of 1/weight over the steps: the smaller, the stronger the way.")
    steps: list[CollaborationStep] = prop("The steps in order.")


@record
class NearestPair:
    """Two actors, one on each side, that could bridge the gap."""

    source: Actor | None = prop("The one who can be reached from the start.")
    target: Actor | None = prop("The one from whom the end can be reached.")
    common: Connection[Node] = prop(
        "What both have in common and what would connect them: initiatives, targets, sectors and "
        "regions."
    )


@record
class CollaborationPaths:
    """The ways between two actors, or who could make one."""

    connected: bool = prop("Whether there is any way.")
    ways: list[CollaborationWay] = prop("Fewest steps first; of equally many the stronger ones.")
    nearest: NearestPair | None = prop(
        "Where there is no way: the nearest pair with something in common, if there is any."
    )
    data_version: int = prop("Version of the graph that it was computed from.")
    computed_at: datetime = prop("When it was computed (UTC).")


class View:
    """Paths as the API shows them."""

    def __init__(self, found: Paths, version: int, at: datetime) -> None:
        self.connected = bool(found.ways)
        self.ways = [WayView(way) for way in found.ways]
        self.nearest = found.nearest and NearestView(found.nearest)
        self.data_version = version
        self.computed_at = told(at)


class WayView:
    """A way as the API shows it."""

    def __init__(self, way: Way) -> None:
        self.length, self.distance = way.length, way.strength
        self.steps = [StepView(step) for step in way.steps]


class StepView:
    """A step as the API shows it."""

    def __init__(self, step: Step) -> None:
        self.source, self.target, self.weight = step.source, step.target, step.weight
        self.evidence = shown(step.activities)


class NearestView:
    """The nearest pair as the API shows it."""

    def __init__(self, nearest: Nearest) -> None:
        self.source, self.target = nearest.source, nearest.target
        self.common = sorted(nearest.common)


async def _paths(context: Context, arguments: Mapping[str, Any]) -> View:
    start, end = arguments["from"], arguments["to"]
    alternatives = arguments.get("alternatives")
    alternatives = ALTERNATIVES if alternatives is None else alternatives
    level = _level(context, start, end, alternatives)
    question = replace(asked(context, arguments), level=level)
    from graph.network import path

    needs = question.needs | path.NEAREST_NEEDS
    network, at, material = await made_network(context, question, weighting(arguments), needs)
    _present(network, start, end)
    found = await context.analyses.run(
        path.paths, network.graph, network.scope, start, end, alternatives, material
    )
    return View(found, material.version, at)


def _level(context: Context, start: str, end: str, alternatives: int) -> Level:
    """The level of the two actors. Raises Refusals with all that is wrong with them."""
    faults: list[HubError] = []
    levels = {}
    for name, id_ in (("from", start), ("to", end)):
        kind = context.model.kind_of(id_)
        levels[name] = kind.name.upper() if kind else ""
        if levels[name] not in Level.__members__:
            faults.append(BadInput("must be the id of an agency, a unit or a sector", [name]))
    if not faults and levels["from"] != levels["to"]:
        faults.append(BadInput("must be of the same kind as from", ["to"]))
    if start == end:
        faults.append(BadInput("is the same as from: ask for two different actors", ["to"]))
    if not 1 <= alternatives <= MOST:
        message = f"is {alternatives}: ask for 1 to {MOST}"
        faults.append(BadInput(message, ["alternatives"]))
    refuse(faults)
    return Level(levels["from"])


def _present(network: Network, start: str, end: str) -> None:
    names = set(network.graph.names)
    refuse(
        [
            BadInput(f"is {id_}, which is no actor on that day and with that filter", [name])
            for name, id_ in (("from", start), ("to", end))
            if id_ not in names
        ]
    )


COLLABORATION_PATH = Computed(
    "collaborationPath",
    CollaborationPaths,
    "The shortest ways between two agencies, units or sectors, with the reasons of each step; or, "
    "where there is none, the nearest pair and what would connect them.",
    _paths,
    (
        Argument("from", ID, "Id of the one actor."),
        Argument("to", ID, "Id of the other one, of the same kind."),
        Argument("alternatives", int | None, f"How many ways at most, 1 to {MOST}; by default 3."),
        VIA,
        WEIGHTING,
        WHERE,
        AS_OF,
        BETWEEN,
    ),
    day_of,
)

RECORDS = (CollaborationStep, CollaborationWay, NearestPair, CollaborationPaths)
