"""Scalars beyond GraphQL's own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import strawberry
from graphql import GraphQLError, ValueNode, value_from_ast_untyped
from strawberry.types.scalar import ScalarDefinition

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(value: object) -> datetime.date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise GraphQLError(f"{value!r} is no calendar date: write it as 2025-12-31")


def _moment(value: object) -> datetime.datetime:
    if isinstance(value, str):
        try:
            found = datetime.datetime.fromisoformat(value)
            if found.tzinfo is not None:
                return found.astimezone(datetime.UTC)
        except (ValueError, OverflowError):
            pass
    raise GraphQLError(f"{value!r} is no time: write it with its zone, as 2025-12-31T08:00:00Z")


def _literal(parse: Callable[[object], object]) -> Callable[..., object]:
    """How a value written in a document is read: as any other, but its fault has a place."""

    def read(node: ValueNode, variables: dict[str, object] | None = None) -> object:
        try:
            return parse(value_from_ast_untyped(node, variables))
        except GraphQLError as error:
            raise GraphQLError(error.message, node) from None

    return read


def _text(value: object) -> object:
    """Dates and times leave the graph as the text they are stored as."""
    return value if isinstance(value, str) else str(value)


SCALARS: dict[object, ScalarDefinition] = {
    datetime.date: strawberry.scalar(
        name="Date",
        description="A calendar date, as 2025-12-31 (ISO 8601).",
        serialize=_text,
        parse_value=_day,
        parse_literal=_literal(_day),
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
    ),
    datetime.datetime: strawberry.scalar(
        name="DateTime",
        description="A time in UTC, as 2025-12-31T08:00:00Z (ISO 8601).",
        serialize=_text,
        parse_value=_moment,
        parse_literal=_literal(_moment),
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
    ),
}
