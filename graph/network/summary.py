"""All measures of a network by name, ready to be written as JSON.

Names are those under which reference values are published: ``_inverse_weight`` measures have ties
of length 1/weight, ``_normalized`` ones are shares of what is possible, ``_weighted`` ones count
weight for ties. What belongs to actors is keyed by their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from graph.network import centrality, holes, structure
from graph.network.arrays import Floats, Graph, Incidence, Ints, numbered
from graph.network.backbone import disparity
from graph.network.brokerage import brokerage
from graph.network.categories import assortativity, modularity, participation
from graph.network.communities import communities
from graph.network.external_internal import PERMUTATIONS, SEED, external_internal
from graph.network.project import project
from graph.network.projection import Weighting

Measures = dict[str, Any]
ALPHAS = (0.05, 0.1)


def measures(
    graph: Graph,
    categories: Mapping[str, str] | None = None,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
    alphas: Iterable[float] = ALPHAS,
) -> Measures:
    """Every measure of the graph; those by category only where categories are given, by actor.
    Actors without one are a category of their own.
    """
    triangles = structure.triangles(graph)
    found = {
        **_whole(graph, triangles),
        **_paths(graph),
        **_standing(graph, triangles),
        **_breaking(graph),
        **_communities(graph, seed),
        **{f"disparity_{alpha:g}": _kept(graph, alpha) for alpha in alphas},
    }
    if categories is not None:
        _, labels = numbered([categories.get(name, "") for name in graph.names])
        found |= _by_category(graph, labels, permutations, seed)
    return found


def participations(incidence: Incidence) -> Measures:
    """What actors and activities say before and right after projection; ``events`` are activities,
    ``multi`` are those of two or more actors.
    """
    count = project(incidence, Weighting.COUNT)
    newman = project(incidence, Weighting.NEWMAN)
    own = np.bincount(incidence.actor, minlength=len(incidence.actors))
    return {
        "two_mode": _two_mode(incidence),
        "events_per_actor": _by_name(incidence.actors, own),
        "event_sizes": {
            str(size): int(events)
            for size, events in enumerate(np.bincount(incidence.sizes))
            if events
        },
        "projection_count": _ties(count),
        "projection_newman": _ties(newman),
        "strength_newman": _by_name(newman.names, newman.strength),
        "strength_newman_total": float(newman.strength.sum()),
        "strength_count": _by_name(count.names, count.strength),
    }


def _two_mode(incidence: Incidence) -> Measures:
    sizes = incidence.sizes
    cells = len(incidence.actors) * len(incidence.activities)
    return {
        "actors": len(incidence.actors),
        "events": len(incidence.activities),
        "incidences": len(incidence.actor),
        "events_multi": int((sizes > 1).sum()),
        "incidences_multi": int(sizes[sizes > 1].sum()),
        "density": len(incidence.actor) / max(cells, 1),
    }


def _whole(graph: Graph, triangles: Floats) -> Measures:
    sizes = np.bincount(structure.components(graph)).tolist()
    return {
        "nodes": graph.nodes,
        "edges": graph.edges,
        "density": structure.density(graph),
        "components": {"count": len(sizes), "sizes": sizes},
        "transitivity": structure.transitivity(graph, triangles),
        "clustering_average": structure.average_clustering(graph, triangles),
        "assortativity_degree": structure.degree_assortativity(graph),
    }


def _paths(graph: Graph) -> Measures:
    hops, lengths = centrality.distances(graph), centrality.distances(graph, weighted=True)
    between = centrality.betweenness(graph)
    inverse = centrality.betweenness(graph, weighted=True, known=lengths)
    harmonic = centrality.harmonic(hops)
    found = {
        "betweenness": between,
        "betweenness_normalized": centrality.of_pairs(between),
        "betweenness_inverse_weight": inverse,
        "betweenness_inverse_weight_normalized": centrality.of_pairs(inverse),
        "closeness": centrality.closeness(hops),
        "closeness_wf": centrality.closeness_wf(hops),
        "closeness_inverse_weight": centrality.closeness(lengths),
        "harmonic": harmonic,
        "harmonic_normalized": harmonic / max(graph.nodes - 1, 1),
        "harmonic_inverse_weight": centrality.harmonic(lengths),
    }
    return _all_by_name(graph, found)


def _standing(graph: Graph, triangles: Floats) -> Measures:
    cores = structure.core_numbers(graph)
    highest = int(cores.max(initial=0))
    found: dict[str, Ints | Floats] = {
        "degree": graph.degree,
        "strength": graph.strength,
        "eigenvector": centrality.eigenvector(graph),
        "eigenvector_weighted": centrality.eigenvector(graph, weighted=True),
        "pagerank": centrality.pagerank(graph),
        "pagerank_weighted": centrality.pagerank(graph, weighted=True),
        "clustering_local": structure.clustering(graph, triangles),
        "core_number": cores,
        "constraint": holes.constraint(graph),
        "effective_size": holes.effective_size(graph, triangles),
    }
    top = {"k": highest, "nodes": int((cores == highest).sum())}
    return {**_all_by_name(graph, found), "max_core": top}


def _breaking(graph: Graph) -> Measures:
    name = graph.names
    apart = structure.falls_apart(graph)
    return {
        "articulation_points": [name[point] for point in apart],
        "falls_apart": {
            name[point]: {
                "pieces": len(pieces.sizes),
                "sizes": list(pieces.sizes),
                "cut_off": [name[actor] for actor in pieces.cut_off],
            }
            for point, pieces in apart.items()
        },
        "bridges": [[name[one], name[other]] for one, other in structure.bridges(graph)],
    }


def _communities(graph: Graph, seed: int) -> Measures:
    return {
        "leiden_modularity": communities(graph, seed=seed).modularity,
        "leiden_modularity_weighted": communities(graph, weighted=True, seed=seed).modularity,
    }


def _kept(graph: Graph, alpha: float) -> Measures:
    kept = disparity(graph, alpha)
    ends = zip(graph.source[kept].tolist(), graph.target[kept].tolist(), strict=True)
    edges = [[graph.names[one], graph.names[other]] for one, other in ends]
    return {"kept": len(edges), "edges": edges}


def _by_category(graph: Graph, labels: Ints, permutations: int, seed: int) -> Measures:
    roles = {role: counts.tolist() for role, counts in brokerage(graph, labels).roles().items()}
    spread = {
        "participation": participation(graph, labels),
        "participation_weighted": participation(graph, labels, weighted=True),
    }
    return {
        "assortativity_category": assortativity(graph, labels),
        "modularity_category": modularity(graph, labels),
        "modularity_category_weighted": modularity(graph, labels, weighted=True),
        "brokerage": {
            name: {role: counts[actor] for role, counts in roles.items()}
            for actor, name in enumerate(graph.names)
        },
        "brokerage_totals": {role: sum(counts) for role, counts in roles.items()},
        "ei_index": _ei(graph, labels, False, permutations, seed),
        "ei_index_weighted": _ei(graph, labels, True, permutations, seed),
        **_all_by_name(graph, spread),
    }


def _ei(graph: Graph, labels: Ints, weighted: bool, permutations: int, seed: int) -> Measures:
    found = asdict(external_internal(graph, labels, weighted, permutations, seed))
    ends = found["interval95"]
    return {**found, "interval95": None if ends is None else list(ends)}


def _ties(graph: Graph) -> dict[str, float]:
    ends = zip(graph.source.tolist(), graph.target.tolist(), graph.weight.tolist(), strict=True)
    return {f"{graph.names[one]} | {graph.names[other]}": weight for one, other, weight in ends}


def _all_by_name(graph: Graph, found: Mapping[str, Ints | Floats]) -> Measures:
    return {measure: _by_name(graph.names, values) for measure, values in found.items()}


def _by_name(names: Iterable[str], values: Ints | Floats) -> dict[str, Any]:
    return dict(zip(names, values.tolist(), strict=True))
