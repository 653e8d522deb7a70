"""Root fields: what kinds of them there are and what each needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from graph.access import Viewer
from graph.model import Model
from graph.network.keep import Analyses
from graph.reader import Reader
from schema.drafts import Argument

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class KindRoot:
    """The two root fields of a kind: one node by id or code, and the connection of all."""

    cls: type
    one: str
    many: str


@dataclass(slots=True)
class Context:
    """What a computed root may use."""

    reader: Reader
    model: Model
    viewer: Viewer
    today: date
    version: str
    analyses: Analyses


@dataclass(frozen=True, slots=True)
class Computed:
    """A root whose values an analysis computes.

    ``returns`` annotates what ``compute`` gives: a record, or ``Connection`` of records, for
    which it gives the whole ordered list. Nodes within records are given as ids and read
    afterwards, all in one statement.
    """

    name: str
    returns: Any
    description: str
    compute: Callable[[Context, Mapping[str, Any]], Awaitable[Any]]
    arguments: tuple[Argument, ...] = ()
    day: Callable[[Mapping[str, Any]], date | None] = lambda arguments: arguments.get("asOf")
    """The day at which nodes within are seen, from the arguments; None is today."""


class Listing(Sequence[Any]):
    """The whole ordered list of a computed connection, and where it comes from."""

    def __init__(
        self,
        items: Sequence[Any],
        version: int,
        at: datetime,
        pending: bool = False,
        total: int | None = None,
    ) -> None:
        self._items = items
        self.total = len(items) if total is None else total
        """How many there are, where not all are listed."""
        self.data_version = version
        self.computed_at = told(at)
        self.pending = pending

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, at: Any) -> Any:
        return self._items[at]


class Shown(Generic[T]):
    """Something as the API shows it: what its class doesn't say, the thing itself does."""

    def __init__(self, found: T) -> None:
        self._found = found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._found, name)


class Each(Sequence[Any]):
    """Things as the API shows them, each made when it is looked at."""

    def __init__(self, found: Sequence[Any], shown: Callable[[Any], Any]) -> None:
        self._found, self._shown = found, shown

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self._shown(one) for one in self._found[at]]
        return self._shown(self._found[at])


def told(at: datetime) -> str:
    """A time as the API gives it: UTC, ISO 8601."""
    return at.isoformat().replace("+00:00", "Z")
