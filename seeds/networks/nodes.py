"""Ties and categories from the nodes and edges of GML."""

from __future__ import annotations

from seeds.networks import gml
from seeds.networks.aliases import Aliases
from seeds.networks.columns import Asked, Kind
from seeds.networks.file import at
from seeds.networks.found import Read, ties_told, weight_of
from seeds.table import Faults

NAMES = ("label", "name", "vertexnames")
"""Attributes that GML files have names in, the usual one first."""


def ties_of(
    file: str, text: str, asked: Asked, aliases: Aliases, apart: bool, faults: Faults
) -> Read | None:
    """The ties of a file in GML, with categories unless they stand ``apart``."""
    for option, name in (("activity", asked.activity), ("partner", asked.partner)):
        if name is not None:
            at(faults, file, 1, name, f"--{option} has no meaning for GML: leave it out")
    if asked.kind is Kind.PARTICIPATIONS:
        at(faults, file, 1, 1, "GML has ties; participations are read from CSV: leave out --as")
    graph = gml.network(file, text, faults)
    if graph is None:
        return None
    nodes = graph.nodes
    usual = next((n for n in NAMES if all(n in v.values for v in nodes.values())), "id")
    label = asked.actor or usual
    names = {k: aliases.name(name) for k, name in _names(file, nodes, label, faults).items()}
    weight = asked.weight or next((n for n in ("weight", "value") if _all(graph, n)), None)
    ties = []
    for edge in graph.edges:
        value = edge.values.get(weight, "") if weight else 1
        one, other = (names[str(edge.values[end])] for end in ("source", "target"))
        ties.append((one, other, weight_of(str(value), file, edge.line, weight or "", faults)))
    made = Read(Kind.TIES, names=set(names.values()), ties=ties)
    category = None if apart else asked.category
    if category:
        made.categories = _attributes(file, graph, names, category, faults)
    made.told = {
        "file": file,
        "format": "GML",
        "kind": made.kind,
        "decided": "GML has nodes and edges",
        "attributes": {"actor": label, "weight": weight, "category": category},
        "directed": graph.directed,
        **ties_told(ties, f"the attribute {weight!r}" if weight else None),
    }
    return made


def _names(file: str, nodes: dict[str, gml.Record], label: str, faults: Faults) -> dict[str, str]:
    """The name of each node by its id."""
    names: dict[str, str] = {}
    taken: dict[str, int] = {}
    for key, node in nodes.items():
        name = str(node.values.get(label, "")).strip()
        if not name:
            text = "the node has no such attribute, or an empty one: expected the actor's name "
            at(faults, file, node.line, label, f"{text}(--actor says in which attribute)")
        elif name in taken:
            text = f"the name {name!r} is taken by the node in line {taken[name]}: expected one a "
            at(faults, file, node.line, label, f"{text}node (--actor id reads ids instead)")
        taken.setdefault(name, node.line)
        names[key] = name
    return names


def _attributes(
    file: str, graph: gml.Network, names: dict[str, str], category: str, faults: Faults
) -> dict[str, str]:
    known = {key for node in graph.nodes.values() for key in node.values}
    if category not in known:
        listed = ", ".join(sorted(known))
        text = f"no node has this attribute: expected one of {listed}"
        at(faults, file, 1, category, text)
    made: dict[str, str] = {}
    for key, node in graph.nodes.items():
        name, kind = names[key], str(node.values.get(category, "")).strip()
        before = made.get(name, "")
        if kind and before and kind != before:
            text = f"is {kind!r} for {name!r}, who is {before!r} in a node before: expected one "
            at(faults, file, node.line, category, f"{text}category an actor")
        made[name] = before or kind
    return made


def _all(graph: gml.Network, key: str) -> bool:
    return bool(graph.edges) and all(key in edge.values for edge in graph.edges)
