"""Published data of others come into the graph as they are: the counts are those of their sources.

What an import brought is undone again, so that the graph is what it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from published import DATA, absent

from graph.imports.undo import undo
from schema.query import build
from seeds.imports.formats.registry import FORMATS
from seeds.imports.item import Grade
from seeds.imports.report import Order, Report, Tally
from seeds.imports.run import imported

NOW = "2026-11-25T00:00:00.000Z"
FOLDERS = {
    "govuk-orgs": "govuk_orgs",
    "uk-organogram": "uk_organograms",
    "iati": "iati",
    "sdg-custodians": "sdg_custodians",
    "popolo-csv": "publicbodies",
    "eu-grants": "eu_grants_no",
    "ties-csv": "fema_network",
    "gml": "dhhs_network",
}


@dataclass
class Imported:
    """What came of an import."""

    graph: Any
    source: str
    run: str
    tallies: dict[str, Tally]
    codes: dict[str, int] = field(default_factory=dict)
    messages: dict[str, list[str]] = field(default_factory=dict)

    def count(self, text: str) -> int:
        """What a statement counts; ``$p.source`` is the import's, ``$p.run`` its run."""
        given = {"source": self.source, "run": self.run, "ref": f"{self.source}|"}
        return int(self.graph.run(self.graph.database.read("count", text, given))[0][0])

    def read(self) -> dict[str, int]:
        """How many nodes and relations were read, by kind and type."""
        return {name: tally.read for name, tally in self.tallies.items() if tally.read}

    def made(self) -> dict[str, int]:
        """How many of them are in the graph with this run."""
        return {name: self.count(_text(name)) for name in self.read()}


def _text(name: str) -> str:
    if name in build().model.kinds:
        return f"MATCH (n:{name}) WHERE n.run = $p.run RETURN count(n)"
    relation = build().model.relations[name]
    return " + ".join(
        f"COUNT {{ MATCH (:{start})-[r:{name}]->(:{end}) WHERE r.run = $p.run }}"
        for start in relation.starts
        for end in relation.ends
    ).join(("RETURN ", ""))


@pytest.fixture(scope="module", params=FOLDERS)
def done(request: pytest.FixtureRequest, graph: Any) -> Iterator[Imported]:
    name = request.param
    if gone := absent(FOLDERS[name]):
        pytest.skip(gone)
    order = Order(
        FORMATS[name], [DATA / FOLDERS[name]], f"test {name}", "2026-11-25", NOW, apply=True
    )

    async def work() -> Imported:
        async with imported(graph.database, build().model, order) as report:
            return _kept(graph, report)

    made = graph.run(work())
    yield made
    graph.run(undo(graph.database, made.run, NOW, lambda what, count: None))


def _kept(graph: Any, report: Report) -> Imported:
    assert report.run is not None, "applied"
    made = Imported(graph, report.order.source, report.run, {**report.nodes, **report.relations})
    for finding in report.stage.findings():
        made.codes[finding.code] = made.codes.get(finding.code, 0) + 1
        made.messages.setdefault(finding.code, []).append(finding.message)
    made.codes["ERRORS"] = report.stage.grades[Grade.ERROR]
    return made


READ = {
    "govuk-orgs": {"Agency": 1016, "PART_OF": 578},
    "iati": {
        "Agency": 22,
        "Sector": 27,
        "Initiative": 358,
        "Region": 1,
        "PARTICIPATES_IN": 332,
        "INITIATIVE_IN": 83,
        "COVERS": 83,
        "RELATED_TO": 275,
    },
    "sdg-custodians": {
        "Agency": 68,
        "Sector": 17,
        "Target": 168,
        "Indicator": 248,
        "CONTRIBUTES_TO": 474,
        "PRODUCES": 187,
        "TARGET_IN": 168,
        "MEASURES": 248,
    },
    "popolo-csv": {"Agency": 5362 + 265, "PART_OF": 255},
    "eu-grants": {
        "Agency": 692,
        "Sector": 6,
        "Initiative": 1957,
        "IN_SECTOR": 692,
        "PARTICIPATES_IN": 2927,
    },
    "ties-csv": {"Agency": 266, "CoordinationSession": 13304, "ATTENDED": 2 * 13304},
    "uk-organogram": {
        "Agency": 15,
        "Unit": 281,
        "Post": 7589,
        "Employee": 581,
        "PART_OF": 5,
        "UNIT_OF": 281,
        "POST_IN": 7583,
        "REPORTS_TO": 7580,
        "HOLDS": 582,
    },
    "gml": {
        "Agency": 65,
        "Sector": 11,
        "Initiative": 495,
        "IN_SECTOR": 54,
        "PARTICIPATES_IN": 979,
    },
}


