"""The picture of growth: for each named query one panel, in it p50 by the graph's size."""

from __future__ import annotations

from collections.abc import Sequence

from bench.axes import told
from bench.picture import Line, Panel, Side, Words, picture
from bench.queries import Query
from bench.run import Run

_READING = (
    "Median time of one request by number of employees. Both scales are "
    "logarithmic and the same in all panels; the number at a line's end is its last one."
)
SIDES = (
    Side(
        "peer",
        "#c2410c",
        "7 4",
        "M0-4.6 4.2 3.2H-4.2Z",
        "#c2410c",
        "@neo4j/graphql; \u00d7 where it fails",
    ),
    Side(
        "raw",
        "#4b5563",
        "2 3",
        "M-4.4-4.4H4.4V4.4H-4.4Z",
        "#fff",
        "the driver with the hub's statements",
    ),
    Side(
        "hub",
        "#0b5cad",
        "none",
        "M-3 0A3 3 0 0 1 3 0A3 3 0 0 1-3 0Z",
        "#0b5cad",
        "this hub over HTTP",
    ),
)
"""Drawn in this order, the hub above all."""


def growth(runs: Sequence[Run]) -> str:
    """An SVG of how the named queries grow. At least one run."""
    ordered = sorted(runs, key=lambda run: run.employees)
    panels = [
        Panel(query.name, _what(query), _lines(ordered, query))
        for query in (result.query for result in ordered[-1].results)
    ]
    words = Words(
        "How the time of each named query grows with the graph",
        "How each named query grows with the graph",
        _READING,
        _description(panels, ordered[-1].employees),
    )
    return picture(words, SIDES, panels, [run.employees for run in ordered])


def _what(query: Query) -> str:
    return query.what if query.peer else f"{query.what} (the peer has no such query)"


def _lines(runs: Sequence[Run], query: Query) -> list[Line]:
    results = {r.employees: s for r in runs for s in r.results if s.query.name == query.name}
    lines = []
    for side in SIDES:
        found = {size: result.latency.get(side.name) for size, result in results.items()}
        if side.name != "peer" or query.peer:
            lines.append(
                Line(side, {size: one.p50 if one else None for size, one in found.items()})
            )
    return lines


def _description(panels: Sequence[Panel], employees: int) -> str:
    """What the picture shows, in words, with the numbers of the largest size."""
    ends = (
        f"{panel.name}: "
        + ", ".join(
            f"{line.side.name} {told(line.values.get(employees))}" for line in panel.lines[::-1]
        )
        for panel in panels
    )
    return (
        f"{len(panels)} panels, one for each query: median time by number of employees, "
        f"both logarithmic. At {employees:,} employees: {'; '.join(ends)}."
    )
