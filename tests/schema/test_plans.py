"""Operations asked again: what was compiled before answers as if it was compiled anew."""

from __future__ import annotations

from typing import Any

import pytest

from graph.access import LOCAL, Viewer
from schema.documents import LONGEST_KEPT
from schema.execute import Operation
from schema.plan import Plans

AGENCIES = "{ agencies(first: 3) { nodes { id code name } } }"
NAMED = "query($code: String!) { agency(code: $code) { id name } }"
LINKED = """query($id: ID!) { agency(id: $id) { name initiatives(first: 3) { totalCount
  edges { cursor role node { id participants(first: 2) { nodes { acronym } } } } } } }"""
PAGED = """query($n: Int, $after: String) { agencies(first: $n, after: $after) {
  nodes { id } pageInfo { hasNextPage endCursor } } }"""
FILTERED = """query($a: String!, $b: String!) { agencies(first: 5, where: {or: [
  {code: {eq: $a}}, {name: {startsWith: $b}}]}) { nodes { code } } }"""
AMONG = "query($a: String!) { agencies(where: {code: {in: [$a]}}) { nodes { code } } }"
SHOWN = "query($id: ID!, $on: Boolean!) { agency(id: $id) { name code @include(if: $on) } }"
ANY = "query($id: ID!) { node(id: $id) { __typename id ... on Agency { acronym } } }"
WHOLE = "query($w: AgencyWhere) { agencies(where: $w, first: 2) { nodes { code } } }"
DATED = "query($id: ID!, $day: Date) { agency(id: $id) { initiatives(asOf: $day) { totalCount } } }"
DEFAULT = 'query($id: ID = "Agency:nowhere") { agency(id: $id) { name } }'


@pytest.fixture(scope="module")
def some(graph: Any) -> list[dict[str, str]]:
    """A few agencies."""
    found: list[dict[str, str]] = graph.data(AGENCIES)["agencies"]["nodes"]
    return found


def asked(some: list[dict[str, str]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Operations, each with values of its variables among which some can share a plan."""
    ids, codes = [s["id"] for s in some], [s["code"] for s in some]
    return [
        (NAMED, [{"code": codes[0]}, {"code": codes[1]}, {"code": "nowhere"}, {"code": ""}]),
        (LINKED, [{"id": ids[0]}, {"id": ids[1]}, {"id": "Agency:"}, {"id": "Unit:x"}, {}]),
        (PAGED, [{"n": 1}, {"n": 2}, {"n": 2, "after": None}, {"n": -1}, {"n": "2"}, {}]),
        (FILTERED, [{"a": codes[0], "b": "Kem"}, {"a": "Kem", "b": codes[0]}, {"a": "", "b": ""}]),
        (AMONG, [{"a": codes[0]}, {"a": codes[1]}]),
        (SHOWN, [{"id": ids[0], "on": on} for on in (True, False)] + [{"id": ids[1], "on": True}]),
        (ANY, [{"id": i} for i in (*ids, "Initiative:x", "Sector:01", "Agency:x", "x", "")]),
        (WHOLE, [{"w": {"code": {"eq": codes[0]}}}, {"w": {"code": {"ne": codes[0]}}}, {}]),
        (DATED, [{"id": ids[0], "day": day} for day in ("2020-01-01", "2025-01-01", None, 3)]),
        (DEFAULT, [{"id": ids[0]}, {}, {"id": None}, {"id": ids[1]}, {"id": 7}]),
    ]


@pytest.mark.parametrize("place", range(10))
def test_an_answer_is_the_same_by_a_plan_that_other_values_left(graph, some, place: int) -> None:
    document, values = asked(some)[place]
    kept = graph.executor()
    for _ in range(2):
        for given in values:
            again = graph.run(kept.execute(Operation(document, given)))
            anew = graph.run(graph.executor().execute(Operation(document, given)))
            again.extensions = anew.extensions = {}
            assert again == anew


def test_an_id_or_a_code_changes_neither_text_nor_plan(graph, some) -> None:
    kept = graph.executor()
    texts = set()
    for agency in some:
        answer = graph.run(kept.execute(Operation(LINKED, {"id": agency["id"]})))
        texts |= {ran["statement"] for ran in answer.extensions["hub"]["ran"]}
    assert len(texts) == 1


def test_a_plan_is_for_one_viewer_only(graph, some) -> None:
    """The same executor, looked through by another: what the one may see tells nothing."""
    kept = graph.executor()
    operation = Operation(NAMED, {"code": some[0]["code"]})
    assert graph.run(kept.execute(operation)).data["agency"]
    kept.viewer = Viewer("blind", rows={"Agency": lambda node, parameters: "false"})
    assert graph.run(kept.execute(operation)).data == {"agency": None}
    kept.viewer = LOCAL
    assert graph.run(kept.execute(operation)).data["agency"]


def sized(graph: Any, most: int) -> Any:
    """An executor that keeps plans of so many characters at most."""
    kept = graph.executor()
    kept.plans = Plans(most)
    return kept


def test_plans_used_longest_ago_are_dropped(graph, some) -> None:
    kept = sized(graph, 4000)
    sizes, counts = [], []
    for n in range(60):
        graph.run(kept.execute(Operation(PAGED, {"n": n})))
        sizes.append(kept.plans.size)
        counts.append(len(kept.plans))
    assert max(sizes) <= 4000 and 1 < counts[-1] < 60


def test_a_plan_weighs_what_its_values_and_its_document_do(graph, some) -> None:
    """Else a client fills the memory with a short query that has long values, or a long comment."""
    kept = sized(graph, 50_000)
    for n in range(20):
        codes = {"w": {"code": {"in": [f"{n}-{'x' * 20_000}"]}}}
        graph.run(kept.execute(Operation(WHOLE, codes)))
        graph.run(kept.execute(Operation(f"{AGENCIES} # {n} {'x' * 20_000}")))
        assert len(kept.plans) <= 2
    graph.run(kept.execute(Operation(f"{AGENCIES} # {'x' * 60_000}")))
    assert kept.plans.size <= 50_000


def test_what_is_too_long_to_be_kept_as_a_document_is_not_kept_as_a_plan(graph, some) -> None:
    kept = graph.executor()
    for _ in range(2):
        graph.run(kept.execute(Operation(f"{AGENCIES} # {'x' * LONGEST_KEPT}")))
    assert len(kept.plans) == 0
