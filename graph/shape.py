"""From a statement's rows, which are plain lists, to the answer that the client asked for.

A statement returns positions, never names: the client's aliases and order of fields exist only
here. Shapes are made beside the statement's text and know at which position each value stands.
Where a position that may not be null is null, the fault is recorded with its path and the
nearest object that may be null becomes null (GraphQL specification, 6.4.4).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, TypeAlias

Row: TypeAlias = Sequence[Any]
Path: TypeAlias = tuple[Any, ...]
"""A path as linked pairs, innermost key last: ``(((), "agency"), "name")``."""


@dataclass(slots=True)
class Faults:
    """Paths at which a value was null that may not be."""

    paths: list[list[str | int]] = field(default_factory=list)


class NullFault(Exception):
    """A null where none may be; caught at the nearest position that may be null."""


Read: TypeAlias = Callable[[Row, Path, Faults], Any]
"""Makes one value of the answer from a row."""


def flat(path: Path) -> list[str | int]:
    """A linked path as a list."""
    steps: list[str | int] = []
    while path:
        path, step = path
        steps.append(step)
    return steps[::-1]


def constant(value: object) -> Read:
    """The same value for every row."""
    return lambda row, path, faults: value


def at(index: int) -> Read:
    """The value at a position."""
    return lambda row, path, faults: row[index]


class ObjectShape:
    """An object's fields in the client's order: leaves by position, the rest by reading."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._positions: list[int] = []
        self._required: list[tuple[int, str]] = []
        self._children: list[tuple[str, Read]] = []

    def leaf(self, key: str, position: int, required: bool) -> None:
        """Add a plain value."""
        self._keys.append(key)
        self._positions.append(position)
        if required:
            self._required.append((position, key))

    def child(self, key: str, read: Read) -> None:
        """Add a value that has to be made from the row."""
        self._keys.append(key)
        self._positions.append(0)
        self._children.append((key, read))

    def build(self) -> Read:
        """The function that makes the object."""
        keys, children = tuple(self._keys), tuple(self._children)
        pick = _picker(self._positions)
        bare = len(children) == len(keys)  # the row may be empty, and nothing is picked from it
        required = tuple(self._required)

        def read(row: Row, path: Path, faults: Faults) -> Any:
            if required and None in row:
                _demand(row, required, path, faults)
            made = dict.fromkeys(keys) if bare else dict(zip(keys, pick(row), strict=True))
            for key, child in children:
                made[key] = child(row, (path, key), faults)
            return made

        return read


def _picker(positions: list[int]) -> Callable[[Row], Sequence[Any]]:
    if not positions:
        return lambda row: ()
    if len(positions) == 1:
        position = positions[0]
        return lambda row: (row[position],)
    return itemgetter(*positions)


def _demand(row: Row, required: Sequence[tuple[int, str]], path: Path, faults: Faults) -> None:
    for position, key in required:
        if row[position] is None:
            faults.paths.append(flat((path, key)))
            raise NullFault


def by_kind(position: int, reads: dict[str, Read]) -> Read:
    """The shape that fits a node's kind, which its id tells."""
    if len(reads) == 1:
        return next(iter(reads.values()))

    def read(row: Row, path: Path, faults: Faults) -> Any:
        return reads[row[position].partition(":")[0]](row, path, faults)

    return read


def first_of(position: int, inner: Read) -> Read:
    """The first row of a list at a position, or null where there is none."""

    def read(row: Row, path: Path, faults: Faults) -> Any:
        rows = row[position]
        return nullable(inner, rows[0], path, faults) if rows else None

    return read


def nullable(inner: Read, row: Row, path: Path, faults: Faults) -> Any:
    """What ``inner`` makes, or null where something within may not be null but is."""
    try:
        return inner(row, path, faults)
    except NullFault:
        return None


def each(inner: Read, rows: Sequence[Row], path: Path, faults: Faults) -> list[Any]:
    """A list whose items may not be null."""
    return [inner(row, (path, index), faults) for index, row in enumerate(rows)]


@dataclass(slots=True)
class ConnectionShape:
    """How a connection is made from its columns in the parent's row."""

    rows: int | None
    """Where the list of edge rows stands; None where only the count was asked for."""
    size: int
    """How many edges the page holds at most; one more may have been fetched."""
    backward: bool
    fields: list[tuple[str, Callable[[Page], Any]]] = field(default_factory=list)

    def build(self) -> Read:
        """The function that makes the connection."""
        fields = tuple(self.fields)

        def read(row: Row, path: Path, faults: Faults) -> Any:
            page = self._page(row, path, faults)
            made = {}
            for key, value in fields:
                page.path = (path, key)
                made[key] = value(page)
            return made

        return read

    def _page(self, row: Row, path: Path, faults: Faults) -> Page:
        rows = row[self.rows] if self.rows is not None else ()
        more = len(rows) > self.size
        kept = rows[: self.size] if more else rows
        return Page(row, kept[::-1] if self.backward else kept, more, path, faults)


@dataclass(slots=True)
class Page:
    """One page of edges while its connection is made."""

    parent: Row
    rows: Sequence[Row]
    more: bool
    """Whether there are further edges in the direction of paging."""
    path: Path
    faults: Faults
