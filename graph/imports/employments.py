"""Who works where, derived from the posts held, for those whose posts a run has written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from graph.database import Ask
from graph.imports.meet import kept
from graph.imports.write import Hand, Step
from graph.model import Relation
from graph.rows import relation_key

DERIVED = "(derived)"
"""The origin of what is derived; nobody says it."""

OPEN = "9999-12-31"
"""Stands for the end of what has none yet."""

Spell = tuple[str, str, str | None]
"""An agency, the first day there and the day after the last."""

# $p.ids: [id]
_HELD = """UNWIND $p.ids AS id MATCH (e:Employee {id: id})-[h:HOLDS]->(:Post)-[p:POST_IN]->(:Unit)
-[u:UNIT_OF]->(a:Agency)
RETURN collect(DISTINCT [id, a.id, [h.from, p.from, u.from], [h.to, p.to, u.to]])"""
_WORKS = """UNWIND $p.ids AS id MATCH (e:Employee {id: id})-[w:WORKS_AT]->(a:Agency)
RETURN collect([id, a.id, w.key, w.origin, properties(w)])"""


# $p.ids: [id]
_HOLDERS = {
    "POST_IN": """UNWIND $p.ids AS id MATCH (:Post {id: id})<-[:HOLDS]-(e:Employee)
RETURN collect(DISTINCT e.id)""",
    "UNIT_OF": """UNWIND $p.ids AS id MATCH (:Unit {id: id})<-[:POST_IN]-(:Post)
<-[:HOLDS]-(e:Employee) RETURN collect(DISTINCT e.id)""",
}
BASES = frozenset(("HOLDS", *_HOLDERS))
"""The types of relations that employments follow from."""


async def holders(ask: Ask, type_: str, ids: Sequence[str]) -> list[str]:
    """The people whose employment may change with these starts of relations of a type."""
    if type_ == "HOLDS":
        return list(ids)
    found: list[str] = (await ask("holders", _HOLDERS[type_], {"ids": list(ids)}))[0][0]
    return found


async def look(
    ask: Ask,
    relation: Relation,
    ids: Sequence[str],
    hand: Hand,
    joined: Callable[[Iterable[Spell]], Iterator[Spell]],
) -> Step:
    """What has to be written so that these people work where they hold posts, as long as the post
    and its unit are there. ``joined`` joins spells that touch. What a source says itself of
    somebody's work at an agency is left alone.
    """
    held: dict[str, set[Spell]] = defaultdict(set)
    given = {"ids": list(ids)}
    for id_, agency, firsts, lasts in (await ask("posts held", _HELD, given))[0][0]:
        first, last = max(each or "" for each in firsts), min(each or OPEN for each in lasts)
        if first < last or (firsts[0] or "", lasts[0]) == (first, last):
            held[id_].add((agency, first, None if last == OPEN else last))
    said: set[tuple[str, str]] = set()
    there: dict[tuple[str, str, str], dict[str, Any]] = {}
    for id_, agency, key, origin, values in (await ask("employments", _WORKS, given))[0][0]:
        if origin == DERIVED:
            there[id_, agency, key] = values
        else:
            said.add((id_, agency))
    wanted = {
        (id_, agency, relation_key(relation, values)): values
        for id_, spells in held.items()
        for agency, first, last in joined(spells)
        if (id_, agency) not in said
        for values in ({"from": first or None, "to": last},)
    }
    return _step(wanted, there, hand)


def _step(
    wanted: dict[tuple[str, str, str], dict[str, Any]],
    there: dict[tuple[str, str, str], dict[str, Any]],
    hand: Hand,
) -> Step:
    step = Step()
    for key, values in wanted.items():
        before = there.get(key)
        kept_ = {name: value for name, value in values.items() if value is not None}
        if before is None:
            signed = {"key": key[2], "origin": DERIVED, "run": hand.run}
            step.new.append([*key[:2], {**kept_, **signed}])
        elif before.get("to") != values["to"]:
            change = {"to": values["to"], "run": hand.run}
            step.changed.append([*key, change])
            step.before.append([*key, kept(before, change)])
    step.removed = [[*key, values] for key, values in there.items() if key not in wanted]
    step.new.sort(key=lambda row: (row[1], row[0]))
    return step
