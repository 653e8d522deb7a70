"""Exports over HTTP and by command."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from commands import run

from schema.exported import offers
from schema.query import build
from seeds.exports.formats import FORMATS

DAY = "asOf=2026-11-25"
ALL = [(offer.name, f) for offer in offers(build().model) for f in offer.formats]


@pytest.fixture
def at_graph(graph: Any) -> dict[str, str]:
    given = {
        "neo4j_uri": graph.address.uri,
        "neo4j_user": graph.address.user,
        "neo4j_password": graph.address.password,
        "neo4j_database": graph.address.name,
    }
    return {name: value for name, value in given.items() if value}


def faults(response: Any) -> dict[str, str]:
    return {e["extensions"]["parameter"]: e["message"] for e in response.json()["errors"]}


@pytest.mark.parametrize(("name", "format_"), ALL)
def test_everything_that_is_offered_can_be_had(client: Any, name: str, format_: str) -> None:
    response = client.get(f"/export/{name}.{format_}")
    known = FORMATS[format_]
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == known.media_type
    wanted = f'attachment; filename="{name}.{known.ending}"'
    assert response.headers["content-disposition"] == wanted
    assert response.content
    head = client.head(f"/export/{name}.{format_}")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-disposition"] == wanted
    assert head.headers["content-type"] == known.media_type


def test_the_api_links_to_everything(client: Any) -> None:
    query = "{ hub { exports { name description links { format url } } } }"
    answer = client.post("/graphql", json={"query": query}).json()
    found = answer["data"]["hub"]["exports"]
    assert [(e["name"], link["format"]) for e in found for link in e["links"]] == ALL
    assert all(e["description"] for e in found)
    for link in found[0]["links"]:
        assert client.head(link["url"]).status_code == 200


def test_a_network_is_the_one_that_a_query_gives(client: Any) -> None:
    given = f"{DAY}&sectors=04,06&roles=LEAD&roles=COORDINATOR,PARTNER&minWeight=2&measures=degree"
    text = client.get(
        f"/export/network.graphml?{given}&via=INITIATIVE,TARGET&weighting=COUNT"
    ).content
    read = nx.read_graphml(io.BytesIO(text))
    query = """{ collaborationNetwork(asOf: "2026-11-25", minWeight: 2, via: [INITIATIVE, TARGET],
      where: {sectors: ["04", "06"], roles: [LEAD, COORDINATOR, PARTNER]}) {
        nodes { degree actor { id name } } edges { weight source { id } target { id } } } }"""
    asked = client.post("/graphql", json={"query": query}).json()["data"]["collaborationNetwork"]
    assert {n: (v["label"], v["degree"]) for n, v in read.nodes(data=True)} == {
        n["actor"]["id"]: (n["actor"]["name"], n["degree"]) for n in asked["nodes"]
    }
    assert {(frozenset((a, b)), w) for a, b, w in read.edges(data="weight")} == {
        (frozenset((e["source"]["id"], e["target"]["id"])), e["weight"]) for e in asked["edges"]
    }
    assert read.number_of_edges() > 3


@pytest.mark.parametrize(
    "given",
    [
        "from=2020-01-01&to=2026-01-01",
        "level=SECTOR&allSectors=true",
        "backbone=0.2&level=UNIT",
        "backbone=true&weighting=NEWMAN",
        "includeGeneric=1&measures=all",
        f"{DAY}&statuses=ENDED",
    ],
)
def test_every_argument_of_a_network_is_a_parameter(client: Any, given: str) -> None:
    assert client.get(f"/export/network.gexf?{given}").status_code == 200


def test_all_faults_of_a_network_come_at_once(client: Any) -> None:
    given = "level=AGENC&minWeight=x&from=2020-01-01&asOf=today&nope=1&via=A&measures=foo&types=X"
    response = client.get(f"/export/network.graphml?{given}&weighting=COUNT&weighting=NEWMAN")
    assert response.status_code == 400
    names = {"level", "minWeight", "to", "asOf", "nope", "via.0", "measures", "types.0"}
    assert set(faults(response)) == {*names, "weighting"}
    assert {e["extensions"]["code"] for e in response.json()["errors"]} == {"BAD_USER_INPUT"}


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("network.graphml?sectors=99", "sectors"),
        ("network.graphml?minWeight=-1", "minWeight"),
        ("network.graphml?backbone=2", "backbone"),
        ("network.graphml?asOf=2024-01-01&from=2020-01-01&to=2021-01-01", "asOf"),
        ("network.csv", "format"),
        ("agency.gexf", "format"),
        ("initiative.turtle", "format"),
        ("agency.csv?where={", "where"),
        ('agency.csv?where={"nope":1}', "where"),
        ('agency.csv?where={"name":{"contains":1}}', "where.name.contains"),
        ("agency.xlsx?bom=1", "bom"),
        ("agency.csv?bom=perhaps", "bom"),
        ("participates_in.csv?where={}", "where"),
        ("org.turtle?base=nowhere", "base"),
        ("org.turtle?language=e%20n", "language"),
        ("org.jsonld?where={}", "where"),
    ],
)
def test_a_fault_names_its_parameter(client: Any, path: str, parameter: str) -> None:
    response = client.get(f"/export/{path}")
    assert response.status_code == 400, response.text
    assert list(faults(response)) == [parameter]
    assert client.head(f"/export/{path}").status_code in (200, 400)


def test_a_filter_over_what_is_personal_is_forbidden(client: Any) -> None:
    where = json.dumps({"name": {"contains": "a"}})
    response = client.get("/export/employee.csv", params={"where": where})
    assert response.status_code == 403
    assert response.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


def test_what_there_is_not_is_not_found(client: Any) -> None:
    for address in ("nope.csv", "employee", "a/b.csv"):
        response = client.get(f"/export/{address}")
        assert response.status_code == 404
        assert response.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    assert client.post("/export/agency.csv").status_code == 405


def test_nobody_gets_personal_data_without_leave(client: Any) -> None:
    names = client.get("/export/employee.csv").text.splitlines()[0].split(",")
    assert "id" in names and not {"name", "nip"} & set(names)
    assert "foaf:name" not in client.get("/export/employee.turtle").text


def test_a_table_has_the_filters_of_its_list(client: Any) -> None:
    where = json.dumps({"type": {"eq": "MINISTRY"}, "initiatives": {"none": {}}})
    given = {"where": where, "asOf": "2026-11-25"}
    text = client.get("/export/agency.csv", params=given).text
    found = {row["code"] for row in csv.DictReader(io.StringIO(text))}
    query = """{ agencies(first: 500, asOf: "2026-11-25",
      where: {type: {eq: MINISTRY}, initiatives: {none: {}}}) { nodes { code } } }"""
    asked = client.post("/graphql", json={"query": query}).json()["data"]["agencies"]["nodes"]
    assert found == {node["code"] for node in asked} and found
    marked = client.get("/export/agency.csv?bom=true").content
    assert marked.startswith(b"\xef\xbb\xbfid,")


def test_a_hub_that_is_not_ready_says_so(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client.app.state.hub, "prepared", False)
    response = client.get("/export/agency.csv")
    assert (response.status_code, response.headers["retry-after"]) == (503, "2")


def test_the_command_writes_what_http_gives(
    client: Any, at_graph: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "n.gexf"
    done = run(
        *("export", "network", "--output", str(file), "--as-of", "2026-11-25"),
        *("--sectors", "04,06", "--min-weight", "2", "--measures", "degree"),
        **at_graph,
    )
    assert done.returncode == 0, done.stderr
    address = f"/export/network.gexf?{DAY}&sectors=04,06&minWeight=2&measures=degree"
    assert file.read_bytes() == client.get(address).content
    assert [f.name for f in tmp_path.iterdir()] == ["n.gexf"]
    done = run("export", "ChangeEvent", **at_graph)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith("id,code,type,date,datePrecision,")


def test_the_command_exports_all_tables_for_load(at_graph: dict[str, str], tmp_path: Path) -> None:
    done = run("export", "all", "--output", str(tmp_path / "all"), "--personal", **at_graph)
    assert done.returncode == 0, done.stderr
    names = {f.stem for f in (tmp_path / "all").iterdir()}
    assert names == set(build().model.tables)
    assert "nip" in (tmp_path / "all" / "employee.csv").read_text("utf-8").splitlines()[0]
    done = run("export", "all", "--output", str(tmp_path / "open"), **at_graph)
    assert done.returncode == 0
    assert "--personal" in done.stderr and "employee" in done.stderr
    assert not (tmp_path / "open" / "employee.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "no export called 'nope'"),
        (["network", "--min-weight", "x", "--level", "y"], "level: "),
        (["agency", "--format", "gexf"], "can't be had as 'gexf'"),
        (["network", "--sectors", "99"], "sectors: names 99"),
        (["all"], "--output"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_export_is_exit_code_2_with_a_sentence(
    at_graph: dict[str, str], arguments: list[str], said: str
) -> None:
    done = run("export", *arguments, **at_graph)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr and not done.stdout
