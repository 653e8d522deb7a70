"""Files of networks: what is recognised, what counts, and what is refused with its place."""

from __future__ import annotations

from io import StringIO
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import Refusals
from seeds.networks.columns import Asked, Kind
from seeds.networks.file import File
from seeds.networks.found import Read
from seeds.networks.read import read

GOOD = "actor,activity\na,1\nb,1\n"


def read_text(text: str | bytes, name: str = "n.csv", **asked: Any) -> Read:
    content = text if isinstance(text, bytes) else text.encode()
    return read(File(name, content), None, Asked(**asked))


def faults(text: str | bytes, name: str = "n.csv", **asked: Any) -> list[str]:
    with pytest.raises(Refusals) as refused:
        read_text(text, name, **asked)
    return [f"{e.path[1]}:{e.path[2]} {e}" for e in refused.value.faults]


PAIRS = [("a", "1"), ("b", "1")]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        GOOD.replace(",", ";"),
        GOOD.replace(",", "\t"),
        GOOD.replace(",", "|"),
        "\n" + GOOD.replace("\n", "\n\n"),
        ' actor , activity\n "a",1 \nb , "1"\n'.replace(' "', '"').replace(', "', ',"'),
        "activity,actor\n1,a\n1,b\n",
        "kegiatan;instansi\n1;a\n1;b\n",
        "who,what\na,1\nb,1\n",
    ],
)
def test_forms_of_csv_say_the_same(text: str) -> None:
    found = read_text(text)
    assert (found.kind, found.pairs, found.categories) == (Kind.PARTICIPATIONS, PAIRS, None)


def test_other_encodings_and_delimiters_are_named() -> None:
    assert read_text("actor,activity\né,1\n".encode("cp1252"), encoding="cp1252").names == {"é"}
    assert read_text(GOOD.encode("utf-16"), encoding="utf-16").pairs == PAIRS
    assert read_text(GOOD.replace(",", "#"), delimiter="#").pairs == PAIRS


@pytest.mark.parametrize(
    ("text", "kind", "why"),
    [
        ("family_a,family_b\na,b\n", Kind.TIES, "named as two ends"),
        ("from,to,note\na,b,x\n", Kind.TIES, "named as two ends"),
        ("Actor 1;Actor 2\na;b\n", Kind.TIES, "named as two ends"),
        ("x,y,bobot\na,b,2\n", Kind.TIES, "named as a weight"),
        ("x,y,z\na,b,2\nb,c,3\n", Kind.TIES, "share names, such as 'b'"),
        ("woman,event\na,1\n", Kind.PARTICIPATIONS, "named as an activity"),
        ("x,y\na,b\n", Kind.PARTICIPATIONS, "share no name"),
    ],
)
def test_what_rows_are_is_recognised_and_told(text: str, kind: Kind, why: str) -> None:
    found = read_text(text)
    assert found.kind is kind and why in found.told["decided"]


def test_options_overrule_what_is_recognised() -> None:
    assert read_text("a,b\nx,y\n", kind=Kind.PARTICIPATIONS).pairs == [("x", "y")]
    wide = "id,who,with,times,event\n1,a,b,2,z\n"
    assert read_text(wide, actor="who", partner="with", weight="times").ties == [("a", "b", 2.0)]
    assert read_text(wide, actor="who", activity="event").pairs == [("a", "z")]
    assert read_text("x,y\na,b\n", kind=Kind.TIES).ties == [("a", "b", 1.0)]


BARE = ",0,1,0\n7,a,b,2024-05-01\n8,b,a,2024-05-02\n"


def test_columns_without_names_of_their_own_are_said_by_number() -> None:
    found = read_text(BARE, actor="2", partner="3")
    assert found.ties == [("a", "b", 1.0), ("b", "a", 1.0)]
    assert found.told["columns"] == {"actor": "#2", "partner": "1", "weight": None}
    assert found.told["column_numbers"] == {"actor": 2, "partner": 3, "weight": None}
    assert found.told["columns_ignored"] == ["#1", "#4"]


