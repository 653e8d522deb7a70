"""The country and the places where an activity is at work."""

from __future__ import annotations

from collections.abc import Iterator

from seeds.imports.formats.iati.known import Here
from seeds.imports.formats.iati.stream import Element
from seeds.imports.formats.iati.words import plain
from seeds.imports.item import Bond, Finding, Grade, Item, Ref, Thing

HOME = "ID"
COUNTRY, LOCATION = "recipient-country", "location"


def places(activity: Element, initiative: Ref, here: Here) -> Iterator[Item]:
    """Indonesia is a region of the hub; other countries and places without an official code are
    told of.
    """
    yield from _countries(activity, initiative, here)
    for element in activity.iterchildren(LOCATION):
        names = [plain(inner) for inner in element.iterchildren("name", "description")]
        codes = [
            f"{inner.tag} {inner.get('vocabulary') or ''}:{inner.get('code') or ''}"
            for inner in element.iterchildren("location-id", "administrative")
        ]
        points = [plain(inner) for inner in element.iterchildren("point")]
        raw = "; ".join(part for part in (*names, *codes, *points) if part)
        text = "is left out: it says no region by a code of the hub (Kemendagri)"
        mend = "give the initiative its regions, by their codes"
        yield Finding(
            Grade.NOTE, "LOCATION_LEFT_OUT", here.place(element, LOCATION), text, raw, None, mend
        )


def _countries(activity: Element, initiative: Ref, here: Here) -> Iterator[Item]:
    covered = False
    for element in activity.iterchildren(COUNTRY):
        place = here.place(element, COUNTRY)
        here.rest(element, COUNTRY, ("narrative",), ("code", "percentage"))
        country = (element.get("code") or "").strip().upper()
        share = (element.get("percentage") or "").strip()
        if country != HOME:
            text = "is left out: the hub's regions are those of Indonesia"
            raw = f"{country} {share}".strip()
            yield Finding(Grade.NOTE, "COUNTRY_LEFT_OUT", place.at(f"{COUNTRY}/@code"), text, raw)
            continue
        if share not in ("", "100"):
            here.left.add(f"{COUNTRY}/@percentage", place.row, share)
        ref = Ref("Region", HOME)
        if here.first(ref, place):
            names = {"name": "Indonesia", "nameEn": "Indonesia", "level": "COUNTRY"}
            yield Thing(ref, {"code": HOME, **names}, place)
        if not covered:
            yield Bond("COVERS", initiative, ref, place)
        covered = True
