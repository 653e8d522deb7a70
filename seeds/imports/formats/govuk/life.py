"""Whether and when a GOV.UK organisation closed, by the list and by the registers."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass

from seeds.imports.days import DAY_FIRST, Day, day_at
from seeds.imports.findings import ended
from seeds.imports.formats.govuk.registers import Entry
from seeds.imports.item import Finding, Grade, Place
from seeds.imports.json_lines import Object

STATES = {"closed": True, "live": False, "exempt": False, "joining": False}
"""Whether a body of this ``govuk_status`` is closed; an exempt one has its site elsewhere."""
_STATUS = ("details", "govuk_status")
_CLOSED = ("details", "closed_at")


@dataclass(frozen=True, slots=True)
class Life:
    """A body's dates as the graph keeps them, and whether it is closed, dated or not."""

    closed: bool
    values: Mapping[str, str]


def life(record: Object, entry: Entry) -> Generator[Finding, None, Life]:
    """A life by both sources. The register's end counts; the list's day makes it more exact."""
    status = record.text(*_STATUS)
    closed = STATES.get(status, False)
    if status not in STATES:
        yield _status(record, status)
    place = entry.places.get("end", record.at(*_CLOSED))
    end = yield from _end(record, entry)
    if closed and not end:
        yield _undated(record)
    elif end and not closed:
        yield _not_closed(place, end)
    yield from _order(entry, end, place)
    return Life(
        closed or end is not None, {**date("validFrom", entry.start), **date("validTo", end)}
    )


def registered(entry: Entry) -> Generator[Finding, None, Life]:
    """A life by the register alone."""
    yield from _order(entry, entry.end, entry.places.get("end"))
    dates = {**date("validFrom", entry.start), **date("validTo", entry.end)}
    return Life(entry.end is not None, dates)


def date(name: str, found: Day | None) -> dict[str, str]:
    """A date as two stored properties; none where there is no date."""
    return found.values(name) if found else {}


def exclusive(place: Place) -> Finding:
    """What ends of lives are taken as, said once."""
    message = "does not say whether the body lived on that day: all ends count as the first without"
    return Finding(Grade.NOTE, "END_EXCLUSIVE", place, message)


def _order(entry: Entry, end: Day | None, place: Place | None) -> Iterator[Finding]:
    if entry.start and end and place:
        yield from ended(entry.start.first, end.first, place)


def _end(record: Object, entry: Entry) -> Generator[Finding, None, Day | None]:
    listed = yield from day_at(record.text(*_CLOSED), record.at(*_CLOSED), DAY_FIRST)
    if listed is None or entry.end is None or listed == entry.end:
        return entry.end or listed
    if listed.within(entry.end):
        return listed
    known = entry.places["end"]
    yield Finding(
        Grade.WARNING,
        "ENDS_DIFFER",
        record.at(*_CLOSED),
        f"is not the end in {known.file}, line {known.row}, {entry.end.first}: that one is taken",
        listed.first,
        "the same day in both",
        "mend the one that is wrong",
    )
    return entry.end


def _status(record: Object, status: str) -> Finding:
    return Finding(
        Grade.WARNING,
        "STATUS_UNKNOWN",
        record.at(*_STATUS),
        "is not known: the body counts as alive unless it has an end",
        status or None,
        f"one of {', '.join(STATES)}",
        "give one of these",
    )


def _undated(record: Object) -> Finding:
    return Finding(
        Grade.WARNING,
        "CLOSED_UNDATED",
        record.at(*_CLOSED),
        "is empty, but the body is closed: without an end it counts as alive",
        None,
        "the day on which it closed",
        "give the date here, or as end-date in the register",
    )


def _not_closed(place: Place, end: Day) -> Finding:
    return Finding(
        Grade.WARNING,
        "ENDED_NOT_CLOSED",
        place,
        "is an end, but the list does not call the body closed: it is kept as ended",
        end.first,
        "ends of closed bodies only",
        "mend the status, or remove the date",
    )
