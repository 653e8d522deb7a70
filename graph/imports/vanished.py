"""What a source said once and says no more: its validity ends on a day; nothing is deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.database import Ask, Database
from graph.imports.meet import kept
from graph.imports.write import Hand, Step
from graph.model import Kind, Relation

FETCH = 2000
"""How many records come at a time."""

# $p.source: text
_NODES = "MATCH (n:{kind}) WHERE n.origin = $p.source RETURN n.id, n.validTo IS NULL"
_RELATIONS = """MATCH (a:{start})-[r:{type}]->(b:{end}) WHERE r.origin = $p.source
RETURN a.id, b.id, r.key, r.to IS NULL"""

# $p.rows: [id]
_NODE = """UNWIND $p.rows AS id MATCH (n:{kind} {{id: id}}) WHERE n.validTo IS NULL
RETURN id, properties(n)"""

# $p.rows: [[start, end, key]]
_RELATION = """UNWIND $p.rows AS row MATCH (a:{start} {{id: row[0]}}) MATCH (b:{end} {{id: row[1]}})
MATCH (a)-[r:{type} {{key: row[2]}}]->(b) WHERE r.to IS NULL RETURN row, properties(r)"""


@dataclass(slots=True)
class Told:
    """Tells each record to somebody, and counts them."""

    tell: Callable[[list[object]], None]
    count: int = 0

    def take(self, record: list[object]) -> None:
        """Tell one."""
        self.count += 1
        self.tell(record)

    def result(self) -> int:
        """How many there were."""
        return self.count


async def nodes_of(
    database: Database, kind: Kind, source: str, tell: Callable[[list[object]], None]
) -> None:
    """Tell of all nodes of a kind that a source made: id, and whether its life is open."""
    text = _NODES.format(kind=kind.name)
    given = {"source": source}
    await database.gather(f"of source {kind.name}", text, given, lambda: Told(tell), fetch=FETCH)


async def relations_of(
    database: Database, relation: Relation, source: str, tell: Callable[[list[object]], None]
) -> None:
    """Tell of all relations of a type that a source made: start, end, key, whether it is open."""
    for start in relation.starts:
        for end in relation.ends:
            text = _RELATIONS.format(start=start, end=end, type=relation.type)
            name, given = f"of source {relation.type}", {"source": source}
            await database.gather(name, text, given, lambda: Told(tell), fetch=FETCH)


async def look_at_nodes(ask: Ask, kind: Kind, ids: Sequence[str], day: str, hand: Hand) -> Step:
    """What ending the life of these bodies would do; those that have ended are passed over."""
    step = Step()
    ended = {"validTo": day, "validToPrecision": "DAY", "digest": None, "recordedAt": hand.now}
    for id_, there in await ask(f"end {kind.name}", _NODE.format(kind=kind.name), {"rows": ids}):
        step.changed.append([id_, {**ended, "run": hand.run}])
        step.before.append([id_, kept(there, step.changed[-1][-1])])
    return step


async def look_at_relations(
    ask: Ask, relation: Relation, keys: Sequence[tuple[str, str, str]], day: str, hand: Hand
) -> Step:
    """What ending these relations, all from one kind to one, would do."""
    step = Step()
    ends = {"start": keys[0][0].partition(":")[0], "end": keys[0][1].partition(":")[0]}
    text = _RELATION.format(type=relation.type, **ends)
    ended = {"to": day, "toPrecision": "DAY", "digest": None, "run": hand.run}
    for key, there in await ask(f"end {relation.type}", text, {"rows": [[*k] for k in keys]}):
        step.changed.append([*key, ended])
        step.before.append([*key, kept(there, ended)])
    return step
