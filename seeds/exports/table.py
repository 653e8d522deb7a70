"""Tables on their way out: columns, rows, and what writes them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from graph.model import Type

Row: TypeAlias = Sequence[Any]
"""A value for each column: None, text (dates too), a number, a boolean, or a list of texts."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``type`` says what its values are."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Table:
    """A table, named as a seed file is, and its rows in pages."""

    name: str
    columns: tuple[Column, ...]
    pages: AsyncIterator[list[Row]]


class TableWriter(Protocol):
    """Makes bytes of a table, page by page. The parts in order are the file."""

    def begin(self) -> bytes:
        """What stands before the rows."""

    def rows(self, rows: Sequence[Row]) -> bytes:
        """What these rows add; may be kept back for later."""

    def end(self) -> Iterator[bytes]:
        """What stands after the rows, and what was kept back."""

    def close(self) -> None:
        """Let everything go, also where the end was never reached."""


async def written(table: Table, writer: TableWriter) -> AsyncIterator[bytes]:
    """The file of a table, made in threads, as bytes take a while where rows are many."""
    try:
        head = writer.begin()  # sent with the first rows, so that faults come before any byte
        async for page in table.pages:
            if made := head + await asyncio.to_thread(writer.rows, page):
                yield made
            head = b""
        if head:
            yield head
        rest = writer.end()
        while made := await asyncio.to_thread(next, rest, b""):
            yield made
    finally:
        writer.close()
