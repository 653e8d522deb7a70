"""Who takes part in what on a day: the raw material of every network.

Units stand for their agency: what a unit does counts as its agency's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.model import Model
from graph.reader import Reader
from graph.writer import Writer, dated

PLACEHOLDER = "GENERIC"
"""The type of bodies that stand for a class of bodies; they are no actors."""

# {agency}: match of visible agencies alive on the day; {a}: its variable; {sector}: dated IN_SECTOR
_POPULATION = """COLLECT {{ {agency} RETURN [{a}.id, {a}.type, \
COLLECT {{ MATCH ({a})-[s:IN_SECTOR]->(f:Sector) WHERE {sector} \
WITH s, f ORDER BY s.position RETURN f.code }}] }}"""

# pairs of agency and activity, directly and through units
_INCIDENCE = """COLLECT {{ \
MATCH (a:Agency)-[r:{relation}]->(b:{activity}) WHERE {r} RETURN [a.id, b.id] UNION ALL \
MATCH (b:{activity})<-[r:{relation}]-(u:Unit)-[q:UNIT_OF]->(a:Agency) \
WHERE {r} AND {q} RETURN [a.id, b.id] }}"""


@dataclass(frozen=True, slots=True)
class Population:
    """The agencies that a network is made of; the first sector of each is its primary one."""

    ids: tuple[str, ...]
    types: tuple[str, ...]
    sectors: tuple[tuple[str, ...], ...]


Pairs = frozenset[tuple[str, str]]


async def incidence(
    reader: Reader, writer: Writer, model: Model, day: str, relations: Sequence[str]
) -> tuple[Population, list[Pairs]]:
    """The agencies alive on a day, and for each relation the pairs of agency and activity."""
    match = writer.body(model.kind("Agency"), as_of=day)
    population = _POPULATION.format(agency=match.text, a=match.node, sector=dated("s", day))
    columns = [population, *(_pairs(model, name, day) for name in relations)]
    text = "RETURN " + ", ".join(f"{c} AS c{i}" for i, c in enumerate(columns))
    rows = await reader.read("incidence", text, writer.parameters.values)
    actors = _population(rows[0][0])
    known = set(actors.ids)
    return actors, [frozenset((a, b) for a, b in column if a in known) for column in rows[0][1:]]


def _pairs(model: Model, name: str, day: str) -> str:
    (activity,) = model.relations[name].ends
    return _INCIDENCE.format(relation=name, activity=activity, r=dated("r", day), q=dated("q", day))


def _population(rows: Iterable[tuple[str, str, list[str]]]) -> Population:
    ordered = sorted(rows)
    return Population(
        tuple(row[0] for row in ordered),
        tuple(row[1] for row in ordered),
        tuple(tuple(row[2]) for row in ordered),
    )
