"""Orders and keysets as text; that they mean what they should is shown on engines."""

from __future__ import annotations

from typing import Any

import pytest

from graph.model import Property, Type
from graph.order import Term, after, order_by
from graph.parameters import Parameters

NAME = Property("name", Type.TEXT, required=True)
SIZE = Property("size", Type.INT)
ID = Term("n.id")


@pytest.mark.parametrize(
    ("term", "clause"),
    [
        (Term("n.name", NAME), "n.name"),
        (Term("n.name", NAME, descending=True), "n.name DESC"),
        (Term("n.size", SIZE), "n.size"),
        (Term("n.size", SIZE, descending=True), "n.size IS NULL, n.size DESC"),
        (Term("n.size", SIZE).reversed(), "n.size DESC"),
        (Term("n.size", SIZE, descending=True).reversed(), "n.size IS NOT NULL, n.size"),
        (ID, "n.id"),
    ],
)
def test_nulls_are_placed_only_where_the_engine_would_place_them_wrongly(
    term: Term, clause: str
) -> None:
    assert term.clause() == clause
    assert term.reversed().reversed() == term


def test_all_terms_stand_in_one_clause() -> None:
    terms = [Term("n.size", SIZE, descending=True), Term("n.name", NAME), ID]
    assert order_by(terms) == "n.size IS NULL, n.size DESC, n.name, n.id"


@pytest.mark.parametrize(
    ("term", "value", "beyond", "same"),
    [
        (Term("n.size", SIZE), 3, "(n.size > $x OR n.size IS NULL)", "n.size = $x"),
        (Term("n.size", SIZE, True), 3, "(n.size < $x OR n.size IS NULL)", "n.size = $x"),
        (Term("n.size", SIZE), None, None, "n.size IS NULL"),
        (Term("n.size", SIZE).reversed(), 3, "n.size < $x", "n.size = $x"),
        (Term("n.size", SIZE).reversed(), None, "n.size IS NOT NULL", "n.size IS NULL"),
        (Term("n.name", NAME, True), "b", "n.name < $x", "n.name = $x"),
        (ID, "b", "n.id > $x", "n.id = $x"),
    ],
)
def test_nulls_stand_last_and_when_read_backwards_first(
    term: Term, value: Any, beyond: str | None, same: str
) -> None:
    assert term.beyond(value, "$x") == beyond
    assert term.same(value, "$x") == same


def test_a_first_key_without_nulls_is_bounded_so_that_an_index_can_be_walked() -> None:
    parameters = Parameters()
    text = after([Term("n.name", NAME), ID], ["a", "Box:1"], parameters)
    assert text.startswith("n.name >= $p.v0 AND ")
    assert parameters.values == {"v0": "a", "v1": "Box:1"}
    backwards = after([Term("n.name", NAME).reversed(), ID.reversed()], ["a", "x"], Parameters())
    assert backwards.startswith("n.name <= $p.v0 AND ")


def test_no_value_of_a_cursor_stands_in_the_text() -> None:
    text = after([Term("n.size", SIZE), ID], [None, "' OR true //"], Parameters())
    assert "true" not in text
    assert "n.size IS NULL" in text