def test_a_name_goes_before_a_number() -> None:
    assert read_text("2,1,x,x\na,b,c,d\n", actor="1", partner="2").ties == [("b", "a", 1.0)]
    (fault,) = faults("2,1,x,x\na,b,c,d\n", actor="2", partner="x")
    assert (
        "columns 3 and 4 have this name: say which one is meant by its number, such as 3" in fault
    )
    (fault,) = faults("2,x,x\na,b,c\n", actor="2", partner="x")
    assert fault.endswith("such as '#2'")
    assert read_text("2,x,x\na,b,c\n", actor="2", partner="#2").ties == [("a", "b", 1.0)]


def test_names_that_stand_twice_do_no_harm_where_nothing_is_read() -> None:
    found = read_text("source,target,,note,note\na,b,1,2,3\n")
    assert found.ties == [("a", "b", 1.0)]
    assert found.told["columns_ignored"] == ["#3", "#4", "#5"]
    assert read_text("source,target,\na,b,3\n").told["columns_ignored"] == ["#3"]


def test_numbers_say_weights_and_categories_too() -> None:
    assert read_text(",0,1,2\n0,a,b,5\n", actor="2", partner="3", weight="4").ties[0][2] == 5
    assert read_text("x,y,,\na,1,k,l\n", actor="1", activity="2", category="4").categories == {
        "a": "l"
    }
    sectors = File("c.csv", b"a,,\nu,1,x\nv,2,y\n")
    found = read(File("n.csv", b"source,target\nu,v\n"), sectors, Asked(category="3"))
    assert found.categories == {"u": "x", "v": "y"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("source,target,year\na,b,2003\n", Kind.TIES),
        ("source,target,z\na,b,2003-04-04T17:16:55.000Z\n", Kind.TIES),
        ("x,y,z\na,b,3.12.2003\nb,c,3.12.2003\n", Kind.TIES),
        ("tanggal,dari,ke\n2003,a,b\n", Kind.TIES),
        ("date,x,y\n2003-04,a,b\n2003-05,b,c\n", Kind.TIES),
        ("x,y,z\na,1,2003-04\nb,2,2003-05\n", Kind.PARTICIPATIONS),
    ],
)
def test_dates_are_neither_weights_nor_categories_nor_names(text: str, kind: Kind) -> None:
    found = read_text(text)
    assert found.kind is kind and found.categories is None
    assert len(found.told["columns_ignored"]) == 1
    assert "a" in found.names and all(weight == 1 for _, _, weight in found.ties)


def test_ties_without_weights_count_1_each_and_it_is_told() -> None:
    told = read_text("source,target\na,b\nb,a\nb,c\nc,c\n").told
    assert told["weights"] == "none: each tie that is listed counts 1"
    assert (told["ties"], told["tied_pairs"], told["repeated_ties"]) == (3, 2, 1)
    assert read_text("source,target,times\na,b,2\n").told["weights"] == "the column 'times'"


def test_each_row_of_ties_is_accounted_for() -> None:
    rows = "a,b,1\nb,a,2\nc,c,0\nc,c,1\na,c,0\n,c,1\n"
    told = read_text("source,target,weight\n" + rows, skip_empty=True).told
    counted = ("ties", "self_pairs", "ties_of_weight_0", "rows_skipped")
    assert [told[key] for key in counted] == [2, 2, 1, 1]
    assert sum(told[key] for key in counted) == told["rows"] == 6


def test_a_third_column_is_the_category_when_it_can_be_one() -> None:
    assert read_text("x,y,z\na,1,k\nb,1,\na,2,k\n").categories == {"a": "k", "b": ""}
    many = read_text("x,y,year\na,1,2024\na,2,2025\n")
    assert many.categories is None and many.told["columns_ignored"] == ["year"]


def test_a_third_column_is_the_weight_when_it_has_numbers() -> None:
    assert read_text("a,b,z\nx,y,2.5\n").ties == [("x", "y", 2.5)]
    assert read_text("a,b,z\nx,y,often\n").told["columns_ignored"] == ["z"]


def test_repeated_rows_and_self_pairs_are_counted() -> None:
    told = read_text("actor,activity\na,1\na,1\nb,1\n").told
    assert (told["rows"], told["repeated_participations"]) == (3, 1)
    told = read_text("source,target,weight\na,b,1\nb,a,2\nc,c,1\na,c,0\n").told
    assert (told["repeated_ties"], told["self_pairs"], told["ties_of_weight_0"]) == (1, 1, 1)


