"""Filters: a client's ``where`` as a Cypher predicate.

Logic has two values, as people read it: a comparison with an absent value is false, and ``not``
turns it into true. Cypher's third value only shows under a negation, so comparisons are guarded
there alone and stay index-friendly elsewhere. Over no related nodes ``some`` is false, ``none``
and ``all`` are true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, TypeAlias

from graph.errors import BadInput, Forbidden, TooCostly
from graph.model import Property
from graph.writer import Match, Writer

Path: TypeAlias = tuple[str | int, ...]

DEEPEST = 40
"""Steps from a filter's outside to its innermost comparison."""

_OPERATORS: dict[str, Callable[[str, str], str]] = {
    "eq": lambda a, b: f"{a} = {b}",
    "ne": lambda a, b: f"{a} <> {b}",
    "lt": lambda a, b: f"{a} < {b}",
    "lte": lambda a, b: f"{a} <= {b}",
    "gt": lambda a, b: f"{a} > {b}",
    "gte": lambda a, b: f"{a} >= {b}",
    "in": lambda a, b: f"{a} IN {b}",
    "notIn": lambda a, b: f"({a} IS NOT NULL AND NOT {a} IN {b})",
    "contains": lambda a, b: f"{a} CONTAINS {b}",
    "startsWith": lambda a, b: f"{a} STARTS WITH {b}",
    "endsWith": lambda a, b: f"{a} ENDS WITH {b}",
    "containsIgnoreCase": lambda a, b: f"toLower({a}) CONTAINS toLower({b})",
    "includes": lambda a, b: f"{b} IN {a}",
    "includesAny": lambda a, b: f"any(x IN {a} WHERE x IN {b})",
}


class Filter:
    """Turns the filters of one match into a predicate; ``as_of`` is a day's expression."""

    def __init__(self, writer: Writer, match: Match, as_of: str) -> None:
        self.writer = writer
        self.match = match
        self.as_of = as_of

    def predicate(self, where: Mapping[str, Any], path: Path, negated: bool = False) -> str:
        """The predicate that all of ``where`` holds."""
        if len(path) > DEEPEST:
            self.writer.refuse(TooCostly(f"is nested more than {DEEPEST} deep"), path[:1])
            return "false"
        if not self.writer.weigh():
            return "false"
        return _conjunction(list(self._parts(where, path, negated)))

    def _parts(self, where: Mapping[str, Any], path: Path, negated: bool) -> Iterator[str]:
        for name, value in where.items():
            if value is None:
                continue
            here = (*path, name)
            if name in ("and", "or"):
                parts = [self.predicate(w, (*here, i), negated) for i, w in enumerate(value)]
                yield _conjunction(parts) if name == "and" else _disjunction(parts)
            elif name == "not":
                yield f"NOT ({self.predicate(value, here, negated=True)})"
            elif name == "edge":
                yield from self._edge(value, here, negated)
            else:
                yield from self._field(name, value, here, negated)

    def _edge(self, where: Mapping[str, Any], path: Path, negated: bool) -> Iterator[str]:
        assert self.match.edge and self.match.relation
        for name, operators in where.items():
            if operators is not None:
                property_ = self.match.edge.prop(name)
                expression = property_.read(self.match.relation, self.as_of)
                yield from self._compare(property_, expression, operators, (*path, name), negated)

    def _field(self, name: str, value: Any, path: Path, negated: bool) -> Iterator[str]:
        kind = self.match.kinds[0]
        if kind.has(name):
            property_ = self.match.prop(name)
            if self.writer.viewer.hidden(property_):
                self.writer.refuse(Forbidden("is personal: you may not filter by it"), path)
                return
            expression = property_.read(self.match.node, self.as_of)
            yield from self._compare(property_, expression, value, path, negated)
        elif name.endswith("Count") and not kind.has(name):
            yield from self._count(name.removesuffix("Count"), value, path)
        else:
            yield from self._related(name, value, path)

    def _compare(
        self,
        property_: Property,
        expression: str,
        operators: Mapping[str, Any],
        path: Path,
        negated: bool,
    ) -> Iterator[str]:
        for operator, operand in operators.items():
            here = (*path, operator)
            if operand is None:
                self.writer.refuse(BadInput("is null: leave it out, or ask for isNull", here))
            elif operator == "isNull":
                yield f"{expression} IS {'' if operand else 'NOT '}NULL"
            else:
                yield self._operation(operator, property_, expression, operand, negated)

    def _operation(
        self, operator: str, property_: Property, expression: str, operand: Any, negated: bool
    ) -> str:
        self.writer.weigh()
        value = self.writer.parameters.add(stored(operand))
        text = _OPERATORS[operator](expression, value)
        return f"coalesce({text}, false)" if negated and not property_.required else text

    def _count(self, name: str, operators: Mapping[str, Any], path: Path) -> Iterator[str]:
        step = self.writer.step(self.match.node, self.match.kinds[0].link(name), self.as_of)
        count = f"COUNT {{ {step.text} }}"
        for operator, operand in operators.items():
            if operand is None:
                self.writer.refuse(BadInput("is null: leave it out", (*path, operator)))
            elif operator == "isNull":
                yield "false" if operand else "true"
            else:
                yield _OPERATORS[operator](count, self.writer.parameters.add(stored(operand)))

    def _related(self, name: str, value: Mapping[str, Any], path: Path) -> Iterator[str]:
        link = self.match.kinds[0].link(name)
        if not link.many:
            yield self._exists(name, value, path)
            return
        for quantifier, where in value.items():
            here = (*path, quantifier)
            if where is None:
                continue
            if quantifier == "some":
                yield self._exists(name, where, here)
            elif quantifier == "none":
                yield f"NOT {self._exists(name, where, here)}"
            else:
                yield f"NOT {self._exists(name, where, here, otherwise=True)}"

    def _exists(
        self, name: str, where: Mapping[str, Any], path: Path, otherwise: bool = False
    ) -> str:
        """That a related node satisfies ``where`` (or, ``otherwise``, one that does not)."""
        step = self.writer.step(self.match.node, self.match.kinds[0].link(name), self.as_of)
        inner = Filter(self.writer, step, self.as_of)
        predicate = inner.predicate(where, path, negated=otherwise)
        return f"EXISTS {{ {step.when(f'NOT ({predicate})' if otherwise else predicate)} }}"


def stored(value: Any) -> Any:
    """A client's value in the form in which the graph keeps it."""
    if isinstance(value, list):
        return [stored(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _conjunction(parts: list[str]) -> str:
    return f"({' AND '.join(parts)})" if parts else "true"


def _disjunction(parts: list[str]) -> str:
    return f"({' OR '.join(parts)})" if parts else "false"
