"""GraphML (graphml.graphdrawing.org), for networkx, Gephi, Cytoscape, yEd and igraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graph.model import Type
from seeds.exports.markup import HEAD, chunks, tag, text
from seeds.exports.picture import Picture, Spell
from seeds.exports.table import Column

_NS = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {Type.INT: "int", Type.FLOAT: "double", Type.BOOL: "boolean"}
_NODE = (Column("label", Type.TEXT), Column("start", Type.DATE), Column("end", Type.DATE))


def graphml(picture: Picture) -> Iterator[bytes]:
    """The file of a network. ``start`` and ``end`` are a node's first and last day."""
    return chunks(_parts(picture))


def _parts(picture: Picture) -> Iterator[str]:
    nodes, edges = (*_NODE, *picture.node_columns), picture.edge_columns
    yield HEAD
    yield tag(
        "graphml",
        open=True,
        xmlns=_NS,
        **{
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{_NS} {_NS}/1.0/graphml.xsd",
        },
    )
    yield from _keys("node", "n", nodes)
    yield from _keys("edge", "e", edges)
    yield "\n" + tag("graph", open=True, id="collaboration", edgedefault="undirected")
    for point in picture.points:
        yield "\n" + tag("node", open=True, id=point.id)
        yield from _data("n", nodes, (point.label, *_life(point.spells), *point.values))
        yield "</node>"
    for line in picture.lines:
        yield "\n" + tag("edge", open=True, source=line.source, target=line.target)
        yield from _data("e", edges, line.values)
        yield "</edge>"
    yield "\n</graph>\n</graphml>\n"


def _keys(of: str, letter: str, columns: Sequence[Column]) -> Iterator[str]:
    for place, column in enumerate(columns):
        type_ = _TYPES.get(column.type, "string")
        yield "\n" + tag(
            "key", id=f"{letter}{place}", for_=of, attr__name=column.name, attr__type=type_
        )


def _data(letter: str, columns: Sequence[Column], values: Sequence[Any]) -> Iterator[str]:
    for place, (column, value) in enumerate(zip(columns, values, strict=True)):
        if value is not None:
            yield f'<data key="{letter}{place}">{text(_said(column, value))}</data>'


def _said(column: Column, value: Any) -> str:
    return str(value).lower() if column.type is Type.BOOL else str(value)


def _life(spells: Sequence[Spell]) -> Spell:
    return spells[0] if spells else (None, None)
