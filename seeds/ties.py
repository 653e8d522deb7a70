"""What a column of links says: whom it names, and what that implies of the relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.errors import BadInput
from graph.model import Kind, Link, Model
from graph.rows import KEPT_BY_HUB, RelationRow, relation_values


def identified(name: str, kinds: tuple[str, ...]) -> str:
    """The id that a name stands for: a bare key names a node of the first kind."""
    return name if name.partition(":")[0] in kinds else f"{kinds[0]}:{name}"


def named(id_: str, kinds: tuple[str, ...]) -> str:
    """The shortest name that stands for an id."""
    key = id_.removeprefix(f"{kinds[0]}:")
    return key if key and key == key.strip() and identified(key, kinds) == id_ else id_


def implied(link: Link, position: int, source: str | None) -> dict[str, Any]:
    """What a link column implies of a relation: the fixed properties of the link, the place in
    the list, the first being primary, and the row's source.
    """
    properties = {p.name for p in link.relation.properties}
    known = {"position": position, "primary": position == 1, "source": source}
    return {**{n: value for n, value in known.items() if n in properties}, **dict(link.fixed)}


def said(
    link: Link, source: str | None, ties: Iterable[tuple[str, Mapping[str, Any]]]
) -> list[str]:
    """The names for a link column: of those ties, each an id and the relation's properties, about
    which the column says everything. The others are in the relation's own table only.
    """
    found: list[str] = []
    for id_, values in sorted(ties, key=lambda tie: (tie[1].get("position") or 0, tie[0])):
        row = RelationRow("", "", implied(link, len(found) + 1, source))
        told = {name: value for name, value in values.items() if name not in KEPT_BY_HUB}
        if relation_values(link.relation, row) == told:
            found.append(named(id_, link.kinds))
    return found


def columns(model: Model, kind: Kind) -> list[Link]:
    """The links of a kind that its table has columns for: one column a relation, of those links
    that can imply what the relation demands; links to one node and from the start come first.
    """
    best: dict[str, tuple[tuple[bool, bool, bool], str, Link]] = {}
    for near in model.kinds.values():
        for link in near.links:
            rank = (bool(link.fixed), link.many, not link.outgoing)
            known = best.get(link.relation.type)
            if (known is None or rank < known[0]) and _sufficient(link):
                best[link.relation.type] = rank, near.name, link
    chosen = {(name, link.name) for _, name, link in best.values()}
    return [link for link in kind.links if (kind.name, link.name) in chosen]


def _sufficient(link: Link) -> bool:
    try:
        relation_values(link.relation, RelationRow("", "", implied(link, 1, None)))
    except BadInput:
        return False
    return True
