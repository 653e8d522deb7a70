"""Checks of what the model says: that a link which leads to one leads to one, and that changes and
the bodies before and after them are of one time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graph.issues.check import Check, called
from graph.issues.dates import Day, before
from graph.issues.issue import Issue, Kind, Period, Severity, Thing
from graph.model import Kind as NodeKind
from graph.model import Link
from graph.writer import Writer

EVENT, AGENCY = "ChangeEvent", "Agency"
BEGINNING = ("CREATED", "RENAMED", "REPLACED")
"""Changes after which a body is new. A merger or a split may add to one that is there already."""
MOST_AT_ONE = 10
"""How many ends of one link are told."""


def several(writer: Writer, day: str) -> Iterator[Check]:
    """Nodes from which a link to one leads to several on a day."""
    for kind in writer.model.kinds.values():
        for link in kind.links:
            if not link.many:
                yield _several(writer, kind, link, day)


def _several(writer: Writer, kind: NodeKind, link: Link, day: str) -> Check:
    step = writer.step("a", link, day)
    node, relation = step.node, step.relation
    name = called(writer, step.kinds[0], node)
    held = f"{relation}.from, {relation}.to" if link.relation.dated else "null, null"
    listed = (
        f"COLLECT {{ {step.text} WITH {node}, {relation} ORDER BY {node}.id, {relation}.key "
        f"LIMIT {MOST_AT_ONE} RETURN [{node}.id, {name}, {held}] }}"
    )

    def made(row: Sequence[Any]) -> Issue:
        ends = row[2]
        case = "primary" if link.fixed else "one"
        return Issue(
            Kind.SEVERAL_FOR_ONE,
            Severity.ERROR,
            case,
            (Thing(*row[:2]), *(Thing(*end[:2]) for end in ends)),
            tuple(Period(link.relation.name, *end[2:]) for end in ends),
            (link.name,),
        )

    match = f"MATCH (a:{kind.name}) WHERE COUNT {{ {step.text} }} > 1{writer.seen(a=kind.name)}"
    values = ("a.id", called(writer, kind, "a"), listed)
    return Check(Kind.SEVERAL_FOR_ONE, match, ("a",), ("a.id",), values, made)


def events(writer: Writer) -> Iterator[Check]:
    """Changes dated before or after the lives that they begin and end."""
    if EVENT not in writer.model.kinds:
        return
    happened = Day("e", "date")
    born, gone = Day("a", "validFrom"), Day("a", "validTo")
    beginning = writer.parameters.once("beginning", list(BEGINNING))
    continued = "EXISTS { MATCH (e)-[:BEFORE]->(a) }"
    older = f"e.type IN {beginning} AND {before(born, happened)} AND NOT {continued}"
    yield _event(writer, "AFTER", "older", Severity.ERROR, older, born)
    yield _event(writer, "AFTER", "over", Severity.ERROR, before(gone, happened), gone)
    yield _event(writer, "AFTER", "later", Severity.WARNING, before(happened, born), born)
    yield _event(writer, "BEFORE", "unborn", Severity.ERROR, before(happened, born), born)


def _event(
    writer: Writer, relation: str, case: str, severity: Severity, wrong: str, day: Day
) -> Check:
    def made(row: Sequence[Any]) -> Issue:
        things = Thing(*row[2:4]), Thing(*row[:2])
        return Issue(Kind.MISDATED_EVENT, severity, case, things, dates=tuple(row[4:]))

    match = (
        f"MATCH (e:{EVENT})-[:{relation}]->(a:{AGENCY}) "
        f"WHERE {wrong}{writer.seen(e=EVENT, a=AGENCY)}"
    )
    names = [called(writer, writer.model.kind(k), v) for k, v in ((EVENT, "e"), (AGENCY, "a"))]
    values = ("e.id", names[0], "a.id", names[1], "e.date", day.text)
    return Check(Kind.MISDATED_EVENT, match, ("e", "a"), ("a.id", "e.id"), values, made)
