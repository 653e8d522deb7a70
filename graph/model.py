"""Facts about what the graph holds: kinds of nodes, their properties, relations and links.

Names are those of the stored graph and of the API at once (camelCase). Everything that is
derived (constraints, indexes, upsert, lookups, filters, sorts, masks, import columns) reads
these facts and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Type(StrEnum):
    """What a property holds. Dates and times are stored as ISO 8601 text, which sorts rightly,
    is the same on every engine and needs no conversion on the way out.
    """

    TEXT = "text"
    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    DATE = "date"
    DATETIME = "datetime"
    ENUM = "enum"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a node or a relation."""

    name: str
    type: Type
    required: bool = False
    """Whether every node has it. A personal one is hidden from most all the same."""
    sortable: bool = False
    filterable: bool = True
    personal: bool = False
    searchable: bool = False
    values: tuple[str, ...] = ()
    expression: str | None = None
    """Cypher over ``{n}`` (the node) and ``{asOf}``; such a property is computed, not stored."""
    description: str = ""

    @property
    def indexed(self) -> bool:
        """Whether nodes are found, and pages of them ordered, by an index on this and the id."""
        return self.sortable and self.expression is None and (self.required or self.searchable)

    @property
    def promised(self) -> bool:
        """Whether every viewer may count on a value."""
        return self.required and not self.personal

    def read(self, variable: str, as_of: str) -> str:
        """The Cypher expression of this property of ``variable``."""
        if self.expression is None:
            stored = f"{variable}.{self.name}"
            return f"coalesce({stored}, [])" if self.type is Type.TEXTS else stored
        return self.expression.replace("{n}", variable).replace("{asOf}", as_of)


@dataclass(frozen=True, slots=True)
class Relation:
    """One type of relationship. ``key`` names the properties that tell two relations of the
    same pair apart (a role, a first day).
    """

    type: str
    name: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    properties: tuple[Property, ...] = ()
    key: tuple[str, ...] = ()
    dated: bool = False
    above: tuple[tuple[str, object], ...] | None = None
    """Where it leads from something to what stands above it, as long as it has these properties:
    there it may not lead in a circle.
    """
    short_key: bool = False
    """Whether stored keys leave out what is absent at their end: so a property that joined the
    key of a relation later leaves the keys that are stored what they are.
    """
    description: str = ""

    @property
    def table(self) -> str:
        """Its name as a file's: ``PART_OF`` is ``part_of``."""
        return self.type.lower()

    def prop(self, name: str) -> Property:
        """The property called ``name``; KeyError where there is none."""
        return _named(self.properties, name)


@dataclass(frozen=True, slots=True)
class Link:
    """A relation seen from one of its ends. ``kinds`` are the kinds on the other side."""

    name: str
    relation: Relation
    outgoing: bool
    kinds: tuple[str, ...]
    target: str
    """The public name of what it leads to: a kind or an interface."""
    many: bool = True
    fixed: tuple[tuple[str, object], ...] = ()
    """Properties of the relation that this link demands, with their values."""
    description: str = ""

    @property
    def whole(self) -> bool:
        """Whether the relation leads to no other kinds than this link's."""
        ends = self.relation.ends if self.outgoing else self.relation.starts
        return set(ends) == set(self.kinds)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of node."""

    name: str
    properties: tuple[Property, ...]
    links: tuple[Link, ...] = ()
    mortal: bool = False
    """Whether its nodes are bodies with a life (``validFrom``, ``validTo``)."""
    order: tuple[str, ...] = ()
    """Names of the required properties that lists are ordered by unless asked otherwise."""
    internal: bool = False
    kept: bool = False
    """Whether the hub writes its nodes itself, so that no table brings or takes them."""
    description: str = ""
    stored: tuple[Property, ...] = field(init=False, repr=False, compare=False)
    """The properties that are written, without computed ones."""
    searched: tuple[Property, ...] = field(init=False, repr=False, compare=False)
    """The properties that a search looks at."""
    _properties: dict[str, Property] = field(init=False, repr=False, compare=False)
    _links: dict[str, Link] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        stored = tuple(p for p in self.properties if p.expression is None)
        object.__setattr__(self, "stored", stored)
        object.__setattr__(self, "searched", tuple(p for p in stored if p.searchable))
        object.__setattr__(self, "_properties", {p.name: p for p in self.properties})
        object.__setattr__(self, "_links", {link.name: link for link in self.links})

    @property
    def table(self) -> str:
        """Its name as a file's: ``ChangeEvent`` is ``change_event``."""
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in self.name).lstrip("_")

    def prop(self, name: str) -> Property:
        """The property called ``name``; KeyError where there is none."""
        return self._properties[name]

    def link(self, name: str) -> Link:
        """The link called ``name``; KeyError where there is none."""
        return self._links[name]

    def has(self, name: str) -> bool:
        """Whether there is a property called ``name``."""
        return name in self._properties


class Model:
    """All kinds and relations of a hub, by name."""

    def __init__(self, kinds: Iterable[Kind], relations: Iterable[Relation]) -> None:
        self.kinds: Mapping[str, Kind] = {kind.name: kind for kind in kinds}
        self.relations: Mapping[str, Relation] = {r.type: r for r in relations}
        self.tables: Mapping[str, Kind | Relation] = {
            **{kind.table: kind for kind in self.kinds.values() if not kind.kept},
            **{relation.table: relation for relation in self.relations.values()},
        }
        """Kinds and relations by their names as files'."""

    def kind(self, name: str) -> Kind:
        """The kind called ``name``; KeyError where there is none."""
        return self.kinds[name]

    def kind_of(self, id_: str) -> Kind | None:
        """The kind that an id belongs to, or None where the id has another form."""
        name, colon, key = id_.partition(":")
        kind = self.kinds.get(name)
        return kind if colon and key and kind and not kind.internal else None


def _named(properties: tuple[Property, ...], name: str) -> Property:
    for candidate in properties:
        if candidate.name == name:
            return candidate
    raise KeyError(name)
