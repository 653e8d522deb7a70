"""The collaboration network as it is asked for, and what is kept of it between requests."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from schema.execute import Executor, Operation

DAY = 'asOf: "2026-11-25"'
EVERYTHING = """{ collaborationNetwork(%s) {
  nodeCount edgeCount density componentCount components transitivity averageClustering modularity
  sectorModularity sectorAssortativity degreeAssortativity dataVersion computedAt
  eiIndex { observed external internal expected sd z pValue pLower pUpper low high }
  eiIndexWeighted { observed expected z }
  communities { number size members(first: 3) { totalCount nodes { id acronym } } }
  bridges { source { id } target { id } } backbone { alpha kept ofEdges note }
  nodes { actor { id } agency { id } sector { code } activityCount degree strength betweenness
    betweennessNormalized closeness harmonic pageRank eigenvector clustering coreNumber constraint
    effectiveSize community participationCoefficient articulationPoint
    brokerage { coordinator consultant representative gatekeeper liaison total }
    fallsApart { sizes cutOff(first: 3) { totalCount nodes { name } } } }
  edges { source { id } target { id } weight activityCount initiativeCount shared { kind count }
    expected pValue adjustedPValue firstDate latestDate
    evidence(first: 2) { totalCount nodes { __typename id } } } } }"""
QUICK = f"{{ collaborationNetwork({DAY}) {{ edgeCount dataVersion }} }}"


def network(graph: Any, arguments: str) -> Any:
    return graph.data(EVERYTHING % arguments)["collaborationNetwork"]


@pytest.mark.parametrize("level", ["AGENCY", "UNIT", "SECTOR"])
def test_every_measure_is_told_at_every_level(graph: Any, level: str) -> None:
    found = network(graph, f"{DAY}, level: {level}, via: [INITIATIVE, TARGET, SESSION, PROCESS]")
    assert found["nodeCount"] == len(found["nodes"]) == sum(found["components"]) > 0
    assert found["edgeCount"] == len(found["edges"])
    assert all((node["agency"] is not None) == (level == "AGENCY") for node in found["nodes"])
    assert all(node["actor"]["id"].startswith(level.title()) for node in found["nodes"])
    assert sum(node["pageRank"] for node in found["nodes"]) == pytest.approx(1)


BY_SECTOR = """{ collaborationNetwork(%s) {
  edgeCount sectorModularity eiIndex { observed external internal expected sd }
  nodes { actor { id } sector { code } participationCoefficient
    brokerage { coordinator consultant representative gatekeeper liaison total } } } }"""


@pytest.mark.parametrize("level", ["AGENCY", "UNIT"])
def test_measures_by_sector_spread_over_all_sectors_where_asked(graph: Any, level: str) -> None:
    primary, spread = (
        graph.data(BY_SECTOR % f"{DAY}, level: {level}, allSectors: {each}")["collaborationNetwork"]
        for each in ("false", "true")
    )
    assert primary["eiIndex"]["internal"] == int(primary["eiIndex"]["internal"])
    assert spread["eiIndex"] != primary["eiIndex"]
    index = spread["eiIndex"]
    assert index["external"] + index["internal"] == pytest.approx(spread["edgeCount"])
    parts = 0
    for one, other in zip(primary["nodes"], spread["nodes"], strict=True):
        assert one["actor"] == other["actor"]
        assert one["sector"] == other["sector"]
        whole, roles = one["brokerage"], other["brokerage"]
        assert all(count == int(count) for count in whole.values())
        assert roles.pop("total") == whole["total"] == pytest.approx(sum(roles.values()))
        parts += any(count != int(count) for count in roles.values())
    assert parts or level == "UNIT"


@pytest.mark.parametrize("kind", ["INITIATIVE", "TARGET", "SESSION", "PROCESS"])
def test_ties_of_a_kind_are_shown_by_nodes_of_that_kind(graph: Any, kind: str) -> None:
    named = {"SESSION": "CoordinationSession", "PROCESS": "BusinessProcess"}
    found = network(graph, f"{DAY}, via: [{kind}]")
    assert found["edges"]
    for edge in found["edges"]:
        assert [(shared["kind"], shared["count"]) for shared in edge["shared"]] == [
            (kind, edge["activityCount"])
        ]
        assert edge["weight"] == edge["activityCount"] >= 1
        shown = {node["__typename"] for node in edge["evidence"]["nodes"]}
        assert shown == {named.get(kind, kind.title())}


def test_evidence_is_paged(graph: Any) -> None:
    query = """query($after: String) { collaborationNetwork(asOf: "2026-11-25", minWeight: 8) {
      edges { evidence(first: 3, after: $after) {
        totalCount nodes { id } pageInfo { hasNextPage endCursor } } } } }"""
    seen: list[str] = []
    after = None
    while True:
        page = graph.data(query, {"after": after})["collaborationNetwork"]["edges"][0]["evidence"]
        seen += [node["id"] for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert len(seen) == len(set(seen)) == page["totalCount"] >= 8
    assert seen == sorted(seen)


def test_a_tie_is_what_its_ends_share_on_the_day(graph: Any) -> None:
    found = graph.data(
        f"{{ collaborationNetwork({DAY}, minWeight: 3) {{ edges {{ weight source {{ id }} "
        "target { id } evidence(first: 500) { nodes { id } } } } }"
    )["collaborationNetwork"]
    edge = found["edges"][-1]
    both = [
        {
            node["id"]
            for node in graph.data(
                "query($id: ID!) { agency(id: $id, %s) { initiatives(first: 500) "
                "{ nodes { id } } } }" % DAY,
                {"id": edge[end]["id"]},
            )["agency"]["initiatives"]["nodes"]
        }
        for end in ("source", "target")
    ]
    evidence = {node["id"] for node in edge["evidence"]["nodes"]}
    assert evidence == both[0] & both[1]
    assert edge["weight"] == len(evidence)


def test_a_period_holds_at_least_what_its_last_day_does(graph: Any) -> None:
    day = graph.data(QUICK)["collaborationNetwork"]["edgeCount"]
    period = graph.data(
        '{ collaborationNetwork(between: {from: "2025-01-01", to: "2026-11-25"}) '
        "{ edgeCount edges { firstDate latestDate } } }"
    )["collaborationNetwork"]
    assert period["edgeCount"] >= day
    assert all((edge["latestDate"] or "") <= "2026-11-25" for edge in period["edges"])


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        ("minWeight: -1", ["minWeight is -1: no weight is below 0"]),
        (
            "minWeight: -1, backbone: {alpha: 1.5}",
            [
                "minWeight is -1: no weight is below 0",
                "backbone.alpha is 1.5: it lies between 0 and 1",
            ],
        ),
        ("via: []", ["via is empty: name at least one kind of tie"]),
        (
            'asOf: "2025-01-01", between: {from: "2025-01-02", to: "2025-01-01"}',
            [
                "asOf can't be given with between: ask for one of them",
                "between ends before it begins",
            ],
        ),
        (
            'where: {sectors: ["01", "99"], regions: ["x"]}',
            [
                "where.sectors names 99, which is no code of any of the sectors",
                "where.regions names x, which is no code of any of the regions",
            ],
        ),
    ],
)
def test_all_that_is_wrong_with_a_question_is_said_at_once(
    graph: Any, arguments: str, messages: list[str]
) -> None:
    body = graph.ask(f"{{ collaborationNetwork({arguments}) {{ density }} }}")
    assert sorted(error["message"] for error in body["errors"]) == sorted(messages)
    assert {error["extensions"]["code"] for error in body["errors"]} == {"BAD_USER_INPUT"}


def test_questions_at_the_same_time_read_the_graph_once(graph: Any) -> None:
    executor = graph.executor()

    async def ask() -> list[dict[str, Any]]:
        answers = await asyncio.gather(*(executor.execute(Operation(QUICK)) for _ in range(6)))
        return [answer.body() for answer in answers]

    bodies = graph.run(ask())
    ran = [each["name"] for body in bodies for each in body["extensions"]["hub"]["ran"]]
    assert (ran.count("material"), ran.count("version")) == (1, 6)
    assert len({str(body["data"]) for body in bodies}) == 1


def test_what_was_kept_goes_with_the_version_of_the_graph(graph: Any) -> None:
    executor: Executor = graph.executor()

    def ask() -> tuple[int, list[str]]:
        body = graph.run(executor.execute(Operation(QUICK))).body()
        ran = [each["name"] for each in body["extensions"]["hub"]["ran"]]
        return body["data"]["collaborationNetwork"]["dataVersion"], ran

    first, ran = ask()
    assert "material" in ran
    assert ask() == (first, ["version"])
    graph.touch()
    assert ask() == (first + 1, ["version", "material"])
    assert ask() == (first + 1, ["version"])


def test_the_loop_goes_on_while_a_network_is_measured(graph: Any) -> None:
    executor = graph.executor()
    beats: list[float] = []

    async def watched() -> None:
        loop = asyncio.get_running_loop()
        task = asyncio.create_task(executor.execute(Operation(EVERYTHING % DAY)))
        while not task.done():
            beats.append(loop.time())
            await asyncio.sleep(0.001)
        assert "errors" not in (await task).body()

    graph.run(watched())
    assert len(beats) > 20


def test_an_analysis_that_takes_too_long_is_stopped_with_a_clear_error(graph: Any) -> None:
    executor = Executor(
        graph.executor().assembly,
        graph.database,
        zone=graph.executor().zone,
        version="test",
        analysis_timeout=1e-6,
    )
    body = graph.run(executor.execute(Operation(EVERYTHING % DAY))).body()
    (error,) = body["errors"]
    assert error["extensions"]["code"] == "TIMEOUT"
    assert "narrow it" in error["message"]
