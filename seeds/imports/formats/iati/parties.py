"""Who takes part in an activity, and as what."""

from __future__ import annotations

from collections.abc import Iterator

from seeds.imports.codes import code
from seeds.imports.formats.iati.known import Here, Party, party
from seeds.imports.formats.iati.stream import Element
from seeds.imports.item import Bond, Finding, Grade, Item, Place, Ref, Thing

COLUMN = "participating-org"
ROLES = {"1": "FUNDER", "2": "LEAD", "3": "COORDINATOR", "4": "IMPLEMENTER"}
"""Roles by code of IATI OrganisationRole: the funding one pays, the accountable one answers for it,
the extending one manages it for who pays and so brings the others together, the implementing one
carries it out. Each of ours stands for one of theirs, so that they can be given back.
"""


def participations(activity: Element, initiative: Ref, here: Here) -> Iterator[Item]:
    """The organisations of an activity with their roles; one with two roles takes part twice."""
    given: dict[tuple[Ref, str, str | None], Place] = {}
    for element in activity.iterchildren(COLUMN):
        place = here.place(element, COLUMN)
        here.rest(element, COLUMN, ("narrative",), ("ref", "role"))
        made = party(element)
        if made is None:
            text, mend = "has neither a name nor a reference", "give it a narrative with its name"
            yield Finding(Grade.ERROR, "PARTY_NAMELESS", place, text, None, "a name", mend)
            continue
        ref = Ref("Agency", made.key)
        if here.first(ref, place):
            yield from _agency(here.known.parties.get(made.key, made), ref, here, place)
        if not made.ref:
            yield _without_ref(made, place)
        role, note = _role(element)
        if note:
            yield _strange_role(element, place)
        before = given.setdefault((ref, role, note), place)
        if before is not place:
            text = f"takes part as {role} in row {before.row} already; it is counted once"
            mend = "take one of the two out"
            expected = "each role once"
            yield Finding(Grade.WARNING, "PARTY_REPEATED", place, text, made.name, expected, mend)
            continue
        values = {"role": role, **({"note": note} if note else {})}
        yield Bond("PARTICIPATES_IN", ref, initiative, place, values)


def _agency(made: Party, ref: Ref, here: Here, place: Place) -> Iterator[Item]:
    values: dict[str, object] = {
        "code": code("iati", made.key, made.name),
        "name": made.name,
        "type": "UNKNOWN",
    }
    if made.english:
        values["nameEn"] = made.english
    if made.aliases:
        values["aliases"] = list(made.aliases)
    if made.ref:
        values["sourceRef"] = f"participating-org ref {made.ref}"
    yield Thing(ref, values, place, here.known.identifiers(made))
    if made.name == made.ref:
        text = "has no name; its reference stands for it"
        mend = "give it a narrative with its name"
        at = place.at(f"{COLUMN}/narrative")
        yield Finding(Grade.WARNING, "PARTY_UNNAMED", at, text, made.ref, "a name", mend)
    names = here.known.refs.get(made.ref, [])
    if len(names) > 1 and names[0] != made.key:
        first = here.known.parties[names[0]].name
        text = f"names {made.name!r} here and {first!r} elsewhere: they are kept apart"
        mend = "if they are one body, merge them; else give each a reference of its own"
        at = place.at(f"{COLUMN}/@ref")
        expected = "one organisation a reference"
        yield Finding(Grade.WARNING, "REF_SHARED", at, text, made.ref, expected, mend)


def _without_ref(made: Party, place: Place) -> Finding:
    text = f"{made.name!r} has no reference: it is told apart by its name alone"
    mend = "give its identifier (org-id.guide) where it has one"
    at = place.at(f"{COLUMN}/@ref")
    return Finding(Grade.NOTE, "PARTY_WITHOUT_REF", at, text, None, "a reference", mend)


def _role(element: Element) -> tuple[str, str | None]:
    """Our role, and theirs as a remark where ours says less."""
    given = (element.get("role") or "").strip()
    known = ROLES.get(given)
    return (known, None) if known else ("PARTNER", f"IATI OrganisationRole {given or '(none)'}")


def _strange_role(element: Element, place: Place) -> Finding:
    text = "is no role of IATI: the organisation is taken for a partner, with the role as a remark"
    expected = "1 (funding), 2 (accountable), 3 (extending) or 4 (implementing)"
    at, mend = place.at(f"{COLUMN}/@role"), "give one of the four codes"
    return Finding(Grade.WARNING, "ROLE_UNKNOWN", at, text, element.get("role"), expected, mend)
