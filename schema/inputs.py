"""Filters and orders, generated from what the kinds and relations declare."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any

from graph.model import Kind, Link, Property, Relation, Type
from schema.drafts import Draft, enumeration, many, maybe

_LISTED = {"in": "It is one of these.", "notIn": "It is there and none of these."}
_EQUAL = {"eq": "It equals this.", "ne": "It is there and differs from this."}
_ORDERED = {
    "lt": "It is less than this.",
    "lte": "It is at most this.",
    "gt": "It is greater than this.",
    "gte": "It is at least this.",
}
_TEXT = {
    "contains": "It contains this.",
    "startsWith": "It starts with this.",
    "endsWith": "It ends with this.",
    "containsIgnoreCase": "It contains this in any letter case.",
}
_SOURCE = frozenset({"source", "run", "row"})
"""Properties of relations that tell where they are taken from."""
_NULL = "Whether it is absent. All other comparisons with an absent value are false."

_SCALARS: dict[Type, tuple[str, Any, dict[str, str]]] = {
    Type.TEXT: ("Text", str, {**_EQUAL, **_ORDERED, **_TEXT}),
    Type.INT: ("Int", int, {**_EQUAL, **_ORDERED}),
    Type.FLOAT: ("Float", float, {**_EQUAL, **_ORDERED}),
    Type.BOOL: ("Boolean", bool, _EQUAL),
    Type.DATE: ("Date", datetime.date, {**_EQUAL, **_ORDERED}),
    Type.DATETIME: ("DateTime", datetime.datetime, {**_EQUAL, **_ORDERED}),
}


def screaming(name: str) -> str:
    """An enum value's name: ``nameEn`` is ``NAME_EN``."""
    return "".join(f"_{c}" if c.isupper() else c.upper() for c in name)


