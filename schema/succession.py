"""What became of bodies and what they came of: public types and root fields."""

from __future__ import annotations

import datetime
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from strawberry import ID

from graph.errors import BadInput
from graph.network.keep import now
from graph.network.lineage import (
    Descent,
    ancestors,
    carried,
    carrying,
    descendants,
    renaming,
)
from graph.network.material import Body, Material, Span
from graph.network.scope import following
from schema.agency import Agency
from schema.declare import Connection, prop, record
from schema.drafts import Argument
from schema.enums import ChangeType
from schema.event import ChangeEvent
from schema.roots import Computed, Context, Listing
from schema.scoping import AS_OF, day_of

NEEDS = ("agencies", "events")


@record
class SuccessionStep:
    """A change that led from one body to another."""

    date: datetime.date = prop("Day on which it took effect.")
    type: ChangeType = prop("What happened.")
    event: ChangeEvent | None = prop("The change.")


@record
class RelatedBody:
    """A body that changes lead to from another, or from which they lead there."""

    body: Agency | None = prop("The body.")
    steps: int = prop("How many changes there are on the way; 0 where it is the body itself.")
    path: list[SuccessionStep] = prop("The changes on the way, earliest first.")


@record
class BodyName:
    """What a body was called, and when."""

    name: str = prop("Official name.")
    name_en: str | None = prop("Name in English.")
    acronym: str | None = prop("Short name in use.")
    from_: datetime.date | None = prop("First day; absent where it is not known.")
    to: datetime.date | None = prop("Day after the last; absent while it is called so.")
    body: Agency | None = prop("The body of that name.")


class Related:
    """A related body as the API shows it."""

    def __init__(self, found: Descent) -> None:
        self.body, self.steps = found.body, len(found.path)
        self.path = [StepView(event.id, event.type, event.day) for event in found.path]
        self.key = f"{self.steps:06} {found.body}"


class StepView:
    """A change as the API shows it."""

    def __init__(self, event: str, type_: str, day: str) -> None:
        self.event, self.type, self.date = event, type_, day


class NameView:
    """A name as the API shows it."""

    def __init__(self, body: Body) -> None:
        self.body, self.name, self.name_en = body.id, body.name, body.name_en
        self.acronym, self.from_, self.to = body.acronym, body.start, body.end
        self.key = f"{body.start or ''} {body.end or '9999'} {body.id}"


Finding = Callable[[Material, str, str], Sequence[Descent]]
"""Finds the bodies related to one: the material, the body, the day."""


def _predecessors(material: Material, body: str, day: str) -> list[Descent]:
    return ancestors(body, carrying(material))


def _successors(material: Material, body: str, day: str) -> list[Descent]:
    return descendants(body, carrying(material))


def _current(material: Material, body: str, day: str) -> list[Descent]:
    span = Span(day, following(day))
    found = [Descent(body, ()), *descendants(body, carried(material, "", day))]
    alive = {agency.id for agency in material["agencies"] if span.meets(agency.start, agency.end)}
    return [each for each in found if each.body in alive]


async def _material(context: Context, body: str) -> Material:
    """The material. Raises BadInput where ``body`` is none."""
    material = await context.analyses.material(context.reader, context.model, context.viewer, NEEDS)
    if body not in material.agencies:
        raise BadInput(f"is {body}, which is the id of no agency", ["of"])
    return material


async def _names(context: Context, arguments: Mapping[str, Any]) -> Listing:
    body, day = arguments["of"], arguments.get("asOf")
    material = await _material(context, body)
    changes = renaming(material)
    bodies = [
        body,
        *(each.body for find in (ancestors, descendants) for each in find(body, changes)),
    ]
    span = Span(day.isoformat(), following(day.isoformat())) if day else None
    found = [
        NameView(each)
        for each in map(material.agencies.get, bodies)
        if each and (span is None or span.meets(each.start, each.end))
    ]
    return Listing(sorted(found, key=lambda each: each.key), material.version, now())


def _root(find: Finding) -> Callable[[Context, Mapping[str, Any]], Awaitable[Listing]]:
    async def compute(context: Context, arguments: Mapping[str, Any]) -> Listing:
        body, day = arguments["of"], (day_of(arguments) or context.today).isoformat()
        material = await _material(context, body)
        found = await context.analyses.run(find, material, body, day)
        seen = [Related(each) for each in found if each.body in material.agencies]
        return Listing(sorted(seen, key=lambda each: each.key), material.version, now())

    return compute


_OF = Argument("of", ID, "Id of an agency, alive or not.")
_CARRY = (
    "Renamed, merged, split and replaced bodies go on as those after them; a transfer carries "
    "functions, not the body, and is not followed."
)

ROOTS = (
    Computed(
        "predecessors",
        Connection[RelatedBody],
        f"All bodies that an agency came of, nearest first, with the changes that led there. "
        f"{_CARRY}",
        _root(_predecessors),
        (_OF,),
    ),
    Computed(
        "successors",
        Connection[RelatedBody],
        f"All bodies that came of an agency, nearest first, with the changes that led there. "
        f"{_CARRY}",
        _root(_successors),
        (_OF,),
    ),
    Computed(
        "currentBodies",
        Connection[RelatedBody],
        "The bodies alive on the day that carry an agency on: those that came of it by then, and "
        f"itself where it lives. {_CARRY}",
        _root(_current),
        (_OF, AS_OF),
        day_of,
    ),
    Computed(
        "bodyNames",
        Connection[BodyName],
        "What an agency was and is called, earliest first: its own name, and those of the bodies "
        "that it was before or became, where one was renamed or replaced by one.",
        _names,
        (_OF, Argument("asOf", datetime.date | None, "Only names of this day; else of all days.")),
    ),
)

RECORDS = (SuccessionStep, RelatedBody, BodyName)
