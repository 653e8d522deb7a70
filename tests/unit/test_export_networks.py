"""Networks in every format, read again by the format's own library."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from materials import agency, handoff, initiative, material, named, part, sectors
from random_materials import DAY, materials

from graph.model import Type
from graph.network.network import Cut, Network
from graph.network.projection import Weighting
from graph.network.scope import Asked, Level, Span, Via, scope
from seeds.cells import text_of
from seeds.exports.cytoscape import cytoscape
from seeds.exports.gexf import gexf
from seeds.exports.graphml import graphml
from seeds.exports.kumu import kumu_csv, kumu_json
from seeds.exports.picture import MEASURES, Line, Picture, Point, picture
from seeds.exports.table import Column

GEXF = "{http://gexf.net/1.3}"
# What gephi/gexf, specs/1.3, has: the elements that each may hold, in order, and its attributes.
GEXF_STRUCTURE: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "gexf": (("meta", "graph"), {"version"}),
    "meta": (("creator", "keywords", "description"), {"lastmodifieddate"}),
    "graph": (
        ("attributes", "nodes", "edges"),
        {"mode", "timeformat", "timerepresentation", "defaultedgetype", "idtype"},
    ),
    "attributes": (("attribute",), {"class", "mode"}),
    "attribute": ((), {"id", "title", "type"}),
    "nodes": (("node",), {"count"}),
    "edges": (("edge",), {"count"}),
    "node": (("attvalues", "spells"), {"id", "label", "start", "end"}),
    "edge": (("attvalues", "spells"), {"id", "source", "target", "weight", "start", "end"}),
    "attvalues": (("attvalue",), set()),
    "attvalue": ((), {"for", "value"}),
    "spells": (("spell",), set()),
    "spell": ((), {"start", "end"}),
}
GRAPHML_STRUCTURE: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "graphml": (("key", "graph"), set()),
    "key": ((), {"id", "for", "attr.name", "attr.type"}),
    "graph": (("node", "edge"), {"id", "edgedefault"}),
    "node": (("data",), {"id"}),
    "edge": (("data",), {"source", "target"}),
    "data": ((), {"key"}),
}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ALLOWED = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8
)


def network(level: Level = Level.AGENCY, period: Span | None = None, **tables: Any) -> Picture:
    made = material(**tables)
    asked = Asked(DAY, level, frozenset(Via), period=period)
    found = Network(scope(made, asked), Weighting.COUNT, Cut(), 7)
    return picture(found, made, tuple(MEASURES))


def known() -> Picture:
    spans = [
        part("Agency:A", "Initiative:i", start="2020-01-01", end="2021-01-01"),
        part("Agency:A", "Initiative:i", start="2022-01-01"),
        part("Agency:B", "Initiative:i", start="2020-06-01"),
        part("Agency:B", "Initiative:j", start="2023-01-01"),
        part("Agency:A", "Initiative:j", start="2024-03-01", end="2025-01-01"),
        part("Agency:C", "Initiative:k"),
    ]
    return network(
        period=Span("2019-01-01", "2026-06-02"),
        agencies=[agency("A", start="2015-01-01"), agency("B"), agency("C", end="2024-01-01")],
        initiatives=[initiative(code) for code in "ijk"],
        participations=spans,
        **sectors(A="01 02", B="02"),
    )


def text(chunks: Any) -> bytes:
    return b"".join(chunks)


def check_structure(element: ElementTree.Element, structure: dict[str, Any]) -> None:
    name = element.tag.rpartition("}")[2]
    inner, attributes = structure.get(name, ((), set()))
    assert {a for a in element.keys() if "}" not in a} <= attributes, name  # noqa: SIM118
    places = [inner.index(child.tag.rpartition("}")[2]) for child in element]
    assert places == sorted(places), name
    for child in element:
        check_structure(child, structure)


@given(materials())
def test_every_format_has_the_networks_nodes_and_edges(made: Any) -> None:
    found = Network(
        scope(made, Asked(DAY, via=frozenset(Via))), Weighting.NEWMAN, Cut(), made.version
    )
    drawn = picture(found, made, tuple(MEASURES))
    ids = {actor.id: actor for actor in found.nodes}
    ties = {frozenset((tie.source, tie.target)): tie.weight for tie in found.edges}
    for read in (
        nx.read_graphml(io.BytesIO(text(graphml(drawn)))),
        nx.read_gexf(io.BytesIO(text(gexf(drawn))), version="1.3"),
        nx.cytoscape_graph(json.loads(text(cytoscape(drawn)))),
    ):
        assert set(read.nodes) == set(ids)
        assert {frozenset((a, b)): w for a, b, w in read.edges(data="weight")} == ties
        for id_, values in read.nodes(data=True):
            for name, (attribute, _) in MEASURES.items():
                assert values[name] == pytest.approx(getattr(ids[id_], attribute)), name


@pytest.mark.parametrize("level", Level)
def test_nodes_of_every_level_have_their_names(level: Level) -> None:
    drawn = network(
        level,
        agencies=[agency("A"), agency("B")],
        initiatives=[initiative("i")],
        participations=[part("Agency:A", "Initiative:i"), part("Agency:B", "Initiative:i")],
        **sectors(A="01", B="02"),
    )
    labels = {Level.AGENCY: {"Badan A", "Badan B"}, Level.SECTOR: {"Nama 01", "Nama 02"}}
    assert {point.label for point in drawn.points} == labels.get(level, set())


def test_gexf_is_dynamic_and_says_on_which_days_nodes_and_edges_are_there() -> None:
    root = ElementTree.fromstring(text(gexf(known())))
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    nodes = {n.get("id"): (n.get("start"), n.get("end")) for n in graph.iter(f"{GEXF}node")}
    assert nodes == {
        "Agency:A": ("2015-01-01", None),
        "Agency:B": (None, None),
        "Agency:C": (None, "2023-12-31"),
    }
    (edge,) = graph.iter(f"{GEXF}edge")
    spells = [(s.get("start"), s.get("end")) for s in edge.iter(f"{GEXF}spell")]
    assert spells == [("2020-06-01", "2020-12-31"), ("2022-01-01", None)]


def test_a_hand_off_ties_owners_on_the_days_on_which_it_holds() -> None:
    drawn = network(
        period=Span("2019-01-01", "2026-06-02"),
        agencies=[agency("A"), agency("B")],
        processes=[named("BusinessProcess", code) for code in "pq"],
        ownerships=[
            part("Agency:A", "BusinessProcess:p", end="2023-07-01"),
            part("Agency:B", "BusinessProcess:q"),
        ],
        handoffs=[
            handoff("p", "q", "FILE", "2020-01-01", "2021-01-01"),
            handoff("p", "q", "API", "2023-01-01"),
        ],
    )
    (line,) = drawn.lines
    assert line.spells == (("2020-01-01", "2020-12-31"), ("2023-01-01", "2023-06-30"))
    read = nx.read_gexf(io.BytesIO(text(gexf(known()))), version="1.3")
    assert read.graph["mode"] == "dynamic"
    assert read.nodes["Agency:A"]["start"] == "2015-01-01"


def test_an_edges_values_are_counts_by_kind_and_first_and_latest_day() -> None:
    read = nx.read_graphml(io.BytesIO(text(graphml(known()))))
    values = read.edges["Agency:A", "Agency:B"]
    assert values["activityCount"] == values["initiativeCount"] == 2
    assert values["targetCount"] == values["sessionCount"] == values["processCount"] == 0
    assert (values["firstDate"], values["latestDate"]) == ("2020-06-01", "2026-06-01")
    node = read.nodes["Agency:A"]
    assert (node["label"], node["acronym"], node["sectorCode"]) == ("Badan A", "A", "01")
    assert (node["start"], "end" in node) == ("2015-01-01", False)


@pytest.mark.parametrize(
    ("write", "structure"), [(gexf, GEXF_STRUCTURE), (graphml, GRAPHML_STRUCTURE)]
)
def test_xml_has_the_structure_that_its_schema_demands(write: Any, structure: Any) -> None:
    check_structure(ElementTree.fromstring(text(write(known()))), structure)


def drawn_with(label: str, acronym: str) -> Picture:
    points = [
        Point("Agency:a", label, (acronym, None), ()),
        Point('Agency:"<&>', "b", (None, 1.5), ()),
    ]
    line = Line("Agency:a", 'Agency:"<&>', (2.0,), ())
    nodes = (Column("acronym", Type.TEXT), Column("size", Type.FLOAT))
    return Picture(DAY, 1, nodes, (Column("weight", Type.FLOAT),), points, [line])


@given(ALLOWED | st.text("\t\n\r\"'<>&;é💡 ", max_size=6), ALLOWED)
def test_texts_come_back_whole(label: str, acronym: str) -> None:
    drawn = drawn_with(label, acronym)
    gml = nx.read_gexf(io.BytesIO(text(gexf(drawn))), version="1.3")
    assert gml.nodes["Agency:a"] == {"label": label, "acronym": acronym}
    xml = ElementTree.fromstring(text(graphml(drawn)))
    data = [d.text or "" for d in xml.iter("{http://graphml.graphdrawing.org/xmlns}data")]
    assert data[:2] == [label, acronym]
    assert json.loads(text(cytoscape(drawn)))["elements"]["nodes"][0]["data"] == {
        "id": "Agency:a",
        "value": "Agency:a",
        "name": label,
        "acronym": acronym,
    }
    blueprint = json.loads(text(kumu_json(drawn)))
    assert blueprint["elements"][0]["label"] == label
    assert blueprint["connections"][0]["to"] == 'Agency:"<&>'


@given(TEXTS)
def test_xml_is_well_formed_whatever_the_text(label: str) -> None:
    for write in (gexf, graphml):
        ElementTree.fromstring(text(write(drawn_with(label, label))))


def test_kumus_sheets_name_elements_by_id() -> None:
    archive = zipfile.ZipFile(io.BytesIO(text(kumu_csv(known()))))
    sheets = {
        name: list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline="")))
        for name in archive.namelist()
    }
    elements, connections = sheets["elements.csv"], sheets["connections.csv"]
    assert list(elements[0])[:3] == ["ID", "Label", "Type"]
    assert list(connections[0])[:3] == ["From", "To", "Direction"]
    assert {e["ID"]: e["Type"] for e in elements}["Agency:A"] == "MINISTRY"
    assert [(c["From"], c["To"]) for c in connections] == [("Agency:A", "Agency:B")]
    assert text(kumu_csv(known())) == text(kumu_csv(known()))


@given(TEXTS)
def test_kumus_cells_are_safe_for_spreadsheets(label: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(text(kumu_csv(drawn_with(label, "=1+1")))))
    rows = csv.reader(io.StringIO(archive.read("elements.csv").decode(), newline=""))
    _, first, _ = rows
    assert first[3] == "'=1+1" and text_of(first[1]) == label


def test_kumu_json_has_ids_that_are_unique() -> None:
    blueprint = json.loads(text(kumu_json(known())))
    ids = [e["id"] for e in (*blueprint["elements"], *blueprint["connections"])]
    assert len(ids) == len(set(ids))
    assert blueprint["connections"][0]["direction"] == "undirected"
