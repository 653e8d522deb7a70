"""The page of measures and what is measured name the same things."""

from __future__ import annotations

import re
from pathlib import Path

from graph.network.arrays import incidence_of
from graph.network.published import Effort, published

PAGE = (Path(__file__).parents[2] / "docs" / "measures.md").read_text("utf-8")
PARTS = re.compile("_(weighted|inverse_weight|normalized)")
PREFIXES = re.compile(r"^(count|newman|events)\.")


def plain(name: str) -> str:
    return PARTS.sub("", PREFIXES.sub("", name))


def measured() -> set[str]:
    incidence = incidence_of([("a", "1"), ("b", "1"), ("b", "2"), ("c", "2")])
    known = published(incidence, dict(zip("abc", "xyx", strict=True)), Effort(9, 9), str)
    return {plain(name) for name in known}


def explained() -> set[str]:
    cells = re.findall(r"^\| (`[^|]*) \|", PAGE, re.MULTILINE)
    return {plain(name) for cell in cells for name in re.findall(r"`(\w[^`]*)`", cell)}


def test_every_measure_is_explained_and_nothing_else() -> None:
    roles = {"coordinator", "consultant", "representative", "gatekeeper", "liaison"}
    assert explained() - roles == measured()
