"""Reads of one request, remembered: how many statements, which, and how long each took."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, TypeVar

from graph.database import Database, Gathering, Rows, Transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ran:
    """One statement that ran; ``milliseconds`` from asking to the last row."""

    name: str
    text: str
    milliseconds: float


@dataclass(slots=True)
class Reader:
    """Reads for one request."""

    database: Database | Transaction
    """What is asked: the database, or a transaction that is open."""
    ran: list[Ran] = field(default_factory=list)

    async def read(
        self,
        name: str,
        text: str,
        parameters: Mapping[str, Any],
        bounds: Mapping[str, Any] | None = None,
    ) -> Rows:
        """As ``Database.read``."""
        start = perf_counter()
        try:
            return await self.database.read(name, text, parameters, bounds)
        finally:
            self._note(name, text, start)

    async def gather(
        self,
        name: str,
        text: str,
        parameters: Mapping[str, Any],
        begin: Callable[[], Gathering[T]],
    ) -> T:
        """As ``Database.gather``."""
        assert not isinstance(self.database, Transaction), (
            "nothing large is read within a transaction"
        )
        start = perf_counter()
        try:
            return await self.database.gather(name, text, parameters, begin)
        finally:
            self._note(name, text, start)

    def _note(self, name: str, text: str, start: float) -> None:
        self.ran.append(Ran(name, text, (perf_counter() - start) * 1000))
