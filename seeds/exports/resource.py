"""Linked data: resources with types and values, before they are written as Turtle or JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Vocabularies by the prefix that their terms are written with."""


class Iri(NamedTuple):
    """A reference to a resource."""

    iri: str


class Literal(NamedTuple):
    """A text in a language, or a value of a datatype (a term such as ``xsd:date``)."""

    text: str
    language: str | None = None
    datatype: str | None = None


@dataclass(slots=True)
class Resource:
    """Something that is said: its IRI (none within another resource), its type, its values by
    property. Types and properties are terms such as ``org:Post``.
    """

    iri: str | None
    type: str
    values: list[tuple[str, Value]] = field(default_factory=list)

    def say(self, property_: str, *values: Value | None) -> None:
        """Give a property these values, those that there are."""
        self.values += [(property_, value) for value in values if value is not None]

    def grouped(self) -> Iterator[tuple[str, list[Value]]]:
        """The values of each property."""
        found: dict[str, list[Value]] = {}
        for property_, value in self.values:
            found.setdefault(property_, []).append(value)
        yield from found.items()


Value: TypeAlias = Iri | Literal | Resource


def texts(items: Iterable[str | None], language: str) -> list[Literal]:
    """Texts of a language, those that there are, each once."""
    return [Literal(text, language) for text in dict.fromkeys(items) if text]
