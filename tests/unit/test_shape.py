"""Shapes: from rows of positions to the client's answer, and where nulls go."""

from __future__ import annotations

from typing import Any

import pytest

from graph.shape import (
    ConnectionShape,
    Faults,
    NullFault,
    ObjectShape,
    Read,
    by_kind,
    constant,
    each,
    first_of,
    flat,
)


def named(key: str = "name", position: int = 0, required: bool = True) -> Read:
    shape = ObjectShape()
    shape.leaf(key, position, required)
    return shape.build()


def read(made: Read, row: list[Any]) -> tuple[Any, list[list[str | int]]]:
    faults = Faults()
    return made(row, ((), "root"), faults), faults.paths


def test_keys_keep_the_order_in_which_they_were_asked_for() -> None:
    shape = ObjectShape()
    shape.leaf("b", 1, required=False)
    shape.child("c", constant(7))
    shape.leaf("a", 0, required=True)
    shape.leaf("again", 0, required=True)
    found, faults = read(shape.build(), ["x", None])
    assert list(found.items()) == [("b", None), ("c", 7), ("a", "x"), ("again", "x")]
    assert faults == []


def test_an_object_without_plain_values_needs_none() -> None:
    shape = ObjectShape()
    shape.child("__typename", constant("Box"))
    assert read(shape.build(), []) == ({"__typename": "Box"}, [])


def test_a_null_that_may_not_be_empties_the_nearest_place_that_may_be_null() -> None:
    outer = ObjectShape()
    outer.leaf("id", 0, required=True)
    outer.child("shelf", first_of(1, named()))
    found, faults = read(outer.build(), ["Box:1", [[None]]])
    assert found == {"id": "Box:1", "shelf": None}
    assert faults == [["root", "shelf", "name"]]


def test_without_such_a_place_the_fault_rises() -> None:
    faults = Faults()
    with pytest.raises(NullFault):
        each(named(), [["a"], [None]], ((), "nodes"), faults)
    assert faults.paths == [["nodes", 1, "name"]]


def test_a_missing_node_is_no_fault() -> None:
    assert read(first_of(0, named()), [[]]) == (None, [])


def test_a_nodes_kind_is_told_by_its_id() -> None:
    made = by_kind(0, {"Box": named("box", 1), "Toy": named("toy", 2)})
    assert read(made, ["Toy:Box:1", None, "t"])[0] == {"toy": "t"}
    assert read(made, ["Box:1", "b", None])[0] == {"box": "b"}


@pytest.mark.parametrize(
    ("rows", "backward", "shown", "more"),
    [
        ([], False, [], False),
        ([["a"]], False, ["a"], False),
        ([["a"], ["b"]], False, ["a", "b"], False),
        ([["a"], ["b"], ["c"]], False, ["a", "b"], True),
        ([["c"], ["b"], ["a"]], True, ["b", "c"], True),
        ([["b"], ["a"]], True, ["a", "b"], False),
    ],
)
def test_a_page_drops_the_row_that_only_tells_of_more(rows, backward, shown, more) -> None:
    shape = ConnectionShape(rows=0, size=2, backward=backward)
    shape.fields.append(("names", lambda page: [row[0] for row in page.rows]))
    shape.fields.append(("more", lambda page: page.more))
    assert read(shape.build(), [rows])[0] == {"names": shown, "more": more}


def test_a_path_is_told_from_the_outside_in() -> None:
    assert flat((((), "a"), 0)) == ["a", 0]
    assert flat(()) == []
