"""From a statement's rows, which are plain lists, to the answer that the client asked for.

A statement returns positions, never names: the client's aliases and order of fields exist only
here. A shape is made beside the statement's text and knows at which position each value stands.
It becomes a Python function (``compiled``) that makes an answer at the speed of literals. Where a
position that may not be null is null, that function gives up with NullFault and the shape reads the
row once more, slowly: the fault is recorded with its path, and the nearest object that may be null
becomes null (GraphQL specification, 6.4.4).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import CodeType
from typing import Any, Protocol, TypeAlias

from graph import cursor
from graph.matched import matched

Row: TypeAlias = Sequence[Any]
Path: TypeAlias = tuple[Any, ...]
"""A path as linked pairs, innermost key last: ``(((), "agency"), "name")``."""
Make: TypeAlias = Callable[[Row], Any]


@dataclass(slots=True)
class Faults:
    """Paths at which a value was null that may not be."""

    paths: list[list[str | int]] = field(default_factory=list)


class NullFault(Exception):
    """A null where none may be; caught at the nearest position that may be null."""


def flat(path: Path) -> list[str | int]:
    """A linked path as a list."""
    steps: list[str | int] = []
    while path:
        path, step = path
        steps.append(step)
    return steps[::-1]


class Shape(Protocol):
    """How one value of the answer is made from a row."""

    def source(self, code: Code) -> str:
        """A Python expression over ``row``. It raises NullFault at the first fault."""
        ...

    def read(self, row: Row, path: Path, faults: Faults) -> Any:
        """The value, with every fault on the way recorded."""
        ...


_LONGEST = 8_000
"""Characters of the longest source whose bytecode is kept: 30 MB for all together at most."""


class Code:
    """The functions that make the parts of one answer."""

    def __init__(self) -> None:
        self.functions: list[str] = []

    def function(self, *lines: str) -> str:
        """Add a function of ``row``; its name."""
        name = f"f{len(self.functions)}"
        self.functions.append("\n    ".join([f"def {name}(row):", *lines]))
        return name


def compiled(shape: Shape) -> Make:
    """The function that makes a shape's value. Raises NullFault at the first fault."""
    code = Code()
    main = code.function(f"return {shape.source(code)}")
    names: dict[str, Any] = {"encode": cursor.encode, "matched": matched, "NullFault": NullFault}
    source = "\n".join(code.functions)
    exec(_bytecode(source) if len(source) <= _LONGEST else _made(source), names)
    made: Make = names[main]
    return made


def _made(source: str) -> CodeType:
    return compile(source, "<shape>", "exec")


@lru_cache(maxsize=512)
def _bytecode(source: str) -> CodeType:
    """As ``_made``. It holds no value of any request but names and sizes, so that equal shapes
    share it.
    """
    return _made(source)


def fill(fields: Sequence[tuple[str, str]]) -> str:
    """The display of a dict with these keys and the expressions of its values."""
    return "{" + ", ".join(f"{key!r}: {value}" for key, value in fields) + "}"


@dataclass(frozen=True, slots=True)
class Leaf:
    """The value at a position."""

    position: int

    def source(self, code: Code) -> str:
        return f"row[{self.position}]"

    def read(self, row: Row, path: Path, faults: Faults) -> Any:
        return row[self.position]


@dataclass(frozen=True, slots=True)
class Constant:
    """The same text, number or null for every row."""

    value: str | int | None

    def source(self, code: Code) -> str:
        return repr(self.value)

    def read(self, row: Row, path: Path, faults: Faults) -> Any:
        return self.value


@dataclass(slots=True)
class Object:
    """An object's fields in the client's order, and the positions that may not be null."""

    fields: list[tuple[str, Shape]] = field(default_factory=list)
    required: list[tuple[int, str]] = field(default_factory=list)

    def leaf(self, key: str, position: int, required: bool) -> None:
        """Add a plain value."""
        self.fields.append((key, Leaf(position)))
        if required:
            self.required.append((position, key))

    def source(self, code: Code) -> str:
        made = fill([(key, shape.source(code)) for key, shape in self.fields])
        if not self.required:
            return made
        demands = " or ".join(f"row[{position}] is None" for position, _ in self.required)
        return f"{code.function(f'if {demands}: raise NullFault', f'return {made}')}(row)"

    def read(self, row: Row, path: Path, faults: Faults) -> Any:
        for position, key in self.required:
            if row[position] is None:
                faults.paths.append(flat((path, key)))
                raise NullFault
        return {key: shape.read(row, (path, key), faults) for key, shape in self.fields}


@dataclass(frozen=True, slots=True)
class ByKind:
    """The shape that fits a node's kind, which the id at a position tells."""

    position: int
    shapes: Mapping[str, Shape]

    def source(self, code: Code) -> str:
        made = {kind: shape.source(code) for kind, shape in self.shapes.items()}
        cases = [f"if kind == {kind!r}: return {value}" for kind, value in made.items()]
        told = f"kind = row[{self.position}].partition(':')[0]"
        return f"{code.function(told, *cases)}(row)"

    def read(self, row: Row, path: Path, faults: Faults) -> Any:
        return self.shapes[row[self.position].partition(":")[0]].read(row, path, faults)


@dataclass(frozen=True, slots=True)
class First:
    """The first row of the list at a position, or null where there is none."""

    position: int
    shape: Shape

    def source(self, code: Code) -> str:
        inner = code.function(f"return {self.shape.source(code)}")
        return f"({inner}(row[{self.position}][0]) if row[{self.position}] else None)"

    def read(self, row: Row, path: Path, faults: Faults) -> Any:
        rows = row[self.position]
        return nullable(self.shape, rows[0], path, faults) if rows else None


