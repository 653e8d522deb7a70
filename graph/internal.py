"""Kinds that the hub keeps for itself."""

from __future__ import annotations

from graph.model import Kind, Property, Type


def _text(name: str, required: bool = True) -> Property:
    return Property(name, Type.TEXT, required)


IMPORT_STEP = Kind(
    "ImportStep",
    (_text("id"), _text("body")),
    internal=True,
    description="A step of a run's journal: what it created, and what was there before.",
)

APART = Kind(
    "Apart",
    (_text("id"), _text("one"), _text("other"), _text("actor"), _text("decidedAt")),
    internal=True,
    description="A decision that two nodes are not the same, whatever they are called.",
)

SECRET = Kind(
    "Secret",
    (_text("id"), _text("value")),
    internal=True,
    description="What ids of persons are made with, so that nobody can tell them from numbers.",
)

COUNTER = Kind(
    "Counter",
    (_text("id"), Property("value", Type.INT, required=True)),
    internal=True,
    description="A number that only grows; the graph's version is one.",
)

INTERNAL = (IMPORT_STEP, APART, SECRET, COUNTER)
