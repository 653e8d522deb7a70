"""What the benchmark of analyses makes up, tells and draws; the times here are invented."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from bench import analyses
from bench.analyses import SIZES, Taken, drawn, missed, report
from bench.synthetic import AGENCIES, LARGEST, SECTORS, SMALLEST, WORK, participations

SVG = "{http://www.w3.org/2000/svg}"


def results(seconds: float) -> dict[int, dict[str, Taken]]:
    return {
        size: {work: Taken(seconds, 0.5, 90 << 20, 5 * size) for work in WORK} for size in SIZES
    }


def test_participations_are_as_the_report_says() -> None:
    pairs, sectors = participations(2_000)
    sizes = Counter(initiative for _, initiative in pairs)
    assert len(sizes) == 2_000
    assert min(sizes.values()) == SMALLEST and 30 < max(sizes.values()) <= LARGEST
    assert (len(sectors), len(set(sectors.values()))) == (AGENCIES, SECTORS)
    assert len(set(pairs)) == len(pairs)
    tops = Counter(agency for agency, _ in pairs).most_common(65)
    assert sum(many for _, many in tops) > len(pairs) / 4  # a tenth of the agencies
    assert participations(50) == participations(50) != participations(50, seed=1)


def test_goals_are_missed_from_the_second_on_that_they_name() -> None:
    assert list(missed(results(1.9))) == []
    assert list(missed(results(2.0))) == [
        "5,000 initiatives, network: 2.0 s cold, wanted under 2 s"
    ]
    assert [fault.partition(":")[0] for fault in missed(results(20.0))] == [
        "5,000 initiatives, network",
        "5,000 initiatives, FDSM",
        "50,000 initiatives, all",
    ]


def test_the_picture_has_a_panel_for_each_work_and_a_line_for_each_side() -> None:
    root = ElementTree.fromstring(drawn(results(1.5)))
    panels = root.findall(f"{SVG}g[@class='panel']")
    assert [panel.attrib["id"] for panel in panels] == [f"panel-{work}" for work in WORK]
    for panel in panels:
        lines = panel.findall(f"{SVG}polyline")
        assert [line.attrib["class"] for line in lines] == ["line cold", "line warm"]
        assert {len(line.attrib["points"].split()) for line in lines} == {len(SIZES)}


def test_the_report_tells_machine_seed_times_and_faults() -> None:
    text = report(results(2.5), {"machine": "2 cores", "seed": "7"})
    assert "| machine | 2 cores |" in text and "| seed | 7 |" in text
    assert "| 50,000 | 250,000 | FDSM | 2.50 | 0.50 | 90 |" in text
    assert "- missed: 5,000 initiatives, network" in text


def test_a_small_run_measures_and_writes(tmp_path: Path) -> None:
    assert analyses.main(["--sizes", "20", "--report", str(tmp_path)]) == 0
    assert "| 20 |" in (tmp_path / "ANALYSES.md").read_text("utf-8")
    assert (tmp_path / "analyses.svg").exists()
