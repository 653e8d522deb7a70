"""Steps of a run: batches of nodes or of relations, each looked at, then written with a journal.

Looking is reading alone and tells what a step would do; so a dry run and a real one differ in
nothing but the writing. A step that was written and comes again finds nothing to do: that is how a
run which was killed goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from graph import changes
from graph.changes import Entry
from graph.database import Ask, Transaction
from graph.errors import Conflict
from graph.imports.meet import Difference, Meeting, Way, kept, met
from graph.imports.turn import still
from graph.model import Kind, Relation
from graph.rows import (
    RelationRow,
    digest,
    node_values,
    relation_key,
    relation_values,
    search_text,
)

BATCH = 2000
"""How many nodes or relations a step has at most."""

# What is looked at comes as one record: a driver takes longer for each than for what is in it.
# $p.rows: [[id, digest]]; $p.source: text
_NODES = """UNWIND $p.rows AS row MATCH (n:{kind} {{id: row[0]}})
RETURN collect([row[0], n.origin = $p.source, \
CASE WHEN n.digest = row[1] AND n.origin = $p.source THEN null ELSE properties(n) END])"""

# $p.rows: [properties]
_NEW_NODES = "UNWIND $p.rows AS row CREATE (n:{kind}) SET n = row"

# $p.rows: [[id, properties]]
_CHANGED_NODES = """UNWIND $p.rows AS row MATCH (n:{kind} {{id: row[0]}})
SET n += row[1], n.version = coalesce(n.version, 0) + 1"""

# $p.rows: [[start, end, key, digest]]; $p.source: text
_RELATIONS = """UNWIND range(0, size($p.rows) - 1) AS i WITH i, $p.rows[i] AS row
MATCH (a:{start} {{id: row[0]}}) MATCH (b:{end} {{id: row[1]}})
MATCH (a)-[r:{type} {{key: row[2]}}]->(b)
RETURN collect([i, r.origin = $p.source, \
CASE WHEN r.digest = row[3] AND r.origin = $p.source THEN null ELSE properties(r) END])"""

# $p.rows: [[start, end, properties]]
_NEW_RELATIONS = """UNWIND $p.rows AS row MATCH (a:{start} {{id: row[0]}})
MATCH (b:{end} {{id: row[1]}}) CREATE (a)-[r:{type}]->(b) SET r = row[2]"""

# $p.rows: [[start, end, key, properties]]
_CHANGED_RELATIONS = """UNWIND $p.rows AS row MATCH (a:{start} {{id: row[0]}})
MATCH (b:{end} {{id: row[1]}}) MATCH (a)-[r:{type} {{key: row[2]}}]->(b) SET r += row[3]"""

# $p.rows: [[start, end, key, properties]]; [[id, properties]]
_GONE_RELATIONS = """UNWIND $p.rows AS row MATCH (a:{start} {{id: row[0]}})
MATCH (b:{end} {{id: row[1]}}) MATCH (a)-[r:{type} {{key: row[2]}}]->(b) DELETE r"""
_GONE_NODES = "UNWIND $p.rows AS row MATCH (n:{kind} {{id: row[0]}}) DELETE n"

# The first SET takes the lock without which two steps could count as one.
# $p: run, body, created, changed, ended
_JOURNAL = """MATCH (run:ImportRun {id: $p.run}) SET run.locked = true
WITH run SET run.blocks = run.blocks + 1, \
run.created = run.created + $p.created, run.changed = run.changed + $p.changed, \
run.ended = run.ended + $p.ended
WITH run CREATE (s:ImportStep {id: 'ImportStep:' + run.id + '/' + toString(run.blocks),
body: $p.body})"""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes: a run for a source, at a time. ``rules``: for the hub's own tables. ``holder`` is
    who has the turn, if it takes one.
    """

    run: str
    source: str
    now: str
    actor: str = "local"
    rules: bool = False
    holder: str | None = None
    action: str = "IMPORT"

    def way(self, own: bool) -> Way:
        """As what the source speaks of something that it made, or that another one did."""
        return Way.OWNS if own else Way.RULES if self.rules else Way.FILLS


@dataclass(frozen=True, slots=True)
class Node:
    """What a source says of a node: stored values, where it says so, and what it calls it."""

    id: str
    values: Mapping[str, Any]
    row: str
    refs: tuple[str, ...] = ()
    partial: bool = False
    """Whether it only adds to a node that is there."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What a source says of a relation between two ids, and where."""

    start: str
    end: str
    values: Mapping[str, Any]
    row: str


@dataclass(slots=True)
class Step:
    """What a batch does: whole new things, changes with what was there before, and the rest."""

    new: list[Any] = field(default_factory=list)
    changed: list[list[Any]] = field(default_factory=list)
    before: list[list[Any]] = field(default_factory=list)
    removed: list[list[Any]] = field(default_factory=list)
    """What goes, with all its properties."""
    same: int = 0
    ends: bool = False
    """Whether what changes is that it ends."""
    differences: list[tuple[str, str, Difference]] = field(default_factory=list)
    """Each with the id (or both ids) of what differs, and the row that it comes from."""

    @property
    def idle(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.new or self.changed or self.removed)

    def took(
        self, key: Sequence[str], meeting: Meeting, there: Mapping[str, Any], row: str
    ) -> None:
        """Something is there already, and this comes of it."""
        name = " to ".join(key[:2])
        self.differences += ((name, row, each) for each in meeting.differences)
        if meeting.set:
            self.changed.append([*key, meeting.set])
            self.before.append([*key, kept(there, meeting.set)])
        else:
            self.same += 1


