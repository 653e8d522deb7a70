"""Collaboration gaps as they are asked for."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from schema.execute import Operation
from schema.gaps import GapKind

DAY = 'asOf: "2026-11-25"'
EVERYTHING = """{ collaborationGaps(%s) { totalCount pending dataVersion computedAt
  pageInfo { hasNextPage endCursor } nodes { kind score severity explanation suggestion pending
    numbers { name value } actors { totalCount nodes { id name } }
    subjects { totalCount nodes { id __typename } } evidence { totalCount nodes { id } } } } }"""


def gaps(graph: Any, arguments: str) -> Any:
    return graph.data(EVERYTHING % arguments)["collaborationGaps"]


def test_gaps_are_ranked_and_each_is_explained_by_nodes_that_are_there(graph: Any) -> None:
    found = gaps(graph, f"{DAY}, first: 500")
    assert found["totalCount"] > 300
    nodes = found["nodes"]
    scores = [gap["score"] for gap in nodes]
    assert scores == sorted(scores, reverse=True)
    for gap in nodes:
        assert 0 <= gap["score"] <= 1
        assert gap["explanation"].endswith(".") and gap["suggestion"].endswith(".")
        for part in ("actors", "subjects", "evidence"):
            assert (
                gap[part]["totalCount"] == len(gap[part]["nodes"]) or gap[part]["totalCount"] > 20
            )
        assert gap["actors"]["totalCount"] + gap["subjects"]["totalCount"] > 0


@pytest.mark.parametrize("kind", GapKind.__members__)
def test_each_kind_can_be_asked_for_alone(graph: Any, kind: str) -> None:
    found = gaps(graph, f"{DAY}, kinds: [{kind}], first: 100")
    assert {gap["kind"] for gap in found["nodes"]} <= {kind}
    assert found["pending"] == (kind == "UNDERCONNECTED_SECTORS")


def test_walking_all_gaps_visits_each_once(graph: Any) -> None:
    executor = graph.executor()
    query = """query($after: String) { collaborationGaps(asOf: "2026-11-25", first: 200,
      after: $after, kinds: [UNMET_PAIR]) { totalCount pageInfo { hasNextPage endCursor }
      edges { cursor node { actors { nodes { id } } } } } }"""
    seen: list[str] = []
    after = None
    while True:
        answer = graph.run(executor.execute(Operation(query, {"after": after}))).body()
        page = answer["data"]["collaborationGaps"]
        seen += [str(edge["node"]["actors"]) for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert len(seen) == len(set(seen)) == page["totalCount"]


def test_an_unmet_pair_contributes_to_one_target_and_shares_no_live_initiative(graph: Any) -> None:
    (gap, *_) = gaps(graph, f"{DAY}, kinds: [UNMET_PAIR], first: 1")["nodes"]
    one, other = (
        {
            node["id"]
            for node in graph.data(
                "query($id: ID!) { agency(id: $id, %s) { initiatives(first: 500, "
                "where: {status: {ne: ENDED}}) { nodes { id } } } }" % DAY,
                {"id": actor["id"]},
            )["agency"]["initiatives"]["nodes"]
        }
        for actor in gap["actors"]["nodes"]
    )
    assert not one & other
    assert {node["__typename"] for node in gap["subjects"]["nodes"]} == {"Target"}


def test_sentences_are_indonesian_unless_english_is_asked_for(graph: Any) -> None:
    arguments = f"{DAY}, kinds: [ORPHAN_TARGET], first: 1"
    indonesian, english = (
        gaps(graph, more + arguments)["nodes"][0]["explanation"] for more in ("", "language: EN, ")
    )
    assert "tidak ada lembaga" in indonesian
    assert "no agency" in english.lower() or "nobody" in english.lower()


def test_gaps_of_sectors_are_complete_once_the_matrix_is_sampled(graph: Any) -> None:
    executor = graph.executor()
    query = Operation(EVERYTHING % f"{DAY}, kinds: [UNDERCONNECTED_SECTORS]")

    def ask() -> Any:
        return graph.run(executor.execute(query)).body()["data"]["collaborationGaps"]

    assert all(gap["pending"] for gap in ask()["nodes"])
    for _ in range(600):
        if not (found := ask())["pending"]:
            break
        graph.run(asyncio.sleep(0.1))
    assert not found["pending"]
    assert found["nodes"] and not any(gap["pending"] for gap in found["nodes"])


@pytest.mark.parametrize("severity", ["LOW", "MEDIUM", "HIGH"])
def test_gaps_are_narrowed_by_severity_and_sector(graph: Any, severity: str) -> None:
    found = gaps(graph, f'{DAY}, where: {{severities: [{severity}], sectors: ["04"]}}, first: 50')
    assert {gap["severity"] for gap in found["nodes"]} <= {severity}
    assert found["totalCount"] < gaps(graph, f"{DAY}, first: 0")["totalCount"]


def test_all_that_is_wrong_with_a_question_is_said_at_once(graph: Any) -> None:
    wrong = "kinds: [], minScore: 2, thresholds: {alpha: 1.5, staleMonths: -1}"
    errors = graph.ask(EVERYTHING % wrong)["errors"]
    assert [error["message"] for error in errors] == [
        "kinds is empty: name at least one kind, or leave it out",
        "minScore is 2: scores are from 0 to 1",
        "thresholds.alpha is 1.5: it must be from 0 to 1",
        "thresholds.staleMonths is -1: it must be from 0 to 1,200",
    ]
    (error,) = graph.ask(EVERYTHING % 'where: {agencies: ["Agency:nobody"]}')["errors"]
    assert error["message"] == "where.agencies names Agency:nobody, which is none of the agencies"
