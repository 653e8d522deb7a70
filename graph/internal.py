"""Kinds that the hub keeps for itself."""

from __future__ import annotations

from graph.model import Kind, Property, Type


def _text(name: str, required: bool = True) -> Property:
    return Property(name, Type.TEXT, required)


CHANGE = Kind(
    "Change",
    (
        _text("id"),
        Property("sequence", Type.INT, required=True, sortable=True),
        Property("time", Type.DATETIME, required=True),
        _text("actor"),
        _text("action"),
        _text("digest"),
        Property("count", Type.INT, required=True),
        _text("run", required=False),
    ),
    order=("sequence",),
    internal=True,
    description="One write to the graph, in the order in which readers see them.",
)

IMPORT_RUN = Kind(
    "ImportRun",
    (
        _text("id"),
        _text("format"),
        _text("source"),
        Property("startedAt", Type.DATETIME, required=True),
        Property("endedAt", Type.DATETIME),
        Property("blocks", Type.INT, required=True),
        Property("nodes", Type.INT, required=True),
        Property("relations", Type.INT, required=True),
    ),
    internal=True,
    description="One loading of data from outside.",
)

SOURCE = Kind(
    "Source",
    (_text("id"), _text("name"), _text("reference", required=False)),
    internal=True,
    description="Where data was taken from.",
)

COUNTER = Kind(
    "Counter",
    (_text("id"), Property("value", Type.INT, required=True)),
    internal=True,
    description="A number that only grows; the graph's version is one.",
)

INTERNAL = (CHANGE, IMPORT_RUN, SOURCE, COUNTER)
