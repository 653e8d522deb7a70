"""The sector matrix: pending with closed-form numbers, then sampled."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from schema.execute import Executor, Operation

QUERY = """query($samples: Int = 40, $activities: ActivitySet, $statistic: SectorStatistic,
    $spread: Boolean) {
  sectorMatrix(asOf: "2026-11-25", samples: $samples, activities: $activities,
    statistic: $statistic, allSectors: $spread) {
  pending samples samplesAsked nullModel activities statistic observedTotal expectedTotal
  dataVersion computedAt sectors { id code }
  cells { a { code } b { code }
    ties observed expected sd z pValue pLower pUpper adjustedPValue } } }
"""


def ask(graph: Any, executor: Executor, **variables: Any) -> Any:
    answer = graph.run(executor.execute(Operation(QUERY, variables))).body()
    assert "errors" not in answer, answer["errors"]
    return answer["data"]["sectorMatrix"]


def sampled(graph: Any, executor: Executor, **variables: Any) -> Any:
    """The matrix once it is not pending any more."""
    for _ in range(600):
        found = ask(graph, executor, **variables)
        if not found["pending"]:
            return found
        graph.run(asyncio.sleep(0.1))
    raise AssertionError("still pending")


def test_the_first_answer_is_pending_and_the_last_is_sampled(graph: Any) -> None:
    executor = graph.executor()
    first = ask(graph, executor)
    assert (first["pending"], first["nullModel"], first["samplesAsked"]) == (
        True,
        "CLOSED_FORM",
        40,
    )
    last = sampled(graph, executor)
    assert (last["nullModel"], last["samples"]) == ("FDSM", 40)
    assert first["observedTotal"] == last["observedTotal"]
    assert last["expectedTotal"] == pytest.approx(last["observedTotal"])
    assert first["expectedTotal"] == pytest.approx(last["observedTotal"], rel=0.02)
    codes = [sector["code"] for sector in last["sectors"]]
    assert codes == sorted(codes)
    pairs = [(cell["a"]["code"], cell["b"]["code"]) for cell in last["cells"]]
    assert pairs == [(a, b) for at, a in enumerate(codes) for b in codes[at:]]
    assert all(cell["ties"] <= cell["observed"] for cell in last["cells"])
    assert all(0 < cell["adjustedPValue"] <= 1 for cell in last["cells"] if cell["z"] is not None)


def test_equal_questions_have_equal_samples(graph: Any) -> None:
    once, again = (sampled(graph, graph.executor())["cells"] for _ in range(2))
    assert once == again


def test_what_is_observed_is_the_same_whichever_activities_the_null_model_shares_out(
    graph: Any,
) -> None:
    executor = graph.executor()
    joint, every = (ask(graph, executor, activities=which) for which in ("JOINT", "ALL"))
    assert joint["observedTotal"] == every["observedTotal"]
    assert (joint["activities"], every["activities"]) == ("JOINT", "ALL")


def test_a_statistic_of_newmans_weights_adds_up_to_half_of_all_strengths(graph: Any) -> None:
    found = ask(graph, graph.executor(), statistic="NEWMAN")
    nodes = graph.data(
        '{ collaborationNetwork(asOf: "2026-11-25", weighting: NEWMAN) '
        "{ edges { weight } nodes { sector { id } } } }"
    )["collaborationNetwork"]
    assert all(node["sector"] for node in nodes["nodes"])
    assert found["observedTotal"] == pytest.approx(sum(edge["weight"] for edge in nodes["edges"]))


def test_sampling_ends_with_the_version_of_the_graph_that_it_is_about(graph: Any) -> None:
    executor = graph.executor()
    assert ask(graph, executor, samples=10_000)["pending"]
    graph.touch()
    assert ask(graph, executor)["pending"]
    assert not sampled(graph, executor)["pending"]
    graph.run(executor.close())


@pytest.mark.parametrize("statistic", ["PAIRS", "NEWMAN"])
def test_pairs_are_split_over_all_sectors_where_asked(graph: Any, statistic: str) -> None:
    executor = graph.executor()
    first = ask(graph, executor, samples=80, spread=True, statistic=statistic)
    assert (first["pending"], first["nullModel"], first["samples"]) == (True, "FDSM", 50)
    last = sampled(graph, executor, samples=80, spread=True, statistic=statistic)
    assert (last["nullModel"], last["samples"], last["samplesAsked"]) == ("FDSM", 80, 80)
    primary = ask(graph, executor, statistic=statistic)
    totals = [last["observedTotal"], last["expectedTotal"]]
    assert totals == pytest.approx([primary["observedTotal"]] * 2)
    assert [cell["observed"] for cell in first["cells"]] == [
        cell["observed"] for cell in last["cells"]
    ]
    assert any(cell["observed"] != int(cell["observed"]) for cell in last["cells"])
    assert {sector["code"] for sector in last["sectors"]} >= {
        sector["code"] for sector in primary["sectors"]
    }


def test_all_that_is_wrong_with_a_matrix_is_said_at_once(graph: Any) -> None:
    refused = {"samples": 0, "spread": True, "statistic": "PROJECTS"}
    errors = graph.ask(QUERY, refused)["errors"]
    assert {error["extensions"]["code"] for error in errors} == {"BAD_USER_INPUT"}
    assert sorted(error["message"] for error in errors) == [
        "samples is 0: ask for 1 to 10,000",
        "statistic is PROJECTS, which knows no parts of sectors: with allSectors ask for PAIRS or "
        "NEWMAN",
    ]


@pytest.mark.parametrize("samples", [0, -1, 10_001])
def test_a_senseless_number_of_samples_is_refused(graph: Any, samples: int) -> None:
    (error,) = graph.ask(QUERY, {"samples": samples})["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
