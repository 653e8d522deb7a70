"""Results of an activity: outcomes that are targets, with indicators and their values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seeds.imports.days import day
from seeds.imports.formats.iati.known import Here
from seeds.imports.formats.iati.periods import period
from seeds.imports.formats.iati.stream import Element
from seeds.imports.formats.iati.words import plain, words
from seeds.imports.item import Bond, Finding, Grade, Item, Place, Ref, Thing
from seeds.imports.measured import Measured, measured

TYPES = {"1": "output", "2": "outcome", "3": "impact", "9": "other"}
MEASURES = {"2": "%", "3": "nominal", "4": "ordinal", "5": "qualitative"}
"""Units by code of IATI IndicatorMeasure; 1 says only that there is one."""
RESULT, INDICATOR, PERIOD = "result", "result/indicator", "result/indicator/period"


def results(activity: Element, initiative: Ref, here: Here) -> Iterator[Item]:
    """Each result as a target that the initiative serves, since indicators measure targets here."""
    for number, element in enumerate(activity.iterchildren(RESULT), 1):
        place = here.place(element, RESULT)
        here.rest(element, RESULT, ("title", "description", "indicator"), ("type",))
        ref = Ref("Target", f"{initiative.key}-r{number}")
        values: dict[str, Any] = {"code": ref.key, "level": "OUTCOME"}
        yield from _named(element, values, here, place)
        kind = (element.get("type") or "").strip()
        if said := words(element.find("description")):
            yield from said.left(place.at(f"{RESULT}/description"), english=False)
        notes = [f"IATI ResultType {kind} ({TYPES.get(kind, 'unknown')})" if kind else ""]
        values["note"] = ". ".join(filter(None, [*notes, said.local if said else ""])) or None
        yield Thing(ref, values, place)
        yield Bond("SERVES_TARGET", initiative, ref, place)
        for position, inner in enumerate(element.iterchildren("indicator"), 1):
            yield from _indicator(inner, ref, f"{ref.key}-i{position}", here)


def _indicator(element: Element, target: Ref, key: str, here: Here) -> Iterator[Item]:
    place = here.place(element, INDICATOR)
    read = ("title", "reference", "baseline", "period")
    here.rest(element, INDICATOR, read, ("measure", "ascending"))
    ref = Ref("Indicator", key)
    falls = (element.get("ascending") or "").strip().lower() in ("0", "false")
    values: dict[str, Any] = {"code": key, "direction": "DOWN" if falls else "UP"}
    yield from _named(element, values, here, place)
    if unit := MEASURES.get((element.get("measure") or "").strip()):
        values["unit"] = unit
    yield Thing(ref, values, place, tuple(_references(element)))
    yield Bond("MEASURES", ref, target, place)
    for number, inner in enumerate(element.iterchildren("baseline"), 1):
        column = f"{INDICATOR}/baseline"
        here.rest(inner, column, ("dimension", "location"), ("year", "iso-date", "value"))
        told = day(inner.get("iso-date") or "").value or day(inner.get("year") or "").value
        when = told.period if told else None
        yield from _value(inner, ref, "BASELINE", when, f"{key}-b{number}", column, here)
    for number, inner in enumerate(element.iterchildren("period"), 1):
        yield from _period(inner, ref, f"{key}-p{number}", here)


def _references(element: Element) -> Iterator[str]:
    for reference in element.iterchildren("reference"):
        if code := (reference.get("code") or "").strip():
            yield f"iati-indicator-{(reference.get('vocabulary') or '99').strip()}:{code}"


def _period(element: Element, indicator: Ref, key: str, here: Here) -> Iterator[Item]:
    here.rest(element, PERIOD, ("period-start", "period-end", "target", "actual"))
    dates = [element.find(name) for name in ("period-start", "period-end")]
    start, end = ("" if e is None else (e.get("iso-date") or "").strip() for e in dates)
    when, whole = period(day(start).value, day(end).value)
    if when and not whole:
        text = f"is neither one year nor one month: it is read as {when}, in which it ends"
        place, expected = here.place(element, PERIOD), "a year or a month"
        raw, mend = f"{start}/{end}", "divide it, or look whether its end is right"
        yield Finding(Grade.WARNING, "PERIOD_UNEVEN", place, text, raw, expected, mend)
    for kind in ("target", "actual"):
        column = f"{PERIOD}/{kind}"
        for number, inner in enumerate(element.iterchildren(kind), 1):
            here.rest(inner, column, ("dimension", "location"), ("value",))
            code = f"{key}-{kind[0]}{number}"
            yield from _value(inner, indicator, kind.upper(), when, code, column, here)


def _value(
    element: Element, indicator: Ref, kind: str, when: str | None, key: str, column: str, here: Here
) -> Iterator[Item]:
    place = here.place(element, f"{column}/@value")
    raw = " ".join((element.get("value") or "").split())
    if not raw:
        text, mend = "has no value", "give a value, or take the element out"
        yield Finding(Grade.NOTE, "VALUE_ABSENT", place, text, None, "a value", mend)
        return
    if when is None:
        text = "is left out, since it has no readable date"
        mend = "give its year, or the start and the end of its period"
        yield Finding(Grade.ERROR, "VALUE_UNDATED", place, text, raw, "a date", mend)
        return
    reading = measured(raw)
    read = reading.value or Measured(raw)
    yield from (doubt.about(raw, place) for doubt in reading.doubts)
    parts = [read.qualifier, *_of_whom(element)]
    found = {
        "value": read.value,
        "lower": read.lower,
        "upper": read.upper,
        "qualifier": "; ".join(filter(None, parts)) or None,
    }
    values: dict[str, Any] = {"code": key, "period": when, "kind": kind, "raw": raw}
    values |= {name: value for name, value in found.items() if value is not None}
    yield Thing(Ref("PeriodValue", key), values, place)
    yield Bond("VALUE_OF", Ref("PeriodValue", key), indicator, place)


def _of_whom(element: Element) -> Iterator[str]:
    """What part of the whole a value is of, such as ``sex=female``."""
    for inner in element.iterchildren("dimension", "location"):
        name = (inner.get("name") or inner.tag) if inner.tag == "dimension" else "location"
        yield f"{name}={inner.get('value') or inner.get('ref') or plain(inner)}"


def _named(element: Element, values: dict[str, Any], here: Here, place: Place) -> Iterator[Finding]:
    title = words(element.find("title"))
    at = place.at(f"{place.column}/title")
    if title is None:
        values["name"] = values["code"]
        text = "has no title: its code stands for it"
        yield Finding(Grade.WARNING, "TITLE_MISSING", at, text, None, "a title", "give it a title")
        return
    values["name"] = title.local
    if title.english:
        values["nameEn"] = title.english
    yield from title.left(at)
