"""Bodies, posts, memberships and changes in the terms of the W3C Organization Ontology (2014).

What has no term there is said with those that it recommends beside its own: names in SKOS, days of
life in schema.org, spells of membership in OWL-Time, people in FOAF.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from graph.extract import Row, Tie
from graph.network.scope import before
from seeds.exports.resource import Iri, Literal, Resource, Value, texts

BASE = "urn:sinergi:"
"""What IRIs begin with where nothing else is asked for."""
LANGUAGE = "id"
"""The language of names that don't say theirs."""
_IRI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")
_DATES = {"YEAR": (4, "gYear"), "MONTH": (7, "gYearMonth")}


@dataclass(frozen=True, slots=True)
class Org:
    """How nodes become resources. ``day`` is the one on which structure is told."""

    day: str
    base: str = BASE
    language: str = LANGUAGE

    def resources(self, kind: str, row: Row) -> Iterator[Resource]:
        """What is said of a node of a kind that ``LINKS`` names."""
        return _MADE[kind](self, row)

    def iri(self, id_: str) -> str:
        """The IRI of a node, by its id."""
        kind, _, key = id_.partition(":")
        return f"{self.base}{kind}:{quote(key, safe='')}"

    def agency(self, row: Row) -> Iterator[Resource]:
        """A formal organization."""
        made = self._body(row, "org:FormalOrganization")
        website = row.values["website"]
        if website and is_iri(website):
            made.say("foaf:homepage", Iri(website))
        made.say("org:identifier", *map(Literal, row.values["identifiers"]))
        made.say("org:classification", *self._now(row.ties["sectors"]))
        made.say("org:subOrganizationOf", *self._now(row.ties["partOf"]))
        yield made

    def unit(self, row: Row) -> Iterator[Resource]:
        """An organizational unit."""
        made = self._body(row, "org:OrganizationalUnit")
        made.say("org:unitOf", *self._now(row.ties["agency"]))
        made.say("org:subOrganizationOf", *self._now(row.ties["parent"]))
        yield made

    def post(self, row: Row) -> Iterator[Resource]:
        """A post, and a membership for everybody who ever held it."""
        made = self._named(row, "org:Post", "title")
        made.say("dct:type", Literal(row.values["grade"]))
        self._life(made, row.values)
        made.say("org:postIn", *self._now(row.ties["unit"]))
        made.say("org:reportsTo", *self._now(row.ties["reportsTo"]))
        made.say("org:heldBy", *self._now(row.ties["holders"]))
        yield made
        for tie in row.ties["holders"]:
            yield self._membership(row, tie)

    def employee(self, row: Row) -> Iterator[Resource]:
        """A person, with a name for those who may read it."""
        made = Resource(self.iri(row.id), "foaf:Person")
        if name := row.values.get("name"):
            made.say("foaf:name", Literal(name))
        yield made

    def change(self, row: Row) -> Iterator[Resource]:
        """A change of bodies."""
        values = row.values
        made = Resource(self.iri(row.id), "org:ChangeEvent")
        made.say("skos:notation", Literal(values["code"]))
        made.say("dct:type", Literal(values["type"]))
        made.say("dct:date", _dated(values["date"], values["datePrecision"]))
        made.say("dct:description", *texts([values["note"]], self.language))
        made.say("dct:description", *texts([values["noteEn"]], "en"))
        made.say("org:originalOrganization", *self._now(row.ties["before"]))
        made.say("org:resultingOrganization", *self._now(row.ties["after"]))
        _sourced(made, values)
        yield made

    def sector(self, row: Row) -> Iterator[Resource]:
        """A concept that classifies bodies."""
        made = self._named(row, "skos:Concept", "name")
        made.say("skos:inScheme", Iri(f"{self.base}SectorScheme:{row.values['scheme']}"))
        made.say("skos:broader", *self._now(row.ties["parent"]))
        yield made

    def _body(self, row: Row, type_: str) -> Resource:
        made = self._named(row, type_, "name")
        others = [row.values["acronym"], *row.values.get("aliases", ())]
        made.say("skos:altLabel", *texts(others, self.language))
        if row.values.get("type"):
            made.say("dct:type", Literal(row.values["type"]))
        self._life(made, row.values)
        return made

    def _named(self, row: Row, type_: str, name: str) -> Resource:
        made = Resource(self.iri(row.id), type_)
        made.say("skos:prefLabel", *texts([row.values[name]], self.language))
        if self.language != "en":
            made.say("skos:prefLabel", *texts([row.values[f"{name}En"]], "en"))
        made.say("skos:notation", Literal(row.values["code"]))
        _sourced(made, row.values)
        return made

    def _life(self, made: Resource, values: Mapping[str, Any]) -> None:
        first, last = values["validFrom"], values["validTo"]
        made.say("schema:foundingDate", _dated(first, values["validFromPrecision"]))
        made.say("schema:dissolutionDate", _dated(last, values["validToPrecision"]))

    def _membership(self, row: Row, tie: Tie) -> Resource:
        post, person = row.id.partition(":")[2], tie.other.partition(":")[2]
        key = "/".join([post, person, tie.values["from"] or ""])
        made = Resource(self.iri(f"Membership:{key}"), "org:Membership")
        made.say("org:member", Iri(self.iri(tie.other)))
        made.say("org:organization", *self._now(row.ties["unit"]))
        made.say("dct:relation", Iri(self.iri(row.id)))
        made.say("org:memberDuring", _interval(tie.values))
        return made

    def _now(self, ties: list[Tie]) -> list[Iri]:
        """Where those relations lead to that hold on the day, each once."""
        found = dict.fromkeys(tie.other for tie in ties if _holds(tie.values, self.day))
        return [Iri(self.iri(id_)) for id_ in found]


