"""One activity: an initiative with its names, dates and status."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seeds.imports.days import Day, day, day_at
from seeds.imports.findings import ended, missed
from seeds.imports.formats.iati.known import Here
from seeds.imports.formats.iati.parties import participations
from seeds.imports.formats.iati.places import places
from seeds.imports.formats.iati.related import related
from seeds.imports.formats.iati.results import results
from seeds.imports.formats.iati.sectors import sectors
from seeds.imports.formats.iati.stream import ACTIVITY, Element
from seeds.imports.formats.iati.words import plain, words
from seeds.imports.item import Finding, Grade, Item, Place, Ref, Thing

STATUS = {"1": "PLANNED", "2": "ACTIVE", "3": "ENDED", "4": "ENDED", "5": "ENDED", "6": "UNKNOWN"}
"""Where it stands by code of IATI ActivityStatus: one in finalisation (3) has done its work; what
was cancelled (5) or suspended (6) fits none of ours, which is told."""
UNLIKE = {"5": "cancelled", "6": "suspended"}
DATES = {"start": ("2", "1"), "end": ("4", "3")}
"""Codes of IATI ActivityDateType: the actual date comes before the planned one."""


def items(activity: Element, here: Here) -> Iterator[Item]:
    """What an activity says."""
    place = here.place(activity, ACTIVITY)
    identifier = plain(activity.find("iati-identifier"))
    at = place.at("iati-identifier")
    if not identifier:
        text = "is left out, since it has no identifier"
        mend, expected = "give it its iati-identifier", "an identifier"
        yield Finding(Grade.ERROR, "ACTIVITY_NAMELESS", at, text, None, expected, mend)
        return
    ref = Ref("Initiative", identifier)
    if not here.first(ref, place):
        before = here.met[ref]
        text = f"is left out: row {before.row} of {before.file} has an activity of this identifier"
        mend, expected = "take one of the two out", "one activity an identifier"
        yield Finding(Grade.ERROR, "ACTIVITY_REPEATED", at, text, identifier, expected, mend)
        return
    inner = (str(child.tag) for child in activity)  # what is not read is counted in the stream
    here.rest(activity, ACTIVITY, set(inner), ("last-updated-datetime",))
    values: dict[str, Any] = {"code": identifier}
    yield from _title(activity, values, place)
    yield from _descriptions(activity, values, here)
    yield from _status(activity, values, here)
    yield from _dates(activity, values, here)
    _source(activity, values, here)
    yield Thing(ref, values, place, tuple(_identifiers(activity, identifier)))
    for part in (participations, sectors, places, related, results):
        yield from part(activity, ref, here)


def _identifiers(activity: Element, identifier: str) -> Iterator[str]:
    yield f"iati:{identifier}"
    for other in activity.iterchildren("other-identifier"):
        if told := (other.get("ref") or "").strip():
            yield f"iati-{(other.get('type') or 'other').strip()}:{told}"


def _title(activity: Element, values: dict[str, Any], place: Place) -> Iterator[Finding]:
    title, at = words(activity.find("title")), place.at("title")
    if title is None:
        values["name"] = values["code"]
        text = "has no title: its identifier stands for it"
        yield Finding(Grade.WARNING, "TITLE_MISSING", at, text, None, "a title", "give it a title")
        return
    values["name"] = title.local
    if title.english:
        values["nameEn"] = title.english
    yield from title.left(at)


def _descriptions(activity: Element, values: dict[str, Any], here: Here) -> Iterator[Finding]:
    """All descriptions, the general one first, each a paragraph."""
    elements = activity.iterchildren("description")
    told = []
    for element in sorted(elements, key=lambda element: element.get("type") or "1"):
        here.rest(element, "description", ("narrative",), ("type",))
        if said := words(element):
            told.append(said)
            yield from said.left(here.place(element, "description"))
    if told:
        values["description"] = "\n\n".join(said.local for said in told)
    if english := [said.english for said in told if said.english]:
        values["descriptionEn"] = "\n\n".join(english)


def _status(activity: Element, values: dict[str, Any], here: Here) -> Iterator[Finding]:
    element = activity.find("activity-status")
    given = "" if element is None else (element.get("code") or "").strip()
    values["status"] = STATUS.get(given, "UNKNOWN")
    if given in UNLIKE or given not in STATUS:
        at = here.place(activity if element is None else element, "activity-status/@code")
        what = UNLIKE.get(given) or ("no status of IATI" if given else "missing")
        text = f"is {what}: it is read as {values['status']}"
        expected, mend = "a code from 1 to 4", "look at where it stands, and say so"
        yield Finding(Grade.WARNING, "STATUS_UNLIKE", at, text, given or None, expected, mend)


def _dates(activity: Element, values: dict[str, Any], here: Here) -> Iterator[Finding]:
    found: dict[str, Day] = {}
    for element in activity.iterchildren("activity-date"):
        here.rest(element, "activity-date", (), ("type", "iso-date"))
        kind, raw = ((element.get(name) or "").strip() for name in ("type", "iso-date"))
        at = here.place(element, "activity-date/@iso-date")
        made = yield from day_at(raw, at)
        if kind not in ("1", "2", "3", "4"):
            text, expected = f"is left out: {kind!r} is no type of date", "a type from 1 to 4"
            mend = "give one of the four types"
            yield Finding(Grade.ERROR, "DATE_TYPE_UNKNOWN", at, text, raw, expected, mend)
        elif made is None:
            if not raw:
                yield missed(at, "a date", "there is no date")
        elif found.setdefault(kind, made) is not made:
            text = f"is left out: {found[kind].first} stands before it for the same type of date"
            expected, mend = "one date a type", "take one of the two out"
            yield Finding(Grade.ERROR, "DATE_REPEATED", at, text, raw, expected, mend)
    for name, (actual, planned) in DATES.items():
        if best := found.get(actual, found.get(planned)):
            values |= best.values(f"{name}Date")
        at = here.place(activity, f"activity-date[@type={planned}]/@iso-date")
        if best is not None and actual not in found:
            text = f"is planned; it is kept as {name}Date, since there is no actual one"
            yield Finding(Grade.NOTE, "DATE_PLANNED", at, text, best.first)
        elif planned in found and found[planned] != best:
            text, raw = "is planned: the actual date is kept", found[planned].first
            yield Finding(Grade.NOTE, "DATE_PLANNED_LEFT_OUT", at, text, raw)
    at = here.place(activity, "activity-date")
    yield from ended(values.get("startDate"), values.get("endDate"), at)


def _source(activity: Element, values: dict[str, Any], here: Here) -> None:
    """Who reports the activity is its source; a body that only reports takes no part."""
    by = activity.find("reporting-org")
    if by is not None:
        here.rest(by, "reporting-org", ("narrative",), ("ref",))
        ref, name = (by.get("ref") or "").strip(), words(by)
        values["source"] = name.local if name else ref or None
        values["sourceRef"] = ref or None
    if told := day(activity.get("last-updated-datetime") or "").value:
        values["sourceDate"] = told.first
