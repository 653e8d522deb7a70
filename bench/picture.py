"""A picture of growth: panels of lines over sizes, all with the same two logarithmic scales.

A side is told by its dashes, its marker and the label at its end as well as by its colour.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from bench.axes import Scale, apart, around, short, tick, told

WIDTH, COLUMNS = 1200, 3
_LEFT, _TOP = 14, 108
_PANEL, _ROW = 392, 266
_PLOT_X, _PLOT_Y, _PLOT_WIDTH, _PLOT_HEIGHT = 46, 62, 232, 160
_STYLE = (
    "text{font-family:system-ui,'Segoe UI',Helvetica,Arial,sans-serif;font-size:12px;fill:#333}"
    ".title{font-size:21px;font-weight:600;fill:#111}.name{font-size:15px;font-weight:600;fill:#111}"
    ".note{fill:#666}.tick{font-size:11px;fill:#666}.grid{stroke:#e3e3e3}.frame{stroke:#999}"
    ".line{fill:none;stroke-width:2;stroke-linejoin:round}.mark{stroke-width:1.6}"
    ".label{font-weight:600}"
)


@dataclass(frozen=True)
class Side:
    """How one side is drawn."""

    name: str
    colour: str
    dash: str
    marker: str
    """Path around the point that it marks."""
    fill: str
    meaning: str


_CROSS = "M-4-4 4 4M-4 4 4-4"


@dataclass(frozen=True)
class Line:
    """Milliseconds of one side by size; None where the side failed."""

    side: Side
    values: Mapping[int, float | None]


@dataclass(frozen=True)
class Panel:
    """What one panel shows, in a few words, and its lines; the last is drawn above all."""

    name: str
    what: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Words:
    """The title; how to read the panels; and what the picture shows, for who cannot see it."""

    title: str
    heading: str
    reading: str
    description: str


@dataclass(frozen=True)
class Axes:
    """What all panels share."""

    x: Scale
    y: Scale
    sizes: Sequence[int]
    decades: Sequence[float]


def picture(
    words: Words, sides: Sequence[Side], panels: Sequence[Panel], sizes: Sequence[int]
) -> str:
    """An SVG of the panels. At least one, and at least one size; sizes in order."""
    axes = _axes(sizes, panels)
    root = _root(_TOP + _ROW * math.ceil(len(panels) / COLUMNS), words)
    _header(root, words, sides)
    for number, panel in enumerate(panels):
        row, column = divmod(number, COLUMNS)
        _panel(root, _LEFT + column * _PANEL, _TOP + row * _ROW, panel, axes)
    indent(root, " ")
    return tostring(root, encoding="unicode") + "\n"


def _axes(sizes: Sequence[int], panels: Sequence[Panel]) -> Axes:
    values = [v for panel in panels for line in panel.lines for v in line.values.values() if v]
    decades = around(values)
    bottom = _PLOT_Y + _PLOT_HEIGHT
    return Axes(
        Scale(sizes[0], sizes[-1], _PLOT_X + 10, _PLOT_X + _PLOT_WIDTH - 10),
        Scale(decades[0], decades[-1], bottom, _PLOT_Y),
        sizes,
        decades,
    )


def _root(height: int, words: Words) -> Element:
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": f"{WIDTH}",
            "height": f"{height}",
            "role": "img",
            "aria-labelledby": "title description",
        },
    )
    _add(root, "title", words.title, id="title")
    _add(root, "desc", words.description, id="description")
    _add(root, "style", _STYLE)
    _add(root, "rect", width=WIDTH, height=height, fill="#fff")
    return root


def _header(root: Element, words: Words, sides: Sequence[Side]) -> None:
    """The title, how to read the panels, and above each column what one side is."""
    left = _LEFT + _PLOT_X
    _add(root, "text", words.heading, x=left, y=38, class_="title")
    _add(root, "text", words.reading, x=left, y=60, class_="note")
    for number, side in enumerate(reversed(sides)):
        sample = _add(root, "g", transform=f"translate({left + number * _PANEL} 84)")
        _add(sample, "path", d="M0 0H36", class_="line", **_stroke(side))
        _mark(sample, side, 18, 0)
        _add(sample, "text", f"{side.name}: {side.meaning}", x=44, y=4)


def _panel(root: Element, left: int, top: int, shown: Panel, axes: Axes) -> None:
    panel = _add(root, "g", transform=f"translate({left} {top})", class_="panel")
    panel.set("id", f"panel-{shown.name}")
    _add(panel, "text", shown.name, x=_PLOT_X, y=18, class_="name")
    for number, part in enumerate(textwrap.wrap(shown.what, 54)):
        _add(panel, "text", part, x=_PLOT_X, y=34 + 14 * number, class_="note")
    _grid(panel, axes)
    for line in shown.lines:
        _line(panel, line, axes)
    _labels(panel, shown.lines, axes)


def _grid(panel: Element, axes: Axes) -> None:
    right, bottom = _PLOT_X + _PLOT_WIDTH, _PLOT_Y + _PLOT_HEIGHT
    for value in axes.decades:
        y = _place(axes.y(value))
        kind = "frame" if value == axes.decades[0] else "grid"
        _add(panel, "path", d=f"M{_PLOT_X} {y}H{right}", class_=kind)
        text, lower = tick(value), _place(axes.y(value) + 4)
        _add(panel, "text", text, x=_PLOT_X - 6, y=lower, text_anchor="end")
        panel[-1].set("class", "tick")
    for size in axes.sizes:
        x = _place(axes.x(size))
        _add(panel, "path", d=f"M{x} {bottom}v4", class_="frame")
        _add(panel, "text", short(size), x=x, y=bottom + 16, text_anchor="middle", class_="tick")


def _line(panel: Element, line: Line, axes: Axes) -> None:
    """The line, broken where the side failed, and a cross above those sizes."""
    for there, group in groupby(line.values.items(), key=lambda item: item[1] is not None):
        points = [(axes.x(size), axes.y(value)) for size, value in group if there and value]
        if points:
            text = " ".join(f"{_place(x)},{_place(y)}" for x, y in points)
            kind = f"line {line.side.name}"
            _add(panel, "polyline", points=text, class_=kind, **_stroke(line.side))
        for x, y in points:
            _mark(panel, line.side, x, y)
    for size, value in line.values.items():
        if value is None:
            _cross(panel, line.side, axes.x(size), _PLOT_Y)


def _labels(panel: Element, lines: Sequence[Line], axes: Axes) -> None:
    """Each side's name and last number beside its end, moved apart where they would touch."""
    ends = [(list(line.values.values())[-1], line) for line in lines]
    wanted = sorted(
        ((axes.y(value) if value else _PLOT_Y, value, line) for value, line in ends),
        key=lambda end: end[0],
    )
    places = apart([end[0] for end in wanted], _PLOT_Y + _PLOT_HEIGHT)
    for place, (_, value, line) in zip(places, wanted, strict=True):
        text = f"{line.side.name} {told(value)}"
        x, y = _PLOT_X + _PLOT_WIDTH + 2, _place(place + 4)
        _add(panel, "text", text, x=x, y=y, class_="label", style=f"fill:{line.side.colour}")


def _mark(parent: Element, side: Side, x: float, y: float) -> None:
    _add(
        parent,
        "path",
        d=side.marker,
        transform=f"translate({_place(x)} {_place(y)})",
        class_="mark",
        fill=side.fill,
        stroke=side.colour,
    )


def _cross(parent: Element, side: Side, x: float, y: float) -> None:
    at = f"translate({_place(x)} {_place(y)})"
    _add(parent, "path", d=_CROSS, transform=at, class_="mark failed", stroke=side.colour)


def _stroke(side: Side) -> dict[str, str]:
    return {"stroke": side.colour, "stroke_dasharray": side.dash}


def _add(parent: Element, tag: str, text: str | None = None, **attributes: object) -> Element:
    """A new element; underscores in attributes' names are hyphens."""
    named = {key.rstrip("_").replace("_", "-"): f"{value}" for key, value in attributes.items()}
    made = SubElement(parent, tag, named)
    made.text = text
    return made


def _place(value: float) -> str:
    return f"{value:.1f}"
