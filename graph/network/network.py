"""A collaboration network with everything that can be measured in it, each when first asked for."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.errors import TooCostly
from graph.network import backbone, categories, centrality, holes, sdsm, structure
from graph.network.arrays import Floats, Graph, Incidence, Ints, incidence_of, numbered
from graph.network.brokerage import Brokerage, brokerage
from graph.network.communities import Communities, communities
from graph.network.evidence import Evidence, evidence
from graph.network.external_internal import ExternalInternal, external_internal
from graph.network.membership import Categories, membership
from graph.network.project import project
from graph.network.projection import Weighting
from graph.network.scope import Scope
from graph.network.views import Actor, Bridge, Community, Roles, Tie
from graph.network.work import checkpoint, once

MOST_TIED = 3_000
"""How many actors with ties a network may have whose paths are measured: all pairs are looked at.
"""
NO_SECTOR = ""
"""The category of actors without a sector."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Which ties are left out: those below ``minimum``, and those that the disparity filter does
    not keep at ``alpha``, if there is one.
    """

    minimum: float = 0.0
    alpha: float | None = None


@dataclass(frozen=True, slots=True)
class Backbone:
    """What the disparity filter keeps. ``small_integers`` says that all weights are whole numbers
    of which the median is 1 or 2: among these, hardly a tie can stand out.
    """

    alpha: float
    keeps: Any
    small_integers: bool

    @classmethod
    def of(cls, graph: Graph, alpha: float) -> Backbone:
        """The backbone of a network."""
        weight = graph.weight
        whole = bool(len(weight) and np.all(weight == np.rint(weight)) and np.median(weight) <= 2)
        return cls(alpha, backbone.disparity(graph, alpha), whole)

    @property
    def kept(self) -> int:
        """How many ties it keeps."""
        return int(self.keeps.sum())

    @property
    def of_edges(self) -> int:
        """How many ties there were."""
        return len(self.keeps)

    @property
    def note(self) -> str | None:
        """What to make of a backbone without ties."""
        if self.kept or not self.of_edges:
            return None
        because = " Weights are small whole numbers: none can." if self.small_integers else ""
        return (
            f"No tie stands out at alpha {self.alpha:g}.{because} Try NEWMAN weights, a higher "
            "alpha, or minWeight."
        )


class Network:
    """The actors of a scope, tied by what they share. ``version`` is the graph's."""

    def __init__(self, scope: Scope, weighting: Weighting, cut: Cut, version: int) -> None:
        self._lock = threading.RLock()
        self.scope = scope
        self.weighting = weighting
        self.version = version
        self.incidence: Incidence = incidence_of(
            ((part.body, part.activity) for part in scope.parts), scope.actors
        )
        whole = project(self.incidence, weighting)
        self.backbone = None if cut.alpha is None else Backbone.of(whole, cut.alpha)
        kept = whole.weight >= cut.minimum
        if self.backbone:
            kept &= self.backbone.keeps
        self.graph = Graph(whole.names, whole.source[kept], whole.target[kept], whole.weight[kept])

    @property
    def bytes(self) -> int:
        """What it weighs when all has been asked for, about."""
        return 120 * len(self.scope.parts) + 250 * self.graph.edges + 1_000 * self.graph.nodes

    @property
    def asked_day(self) -> str:
        """The day that was looked at, or the last one of the period."""
        return self.scope.asked.day

    @once
    def nodes(self) -> list[Actor]:
        """The actors, strongest first; those without ties too."""
        strength = self.strength
        order = sorted(range(self.graph.nodes), key=lambda at: (-strength[at], at))
        return [Actor(self, at) for at in order]

    @once
    def edges(self) -> list[Tie]:
        """The ties, strongest first."""
        graph = self.graph
        order = np.lexsort((graph.target, graph.source, -graph.weight)).tolist()
        return [Tie(self, at) for at in order]

    # Of actors: one value each, in the order of their ids.

    @once
    def activity_count(self) -> list[int]:
        """How many activities each takes part in, alone ones too."""
        counts = np.bincount(self.incidence.actor, minlength=self.graph.nodes)
        return _listed(counts)

    @once
    def degree(self) -> list[int]:
        """How many partners each has."""
        return _listed(self.graph.degree)

    @once
    def strength(self) -> list[float]:
        """The sum of the weights of each actor's ties."""
        return _listed(self.graph.strength)

    @property
    def betweenness(self) -> list[float]:
        """Weighted betweenness, not normalised."""
        return self._paths[0]

    @property
    def betweenness_normalized(self) -> list[float]:
        """Weighted betweenness as a share of all pairs of others."""
        return self._paths[1]

    @property
    def closeness(self) -> list[float]:
        """Weighted closeness within the component."""
        return self._paths[2]

    @property
    def harmonic(self) -> list[float]:
        """The mean of 1/distance to all others, weighted."""
        return self._paths[3]

    @once
    def page_rank(self) -> list[float]:
        """Weighted PageRank."""
        return _listed(centrality.pagerank(self.graph, weighted=True))

    @once
    def eigenvector(self) -> list[float]:
        """Weighted eigenvector centrality."""
        return _listed(centrality.eigenvector(self.graph, weighted=True))

    @once
    def clustering(self) -> list[float]:
        """The share of pairs of partners that are tied."""
        return _listed(structure.clustering(self.graph, self._triangles))

    @once
    def core_number(self) -> list[int]:
        """The k-core of each."""
        return _listed(structure.core_numbers(self.graph))

    @once
    def constraint(self) -> list[float]:
        """Burt's constraint."""
        return _listed(holes.constraint(self.graph))

    @once
    def effective_size(self) -> list[float]:
        """Burt's effective size."""
        return _listed(holes.effective_size(self.graph, self._triangles))

    @once
    def participation_coefficient(self) -> list[float]:
        """How evenly each actor's weight spreads over sectors."""
        return _listed(categories.participation(self.graph, self._sectors, weighted=True))

    @once
    def brokerage(self) -> list[Roles]:
        """How often each brokers between sectors, by role."""
        found: Brokerage = brokerage(self.graph, self._sectors)
        columns = [counts.tolist() for counts in found.roles().values()]
        return [Roles(*row) for row in zip(*columns, strict=True)]

    @once
    def falls_apart(self) -> dict[int, structure.Apart]:
        """What a component falls into without each of its articulation points."""
        return structure.falls_apart(self.graph)

    # Of the whole.

    @property
    def node_count(self) -> int:
        """How many actors there are."""
        return self.graph.nodes

    @property
    def edge_count(self) -> int:
        """How many ties there are."""
        return self.graph.edges

    @once
    def density(self) -> float:
        """The share of pairs that are tied."""
        return structure.density(self.graph)

    @once
    def components(self) -> list[int]:
        """The sizes of the components, largest first; an isolate is one."""
        return _listed(np.bincount(structure.components(self.graph)))

    @property
    def component_count(self) -> int:
        """How many components there are."""
        return len(self.components)

    @once
    def transitivity(self) -> float:
        """The share of connected triples that are closed."""
        return structure.transitivity(self.graph, self._triangles)

    @once
    def average_clustering(self) -> float:
        """The mean of the actors' clustering."""
        return structure.average_clustering(self.graph, self._triangles)

    @once
    def partition(self) -> Communities:
        """The communities by weight."""
        return communities(self.graph, weighted=True)

    @property
    def modularity(self) -> float:
        """Weighted modularity of the communities."""
        return self.partition.modularity

    @once
    def communities(self) -> list[Community]:
        """The communities with more than one member, largest first."""
        members: dict[int, list[str]] = {}
        for name, label in zip(self.graph.names, self.partition.labels.tolist(), strict=True):
            members.setdefault(label, []).append(name)
        return [Community(n, m) for n, m in sorted(members.items()) if len(m) > 1]

    @once
    def sector_modularity(self) -> float:
        """Weighted modularity of the sectors."""
        return categories.modularity(self.graph, self._sectors, weighted=True)

    @once
    def sector_assortativity(self) -> float | None:
        """Assortativity by sector."""
        return categories.assortativity(self.graph, self._sectors)

    @once
    def degree_assortativity(self) -> float | None:
        """Assortativity by degree."""
        return structure.degree_assortativity(self.graph)

    @once
    def ei_index(self) -> ExternalInternal:
        """The E-I index of ties by sector."""
        return external_internal(self.graph, self._sectors)

    @once
    def ei_index_weighted(self) -> ExternalInternal:
        """The E-I index of weight by sector."""
        return external_internal(self.graph, self._sectors, weighted=True)

    @once
    def bridges(self) -> list[Bridge]:
        """The ties without which their ends are no longer connected."""
        names = self.graph.names
        return [Bridge(names[one], names[other]) for one, other in structure.bridges(self.graph)]

    # What several of them rest on.

    @once
    def sector_labels(self) -> tuple[str, ...]:
        """The primary sector of each actor, the empty text for none."""
        return tuple(sector or NO_SECTOR for sector in self.scope.primary)

    @once
    def _sectors(self) -> Categories:
        """What measures by sector count actors in; no sector is a category as well."""
        if self.scope.asked.spread:
            return membership([own or (NO_SECTOR,) for own in self.scope.portfolios])
        return numbered(self.sector_labels)[1]

    @once
    def _triangles(self) -> Floats:
        return structure.triangles(self.graph)

    @once
    def _paths(self) -> tuple[list[float], list[float], list[float], list[float]]:
        """Betweenness, its share, closeness, harmonic closeness; isolates have 0 in all."""
        tied = np.flatnonzero(self.graph.degree)
        if len(tied) > MOST_TIED:
            raise TooCostly(
                f"paths among {len(tied):,} actors are not measured, only among {MOST_TIED:,}: "
                "narrow the network by where, or raise minWeight"
            )
        among = _among(self.graph, tied)
        far = centrality.distances(among, weighted=True)
        checkpoint()
        between = centrality.betweenness(among, weighted=True, known=far)
        checkpoint()
        found = (
            _spread(between, tied, self.graph.nodes),
            centrality.of_pairs(_spread(between, tied, self.graph.nodes)),
            _spread(centrality.closeness(far), tied, self.graph.nodes),
            _spread(centrality.harmonic(far), tied, self.graph.nodes)
            / max(self.graph.nodes - 1, 1),
        )
        return (_listed(found[0]), _listed(found[1]), _listed(found[2]), _listed(found[3]))

    @once
    def by_chance(self) -> tuple[list[float], list[float], list[float]]:
        """Of each tie, in the graph's order: how many activities chance has two so active actors
        share, the chance of at least as many as they do, and that adjusted for all pairs there
        are, tied or not.
        """
        nodes, one, other = self.graph.nodes, self.graph.source, self.graph.target
        found = sdsm.compare_pairs(self.incidence, *sdsm.every_pair(nodes))
        at = one * nodes - one * (one + 1) // 2 + other - one - 1
        chances = found.expected, found.p_upper, found.adjusted_upper
        expected, p, adjusted = (_listed(values[at]) for values in chances)
        return expected, p, adjusted

    @once
    def evidence(self) -> Evidence:
        """What the ends of ties share."""
        return evidence(self.graph, self.incidence, self.scope.parts)


def _among(graph: Graph, tied: Ints) -> Graph:
    """The same ties among those actors only who have any."""
    place = np.zeros(graph.nodes, dtype=np.int64)
    place[tied] = np.arange(len(tied))
    names = tuple(graph.names[at] for at in tied)
    return Graph(names, place[graph.source], place[graph.target], graph.weight)


def _spread(values: Floats, tied: Ints, nodes: int) -> Floats:
    found = np.zeros(nodes)
    found[tied] = values
    return found


def _listed(values: Any) -> list[Any]:
    found: list[Any] = values.tolist()
    return found
