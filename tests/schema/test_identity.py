"""Who may be one body: candidates, merges that keep everything, and decisions to keep apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.access import PUBLIC
from graph.errors import Conflict, Refusals
from graph.imports.undo import undo
from schema.query import build

NOW = "2026-11-25T00:00:00.000Z"
ONE, OTHER, THIRD = "Agency:t-one", "Agency:t-other", "Agency:t-third"
WORLD = """CREATE (a:Agency {id: 'Agency:t-one', code: 't-one', name: 'Directorate of Tides',
  type: 'INDEPENDENT', aliases: ['Tides'], identifiers: ['x:1'], refs: ['west|1'], version: 1,
  recordedAt: $p.now, searchText: ' | directorate of tides | '})
CREATE (b:Agency {id: 'Agency:t-other', code: 't-other', name: 'Directorate for Tides',
  acronym: 'DFT', type: 'INDEPENDENT', aliases: [], identifiers: ['y:2'], website: 'https://b',
  refs: ['east|1'], version: 3, recordedAt: $p.now, searchText: ' | directorate for tides | '})
CREATE (c:Agency {id: 'Agency:t-third', code: 't-third', name: 'Third', type: 'INDEPENDENT',
  version: 1, recordedAt: $p.now})
CREATE (i:Initiative {id: 'Initiative:t', code: 't', name: 'T', status: 'ONGOING', version: 1,
  recordedAt: $p.now})
