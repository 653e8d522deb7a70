"""Cytoscape.js JSON (js.cytoscape.org, elements), with what networkx asks for beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from seeds.exports.markup import chunks
from seeds.exports.picture import Picture, Spell
from seeds.exports.table import Column


def cytoscape(picture: Picture) -> Iterator[bytes]:
    """The file of a network."""
    return chunks(_parts(picture))


def _parts(picture: Picture) -> Iterator[str]:
    about = {"name": "collaboration network", "asOf": picture.day, "dataVersion": picture.version}
    yield f'{{"data":{_json(about)},"directed":false,"multigraph":false,"elements":{{"nodes":['
    for place, point in enumerate(picture.points):
        told = {"id": point.id, "value": point.id, "name": point.label}
        told |= _known(picture.node_columns, point.values) | _times(point.spells)
        yield f"{',' if place else ''}\n{_json({'data': told})}"
    yield '],"edges":['
    for place, line in enumerate(picture.lines):
        told = {"id": f"e{place}", "source": line.source, "target": line.target}
        told |= _known(picture.edge_columns, line.values) | _times(line.spells)
        yield f"{',' if place else ''}\n{_json({'data': told})}"
    yield "]}}\n"


def _known(columns: Sequence[Column], values: Sequence[Any]) -> dict[str, Any]:
    return {c.name: v for c, v in zip(columns, values, strict=True) if v is not None}


def _times(spells: Sequence[Spell]) -> dict[str, Any]:
    return {"spells": [list(spell) for spell in spells]} if spells else {}


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
