"""How a kind, a relation, an interface and a record are declared.

A class is the declaration: its docstring and annotations are the public type, its values
(``prop``, ``outgoing``, ``incoming``) say what the graph needs to know besides. Everything else,
from the SDL to constraints, is derived from it (see ``facts`` and ``assemble``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")
C = TypeVar("C", bound=type)


class Connection(Generic[T]):
    """A Relay connection of ``T``: stands in annotations only."""


@dataclass(frozen=True, slots=True)
class PropertyMark:
    """What ``prop`` says of a property."""

    description: str
    sort: bool = False
    filter: bool = True
    personal: bool = False
    search: bool = False
    expression: str | None = None


@dataclass(frozen=True, slots=True)
class LinkMark:
    """What ``outgoing`` and ``incoming`` say of a link."""

    relation: type
    outgoing: bool
    description: str
    fixed: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class KindMark:
    """What ``kind`` says of a class."""

    order: tuple[str, ...] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True)
class RelationMark:
    """What ``relation`` says of a class."""

    type: str
    start: tuple[str, ...]
    end: tuple[str, ...]
    key: tuple[str, ...] = ()
    above: tuple[tuple[str, object], ...] | None = None
    short_key: bool = False


def prop(
    description: str,
    *,
    sort: bool = False,
    filter: bool = True,
    personal: bool = False,
    search: bool = False,
    expression: str | None = None,
) -> Any:
    """A property. ``sort`` offers it to orderBy, ``search`` to full-text search; ``expression``
    is Cypher over ``{n}`` and ``{asOf}`` for a property that is computed on reading.
    """
    return PropertyMark(description, sort, filter, personal, search, expression)


def outgoing(relation: type, description: str, **fixed: object) -> Any:
    """A link along ``relation``; ``fixed`` are properties that the relation must have."""
    return LinkMark(relation, True, description, tuple(fixed.items()))


def incoming(relation: type, description: str, **fixed: object) -> Any:
    """A link against ``relation``; ``fixed`` are properties that the relation must have."""
    return LinkMark(relation, False, description, tuple(fixed.items()))


def kind(*, order: tuple[str, ...] = (), kept: bool = False) -> Callable[[C], C]:
    """A kind of node; ``order`` names the required properties that its lists are ordered by.
    ``kept``: the hub writes its nodes itself, no table brings or takes them.
    """
    return _marked("__kind__", KindMark(order, kept))


def relation(
    type: str,
    *,
    start: str | tuple[str, ...],
    end: str | tuple[str, ...],
    key: tuple[str, ...] = (),
    above: Mapping[str, object] | None = None,
    short_key: bool = False,
) -> Callable[[C], C]:
    """A type of relationship; ``key`` names what tells two relations of one pair apart. ``above``
    says that it leads to what stands above, where it has these properties (``{}``: always).
    ``short_key``: stored keys leave out what is absent at their end.
    """
    upward = None if above is None else tuple(above.items())
    mark = RelationMark(type, _names(start), _names(end), key, upward, short_key)
    return _marked("__relation__", mark)


def interface(cls: C) -> C:
    """An interface that kinds implement by inheriting it."""
    return _marked("__interface__", cls.__name__)(cls)


def record(cls: C) -> C:
    """A type whose values an analysis computes; nodes within it are given as ids."""
    return _marked("__record__", cls.__name__)(cls)


def one_of(cls: C) -> C:
    """An input of which exactly one field is given."""
    return _marked("__one_of__", True)(cls)


def _names(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _marked(name: str, mark: object) -> Callable[[C], C]:
    def decorate(cls: C) -> C:
        setattr(cls, name, mark)
        return cls

    return decorate


def camel(name: str) -> str:
    """The public and stored name of a Python attribute: ``name_en`` is ``nameEn``, ``from_`` is
    ``from``.
    """
    head, *rest = name.rstrip("_").split("_")
    return head + "".join(part.capitalize() for part in rest)
