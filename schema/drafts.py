"""Strawberry classes made from data.

Classes that refer to each other are drafted bare, then annotated with real class objects, then
decorated: so nothing has to be looked up by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, EnumType
from keyword import iskeyword
from typing import Any, Literal, cast, get_origin

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryList, StrawberryOptional
from strawberry.types.field import StrawberryField


def maybe(annotation: Any) -> Any:
    """The annotation of something that may be absent."""
    return StrawberryOptional(_resolved(annotation))


def many(annotation: Any) -> Any:
    """The annotation of a list."""
    return StrawberryList(_resolved(annotation))


def _resolved(annotation: Any) -> Any:
    """What Strawberry makes of an annotation, so that it need not find that out several times."""
    if isinstance(annotation, EnumType) or get_origin(annotation):
        return StrawberryAnnotation(annotation).resolve()
    return annotation


Form = Literal["type", "input", "interface"]


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a field."""

    name: str
    annotation: Any
    description: str
    default: Any = strawberry.UNSET

    def built(self) -> StrawberryArgument:
        """The argument as Strawberry knows it."""
        return StrawberryArgument(
            python_name=self.name,
            graphql_name=self.name,
            type_annotation=StrawberryAnnotation(self.annotation),
            description=self.description,
            default=self.default,
        )


@dataclass
class Draft:
    """A class that is not finished."""

    name: str
    description: str
    form: Form = "type"
    bases: tuple[Draft, ...] = ()
    fields: dict[str, StrawberryField] = field(default_factory=dict)
    annotations: dict[str, Any] = field(default_factory=dict)
    one_of: bool = False
    """Whether exactly one field of an input is given."""
    finished: bool = False

    def __post_init__(self) -> None:
        self.cls: type = type(self.name, tuple(b.cls for b in self.bases) or (object,), {})

    def add(
        self, name: str, annotation: Any, description: str, arguments: Iterable[Argument] = ()
    ) -> None:
        """Give the class a field called ``name``."""
        attribute = f"{name}_" if iskeyword(name) else name
        default = {"default": strawberry.UNSET} if self.form == "input" else {}
        made = strawberry.field(name=name, description=description, **default)
        made.arguments = [argument.built() for argument in arguments]
        self.fields[attribute] = made
        self.annotations[attribute] = annotation

    def finish(self) -> None:
        """Decorate the class, its bases first."""
        if self.finished:
            return
        self.finished = True
        for base in self.bases:
            base.finish()
        self.cls.__annotations__ = self.annotations
        for attribute, made in self.fields.items():
            setattr(self.cls, attribute, made)
        decorate = getattr(strawberry, self.form)
        more = {"one_of": True} if self.one_of else {}
        decorate(self.cls, name=self.name, description=self.description, **more)


def enumeration(name: str, description: str, members: Iterable[tuple[str, str, str]]) -> type[Enum]:
    """A GraphQL enum from triples of name, value and description."""
    listed = list(members)
    values = {n: strawberry.enum_value(v, description=d) for n, v, d in listed}
    cls: type[Enum] = cast(type[Enum], EnumType(name, (Enum,), _namespace(name, values)))
    return strawberry.enum(cls, name=name, description=description)


def _namespace(name: str, values: dict[str, Any]) -> Any:
    made = EnumType.__prepare__(name, (Enum,))
    for member, value in values.items():
        made[member] = value
    return made
