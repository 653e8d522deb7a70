"""Comparisons of dates in Cypher, which take dates for no more exact than they are.

They are written with CASE, which planners leave alone: with AND and OR in each other, Neo4j plans
a statement for seconds. None is ever null.
"""

from __future__ import annotations


class Day:
    """A date of a node or relation, and how exactly it is known."""

    def __init__(self, variable: str, name: str) -> None:
        self.text = f"{variable}.{name}"
        self.precision = f"{variable}.{name}Precision"


def before(one: Day, other: Day) -> str:
    """That a date is surely before another one: false where the year or month that both are known
    to is the same, or either is absent.
    """
    cut = f"substring({one.text}, 0, {{0}}) < substring({other.text}, 0, {{0}})"
    return (
        f"CASE WHEN NOT coalesce({one.text} < {other.text}, false) THEN false "
        f"WHEN {_either(one, other, 'YEAR')} THEN {cut.format(4)} "
        f"WHEN {_either(one, other, 'MONTH')} THEN {cut.format(7)} ELSE true END"
    )


def _either(one: Day, other: Day, precision: str) -> str:
    return f"'{precision}' IN [coalesce({one.precision}, ''), coalesce({other.precision}, '')]"


def same(one: Day, other: Day) -> str:
    """That two dates are the same day for sure."""
    exact = " AND ".join(f"coalesce({d.precision}, 'DAY') = 'DAY'" for d in (one, other))
    return f"CASE WHEN {one.text} = {other.text} THEN {exact} ELSE false END"


def over(start: Day, end: Day) -> str:
    """That something ends before it starts, or, where both days are known, on its first day, so
    that it never holds.
    """
    return any_of(before(end, start), same(start, end))


def meets(start: Day, end: Day) -> str:
    """That a start is not after an end, nor on its day: open ones meet all."""
    return (
        f"CASE WHEN {start.text} IS NULL OR {end.text} IS NULL THEN true "
        f"ELSE {before(start, end)} END"
    )


def any_of(*predicates: str) -> str:
    """That at least one of these holds."""
    cases = " ".join(f"WHEN {predicate} THEN true" for predicate in predicates)
    return f"CASE {cases} ELSE false END"