LINKS: dict[str, tuple[str, ...]] = {
    "Sector": ("parent",),
    "Agency": ("sectors", "partOf"),
    "Unit": ("agency", "parent"),
    "Post": ("unit", "reportsTo", "holders"),
    "Employee": (),
    "ChangeEvent": ("before", "after"),
}
"""The kinds that have terms, with the links that are told of each."""
_MADE: dict[str, Callable[[Org, Row], Iterator[Resource]]] = {
    "Sector": Org.sector,
    "Agency": Org.agency,
    "Unit": Org.unit,
    "Post": Org.post,
    "Employee": Org.employee,
    "ChangeEvent": Org.change,
}


def is_iri(text: str) -> bool:
    """Whether a text can stand as an absolute IRI."""
    return _IRI.fullmatch(text) is not None


def _holds(values: Mapping[str, Any], day: str) -> bool:
    start, end = values.get("from"), values.get("to")
    return (start is None or start <= day) and (end is None or end > day)


def _dated(day: str | None, precision: str | None) -> Literal | None:
    if day is None:
        return None
    length, type_ = _DATES.get(precision or "", (10, "date"))
    return Literal(day[:length], datatype=f"xsd:{type_}")


def _interval(values: Mapping[str, Any]) -> Value:
    """The days of a relation; its end is the last day, or the year or month in which it ended."""
    made = Resource(None, "time:Interval")
    end, precision = values["to"], values["toPrecision"]
    if end and precision not in _DATES:
        end = before(end)
    for name, day, exact in (
        ("time:hasBeginning", values["from"], values["fromPrecision"]),
        ("time:hasEnd", end, precision),
    ):
        if literal := _dated(day, exact):
            instant = Resource(None, "time:Instant")
            instant.say(f"time:inXSD{_DATES.get(exact or '', (10, 'Date'))[1]}", literal)
            made.say(name, instant)
    return made


def _sourced(made: Resource, values: Mapping[str, Any]) -> None:
    if values["source"]:
        made.say("dct:source", Literal(values["source"]))