BAD: dict[str, tuple[str | bytes, dict[str, Any], list[str]]] = {
    "empty": ("", {}, ["1:1 is empty"]),
    "blank": ("\n \n", {}, ["1:1 is empty"]),
    "header only": ("actor,activity\n", {}, ["1:1 has a header and no rows"]),
    "not UTF-8": (b"actor,activity\na,1\n\xe9,1\n", {}, ["3:1 byte 0xe9 is not UTF-8"]),
    "UTF-16": ("actor,activity".encode("utf-16"), {}, ["1:1 byte 0xff is not UTF-8"]),
    "no such encoding": (GOOD, {"encoding": "x-9"}, ["1:1 there is no encoding 'x-9'"]),
    "no text encoding": (GOOD, {"encoding": "base64"}, ["1:1 there is no encoding 'base64'"]),
    "half characters": (b"a,b\n+2AA-,1", {"encoding": "utf-7"}, ["1:1 "]),
    "one column": ("actor\na\n", {}, ["1:1 has one column only, 'actor'"]),
    "wrong delimiter": (GOOD, {"delimiter": ";"}, ["1:1 has one column only"]),
    "duplicate header": ("x,y,x\na,b,c\n", {}, ["1:1 the name 'x' stands twice"]),
    "unnamed column": ("x,,y\na,b,c\n", {}, ["1:2 the column has no name"]),
    "repeated name": ("x,y,x\na,b,c\n", {"actor": "y", "partner": "x"}, ["1:x columns 1 and 3 ha"]),
    "empty name": ("x,,y\na,b,c\n", {"actor": ""}, ["1:1 no name: column 2 has none: say which"]),
    "no such number": (
        ",a,a\n1,x,y\n",
        {"actor": "0", "partner": "4"},
        ["1:0 there is no such column: expected a number from 1 to 3", "1:4 there is no"],
    ),
    "few cells": ("x,y\na,1\nb\n", {}, ["3:2 has 1 cells, but the header has 2"]),
    "many cells": ("x,y\na,1,2\n", {}, ["2:3 has 3 cells, but the header has 2"]),
    "open quote": ('x,y\na,"1\n', {}, ["2:1 is no CSV"]),
    "no header": ("a,1\na,2\nb,2\n", {}, ["1:1 the header is missing"]),
    "no header, weights": ("a,b,2\nb,c,3\n", {"kind": Kind.TIES}, ["1:1 the header is missing"]),
    "empty names": (
        "actor,activity\n,1\na,\n",
        {},
        ["2:actor is empty: expected a name", "3:activity is empty"],
    ),
    "blank name": ("source,target\na, \n", {}, ["2:target is empty"]),
    "name of a pair": ("actor,activity\na | b,1\n", {}, ["2:actor holds ' | '"]),
    "two categories": (
        "actor,activity,sector\na,1,x\na,2,y\n",
        {},
        ["3:sector is 'y' for 'a', who is 'x' in line 2: expected one category"],
    ),
    "unknown columns": (
        GOOD,
        {"actor": "actr", "category": "zzz"},
        ["1:actr there is no such column: expected 'actor'", "1:zzz there is no such"],
    ),
    "unclear": ("p,q,r,s\na,b,c,d\n", {}, ["1:1 has 4 columns, and which to read is not clear"]),
    "no weight here": (GOOD, {"kind": Kind.PARTICIPATIONS, "weight": "actor"}, ["1:actor --we"]),
    "no category here": ("source,target\na,b\n", {"category": "target"}, ["1:target a tie has"]),
    **{
        f"weight {weight!r}": (f"source,target,weight\na,b,{weight}\n", {}, ["2:weight is "])
        for weight in ("", "x", "-1", "nan", "NaN", "inf", "-inf", "1e999", "1_0", "1e-300", "1e16")
    },
    "decimal comma": ("source;target;weight\na;b;1,5\n", {}, ["2:weight is '1,5': expected a n"]),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_tables_are_refused_with_places(what: str) -> None:
    text, asked, expected = BAD[what]
    found = faults(text, **asked)
    assert len(found) == len(expected)
    for fault, start in zip(found, expected, strict=True):
        assert fault.startswith(start)


BAD_GML = {
    "no text": ("", "1:1 is empty"),
    "no graph": ('Creator "x"', "1:1 has 0 graphs"),
    "no nodes": ("graph [ ]", "1:1 the graph has no nodes"),
    "open list": ("graph [\n node [ id 1\n]", "1:7 is no GML: this list is not closed"),
    "closed twice": ("graph [ ] ]", "1:11 is no GML: expected a key"),
    "open quote": ('graph [ node [ id 1 label "x ] ]', "1:27 is no GML: a quote is not closed"),
    "no value": ("graph [ node [ id ] ]", "1:19 is no GML: expected a number"),
    "odd": ("graph [ node { } ]", "1:14 is no GML: "),
    "deep": ("graph [ " + "a [ " * 5000, "1:"),
    "two nodes": ("graph [ node [ id 1 ]\nnode [ id 1 ] ]", "2:id the id 1 is taken"),
    "no id": ("graph [\n node [ label 1 ] ]", "2:id the node has no id"),
    "no end": (
        "graph [ node [ id 1 ]\nedge [ source 1 target 2 ] ]",
        "2:target there is no node 2",
    ),
    "same names": (
        'graph [ node [ id 1 label "x" ]\nnode [ id 2 label "x" ] ]',
        "2:label the name 'x' is taken by the node in line 1",
    ),
    "weight": (
        "graph [ node [ id 1 ] node [ id 2 ]\nedge [ source 1 target 2 weight NAN ] ]",
        "2:weight is 'nan': expected a number",
    ),
}


@pytest.mark.parametrize("what", BAD_GML)
def test_bad_gml_is_refused_with_places(what: str) -> None:
    text, start = BAD_GML[what]
    (found,) = faults(text, "n.gml")
    assert found.startswith(start)


def test_options_that_gml_cannot_follow_are_refused() -> None:
    text = "graph [ node [ id 1 ] node [ id 2 ]\nedge [ source 1 target 2 ] ]"
    for asked, start in (
        ({"kind": Kind.PARTICIPATIONS}, "1:1 GML has ties"),
        ({"activity": "x"}, "1:x --activity has no meaning"),
        ({"category": "x"}, "1:x no node has this attribute: expected one of id"),
        ({"weight": "x"}, "2:x is '': expected a number"),
    ):
        (found,) = faults(text, "n.gml", **asked)
        assert found.startswith(start)


def test_gml_counts_what_stands_twice() -> None:
    nodes = 'graph [ directed 1 node [ id 1 label "a&#233;" ] node [ id 2 label "b" ] '
    edges = "edge [ source 1 target 2 value 2 ] edge [ source 2 target 1 value 3 ] "
    found = read_text(nodes + edges + "edge [ source 1 target 1 value 1 ] ]", "network.txt")
    assert found.names == {"aé", "b"} and found.told["directed"]
    assert (found.told["repeated_ties"], found.told["self_pairs"]) == (1, 1)
    assert found.told["attributes"]["weight"] == "value"


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=4)


@given(st.sets(NAMES, min_size=1, max_size=6), st.data())
def test_gml_that_networkx_writes_is_read(names: set[str], data: st.DataObject) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(sorted(names))
    pairs = [(a, b) for a in sorted(names) for b in sorted(names) if a < b]
    for a, b in data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []:
        graph.add_edge(a, b, weight=data.draw(st.floats(1e-3, 1e3) | st.integers(1, 9)))
    text = StringIO()
    text.writelines(line + "\n" for line in nx.generate_gml(graph))
    found = read_text(text.getvalue(), "n.gml")
    assert found.names == names
    assert {frozenset(tie[:2]): tie[2] for tie in found.ties} == {
        frozenset((a, b)): weight for a, b, weight in graph.edges(data="weight")
    }


@given(st.text() | st.text(alphabet='graph[]node id12"\n,;'))
def test_any_text_is_read_or_refused(text: str) -> None:
    for name in ("n.csv", "n.gml"):
        try:
            content = text.encode()
        except UnicodeEncodeError:
            return
        try:
            read(File(name, content), File("c.csv", content), Asked())
        except Refusals as refused:
            assert refused.faults
