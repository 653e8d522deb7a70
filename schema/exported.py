"""What can be exported, and in which formats; told by the API as links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Model
from schema.declare import prop, record

NETWORK = "network"
LINKED = "org"
"""What holds all that has terms in the W3C Organization Ontology."""
NETWORK_FORMATS = ("graphml", "gexf", "cytoscape", "kumu-json", "kumu-csv")
TABLE_FORMATS = ("csv", "xlsx", "parquet")
LINKED_FORMATS = ("jsonld", "turtle")
LINKED_KINDS = ("Sector", "Agency", "Unit", "Post", "Employee", "ChangeEvent")
"""The kinds with terms in the W3C Organization Ontology or beside it."""


@record
class ExportLink:
    """An export in one format."""

    format: str = prop("Name of the format.")
    url: str = prop("Where it is: a path on this hub. Filters are query parameters.")


@record
class Export:
    """Something that can be taken away as a file."""

    name: str = prop("Its name: `network`, `org`, or that of a table.")
    description: str = prop("What it holds.")
    links: list[ExportLink] = prop("Where it is, by format.")


@dataclass(frozen=True, slots=True)
class Link:
    """Values of ``ExportLink``."""

    format: str
    url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that is offered in these formats."""

    name: str
    description: str
    formats: tuple[str, ...]

    @property
    def links(self) -> list[Link]:
        """Where it is, by format."""
        return [Link(format_, f"/export/{self.name}.{format_}") for format_ in self.formats]


def offers(model: Model) -> Iterator[Offer]:
    """Everything that can be exported."""
    yield Offer(NETWORK, "The collaboration network.", NETWORK_FORMATS)
    known = [model.kinds[name] for name in LINKED_KINDS if name in model.kinds]
    if known:
        text = "Sectors, agencies, units, posts, memberships and changes (W3C ORG)."
        yield Offer(LINKED, text, LINKED_FORMATS)
    for kind in model.kinds.values():
        if kind.kept:
            continue
        linked = LINKED_FORMATS if kind in known else ()
        yield Offer(kind.table, kind.description, (*TABLE_FORMATS, *linked))
    for relation in model.relations.values():
        yield Offer(relation.table, relation.description, TABLE_FORMATS)


RECORDS = (ExportLink, Export)
