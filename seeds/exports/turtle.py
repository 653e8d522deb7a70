"""Turtle (RDF 1.1 Turtle, W3C 2014)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from seeds.exports.resource import PREFIXES, Iri, Literal, Resource, Value

_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Turtle:
    """Writes resources as Turtle, page by page."""

    def begin(self) -> str:
        """The prefixes."""
        return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())

    def resources(self, resources: Iterable[Resource]) -> str:
        """Statements about these."""
        return "".join(f"\n<{r.iri}> {_said(r)} .\n" for r in resources)

    def end(self) -> str:
        """Nothing."""
        return ""


def _said(resource: Resource) -> str:
    parts = [f"a {resource.type}"]
    for property_, values in resource.grouped():
        parts.append(f"{property_} {', '.join(map(_value, values))}")
    return " ;\n    ".join(parts)


def _value(value: Value) -> str:
    if isinstance(value, Iri):
        return f"<{value.iri}>"
    if isinstance(value, Resource):
        return f"[ {_said(value)} ]"
    return _literal(value)


def _literal(value: Literal) -> str:
    text = _ESCAPED.sub(lambda c: _SHORT.get(c[0], f"\\u{ord(c[0]):04X}"), value.text)
    if value.language:
        return f'"{text}"@{value.language}'
    return f'"{text}"^^{value.datatype}' if value.datatype else f'"{text}"'
