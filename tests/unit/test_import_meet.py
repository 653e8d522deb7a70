"""The three ways in which what is said meets what is there."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.imports.meet import FILLED, Difference, Way, kept, met
from graph.model import Property, Type

PROPERTIES = (
    Property("name", Type.TEXT, required=True),
    Property("note", Type.TEXT),
    Property("size", Type.INT),
    Property("open", Type.BOOL, required=True),
    Property("tags", Type.TEXTS, required=True),
    Property("version", Type.INT, required=True),
)


def become(there: dict[str, Any], said: dict[str, Any], way: Way) -> dict[str, Any]:
    """What is there after it was met."""
    return {**there, **met(PROPERTIES, there, said, way).set}


def test_the_owner_sets_changes_and_clears() -> None:
    there = {"name": "a", "note": "n", "size": 1, "open": True, "tags": ["x"]}
    after = become(there, {"name": "b", "tags": ["y"]}, Way.OWNS)
    assert after == {"name": "b", "note": None, "size": None, "open": False, "tags": ["y"]}


def test_what_others_filled_the_owner_changes_but_does_not_clear() -> None:
    there = {"name": "a", "open": False}
    filled = become(there, {"name": "a", "note": "n", "size": 0, "tags": ["x"]}, Way.FILLS)
    assert filled == {
        **there,
        "note": "n",
        "size": 0,
        "tags": ["x"],
        FILLED: ["note", "size", "tags"],
    }
    after = become(filled, {"name": "a", "size": 5, "tags": ["y"], "open": False}, Way.OWNS)
    assert after == {**filled, "size": 5, "tags": ["x", "y"]}


def test_others_add_and_never_change() -> None:
    there = {"name": "a", "size": 1, "open": True, "tags": ["x", "z"]}
    made = met(PROPERTIES, there, {"name": "b", "size": 2, "tags": ["y", "x"]}, Way.FILLS)
    assert made.set == {"tags": ["x", "z", "y"], FILLED: ["tags"]}
    assert made.differences == [
        Difference("name", "a", "b", taken=False),
        Difference("size", 1, 2, taken=False),
        Difference("tags", ["x", "z"], ["x", "z", "y"], taken=True),
    ]


def test_the_hubs_tables_change_what_they_say_and_clear_nothing() -> None:
    there = {"name": "a", "note": "n", "size": 1, "open": True, "tags": ["x"]}
    made = met(PROPERTIES, there, {"name": "b", "open": False, "tags": ["y"]}, Way.RULES)
    assert made.set == {
        "name": "b",
        "open": False,
        "tags": ["x", "y"],
        FILLED: ["name", "open", "tags"],
    }
    assert all(each.taken for each in made.differences)


@pytest.mark.parametrize("way", Way)
def test_what_the_hub_keeps_is_not_met(way: Way) -> None:
    assert become({"version": 3}, {"version": 9}, way).get("version") == 3


def test_zero_no_and_the_empty_text_are_values() -> None:
    there = {"name": "", "size": 0, "open": False, "tags": []}
    made = met(PROPERTIES, there, {"name": "b", "size": 2, "open": True}, Way.FILLS)
    assert made.set == {}
    assert [each.taken for each in made.differences] == [False] * 3


def test_kept_names_what_was_absent() -> None:
    assert kept({"a": 1, "b": 2}, ["a", "c"]) == {"a": 1, "c": None}


VALUES = st.fixed_dictionaries(
    {"name": st.sampled_from("ab"), "open": st.booleans()},
    optional={
        "note": st.sampled_from(["", "n", None]),
        "size": st.sampled_from([0, 1, None]),
        "tags": st.lists(st.sampled_from("xyz"), unique=True),
    },
)


@given(VALUES, VALUES, st.sampled_from(Way))
def test_saying_it_again_changes_nothing(
    there: dict[str, Any], said: dict[str, Any], way: Way
) -> None:
    once = become(there, said, way)
    assert met(PROPERTIES, once, said, way).set == {}


@given(VALUES, VALUES, st.sampled_from(Way))
def test_setting_back_what_was_kept_undoes_it(
    there: dict[str, Any], said: dict[str, Any], way: Way
) -> None:
    made = met(PROPERTIES, there, said, way).set
    back = {**there, **made, **kept(there, made)}
    present = {name: value for name, value in there.items() if value is not None}
    assert {name: value for name, value in back.items() if value is not None} == present


@given(VALUES, VALUES)
def test_what_is_not_taken_is_told(there: dict[str, Any], said: dict[str, Any]) -> None:
    made = met(PROPERTIES, there, said, Way.FILLS)
    refused = {d.name for d in made.differences if not d.taken}
    for name, value in said.items():
        if name != "tags" and value is not None and there.get(name) is not None:
            assert (name in refused) == (value != there[name])
