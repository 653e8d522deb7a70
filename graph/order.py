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

    def compared(self, parameter: str, inclusive: bool = False) -> str:
        """The predicate that a row's key comes after a value that is there, or equals it."""
        sign = "<" if self.descending else ">"
        return f"{self.expression} {sign}{'=' if inclusive else ''} {parameter}"

    def beyond(self, value: Scalar, parameter: str) -> str | None:
        """The predicate that a row stands after ``value`` by this key; None where none can."""
        if value is None:
            return f"{self.expression} IS NOT NULL" if self.nulls_first else None
        compare = self.compared(parameter)
        if self.nullable and not self.nulls_first:
            return f"({compare} OR {self.expression} IS NULL)"
        return compare

    def same(self, value: Scalar, parameter: str) -> str:
        """The predicate that a row has ``value`` for this key."""
        return f"{self.expression} IS NULL" if value is None else f"{self.expression} = {parameter}"


def order_by(terms: Sequence[Term]) -> str:
    """The whole text after ORDER BY."""
    return ", ".join(term.clause() for term in terms)


def after(
    terms: Sequence[Term],
    values: Sequence[Scalar],
    parameters: Parameters,
    *,
    inclusive: bool = False,
) -> str:
    """The predicate that a row stands after ``values`` in this order, or, ``inclusive``, there.

    Keys are compared one by one with CASE, which planners leave alone: with OR, Neo4j seeks each
    side by another index and sorts their union. For a first key without nulls a bound on it alone
    stands in front, from which an index can be walked. The last key is an id, which is never null.
    """
    names = [parameters.add(value) if value is not None else "" for value in values]
    *keys, id_ = zip(terms, values, names, strict=True)
    predicate = id_[0].compared(id_[2], inclusive)
    for term, value, name in reversed(keys):
        beyond = term.beyond(value, name) or "false"
        predicate = f"CASE WHEN {term.same(value, name)} THEN {predicate} ELSE {beyond} END"
    first = terms[0]
    if keys and not first.nullable:
        return f"{first.compared(names[0], inclusive=True)} AND {predicate}"
    return predicate
