"""Kumu (docs.kumu.io): a blueprint in JSON, or two sheets in CSV, elements and connections.

Elements have ids, by which connections name them, as several may have one name.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from graph.model import Type
from seeds.exports.delimited import CsvWriter
from seeds.exports.markup import chunks
from seeds.exports.picture import Picture, Point
from seeds.exports.table import Column

_ELEMENT = tuple(Column(name, Type.TEXT) for name in ("ID", "Label", "Type"))
_CONNECTION = tuple(Column(name, Type.TEXT) for name in ("From", "To", "Direction"))
_WHEN = (1980, 1, 1, 0, 0, 0)
"""A fixed time within archives: equal networks make equal files."""


def kumu_json(picture: Picture) -> Iterator[bytes]:
    """The blueprint of a network."""
    return chunks(_blueprint(picture))


def _blueprint(picture: Picture) -> Iterator[str]:
    yield '{"elements":['
    for place, point in enumerate(picture.points):
        told = {"id": point.id, "label": point.label, "type": _type(point)}
        told |= _fields(picture.node_columns, point.values)
        yield f"{',' if place else ''}\n{orjson.dumps(told).decode()}"
    yield '],\n"connections":['
    for place, line in enumerate(picture.lines):
        told = {"id": f"connection-{place}", "from": line.source, "to": line.target}
        told |= {"direction": "undirected", **_fields(picture.edge_columns, line.values)}
        yield f"{',' if place else ''}\n{orjson.dumps(told).decode()}"
    yield "]}\n"


def kumu_csv(picture: Picture) -> Iterator[bytes]:
    """A ZIP archive of ``elements.csv`` and ``connections.csv``."""
    nodes = [c for c in picture.node_columns if c.name != "type"]
    elements = CsvWriter((*_ELEMENT, *nodes))
    connections = CsvWriter((*_CONNECTION, *picture.edge_columns))
    rows = [
        [point.id, point.label, _type(point), *_without_type(picture, point)]
        for point in picture.points
    ]
    lines = [[line.source, line.target, "undirected", *line.values] for line in picture.lines]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr(_named("elements.csv"), elements.begin() + elements.rows(rows))
        into.writestr(_named("connections.csv"), connections.begin() + connections.rows(lines))
    yield archive.getvalue()


def _named(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, _WHEN)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def _type(point: Point) -> str:
    """What Kumu colours by: the type of an agency, else the kind of actor."""
    kind = point.id.partition(":")[0].upper()
    return str(point.values[1] or kind)


def _without_type(picture: Picture, point: Point) -> list[Any]:
    both = zip(picture.node_columns, point.values, strict=True)
    return [value for column, value in both if column.name != "type"]


def _fields(columns: Sequence[Column], values: Sequence[Any]) -> dict[str, Any]:
    both = zip(columns, values, strict=True)
    return {c.name: v for c, v in both if v is not None and c.name != "type"}
