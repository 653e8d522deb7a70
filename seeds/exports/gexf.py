"""GEXF 1.3 (gexf.net) with the days on which nodes live and edges hold, for Gephi's timeline.

Without ``timeformat`` readers take days for numbers (networkx#3249). Starts and ends are included,
as 1.3 has no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graph.model import Type
from seeds.exports.markup import HEAD, chunks, tag
from seeds.exports.picture import Picture, Spell
from seeds.exports.table import Column

_NS = "http://gexf.net/1.3"
_TYPES = {Type.INT: "integer", Type.FLOAT: "double", Type.BOOL: "boolean"}


def gexf(picture: Picture) -> Iterator[bytes]:
    """The file of a network."""
    return chunks(_parts(picture))


def _parts(picture: Picture) -> Iterator[str]:
    yield HEAD
    yield tag(
        "gexf",
        open=True,
        xmlns=_NS,
        version="1.3",
        **{
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{_NS} {_NS}/gexf.xsd",
        },
    )
    yield "\n" + tag("meta", open=True, lastmodifieddate=picture.day)
    yield f"<creator>Sinergi</creator><description>Collaboration network as of {picture.day}, "
    yield f"version {picture.version} of the graph</description></meta>\n"
    yield tag(
        "graph",
        open=True,
        mode="dynamic",
        timeformat="date",
        timerepresentation="interval",
        defaultedgetype="undirected",
        idtype="string",
    )
    yield from _attributes("node", picture.node_columns)
    yield from _attributes("edge", picture.edge_columns[1:])
    yield "\n" + tag("nodes", open=True, count=len(picture.points))
    for point in picture.points:
        alone, several = _times(point.spells)
        yield "\n" + tag("node", open=True, id=point.id, label=point.label, **alone)
        yield from _values(picture.node_columns, point.values)
        yield from several
        yield "</node>"
    yield "\n</nodes>\n" + tag("edges", open=True, count=len(picture.lines))
    for place, line in enumerate(picture.lines):
        alone, several = _times(line.spells)
        ends = {"source": line.source, "target": line.target, "weight": line.values[0]}
        yield "\n" + tag("edge", open=True, id=place, **ends, **alone)
        yield from _values(picture.edge_columns[1:], line.values[1:])
        yield from several
        yield "</edge>"
    yield "\n</edges>\n</graph>\n</gexf>\n"


def _attributes(of: str, columns: Sequence[Column]) -> Iterator[str]:
    yield "\n" + tag("attributes", open=True, class_=of, mode="static")
    for place, column in enumerate(columns):
        yield tag("attribute", id=place, title=column.name, type=_TYPES.get(column.type, "string"))
    yield "</attributes>"


def _values(columns: Sequence[Column], values: Sequence[Any]) -> Iterator[str]:
    told = [
        tag("attvalue", for_=place, value=str(v).lower() if c.type is Type.BOOL else v)
        for place, (c, v) in enumerate(zip(columns, values, strict=True))
        if v is not None
    ]
    if told:
        yield f"<attvalues>{''.join(told)}</attvalues>"


def _times(spells: Sequence[Spell]) -> tuple[dict[str, Any], list[str]]:
    """One spell as attributes of the node or edge, several as elements of it."""
    if len(spells) <= 1:
        start, end = next(iter(spells), (None, None))
        return {"start": start, "end": end}, []
    inner = "".join(tag("spell", start=first, end=last) for first, last in spells)
    return {}, [f"<spells>{inner}</spells>"]
