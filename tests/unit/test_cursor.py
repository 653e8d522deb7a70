"""Cursors: round trips, and what is refused."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import cursor
from graph.errors import BadInput
from graph.model import Property, Type

TEXT = Property("name", Type.TEXT, required=True)
OPTIONAL = Property("note", Type.TEXT)
INT = Property("size", Type.INT)
FLOAT = Property("weight", Type.FLOAT)
BOOL = Property("open", Type.BOOL)
DAY = Property("madeOn", Type.DATE)
TIME = Property("recordedAt", Type.DATETIME)
ALL = [TEXT, OPTIONAL, INT, FLOAT, BOOL, DAY, TIME, None]

texts = st.text(st.characters(exclude_categories=["Cs"]))
rows = st.tuples(
    texts,
    st.none() | texts,
    st.none() | st.integers(-(2**31), 2**31 - 1),
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
    st.none() | st.booleans(),
    st.none() | st.dates().map(lambda day: day.isoformat()),
    st.none() | st.datetimes().map(lambda time: time.isoformat()),
    texts,
)


@given(texts, rows)
def test_what_is_encoded_is_decoded(order: str, row: tuple[object, ...]) -> None:
    text = cursor.encode(order, row)
    found = cursor.decode(text, order, ALL, "after")
    assert repr(found) == repr(list(row))


@given(texts, rows)
def test_a_cursor_fits_into_an_address_without_escapes(order: str, row) -> None:
    assert set(cursor.encode(order, row)) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )


@given(st.text() | st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_any_other_text_is_refused_and_never_a_surprise(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        cursor.decode(text, "name asc", [TEXT, None], "before")
    assert refused.value.path == ("before",)


@pytest.mark.parametrize(
    ("property_", "value"),
    [
        (TEXT, None),
        (TEXT, 1),
        (TEXT, ["x"]),
        (INT, "1"),
        (INT, 1.5),
        (INT, True),
        (INT, 2**63),
        (FLOAT, "1.5"),
        (FLOAT, False),
        (BOOL, 1),
        (BOOL, "true"),
        (DAY, "2025-02-30"),
        (DAY, "today"),
        (DAY, 20250101),
        (TIME, "25:00"),
        (None, None),
        (None, 5),
    ],
)
def test_a_value_of_another_type_is_damage(property_: Property | None, value: object) -> None:
    with pytest.raises(BadInput, match="damaged"):
        cursor.decode(cursor.encode("", [value]), "", [property_], "after")


def test_a_cursor_of_another_order_says_so() -> None:
    text = cursor.encode("name asc", ["x", "Box:1"])
    with pytest.raises(BadInput, match="another order"):
        cursor.decode(text, "name desc", [TEXT, None], "after")
    with pytest.raises(BadInput, match="another order"):
        cursor.decode(text, "name asc", [TEXT, OPTIONAL, None], "after")


def test_a_cut_cursor_is_refused_wherever_it_is_cut() -> None:
    text = cursor.encode("name asc", ["x", "Box:1"])
    for length in range(len(text)):
        with pytest.raises(BadInput):
            cursor.decode(text[:length], "name asc", [TEXT, None], "after")
