"""Who takes part in what on a day: the raw material of every network.

Units stand for their agency: what a unit does counts as its agency's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.reader import Reader
from graph.writer import Writer, dated

PLACEHOLDER = "GENERIC"
"""The type of bodies that stand for a class of bodies; they are no actors."""

# {agency}: match of visible agencies alive on the day; {a}: its variable; {sector}: that s holds
_POPULATION = """COLLECT {{ {agency} RETURN [{a}.id, {a}.type, \
COLLECT {{ MATCH ({a})-[s:IN_SECTOR]->(f:Sector) WHERE {sector} \
WITH s, f ORDER BY s.position RETURN f.code }}] }}"""

# pairs of agency and activity, directly and through units; {direct}, {through}: what is seen
_INCIDENCE = """COLLECT {{ \
MATCH (a:Agency)-[r:{relation}]->(b:{activity}) WHERE {direct} RETURN [a.id, b.id] UNION ALL \
MATCH (b:{activity})<-[r:{relation}]-(u:Unit)-[q:UNIT_OF]->(a:Agency) \
WHERE {through} RETURN [a.id, b.id] }}"""

# pairs of initiative and target; {seen}: what is seen
_SERVING = """COLLECT {{ MATCH (i:Initiative)-[:SERVES_TARGET]->(t:Target) \
WHERE true{seen} RETURN [i.id, t.id] }}"""


@dataclass(frozen=True, slots=True)
class Population:
    """The agencies that a network is made of; the first sector of each is its primary one."""

    ids: tuple[str, ...]
    types: tuple[str, ...]
    sectors: tuple[tuple[str, ...], ...]


Pairs = frozenset[tuple[str, str]]


async def incidence(
    reader: Reader, writer: Writer, day: str, relations: Sequence[str]
) -> tuple[Population, list[Pairs]]:
    """The agencies alive on a day, and for each relation the pairs of agency and activity that the
    viewer may see. ``SERVES_TARGET`` gives pairs of initiative and target.
    """
    match = writer.body(writer.model.kind("Agency"), as_of=day)
    sector = dated("s", day) + writer.seen(f="Sector")
    population = _POPULATION.format(agency=match.text, a=match.node, sector=sector)
    columns = [population, *(_pairs(writer, name, day) for name in relations)]
    text = "RETURN " + ", ".join(f"{c} AS c{i}" for i, c in enumerate(columns))
    rows = await reader.read("incidence", text, writer.parameters.values)
    found = [frozenset((a, b) for a, b in column) for column in rows[0][1:]]
    return _population(rows[0][0]), found


def _pairs(writer: Writer, name: str, day: str) -> str:
    if name == "SERVES_TARGET":
        return _SERVING.format(seen=writer.seen(i="Initiative", t="Target"))
    (activity,) = writer.model.relations[name].ends
    holds = dated("r", day)
    direct = holds + writer.seen(a="Agency", b=activity)
    through = f"{holds} AND {dated('q', day)}" + writer.seen(a="Agency", b=activity, u="Unit")
    return _INCIDENCE.format(relation=name, activity=activity, direct=direct, through=through)


def _population(rows: Iterable[tuple[str, str, list[str]]]) -> Population:
    ordered = sorted(rows)
    return Population(
        tuple(row[0] for row in ordered),
        tuple(row[1] for row in ordered),
        tuple(tuple(row[2]) for row in ordered),
    )
