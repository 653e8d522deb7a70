"""What the benchmark keeps, tells and draws of runs; the numbers here are invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench import report
from bench.axes import LINE, apart, around, told
from bench.cold import Cold
from bench.growth import growth
from bench.keep import dumped, keep, kept, loaded
from bench.measure import Latency
from bench.queries import POINT, QUERIES, Query
from bench.run import Result, Run, Size

SVG = "{http://www.w3.org/2000/svg}"
SIZES = (10_000, 100_000, 1_000_000)
COLD = Cold(1.2, 450.0, 2.5)
FAILS = "four-steps"
"""The query that the peer fails at from the second size on."""


def result(query: Query, employees: int) -> Result:
    latency = {"hub": Latency(1.25, 1.5, 300), "raw": Latency(1.0, 1.1, 200)}
    fails = query.name == FAILS and employees > SIZES[0]
    if query.peer and not fails:
        latency["peer"] = Latency(employees / 1000, employees / 900, 400)
    rates = {count: {"hub": 2800.0, "peer": 200.0} for count in (1, 16, 64)}
    made = Result(query, latency, 1, 20, rates if query is POINT else {})
    return replace(made, fault="timed out") if fails else made


def run(employees: int) -> Run:
    results = [result(query, employees) for query in QUERIES]
    size = Size(employees * 2, employees * 3)
    about = {"machine": "2 cores", "Neo4j": "5.26"}
    return Run(employees, 1, size, 4.5, 4.0, about, results, 200 << 20, COLD)


RUNS = [run(size) for size in SIZES]


def panels(runs: list[Run]) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(growth(runs))
    groups = root.findall(f"{SVG}g[@class='panel']")
    return {group.attrib["id"].removeprefix("panel-"): group for group in groups}


def points(panel: ElementTree.Element, side: str) -> list[tuple[float, float]]:
    lines = panel.findall(f"{SVG}polyline[@class='line {side}']")
    pairs = [pair.split(",") for line in lines for pair in line.attrib["points"].split()]
    return [(float(x), float(y)) for x, y in pairs]


def test_the_picture_has_one_panel_for_each_query() -> None:
    assert list(panels(RUNS)) == [query.name for query in QUERIES]


def test_the_picture_says_in_words_what_it_shows() -> None:
    root = ElementTree.fromstring(growth(RUNS))
    assert root.findtext(f"{SVG}title")
    description = root.findtext(f"{SVG}desc") or ""
    assert "point: hub 1.25 ms, raw 1.00 ms, peer 1.00 s" in description
    assert f"{FAILS}: hub 1.25 ms, raw 1.00 ms, peer fails" in description


def test_a_lines_points_go_from_the_smallest_graph_to_the_largest() -> None:
    found = points(panels(RUNS[::-1])["point"], "peer")
    assert len(found) == len(SIZES)
    assert found == sorted(found)
    rising = [y for _, y in found]
    assert rising == sorted(rising, reverse=True)


def test_equal_times_have_equal_places_in_all_panels() -> None:
    assert len({tuple(points(panel, "hub")) for panel in panels(RUNS).values()}) == 1


def test_the_peers_line_ends_where_it_failed() -> None:
    panel = panels(RUNS)[FAILS]
    assert len(points(panel, "peer")) == 1
    assert len(panel.findall(f"{SVG}path[@class='mark failed']")) == 2
    assert "peer fails" in [text.text for text in panel.findall(f"{SVG}text")]


def test_a_query_that_the_peer_lacks_has_no_line_of_it() -> None:
    panel = panels(RUNS)["restricted"]
    assert points(panel, "peer") == []
    assert panel.findall(f"{SVG}path[@class='mark failed']") == []


def test_one_size_alone_can_be_drawn() -> None:
    assert len(points(panels(RUNS[:1])["point"], "hub")) == 1


def test_labels_keep_their_distance_above_the_bottom() -> None:
    assert apart([10, 12, 90], 100) == [10, 10 + LINE, 90]
    assert apart([95, 96, 97], 100) == [100 - 2 * LINE, 100 - LINE, 100]


@pytest.mark.parametrize(
    ("time", "text"),
    [(0.126, "0.13 ms"), (9.996, "10.0 ms"), (99.97, "100 ms"), (999.6, "1.00 s"), (None, "fails")],
)
def test_times_are_told_in_three_digits(time: float | None, text: str) -> None:
    assert told(time) == text


def test_a_scale_has_at_least_one_decade() -> None:
    assert around([10.0]) == [10, 100]
    assert around([0.5, 20.0]) == [0.1, 1, 10, 100]


def test_the_report_tells_versions_failures_and_goals_missed() -> None:
    text = report.report(RUNS)
    assert "| Neo4j | 5.26 |" in text
    assert f"- The peer fails at {FAILS}: timed out" in text
    row = "| point | 1.25 | 1.50 | 1.00 | 1.10 | 10.0 | 11.1 | 8.0 | 5 | 0.25 | 1 | 20 | 300 |"
    assert row in text
    assert "## Goals missed\n\nNone." in text
    assert "## Tried and dropped" in text
    assert f"({report.PICTURE})" in text


def test_each_goal_missed_has_a_line() -> None:
    slow = {**RUNS[0].results[0].latency, "hub": Latency(4.0, 5.0, 300)}
    missing = replace(RUNS[0], results=[replace(RUNS[0].results[0], latency=slow)])
    told_missed = report.report([missing]).partition("## Goals missed")[2].partition("##")[0]
    assert told_missed.split("\n")[2:4] == [
        "- 10,000 employees, point: 4.00 ms against 1.00 ms raw",
        "- 10,000 employees, point: 2.50 times the peer, 5 wanted",
    ]


def test_a_value_that_changed_between_runs_is_told_with_both() -> None:
    other = replace(RUNS[1], about={"machine": "2 cores", "Neo4j": "5.27"})
    text = report.report([RUNS[0], other])
    assert "| Neo4j | 5.26; 5.27 |" in text
    assert "| machine | 2 cores |" in text


def test_the_report_and_its_picture_stand_in_one_folder(tmp_path: Path) -> None:
    report.write(RUNS, tmp_path / "out")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["REPORT.md", "growth.svg"]


def test_a_run_comes_back_from_json_as_it_was() -> None:
    for one in RUNS:
        assert loaded(dumped(one)) == one


def test_only_a_size_measured_in_the_same_way_is_taken_from_the_folder(tmp_path: Path) -> None:
    keep(RUNS[0], tmp_path)
    assert kept(tmp_path, SIZES[0], 4.0) == RUNS[0]
    assert kept(tmp_path, SIZES[0], 2.0) is None
    assert kept(tmp_path, SIZES[1], 4.0) is None
    keep(replace(RUNS[0], results=RUNS[0].results[1:]), tmp_path)
    assert kept(tmp_path, SIZES[0], 4.0) is None
