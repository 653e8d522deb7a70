"""What the graph knows of its agencies, to tell whether a source speaks of one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.database import Ask

_AGENCIES = """MATCH (n:Agency) RETURN n.id, n.code, n.name, n.nameEn, n.acronym, \
coalesce(n.aliases, []), coalesce(n.formerNames, []), coalesce(n.identifiers, []), \
coalesce(n.refs, []), n.origin, n.type, n.validFrom, n.validTo, \
COLLECT { MATCH (n)-[r:PART_OF]->(p:Agency) WHERE r.to IS NULL RETURN p.id }"""
_APART = "MATCH (a:Apart) RETURN a.one, a.other"
# $p.ids: [id]
_THERE = "UNWIND $p.ids AS id MATCH (n:{kind} {{id: id}}) RETURN collect(id)"


@dataclass(frozen=True, slots=True)
class Body:
    """A body and all that it is called; ``refs`` are what sources call it, as source|key."""

    id: str
    code: str
    name: str
    type: str | None = None
    name_en: str | None = None
    acronym: str | None = None
    aliases: Sequence[str] = ()
    former: Sequence[str] = ()
    identifiers: Sequence[str] = ()
    refs: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    parents: frozenset[str] = field(default=frozenset())
    origin: str | None = None
    """The source that made it, where one did."""


async def agencies(ask: Ask) -> list[Body]:
    """All agencies, alive or not."""
    found = await ask("known agencies", _AGENCIES, {})
    return [_body(row) for row in found]


def _body(row: Sequence[Any]) -> Body:
    id_, code, name, english, acronym, aliases, former, identifiers, refs, origin, *rest = row
    type_, since, until, parents = rest
    names = (english, acronym, aliases, former, identifiers, refs, since, until)
    return Body(id_, code, name, type_, *names, frozenset(parents), origin)


async def apart(ask: Ask) -> set[frozenset[str]]:
    """The pairs of nodes that somebody decided are not the same."""
    return {frozenset(row) for row in await ask("kept apart", _APART, {})}


async def there(ask: Ask, kind: str, ids: Sequence[str]) -> set[str]:
    """Those of the ids of a kind whose nodes are there."""
    rows = await ask(f"there {kind}", _THERE.format(kind=kind), {"ids": list(ids)})
    return set(rows[0][0])


# $p: id, value
_SECRET = "MERGE (s:Secret {id: $p.id}) ON CREATE SET s.value = $p.value RETURN s.value"
_KNOWN_SECRET = "MATCH (s:Secret {id: $p.id}) RETURN s.value"


async def secret(ask: Ask, made: Mapping[str, str] | None = None) -> str | None:
    """What ids of persons are made with; ``made`` is kept where there is none yet."""
    given = {"id": "Secret:ids", **(made or {})}
    rows = await ask("secret", _SECRET if made else _KNOWN_SECRET, given)
    return str(rows[0][0]) if rows else None