async def look_at_nodes(ask: Ask, kind: Kind, nodes: Sequence[Node], hand: Hand) -> Step:
    """What writing these nodes of one kind, each once, would do."""
    values = [node.values if node.partial else node_values(kind, node.values) for node in nodes]
    digests = [digest(each) for each in values]
    rows = [[node.id, mark] for node, mark in zip(nodes, digests, strict=True)]
    found = await ask(
        f"look at {kind.name}", _NODES.format(kind=kind.name), {"rows": rows, "source": hand.source}
    )
    known = {id_: (own, there) for id_, own, there in found[0][0]}
    step = Step()
    for node, stored, mark in zip(nodes, values, digests, strict=True):
        own, there = known.get(node.id, (None, None))
        if node.id not in known:
            if node.partial:
                raise Conflict(f"{node.id} was there when this run began, and is not any more")
            kept_ = {**_present(stored), "id": node.id, "version": 1, "digest": mark}
            more = {"refs": list(node.refs)} if node.refs else {}
            step.new.append({**kept_, **_signed(hand, node.row), "origin": hand.source, **more})
        elif node.refs and not own and not node.partial:
            raise Conflict(f"{node.id} came to be while this was imported: import it again")
        elif there is None:
            step.same += 1
        else:
            step.took([node.id], _meet_node(kind, node, mark, there, hand, own), there, node.row)
    return step


async def write_nodes(transaction: Transaction, step: Step, *, kind: Kind, hand: Hand) -> None:
    """Write what was found by looking, in the same transaction, and the journal of it."""
    await _write(
        transaction, step, (_NEW_NODES, _CHANGED_NODES, _GONE_NODES), {"kind": kind.name}, hand
    )


async def look_at_relations(ask: Ask, relation: Relation, ties: Sequence[Tie], hand: Hand) -> Step:
    """What writing these relations of one type, each once, would do. All lead from one kind to one
    kind.
    """
    values = [relation_values(relation, RelationRow(t.start, t.end, t.values)) for t in ties]
    keys = [relation_key(relation, each) for each in values]
    digests = [digest(each) for each in values]
    rows = [[t.start, t.end, k, d] for t, k, d in zip(ties, keys, digests, strict=True)]
    text = _RELATIONS.format(type=relation.type, **_ends(ties[0]))
    found = await ask(f"look at {relation.type}", text, {"rows": rows, "source": hand.source})
    known = {i: (own, there) for i, own, there in found[0][0]}
    step = Step()
    for i, (tie, stored, key, mark) in enumerate(zip(ties, values, keys, digests, strict=True)):
        own, there = known.get(i, (None, None))
        if i not in known:
            more = {"key": key, "digest": mark, "origin": hand.source, **_signed(hand, tie.row)}
            del more["recordedAt"]
            step.new.append([tie.start, tie.end, {**_present(stored), **more}])
        elif there is None:
            step.same += 1
        else:
            meeting = met(relation.properties, there, tie.values, hand.way(bool(own)))
            if meeting.set:
                meeting.set |= {
                    "run": hand.run,
                    "row": tie.row,
                    **({"digest": mark} if own else {}),
                }
            step.took([tie.start, tie.end, key], meeting, there, tie.row)
    return step


async def write_relations(
    transaction: Transaction, step: Step, *, relation: Relation, ends: tuple[str, str], hand: Hand
) -> None:
    """Write what was found by looking at relations between these two kinds, and the journal."""
    texts = (_NEW_RELATIONS, _CHANGED_RELATIONS, _GONE_RELATIONS)
    what = {"type": relation.type, "start": ends[0], "end": ends[1]}
    await _write(transaction, step, texts, what, hand)


async def _write(
    transaction: Transaction,
    step: Step,
    texts: tuple[str, str, str],
    what: Mapping[str, str],
    hand: Hand,
) -> None:
    if step.idle:
        return
    if hand.holder:
        await still(transaction, hand.holder)
    name = what.get("kind") or what["type"]
    for text, rows in zip(texts, (step.new, step.changed, step.removed), strict=True):
        if rows:
            await transaction.run(f"write {name}", text.format(**what), {"rows": rows})
    created = [
        [new["id"]] if isinstance(new, dict) else [*new[:2], new[2]["key"]] for new in step.new
    ]
    told = {"created": created, "changed": step.before, "removed": step.removed}
    changed = len(step.changed) + len(step.removed)
    counts = {"created": len(created), "changed": 0 if step.ends else changed}
    counts["ended"] = changed if step.ends else 0
    body = orjson.dumps({**what, **told}).decode()
    await transaction.run("journal", _JOURNAL, {"run": hand.run, "body": body, **counts})
    mark = digest({"body": body, "new": step.new, "changed": step.changed})
    count = len(created) + changed
    entry = Entry(hand.now, hand.actor, hand.action, name, count=count, bulk=mark, run=hand.run)
    await changes.append(transaction.run, entry)


def _meet_node(
    kind: Kind, node: Node, mark: str, there: Mapping[str, Any], hand: Hand, own: bool | None
) -> Meeting:
    meeting = met(kind.stored, there, node.values, hand.way(bool(own)))
    refs = [ref for ref in node.refs if ref not in (there.get("refs") or ())]
    if meeting.set and kind.searched:
        meeting.set["searchText"] = search_text(kind, {**there, **meeting.set})
    if refs:
        meeting.set["refs"] = [*(there.get("refs") or ()), *refs]
    if own and there.get("digest") != mark:
        meeting.set["digest"] = mark
    if meeting.set:
        meeting.set |= _signed(hand, node.row)
    return meeting


def _signed(hand: Hand, row: str) -> dict[str, str]:
    return {"run": hand.run, "row": row, "recordedAt": hand.now}


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _ends(tie: Tie) -> dict[str, str]:
    return {"start": tie.start.partition(":")[0], "end": tie.end.partition(":")[0]}
