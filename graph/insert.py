"""Inserting new nodes with their relations: a block in one statement, wholly or not at all.

The blocks of a run are numbered, and the run counts in the same transaction how many are there,
so that one that was killed goes on exactly where it stopped. Nothing is looked for before it is
written, as an upsert does: an id that is there already is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.database import Database
from graph.errors import Conflict
from graph.model import Kind, Model, Relation
from graph.rows import RelationRow, node_values, relation_key, relation_values

# $p.run: id; $p.number, $p.nodes, $p.relations: numbers
_RUN = "MATCH (run:ImportRun {id: $p.run}) WHERE run.blocks = $p.number"
_DONE = """SET run.blocks = $p.number + 1, run.nodes = run.nodes + $p.nodes, \
run.relations = run.relations + $p.relations RETURN run.blocks"""

# $p.<old>: ids of nodes that are there
_OLD = """CALL () {{ UNWIND range(0, size($p.{name}) - 1) AS i MATCH (n:{kind} {{id: $p.{name}[i]}})
WITH i, n ORDER BY i RETURN collect(n) AS {name} }}"""

# $p.<new>: [properties]
_NEW = """CALL () {{ UNWIND $p.{name} AS row CREATE (n:{kind}) SET n = row
RETURN collect(n) AS {name} }}"""

# $p.<relations>: [[place of the start, place of the end, properties]]
_RELATIONS = """CALL ({start}, {end}) {{ UNWIND $p.{name} AS row
WITH {start}[row[0]] AS a, {end}[row[1]] AS b, row[2] AS properties
CREATE (a)-[r:{type}]->(b) SET r = properties }}"""


@dataclass(slots=True)
class Block:
    """Nodes by kind and relations by type, ready to be written by one statement."""

    text: str
    parameters: dict[str, Any] = field(default_factory=dict)
    nodes: int = 0
    relations: int = 0


def block(
    model: Model,
    nodes: Mapping[str, Iterable[Mapping[str, Any]]],
    relations: Mapping[str, Iterable[RelationRow]],
    now: str,
) -> Block:
    """A block of new nodes, each a mapping with ``id``, and of relations to them and to others
    that are there. Raises BadInput where a value does not fit. A pure function, for any thread.
    """
    made = _Made(now)
    for name, rows in nodes.items():
        made.nodes(model.kind(name), rows)
    for type_, ties in relations.items():
        made.relations(model.relations[type_], ties)
    return made.block()


async def insert(database: Database, run: str, number: int, block: Block) -> None:
    """Write a block as the one numbered ``number`` of a run. Raises Conflict, and writes nothing,
    where the run does not wait for that number, a node is there already or an end is missing.
    """
    counts = {"nodes": block.nodes, "relations": block.relations}
    parameters = {**block.parameters, **counts, "run": run, "number": number}
    if not await database.write("insert", block.text, parameters):
        raise Conflict(
            f"block {number} of {run} can't be written: another run is writing it, "
            "or something that it refers to was removed"
        )


class _Made:
    """A block in the making. Nodes are known by a list and a place in it."""

    def __init__(self, now: str) -> None:
        self.kept = {"recordedAt": now, "version": 1}
        self.new: dict[str, list[dict[str, Any]]] = {}
        self.old: dict[str, list[str]] = {}
        self.ties: dict[tuple[str, str, str], list[list[Any]]] = {}
        self.places: dict[str, tuple[str, int]] = {}

    def nodes(self, kind: Kind, rows: Iterable[Mapping[str, Any]]) -> None:
        name = f"new{kind.name}"
        made = self.new.setdefault(kind.name, [])
        for row in rows:
            self.places[row["id"]] = name, len(made)
            made.append({"id": row["id"], **self.kept, **_present(node_values(kind, row))})

    def relations(self, relation: Relation, rows: Iterable[RelationRow]) -> None:
        for row in rows:
            (start, first), (end, second) = self._place(row.start), self._place(row.end)
            values = relation_values(relation, row)
            stored = {"key": relation_key(relation, values), **_present(values)}
            self.ties.setdefault((relation.type, start, end), []).append([first, second, stored])

    def _place(self, id_: str) -> tuple[str, int]:
        place = self.places.get(id_)
        if place is None:
            kind = id_.partition(":")[0]
            ids = self.old.setdefault(kind, [])
            place = self.places[id_] = f"old{kind}", len(ids)
            ids.append(id_)
        return place

    def block(self) -> Block:
        made = Block("")
        made.text = "\n".join(self._clauses(made))
        made.nodes = sum(map(len, self.new.values()))
        made.relations = sum(map(len, self.ties.values()))
        return made

    def _clauses(self, made: Block) -> Iterator[str]:
        """The statement's parts in an order of their own, so that like blocks have like texts."""
        yield _RUN
        for kind in sorted(self.old):
            made.parameters[f"old{kind}"] = self.old[kind]
            yield _OLD.format(name=f"old{kind}", kind=kind)
        found = [f"size(old{kind}) = size($p.old{kind})" for kind in sorted(self.old)]
        if found:
            yield f"WITH * WHERE {' AND '.join(found)}"
        for kind in sorted(self.new):
            made.parameters[f"new{kind}"] = self.new[kind]
            yield _NEW.format(name=f"new{kind}", kind=kind)
        for number, (type_, start, end) in enumerate(sorted(self.ties)):
            made.parameters[f"ties{number}"] = self.ties[type_, start, end]
            yield _RELATIONS.format(name=f"ties{number}", type=type_, start=start, end=end)
        yield _DONE


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
