"""Interfaces that kinds implement, and properties that many share."""

from __future__ import annotations

from datetime import date, datetime

from schema.declare import interface, prop
from schema.enums import Precision


@interface
class Node:
    """Anything with an id that can be fetched again by it (Relay's global object
    identification).
    """

    id: str = prop("Global and stable. Opaque: do not take it apart.")


@interface
class Actor(Node):
    """What collaboration networks are made of: agencies, units and sectors."""

    name: str = prop("Official name.", sort=True, search=True)
    acronym: str | None = prop("Short name in use.", sort=True, search=True)


@interface
class Organization(Actor):
    """A body that can take part in initiatives and targets: an agency or one of its units
    (W3C ORG Organization).
    """


class Recorded:
    """What is known about a node's own record."""

    version: int = prop("Counts the writes to this node, from 1.", filter=False)
    source: str | None = prop("Law or publication that says so.")
    source_ref: str | None = prop("Article, table or address within the source.", filter=False)
    source_date: date | None = prop("Day for which the source speaks.")
    source_cells: list[str] = prop(
        "Cells of its source that were read as something else, or that the hub has no field for, "
        "each as column: text.",
        filter=False,
    )
    run: str | None = prop("Id of the import run that wrote it last; see importRuns.")
    row: str | None = prop("File, sheet and row of that run that it comes from.", filter=False)
    recorded_at: datetime = prop("When the hub last wrote this node (UTC).")


class Mortal:
    """A body's life. The end is exclusive; an absent date is open or unknown."""

    valid_from: date | None = prop("First day of its life.", sort=True)
    valid_from_precision: Precision | None = prop("How exactly validFrom is known.", filter=False)
    valid_to: date | None = prop("Day after its last; absent while it lives.", sort=True)
    valid_to_precision: Precision | None = prop("How exactly validTo is known.", filter=False)


class Sourced:
    """Where a relation is taken from."""

    source: str | None = prop("Law or publication that says so.")
    run: str | None = prop("Id of the import run that wrote it last; see importRuns.", filter=False)
    row: str | None = prop("File, sheet and row of that run that it comes from.", filter=False)


class Dated(Sourced):
    """The days on which a relation holds. The end is exclusive; an absent date is open or
    unknown.
    """

    from_: date | None = prop("First day.", sort=True)
    from_precision: Precision | None = prop("How exactly the first day is known.", filter=False)
    to: date | None = prop("Day after the last; absent while it holds.", sort=True)
    to_precision: Precision | None = prop("How exactly the end is known.", filter=False)
