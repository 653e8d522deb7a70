"""What a source said once and says no more: its validity ends on a day; nothing is deleted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

from graph.database import Ask
from graph.imports.meet import kept
from graph.imports.write import Hand, Step
from graph.model import Kind, Relation

PAGE = 5000
"""How many nodes, or nodes with the relations that begin there, are looked at at a time."""

# $p: source, run, after
_NODES = """MATCH (n:{kind}) WHERE n.id > $p.after WITH n ORDER BY n.id LIMIT {page}
RETURN max(n.id), collect(CASE WHEN n.origin = $p.source AND n.validTo IS NULL THEN [n.id] END)"""
_UNENDING = """MATCH (n:{kind}) WHERE n.id > $p.after WITH n ORDER BY n.id LIMIT {page}
RETURN max(n.id), collect(CASE WHEN n.origin = $p.source THEN [n.id] END)"""
_RELATIONS = """MATCH (a:{start}) WHERE a.id > $p.after WITH a ORDER BY a.id LIMIT {page}
OPTIONAL MATCH (a)-[r:{type}]->(b:{end})
WHERE r.origin = $p.source AND (r.to IS NULL OR r.run = $p.run) RETURN max(a.id), \
collect(CASE WHEN r IS NOT NULL THEN [a.id, b.id, r.key, r.to IS NOT NULL] END)"""

# $p.rows: [id]
_NODE = """UNWIND $p.rows AS id MATCH (n:{kind} {{id: id}}) WHERE n.validTo IS NULL
RETURN collect([id, properties(n)])"""

# $p.rows: [[start, end, key]]
_RELATION = """UNWIND $p.rows AS row MATCH (a:{start} {{id: row[0]}}) MATCH (b:{end} {{id: row[1]}})
MATCH (a)-[r:{type} {{key: row[2]}}]->(b) WHERE r.to IS NULL
RETURN collect([row, properties(r)])"""


async def nodes_of(ask: Ask, kind: Kind, hand: Hand) -> AsyncIterator[list[list[Any]]]:
    """Pages of the nodes of a kind that a source made and that have not ended: their ids."""
    text = (_NODES if kind.mortal else _UNENDING).format(kind=kind.name, page=PAGE)
    async for page in _pages(ask, f"of source {kind.name}", text, hand):
        yield page


async def relations_of(ask: Ask, relation: Relation, hand: Hand) -> AsyncIterator[list[list[Any]]]:
    """Pages of the relations of a type that a source made and that have not ended, or were ended by
    this very run: start, end, key, and whether they have ended.
    """
    for start in relation.starts:
        for end in relation.ends:
            text = _RELATIONS.format(start=start, end=end, type=relation.type, page=PAGE)
            async for page in _pages(ask, f"of source {relation.type}", text, hand):
                yield page


async def _pages(ask: Ask, name: str, text: str, hand: Hand) -> AsyncIterator[list[list[Any]]]:
    after: str | None = ""
    while after is not None:
        given = {"source": hand.source, "run": hand.run, "after": after}
        after, found = (await ask(name, text, given))[0]
        if found:
            yield found


async def look_at_nodes(ask: Ask, kind: Kind, ids: Sequence[str], day: str, hand: Hand) -> Step:
    """What ending the life of these bodies would do; those that have ended are passed over. A life
    that would begin later ends when it begins.
    """
    step = Step(ends=True)
    ended = {"validToPrecision": "DAY", "digest": None, "recordedAt": hand.now, "run": hand.run}
    found = await ask(f"end {kind.name}", _NODE.format(kind=kind.name), {"rows": ids})
    for id_, there in found[0][0]:
        step.changed.append([id_, {**ended, "validTo": max(day, there.get("validFrom") or day)}])
        step.before.append([id_, kept(there, step.changed[-1][-1])])
    return step


async def look_at_relations(
    ask: Ask, relation: Relation, keys: Sequence[tuple[str, str, str]], day: str, hand: Hand
) -> Step:
    """What ending these relations, all from one kind to one, would do; as with bodies."""
    step = Step(ends=True)
    ends = {"start": keys[0][0].partition(":")[0], "end": keys[0][1].partition(":")[0]}
    text = _RELATION.format(type=relation.type, **ends)
    marks = {"toPrecision": "DAY", "digest": None, "run": hand.run}
    found = await ask(f"end {relation.type}", text, {"rows": [[*k] for k in keys]})
    for key, there in found[0][0]:
        ended = {**marks, "to": max(day, there.get("from") or day)}
        step.changed.append([*key, ended])
        step.before.append([*key, kept(there, ended)])
    return step
