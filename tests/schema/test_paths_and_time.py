"""Ways between actors, networks over time, and shared targets as they are asked for."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

DAY = 'asOf: "2026-11-25"'
PATH = """query($from: ID!, $to: ID!) { collaborationPath(from: $from, to: $to, %s) {
  connected dataVersion computedAt ways { length distance steps { source { id } target { id } weight
    evidence { totalCount nodes { id } } } }
  nearest { source { id } target { id } common { totalCount nodes { id } } } } }"""


def path(graph: Any, start: str, end: str, more: str = DAY) -> Any:
    return graph.data(PATH % more, {"from": start, "to": end})["collaborationPath"]


def test_ways_lead_from_the_one_to_the_other_shortest_first_with_their_reasons(graph: Any) -> None:
    found = path(graph, "Agency:bmkg", "Agency:kemenkes", f"{DAY}, alternatives: 5")
    assert found["connected"] and found["nearest"] is None
    assert len(found["ways"]) == 5
    lengths = [(way["length"], way["distance"]) for way in found["ways"]]
    assert lengths == sorted(lengths)
    for way in found["ways"]:
        steps = way["steps"]
        assert len(steps) == way["length"]
        assert (steps[0]["source"]["id"], steps[-1]["target"]["id"]) == (
            "Agency:bmkg",
            "Agency:kemenkes",
        )
        for before, after in pairwise(steps):
            assert before["target"] == after["source"]
        for step in steps:
            assert step["evidence"]["totalCount"] == step["weight"] > 0


def test_where_there_is_no_way_the_nearest_pair_is_named_with_what_would_connect_it(
    graph: Any,
) -> None:
    found = path(graph, "Agency:kemenkes", "Agency:kemenham")
    assert not found["connected"] and found["ways"] == []
    assert found["nearest"]["target"] == {"id": "Agency:kemenham"}
    assert found["nearest"]["common"]["totalCount"] > 0


@pytest.mark.parametrize(
    ("start", "end", "messages"),
    [
        (
            "Agency:kemenkes",
            "Agency:kemenkes",
            ["to is the same as from: ask for two different actors"],
        ),
        ("Agency:kemenkes", "Sector:01", ["to must be of the same kind as from"]),
        (
            "Target:x",
            "nonsense",
            [
                "from must be the id of an agency, a unit or a sector",
                "to must be the id of an agency, a unit or a sector",
            ],
        ),
        (
            "Agency:kemenkes",
            "Agency:nobody",
            ["to is Agency:nobody, which is no actor on that day and with that filter"],
        ),
    ],
)
def test_actors_that_cannot_be_joined_by_a_way_are_refused(
    graph: Any, start: str, end: str, messages: list[str]
) -> None:
    errors = graph.ask(PATH % DAY, {"from": start, "to": end})["errors"]
    assert [error["message"] for error in errors] == messages


def test_sectors_and_units_have_ways_too(graph: Any) -> None:
    assert path(graph, "Sector:01", "Sector:04")["connected"]


EVOLUTION = """{ networkEvolution(%s) { dataVersion computedAt moments { date
  network { nodeCount edgeCount density } change { since bornCount endedCount keptCount
    born { source { id } target { id } } ended { source { id } target { id } }
    joined { nodes { id } } left { nodes { id } }
    continued { earlier { id } later { id } events { nodes { id } } } } } } }"""


def test_the_cabinet_of_2024_renames_and_splits_and_few_leave(graph: Any) -> None:
    arguments = 'from: "2024-10-20", to: "2024-10-22", step: MONTH'
    first, last = graph.data(EVOLUTION % arguments)["networkEvolution"]["moments"]
    assert (first["date"], last["date"], first["change"]) == ("2024-10-20", "2024-10-22", None)
    change = last["change"]
    carried = {(each["earlier"]["id"], each["later"]["id"]) for each in change["continued"]}
    assert ("Agency:bkkbn", "Agency:kemendukbangga") in carried
    gone = {node["id"] for node in change["left"]["nodes"]}
    assert not gone & {earlier for earlier, _ in carried}
    come = {node["id"] for node in change["joined"]["nodes"]}
    assert not come & {later for _, later in carried}
    assert change["keptCount"] > 300


def test_the_days_of_an_evolution_are_those_of_single_networks(graph: Any) -> None:
    arguments = 'from: "2023-01-01", to: "2026-01-01"'
    moments = graph.data(EVOLUTION % arguments)["networkEvolution"]["moments"]
    assert [moment["date"] for moment in moments] == [f"{y}-01-01" for y in range(2023, 2027)]
    for moment in moments:
        alone = graph.data(
            '{ collaborationNetwork(asOf: "%s") { nodeCount edgeCount density } }' % moment["date"]
        )
        assert moment["network"] == alone["collaborationNetwork"]


@pytest.mark.parametrize(
    "arguments",
    [
        'from: "2026-01-01", to: "2025-01-01"',
        'from: "1900-01-01", to: "2026-01-01"',
    ],
)
def test_days_that_make_no_sense_are_refused(graph: Any, arguments: str) -> None:
    (error,) = graph.ask(EVOLUTION % arguments)["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


TARGETS = """{ sharedTargets(%s) { totalCount dataVersion computedAt pending nodes { agencyCount
  stale lastReported meets unmetPairs target { id } agencies(first: 500) { nodes { id } }
  direct { nodes { id } } leaders { nodes { id } } sectors { nodes { code } }
  progress { indicator { name } direction unit period baseline target actual achievement }
  meetings { totalCount } jointInitiatives { totalCount } } } }"""


def test_a_shared_target_says_who_leads_how_far_it_is_and_whether_they_meet(graph: Any) -> None:
    found = graph.data(TARGETS % f"{DAY}, first: 100")["sharedTargets"]
    assert found["totalCount"] == len(found["nodes"]) > 30
    assert not found["pending"]
    for shared in found["nodes"]:
        agencies = {node["id"] for node in shared["agencies"]["nodes"]}
        assert len(agencies) == shared["agencyCount"] >= 2
        assert {node["id"] for node in shared["leaders"]["nodes"]} <= agencies
        together = shared["meetings"]["totalCount"] + shared["jointInitiatives"]["totalCount"]
        assert shared["meets"] == (together > 0)
        assert shared["unmetPairs"] <= len(agencies) * (len(agencies) - 1) / 2
        periods = [row["period"] for row in shared["progress"] if row["actual"] is not None]
        assert (shared["lastReported"] in periods) == bool(periods)
    assert any(row["achievement"] for shared in found["nodes"] for row in shared["progress"])


def test_shared_targets_are_narrowed_by_sector_plan_agency_and_state(graph: Any) -> None:
    def some(where: str) -> Any:
        return graph.data(TARGETS % f"{DAY}, first: 100, where: {{{where}}}")["sharedTargets"]

    every = some("")["totalCount"]
    assert 0 < some('sectors: ["04"]')["totalCount"] < every
    assert 0 < some('plans: ["rpjmn-2025-2029"]')["totalCount"] < every
    kemenkes = some('agencies: ["Agency:kemenkes"]')
    assert 0 < kemenkes["totalCount"] < every
    assert all(shared["stale"] for shared in some("stale: true")["nodes"])
    assert not any(shared["meets"] for shared in some("unmet: true")["nodes"])
    errors = graph.ask(TARGETS % 'where: {plans: ["x"]}, minAgencies: 0, staleMonths: -1')["errors"]
    assert [error["message"] for error in errors] == [
        "minAgencies is 0: ask for 1 or more",
        "staleMonths is -1: ask for 0 to 1,200",
    ]
