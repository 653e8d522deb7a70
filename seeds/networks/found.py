"""What a file of a network says, in one form whatever the format."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from seeds.networks.columns import Kind
from seeds.networks.file import at
from seeds.table import Faults

LEAST, MOST = 1e-15, 1e15
"""Weights beyond these leave the numbers that measures are made of."""
BETWEEN = " | "
"""Stands between the names of a pair in what is published, so that no name may hold it."""
BARRED = f"holds {BETWEEN!r}, which stands between the names of pairs: write it otherwise"


@dataclass
class Read:
    """What a file says: pairs of actor and activity, or actors and ties; ``categories`` by actor
    where any are given. ``told`` is how it was read.
    """

    kind: Kind
    pairs: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    ties: list[tuple[str, str, float]] = field(default_factory=list)
    categories: dict[str, str] | None = None
    told: dict[str, Any] = field(default_factory=dict)


def weight_of(text: str, file: str, line: int, column: str, faults: Faults) -> float:
    """The weight in a cell; 0 with a fault where it is none."""
    value = number(text)
    if value is None or not math.isfinite(value) or value < 0:
        at(faults, file, line, column, f"is {text!r}: expected a number, 0 or more, such as 1.5")
        return 0.0
    if value and not LEAST <= value <= MOST:
        text = f"is {text!r}: expected 0, or a number from {LEAST:g} to {MOST:g}"
        at(faults, file, line, column, text)
        return 0.0
    return value


def number(text: str) -> float | None:
    """The number in a text, be it finite or not; None where there is none."""
    try:
        return None if "_" in text else float(text)
    except ValueError:
        return None


def ties_told(ties: list[tuple[str, str, float]], weights: str | None) -> dict[str, Any]:
    """What of these ties counts, what of it together, and what not at all; ``weights`` says where
    theirs are from.
    """
    pairs = Counter(frozenset(tie[:2]) for tie in ties if tie[0] != tie[1] and tie[2] > 0)
    return {
        "weights": weights or "none: each tie that is listed counts 1",
        "ties": sum(pairs.values()),
        "tied_pairs": len(pairs),
        "repeated_ties": sum(pairs.values()) - len(pairs),
        "self_pairs": sum(one == other for one, other, _ in ties),
        "ties_of_weight_0": sum(w == 0 for one, other, w in ties if one != other),
    }
