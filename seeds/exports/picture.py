"""A collaboration network as all formats need it: nodes and edges with their values and spells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from graph.model import Type
from graph.network.material import Body, Material, Named
from graph.network.scope import Level, before
from seeds.exports.table import Column

if TYPE_CHECKING:
    from graph.network.network import Network
    from graph.network.views import Actor, Tie

Spell: TypeAlias = tuple[str | None, str | None]
"""First and last day, both included; None where open."""

MEASURES: dict[str, tuple[str, Type]] = {
    "activityCount": ("activity_count", Type.INT),
    "degree": ("degree", Type.INT),
    "strength": ("strength", Type.FLOAT),
    "betweenness": ("betweenness", Type.FLOAT),
    "betweennessNormalized": ("betweenness_normalized", Type.FLOAT),
    "closeness": ("closeness", Type.FLOAT),
    "harmonic": ("harmonic", Type.FLOAT),
    "pageRank": ("page_rank", Type.FLOAT),
    "eigenvector": ("eigenvector", Type.FLOAT),
    "clustering": ("clustering", Type.FLOAT),
    "coreNumber": ("core_number", Type.INT),
    "constraint": ("constraint", Type.FLOAT),
    "effectiveSize": ("effective_size", Type.FLOAT),
    "community": ("community", Type.INT),
    "participationCoefficient": ("participation_coefficient", Type.FLOAT),
    "articulationPoint": ("articulation_point", Type.BOOL),
}
"""What can be told of a node, by its name in the API."""
USUAL = ("activityCount", "degree", "strength", "community")
"""The measures that are told where none are chosen."""

_NODE = (
    Column("acronym", Type.TEXT),
    Column("type", Type.TEXT),
    Column("sector", Type.TEXT),
    Column("sectorCode", Type.TEXT),
)
_EDGE = (
    Column("weight", Type.FLOAT),
    Column("activityCount", Type.INT),
    Column("initiativeCount", Type.INT),
    Column("targetCount", Type.INT),
    Column("sessionCount", Type.INT),
    Column("processCount", Type.INT),
    Column("firstDate", Type.DATE),
    Column("latestDate", Type.DATE),
)


class Point(NamedTuple):
    """A node: its id, its name, a value for each of the picture's columns, its life."""

    id: str
    label: str
    values: tuple[Any, ...]
    spells: tuple[Spell, ...]


class Line(NamedTuple):
    """An edge between two nodes, without direction."""

    source: str
    target: str
    values: tuple[Any, ...]
    spells: tuple[Spell, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A network: strongest nodes and edges first. ``weight`` is the first of an edge's values."""

    day: str
    version: int
    node_columns: tuple[Column, ...]
    edge_columns: tuple[Column, ...]
    points: Sequence[Point]
    lines: Sequence[Line]


def picture(network: Network, material: Material, measures: Sequence[str] = USUAL) -> Picture:
    """The picture of a network; ``measures`` are names from ``MEASURES``."""
    chosen = [MEASURES[name] for name in measures]
    made = (Column(name, type_) for name, (_, type_) in zip(measures, chosen, strict=True))
    points = [_point(actor, network, material, [n for n, _ in chosen]) for actor in network.nodes]
    spells = _Spells(network)
    lines = [
        Line(tie.source, tie.target, _edge_values(tie), spells.of(tie)) for tie in network.edges
    ]
    return Picture(network.asked_day, network.version, (*_NODE, *made), _EDGE, points, lines)


def _point(actor: Actor, network: Network, material: Material, attributes: Sequence[str]) -> Point:
    level = network.scope.asked.level
    sector = material.sectors.get(actor.sector or "")
    tables: Mapping[Level, Mapping[str, Body | Named]] = {
        Level.AGENCY: material.agencies,
        Level.UNIT: material.units,
        Level.SECTOR: material.sectors,
    }
    known = tables[level][actor.id]
    acronym: str | None = None
    type_: str | None = None
    spells: tuple[Spell, ...] = ()
    if isinstance(known, Body):
        acronym, type_ = known.acronym, known.type
        spells = tuple(_included([(known.start or "", known.end or "")]))
    values = [getattr(actor, name) for name in attributes]
    told = (acronym, type_, sector and sector.name, sector and sector.code, *values)
    return Point(actor.id, known.name, told, spells)


def _edge_values(tie: Tie) -> tuple[Any, ...]:
    counts = {shared.kind: shared.count for shared in tie.shared}
    kinds = ("INITIATIVE", "TARGET", "SESSION", "PROCESS")
    each = (counts.get(kind, 0) for kind in kinds)
    return (tie.weight, tie.activity_count, *each, tie.first_date, tie.latest_date)


class _Spells:
    """The days on which the ends of ties both take part in something that they share."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._parts: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for part in network.scope.parts:
            spell = (part.start or "", part.end or "")
            self._parts.setdefault((part.body, part.activity), []).append(spell)

    def of(self, tie: Tie) -> tuple[Spell, ...]:
        """In order, those joined that touch or overlap; ends are days included."""
        found = (
            (max(one[0], other[0]), min(one[1] or "9", other[1] or "9"))
            for activity in tie.activities
            for one in self._parts[tie.source, activity]
            for other in self._parts[tie.target, activity]
        )
        both = [(start, "" if end == "9" else end) for start, end in found if start < end]
        return tuple(_included(_joined(both)))


def _joined(spells: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Half-open spells in order without overlaps; an empty text is an open end."""
    current: tuple[str, str] | None = None
    for start, end in sorted(spells, key=lambda spell: spell[0]):
        if current is None or (current[1] and start > current[1]):
            if current:
                yield current
            current = start, end
        elif current[1]:
            current = current[0], "" if not end else max(current[1], end)
    if current:
        yield current


def _included(spells: Iterable[tuple[str, str]]) -> Iterator[Spell]:
    for start, end in spells:
        if start or end:
            yield start or None, before(end) if end else None
