"""Networks in GML: actors, categories and ties, and what becomes of each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from published import DATA, absent
from reading import Read, read

from seeds.imports.formats import gml
from seeds.imports.item import Grade

REAL = "dhhs_network/dhhs.gml"


@pytest.fixture
def of(tmp_path: Path) -> Any:
    def reads(text: str | bytes, **options: Any) -> Read:
        file = tmp_path / "a.gml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read("gml", file, **options)

    return reads


def graph(*parts: str, before: str = "") -> str:
    return "graph [\n" + before + "\n".join(parts) + "\n]"


def node(id_: object, more: str = "") -> str:
    return f"node [ id {id_} {more} ]"


def edge(source: int, target: int, more: str = "") -> str:
    return f"edge [ source {source} target {target} {more} ]"


def ties(found: Read) -> dict[frozenset[str], str]:
    """The names of who is tied, with the remark."""
    made: dict[str, tuple[set[str], str]] = {}
    for bond in found.tied("PARTICIPATES_IN"):
        ends, _ = made.setdefault(bond.end.key, (set(), bond.values["note"]))
        ends.add(found.name(bond.start))
    return {frozenset(ends): note for ends, note in made.values()}


TWO = (node(1, 'label "A"'), node(2, 'label "B"'))


def test_a_tie_is_an_initiative_of_its_two_actors_with_what_it_has(of: Any) -> None:
    found = of(graph(*TWO, edge(1, 2, 'weight 2.5 kind "x"')))
    assert ties(found) == {frozenset("AB"): "weight=2.5; kind=x"}
    (tie,) = found.values("Initiative")
    assert tie["code"].startswith("tie-a-b-") and tie["name"] == "A \u2013 B"
    assert {bond.values["role"] for bond in found.bonds} == {"PARTNER"}
    assert found.found("TIES_AS_INITIATIVES").grade is Grade.NOTE


def test_ties_of_one_pair_share_their_initiative_and_keep_their_ways(of: Any) -> None:
    found = of(graph("directed 1", *TWO, edge(1, 2, "value 3"), edge(2, 1), edge(1, 1)))
    notes = {found.name(bond.start): bond.values["note"] for bond in found.bonds[:2]}
    assert notes == {"A": "source; value=3 | target", "B": "target; value=3 | source"}
    assert len(found.of("Initiative")) == 2
    assert found.codes()["TIE_REPEATED"] == found.codes()["TIE_TO_ITSELF"] == 1


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (('sector "X"', 'sector "X"', 'sector "Y"'), ["X", "Y"]),
        (("kind 0", "kind 1", "kind 1"), ["kind 0", "kind 1"]),
        (("kind 2", "kind 1", "kind 1"), ["kind 1", "kind 2"]),
        (("size 4", "size 9", "size 4"), []),
        (("na 0", "na 0", "na 0"), []),
        (('town "X"', 'town "Y"', 'town "Z"'), []),
    ],
)
def test_attributes_that_sort_actors_are_categories(
    of: Any, values: tuple[str, ...], expected: list[str]
) -> None:
    found = of(graph(*(node(i, f'label "{i}" {more}') for i, more in enumerate(values))))
    assert sorted(found.value("Sector", "name")) == expected
    assert len(found.tied("IN_SECTOR")) == (3 if expected else 0)
    assert found.codes()["CATEGORY_ASSUMED"] == bool(expected)
    assert found.codes()["NO_PLACE"] == (not expected)


def test_actors_of_one_name_stay_apart_and_those_of_none_are_told(of: Any) -> None:
    found = of(graph(node(1, 'name "A"'), node(2, 'name "\u00e1"'), node(3)))
    assert found.value("Agency", "name") == ["A", "\u00e1", "3"]
    assert found.found("NAME_SHARED").place.row == 3
    assert found.found("ACTOR_UNNAMED").value == "3"


def test_what_does_not_fit_is_told_and_the_rest_is_read(of: Any) -> None:
    found = of(graph(*TWO, node(1, 'label "C"'), 'node [ label "D" ]', edge(1, 9), edge(1, 2)))
    assert found.value("Agency", "name") == ["A", "B"] and len(ties(found)) == 1
    faults = [finding for finding in found.findings if finding.code == "GML_FAULT"]
    assert [fault.place.row for fault in faults] == [4, 5, 6]
    assert all(fault.grade is Grade.ERROR and fault.expected for fault in faults)


def test_what_has_no_place_is_counted_and_kept_raw(of: Any) -> None:
    more = 'label "A" label "B" graphics [ x 1 ] size 4'
    found = of(graph(node(1, more), edge(1, 1, "graphics [ ]"), before='title "T" '))
    assert found.value("Agency", "name") == ["B"]
    assert found.of("Agency")[0].raw == {"size": "4"}
    assert {f.place.column: f.value for f in found.findings if f.code == "NO_PLACE"} == {
        "graph/title": "T",
        "node/label": "A",
        "node/graphics": None,
        "node/size": "4",
        "edge/graphics": None,
    }


def test_large_files_are_refused_before_they_are_read(
    of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gml, "LARGEST", 10)
    assert of(graph(*TWO)).codes() == {"FILE_TOO_LARGE": 1}


def test_encodings_are_recognised_or_named(of: Any) -> None:
    text = graph(node(1, 'label "País"')).encode("cp1252")
    assert of(text, encoding="utf-8").codes() == {"ENCODING_WRONG": 1}
    for encoding in (None, "cp1252"):
        assert of(text, encoding=encoding).value("Agency", "name") == ["País"]


@pytest.mark.skipif(bool(absent(REAL)), reason=absent(REAL))
def test_the_leaders_of_health_agencies_are_whole() -> None:
    found = read("gml", DATA / REAL)
    network = nx.read_gml(DATA / REAL, label="vertexnames")
    expected = {frozenset((a, b)): f"collab={w}; na=0" for a, b, w in network.edges(data="collab")}
    assert len(found.of("Agency")) == 54
    assert len(expected) == 447 and ties(found) == expected
    sectors = {found.name(b.start): found.name(b.end) for b in found.tied("IN_SECTOR")}
    assert sectors == {name: f"agency {n}" for name, n in network.nodes(data="agency")}
    assert len(found.of("Sector")) == 11
    assert all(finding.grade is not Grade.ERROR for finding in found.findings)


@pytest.mark.skipif(bool(absent(REAL)), reason=absent(REAL))
def test_all_files_of_the_folder_are_read_each_for_itself() -> None:
    found = read("gml", DATA / "dhhs_network")
    files = [thing.place.file for thing in found.of("Agency")]
    assert (files.count("agencies.gml"), files.count("dhhs.gml")) == (11, 54)
    assert found.codes()["TIE_TO_ITSELF"] == 11
    assert found.found("FILE_LEFT_OUT").place.file == "reference_values.txt"


PIECES = ["graph [", "node [", "id 1", 'label "A"', "]", "edge [", "source 1", "target 1", "&#0;"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.binary(max_size=100)
    | st.lists(st.sampled_from([*PIECES, "weight 1e999", "id -1", '"', "x"]), max_size=30).map(
        lambda parts: re.sub(" +", " ", " ".join(parts)).encode()
    )
)
def test_any_bytes_are_read_or_answered(of: Any, content: bytes) -> None:
    found = of(content)
    assert found.things or found.findings