class Inputs:
    """The filter and order types of one schema; each is made once."""

    def __init__(self, kinds: Mapping[str, Kind], enums: Callable[[str, str], type[Enum]]) -> None:
        self._kinds = kinds
        self._enum_of = enums
        self.drafts: dict[str, Draft] = {}
        self._orders: dict[str, type[Enum] | None] = {}

    def where(self, name: str, kinds: tuple[Kind, ...], relation: Relation | None = None) -> Draft:
        """The filter over nodes of these kinds, and over the relation that leads to them."""
        found = self.drafts.get(name)
        if found:
            return found
        draft = self._draft(name, f"Filter: all that is given must hold. {_about(kinds)}")
        itself = maybe(many(draft.cls))
        draft.add("and", itself, "All of these hold; an empty list holds.")
        draft.add("or", itself, "At least one of these holds; an empty list does not.")
        draft.add("not", maybe(draft.cls), "This does not hold.")
        if relation and any(p.filterable for p in relation.properties):
            draft.add("edge", maybe(self._edge(relation).cls), "Of the relation itself.")
        for property_ in _shared(kinds):
            if property_.filterable:
                filter_ = self._comparison(kinds[0].name, property_)
                draft.add(property_.name, maybe(filter_.cls), property_.description)
        if len(kinds) == 1:
            for link in kinds[0].links:
                self._link(draft, link)
        return draft

    def _link(self, draft: Draft, link: Link) -> None:
        if not link.many:
            inner = self.link_where(link)
            draft.add(
                link.name, maybe(inner.cls), f"{link.description} It is there, and this holds."
            )
            return
        draft.add(link.name, maybe(self._quantified(link).cls), link.description)
        count = self._comparison("", Property("count", Type.INT, required=True))
        draft.add(f"{link.name}Count", maybe(count.cls), f"How many there are. {link.description}")

    def link_where(self, link: Link) -> Draft:
        """The filter over what a link leads to."""
        relation = link.relation if telling(link.relation) else None
        return self.where(f"{link_name(link)}Where", self.kinds_of(link), relation)

    def link_order(self, link: Link) -> type[Enum] | None:
        """The orders of what a link leads to."""
        relation = link.relation if telling(link.relation) else None
        return self.order(f"{link_name(link)}Order", self.kinds_of(link), relation)

    def _quantified(self, link: Link) -> Draft:
        name = f"{link_name(link)}ListFilter"
        found = self.drafts.get(name)
        if found:
            return found
        draft = self._draft(name, "Filter over related nodes on the day that is asked about.")
        inner = maybe(self.link_where(link).cls)
        draft.add("some", inner, "At least one is like this.")
        draft.add("none", inner, "None is like this; holds where there are none at all.")
        draft.add("all", inner, "All are like this; holds where there are none at all.")
        return draft

    def _edge(self, relation: Relation) -> Draft:
        name = f"{relation.name}EdgeWhere"
        found = self.drafts.get(name)
        if found:
            return found
        draft = self._draft(name, f"Filter over a relation. {relation.description}")
        for property_ in relation.properties:
            if property_.filterable:
                filter_ = self._comparison(relation.name, property_)
                draft.add(property_.name, maybe(filter_.cls), property_.description)
        return draft

    def _comparison(self, owner: str, property_: Property) -> Draft:
        if property_.type is Type.TEXTS:
            return self._texts()
        if property_.type is Type.ENUM:
            enum = self._enum_of(owner, property_.name)
            return self._scalar(enum.__name__, enum, _EQUAL)
        return self._scalar(*_SCALARS[property_.type])

    def _scalar(self, name: str, annotation: Any, operators: dict[str, str]) -> Draft:
        found = self.drafts.get(f"{name}Filter")
        if found:
            return found
        draft = self._draft(f"{name}Filter", "Comparisons; all that are given must hold.")
        for operator, description in operators.items():
            draft.add(operator, maybe(annotation), description)
        for operator, description in _LISTED.items():
            draft.add(operator, maybe(many(annotation)), description)
        draft.add("isNull", maybe(bool), _NULL)
        return draft

    def _texts(self) -> Draft:
        found = self.drafts.get("TextListFilter")
        if found:
            return found
        draft = self._draft("TextListFilter", "Comparisons of a list of texts.")
        draft.add("includes", maybe(str), "It holds this text.")
        draft.add("includesAny", maybe(many(str)), "It holds at least one of these texts.")
        return draft

    def order(
        self, name: str, kinds: tuple[Kind, ...], relation: Relation | None = None
    ) -> type[Enum] | None:
        """The orders in which such nodes can be listed; None where there is no choice."""
        if name not in self._orders:
            members = list(_order_members(kinds, relation))
            text = "An order. Absent values stand last in both directions; ties go by id."
            self._orders[name] = enumeration(name, text, members) if members else None
        return self._orders[name]

    def _draft(self, name: str, description: str) -> Draft:
        self.drafts[name] = Draft(name, description, "input")
        return self.drafts[name]

    def kinds_of(self, link: Link) -> tuple[Kind, ...]:
        """The kinds that a link leads to."""
        return tuple(self._kinds[name] for name in link.kinds)


def _order_members(
    kinds: tuple[Kind, ...], relation: Relation | None
) -> Iterable[tuple[str, str, str]]:
    own = [(p.name, p) for p in _shared(kinds)]
    edge = [(f"edge.{p.name}", p) for p in (relation.properties if relation else ())]
    taken: set[str] = set()
    for path, property_ in own + edge:
        prefix = screaming(property_.name)
        prefix = f"EDGE_{prefix}" if prefix in taken else prefix
        taken.add(prefix)
        if property_.sortable:
            yield f"{prefix}_ASC", f"{path} asc", f"Ascending. {property_.description}"
            yield f"{prefix}_DESC", f"{path} desc", f"Descending. {property_.description}"


def _shared(kinds: tuple[Kind, ...]) -> list[Property]:
    """The properties that all of these kinds have alike."""
    first, *others = kinds
    return [
        p
        for p in first.properties
        if all(kind.has(p.name) and kind.prop(p.name).type is p.type for kind in others)
    ]


def _about(kinds: tuple[Kind, ...]) -> str:
    return kinds[0].description if len(kinds) == 1 else ""


def telling(relation: Relation) -> bool:
    """Whether edges of this relation tell more than where it is taken from."""
    return any(p.name not in _SOURCE for p in relation.properties)


def link_name(link: Link) -> str:
    """The common part of the names of a link's connection, edge, filter and order."""
    return link.target + (link.relation.name if telling(link.relation) else "")
