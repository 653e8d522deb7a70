"""Aliases of actors: who is who, what is told, and what is refused with its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import Refusals
from seeds.networks.columns import Asked
from seeds.networks.file import File
from seeds.networks.found import Read
from seeds.networks.read import read

TIES = "source,target\nF. E. M. A.,DHS\nDHS,FEMA\nFEMA,F. E. M. A.\nRed Cross,DHS\n"
ALIASES = "alias,name\nF. E. M. A.,FEMA\nFEMA,FEMA\nHomeland,DHS\nFEMA,FEMA\n"


def resolved(text: str, aliases: str, categories: str | None = None, **asked: Any) -> Read:
    listed = File("c.csv", categories.encode()) if categories else None
    file = File("n.gml" if "[" in text else "n.csv", text.encode())
    return read(file, listed, Asked(**asked), File("a.csv", aliases.encode()))


def faults(text: str, aliases: str, categories: str | None = None, **asked: Any) -> list[str]:
    with pytest.raises(Refusals) as refused:
        resolved(text, aliases, categories, **asked)
    return [":".join(map(str, e.path)) + f" {e}" for e in refused.value.faults]


def test_ties_of_aliases_are_ties_of_their_names() -> None:
    found = resolved(TIES, ALIASES)
    assert found.names == {"FEMA", "DHS", "Red Cross"}
    assert found.ties[:2] == [("FEMA", "DHS", 1.0), ("DHS", "FEMA", 1.0)]
    counted = ("rows", "ties", "repeated_ties", "self_pairs")
    assert [found.told[key] for key in counted] == [4, 3, 1, 1]


def test_what_was_read_used_and_not_found_is_told() -> None:
    assert resolved(TIES, ALIASES).told["aliases"] == {
        "file": "a.csv",
        "columns": {"alias": "alias", "name": "name"},
        "read": 4,
        "rows_skipped": 0,
        "repeated": 1,
        "of_several_names": 0,
        "of_several_names_such_as": [],
        "used": 1,
        "names_known": 2,
        "names_unresolved": 1,
        "names_unresolved_such_as": ["Red Cross"],
    }
    assert "aliases" not in read(File("n.csv", TIES.encode()), None, Asked()).told


def test_participations_of_aliases_count_once_and_activities_keep_their_names() -> None:
    found = resolved("actor,activity,sector\na,b,x\nA,b,\n", "alias,name\na,A\nb,B\n")
    assert found.pairs == [("A", "b"), ("A", "b")] and found.categories == {"A": "x"}
    assert found.told["repeated_participations"] == 1


def test_aliases_must_agree_about_the_category() -> None:
    (fault,) = faults("actor,activity,sector\na,1,x\nA,1,y\n", "alias,name\na,A\n")
    assert fault.startswith("n.csv:3:sector is 'y' for 'A', who is 'x' in line 2")


def test_a_file_of_categories_may_call_actors_by_aliases_too() -> None:
    found = resolved("source,target\nA,B\n", "alias,name\na,A\nz,Z\n", "actor,sector\na,x\nz,y\n")
    assert found.categories == {"A": "x"}
    assert found.told["categories_file"]["unknown_actors"] == 1
    assert found.told["aliases"]["used"] == 0


GML = """graph [ node [ id 1 label "a" kind "x" ] node [ id 2 label "A" kind "KIND" ]
 node [ id 3 label "b" kind "y" ] edge [ source 1 target 2 ] edge [ source 1 target 3 ]
 edge [ source 2 target 3 ] ]"""


def test_nodes_of_one_name_are_one_actor() -> None:
    found = resolved(GML.replace("KIND", "x"), "alias,name\na,A\n", category="kind")
    assert found.categories == {"A": "x", "b": "y"}
    assert (found.told["self_pairs"], found.told["repeated_ties"]) == (1, 1)
    (fault,) = faults(GML.replace("KIND", "y"), "alias,name\na,A\n", category="kind")
    assert fault.startswith("n.gml:1:kind is 'y' for 'A', who is 'x' in a node before")


@pytest.mark.parametrize(
    ("aliases", "asked"),
    [
        ("agency,id\na,A\n", {}),
        ("x;y\na;A\n", {}),
        ("name,alias\nA,a\n", {}),
        ("id,agency\nA,a\n", {}),
        (",alias,name\n0,a,A\n", {}),
        ("name,since,synonym\nA,2001,a\n", {}),
        ("x,y\nA,a\n", {"alias": "y"}),
        ("x,y\nA,a\n", {"name": "x"}),
        ("alias,name\nA,a\n", {"alias": "name", "name": "alias"}),
        (",0,0\n1,a,A\n", {"alias": "2", "name": "3"}),
    ],
)
def test_columns_of_aliases_are_named_said_or_in_this_order(
    aliases: str, asked: dict[str, Any]
) -> None:
    assert resolved("source,target\na,b\n", aliases, **asked).names == {"A", "b"}


BAD: dict[str, tuple[str, list[str]]] = {
    "chain": (
        "alias,name\na,A\nA,B\nB,C\n",
        [
            "a.csv:2:name is an alias itself, 'a' → 'A' → 'B' → 'C': expected the last one, 'C'",
            "a.csv:3:name is an alias itself, 'A' → 'B' → 'C': expected the last one, 'C'",
        ],
    ),
    "chain that nobody needs": ("alias,name\nx,y\ny,z\n", ["a.csv:2:name is an alias itself, 'x'"]),
    "circle": (
        "alias,name\na,A\nA,a\n",
        [
            "a.csv:2:name is an alias in a circle, 'a' → 'A' → 'a'",
            "a.csv:3:name is an alias in a circle, 'A' → 'a' → 'A'",
        ],
    ),
    "into a circle": (
        "alias,name\nx,a\na,b\nb,a\n",
        [
            "a.csv:2:name is an alias in a circle, 'x' → 'a' → 'b' → 'a'",
            "a.csv:3:name is an alias in a circle",
            "a.csv:4:name is an alias in a circle",
        ],
    ),
    "two names": (
        "alias,name\na,A\nb,b\na,B\na,A\na,C\n",
        [
            "a.csv:4:name is 'B' for 'a', which is 'A' in line 2: expected one name",
            "a.csv:6:name is 'C' for 'a', which is 'A' in line 2: expected one name",
        ],
    ),
    "itself and another": (
        "alias,name\na,a\na,B\n",
        ["a.csv:3:name is 'B' for 'a', which is 'a' in line 2"],
    ),
    "alias of one with two names": (
        "alias,name\na,x\nx,x\nx,y\n",
        ["a.csv:4:name is 'y' for 'x', which is 'x' in line 3"],
    ),
    "empty": ("alias,name\n,A\na,\n", ["a.csv:2:alias is empty", "a.csv:3:name is empty"]),
    "name of a pair": ("alias,name\na,A | B\n", ["a.csv:2:name holds ' | '"]),
    "no rows": ("alias,name\n", ["a.csv:1:1 has a header and no rows"]),
    "unclear": ("x,y,z\na,b,c\n", ["a.csv:1:1 which columns hold aliases and names is not clear"]),
    "no header": ("a,A\nb,A\n", ["a.csv:1:1 the header is missing"]),
    "no header, names twice": ("A,A\na,A\n", ["a.csv:1:1 the name 'A' stands", "a.csv:1:2 the"]),
    "no names of columns": ("x,\na,b\n", ["a.csv:1:2 the column has no name"]),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_aliases_are_refused_with_places(what: str) -> None:
    aliases, expected = BAD[what]
    found = faults("source,target\na,b\n", aliases)
    assert len(found) == len(expected), found
    for fault, start in zip(found, expected, strict=True):
        assert fault.startswith(start)


def test_faults_of_all_files_are_told_at_once() -> None:
    aliases = "alias,name\nx,y\ny,z\na,A\na,B\nc,C\nc,D\n"
    found = faults("source,target\na,\n", aliases, "actor,sector\nc,1\nc,2\n")
    assert [fault.partition(" ")[0] for fault in found] == [
        "a.csv:2:name",
        "n.csv:2:target",
        "c.csv:3:sector",
        "a.csv:5:name",
        "a.csv:7:name",
    ]


def test_columns_that_are_not_there_are_refused() -> None:
    (fault,) = faults("source,target\na,b\n", "alias,name\na,A\n", alias="alais")
    assert fault.startswith("a.csv:1:alais there is no such column: expected 'alias'")


def test_an_alias_of_two_names_does_no_harm_where_nobody_is_called_so() -> None:
    found = resolved("source,target\na,b\n", "alias,name\na,A\nx,Y\nx,Z\n")
    assert found.names == {"A", "b"}
    assert found.told["aliases"]["of_several_names_such_as"] == ["x"]


def test_empty_rows_of_aliases_are_left_out_when_told() -> None:
    told = resolved("source,target\na,b\n", "alias,name\na,A\nx,\n", skip_empty=True).told
    assert (told["aliases"]["read"], told["aliases"]["rows_skipped"]) == (1, 1)


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("UVW"), min_size=1), st.data())
def test_whatever_actors_are_called_nothing_is_lost(names: dict[str, str], data: Any) -> None:
    ends = st.sampled_from("abcdefUVW")
    pairs = data.draw(st.lists(st.tuples(ends, ends), min_size=1))
    text = "source,target\n" + "".join(f"{one},{other}\n" for one, other in pairs)
    aliases = "alias,name\n" + "".join(f"{one},{name}\n" for one, name in names.items())
    found = resolved(text, aliases)
    assert [tie[:2] for tie in found.ties] == [
        (names.get(one, one), names.get(other, other)) for one, other in pairs
    ]
    told, called = found.told["aliases"], {end for pair in pairs for end in pair}
    assert told["used"] + told["names_known"] + told["names_unresolved"] == len(called)
    assert found.told["rows"] == found.told["ties"] + found.told["self_pairs"]
