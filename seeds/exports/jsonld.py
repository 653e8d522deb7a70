"""JSON-LD 1.1 (W3C 2020): one context, one graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from seeds.exports.resource import PREFIXES, Iri, Resource, Value


class JsonLd:
    """Writes resources as JSON-LD, page by page."""

    def __init__(self) -> None:
        self._some = False

    def begin(self) -> str:
        """The context."""
        return f'{{"@context":{orjson.dumps(PREFIXES).decode()},\n"@graph":['

    def resources(self, resources: Iterable[Resource]) -> str:
        """Objects of the graph."""
        made = []
        for resource in resources:
            made.append(f"{',' if self._some else ''}\n{orjson.dumps(_said(resource)).decode()}")
            self._some = True
        return "".join(made)

    def end(self) -> str:
        """What closes them."""
        return "\n]}\n"


def _said(resource: Resource) -> dict[str, Any]:
    own = {"@id": resource.iri} if resource.iri else {}
    values = {name: [_value(v) for v in found] for name, found in resource.grouped()}
    return {**own, "@type": resource.type, **values}


def _value(value: Value) -> dict[str, Any]:
    if isinstance(value, Iri):
        return {"@id": value.iri}
    if isinstance(value, Resource):
        return _said(value)
    more = {"@language": value.language, "@type": value.datatype}
    return {"@value": value.text, **{name: term for name, term in more.items() if term}}
