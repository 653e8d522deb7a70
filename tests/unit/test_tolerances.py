"""A tolerance must refuse what is just beyond it."""

from __future__ import annotations

from typing import Any

import pytest
from tolerances import differences

Rule = dict[str, Any]


def field(name: str, **rule: Any) -> Rule:
    return {"type": "abs", "abs": 0.0, "fields": {name: rule}}


CASES: list[tuple[Any, Any, Any, Rule]] = [
    (3, 4, 3, {"type": "exact"}),
    ({"a": 1}, {"a": 1, "b": 2}, {"a": 1}, {"type": "exact"}),
    ({"a": 1}, {}, {"a": 1}, {"type": "exact"}),
    ({"a": [2, 1]}, {"a": [2]}, {"a": [2, 1]}, {"type": "exact"}),
    (["b", "a"], ["a"], ["a", "b"], {"type": "set"}),
    ([["b", "a"]], [["b", "c"]], [["a", "b"]], {"type": "edges"}),
    (1.05, 1.2, 1.0, {"type": "abs", "abs": 0.1}),
    (109.0, 111.0, 100.0, {"type": "rel", "rel": 0.1, "abs": 0.1}),
    (0.05, 0.2, 0.0, {"type": "rel", "rel": 0.1, "abs": 0.1}),
    ({"b | a": 1.0}, {"b | a": 2.0}, {"a | b": 1.0}, {"type": "abs", "abs": 1e-9}),
    (0.396, 0.394, 0.4, {"type": "min", "slack": 0.005}),
    (0.4, 0.41, 0.4, {"type": "min", "slack": 0.005, "max": 0.401}),
    (None, 0.0, None, {"type": "abs", "abs": 1}),
    (0.5, None, 0.5, {"type": "abs", "abs": 1}),
    ({"p": 0.57}, {"p": 0.58}, {"p": 0.5}, field("p", mc=1_000)),
    ({"p": 0.62}, {"p": 0.63}, {"p": 0.5}, field("p", mc=1_000, factor=2)),
    *[
        ({"x": near, "sd": sd}, {"x": far, "sd": sd}, {"x": value, "sd": sd}, field("x", **rule))
        for near, far, value, sd, rule in [
            (1.5, 1.7, 1.0, 1.0, {"mc_sd": "sd", "mc_n": 100}),
            (3.0, 3.1, 2.0, 1.0, {"mc_shape": 100}),
            (None, 99.0, 2.0, 0.5, {"mc_shape": 100}),
        ]
    ],
]


@pytest.mark.parametrize(("near", "far", "value", "rule"), CASES)
def test_what_is_near_passes_and_what_is_far_does_not(
    near: Any, far: Any, value: Any, rule: Rule
) -> None:
    reference = {"value": value, "tolerance": rule}
    assert differences(near, reference) == []
    assert differences(far, reference) != []


def test_an_adjusted_p_must_be_that_of_ones_own_p() -> None:
    rule = {"type": "abs", "abs": 1.0, "fields": {"bh": {"bh_of": "p"}}}
    value = {pair: {"p": 0.5, "bh": 0.5} for pair in ("a | b", "a | c", "b | c")}
    value["c | d"] = {"p": None, "bh": None}
    ours = {
        "a | b": {"p": 0.01, "bh": 0.03},
        "a | c": {"p": 0.04, "bh": 0.04},
        "b | c": {"p": 0.03, "bh": 0.04},
        "c | d": {"p": None, "bh": None},
    }
    assert differences(ours, {"value": value, "tolerance": rule}) == []
    ours["a | b"]["bh"] = 0.01
    assert differences(ours, {"value": value, "tolerance": rule}) != []
