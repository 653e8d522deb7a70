"""The columns of the hub's own tables: one table a kind, one a relation.

They follow from the model alone: a property is a column, and so is a link whose relations need no
more than the two nodes. Links to several nodes hold their codes with semicolons between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from graph.model import Kind, Link, Model, Property, Relation, Type
from graph.rows import KEPT_BY_HUB
from seeds.imports.indonesian import SUBJECTS
from seeds.imports.item import Finding, Grade, Place
from seeds.imports.words import bare, nearest

Subject: TypeAlias = Kind | Relation
EXPLANATIONS = "Columns"
"""The sheet of a template that explains the others."""
KEYS = ("code", "nip")
"""Properties whose value tells a node of its kind from all others, the first that a kind has."""
KEPT = KEPT_BY_HUB - {"id"}
"""Columns of exports that the hub keeps by itself."""
NOT_KEPT = ("sourceRef", "sourceDate")
"""Columns of relations that some tables have and the hub has no place for."""
IMPLIED = frozenset({"position", "primary"})
"""What the order of a link column's codes tells."""
UNASKED = (Type.BOOL, Type.TEXTS)
"""Types whose absence has a meaning: no, and none."""
MEASURED = frozenset({"value", "lower", "upper", "qualifier", "raw", "period"})
"""Properties that a printed value fills together (see ``measured``)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: a property, a link, or the end of a relation."""

    name: str
    description: str
    type: str
    required: bool = False
    stored: Property | None = None
    link: Link | None = None
    kinds: tuple[str, ...] = ()
    """The kinds of nodes that its codes name; a code without a kind is of the first."""

    @property
    def values(self) -> tuple[str, ...]:
        """The members of its code list, if it has one."""
        return self.stored.values if self.stored else ()


@dataclass(frozen=True)
class Layout:
    """What columns the table of a kind or relation may have."""

    name: str
    subject: Subject
    columns: Mapping[str, Column]

    @cached_property
    def key(self) -> str:
        """The column whose value tells nodes apart; ``id`` where no property does."""
        return next((name for name in KEYS if name in self.columns), "id")

    @cached_property
    def measured(self) -> bool:
        """Whether it holds printed values of indicators."""
        return self.columns.keys() >= MEASURED

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The columns without which no row can be kept."""
        return tuple(c.name for c in self.columns.values() if c.required)


def layouts(model: Model) -> Mapping[str, Layout]:
    """The tables of a model, by kind or by type of relation."""
    kinds = (layout(kind) for kind in model.kinds.values() if not (kind.internal or kind.kept))
    return {made.name: made for made in (*kinds, *map(layout, model.relations.values()))}


def layout(subject: Subject) -> Layout:
    """The table of a kind or relation."""
    if isinstance(subject, Kind):
        made = {column.name: column for column in _of_kind(subject)}
        return Layout(subject.name, subject, made)
    made = {column.name: column for column in _of_relation(subject)}
    return Layout(subject.type, subject, made)


def named(layouts: Mapping[str, Layout], text: str) -> Layout | None:
    """The table that a file or a sheet is named after, or None."""
    wanted = bare(text)
    for name, made in layouts.items():
        if wanted in map(bare, (name, *SUBJECTS.get(name, ()))):
            return made
    return None


def misnamed(layouts: Mapping[str, Layout], text: str, place: Place) -> Finding:
    """That a file or a sheet is named after no table."""
    near = nearest(text, layouts)
    mend = f"did you mean {near}?" if near else "name it as in sinergi template, such as Agency"
    said = "is named after no kind and no relation: all of it is left out"
    expected = "the name of a kind or a relation"
    return Finding(Grade.ERROR, "TABLE_UNKNOWN", place, said, text, expected, mend)


def _of_kind(kind: Kind) -> Iterator[Column]:
    key = next((name for name in KEYS if kind.has(name)), None)
    stored = {p.name for p in kind.stored}
    measured = stored >= MEASURED
    for property_ in sorted(kind.stored, key=lambda p: p.name != key):
        if property_.name in KEPT_BY_HUB:
            continue
        required = property_.required and property_.type not in UNASKED
        required = required and not (measured and property_.name in MEASURED)
        yield _column(property_, required, dated=f"{property_.name}Precision" in stored)
    for link in kind.links:
        if _simple(link) and not _told_by_another(link, kind):
            kinds = " or ".join(link.kinds)
            many = f"codes of {kinds}, with ; between" if link.many else f"code of {kinds}"
            yield Column(link.name, link.description, many, link=link, kinds=link.kinds)


def _of_relation(relation: Relation) -> Iterator[Column]:
    for name, kinds in (("start", relation.starts), ("end", relation.ends)):
        others = "".join(f", or {kind}:code" for kind in kinds[1:])
        yield Column(
            name,
            f"Where the relation {name}s. {relation.description}",
            f"code of {kinds[0]}{others}",
            required=True,
            kinds=kinds,
        )
    for property_ in relation.properties:
        yield _column(property_, property_.required and property_.type not in UNASKED)


def _column(property_: Property, required: bool, dated: bool = True) -> Column:
    types = {
        Type.TEXTS: "texts, with ; between",
        Type.INT: "whole number",
        Type.FLOAT: "number, with decimal point or comma",
        Type.BOOL: "ya or tidak",
        Type.DATE: "date: 2024-10-21, 21/10/2024, 21 Oktober 2024"
        + (", 2024-10 or 2024" if dated else ""),
        Type.ENUM: "one of a list",
    }
    type_ = types.get(property_.type, property_.type.value)
    return Column(property_.name, property_.description, type_, required, property_)


def _simple(link: Link) -> bool:
    """Whether the two nodes are all that a relation of the link needs to be told."""
    told = {*dict(link.fixed), *(IMPLIED if link.outgoing else ())}
    return all(
        not p.required or p.type in UNASKED or p.name in told for p in link.relation.properties
    )


def _told_by_another(link: Link, kind: Kind) -> bool:
    """Whether a link without conditions has these relations already."""
    return bool(link.fixed) and any(
        not other.fixed
        and other.relation.type == link.relation.type
        and other.outgoing == link.outgoing
        and _simple(other)
        for other in kind.links
    )
