"""Two nodes that are one body: the one that stays takes over all that the other one is and has.

A merge is a run like an import, so that it is told, and undone in the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph import runs
from graph.database import Ask, Transaction
from graph.errors import NotFound
from graph.imports.alike import folded
from graph.imports.meet import Way, kept, met
from graph.imports.write import Hand, Step, write_nodes, write_relations
from graph.model import Kind, Model, Relation
from graph.rows import search_text

FORMAT = "merge"
"""What stands as the format of such a run."""

# $p.id: id
_NODE = "MATCH (n:{kind} {{id: $p.id}}) RETURN properties(n)"
_OUT = """MATCH (n:{kind} {{id: $p.id}})-[r:{type}]->(o:{other})
RETURN n.id, o.id, r.key, properties(r)"""
_IN = """MATCH (o:{other})-[r:{type}]->(n:{kind} {{id: $p.id}})
RETURN o.id, n.id, r.key, properties(r)"""


def former(id_: str) -> str:
    """The ref by which the node that stays is found under the id of one that went."""
    return f"id|{id_}"


@dataclass(frozen=True, slots=True)
class Merger:
    """Merges ``gone`` into ``stays``, two nodes of a kind."""

    model: Model
    kind: Kind
    stays: str
    gone: str
    hand: Hand

    async def merge(self, transaction: Transaction) -> None:
        """Write it all. Raises NotFound where one of the two is not there."""
        ask = transaction.run
        stays, gone = await self._node(ask, self.stays), await self._node(ask, self.gone)
        told = {"format": FORMAT, "source": self.hand.source, "now": self.hand.now}
        await runs.begin(ask, self.hand.run, **told, actor=self.hand.actor, touched=())
        moved = 0
        for relation in self.model.relations.values():
            for ends, step in await self._relations(ask, relation):
                moved += len(step.removed)
                await write_relations(
                    transaction, step, relation=relation, ends=ends, hand=self.hand
                )
        step = self._nodes(stays, gone)
        await write_nodes(transaction, step, kind=self.kind, hand=self.hand)
        await runs.end(ask, self.hand.run, now=self.hand.now, nodes=2, relations=moved)

    async def _node(self, ask: Ask, id_: str) -> dict[str, Any]:
        rows = await ask("merged", _NODE.format(kind=self.kind.name), {"id": id_})
        if not rows:
            raise NotFound(f"there is no {self.kind.name} {id_}")
        found: dict[str, Any] = rows[0][0]
        return found

    def _nodes(self, stays: Mapping[str, Any], gone: Mapping[str, Any]) -> Step:
        names = {folded(name) for name in _names(stays)}
        aliases = [name for name in _names(gone) if folded(name) not in names]
        said = {name: value for name, value in gone.items() if name not in ("name", "code")}
        found = met(self.kind.stored, stays, {**said, "aliases": aliases}, Way.FILLS)
        refs = (*(stays.get("refs") or ()), *(gone.get("refs") or ()), former(self.gone))
        change = {
            **found.set,
            "refs": list(dict.fromkeys(refs)),
            "searchText": search_text(self.kind, {**stays, **found.set}),
            "run": self.hand.run,
            "recordedAt": self.hand.now,
        }
        step = Step(changed=[[self.stays, change]], before=[[self.stays, kept(stays, change)]])
        step.removed = [[self.gone, dict(gone)]]
        return step

    async def _relations(self, ask: Ask, relation: Relation) -> list[tuple[tuple[str, str], Step]]:
        """The steps that move the relations of one type, by the kinds of their ends. A relation
        between the two goes; one that the other node has too fills what that one lacks.
        """
        steps: dict[tuple[str, str], Step] = defaultdict(Step)
        there = {tuple(row[:3]): row[3] for row in await self._all(ask, relation, self.stays)}
        for start, end, key, values in await self._all(ask, relation, self.gone):
            step = steps[start.partition(":")[0], end.partition(":")[0]]
            step.removed.append([start, end, key, values])
            ends = [self.stays if each == self.gone else each for each in (start, end)]
            if ends[0] == ends[1]:
                continue
            before = there.get((*ends, key))
            if before is None:
                step.new.append([*ends, {**values, "run": self.hand.run}])
                continue
            meeting = met(relation.properties, before, values, Way.FILLS)
            if meeting.set:
                change = {**meeting.set, "run": self.hand.run}
                step.changed.append([*ends, key, change])
                step.before.append([*ends, key, kept(before, change)])
        return list(steps.items())

    async def _all(self, ask: Ask, relation: Relation, id_: str) -> list[list[Any]]:
        """The relations of a type that a node has: start, end, key, properties; each once."""
        found: dict[tuple[str, str, str], list[Any]] = {}
        for text, here, others in (
            (_OUT, relation.starts, relation.ends),
            (_IN, relation.ends, relation.starts),
        ):
            for other in others if self.kind.name in here else ():
                statement = text.format(kind=self.kind.name, type=relation.type, other=other)
                for row in await ask(f"relations {relation.type}", statement, {"id": id_}):
                    found[row[0], row[1], row[2]] = row
        return list(found.values())


def _names(values: Mapping[str, Any]) -> Iterator[str]:
    """All that a body is called."""
    for name in ("name", "nameEn", "acronym"):
        if values.get(name):
            yield values[name]
    yield from values.get("aliases") or ()
