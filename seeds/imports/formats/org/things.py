"""Bodies, sectors, posts, people and changes, each with what it is tied to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from schema.enums import AgencyType, ChangeType, PostGrade, SectorScheme
from seeds.imports.formats.org.resource import ALIVE, Resources
from seeds.imports.formats.org.terms import DCT, EVENT_DATES, FOAF, ORG, SCHEMA, SKOS
from seeds.imports.item import Bond, Finding, Grade, Item, Ref, Thing

_TYPED = DCT + "type"
_PARENT, _UNIT_OF = ORG + "subOrganizationOf", ORG + "unitOf"


def agency(here: Resources, ref: Ref) -> Iterator[Item]:
    """A formal organization; one that stands under another is a part of it."""
    values, findings = here.named(ref.key)
    yield from findings
    values["type"] = _enumerated(here, ref.key, AgencyType.__members__) or "UNKNOWN"
    homes = here.store.said(ref.key, FOAF + "homepage", SCHEMA + "url")
    if homes:
        values["website"] = homes[0].text
    yield from here.life(ref.key, values)
    read = (_PARENT, _UNIT_OF, ORG + "classification", FOAF + "homepage", SCHEMA + "url", _TYPED)
    raw = here.rest(ref.key, *read, *ALIVE.values(), DCT + "identifier")
    yield Thing(ref, values, here.place(ref.key), here.identifiers(ref.key), raw)
    under = ("PART_OF", {"kind": "STRUCTURE"})
    for term in (_PARENT, _UNIT_OF):
        yield from here.bonds(ref.key, ref, term, {"Agency": under})
    position = 0
    for item in here.bonds(ref.key, ref, ORG + "classification", {"Sector": ("IN_SECTOR", {})}):
        if isinstance(item, Bond):
            position += 1
            said = {"primary": position == 1, "position": position}
            item = Bond(item.type, item.start, item.end, item.place, said)
        yield item


def unit(here: Resources, ref: Ref) -> Iterator[Item]:
    """An organizational unit, of an agency or within another unit."""
    values, findings = here.named(ref.key)
    yield from findings
    yield from here.life(ref.key, values)
    raw = here.rest(ref.key, _PARENT, _UNIT_OF, *ALIVE.values(), DCT + "identifier")
    raw |= {"alias": "; ".join(aliases)} if (aliases := values.pop("aliases")) else {}
    yield Thing(ref, values, here.place(ref.key), here.identifiers(ref.key), raw)
    ends: dict[str, tuple[str, dict[str, Any]]] = {"Agency": ("UNIT_OF", {})}
    given = set()
    for term in (_UNIT_OF, _PARENT):
        for item in here.bonds(ref.key, ref, term, ends | {"Unit": ("SUBUNIT_OF", {})}):
            if not isinstance(item, Bond) or (item.type, item.end) not in given:
                yield item
            if isinstance(item, Bond):
                given.add((item.type, item.end))


def post(here: Resources, ref: Ref) -> Iterator[Item]:
    """A post; posts of an agency itself stand in a unit of its own name, since posts have units."""
    values, findings = here.named(ref.key, "title")
    yield from findings
    grade = _enumerated(here, ref.key, PostGrade.__members__) or "UNKNOWN"
    values |= {"grade": grade, "kind": "UNKNOWN"}
    yield from here.life(ref.key, values)
    read = (ORG + "postIn", ORG + "reportsTo", ORG + "heldBy", _TYPED, *ALIVE.values())
    raw = here.rest(ref.key, *read)
    raw |= {"alias": "; ".join(aliases)} if (aliases := values.pop("aliases")) else {}
    yield Thing(ref, values, here.place(ref.key), here.identifiers(ref.key), raw)
    ends: dict[str, tuple[str, dict[str, Any]]] = {"Unit": ("POST_IN", {}), "Agency": ("", {})}
    for item in here.bonds(ref.key, ref, ORG + "postIn", ends):
        yield from own_unit(here, item) if isinstance(item, Bond) else [item]
    primary = {"Post": ("REPORTS_TO", {"kind": "PRIMARY"})}
    others = {"Post": ("REPORTS_TO", {"kind": "SECONDARY"})}
    first = True
    for item in here.bonds(ref.key, ref, ORG + "reportsTo", primary):
        if isinstance(item, Bond):
            type_, said = (primary if first else others)["Post"]
            item, first = Bond(type_, item.start, item.end, item.place, said), False
        yield item


def own_unit(here: Resources, bond: Bond) -> Iterator[Item]:
    """A post's bond to its unit; where it leads to an agency, to the agency's own unit."""
    if bond.end.kind == "Unit":
        yield bond
        return
    agency_ = bond.end
    ref = Ref("Unit", f"{agency_.key}#unit")
    if ref not in here.outside:
        here.outside[ref] = bond.place
        named, _ = here.named(agency_.key)
        values = {"name": named["name"], "code": f"{named['code']}-unit"}
        text = "has posts of its own: a unit of its name takes them, since posts stand in units"
        yield Finding(Grade.NOTE, "UNIT_MADE", here.place(agency_.key), text, agency_.key)
        yield Thing(ref, values, bond.place)
        yield Bond("UNIT_OF", ref, agency_, bond.place)
    yield Bond("POST_IN", bond.start, ref, bond.place)


def employee(here: Resources, ref: Ref) -> Iterator[Item]:
    """A person."""
    values, findings = here.named(ref.key)
    yield from findings
    raw = here.rest(ref.key)
    kept = {"name": values["name"], "synthetic": False}
    yield Thing(ref, kept, here.place(ref.key), here.identifiers(ref.key), raw)


def sector(here: Resources, ref: Ref) -> Iterator[Item]:
    """A concept that classifies bodies."""
    values, findings = here.named(ref.key)
    yield from findings
    values.pop("aliases")
    schemes = [each.rpartition(":")[2] for each in here.linked(ref.key, SKOS + "inScheme")]
    known = [scheme for scheme in schemes if scheme in SectorScheme.__members__]
    values["scheme"] = known[0] if known else "OTHER"
    raw = here.rest(ref.key, SKOS + "broader", *((SKOS + "inScheme",) if known else ()))
    yield Thing(ref, values, here.place(ref.key), here.identifiers(ref.key), raw)
    yield from here.bonds(ref.key, ref, SKOS + "broader", {"Sector": ("SUBSECTOR_OF", {})})


def change(here: Resources, ref: Ref) -> Iterator[Item]:
    """A change by which bodies came to be or ceased."""
    found = yield from here.day(ref.key, *EVENT_DATES)
    at = here.place(ref.key, EVENT_DATES[0])
    if found is None:
        text, mend = "is left out, since it has no date", "give it a dct:date"
        yield Finding(Grade.ERROR, "CHANGE_UNDATED", at, text, ref.key, "a date", mend)
        return
    before, after = ORG + "originalOrganization", ORG + "resultingOrganization"
    values, _ = here.named(ref.key)
    kept = {"code": values["code"], **found.values("date")}
    kept |= {"source": values["source"]} if "source" in values else {}
    kind = _enumerated(here, ref.key, ChangeType.__members__)
    if kind is None:
        kind = _assumed(len(here.linked(ref.key, before)), len(here.linked(ref.key, after)))
        text, mend = f"says no type: it is read as {kind}, by its bodies", "give it a dct:type"
        expected = ", ".join(ChangeType.__members__)
        place = here.place(ref.key, _TYPED)
        yield Finding(Grade.WARNING, "CHANGE_ASSUMED", place, text, None, expected, mend)
    notes = here.store.said(ref.key, DCT + "description")
    for node in notes:
        kept.setdefault("noteEn" if node.language == "en" else "note", node.text)
    raw = here.rest(ref.key, *EVENT_DATES, _TYPED, DCT + "description", before, after)
    yield Thing(ref, {**kept, "type": kind}, here.place(ref.key), here.identifiers(ref.key), raw)
    yield from here.bonds(ref.key, ref, before, {"Agency": ("BEFORE", {})})
    yield from here.bonds(ref.key, ref, after, {"Agency": ("AFTER", {})})


def _assumed(before: int, after: int) -> str:
    if not before or not after:
        return "CREATED" if after else "ABOLISHED"
    return "MERGED" if before > after else "SPLIT" if after > before else "REPLACED"


def _enumerated(here: Resources, subject: str, known: Any) -> str | None:
    said = [node.text for node in here.store.said(subject, _TYPED)]
    return next((text for text in said if text in known), None)