CREATE (b)-[:PART_OF {kind: 'STRUCTURE', key: 'STRUCTURE|', source: 'law'}]->(c)
CREATE (b)-[:PART_OF {kind: 'COORDINATION', key: 'COORDINATION|'}]->(a)
CREATE (a)-[:PARTICIPATES_IN {role: 'LEAD', key: 'LEAD|'}]->(i)
CREATE (b)-[:PARTICIPATES_IN {role: 'LEAD', key: 'LEAD|', note: 'both'}]->(i)
CREATE (b)-[:PARTICIPATES_IN {role: 'PARTNER', key: 'PARTNER|', from: '2020-01-01'}]->(i)
CREATE (c)-[:PART_OF {kind: 'STRUCTURE', key: 'STRUCTURE|2000-01-01', from: '2000-01-01'}]->(b)"""
CLEAR = (
    "MATCH (n:Agency) WHERE n.code STARTS WITH 't-' DETACH DELETE n",
    "MATCH (n:Initiative {id: 'Initiative:t'}) DETACH DELETE n",
    "MATCH (n:Apart) DELETE n",
    "MATCH (n:ImportRun) WHERE n.format = 'merge' DELETE n",
    "MATCH (n:ImportStep) DELETE n",
)
MERGE = """mutation($keep: ID!, $merge: ID!, $language: Language) {
  mergeAgencies(input: {keep: $keep, merge: $merge, language: $language}) {
    agency {
      id name acronym website aliases identifiers version
      partOf { edges { kind source node { id } } }
      parts { nodes { id } }
      initiatives { edges { role note from node { id } } }
    }
    run { id format state source }
    errors { code message path }
  }
}"""
CANDIDATES = """query($of: ID, $apart: Boolean) {
  identityCandidates(of: $of, includeKeptApart: $apart) {
    totalCount nodes { one { id } other { id } score reasons keptApart }
  }
}"""
APART = """mutation($ids: [ID!]!, $apart: Boolean) {
  keepApart(input: {agencies: $ids, apart: $apart, language: EN}) {
    agencies { id } errors { code message path }
  }
}"""


@pytest.fixture
def tides(graph: Any) -> Iterator[Any]:
    def clear() -> None:
        for text in CLEAR:
            graph.run(graph.database.write("clear", text, {}))

    clear()
    graph.run(graph.database.write("tides", WORLD, {"now": NOW}))
    yield graph
    clear()


def dump(graph: Any) -> dict[Any, Any]:
    nodes = "MATCH (n:Agency) WHERE n.code STARTS WITH 't-' RETURN n.id, properties(n)"
    found = {id_: _known(v) for id_, v in graph.run(graph.database.read("dump", nodes, {}))}
    for type_ in ("PART_OF", "PARTICIPATES_IN"):
        text = f"""MATCH (a:Agency)-[r:{type_}]->(b) WHERE a.code STARTS WITH 't-'
        RETURN a.id, b.id, r.key, properties(r)"""
        for a, b, key, values in graph.run(graph.database.read("dump", text, {})):
            found[type_, a, b, key] = _known(values)
    return found


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {n: v for n, v in values.items() if v is not None and n not in ("version", "recordedAt")}


def test_a_merge_keeps_every_name_identifier_and_relation(tides: Any) -> None:
    payload = tides.data(MERGE, {"keep": ONE, "merge": OTHER})["mergeAgencies"]
    agency = payload["agency"]
    assert payload["errors"] == []
    assert (agency["id"], agency["name"], agency["version"]) == (ONE, "Directorate of Tides", 2)
    assert (agency["acronym"], agency["website"]) == ("DFT", "https://b")
    assert agency["aliases"] == ["Tides", "Directorate for Tides", "DFT"]
    assert agency["identifiers"] == ["x:1", "y:2"]
    assert agency["partOf"]["edges"] == [
        {"kind": "STRUCTURE", "source": "law", "node": {"id": THIRD}}
    ]
    assert agency["parts"]["nodes"] == [{"id": THIRD}]
    roles = {(e["role"], e["note"], e["from"]) for e in agency["initiatives"]["edges"]}
    assert roles == {("LEAD", "both", None), ("PARTNER", None, "2020-01-01")}
    assert tides.data("{ agency(id: %s) { id } }" % f'"{OTHER}"')["agency"] is None
    found = tides.data('{ search(text: "directorate for tides") { nodes { id } } }')
    assert found["search"]["nodes"] == [{"id": ONE}]


def test_a_merge_is_audited_and_undone(tides: Any) -> None:
    before, version = dump(tides), tides.data("{ hub { dataVersion } }")["hub"]["dataVersion"]
    run = tides.data(MERGE, {"keep": ONE, "merge": OTHER})["mergeAgencies"]["run"]
    assert (run["format"], run["state"]) == ("merge", "APPLIED")
    assert run["source"] == f"merge {OTHER} into {ONE}"
    text = """query($run: String!) { changes(where: {run: {eq: $run}}) {
        nodes { sequence action kind node after } } }"""
    told = tides.data(text, {"run": run["id"]})["changes"]["nodes"]
    assert {each["action"] for each in told} == {"MERGE"}
    assert [each["sequence"] for each in told] == [version + n + 1 for n in range(len(told))]
    assert told[-1]["node"] == ONE and told[-1]["after"] == f'{{"merged":"{OTHER}"}}'
    tides.run(undo(tides.database, run["id"], NOW, lambda what, count: None))
    assert dump(tides) == before
    with pytest.raises((Conflict, Refusals)):
        tides.run(undo(tides.database, run["id"], NOW, lambda what, count: None))


def test_every_problem_of_a_merge_is_told_and_nothing_is_done(tides: Any) -> None:
    before = dump(tides)
    payload = tides.data(MERGE, {"keep": "Agency:no", "merge": "Unit:x", "language": "EN"})
    errors = payload["mergeAgencies"]["errors"]
    assert [(e["code"], e["path"]) for e in errors] == [
        ("NOT_FOUND", ["input", "keep"]),
        ("NOT_FOUND", ["input", "merge"]),
    ]
    assert errors[0]["message"] == "there is no agency Agency:no"
    assert payload["mergeAgencies"]["agency"] is payload["mergeAgencies"]["run"] is None
    payload = tides.data(MERGE, {"keep": ONE, "merge": ONE})["mergeAgencies"]
    assert [e["code"] for e in payload["errors"]] == ["BAD_USER_INPUT"]
    assert "dua instansi" in payload["errors"][0]["message"]
    assert dump(tides) == before


def test_candidates_are_told_with_reasons_until_they_are_kept_apart(tides: Any) -> None:
    (found,) = tides.data(CANDIDATES, {"of": ONE})["identityCandidates"]["nodes"]
    assert {found["one"]["id"], found["other"]["id"]} == {ONE, OTHER}
    assert found["reasons"] == ["SIMILAR_NAME"] and 0.85 < found["score"] < 1
    payload = tides.data(APART, {"ids": [ONE, OTHER, THIRD]})["keepApart"]
    assert [a["id"] for a in payload["agencies"]] == [ONE, OTHER, THIRD]
    assert tides.data(CANDIDATES, {"of": ONE})["identityCandidates"]["totalCount"] == 0
    (kept,) = tides.data(CANDIDATES, {"of": ONE, "apart": True})["identityCandidates"]["nodes"]
    assert kept["keptApart"]
    tides.data(APART, {"ids": [ONE, OTHER], "apart": False})
    assert tides.data(CANDIDATES, {"of": ONE})["identityCandidates"]["totalCount"] == 1


def test_keeping_apart_needs_two(tides: Any) -> None:
    payload = tides.data(APART, {"ids": [ONE, ONE]})["keepApart"]
    assert payload["agencies"] == []
    assert [e["code"] for e in payload["errors"]] == ["BAD_USER_INPUT"]
    payload = tides.data(APART, {"ids": [ONE, "Agency:no"]})["keepApart"]
    assert payload["errors"] == [
        {
            "code": "NOT_FOUND",
            "message": "there is no agency Agency:no",
            "path": ["input", "agencies", "1"],
        }
    ]


def test_roots_of_a_mutation_run_in_order_each_by_itself(tides: Any) -> None:
    text = f"""mutation {{
      a: mergeAgencies(input: {{keep: "{ONE}", merge: "{OTHER}"}}) {{ agency {{ id }} }}
      b: mergeAgencies(input: {{keep: "{ONE}", merge: "{OTHER}", language: EN}}) {{
        agency {{ id }} errors {{ message }} }}
      __typename
    }}"""
    data = tides.data(text)
    assert list(data) == ["a", "b", "__typename"] and data["__typename"] == "Mutation"
    assert data["a"]["agency"]["id"] == ONE
    assert data["b"] == {
        "agency": None,
        "errors": [{"message": f"there is no agency {OTHER}"}],
    }


def test_who_may_only_read_changes_nothing(tides: Any) -> None:
    before = dump(tides)
    body = tides.ask(MERGE, {"keep": ONE, "merge": OTHER}, viewer=PUBLIC)
    assert body["data"] == {"mergeAgencies": None}
    assert [e["extensions"]["code"] for e in body["errors"]] == ["FORBIDDEN"]
    assert body["errors"][0]["path"] == ["mergeAgencies"]
    assert dump(tides) == before


def test_mutations_are_in_the_schema() -> None:
    assert {"mergeAgencies", "keepApart"} <= build().mutations.keys()
