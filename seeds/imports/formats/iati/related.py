"""Activities that an activity is related to, in the files or outside of them."""

from __future__ import annotations

from collections.abc import Iterator

from seeds.imports.formats.iati.known import Here
from seeds.imports.formats.iati.stream import Element
from seeds.imports.item import Bond, Finding, Grade, Item, Place, Ref, Thing

COLUMN = "related-activity"
KINDS = {"1": "PARENT", "2": "CHILD", "3": "SIBLING", "4": "CO_FUNDED", "5": "THIRD_PARTY"}


def related(activity: Element, initiative: Ref, here: Here) -> Iterator[Item]:
    """The relations of an activity. What is outside of the files is an initiative of which nothing
    is known but its identifier.
    """
    given: set[tuple[str, str]] = set()
    for element in activity.iterchildren(COLUMN):
        place = here.place(element, COLUMN)
        here.rest(element, COLUMN, (), ("ref", "type"))
        named, type_ = ((element.get(name) or "").strip() for name in ("ref", "type"))
        kind = KINDS.get(type_)
        if kind is None or not named:
            yield _unfit(place, named, type_)
            continue
        other = here.known.activities.get(named) or named
        if other == initiative.key or (other, kind) in given:
            code, what = ("RELATED_TO_ITSELF", "is the activity itself")
            if other != initiative.key:
                code, what = ("RELATED_REPEATED", f"is related as {kind} already")
            text, expected, mend = f"is left out: it {what}", "another activity", "take it out"
            yield Finding(Grade.ERROR, code, place, text, named, expected, mend)
            continue
        given.add((other, kind))
        ref = Ref("Initiative", other)
        if here.known.activities.get(named) is None:
            yield from _outside(ref, place, here)
        yield Bond("RELATED_TO", initiative, ref, place, {"kind": kind})


def _unfit(place: Place, named: str, type_: str) -> Finding:
    if not named:
        text, expected = "is left out, since it names no activity", "the identifier of an activity"
        at, mend = place.at(f"{COLUMN}/@ref"), "give its iati-identifier"
        return Finding(Grade.ERROR, "RELATED_NAMELESS", at, text, None, expected, mend)
    text = f"is left out: {type_!r} is no type of relation"
    expected = "1 (parent), 2 (child), 3 (sibling), 4 (co-funded) or 5 (third party)"
    at, mend = place.at(f"{COLUMN}/@type"), "give one of the five types"
    return Finding(Grade.ERROR, "RELATED_TYPE_UNKNOWN", at, text, named, expected, mend)


def _outside(ref: Ref, place: Place, here: Here) -> Iterator[Item]:
    several = ref.key in here.known.activities
    text = "is in none of these files: only its identifier is known"
    if several:
        text = "is an identifier of several activities: it is kept as one of its own"
    mend = "import the file that has it, too" if not several else "refer to its iati-identifier"
    at, expected = place.at(f"{COLUMN}/@ref"), "the iati-identifier of an activity in the files"
    yield Finding(Grade.WARNING, "RELATED_OUTSIDE", at, text, ref.key, expected, mend)
    outside = Ref("Initiative", ref.key)
    if here.first(outside, place):
        values = {"code": ref.key, "name": ref.key, "status": "UNKNOWN"}
        yield Thing(outside, values, place, (f"iati:{ref.key}",))
