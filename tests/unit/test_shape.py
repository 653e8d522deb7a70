"""Shapes: from rows of positions to the client's answer, and where nulls go."""

from __future__ import annotations

from typing import Any

import pytest

from graph import cursor
from graph.shape import (
    ByKind,
    Connection,
    Constant,
    Cursor,
    Each,
    End,
    Faults,
    First,
    Info,
    Leaf,
    More,
    NullFault,
    Object,
    OfParent,
    Shape,
    compiled,
    flat,
)


def named(key: str = "name", position: int = 0, required: bool = True) -> Object:
    shape = Object()
    shape.leaf(key, position, required)
    return shape


def read(shape: Shape, row: list[Any]) -> tuple[Any, list[list[str | int]]]:
    """What is made of a row, and the faults. Where there are none, both ways give the same."""
    faults = Faults()
    found = shape.read(row, ((), "root"), faults)
    if faults.paths:
        with pytest.raises(NullFault):
            compiled(shape)(row)
    else:
        assert compiled(shape)(row) == found
        assert list(compiled(shape)(row) or ()) == list(found or ())
    return found, faults.paths


def test_keys_keep_the_order_in_which_they_were_asked_for() -> None:
    shape = Object()
    shape.leaf("b", 1, required=False)
    shape.fields.append(("c", Constant(7)))
    shape.leaf("a", 0, required=True)
    shape.leaf("again", 0, required=True)
    found, faults = read(shape, ["x", None])
    assert list(found.items()) == [("b", None), ("c", 7), ("a", "x"), ("again", "x")]
    assert faults == []


def test_an_object_without_plain_values_needs_none() -> None:
    assert read(Object([("__typename", Constant("Box"))]), []) == ({"__typename": "Box"}, [])


def test_a_null_that_may_not_be_empties_the_nearest_place_that_may_be_null() -> None:
    outer = named("id")
    outer.fields.append(("shelf", First(1, named())))
    found, faults = read(outer, ["Box:1", [[None]]])
    assert found == {"id": "Box:1", "shelf": None}
    assert faults == [["root", "shelf", "name"]]


def test_without_such_a_place_the_fault_rises() -> None:
    shape = Connection(2, False, rows=0, fields=[("nodes", Each(named()))])
    faults = Faults()
    with pytest.raises(NullFault):
        shape.read([[["a"], [None]]], (), faults)
    assert faults.paths == [["nodes", 1, "name"]]
    with pytest.raises(NullFault):
        compiled(shape)([[["a"], [None]]])


def test_a_missing_node_is_no_fault() -> None:
    assert read(First(0, named()), [[]]) == (None, [])


def test_a_nodes_kind_is_told_by_its_id() -> None:
    shape = ByKind(0, {"Box": named("box", 1), "Toy": named("toy", 2)})
    assert read(shape, ["Toy:Box:1", None, "t"])[0] == {"toy": "t"}
    assert read(shape, ["Box:1", "b", None])[0] == {"box": "b"}


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
    ends = [("start", End(Cursor("o", (0,)), first=True)), ("end", End(Cursor("o", (0,)), False))]
    info = Info([("more", More(2, None)), *ends])
    fields = [("names", Each(Leaf(0))), ("info", info), ("count", OfParent(Leaf(1)))]
    found, _ = read(Connection(2, backward, rows=0, more=True, fields=fields), [rows, 9])
    start, end = (
        (cursor.encode("o", [shown[at]]) for at in (0, -1)) if shown else (None, None)  #
    )
    assert found["names"] == shown
    assert found["info"] == {"more": more, "start": start, "end": end}
    assert found["count"] == 9


@pytest.mark.parametrize(
    ("size", "beyond", "row", "told"),
    [
        (None, None, [[], True], False),
        (None, 1, [[], True], True),
        (0, 1, [[], False], False),
        (0, 1, [[[]], False], True),
    ],
)
def test_more_is_told_by_a_further_row_or_by_the_parent(size, beyond, row, told) -> None:
    shape = Connection(0, False, rows=0, more=True, fields=[("more", More(size, beyond))])
    assert read(shape, row)[0] == {"more": told}


def test_a_connection_that_shows_no_edge_needs_no_rows() -> None:
    shape = Connection(2, False, fields=[("count", OfParent(Leaf(0)))])
    assert read(shape, [3]) == ({"count": 3}, [])


@pytest.mark.parametrize("text", ["'", '"', "\\", "{x}", "\n", "'); raise SystemExit ('"])
def test_texts_of_clients_stay_texts(text: str) -> None:
    """GraphQL lets no such name through; a shape is safe without that."""
    found, _ = read(Object([(text, Constant(text)), ("k", Cursor(text, (0,)))]), ["v"])
    assert found == {text: text, "k": cursor.encode(text, ["v"])}


def test_a_path_is_told_from_the_outside_in() -> None:
    assert flat((((), "a"), 0)) == ["a", 0]
    assert flat(()) == []
