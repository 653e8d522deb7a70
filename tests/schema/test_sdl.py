"""The SDL: what is committed is what is served, and everything in it is described."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    build_schema,
    validate_schema,
)

from graph.model import Type
from schema.query import KINDS, build

FILE = Path(__file__).parents[2] / "schema" / "schema.graphql"
BUILT_IN = {"String", "Int", "Float", "Boolean", "ID"}


def types() -> list[GraphQLNamedType]:
    """The hub's own types."""
    found = build().schema.type_map.values()
    return [t for t in found if not t.name.startswith("__") and t.name not in BUILT_IN]


def described() -> Iterator[tuple[str, str | None]]:
    """Everything that carries a description, by its coordinate."""
    for type_ in types():
        yield type_.name, type_.description
        if isinstance(type_, GraphQLEnumType):
            for name, value in type_.values.items():
                yield f"{type_.name}.{name}", value.description
        elif isinstance(type_, GraphQLInputObjectType):
            for name, field in type_.fields.items():
                yield f"{type_.name}.{name}", field.description
        elif isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for name, output in type_.fields.items():
                yield f"{type_.name}.{name}", output.description
                yield from _arguments(f"{type_.name}.{name}", output.args)


def _arguments(
    owner: str, arguments: dict[str, GraphQLArgument]
) -> Iterator[tuple[str, str | None]]:
    for name, argument in arguments.items():
        yield f"{owner}({name}:)", argument.description


def test_the_committed_sdl_is_the_generated_one() -> None:
    assert FILE.read_text() == build().sdl, "sinergi schema > schema/schema.graphql"


def test_everything_is_described_in_sentences() -> None:
    texts = dict(described())
    assert [name for name, text in texts.items() if not (text or "").strip()] == []
    assert [name for name, text in texts.items() if not str(text).rstrip().endswith(".")] == []
    assert len(texts) > 2000


def test_the_schema_is_valid_and_means_the_same_when_read_again() -> None:
    assert validate_schema(build().schema) == []
    again = build_schema(build().sdl)
    assert {t.name for t in types()} <= set(again.type_map)


def test_every_kind_has_its_roots_and_is_a_node() -> None:
    schema = build().schema
    query = schema.query_type
    assert query
    for root in KINDS:
        kind = schema.type_map[root.cls.__name__]
        assert isinstance(kind, GraphQLObjectType)
        assert "Node" in {interface.name for interface in kind.interfaces}
        assert {root.one, root.many} <= set(query.fields)
        assert {"first", "after", "last", "before", "where", "asOf"} <= set(
            query.fields[root.many].args
        )


def test_what_kinds_of_an_interface_share_is_alike() -> None:
    """Filters and orders over an interface are made from its first kind."""
    model = build().model
    for kind in model.kinds.values():
        for link in kind.links:
            first, *others = (model.kind(name) for name in link.kinds)
            for property_ in first.properties:
                for other in others:
                    if other.has(property_.name):
                        theirs = other.prop(property_.name)
                        alike = theirs.type is property_.type is not Type.ENUM
                        assert (
                            alike
                            or theirs.values == property_.values
                            or (theirs.type is not property_.type)
                        ), f"{kind.name}.{link.name}: {property_.name}"


def test_storage_names_do_not_show() -> None:
    words = {"digest", "searchText", "key"}
    for type_ in types():
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            assert not words & set(type_.fields), type_.name
    for relation in build().model.relations:
        assert relation not in build().schema.type_map
