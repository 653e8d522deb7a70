"""The collaboration network: its public types and its root field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from graph.errors import BadInput, HubError
from graph.network.material import Material
from graph.network.projection import Weighting
from graph.network.scope import Asked, scope
from schema.agency import Agency
from schema.declare import Connection, prop, record
from schema.drafts import Argument
from schema.node import Actor, Node
from schema.roots import Computed, Context, Shown, told
from schema.scoping import (
    ALL_SECTORS,
    AS_OF,
    BETWEEN,
    LEVEL,
    VIA,
    WEIGHTING,
    WHERE,
    TieKind,
    asked,
    check_codes,
    day_of,
    refuse,
    weighting,
)
from schema.sector import Sector

if TYPE_CHECKING:
    from graph.network.network import Network


@record
class BrokerageRoles:
    """How often an actor stands between two others that are not tied, by the sectors of the three
    (Gould and Fernandez 1989). Both directions count, so each pair counts twice. Roles are whole
    numbers by primary sectors; with `allSectors` a pair counts in several roles, by parts.
    """

    coordinator: float = prop("All three are of one sector.")
    consultant: float = prop("The two are of one sector, the actor of another.")
    representative: float = prop("The actor speaks for one of its own sector to another sector.")
    gatekeeper: float = prop("The actor stands before one of its own sector.")
    liaison: float = prop("All three are of different sectors.")
    total: int = prop("All roles together, a whole number in any case.")


@record
class FallsApart:
    """What a component of the network falls into without one of its actors."""

    sizes: list[int] = prop("Sizes of the pieces, largest first.")
    cut_off: Connection[Actor] = prop("The actors that are not in the largest piece.")


@record
class NetworkNode:
    """An actor in a collaboration network, and its place there."""

    actor: Actor | None = prop("The actor.")
    agency: Agency | None = prop("The actor, where it is an agency.")
    sector: Sector | None = prop(
        "Its primary sector, which measures by sector count it in, unless with `allSectors`."
    )
    activity_count: int = prop("How many activities it takes part in, alone ones too.")
    degree: int = prop("How many partners it has.")
    strength: float = prop("Sum of the weights of its ties.")
    betweenness: float = prop(
        "How many pairs of others have their shortest path through it (a share where there are "
        "several); a tie's length is 1/weight (Freeman 1977, Newman 2001)."
    )
    betweenness_normalized: float = prop("Betweenness over the number of pairs of others, 0 to 1.")
    closeness: float = prop(
        "Actors reached over the sum of distances to them, lengths being 1/weight; it compares "
        "within a component (Freeman 1979)."
    )
    harmonic: float = prop(
        "Mean of 1/distance to all others, lengths being 1/weight; it compares across components."
    )
    page_rank: float = prop("PageRank by weight, damping 0.85; adds up to 1.")
    eigenvector: float = prop("Eigenvector centrality by weight, in the largest component.")
    clustering: float = prop("Share of the pairs of its partners that are tied, 0 to 1.")
    core_number: int = prop("Largest k such that it is in a group where all have k partners.")
    constraint: float = prop("How much its partners are tied to each other (Burt 1992).")
    effective_size: float = prop("Partners less their average ties to each other (Burt 1992).")
    community: int = prop("Number of its community (Leiden, by weight); 0 is the largest.")
    participation_coefficient: float = prop(
        "How evenly its ties' weight spreads over sectors, 0 to below 1 (Guimera and Amaral 2005)."
    )
    brokerage: BrokerageRoles = prop("How often it stands between others, by role.")
    articulation_point: bool = prop("Whether its component falls apart without it.")
    falls_apart: FallsApart | None = prop("What its component falls into without it, if it does.")


@record
class SharedActivities:
    """How many activities of one kind two actors share."""

    kind: TieKind = prop("The kind.")
    count: int = prop("How many.")


@record
class NetworkEdge:
    """A tie between two actors. It has no direction."""

    source: Actor | None = prop("The one end.")
    target: Actor | None = prop("The other end.")
    weight: float = prop("Strength of the tie, by the weighting asked for.")
    activity_count: int = prop("How many activities they share.")
    initiative_count: int = prop("How many of these are initiatives.")
    shared: list[SharedActivities] = prop("How many of each kind.")
    expected: float = prop(
        "How many activities chance has two actors share that take part in so many (SDSM: Neal "
        "2014); exact, and cautious."
    )
    p_value: float = prop("Chance of sharing at least as many as they do, by that model.")
    adjusted_p_value: float = prop(
        "The same, adjusted for the number of pairs (Benjamini and Hochberg 1995)."
    )
    first_date: date | None = prop("First day of joint work, where any source tells.")
    latest_date: date | None = prop("Latest day of joint work, up to the one looked at.")
    evidence: Connection[Node] = prop("What they share; of a hand-off both processes.")


@record
class EiIndex:
    """Ties that leave a sector against ties that stay: (external - internal) / all, -1 to 1
    (Krackhardt and Stern 1988), beside what chance makes of it when sectors are shuffled over the
    actors. The raw sign says nothing: where sectors are many, chance alone makes it positive.
    With `allSectors` a tie stays as far as the sectors of its ends overlap: by the sum of the
    smaller shares, 1 where both have the same sectors, 0 where they have none in common.
    """

    observed: float | None = prop("The index; absent without ties.")
    external: float = prop("Ties (weight) between sectors.")
    internal: float = prop("Ties (weight) within sectors.")
    expected: float | None = prop("Its exact mean under permutation of the sectors.")
    sd: float | None = prop("Its exact standard deviation.")
    z: float | None = prop("(observed - expected) / sd.")
    p_value: float | None = prop("Share of permutations at least as far from expected.")
    p_lower: float | None = prop("Share of permutations at most as large.")
    p_upper: float | None = prop("Share of permutations at least as large.")
    low: float | None = prop("Lower end of the middle 95 % of permutations.")
    high: float | None = prop("Upper end of the middle 95 % of permutations.")


@record
class NetworkCommunity:
    """A group of actors with more ties among them than chance has (Leiden)."""

    number: int = prop("Its number: 0 for the largest.")
    size: int = prop("How many members it has.")
    members: Connection[Actor] = prop("Its members.")


@record
class NetworkBridge:
    """A tie without which its ends are no longer connected."""

    source: Actor | None = prop("The one end.")
    target: Actor | None = prop("The other end.")


@record
class NetworkBackbone:
    """What the disparity filter did (Serrano, Boguna and Vespignani 2009)."""

    alpha: float = prop("The level that was asked for.")
    kept: int = prop("How many ties stand out and were kept.")
    of_edges: int = prop("How many there were.")
    note: str | None = prop("What to make of it where none was kept.")


@record
class CollaborationNetwork:
    """Actors and the ties that shared activities make between them."""

    nodes: list[NetworkNode] = prop("Actors, strongest first; those without ties too.")
    edges: list[NetworkEdge] = prop("Ties, strongest first.")
    node_count: int = prop("How many actors there are.")
    edge_count: int = prop("How many ties there are.")
    density: float = prop("Share of all pairs of actors that are tied, 0 to 1.")
    component_count: int = prop("How many components there are; an isolate is one.")
    components: list[int] = prop("Sizes of the components, largest first.")
    transitivity: float = prop("Share of connected triples that are closed, 0 to 1.")
    average_clustering: float = prop("Mean clustering of the actors.")
    communities: list[NetworkCommunity] = prop("Communities of two or more, largest first.")
    modularity: float = prop("Modularity of the communities, by weight, -0.5 to 1.")
    sector_modularity: float = prop(
        "Modularity of the sectors, by weight; with `allSectors` of fuzzy sectors (Nepusz 2008)."
    )
    sector_assortativity: float | None = prop("Whether ties stay within sectors, up to 1.")
    degree_assortativity: float | None = prop("Whether actors of many ties tie with such, -1 to 1.")
    ei_index: EiIndex = prop("E-I index of ties by sector.")
    ei_index_weighted: EiIndex = prop("E-I index of ties' weight by sector.")
    bridges: list[NetworkBridge] = prop("Ties that alone hold two parts together.")
    backbone: NetworkBackbone | None = prop("What the backbone filter did, where asked for.")
    data_version: int = prop("Version of the graph that it was computed from.")
    computed_at: datetime = prop("When it was computed (UTC).")


class BackboneFilter:
    """Keep ties only that are strong beside the other ties of one of their ends."""

    alpha: float | None = prop("How unlikely a tie's share must be by chance; by default 0.05.")


class View(Shown["Network"]):
    """A network as the API shows it: as it is, and when it was made."""

    def __init__(self, network: Network, at: datetime) -> None:
        super().__init__(network)
        self.data_version = network.version
        self.computed_at = told(at)

    @property
    def ei_index(self) -> Ei:
        """The index of ties."""
        return Ei(self._found.ei_index)

    @property
    def ei_index_weighted(self) -> Ei:
        """The index of weight."""
        return Ei(self._found.ei_index_weighted)


class Ei(Shown[Any]):
    """An E-I index as the API shows it."""

    def __init__(self, found: Any) -> None:
        super().__init__(found)
        self.p_value = found.p_two_sided
        ends: tuple[float | None, float | None] = found.interval95 or (None, None)
        self.low, self.high = ends


async def view(context: Context, arguments: Mapping[str, Any]) -> View:
    """The network that the arguments ask for."""
    network, at, _ = await asked_network(context, arguments)
    return View(network, at)


async def asked_network(
    context: Context, arguments: Mapping[str, Any]
) -> tuple[Network, datetime, Material]:
    """As ``made_network``, for the arguments of the root field."""
    question = asked(context, arguments)
    minimum, backbone = arguments.get("minWeight") or 0.0, arguments.get("backbone")
    alpha = None if backbone is None else backbone.get("alpha")
    alpha = 0.05 if backbone is not None and alpha is None else alpha
    _check(minimum, alpha)
    return await made_network(
        context, question, weighting(arguments), question.needs, minimum, alpha
    )


async def made_network(
    context: Context,
    question: Asked,
    weights: Weighting,
    needs: frozenset[str],
    minimum: float = 0.0,
    alpha: float | None = None,
) -> tuple[Network, datetime, Material]:
    """The network of a question, when it was made, and the material it was made of, with the
    tables that ``needs`` names.
    """
    material = await context.analyses.material(context.reader, context.model, context.viewer, needs)
    check_codes(material, question.chosen)

    def make() -> Network:
        from graph.network.network import Cut, Network

        return Network(scope(material, question), weights, Cut(minimum, alpha), material.version)

    key = "network", question, weights, minimum, alpha
    made = await context.analyses.make(context.viewer, material, key, make)
    return made.value, made.at, material


def _check(minimum: float, alpha: float | None) -> None:
    faults: list[HubError] = []
    if minimum < 0:
        faults.append(BadInput(f"is {minimum:g}: no weight is below 0", ["minWeight"]))
    if alpha is not None and not 0 < alpha < 1:
        faults.append(BadInput(f"is {alpha:g}: it lies between 0 and 1", ["backbone", "alpha"]))
    refuse(faults)


COLLABORATION_NETWORK = Computed(
    "collaborationNetwork",
    CollaborationNetwork,
    "Who works with whom, through what, how strongly, since when, and who holds the network "
    "together. All agencies alive on the day that the filter lets pass are actors, those without "
    "ties too. Measures are computed when asked for.",
    view,
    (
        LEVEL,
        VIA,
        WEIGHTING,
        WHERE,
        Argument("minWeight", float | None, "Leave out ties that weigh less."),
        Argument("backbone", BackboneFilter | None, "Leave out ties that don't stand out."),
        ALL_SECTORS,
        AS_OF,
        BETWEEN,
    ),
    day_of,
)

RECORDS = (
    BrokerageRoles,
    FallsApart,
    NetworkNode,
    SharedActivities,
    NetworkEdge,
    EiIndex,
    NetworkCommunity,
    NetworkBridge,
    NetworkBackbone,
    CollaborationNetwork,
)
INPUTS = (BackboneFilter,)
