"""Mutations: what each is, what it may use, and how it says no.

A mutation is one transaction. Its payload is a record whose nodes are read in that transaction, so
that a client sees its own write; what is wrong with the input is told in the payload, all of it at
once and in the language of the request, and then nothing is written.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from graph.access import Viewer
from graph.database import Transaction
from graph.model import Model
from graph.network.language import Language
from schema.declare import prop, record
from schema.drafts import Argument


class UserErrorCode(Enum):
    """Why an input is refused."""

    BAD_USER_INPUT = "A value makes no sense."
    NOT_FOUND = "Something that is named is not there."
    CONFLICT = "The present state of the graph does not allow it."


@record
class UserError:
    """Something that is wrong with the input of a mutation."""

    code: UserErrorCode = prop("What sort of fault it is.")
    message: str = prop("What is wrong and what is expected, in the language asked for.")
    path: list[str] = prop("Where in the arguments: names of fields and places in lists.")


@dataclass(frozen=True, slots=True)
class Problem:
    """A user error in both languages."""

    code: str
    path: tuple[str | int, ...]
    indonesian: str
    english: str

    def told(self, language: Language) -> ToldProblem:
        """The problem in one language."""
        text = self.indonesian if language is Language.ID else self.english
        return ToldProblem(self.code, text, [str(step) for step in self.path])


@dataclass(frozen=True, slots=True)
class ToldProblem:
    """Values of ``UserError``."""

    code: str
    message: str
    path: list[str]


class Rejected(Exception):
    """What is wrong with an input; ends a mutation, and what it has written is taken back."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.english for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Changing:
    """What a mutation may use: its transaction, who asks, and when (UTC, ISO 8601)."""

    transaction: Transaction
    model: Model
    viewer: Viewer
    now: str


class Payload:
    """Values of a payload type: nodes by id, None where there is none, and the errors."""

    def __init__(self, **values: Any) -> None:
        self._values = values
        self.errors: Sequence[ToldProblem] = ()

    def __getattr__(self, name: str) -> Any:
        return self._values.get(name)


@dataclass(frozen=True, slots=True)
class Mutation:
    """A root of mutations. ``change`` writes and gives the payload, or raises Rejected."""

    name: str
    returns: type
    description: str
    change: Callable[[Changing, Mapping[str, Any]], Awaitable[Payload]]
    arguments: tuple[Argument, ...] = field(default=())
    refused: Callable[[], Payload] = Payload
    """What the payload is made of where the input is refused, besides the errors."""


def refuse(problems: Iterable[Problem]) -> None:
    """Raise Rejected where there are problems."""
    found = list(problems)
    if found:
        raise Rejected(found)


RECORDS = (UserError,)