def nullable(shape: Shape, row: Row, path: Path, faults: Faults) -> Any:
    """What a shape reads, or null where something within may not be null but is."""
    try:
        return shape.read(row, path, faults)
    except NullFault:
        return None


@dataclass(slots=True)
class Page:
    """One page of edges while its connection is made."""

    parent: Row
    found: Sequence[Row]
    """The rows of the page and perhaps one more, in the order in which they were read."""
    rows: Sequence[Row]


class Part(Protocol):
    """How one field of a connection is made."""

    def source(self, code: Code) -> str:
        """A Python expression over ``row`` (the parent's), ``found`` and ``page``."""
        ...

    def read(self, page: Page, path: Path, faults: Faults) -> Any:
        """The value, with every fault on the way recorded."""
        ...


@dataclass(frozen=True, slots=True)
class OfParent:
    """A value of the parent's row, such as a count."""

    shape: Shape

    def source(self, code: Code) -> str:
        return self.shape.source(code)

    def read(self, page: Page, path: Path, faults: Faults) -> Any:
        return self.shape.read(page.parent, path, faults)


@dataclass(frozen=True, slots=True)
class Each:
    """A list of what is made of each row; its items may not be null."""

    shape: Shape

    def source(self, code: Code) -> str:
        return f"[{self.shape.source(code)} for row in page]"

    def read(self, page: Page, path: Path, faults: Faults) -> Any:
        return [self.shape.read(row, (path, index), faults) for index, row in enumerate(page.rows)]


@dataclass(frozen=True, slots=True)
class More:
    """Whether edges lie beyond the page: on the side where one more row was asked for (``size``
    is the page's), or as a position in the parent's row tells.
    """

    size: int | None
    beyond: int | None

    def source(self, code: Code) -> str:
        signs = [f"len(found) > {self.size}"] if self.size is not None else []
        signs += [f"bool(row[{self.beyond}])"] if self.beyond is not None else []
        return f"({' or '.join(signs) or 'False'})"

    def read(self, page: Page, path: Path, faults: Faults) -> Any:
        more = self.size is not None and len(page.found) > self.size
        return more or (self.beyond is not None and bool(page.parent[self.beyond]))


@dataclass(frozen=True, slots=True)
class Cursor:
    """The cursor of an edge: its order's name and the positions of its sort values."""

    order: str
    positions: tuple[int, ...]

    def source(self, code: Code) -> str:
        values = ", ".join(f"row[{position}]" for position in self.positions)
        return f"encode({self.order!r}, [{values}])"

    def read(self, row: Row, path: Path, faults: Faults) -> Any:
        return cursor.encode(self.order, [row[position] for position in self.positions])


@dataclass(frozen=True, slots=True)
class Matched:
    """Which text of a node a search found, and in which property; null where that can't be told."""

    words: tuple[str, ...]
    texts: tuple[tuple[str, int], ...]
    """Names of properties and the positions of their values, the one that counts most first."""
    fields: tuple[tuple[str, str], ...]
    """Keys, each with ``text``, ``field`` or a constant."""

    def source(self, code: Code) -> str:
        given = ", ".join(f"({name!r}, row[{position}])" for name, position in self.texts)
        parts = {"field": "found[0]", "text": "found[1]"}
        made = fill([(key, parts.get(value, repr(value))) for key, value in self.fields])
        found = f"found = matched({self.words!r}, [{given}])"
        return f"{code.function(found, f'return {made} if found else None')}(row)"

    def read(self, row: Row, path: Path, faults: Faults) -> Any:
        found = matched(self.words, [(name, row[position]) for name, position in self.texts])
        if found is None:
            return None
        parts = dict(zip(("field", "text"), found, strict=True))
        return {key: parts.get(value, value) for key, value in self.fields}


@dataclass(frozen=True, slots=True)
class End:
    """The cursor of a page's first or last edge; null for an empty page."""

    cursor: Cursor
    first: bool

    def source(self, code: Code) -> str:
        inner = code.function(f"return {self.cursor.source(code)}")
        return f"({inner}(page[{0 if self.first else -1}]) if page else None)"

    def read(self, page: Page, path: Path, faults: Faults) -> Any:
        rows = page.rows
        return self.cursor.read(rows[0 if self.first else -1], path, faults) if rows else None


@dataclass(frozen=True, slots=True)
class Info:
    """An object made of parts."""

    fields: Sequence[tuple[str, Part]]

    def source(self, code: Code) -> str:
        return fill([(key, part.source(code)) for key, part in self.fields])

    def read(self, page: Page, path: Path, faults: Faults) -> Any:
        return {key: part.read(page, (path, key), faults) for key, part in self.fields}


@dataclass(slots=True)
class Connection:
    """A connection: where its rows stand in the parent's (None where no row is needed), and what
    is made of them.
    """

    size: int
    """How many edges the page holds at most; one more may have been asked for (``more``)."""
    backward: bool
    rows: int | None = None
    more: bool = False
    fields: list[tuple[str, Part]] = field(default_factory=list)

    def source(self, code: Code) -> str:
        made = Info(self.fields).source(code)
        if self.rows is None:
            return made
        kept = f"[:{self.size}]" if self.more else ""
        turned = "[::-1]" if self.backward else ""
        lines = [f"found = row[{self.rows}]", f"page = found{kept}{turned}", f"return {made}"]
        return f"{code.function(*lines)}(row)"

    def read(self, row: Row, path: Path, faults: Faults) -> Any:
        found = row[self.rows] if self.rows is not None else ()
        kept = found[: self.size]
        page = Page(row, found, kept[::-1] if self.backward else kept)
        return Info(self.fields).read(page, path, faults)
