"""Root fields: what kinds of them there are and what each needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.access import Viewer
from graph.model import Model
from graph.reader import Reader
from schema.drafts import Argument


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
