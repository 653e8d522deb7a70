"""The nodes of a JSON-LD document, one after the other, so that large ones are never held whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

LARGEST = 8_000_000
"""Characters of one value."""
_CHUNK = 1 << 16
_BLANK = " \t\n\r\ufeff"
_DECODER = json.JSONDecoder()


class Broken(Exception):
    """Text that is no JSON, with the row."""

    def __init__(self, text: str, row: int) -> None:
        super().__init__(text)
        self.row = row


@dataclass(frozen=True, slots=True)
class Piece:
    """A node of the graph, or the value of ``@context``, and the row that it begins on."""

    value: Any
    row: int
    context: bool = False


class Pieces:
    """Reads a document: an object with a graph, a list of objects, or one object."""

    def __init__(self, file: IO[str]) -> None:
        self.file = file
        self.text, self.place, self.row = "", 0, 1

    def __iter__(self) -> Iterator[Piece]:
        first = self._next()
        if first == "[":
            yield from self._list()
        elif first == "{":
            yield from self._object()
        else:
            raise Broken(f"begins with {first or 'nothing'!r}: expected {{ or [", self.row)
        if self._next():
            raise Broken(f"goes on behind its end, with {self._next()!r}", self.row)

    def _object(self) -> Iterator[Piece]:
        begun, rest = self.row, dict[str, Any]()
        self.place += 1
        while self._more("}", not rest):
            key = self._value()
            if not isinstance(key, str) or self._next() != ":":
                raise Broken("expected a key in quotes, and a colon behind it", self.row)
            self.place += 1
            if key == "@graph" and self._next() == "[":
                yield from self._list()
                rest.setdefault("@graph", None)
                continue
            value, row = self._value(), self.row
            if key == "@context":
                yield Piece(value, row, context=True)
            rest[key] = value
        own = {key: value for key, value in rest.items() if key != "@context" and value is not None}
        if own:
            yield Piece(own, begun)

    def _list(self) -> Iterator[Piece]:
        self.place += 1
        first = True
        while self._more("]", first):
            first, row = False, self.row
            yield Piece(self._value(), row)

    def _more(self, end: str, first: bool) -> bool:
        """Whether there is another one before the end, which is passed as the comma is."""
        found = self._next()
        if found == end:
            self.place += 1
            return False
        if not first:
            if found != ",":
                raise Broken(f"expected a comma or {end}, found {found or 'the end'!r}", self.row)
            self.place += 1
            self._next()
        return True

    def _next(self) -> str:
        """The next sign that is not blank; empty at the end."""
        while True:
            while self.place < len(self.text):
                sign = self.text[self.place]
                if sign not in _BLANK:
                    return sign
                self.row += sign == "\n"
                self.place += 1
            if not self._fill():
                return ""

    def _fill(self, least: int = _CHUNK) -> bool:
        more = self.file.read(least)
        self.text, self.place = self.text[self.place :] + more, 0
        return bool(more)

    def _value(self) -> Any:
        self._next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.place)
            except json.JSONDecodeError as error:
                held = len(self.text) - self.place
                if held > LARGEST:
                    raise Broken(f"has a value of more than {LARGEST:,} signs", self.row) from None
                if not self._fill(max(_CHUNK, held)):
                    row = self.row + self.text.count("\n", self.place, error.pos)
                    raise Broken(f"is no JSON: {error.msg}", row) from None
                continue
            except RecursionError:
                raise Broken("has values within values, too deep to be read", self.row) from None
            except ValueError as error:
                raise Broken(f"is no JSON: {error}", self.row) from None
            if end == len(self.text) and self._fill():
                continue
            self.row += self.text.count("\n", self.place, end)
            self.place = end
            return value
