"""From declared classes to the facts that ``graph`` works with."""

from __future__ import annotations

import datetime
import inspect
import types
import typing
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from graph.model import Kind, Link, Model, Property, Relation, Type
from schema.declare import Connection, LinkMark, PropertyMark, camel
from schema.node import Dated, Mortal, Recorded, Sourced

_TYPES: dict[object, Type] = {
    str: Type.TEXT,
    int: Type.INT,
    float: Type.FLOAT,
    bool: Type.BOOL,
    datetime.date: Type.DATE,
    datetime.datetime: Type.DATETIME,
    list[str]: Type.TEXTS,
}
PYTHON = {type_: annotation for annotation, type_ in _TYPES.items()}
_LAST = (Mortal, Recorded, Sourced, Dated)


@dataclass(slots=True)
class Field:
    """One annotated attribute of a declared class."""

    name: str
    annotation: Any
    optional: bool
    mark: Any

    @property
    def many(self) -> bool:
        """Whether it is a connection."""
        return typing.get_origin(self.annotation) is Connection

    @property
    def target(self) -> Any:
        """The class that a link leads to."""
        return typing.get_args(self.annotation)[0] if self.many else self.annotation


@dataclass
class Declarations:
    """Every class that a set of kinds reaches: the kinds, their interfaces and relations."""

    kinds: list[type]
    interfaces: list[type] = field(default_factory=list)
    relations: list[type] = field(default_factory=list)
    model: Model = field(init=False)

    def __post_init__(self) -> None:
        self.names = {cls.__name__: cls for cls in self.kinds}
        for cls in self.kinds:
            for base in reversed(cls.__mro__):
                if "__interface__" in vars(base) and base not in self.interfaces:
                    self.interfaces.append(base)
        for cls in self.kinds:
            for item in self.fields(cls):
                if isinstance(item.mark, LinkMark) and item.mark.relation not in self.relations:
                    self.relations.append(item.mark.relation)
        facts = {cls: self._relation(cls) for cls in self.relations}
        self.model = Model([self._kind(cls, facts) for cls in self.kinds], facts.values())

    def fields(self, cls: type) -> list[Field]:
        """The annotated attributes of a class and its bases: the outermost interface first, what
        is said of the record itself last.
        """
        hints = typing.get_type_hints(cls, localns=self.names)
        last = {n for mixin in _LAST for n in inspect.get_annotations(mixin)}
        names = sorted(hints, key=lambda name: name in last)
        return [Field(camel(n), *_strip(hints[n]), getattr(cls, n, None)) for n in names]

    def implementers(self, cls: type) -> tuple[str, ...]:
        """The names of the kinds that a link to ``cls`` may lead to."""
        return tuple(k.__name__ for k in self.kinds if issubclass(k, cls))

    def _kind(self, cls: type, relations: dict[type, Relation]) -> Kind:
        fields = self.fields(cls)
        return Kind(
            cls.__name__,
            tuple(property_(f) for f in fields if isinstance(f.mark, PropertyMark)),
            tuple(self._link(f, relations) for f in fields if isinstance(f.mark, LinkMark)),
            mortal=issubclass(cls, Mortal),
            order=vars(cls)["__kind__"].order,
            kept=vars(cls)["__kind__"].kept,
            description=document(cls),
        )

    def _link(self, item: Field, relations: dict[type, Relation]) -> Link:
        mark = item.mark
        return Link(
            item.name,
            relations[mark.relation],
            mark.outgoing,
            self.implementers(item.target),
            item.target.__name__,
            item.many,
            mark.fixed,
            mark.description,
        )

    def _relation(self, cls: type) -> Relation:
        mark = vars(cls)["__relation__"]
        return Relation(
            mark.type,
            cls.__name__,
            mark.start,
            mark.end,
            tuple(property_(f) for f in self.fields(cls)),
            mark.key,
            dated=issubclass(cls, Dated),
            above=mark.above,
            short_key=mark.short_key,
            description=document(cls),
        )


def property_(item: Field) -> Property:
    """The facts of one annotated property."""
    mark = item.mark
    enum = isinstance(item.annotation, type) and issubclass(item.annotation, Enum)
    return Property(
        item.name,
        Type.ENUM if enum else _TYPES[item.annotation],
        required=not item.optional,
        sortable=mark.sort,
        filterable=mark.filter,
        personal=mark.personal,
        searchable=mark.search,
        values=tuple(item.annotation.__members__) if enum else (),
        expression=mark.expression,
        description=mark.description,
    )


def document(cls: type) -> str:
    """A class's docstring as one paragraph."""
    return " ".join((inspect.getdoc(cls) or "").split())


def declare(kinds: Iterable[type]) -> Declarations:
    """The declarations of these kinds."""
    return Declarations(list(kinds))


def _strip(annotation: Any) -> tuple[Any, bool]:
    """An annotation without ``| None``, and whether it had that."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        inner = [a for a in typing.get_args(annotation) if a is not type(None)]
        return inner[0], True
    return annotation, False
