"""Batched writes that can be repeated: nodes and relations as they should be.

A node or relation is written only where its digest differs from what is there, so that a second
run changes nothing and versions count real changes. Values that a row lacks are removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from graph.database import Database
from graph.errors import Conflict
from graph.model import Kind, Relation
from graph.rows import RelationRow, digest, node_values, relation_key, relation_values

BATCH = 2000
T = TypeVar("T")

# $p.rows: [{id, set, digest}], $p.now: time
_NODES = """UNWIND $p.rows AS row MERGE (n:{kind} {{id: row.id}})
WITH n, row WHERE n.digest IS NULL OR n.digest <> row.digest
SET n += row.set, n.digest = row.digest, n.recordedAt = $p.now, n.run = null, n.row = null, \
n.version = coalesce(n.version, 0) + 1
RETURN count(n)"""

# $p.rows: [{start, end, key, set, digest}]
_RELATIONS = """UNWIND $p.rows AS row MATCH (a:{start} {{id: row.start}})
MATCH (b:{end} {{id: row.end}}) MERGE (a)-[r:{type} {{key: row.key}}]->(b)
WITH r, row, CASE WHEN r.digest = row.digest THEN 0 ELSE 1 END AS changed
SET r += row.set, r.digest = row.digest, \
r.run = CASE changed WHEN 0 THEN r.run END, r.row = CASE changed WHEN 0 THEN r.row END
RETURN count(r), sum(changed)"""


async def write_nodes(
    database: Database, kind: Kind, rows: Iterable[Mapping[str, Any]], now: str
) -> int:
    """Write nodes of one kind, each a mapping with ``id``; how many really changed."""
    text = _NODES.format(kind=kind.name)
    changed = 0
    for batch in batches(rows, BATCH):
        made = [_node(kind, row) for row in batch]
        answer = await database.write(f"upsert {kind.name}", text, {"rows": made, "now": now})
        changed += answer[0][0]
    return changed


async def write_relations(
    database: Database, relation: Relation, rows: Iterable[RelationRow]
) -> int:
    """Write relations of one type; how many really changed. Raises Conflict where an end is
    missing.
    """
    changed = 0
    for (start, end), group in _by_ends(rows).items():
        text = _RELATIONS.format(start=start, end=end, type=relation.type)
        for batch in batches(group, BATCH):
            made = [_relation(relation, row) for row in batch]
            answer = await database.write(f"upsert {relation.type}", text, {"rows": made})
            if answer[0][0] != len(made):
                raise Conflict(f"a {relation.type} leads from or to something that is not there")
            changed += answer[0][1]
    return changed


def _node(kind: Kind, row: Mapping[str, Any]) -> dict[str, Any]:
    values = node_values(kind, row)
    return {"id": row["id"], "set": values, "digest": digest(values)}


def _relation(relation: Relation, row: RelationRow) -> dict[str, Any]:
    values = relation_values(relation, row)
    return {
        "start": row.start,
        "end": row.end,
        "key": relation_key(relation, values),
        "set": values,
        "digest": digest(values),
    }


def batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Consecutive lists of at most ``size`` rows."""
    batch: list[T] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _by_ends(rows: Iterable[RelationRow]) -> dict[tuple[str, str], list[RelationRow]]:
    groups: dict[tuple[str, str], list[RelationRow]] = {}
    for row in rows:
        ends = (row.start.partition(":")[0], row.end.partition(":")[0])
        groups.setdefault(ends, []).append(row)
    return groups
