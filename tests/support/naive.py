"""What the hub's documentation says of filters, orders, pages and days, done the slow way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cmp_to_key
from typing import Any

from toys import toys
from world import NOW, Item, Tie, World

from graph.model import Kind, Link

Where = Mapping[str, Any]
TODAY = "2026-01-01"

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "lte": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "gte": lambda a, b: a >= b,
    "in": lambda a, b: a in b,
    "notIn": lambda a, b: a not in b,
    "contains": lambda a, b: b in a,
    "startsWith": lambda a, b: a.startswith(b),
    "endsWith": lambda a, b: a.endswith(b),
    "containsIgnoreCase": lambda a, b: b.lower() in a.lower(),
    "includes": lambda a, b: b in a,
    "includesAny": lambda a, b: any(text in a for text in b),
}


@dataclass(frozen=True)
class Edge:
    """A node, and the relation that led to it."""

    node: Item
    tie: Tie | None = None

    @property
    def name(self) -> tuple[str, str]:
        return self.node.id, self.tie.key if self.tie else ""


@dataclass(frozen=True)
class Page:
    edges: list[Edge]
    before: bool
    after: bool


@dataclass
class Naive:
    """A world, seen on a day."""

    world: World
    day: str = TODAY

    def all(self, kind: str) -> list[Edge]:
        return [Edge(item) for item in self.world.of(kind) if self._lives(item)]

    def linked(self, item: Item, link: Link, history: bool = False) -> list[Edge]:
        """What a link leads to on the day, or whenever it held."""
        dated = link.relation.dated and not history
        return [
            Edge(other, tie)
            for tie, other in self.world.steps(item, link)
            if not dated or (self._within(tie.values, "from", "to") and self._lives(other))
        ]

    def read(self, item: Item, name: str) -> Any:
        """A property's value."""
        if name == "held":
            boxes = toys().model.kind("Toy").link("boxes")
            ties = [tie for tie, _ in self.world.steps(item, boxes)]
            return any(self._within(tie.values, "from", "to") for tie in ties)
        kept = {"id": item.id, "recordedAt": NOW, "version": 1, "sourceCells": []}
        return {**kept, **item.values}.get(name)

    def fits(self, edge: Edge, where: Where | None) -> bool:
        """Whether an edge passes a filter. Comparisons with what is absent are false."""
        kind = toys().model.kind(edge.node.kind)
        given = {name: value for name, value in (where or {}).items() if value is not None}
        return all(self._holds(edge, kind, name, value) for name, value in given.items())

    def _holds(self, edge: Edge, kind: Kind, name: str, value: Any) -> bool:
        if name == "and":
            return all(self.fits(edge, inner) for inner in value)
        if name == "or":
            return any(self.fits(edge, inner) for inner in value)
        if name == "not":
            return not self.fits(edge, value)
        if name == "edge":
            assert edge.tie
            return all(compare(edge.tie.values.get(n), v) for n, v in value.items())
        if kind.has(name):
            return compare(self.read(edge.node, name), value)
        return self._related(edge.node, kind, name, value)

    def _related(self, item: Item, kind: Kind, name: str, value: Any) -> bool:
        if name.endswith("Count"):
            return compare(len(self.linked(item, kind.link(name.removesuffix("Count")))), value)
        link = kind.link(name)
        fitting = {
            quantifier: [self.fits(edge, where) for edge in self.linked(item, link)]
            for quantifier, where in (value if link.many else {"some": value}).items()
        }
        choose = {"some": any, "all": all, "none": lambda found: not any(found)}
        return all(choose[quantifier](found) for quantifier, found in fitting.items())

    def listed(
        self, edges: Sequence[Edge], kinds: Sequence[str], where: Where | None, order: Sequence[str]
    ) -> list[Edge]:
        """The whole connection: nulls last both ways, ties by id, then by the relation's key."""
        first, *others = (toys().model.kind(name) for name in kinds)
        usual = [name for name in first.order if all(other.has(name) for other in others)]
        terms = [_term(first, text) for text in order] or [(False, name, False) for name in usual]

        def compared(a: Edge, b: Edge) -> int:
            for of_edge, name, down in terms:
                x, y = self._key(a, of_edge, name), self._key(b, of_edge, name)
                if x != y:
                    if x is None or y is None:
                        return 1 if x is None else -1
                    return (1 if x > y else -1) * (-1 if down else 1)
            return 1 if a.name > b.name else -1

        chosen = [edge for edge in edges if self.fits(edge, where)]
        return sorted(chosen, key=cmp_to_key(compared))

    def _key(self, edge: Edge, of_edge: bool, name: str) -> Any:
        if of_edge:
            assert edge.tie
            return edge.tie.values.get(name)
        return self.read(edge.node, name)

    def _lives(self, item: Item) -> bool:
        mortal = toys().model.kind(item.kind).mortal
        return not mortal or self._within(item.values, "validFrom", "validTo")

    def _within(self, values: Mapping[str, Any], start: str, end: str) -> bool:
        first, after = values.get(start), values.get(end)
        return (first is None or first <= self.day) and (after is None or after > self.day)


def page(edges: Sequence[Edge], after: int, before: int, size: int, backward: bool) -> Page:
    """A page between two places of the whole list."""
    start, end = after, max(after, before)
    if backward:
        start = max(start, end - size)
    else:
        end = min(end, start + size)
    return Page(list(edges[start:end]), start > 0, end < len(edges))


def compare(value: Any, operators: Mapping[str, Any]) -> bool:
    """Whether a value passes all comparisons."""
    for name, operand in operators.items():
        if name == "isNull":
            if (value is None) is not operand:
                return False
        elif value is None or not OPERATORS[name](_moment(value), _moment(operand)):
            return False
    return True


def _moment(value: Any) -> Any:
    """Times as such, in any zone and any way of writing them."""
    if isinstance(value, list):
        return [_moment(item) for item in value]
    timed = isinstance(value, str) and value[10:11] == "T"
    return datetime.fromisoformat(value) if timed else value


def _term(kind: Kind, text: str) -> tuple[bool, str, bool]:
    """An order such as ``EDGE_NOTE_DESC``: whether of the edge, the property, whether down."""
    stem, _, direction = text.rpartition("_")
    of_edge = not kind.has(camel(stem))
    name = camel(stem.removeprefix("EDGE_") if of_edge else stem)
    return of_edge, name, direction == "DESC"


def camel(name: str) -> str:
    """A property from the name of its order: ``MADE_ON`` is ``madeOn``."""
    head, *rest = name.lower().split("_")
    return head + "".join(part.capitalize() for part in rest)
