"""What a text is read as, and what somebody should know about that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from seeds.imports.item import Finding, Grade, Place

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding that does not yet know its place."""

    grade: Grade
    code: str
    message: str
    expected: str | None = None
    mend: str | None = None

    def about(self, value: str | None, place: Place) -> Finding:
        """The finding about a value that stands at a place."""
        return Finding(self.grade, self.code, place, self.message, value, self.expected, self.mend)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value, or None where the text can't be read, and the doubts about it. Without a value
    there is always a doubt.
    """

    value: T | None
    doubts: tuple[Doubt, ...] = ()

    def but(self, *doubts: Doubt) -> Reading[T]:
        """The same reading with more doubts."""
        return replace(self, doubts=(*self.doubts, *doubts))

    def to(self, change: Callable[[T], U]) -> Reading[U]:
        """The reading of another value that is made of this one."""
        return Reading(None if self.value is None else change(self.value), self.doubts)


def error(code: str, message: str, expected: str, mend: str) -> Doubt:
    """A doubt about a text that can't be read."""
    return Doubt(Grade.ERROR, code, message, expected, mend)


def warning(code: str, message: str, expected: str, mend: str) -> Doubt:
    """A doubt about a text that is read in one way of several."""
    return Doubt(Grade.WARNING, code, message, expected, mend)


def note(code: str, message: str) -> Doubt:
    """Something worth knowing."""
    return Doubt(Grade.NOTE, code, message)


def unreadable(doubt: Doubt) -> Reading[T]:
    """The reading of a text that can't be read."""
    return Reading(None, (doubt,))
