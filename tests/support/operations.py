"""Operations over toys at random: aliases, fragments, directives, types, arguments, any depth."""

from __future__ import annotations

from itertools import count

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)
from hypothesis import strategies as st
from toys import toys

OPAQUE = {"cursor", "startCursor", "endCursor"}
DIRECTIVES = ("", "", "", "@include(if: true)", "@skip(if: true)", "@skip(if: $no)")
IDS = ("Box:a", "Box:b", "Box:bad", "Toy:0", "Toy:bad", "Shelf:s", "Shelf:bad", "Toy:nope")
ROOTS = {
    "box": ('id: "Box:a"', 'id: "Box:bad"', 'code: "b"'),
    "toy": ('id: "Toy:0"', 'id: "Toy:bad"', 'code: "1", asOf: "2020-01-01"'),
    "shelf": ('id: "Shelf:s"', 'id: "Shelf:bad"'),
    "node": tuple(f'id: "{id_}"' for id_ in IDS),
    "nodes": ("ids: []", f"ids: [{', '.join(map(repr, IDS))}]".replace("'", '"')),
}


@st.composite
def operations(draw: st.DrawFn) -> str:
    """The text of one operation; some aren't valid, where fragments ask for what conflicts."""
    query = toys().schema.query_type
    assert query
    names = count()
    roots = st.sampled_from([name for name in query.fields if name != "search"])
    fields = [_field(draw, name, query.fields[name], 4, names) for name in _few(draw, roots)]
    return f"query($no: Boolean! = true) {{ {' '.join(fields)} }}"


def _few(draw: st.DrawFn, of: st.SearchStrategy[str]) -> list[str]:
    return draw(st.lists(of, min_size=1, max_size=3))


def _field(draw: st.DrawFn, name: str, field: GraphQLField, depth: int, names: count[int]) -> str:
    type_ = get_named_type(field.type)
    arguments = _arguments(draw, name, field)
    alias = f"a{next(names)}: " if arguments or draw(st.booleans()) else ""
    inner = "" if is_leaf_type(type_) else f" {_selection(draw, type_, depth - 1, names)}"
    return f"{alias}{name}{arguments} {draw(st.sampled_from(DIRECTIVES))}{inner}"


def _arguments(draw: st.DrawFn, name: str, field: GraphQLField) -> str:
    if name in ROOTS:
        return f"({draw(st.sampled_from(ROOTS[name]))})"
    choices = [""]
    if "first" in field.args:
        choices += ["(first: 1)", "(last: 2)", "(first: 0)", '(asOf: "2020-01-01")']
    if "history" in field.args:
        choices += ["(history: true)", "(history: false, last: 1)"]
    return draw(st.sampled_from(choices))


def _selection(draw: st.DrawFn, type_: GraphQLNamedType, depth: int, names: count[int]) -> str:
    assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)
    fields = {
        name: field
        for name, field in type_.fields.items()
        if name not in OPAQUE and (depth > 0 or is_leaf_type(get_named_type(field.type)))
    }
    parts = []
    for name in _few(draw, st.sampled_from([*fields, "__typename", "..."])):
        if name == "...":
            other = draw(st.sampled_from(_compatible(type_)))
            on = f"on {other.name} " if draw(st.booleans()) or other is not type_ else ""
            parts.append(
                f"... {on}{_selection(draw, other, depth - 1, names)}" if depth > 0 else ""
            )
        else:
            parts.append(
                name if name == "__typename" else _field(draw, name, fields[name], depth, names)
            )
    return f"{{ {' '.join([*parts, '__typename'])} }}"


def _compatible(type_: GraphQLObjectType | GraphQLInterfaceType) -> list[GraphQLNamedType]:
    """The types that a fragment within ``type_`` may be on."""
    if isinstance(type_, GraphQLObjectType):
        return [type_, *type_.interfaces]
    found = toys().schema.get_implementations(type_)
    return [type_, *found.objects, *found.interfaces]
