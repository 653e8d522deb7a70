"""Checks of days: ends before starts, relations beyond lives, parents that are gone, periods that
overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graph.issues.check import Check, called
from graph.issues.dates import Day, any_of, before, meets, over, same
from graph.issues.issue import Issue, Kind, Period, Severity, Thing
from graph.model import Kind as NodeKind
from graph.model import Relation
from graph.writer import Writer, alive, dated

_SPANS = (("validFrom", "validTo"), ("startDate", "endDate"), ("startYear", "endYear"))
"""Properties that say when nodes begin and end; of the latter two the end is included."""


def ends(writer: Writer) -> Iterator[Check]:
    """Nodes and relations that end before they start, or never hold."""
    for kind in writer.model.kinds.values():
        for start, end in _SPANS:
            if kind.has(start) and kind.has(end):
                yield _node_ends(writer, kind, start, end)
    for relation in _dated(writer):
        for one, other in _ends(writer, relation):
            match = f"{_pattern(relation, one, other)} WHERE {over(_FROM, _TO)}"
            yield _tie(writer, relation, one, other, Kind.END_BEFORE_START, match, _ending)


def _node_ends(writer: Writer, kind: NodeKind, start: str, end: str) -> Check:
    wrong = f"a.{end} < a.{start}"
    if kind.mortal and start == "validFrom":
        wrong = over(Day("a", start), Day("a", end))
    match = f"MATCH (a:{kind.name}) WHERE {wrong}{writer.seen(a=kind.name)}"

    def made(row: Sequence[Any]) -> Issue:
        thing, first, last = Thing(*row[:2]), row[2], row[3]
        severity = Severity.WARNING if first == last else Severity.ERROR
        case = "never" if first == last else "node"
        dates = (str(first), str(last))
        return Issue(Kind.END_BEFORE_START, severity, case, (thing,), dates=dates)

    values = ("a.id", called(writer, kind, "a"), f"a.{start}", f"a.{end}")
    return Check(Kind.END_BEFORE_START, match, ("a",), ("a.id",), values, made)


def _ending(one: Thing, other: Thing, period: Period, rest: Sequence[Any]) -> Issue:
    never = period.start == period.end
    severity = Severity.WARNING if never else Severity.ERROR
    case = "relation never" if never else "relation"
    return Issue(Kind.END_BEFORE_START, severity, case, (one, other), (period,))


def beyond(writer: Writer) -> Iterator[Check]:
    """Relations that hold before one of their bodies lived or after."""
    for relation in _dated(writer):
        for one, other in _ends(writer, relation):
            for variable, kind in (("a", one), ("b", other)):
                if kind.mortal:
                    yield _beyond(writer, relation, one, other, variable)


def _beyond(
    writer: Writer, relation: Relation, one: NodeKind, other: NodeKind, variable: str
) -> Check:
    born, gone = Day(variable, "validFrom"), Day(variable, "validTo")
    early, late = before(_FROM, born), before(gone, _TO)
    # not at all: it ends before the life begins, or begins when that is over
    apart = any_of(before(_TO, born), before(gone, _FROM), same(gone, _FROM))
    match = f"{_pattern(relation, one, other)} WHERE {any_of(early, late, apart)}"

    def made(a: Thing, b: Thing, period: Period, rest: Sequence[Any]) -> Issue:
        outside, first, last = rest
        severity = Severity.ERROR if outside else Severity.WARNING
        things = (a, b) if variable == "a" else (b, a)
        case = "outside" if outside else "partly"
        return Issue(Kind.BEYOND_LIFE, severity, case, things, (period,), (first, last))

    more = (apart, born.text, gone.text)
    return _tie(writer, relation, one, other, Kind.BEYOND_LIFE, match, made, more)


def dead_parents(writer: Writer, day: str) -> Iterator[Check]:
    """Bodies alive on a day that stand under one that is gone."""
    for relation in _dated(writer):
        if relation.above is None:
            continue
        for one, other in _ends(writer, relation):
            living = alive(one, "a", day)
            if living and other.mortal:
                conditions = [living, dated("r", day), *fixed(writer, relation, "r")]
                match = f"{_pattern(relation, one, other)} WHERE {' AND '.join(conditions)}"
                match += f" AND b.validTo <= {day}"
                more = ("b.validTo",)
                yield _tie(writer, relation, one, other, Kind.DEAD_PARENT, match, _orphan, more)


def _orphan(one: Thing, other: Thing, period: Period, rest: Sequence[Any]) -> Issue:
    return Issue(Kind.DEAD_PARENT, Severity.ERROR, "parent", (one, other), (period,), tuple(rest))


def overlaps(writer: Writer) -> Iterator[Check]:
    """Two relations of one pair and role that hold at the same time."""
    for relation in _dated(writer):
        if "from" not in relation.key:
            continue
        for one, other in _ends(writer, relation):
            same = [
                f"coalesce(r.{name}, '') = coalesce(s.{name}, '')"
                for name in relation.key
                if name != "from"
            ]
            meet = [meets(_FROM, Day("s", "to")), meets(Day("s", "from"), _TO)]
            # both start at the one end, which has few: the other one may have a million
            match = (
                f"MATCH (a:{one.name})-[r:{relation.type}]->(b:{other.name}), "
                f"(a)-[s:{relation.type}]->(c:{other.name}) "
                f"WHERE b.id = c.id AND r.key < s.key AND {' AND '.join((*same, *meet))}"
            )
            yield _tie(
                writer,
                relation,
                one,
                other,
                Kind.OVERLAPPING_PERIODS,
                match,
                _overlapping,
                ("s.from", "s.to"),
                ("s",),
            )


def _overlapping(one: Thing, other: Thing, period: Period, rest: Sequence[Any]) -> Issue:
    again = Period(period.relation, *rest)
    return Issue(Kind.OVERLAPPING_PERIODS, Severity.ERROR, "pair", (one, other), (period, again))


_FROM, _TO = Day("r", "from"), Day("r", "to")


def fixed(writer: Writer, relation: Relation, variable: str) -> list[str]:
    """That a relation has the properties that make it lead upwards."""
    return [
        f"{variable}.{n} = {writer.parameters.once(f'f_{n}_{v}', v)}"
        for n, v in relation.above or ()
    ]


def _dated(writer: Writer) -> Iterator[Relation]:
    return (relation for relation in writer.model.relations.values() if relation.dated)


def _ends(writer: Writer, relation: Relation) -> Iterator[tuple[NodeKind, NodeKind]]:
    kinds = writer.model.kinds
    for start in relation.starts:
        for end in relation.ends:
            if start in kinds and end in kinds:
                yield kinds[start], kinds[end]


def _pattern(relation: Relation, one: NodeKind, other: NodeKind) -> str:
    return f"MATCH (a:{one.name})-[r:{relation.type}]->(b:{other.name})"


def _tie(
    writer: Writer,
    relation: Relation,
    one: NodeKind,
    other: NodeKind,
    kind: Kind,
    match: str,
    made: Any,
    more: tuple[str, ...] = (),
    kept: tuple[str, ...] = (),
) -> Check:
    """A check of relations; ``made`` gets both ends, the period, and the values of ``more``."""

    def issue(row: Sequence[Any]) -> Issue:
        a, b = Thing(*row[:2]), Thing(*row[2:4])
        found: Issue = made(a, b, Period(relation.name, *row[4:6]), row[6:])
        return found

    names = called(writer, one, "a"), called(writer, other, "b")
    values = ("a.id", names[0], "b.id", names[1], "r.from", "r.to", *more)
    order = ("a.id", "b.id", *(f"{v}.key" for v in ("r", *kept)))
    seen = writer.seen(a=one.name, b=other.name)
    return Check(kind, f"{match}{seen}", ("a", "b", "r", *kept), order, values, issue)
