"""Orders of edges, and the predicates that continue a page within one.

An order is total: sort terms, then the node's id, then the relation's key. Nulls stand last in
both directions, so a reversed order (for ``last``) has them first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.cursor import Scalar
from graph.model import Property
from graph.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Term:
    """One sort key: a Cypher expression and its direction."""

    expression: str
    of: Property | None = None
    """None for ids and keys, which are text and never null."""
    descending: bool = False
    nulls_first: bool = False

    @property
    def nullable(self) -> bool:
        """Whether rows may lack this key."""
        return self.of is not None and not self.of.required

    def reversed(self) -> Term:
        """The same key read backwards."""
        return Term(self.expression, self.of, not self.descending, not self.nulls_first)

    def clause(self) -> str:
        """The text for ORDER BY. Cypher puts nulls last when ascending and first when not."""
        direction = " DESC" if self.descending else ""
        if self.nullable and self.nulls_first != self.descending:
            sign = "IS NOT NULL" if self.nulls_first else "IS NULL"
            return f"{self.expression} {sign}, {self.expression}{direction}"
        return self.expression + direction

    def beyond(self, value: Scalar, parameter: str) -> str | None:
        """The predicate that a row stands after ``value`` by this key; None where none can."""
        if value is None:
            return f"{self.expression} IS NOT NULL" if self.nulls_first else None
        compare = f"{self.expression} {'<' if self.descending else '>'} {parameter}"
        if self.nullable and not self.nulls_first:
            return f"({compare} OR {self.expression} IS NULL)"
        return compare

    def same(self, value: Scalar, parameter: str) -> str:
        """The predicate that a row has ``value`` for this key."""
        return f"{self.expression} IS NULL" if value is None else f"{self.expression} = {parameter}"


def order_by(terms: Sequence[Term]) -> str:
    """The whole text after ORDER BY."""
    return ", ".join(term.clause() for term in terms)


def after(terms: Sequence[Term], values: Sequence[Scalar], parameters: Parameters) -> str:
    """The predicate that a row stands strictly after ``values`` in this order.

    For a first key without nulls a bound on it alone is put in front, which an index can seek.
    """
    names = [parameters.add(value) if value is not None else "" for value in values]
    choices: list[str] = []
    equal: list[str] = []
    for term, value, name in zip(terms, values, names, strict=True):
        beyond = term.beyond(value, name)
        if beyond is not None:
            choices.append(" AND ".join([*equal, beyond]))
        equal.append(term.same(value, name))
    predicate = "(" + " OR ".join(choices) + ")" if choices else "false"
    first = terms[0]
    if len(terms) > 1 and not first.nullable:
        sign = "<=" if first.descending else ">="
        return f"{first.expression} {sign} {names[0]} AND {predicate}"
    return predicate


def not_after(terms: Sequence[Term], values: Sequence[Scalar], parameters: Parameters) -> str:
    """The predicate that a row stands at or before ``values`` in this order."""
    backwards = [term.reversed() for term in terms]
    same = " AND ".join(
        term.same(value, parameters.add(value) if value is not None else "")
        for term, value in zip(terms, values, strict=True)
    )
    return f"({after(backwards, values, parameters)} OR ({same}))"
