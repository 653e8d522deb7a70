"""Linked data: both forms say the same, in the terms of the W3C Organization Ontology."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, FOAF, ORG, RDF, SDO, SKOS, TIME, XSD

from graph.extract import Row, Tie
from seeds.exports import resource
from seeds.exports.jsonld import JsonLd
from seeds.exports.org import LINKS, Org
from seeds.exports.resource import Resource
from seeds.exports.turtle import Turtle

# rdflib's own reader of JSON-LD makes what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

DAY = "2026-06-01"
SCHEMA = str(SDO).replace("https", "http")
BASE = "https://data.example/id/"


def row(kind: str, key: str, ties: dict[str, list[Tie]] | None = None, **values: Any) -> Row:
    absent = "acronym nameEn titleEn website source note noteEn validFrom validTo"
    exact = "validFromPrecision validToPrecision datePrecision"
    usual = dict.fromkeys(f"{absent} {exact}".split())
    made = {**usual, "code": key, "identifiers": [], "aliases": [], **values}
    if kind != "Agency":
        del made["aliases"]
    return Row(f"{kind}:{key}", made, {n: (ties or {}).get(n, []) for n in LINKS[kind]})


def tie(other: str, start: str | None = None, end: str | None = None, exact: str = "DAY") -> Tie:
    return Tie(other, {"from": start, "to": end, "fromPrecision": exact, "toPrecision": exact})


def resources(kind: str, *rows: Row, **more: Any) -> list[Resource]:
    org = Org(DAY, BASE, **more)
    return [made for each in rows for made in org.resources(kind, each)]


def text(writer: Turtle | JsonLd, found: Iterable[Resource]) -> str:
    return writer.begin() + writer.resources(found) + writer.end()


def read(found: list[Resource]) -> Graph:
    turtle = Graph().parse(data=text(Turtle(), found), format="turtle")
    jsonld = Graph().parse(data=text(JsonLd(), found), format="json-ld")
    assert isomorphic(turtle, jsonld)
    return turtle


def iri(id_: str) -> URIRef:
    return URIRef(f"{BASE}{id_}")


def test_an_agency_is_a_formal_organization_with_names_by_language() -> None:
    made = row(
        "Agency",
        "bps",
        {
            "sectors": [tie("Sector:02")],
            "partOf": [tie("Agency:x"), tie("Agency:old", end="2020-01-01")],
        },
        name="Badan Pusat Statistik",
        nameEn="Statistics Indonesia",
        acronym="BPS",
        aliases=["Biro Pusat Statistik", "BPS"],
        identifiers=["ba-kl:054"],
        website="https://bps.go.id",
        type="NON_MINISTERIAL",
        source="UU 16/1997",
        validFrom="1997-01-01",
        validFromPrecision="YEAR",
        validTo="2024-10-21",
        validToPrecision="DAY",
    )
    graph, node = read(resources("Agency", made)), iri("Agency:bps")
    assert (node, RDF.type, ORG.FormalOrganization) in graph
    assert set(graph.objects(node, SKOS.prefLabel)) == {
        Literal("Badan Pusat Statistik", lang="id"),
        Literal("Statistics Indonesia", lang="en"),
    }
    assert set(graph.objects(node, SKOS.altLabel)) == {
        Literal("BPS", lang="id"),
        Literal("Biro Pusat Statistik", lang="id"),
    }
    assert set(graph.objects(node, ORG.identifier)) == {Literal("ba-kl:054")}
    assert set(graph.objects(node, ORG.classification)) == {iri("Sector:02")}
    assert set(graph.objects(node, ORG.subOrganizationOf)) == {iri("Agency:x")}
    assert set(graph.objects(node, FOAF.homepage)) == {URIRef("https://bps.go.id")}
    assert set(graph.objects(node, DCTERMS.source)) == {Literal("UU 16/1997")}
    assert set(graph.objects(node, URIRef(f"{SCHEMA}foundingDate"))) == {
        Literal("1997", datatype=XSD.gYear)
    }
    assert set(graph.objects(node, URIRef(f"{SCHEMA}dissolutionDate"))) == {
        Literal("2024-10-21", datatype=XSD.date)
    }


def test_a_post_stands_in_a_unit_and_every_holder_has_a_membership() -> None:
    holders = [
        tie("Employee:1", "2020-01-01", "2024-01-01"),
        tie("Employee:2", "2024-01-01"),
        tie("Employee:3", "2018-01-01", "2019-01-01", "YEAR"),
    ]
    made = row(
        "Post",
        "p",
        {"unit": [tie("Unit:u")], "reportsTo": [tie("Post:q")], "holders": holders},
        title="Kepala",
        grade="ADMINISTRATOR",
    )
    graph, node = read(resources("Post", made)), iri("Post:p")
    assert (node, RDF.type, ORG.Post) in graph
    assert set(graph.objects(node, ORG.postIn)) == {iri("Unit:u")}
    assert set(graph.objects(node, ORG.reportsTo)) == {iri("Post:q")}
    assert set(graph.objects(node, ORG.heldBy)) == {iri("Employee:2")}
    assert spells(graph) == {
        iri("Employee:1"): ("2020-01-01", "2023-12-31"),
        iri("Employee:2"): ("2024-01-01", None),
        iri("Employee:3"): ("2018", "2019"),
    }
    assert set(graph.objects(None, ORG.organization)) == {iri("Unit:u")}


def spells(graph: Graph) -> dict[Any, tuple[str | None, str | None]]:
    found = {}
    for membership in graph.subjects(RDF.type, ORG.Membership):
        during = graph.value(membership, ORG.memberDuring)
        ends = []
        for name in (TIME.hasBeginning, TIME.hasEnd):
            instant = graph.value(during, name)
            values = [o for p, o in graph.predicate_objects(instant) if p != RDF.type]
            ends.append(str(values[0]) if instant and values else None)
        found[graph.value(membership, ORG.member)] = (ends[0], ends[1])
    return found


def test_a_change_names_the_bodies_before_and_after() -> None:
    made = row(
        "ChangeEvent",
        "c",
        {"before": [tie("Agency:a")], "after": [tie("Agency:b"), tie("Agency:c")]},
        type="SPLIT",
        date="2014-10-01",
        datePrecision="MONTH",
        note="Dipisah.",
        noteEn="Split.",
    )
    graph, node = read(resources("ChangeEvent", made)), iri("ChangeEvent:c")
    assert (node, RDF.type, ORG.ChangeEvent) in graph
    assert set(graph.objects(node, ORG.originalOrganization)) == {iri("Agency:a")}
    assert set(graph.objects(node, ORG.resultingOrganization)) == {
        iri("Agency:b"),
        iri("Agency:c"),
    }
    assert graph.value(node, DCTERMS.date) == Literal("2014-10", datatype=XSD.gYearMonth)
    assert Literal("Split.", lang="en") in set(graph.objects(node, DCTERMS.description))


def test_units_sectors_and_persons_have_their_classes() -> None:
    unit = row("Unit", "u", {"agency": [tie("Agency:a")], "parent": [tie("Unit:t")]}, name="Unit")
    above = [tie("Sector:01"), tie("Sector:02", end=DAY), tie("Sector:03", start="2026-06-02")]
    sector = row("Sector", "04", {"parent": above}, name="Kesehatan", scheme="SPBE")
    graph = read(
        resources("Unit", unit)
        + resources("Sector", sector)
        + resources("Employee", row("Employee", "1"))
        + resources("Employee", row("Employee", "2", name="Siti"))
    )
    assert (iri("Unit:u"), RDF.type, ORG.OrganizationalUnit) in graph
    assert (iri("Unit:u"), ORG.unitOf, iri("Agency:a")) in graph
    assert (iri("Unit:u"), ORG.subOrganizationOf, iri("Unit:t")) in graph
    assert (iri("Sector:04"), SKOS.inScheme, iri("SectorScheme:SPBE")) in graph
    assert list(graph.objects(iri("Sector:04"), SKOS.broader)) == [iri("Sector:01")]
    assert list(graph.objects(None, FOAF.name)) == [Literal("Siti")]
    assert len(list(graph.subjects(RDF.type, FOAF.Person))) == 2


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


@given(TEXTS, TEXTS)
def test_any_text_and_any_key_come_back(key: str, name: str) -> None:
    made = row("Agency", key, name=name, type="MINISTRY")
    for writer, form in ((Turtle(), "turtle"), (JsonLd(), "json-ld")):
        graph = Graph().parse(data=text(writer, resources("Agency", made)), format=form)
        assert set(graph.objects(None, SKOS.prefLabel)) == {Literal(name, lang="id")}
        assert len(set(graph.subjects())) == 1


@pytest.mark.parametrize("address", ["bps.go.id", "https://x y", "https://x/<>"])
def test_a_website_that_is_no_address_is_left_out(address: str) -> None:
    made = row("Agency", "a", name="A", type="MINISTRY", website=address)
    assert not list(read(resources("Agency", made)).objects(None, FOAF.homepage))


def test_names_have_the_language_that_is_asked_for() -> None:
    made = row("Agency", "a", name="Ministry", nameEn="Ministry", type="MINISTRY")
    graph = read(resources("Agency", made, language="en"))
    assert set(graph.objects(None, SKOS.prefLabel)) == {Literal("Ministry", lang="en")}


def test_every_prefix_is_the_one_that_its_vocabulary_has() -> None:
    assert resource.PREFIXES["org"] == str(ORG)
    assert resource.PREFIXES["skos"] == str(SKOS)
    assert resource.PREFIXES["time"] == str(TIME)
    assert resource.PREFIXES["dct"] == str(DCTERMS)
