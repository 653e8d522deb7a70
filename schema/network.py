"""Analyses of who works with whom: their public types and root fields."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

from graph import changes
from graph.errors import BadInput
from graph.network.collaboration import Chosen, Network, network
from graph.network.incidence import incidence
from graph.network.projection import Weighting
from graph.network.shared import SharedTarget as Shared
from graph.network.shared import shared_targets
from graph.writer import Writer
from schema.agency import Agency
from schema.declare import Connection, prop, record
from schema.drafts import Argument
from schema.enums import AgencyType
from schema.node import Actor
from schema.roots import Computed, Context
from schema.target import Target

if TYPE_CHECKING:
    from collections.abc import Sequence


class TieWeighting(Enum):
    """How shared activities add up to a tie's weight."""

    COUNT = "The number of shared activities."
    NEWMAN = "Each shared activity of k actors adds 1/(k-1) (Newman 2001)."


@record
class NetworkNode:
    """An actor in a collaboration network."""

    actor: Actor | None = prop("The actor.")
    agency: Agency | None = prop("The actor, where it is an agency.")
    degree: int = prop("How many partners it has.")
    strength: float = prop("Sum of the weights of its ties.")


@record
class NetworkEdge:
    """A tie between two actors. It has no direction."""

    source: Actor | None = prop("The one end.")
    target: Actor | None = prop("The other end.")
    weight: float = prop("Strength of the tie, by the weighting asked for.")
    initiative_count: int = prop("How many initiatives they share.")


@record
class CollaborationNetwork:
    """Agencies and the ties that shared initiatives make between them."""

    nodes: list[NetworkNode] = prop("Actors, strongest first; those without ties too.")
    edges: list[NetworkEdge] = prop("Ties, strongest first.")
    density: float = prop("Share of all pairs of actors that are tied, 0 to 1.")
    data_version: int = prop("Version of the graph that it was computed from.")


@record
class SharedTarget:
    """A target that several agencies work towards."""

    target: Target | None = prop("The target.")
    agency_count: int = prop("How many agencies contribute to it.")
    agencies: Connection[Agency] = prop("Agencies that contribute, directly or by initiatives.")
    direct: Connection[Agency] = prop("Agencies that contribute directly.")


class CollaborationNetworkWhere:
    """Which agencies a collaboration network is made of."""

    sectors: list[str] | None = prop("Codes of sectors; an agency works in at least one.")
    types: list[AgencyType] | None = prop("Types of agencies.")
    include_generic: bool | None = prop(
        "Whether bodies that stand for a class of bodies (GENERIC) are in; by default not."
    )


_DAY = Argument("asOf", datetime.date | None, "Calendar date to look at; by default today.")


async def _network(context: Context, arguments: Mapping[str, Any]) -> Network:
    writer, day = _writing(context, arguments)
    version = await changes.version(context.reader)
    actors, (pairs,) = await incidence(context.reader, writer, day, ["PARTICIPATES_IN"])
    minimum = arguments.get("minWeight") or 0.0
    return network(actors, pairs, _chosen(arguments), _weighting(arguments), minimum, version)


async def _shared(context: Context, arguments: Mapping[str, Any]) -> Sequence[Shared]:
    minimum = arguments["minAgencies"]
    if minimum < 1:
        raise BadInput(f"is {minimum}: ask for 1 or more", ["minAgencies"])
    writer, day = _writing(context, arguments)
    names = ["CONTRIBUTES_TO", "PARTICIPATES_IN", "SERVES_TARGET"]
    actors, (contributions, participations, serving) = await incidence(
        context.reader, writer, day, names
    )
    known = set(actors.ids)
    return shared_targets(
        (pair for pair in contributions if pair[0] in known),
        (pair for pair in participations if pair[0] in known),
        serving,
        minimum,
    )


def _writing(context: Context, arguments: Mapping[str, Any]) -> tuple[Writer, str]:
    writer = Writer(context.model, context.viewer, context.today)
    return writer, writer.day(arguments.get("asOf"))


def _chosen(arguments: Mapping[str, Any]) -> Chosen:
    where = arguments.get("where") or {}
    types = frozenset(member.value for member in where.get("types") or ())
    sectors = frozenset(where.get("sectors") or ())
    return Chosen(sectors, types, bool(where.get("includeGeneric")))


def _weighting(arguments: Mapping[str, Any]) -> Weighting:
    asked = arguments.get("weighting")
    return Weighting(asked.value) if asked else Weighting.COUNT


COLLABORATION_NETWORK = Computed(
    "collaborationNetwork",
    CollaborationNetwork,
    "Who works with whom on a day: agencies tied by the initiatives that they share. What a unit "
    "takes part in counts as its agency's.",
    _network,
    (
        Argument("weighting", TieWeighting | None, "How ties are weighted; by default COUNT."),
        Argument("where", CollaborationNetworkWhere | None, "Which agencies it is made of."),
        Argument("minWeight", float | None, "Leave out ties that weigh less."),
        _DAY,
    ),
)

SHARED_TARGETS = Computed(
    "sharedTargets",
    Connection[SharedTarget],
    "Targets that several agencies contribute to on a day, directly or through initiatives; most "
    "agencies first.",
    _shared,
    (
        Argument("minAgencies", int, "How many agencies at least.", default=2),
        _DAY,
    ),
)

RECORDS = (NetworkNode, NetworkEdge, CollaborationNetwork, SharedTarget)
INPUTS = (CollaborationNetworkWhere,)
