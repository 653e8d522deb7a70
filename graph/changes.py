"""The log of writes: what was changed, by whom, in the order in which readers see it.

Each record carries a digest of its content and a hash over that and the hash before, so that none
can be altered, left out or moved unseen. The number of the last record is the graph's version, by
which readers tell that it has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from graph.database import Ask, Database
from graph.reader import Reader

COUNTER = "Counter:changes"
PAGE = 1000
"""How many records are verified at a time."""
CONTENT = (
    *("sequence", "time", "actor", "onBehalfOf", "action", "kind", "node"),
    *("before", "after", "personalBefore", "personalAfter", "count", "bulk", "run", "reason"),
)
"""What the digest of a record is of."""

# The first SET takes the lock that is held until the transaction ends: so numbers have no gaps, and
# nobody sees one before all smaller ones.
# $p.id: counter
_LAST = """MERGE (c:Counter {id: $p.id}) SET c.locked = true
WITH c RETURN coalesce(c.value, 0), coalesce(c.hash, '')"""

# $p: id, value, hash; rows: [properties]
_APPEND = """MATCH (c:Counter {id: $p.id}) SET c.value = $p.value, c.hash = $p.hash
WITH c UNWIND $p.rows AS row CREATE (e:Change) SET e = row"""

_VERSION = "MATCH (c:Counter {id: $p.id}) RETURN c.value"
_HEAD = "MATCH (c:Counter {id: $p.id}) RETURN c.value, c.hash"

# $p.after: number
_RECORDS = f"""MATCH (e:Change) WHERE e.sequence > $p.after
RETURN properties(e) ORDER BY e.sequence LIMIT {PAGE}"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A write: who did what, to what, and what that was before and is now. Personal values stand
    apart, so that they can be kept from most. Of ``count`` things that are not told one by one,
    ``bulk`` is a digest.
    """

    time: str
    actor: str
    action: str
    kind: str | None = None
    node: str | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    personal: tuple[Mapping[str, Any], Mapping[str, Any]] = ({}, {})
    """Personal values before and after."""
    count: int = 1
    bulk: str | None = None
    run: str | None = None
    reason: str | None = None
    on_behalf_of: str | None = None


async def append(transaction: Ask, *entries: Entry) -> int:
    """Record writes within their transaction; the graph's version."""
    value, last = (await transaction("last change", _LAST, {"id": COUNTER}))[0]
    rows: list[dict[str, Any]] = []
    for sequence, entry in enumerate(entries, value + 1):
        row = _row(sequence, entry)
        row["contentDigest"] = digest(row)
        row["hash"] = last = chained(last, row["contentDigest"])
        rows.append({name: value for name, value in row.items() if value is not None})
    version_ = value + len(entries)
    given = {"id": COUNTER, "value": version_, "hash": last, "rows": rows}
    await transaction("append changes", _APPEND, given)
    return int(version_)


def _row(sequence: int, entry: Entry) -> dict[str, Any]:
    before, after = entry.personal
    return {
        "id": f"Change:{sequence}",
        "sequence": sequence,
        "time": entry.time,
        "actor": entry.actor,
        "onBehalfOf": entry.on_behalf_of,
        "action": entry.action,
        "kind": entry.kind,
        "node": entry.node,
        "fields": sorted({*entry.before, *entry.after, *before, *after}),
        "before": _json(entry.before),
        "after": _json(entry.after),
        "personalBefore": _json(before),
        "personalAfter": _json(after),
        "count": entry.count,
        "bulk": entry.bulk,
        "run": entry.run,
        "reason": entry.reason,
    }


def _json(values: Mapping[str, Any]) -> str | None:
    return orjson.dumps(values, option=orjson.OPT_SORT_KEYS).decode() if values else None


def digest(row: Mapping[str, Any]) -> str:
    """What stands for a record's content."""
    content = [row.get(name) for name in CONTENT]
    return hashlib.sha256(orjson.dumps(content)).hexdigest()


def chained(last: str, digest_: str) -> str:
    """The hash of a record after one whose hash is ``last``."""
    return hashlib.sha256(f"{last}{digest_}".encode()).hexdigest()


async def version(database: Database | Reader) -> int:
    """The graph's version: how many writes it has seen."""
    rows = await database.read("version", _VERSION, {"id": COUNTER})
    return int(rows[0][0]) if rows else 0


async def faults(read: Ask) -> AsyncIterator[str]:
    """Everything that is wrong with the log, in sentences: gaps, altered records, broken hashes. A
    record whose content was redacted keeps its digest, and with it the chain.
    """
    head = await read("head of log", _HEAD, {"id": COUNTER})
    value, hash_ = head[0] if head else (0, "")
    after, last = 0, ""
    while rows := await read("records", _RECORDS, {"after": after}):
        for (row,) in rows:
            for fault in _wrong(row, after, last):
                yield fault
            after, last = row["sequence"], row.get("hash", "")
    if after != (value or 0):
        yield f"the log ends with record {after:,}, but the graph counts {value or 0:,}"
    elif last != (hash_ or ""):
        yield f"record {after:,} is not the one that the log ended with"


def _wrong(row: Mapping[str, Any], after: int, last: str) -> Sequence[str]:
    sequence = row["sequence"]
    found = []
    if sequence != after + 1:
        missing = (
            f"{after + 1:,}" if sequence == after + 2 else f"{after + 1:,} to {sequence - 1:,}"
        )
        found.append(f"record {missing} is missing")
    if "contentDigest" not in row or "hash" not in row:
        return [*found, f"record {sequence:,} was written before the log had hashes, or lost them"]
    if not row.get("redacted") and digest(row) != row["contentDigest"]:
        found.append(f"record {sequence:,} was altered")
    if sequence == after + 1 and chained(last, row["contentDigest"]) != row["hash"]:
        found.append(f"record {sequence:,} does not follow on the one before")
    return found
