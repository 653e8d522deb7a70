"""Batched writes that can be repeated: nodes and relations as they should be.

A node or relation is written only where its digest differs from what is there, so that a second
run changes nothing and versions count real changes. Values that a row lacks are removed.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson

from graph.database import Database
from graph.errors import BadInput, Conflict
from graph.fold import searchable
from graph.model import Kind, Property, Relation, Type

BATCH = 2000
_KEPT_BY_HUB = frozenset({"id", "version", "recordedAt"})
_INT = range(-(2**31), 2**31)
T = TypeVar("T")

# $p.rows: [{id, set, digest}], $p.now: time
_NODES = """UNWIND $p.rows AS row MERGE (n:{kind} {{id: row.id}})
WITH n, row WHERE n.digest IS NULL OR n.digest <> row.digest
SET n += row.set, n.digest = row.digest, n.recordedAt = $p.now, \
n.version = coalesce(n.version, 0) + 1
RETURN count(n)"""

# $p.rows: [{start, end, key, set, digest}]
_RELATIONS = """UNWIND $p.rows AS row MATCH (a:{start} {{id: row.start}})
MATCH (b:{end} {{id: row.end}}) MERGE (a)-[r:{type} {{key: row.key}}]->(b)
WITH r, row, CASE WHEN r.digest = row.digest THEN 0 ELSE 1 END AS changed
SET r += row.set, r.digest = row.digest
RETURN count(r), sum(changed)"""

# $p.rows: [{id, digest}]
_NODES_HELD = """UNWIND $p.rows AS row MATCH (n:{kind} {{id: row.id}}) WHERE n.digest = row.digest
RETURN count(n)"""

# $p.rows: [{start, end, key, digest}]
_RELATIONS_HELD = """UNWIND $p.rows AS row MATCH (a:{start} {{id: row.start}})\
-[r:{type} {{key: row.key}}]->(b:{end} {{id: row.end}}) WHERE r.digest = row.digest
RETURN count(r)"""


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation to be written; ``start`` and ``end`` are ids."""

    start: str
    end: str
    values: Mapping[str, Any]


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


async def holds_nodes(database: Database, kind: Kind, rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the graph has all these nodes, just as they would be written."""
    made = [_node(kind, row) for row in rows]
    text = _NODES_HELD.format(kind=kind.name)
    answer = await database.read(f"holds {kind.name}", text, {"rows": made})
    return bool(answer[0][0] == len(made))


async def holds_relations(
    database: Database, relation: Relation, rows: Iterable[RelationRow]
) -> bool:
    """Whether the graph has all these relations, just as they would be written."""
    for (start, end), group in _by_ends(rows).items():
        text = _RELATIONS_HELD.format(start=start, end=end, type=relation.type)
        made = [_relation(relation, row) for row in group]
        answer = await database.read(f"holds {relation.type}", text, {"rows": made})
        if answer[0][0] != len(made):
            return False
    return True


def _node(kind: Kind, row: Mapping[str, Any]) -> dict[str, Any]:
    values = {p.name: checked(p, row) for p in kind.stored if p.name not in _KEPT_BY_HUB}
    values["key"] = str(row["id"]).partition(":")[2]
    texts = [values[p.name] for p in kind.stored if p.searchable and values[p.name]]
    if any(p.searchable for p in kind.properties):
        values["searchText"] = searchable(_flat(texts))
    return {"id": row["id"], "set": values, "digest": digest(values)}


def _relation(relation: Relation, row: RelationRow) -> dict[str, Any]:
    values = {p.name: checked(p, row.values) for p in relation.properties}
    key = "|".join(str(values[name] or "") for name in relation.key)
    return {
        "start": row.start,
        "end": row.end,
        "key": key,
        "set": values,
        "digest": digest(values),
    }


def checked(property_: Property, row: Mapping[str, Any]) -> Any:
    """A property's value from a row. Raises BadInput where it is missing or does not fit."""
    value = row.get(property_.name)
    if value is None:
        return _absent(property_)
    fault = unfit(property_, value)
    if fault:
        raise BadInput(fault, [property_.name])
    return value


def _absent(property_: Property) -> Any:
    if property_.type is Type.TEXTS:
        return []
    if property_.type is Type.BOOL and property_.required:
        return False
    if property_.required:
        raise BadInput("is missing", [property_.name])
    return None


def unfit(property_: Property, value: Any) -> str | None:
    """Why a value does not fit a property; None where it does."""
    if property_.type is Type.ENUM and value not in property_.values:
        return f"is {value!r}: expected one of {', '.join(property_.values)}"
    if property_.type is Type.INT and (not isinstance(value, int) or value not in _INT):
        return f"is {value!r}: expected a whole number of 32 bits"
    if property_.type is Type.FLOAT and not (
        isinstance(value, int | float) and math.isfinite(value)
    ):
        return f"is {value!r}: expected a finite number"
    if property_.type is Type.BOOL and not isinstance(value, bool):
        return f"is {value!r}: expected true or false"
    if property_.type is Type.TEXTS and not isinstance(value, list):
        return f"is {value!r}: expected a list of texts"
    text = property_.type in (Type.TEXT, Type.DATE, Type.DATETIME)
    return f"is {value!r}: expected text" if text and not isinstance(value, str) else None


def digest(values: Mapping[str, Any]) -> str:
    """A short fingerprint of values, the same for equal ones."""
    packed = orjson.dumps(values, option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(packed, digest_size=12).hexdigest()


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


def _flat(values: Sequence[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, list):
            yield from value
        else:
            yield value
