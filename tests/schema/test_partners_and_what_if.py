"""Suggested partners and hypothetical changes as they are asked for."""

from __future__ import annotations

from typing import Any

import pytest

DAY = 'asOf: "2026-11-25"'
PARTNERS = """query($for: ID!) { suggestedPartners(for: $for, %s) { totalCount dataVersion
  computedAt nodes { agency { id } score suggestion
    reasons { reason weight text evidence { totalCount nodes { id } } }
    effect { agency { id } first ties { source { id } target { id } } joinsComponents
      before { others distance } after { others distance } gapsClosed gapsOpened text } } } }"""
WHAT_IF = """query($changes: [HypotheticalChange!]!) { whatIf(changes: $changes, %s) { dataVersion
  computedAt before { %s } after { %s } actorsLost { nodes { id } }
  tiesGained { source { id } target { id } before after } tiesLost { source { id } target { id } }
  tiesChanged { source { id } target { id } before after } isolatesLost { nodes { id } }
  isolatesGained { nodes { id } } gapsClosed(first: 100) { totalCount nodes { kind score key: kind
    explanation subjects { nodes { id } } } } gapsOpened { totalCount nodes { kind } } } }"""
NETWORK = "nodeCount edgeCount density componentCount edges { evidence { nodes { id } } }"


def what_if(graph: Any, *changes: Any, more: str = DAY) -> Any:
    document = WHAT_IF % (more, NETWORK, NETWORK)
    return graph.data(document, {"changes": list(changes)})["whatIf"]


@pytest.mark.parametrize("subject", ["Agency:kemenkes", "Target:stunting", "Initiative:stunting"])
def test_partners_are_suggested_best_first_with_reasons_and_effects(
    graph: Any, subject: str
) -> None:
    found = graph.data(PARTNERS % f"{DAY}, first: 5", {"for": subject})["suggestedPartners"]
    assert found["totalCount"] >= len(found["nodes"]) > 0
    scores = [node["score"] for node in found["nodes"]]
    assert scores == sorted(scores, reverse=True)
    for node in found["nodes"]:
        assert node["agency"]["id"] != subject
        assert sum(reason["weight"] for reason in node["reasons"]) == pytest.approx(1)
        assert all(reason["evidence"]["totalCount"] > 0 for reason in node["reasons"])
        assert node["suggestion"].endswith(".") and node["effect"]["text"].endswith(".")


def test_a_suggested_partner_of_an_agency_is_none_yet(graph: Any) -> None:
    found = graph.data(PARTNERS % f"{DAY}, first: 100", {"for": "Agency:kemenkes"})
    suggested = {node["agency"]["id"] for node in found["suggestedPartners"]["nodes"]}
    edges = graph.data(
        "{ collaborationNetwork(%s, where: {statuses: [ACTIVE]}) "
        "{ edges { source { id } target { id } } } }" % DAY
    )["collaborationNetwork"]["edges"]
    partners = {
        end["id"]
        for edge in edges
        for end in (edge["source"], edge["target"])
        if "Agency:kemenkes" in (edge["source"]["id"], edge["target"]["id"])
    }
    assert not suggested & partners


@pytest.mark.parametrize(
    ("subject", "code"),
    [("Sector:01", "BAD_USER_INPUT"), ("x", "BAD_USER_INPUT"), ("Agency:nobody", "NOT_FOUND")],
)
def test_partners_for_nothing_are_refused(graph: Any, subject: str, code: str) -> None:
    (error,) = graph.ask(PARTNERS % DAY, {"for": subject})["errors"]
    assert error["extensions"]["code"] == code
    assert error["message"].startswith("for ")


def test_a_new_initiative_ties_its_participants_and_closes_their_gaps(graph: Any) -> None:
    found = what_if(
        graph,
        {
            "found": {
                "name": "Layanan dasar",
                "targets": ["Target:sdg-1.4"],
                "participants": [
                    {"body": "Agency:kemenham", "role": "LEAD"},
                    {"body": "Agency:kemensos"},
                ],
            }
        },
        {"join": {"body": "Agency:kemenkes", "activity": "Initiative:hypothetical-1"}},
    )
    gained = {(tie["source"]["id"], tie["target"]["id"]) for tie in found["tiesGained"]}
    assert gained == {
        ("Agency:kemenham", "Agency:kemenkes"),
        ("Agency:kemenham", "Agency:kemensos"),
    }
    assert found["isolatesLost"]["nodes"] == [{"id": "Agency:kemenham"}]
    assert found["after"]["edgeCount"] == found["before"]["edgeCount"] + 2
    closed = [(gap["kind"], gap["subjects"]["nodes"]) for gap in found["gapsClosed"]["nodes"]]
    assert ("ORPHAN_TARGET", [{"id": "Target:sdg-1.4"}]) in closed
    evidence = {
        node["id"] for edge in found["after"]["edges"] for node in edge["evidence"]["nodes"]
    }
    assert not any("hypothetical" in id_ for id_ in evidence)


def test_what_is_asked_of_what_is_leaves_the_graph_as_it_was(graph: Any) -> None:
    plain = "{ collaborationNetwork(%s) { %s dataVersion } }" % (DAY, NETWORK)
    before = graph.data(plain)
    found = what_if(graph, {"remove": {"id": "Initiative:stunting"}})
    assert found["tiesLost"] or found["tiesChanged"]
    assert graph.data(plain) == before
    assert found["before"]["edgeCount"] == before["collaborationNetwork"]["edgeCount"]


def test_a_merger_leaves_one_of_the_agencies(graph: Any) -> None:
    merge = {"bodies": ["Agency:kemenham", "Agency:kemenkum"], "into": "Agency:kemenkum"}
    found = what_if(graph, {"merge": merge})
    assert found["actorsLost"]["nodes"] == [{"id": "Agency:kemenham"}]
    assert found["after"]["nodeCount"] == found["before"]["nodeCount"] - 1


def test_all_that_is_wrong_with_the_changes_is_said_at_once(graph: Any) -> None:
    document = WHAT_IF % (DAY, "density", "density")
    changes = [
        {"join": {"body": "Agency:nobody", "activity": "Initiative:nothing"}},
        {"leave": {"body": "Agency:kemenham", "activity": "Initiative:stunting"}},
        {"found": {"name": " "}},
    ]
    errors = graph.ask(document, {"changes": changes})["errors"]
    where = [error["extensions"]["argument"] for error in errors]
    assert where == [
        ["changes", 0, "body"],
        ["changes", 0, "activity"],
        ["changes", 1, "body"],
        ["changes", 2, "name"],
    ]
    (error,) = graph.ask(document, {"changes": []})["errors"]
    assert error["message"] == "changes holds 0: give 1 to 50"
    both = {"remove": {"id": "Agency:x"}, "leave": {"body": "x", "activity": "y"}}
    (error,) = graph.ask(document, {"changes": [both]})["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