def name_of(done: Imported) -> str:
    return done.source.removeprefix("test ")


def test_everything_that_was_read_is_in_the_graph(done: Imported) -> None:
    read = done.read()
    assert read == READ[name_of(done)]
    made = done.made()
    for name, count in read.items():
        tally = done.tallies[name]
        assert tally.created + tally.changed == made[name], name
        assert tally.same + made[name] == count, name


def test_the_counts_that_its_source_is_known_for_hold(done: Imported) -> None:
    known = KNOWN.get(name_of(done), {})
    for text, count in known.items():
        assert done.count(text) == count, text


KNOWN = {
    "govuk-orgs": {
        """MATCH (n:Agency)-[r:PART_OF]->(:Agency) WHERE r.run = $p.run WITH n, count(r) AS parents
        WHERE parents > 1 RETURN count(n)""": 16,
    },
    "iati": {
        """MATCH (:Agency)-[r:PARTICIPATES_IN]->(i:Initiative) WHERE r.run = $p.run
        RETURN count(DISTINCT i)""": 83,
        """MATCH (a:Agency)-[r:PARTICIPATES_IN]->(i:Initiative) WHERE r.run = $p.run
        WITH a, i, count(DISTINCT r.role) AS roles WHERE roles > 1 RETURN count(DISTINCT i)""": 83,
    },
    "sdg-custodians": {
        """MATCH (:Agency)-[r:CONTRIBUTES_TO]->(t:Target) WHERE r.run = $p.run
        RETURN count(DISTINCT t)""": 168,
        "MATCH (t:Target) WHERE t.run = $p.run AND t.code IN ['16.1', '16.10'] RETURN count(t)": 2,
    },
    "eu-grants": {
        """MATCH (:Agency)-[r:PARTICIPATES_IN]->(i:Initiative) WHERE r.run = $p.run
        RETURN count(DISTINCT i)""": 1955,
    },
    "gml": {
        """MATCH (n:Agency) WHERE n.run = $p.run AND n.row STARTS WITH 'dhhs.gml'
        RETURN count(n)""": 54,
        """MATCH (i:Initiative) WHERE i.run = $p.run AND i.row STARTS WITH 'dhhs.gml'
        RETURN count(i)""": 447,
    },
    "uk-organogram": {
        "MATCH (p:Post) WHERE p.run = $p.run AND p.occupancy = 'VACANT' RETURN count(p)": 18,
        "MATCH (p:Post) WHERE p.run = $p.run AND p.occupancy = 'ELIMINATED' RETURN count(p)": 59,
    },
}


def test_what_is_messy_is_told(done: Imported) -> None:
    for code, count in TOLD.get(name_of(done), {}).items():
        assert done.codes.get(code) == count, code
    if name_of(done) == "ties-csv":  # every alias is accounted for
        assert "2,959" in done.messages["ALIASES_COUNTED"][0]


TOLD = {
    "govuk-orgs": {"ERRORS": 0, "ABBREVIATION_SHARED": 5, "LIVE_UNDER_CLOSED": 9},
    "iati": {"ERRORS": 0, "REF_SHARED": 2, "PARTY_WITHOUT_REF": 83},
    "sdg-custodians": {"SPLIT_AT_COMMA": 2},
    "eu-grants": {"ORGANISATION_NUMBER_MISSING": 3, "PARTICIPATION_REPEATED": 1},
    "ties-csv": {"ENCODING_MIXED": 1},
    "uk-organogram": {"POST_VACANT": 19, "POST_ELIMINATED": 59, "POST_SHARED": 5},
}


def test_who_comes_again_is_known_and_nothing_changes(done: Imported) -> None:
    name = name_of(done)
    order = Order(FORMATS[name], [DATA / FOLDERS[name]], done.source, "2026-11-25", NOW)

    async def again() -> dict[str, Tally]:
        async with imported(done.graph.database, build().model, order) as report:
            return {**report.nodes, **report.relations}

    for name, tally in done.graph.run(again()).items():
        assert (tally.created, tally.changed, tally.ended) == (0, 0, 0), name
        assert tally.same == tally.read, name
