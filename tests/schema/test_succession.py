"""What bodies came of and what became of them, as it is asked for."""

from __future__ import annotations

from typing import Any

import pytest

from graph.access import Viewer

ASKED = """query($of: ID!, $first: Int, $after: String) { found: %s(of: $of, first: $first,
  after: $after %s) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { steps
  body { id code } path { date type event { id } } } } } }"""


def related(graph: Any, root: str, code: str, more: str = "", **page: Any) -> Any:
    given = {"of": f"Agency:{code}", **page}
    return graph.data(ASKED % (root, more), given)["found"]


def codes(found: Any) -> list[str]:
    return [edge["node"]["body"]["code"] for edge in found["edges"]]


def test_predecessors_are_followed_through_all_changes_with_the_way(graph: Any) -> None:
    found = related(graph, "predecessors", "kemdiktisaintek")
    assert found["totalCount"] == len(codes(found))
    assert codes(found)[0] == "kemendikbudristek"
    assert {"kemendikbud", "kemenristek-brin", "kemenristekdikti"} <= set(codes(found))
    for edge in found["edges"]:
        path = edge["node"]["path"]
        assert len(path) == edge["node"]["steps"] >= 1
        assert [step["date"] for step in path] == sorted(step["date"] for step in path)
        assert path[-1]["event"]["id"] == "ChangeEvent:2024-10-21-kemendikbudristek-kemendikdasmen"
    steps = [edge["node"]["steps"] for edge in found["edges"]]
    assert steps == sorted(steps)


def test_predecessors_and_successors_are_each_others_other_side(graph: Any) -> None:
    back = related(graph, "predecessors", "klh")
    for code in codes(back):
        ahead = related(graph, "successors", code)
        (there,) = [e["node"] for e in ahead["edges"] if e["node"]["body"]["code"] == "klh"]
        (here,) = [e["node"] for e in back["edges"] if e["node"]["body"]["code"] == code]
        assert there["path"] == here["path"]


@pytest.mark.parametrize(
    ("day", "living"),
    [
        ("2014-10-26", ["kemenhut-2009"]),
        ("2014-10-27", ["klhk"]),
        ("2024-10-20", ["klhk"]),
        ("2024-10-21", ["kemenhut", "klh"]),
    ],
)
def test_current_bodies_are_those_of_the_day(graph: Any, day: str, living: list[str]) -> None:
    assert codes(related(graph, "currentBodies", "kemenhut-2009", f', asOf: "{day}"')) == living


def test_one_that_lives_is_current_itself_before_what_was_split_from_it(graph: Any) -> None:
    found = related(graph, "currentBodies", "kemenko-pmk", ', asOf: "2026-11-25"')
    assert codes(found) == ["kemenko-pmk", "kemenko-pm"]
    assert [edge["node"]["steps"] for edge in found["edges"]] == [0, 1]


def test_a_transfer_and_an_end_leave_nobody(graph: Any) -> None:
    assert codes(related(graph, "successors", "kasn")) == []
    assert codes(related(graph, "currentBodies", "kasn")) == []
    assert "kementan" not in codes(related(graph, "predecessors", "barantin"))


def test_related_bodies_come_in_pages(graph: Any) -> None:
    whole = codes(related(graph, "predecessors", "kemdiktisaintek", first=50))
    walked, after = [], None
    while True:
        page = related(graph, "predecessors", "kemdiktisaintek", first=2, after=after)
        walked += codes(page)
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert walked == whole and len(whole) > 4


@pytest.mark.parametrize("of", ["Agency:nobody", "Sector:01", "nonsense", ""])
def test_what_is_no_agency_is_refused(graph: Any, of: str) -> None:
    (error,) = graph.ask(ASKED % ("successors", ""), {"of": of})["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["argument"] == ["of"]


def test_bodies_that_a_viewer_may_not_see_are_not_told(graph: Any) -> None:
    viewer = Viewer("half", rows={"Agency": lambda node, parameters: f"{node}.code <> 'klhk'"})
    text = ASKED % ("successors", "")
    found = graph.data(text, {"of": "Agency:kemenhut-2009"}, viewer=viewer)["found"]
    assert sorted(codes(found)) == ["kemenhut", "klh"]


NAMES = """query($of: ID!, $day: Date) { bodyNames(of: $of, asOf: $day) { nodes {
  name acronym from to body { code } } } }"""


def called(graph: Any, code: str, day: str | None = None) -> list[Any]:
    found: list[Any] = graph.data(NAMES, {"of": f"Agency:{code}", "day": day})["bodyNames"]["nodes"]
    return found


@pytest.mark.parametrize("code", ["bnp2tki", "bp2mi", "kp2mi"])
def test_names_are_told_with_their_days_whichever_of_the_bodies_is_asked_about(
    graph: Any, code: str
) -> None:
    names = called(graph, code)
    assert [name["body"]["code"] for name in names] == ["bnp2tki", "bp2mi", "kp2mi"]
    assert [name["to"] for name in names[:-1]] == [name["from"] for name in names[1:]]
    assert names[-1]["to"] is None


@pytest.mark.parametrize(
    ("day", "acronym"), [("2024-10-20", "Kominfo"), ("2024-10-21", "Komdigi"), (None, None)]
)
def test_a_name_is_that_of_the_day(graph: Any, day: str | None, acronym: str | None) -> None:
    names = [name["acronym"] for name in called(graph, "komdigi", day)]
    assert names == ([acronym] if day else ["Kominfo", "Komdigi"])


def test_a_part_of_a_body_that_was_split_has_not_been_called_like_the_whole(graph: Any) -> None:
    assert [name["body"]["code"] for name in called(graph, "kemenkum")] == ["kemenkum"]


def test_former_names_in_the_seed_are_those_of_the_bodies_before(graph: Any) -> None:
    text = "{ agencies(first: 500) { nodes { id code formerNames acronym name } } }"
    for agency in graph.data(text)["agencies"]["nodes"]:
        for earlier in called(graph, agency["code"]):
            if earlier["body"]["code"] != agency["code"] and earlier["to"]:
                known = {*agency["formerNames"], agency["acronym"], agency["name"]}
                assert {earlier["name"], earlier["acronym"]} <= known, agency["code"]
