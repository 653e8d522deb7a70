"""Strategies for filters, orders and pages over toys, in the form of GraphQL variables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLEnumType
from hypothesis import strategies as st
from toys import toys
from world import DAYS, NOW, POOLS

from graph.model import Kind, Link, Property, Relation, Type
from schema.inputs import telling

Strategy = st.SearchStrategy[Any]

days = st.sampled_from(DAYS)
_COUNT = Property("count", Type.INT, required=True)
_SEARCHED = ("contains", "startsWith", "endsWith", "containsIgnoreCase")
_COMPARED = {Type.ENUM: ("eq", "ne"), Type.BOOL: ("eq", "ne")}


def _pool(property_: Property) -> list[Any]:
    known: dict[str, list[Any]] = {
        "count": [0, 1, 2],
        "id": ["Box:0", "Toy:1", "Toy:10", "Shelf:1"],
        "code": ["0", "1", "7"],
        "held": [True, False],
        "run": ["ImportRun:1"],
        "recordedAt": [NOW, "2026-01-02T10:04:05+07:00", "2027-01-01T00:00:00Z"],
    }
    return [v for v in known.get(property_.name) or POOLS[property_.name] if v is not None]


@st.composite
def comparisons(draw: st.DrawFn, property_: Property) -> dict[str, Any]:
    """One or two comparisons with a property."""
    names = st.sampled_from(_operators(property_))
    return {n: draw(_operand(n, property_)) for n in draw(st.lists(names, min_size=1, max_size=2))}


def _operators(property_: Property) -> tuple[str, ...]:
    if property_.type is Type.TEXTS:
        return ("includes", "includesAny")
    plain = _COMPARED.get(property_.type, ("eq", "ne", "lt", "lte", "gt", "gte"))
    texts = _SEARCHED if property_.type is Type.TEXT else ()
    return (*plain, *texts, "in", "notIn", "isNull")


def _operand(operator: str, property_: Property) -> Strategy:
    pool = _pool(property_)
    if operator == "isNull":
        return st.booleans()
    if property_.type is Type.TEXTS:
        pool = [text for texts in pool for text in texts]
    if operator in ("in", "notIn", "includesAny"):
        return st.lists(st.sampled_from(pool), max_size=2)
    return st.sampled_from([*pool, "a", ""] if operator in _SEARCHED else pool)


@st.composite
def wheres(
    draw: st.DrawFn, kinds: tuple[Kind, ...], relation: Relation | None = None, depth: int = 2
) -> dict[str, Any]:
    """A filter over nodes of these kinds and the relation that leads to them."""
    choices = dict(_choices(kinds, relation, depth))
    names = draw(st.lists(st.sampled_from(sorted(choices)), max_size=2, unique=True))
    return {name: draw(choices[name]) for name in names}


def _choices(
    kinds: tuple[Kind, ...], relation: Relation | None, depth: int
) -> Iterator[tuple[str, Strategy]]:
    for property_ in _shared(kinds):
        yield property_.name, comparisons(property_)
    if relation and telling(relation):
        yield (
            "edge",
            st.sampled_from(_filtered(relation.properties)).flatmap(
                lambda p: comparisons(p).map(lambda value: {p.name: value})
            ),
        )
    if depth:
        inner = wheres(kinds, relation, depth - 1)
        yield "and", st.lists(inner, max_size=2)
        yield "or", st.lists(inner, max_size=2)
        yield "not", inner
        if len(kinds) == 1:
            for link in kinds[0].links:
                yield from _linked(link, depth)


def _linked(link: Link, depth: int) -> Iterator[tuple[str, Strategy]]:
    inner = wheres(kinds_of(link), link.relation, depth - 1)
    if not link.many:
        yield link.name, inner
        return
    quantifiers = st.sampled_from(["some", "none", "all"])
    yield link.name, st.dictionaries(quantifiers, inner, min_size=1, max_size=2)
    yield f"{link.name}Count", comparisons(_COUNT)


def kinds_of(link: Link) -> tuple[Kind, ...]:
    return tuple(toys().model.kind(name) for name in link.kinds)


def _filtered(properties: tuple[Property, ...]) -> list[Property]:
    return [p for p in properties if p.filterable and not p.personal]


def _shared(kinds: tuple[Kind, ...]) -> list[Property]:
    return [p for p in _filtered(kinds[0].properties) if all(k.has(p.name) for k in kinds)]


def orders(name: str) -> Strategy:
    """Up to three terms of the order called ``name``."""
    return st.lists(st.sampled_from(order_names(name)), max_size=3, unique=True)


def order_names(name: str) -> list[str]:
    """The values of the enum called ``name``, without personal data."""
    enum = toys().schema.type_map[name]
    assert isinstance(enum, GraphQLEnumType)
    return [value for value in enum.values if not value.startswith("OWNER")]
