"""One search for issues: a statement that lists the first of them, and one that counts all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.issues.issue import Issue, Kind
from graph.model import Kind as NodeKind
from graph.reader import Reader
from graph.writer import Writer

MOST = 1000
"""How many issues of a check are listed."""


@dataclass(frozen=True, slots=True)
class Check:
    """A pattern that only what is wrong fits. ``kept`` are the variables that ``values`` and the
    order need; ``made`` makes an issue of a row of values.
    """

    kind: Kind
    match: str
    kept: tuple[str, ...]
    order: tuple[str, ...]
    values: tuple[str, ...]
    made: Callable[[Sequence[Any]], Issue]

    def listing(self, most: int) -> str:
        """The statement that lists the first issues, and one more where there are more."""
        return (
            f"{self.match} WITH {', '.join(self.kept)} ORDER BY {', '.join(self.order)} "
            f"LIMIT {most + 1} RETURN [{', '.join(self.values)}]"
        )

    @property
    def counting(self) -> str:
        """The statement that counts all."""
        return f"{self.match} RETURN count(*)"


async def run(
    reader: Reader, check: Check, writer: Writer, most: int = MOST
) -> tuple[list[Issue], int]:
    """The first issues that a check finds, and how many there are in all."""
    name, given = f"issues {check.kind.value}", writer.parameters.values
    rows = await reader.read(name, check.listing(most), given)
    count = len(rows)
    if count > most:
        count = (await reader.read(name, check.counting, given))[0][0]
    return [check.made(row[0]) for row in rows[:most]], count


def called(writer: Writer, kind: NodeKind, variable: str) -> str:
    """The expression for what a node is called, without personal data."""
    names = [
        f"{variable}.{name}"
        for name in ("acronym", "name", "title", "topic", "code", "id")
        if kind.has(name) and not kind.prop(name).personal
    ]
    return f"coalesce({', '.join(names)})"
