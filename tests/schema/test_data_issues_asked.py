"""Issues of the hub's own data as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

ASKED = """query($kinds: [DataIssueKind!], $language: Language, $day: Date, $first: Int,
  $after: String) { dataIssues(kinds: $kinds, language: $language, asOf: $day, first: $first,
  after: $after) { totalCount dataVersion pageInfo { hasNextPage endCursor } nodes { kind severity
  explanation suggestion evidence { nodes { id } } periods { relation from to } } } }"""
DAY = "2026-11-25"
FAULTS = (
    "CREATE (:Agency {id: 'Agency:x-old', code: 'x-old', name: 'Old', acronym: 'OLD', "
    "type: 'MINISTRY', validFrom: '2010-01-01', validTo: '2020-01-01'})",
    "CREATE (:Agency {id: 'Agency:x-new', code: 'x-new', name: 'New', acronym: 'NEW', "
    "type: 'MINISTRY', validFrom: '2020-01-01'})",
    "MATCH (a:Agency {id: 'Agency:x-new'}), (b:Agency {id: 'Agency:x-old'}) CREATE "
    "(a)-[:PART_OF {key: 'STRUCTURE|2020-01-01', kind: 'STRUCTURE', from: '2020-01-01'}]->(b)",
    "MATCH (a:Agency {id: 'Agency:x-new'}) MATCH (s:Sector) WHERE s.id IN ['Sector:01', "
    "'Sector:02'] CREATE (a)-[:IN_SECTOR {key: '', primary: true, position: 1}]->(s)",
    "MATCH (b:Agency {id: 'Agency:x-new'}) CREATE (e:ChangeEvent {id: 'ChangeEvent:x', code: 'x', "
    "type: 'CREATED', date: '2021-02-03'})-[:AFTER {key: ''}]->(b)",
    "CREATE (:Target {id: 'Target:x-1', code: 'x-1', name: 'One', level: 'OUTCOME'})",
    "MATCH (a:Target {id: 'Target:x-1'}) CREATE (b:Target {id: 'Target:x-2', code: 'x-2', "
    "name: 'Two', level: 'OUTCOME'})-[:SUBTARGET_OF {key: ''}]->(a)",
    "MATCH (a:Target {id: 'Target:x-1'}) MATCH (b:Target {id: 'Target:x-2'}) "
    "CREATE (a)-[:SUBTARGET_OF {key: ''}]->(b)",
)
CLEAN = (
    "MATCH (n:Agency) WHERE n.code STARTS WITH 'x-' DETACH DELETE n",
    "MATCH (n:Target) WHERE n.code STARTS WITH 'x-' DETACH DELETE n",
    "MATCH (n:ChangeEvent {id: 'ChangeEvent:x'}) DETACH DELETE n",
)


def asked(graph: Any, **given: Any) -> Any:
    return graph.data(ASKED, {"day": DAY, "language": "EN", **given})["dataIssues"]


@pytest.fixture
def faulty(graph: Any) -> Iterator[None]:
    """The seed with some faults."""

    async def write(*texts: str) -> None:
        for text in texts:
            await graph.database.write("spoil", text, {})

    graph.run(write(*FAULTS))
    graph.touch()
    yield
    graph.run(write(*CLEAN))
    graph.touch()


@pytest.mark.parametrize("day", [DAY, "2020-01-01", "2014-10-27"])
def test_the_seed_has_no_issues(graph: Any, day: str) -> None:
    assert asked(graph, day=day)["nodes"] == []


def test_issues_say_what_is_with_whom_since_when_and_what_to_do(graph: Any, faulty: None) -> None:
    found = asked(graph)
    assert found["totalCount"] == len(found["nodes"]) == 5
    assert {issue["severity"] for issue in found["nodes"]} == {"ERROR"}
    by_kind = {issue["kind"]: issue for issue in found["nodes"]}
    assert by_kind["DEAD_PARENT"]["explanation"] == (
        "NEW lives, but stands under OLD, which ended on 1 January 2020 "
        "(Structure, since 1 January 2020)."
    )
    assert by_kind["DEAD_PARENT"]["periods"] == [
        {"relation": "Structure", "from": "2020-01-01", "to": None}
    ]
    ids = [node["id"] for node in by_kind["DEAD_PARENT"]["evidence"]["nodes"]]
    assert ids == ["Agency:x-new", "Agency:x-old"]
    assert by_kind["BEYOND_LIFE"]["explanation"] == (
        "The relation of OLD and NEW (Structure, since 1 January 2020) lies wholly outside the "
        "life of OLD (1 January 2010 to before 1 January 2020)."
    )
    assert "One → Two → One" in by_kind["HIERARCHY_LOOP"]["explanation"]
    assert "(primarySector)" in by_kind["SEVERAL_FOR_ONE"]["explanation"]
    assert by_kind["MISDATED_EVENT"]["explanation"] == (
        "NEW came of the change x (3 February 2021), but has been there since 1 January 2020."
    )
    indonesian = asked(graph, language=None, kinds=["DEAD_PARENT"])["nodes"][0]
    assert indonesian["explanation"].startswith("NEW masih ada")
    assert indonesian["suggestion"].startswith("Akhiri hubungan itu")


def test_issues_are_those_of_the_kinds_asked_for_page_by_page(graph: Any, faulty: None) -> None:
    kinds = ["HIERARCHY_LOOP", "DEAD_PARENT"]
    first = asked(graph, kinds=kinds, first=1)
    second = asked(graph, kinds=kinds, first=1, after=first["pageInfo"]["endCursor"])
    assert [page["nodes"][0]["kind"] for page in (first, second)] == sorted(kinds)
    assert [page["pageInfo"]["hasNextPage"] for page in (first, second)] == [True, False]
    assert asked(graph, kinds=[])["totalCount"] == 0


def test_what_was_mended_is_no_issue_any_more(graph: Any, faulty: None) -> None:
    before = asked(graph)
    graph.run(graph.database.write("mend", CLEAN[1], {}))
    graph.touch()
    after = asked(graph)
    assert after["dataVersion"] > before["dataVersion"]
    assert after["totalCount"] == before["totalCount"] - 1
