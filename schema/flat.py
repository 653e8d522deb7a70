"""Questions in flat texts, as addresses and command lines hold them, made the arguments of a field.

Names and values are those of the API; what is an input there is opened: ``where.sectors`` is
``sectors``, ``between.from`` is ``from``. Lists are given several times or with commas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import orjson
from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLSchema,
    Undefined,
    coerce_input_value,
    get_named_type,
    get_nullable_type,
    is_list_type,
)
from graphql.utilities import validate_input_value

from graph.errors import BadInput, HubError

Given: TypeAlias = Mapping[str, Sequence[str]]
"""The texts of each parameter."""

NETWORK = "collaborationNetwork"
_OPENED = ("where", "between", "backbone")
_SAID = {"alpha": "backbone"}
"""What an input's field is called where its own name says too little."""
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


@dataclass(slots=True)
class Flat:
    """Reads parameters, and finds all that is wrong with them."""

    given: Given
    faults: list[HubError] = field(default_factory=list)

    def refuse(self, name: str, message: str) -> None:
        """Note a fault of a parameter."""
        self.faults.append(BadInput(message, [name]))

    def one(self, name: str) -> str | None:
        """The text of a parameter that is given once at most."""
        texts = self.given.get(name, ())
        if len(texts) > 1:
            self.refuse(name, f"is given {len(texts)} times: give it once")
        return texts[0] if texts else None

    def several(self, name: str) -> list[str]:
        """The texts of a parameter that holds a list."""
        parts = (part.strip() for text in self.given.get(name, ()) for part in text.split(","))
        return [part for part in parts if part]

    def flag(self, name: str) -> bool:
        """Whether a parameter says yes."""
        text = self.one(name)
        if text is None:
            return False
        if text.lower() not in _BOOLEANS:
            self.refuse(name, f"is {text!r}: expected true or false")
        return _BOOLEANS.get(text.lower(), False)

    def known(self, names: Iterable[str]) -> None:
        """Refuse parameters that mean nothing."""
        listed = sorted(names)
        for name in sorted(self.given.keys() - set(listed)):
            self.refuse(name, f"is no parameter here; there are {', '.join(listed)}")

    def value(self, name: str, type_: GraphQLInputType) -> Any:
        """The value that a parameter has as an argument of this type; None where absent."""
        if is_list_type(get_nullable_type(type_)):
            made: Any = [self._scalar(name, text, type_) for text in self.several(name)] or None
        else:
            text = self.one(name)
            made = None if text is None else self._scalar(name, text, type_)
        return self.coerced(name, made, type_)

    def coerced(self, name: str, value: Any, type_: GraphQLInputType) -> Any:
        """A JSON value as an argument; None where it does not fit, which is noted."""
        if value is None:
            return None
        before = len(self.faults)

        def fault(error: Any, path: Sequence[str | int]) -> None:
            self.faults.append(BadInput(error.message, [name, *path]))

        validate_input_value(value, type_, fault)
        made = coerce_input_value(value, type_) if len(self.faults) == before else None
        return None if made is Undefined else made

    def _scalar(self, name: str, text: str, type_: GraphQLInputType) -> Any:
        """A text as JSON has it; where it is nothing of the type, itself, which will be refused."""
        wanted = get_named_type(type_).name
        try:
            if wanted == "Int":
                return int(text)
            if wanted == "Float":
                return float(text)
        except ValueError:
            return text
        return _BOOLEANS.get(text.lower(), text) if wanted == "Boolean" else text


def network_parameters(schema: GraphQLSchema) -> dict[str, tuple[str, str | None]]:
    """The parameters of a network: the argument of each, and the input's field that it is."""
    found: dict[str, tuple[str, str | None]] = {}
    for name, argument in _field(schema, NETWORK).args.items():
        inner = get_nullable_type(argument.type)
        if name in _OPENED and isinstance(inner, GraphQLInputObjectType):
            found |= {_SAID.get(field, field): (name, field) for field in inner.fields}
        else:
            found[name] = name, None
    return found


def parameter(path: Sequence[str | int]) -> tuple[str | int, ...]:
    """The parameter that a path within the arguments of ``collaborationNetwork`` is."""
    first, *rest = path or ("",)
    if first in _OPENED and rest:
        first, *rest = rest
    return _SAID.get(str(first), first), *rest


def network_arguments(schema: GraphQLSchema, flat: Flat) -> dict[str, Any]:
    """The arguments of ``collaborationNetwork`` that parameters ask for."""
    arguments = _field(schema, NETWORK).args
    made: dict[str, Any] = {}
    for parameter, (name, inner) in network_parameters(schema).items():
        if parameter not in flat.given:
            continue
        type_: Any = arguments[name].type
        if inner is None:
            made[name] = flat.value(parameter, type_)
        elif (name, flat.given[parameter]) == ("backbone", ["true"]):
            made[name] = {}
        else:
            field = get_nullable_type(type_).fields[inner]
            made.setdefault(name, {})[inner] = flat.value(parameter, get_nullable_type(field.type))
    for one, other in (("from", "to"), ("to", "from")):
        if one in flat.given and other not in flat.given:
            flat.refuse(
                other, f"is missing: a period has a first and a last day, and {one} is given"
            )
    return made


def kind_arguments(schema: GraphQLSchema, many: str, flat: Flat) -> dict[str, Any]:
    """``asOf`` and ``where`` of a root field that lists a kind; ``where`` is JSON."""
    arguments = _field(schema, many).args
    made = {"asOf": flat.value("asOf", arguments["asOf"].type)}
    text = flat.one("where")
    if text is not None:
        try:
            where = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            flat.refuse("where", f"is no JSON: {error}")
        else:
            made["where"] = flat.coerced("where", where, arguments["where"].type)
    return made


def day_argument(schema: GraphQLSchema, flat: Flat) -> Any:
    """``asOf`` alone."""
    return flat.value("asOf", _field(schema, NETWORK).args["asOf"].type)


def _field(schema: GraphQLSchema, name: str) -> GraphQLField:
    assert schema.query_type is not None
    found: GraphQLField = schema.query_type.fields[name]
    return found
