"""The sectors and goals that an activity serves, with their percentages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

from seeds.imports.codes import code
from seeds.imports.formats.iati.known import Here, sector_key
from seeds.imports.formats.iati.stream import Element
from seeds.imports.formats.iati.words import Words
from seeds.imports.item import Bond, Finding, Grade, Item, Place, Ref, Thing
from seeds.imports.numbers import number

SCHEMES = {"1": "DAC", "2": "DAC", "3": "COFOG", "7": "SDG"}
"""Classifications by code of IATI SectorVocabulary; what is none of these is of another one."""
TARGETS = {"sector": "8", "tag": "3"}
"""Vocabularies of the targets of the Sustainable Development Goals, which are targets here."""
GOAL_TAGS = "2"
CLOSE = 0.05
"""How far the sum of percentages may be from 100 by rounding."""


@dataclass(slots=True)
class _Shares:
    """The sectors of one vocabulary in an activity."""

    count: int = 0
    told: list[float] = field(default_factory=list)


def sectors(activity: Element, initiative: Ref, here: Here) -> Iterator[Item]:
    """The sectors of an activity with their percentages as they are; within a vocabulary these
    should come to 100. Targets for sustainable development are served, without a percentage.
    """
    shares: dict[str, _Shares] = defaultdict(_Shares)
    given: set[Ref] = set()
    for element in activity.iterchildren("sector", "tag"):
        column = str(element.tag)
        place = here.place(element, column)
        read = ("code", "vocabulary", "vocabulary-uri", "percentage")
        here.rest(element, column, ("narrative",), read)
        vocabulary, key, _ = sector_key(element)
        if not key:
            text, mend = "is left out: it has neither a code nor a name", "give its code"
            at = place.at(f"{column}/@code")
            yield Finding(Grade.ERROR, "SECTOR_CODELESS", at, text, None, "a code", mend)
            continue
        share = yield from _share(element, place)
        if column == "sector":
            shares[vocabulary].count += 1
            shares[vocabulary].told += [] if share is None else [share]
        made = yield from _thing(element, here, place)
        if made in given:
            text, mend = "stands twice: the first one is kept", "add up their percentages"
            at = place.at(f"{column}/@code")
            yield Finding(Grade.ERROR, "SECTOR_REPEATED", at, text, key, "each code once", mend)
            continue
        given.add(made)
        yield _bond(initiative, made, share, place, here)
    for vocabulary, found in shares.items():
        yield from _sum(
            found, here.place(activity, f"sector[@vocabulary={vocabulary}]/@percentage")
        )


def _thing(element: Element, here: Here, place: Place) -> Generator[Item, None, Ref]:
    """The sector or target that an element is about, given when it is met for the first time."""
    column = str(element.tag)
    vocabulary, key, own = sector_key(element)
    name = here.known.sectors.get((column, vocabulary, key, own))
    scheme = SCHEMES.get(vocabulary) if column == "sector" else None
    if column == "tag" and vocabulary == GOAL_TAGS:
        scheme = "SDG"
    if vocabulary == TARGETS[column]:
        ref, values = Ref("Target", f"sdg-{key}"), {"level": "SDG_TARGET"}
    elif scheme:
        number = key.zfill(2) if scheme == "SDG" else key
        ref, values = Ref("Sector", f"{scheme.lower()}-{number}"), {"scheme": scheme}
    else:
        made = code(f"iati-{column}-{vocabulary}", "|".join((vocabulary, key, own)), key)
        ref, values = Ref("Sector", made), {"scheme": "OTHER"}
    if here.first(ref, place):
        called = name or Words(f"{scheme} {key}" if scheme else key)
        yield Thing(ref, {"code": ref.key, **values, **_names(called)}, place)
        if name is None:
            text, mend = "has a code and no name", "name it by the code list of its vocabulary"
            at = place.at(f"{column}/narrative")
            yield Finding(Grade.NOTE, "SECTOR_UNNAMED", at, text, ref.key, "a name", mend)
    return ref


def _names(name: Words) -> dict[str, Any]:
    return {"name": name.local} | ({"nameEn": name.english} if name.english else {})


def _bond(initiative: Ref, made: Ref, share: float | None, place: Place, here: Here) -> Bond:
    if made.kind == "Target":
        if share is not None:
            here.left.add("sector/@percentage, of a target", place.row)
        return Bond("SERVES_TARGET", initiative, made, place)
    values = {} if share is None else {"percentage": share}
    return Bond("INITIATIVE_IN", initiative, made, place, values)


def _share(element: Element, place: Place) -> Generator[Item, None, float | None]:
    raw = (element.get("percentage") or "").strip()
    if not raw:
        return None
    at, expected = place.at(f"{element.tag}/@percentage"), "a number from 0 to 100, such as 33.3"
    reading, mend = number(raw), "write a number from 0 to 100"
    found = reading.value
    yield from (d.about(raw, at) for d in reading.doubts if d.grade is Grade.WARNING)
    if found is None:
        text = "is no number: the sector is kept without it"
        yield Finding(Grade.WARNING, "PERCENTAGE_UNREADABLE", at, text, raw, expected, mend)
    elif not 0 <= found <= 100:
        text = "is no share of a whole: it is kept as it stands"
        yield Finding(Grade.WARNING, "PERCENTAGE_BEYOND", at, text, raw, expected, mend)
    return found


def _sum(found: _Shares, place: Place) -> Iterator[Finding]:
    raw = " + ".join(f"{share:g}" for share in found.told) or None
    missing = found.count - len(found.told)
    if missing and found.count > 1:
        text = f"is missing for {missing} of {found.count} sectors"
        mend = "give each its share"
        yield Finding(Grade.WARNING, "PERCENTAGE_MISSING", place, text, raw, "a share each", mend)
    elif found.told and abs(sum(found.told) - 100) > CLOSE:
        text = f"come to {sum(found.told):g}: they are kept as they stand"
        mend = "make them come to 100"
        yield Finding(Grade.WARNING, "PERCENTAGES_UNEVEN", place, text, raw, "100 in all", mend)
