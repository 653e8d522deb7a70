"""Issues: what is wrong, with whom, and when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What is wrong."""

    DEAD_PARENT = "DEAD_PARENT"
    HIERARCHY_LOOP = "HIERARCHY_LOOP"
    OVERLAPPING_PERIODS = "OVERLAPPING_PERIODS"
    END_BEFORE_START = "END_BEFORE_START"
    BEYOND_LIFE = "BEYOND_LIFE"
    MISDATED_EVENT = "MISDATED_EVENT"
    SEVERAL_FOR_ONE = "SEVERAL_FOR_ONE"


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "ERROR"
    """It can't be so."""
    WARNING = "WARNING"
    """It may be so, and looks wrong."""


class Thing(NamedTuple):
    """A node and what it is called."""

    id: str
    name: str


class Period(NamedTuple):
    """A relation by its public name, and the days on which it holds."""

    relation: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that is wrong. ``case`` tells which of the kind's sentences is meant; ``dates`` are
    those that are wrong besides the relations'.
    """

    kind: Kind
    severity: Severity
    case: str
    things: tuple[Thing, ...]
    periods: tuple[Period, ...] = ()
    dates: tuple[str | None, ...] = ()

    @property
    def key(self) -> str:
        """What issues are listed by: errors first, then by kind and what they are about."""
        ids = " ".join(thing.id for thing in self.things)
        days = " ".join(f"{p.relation} {p.start or ''} {p.end or ''}" for p in self.periods)
        return f"{self.severity.value} {self.kind.value} {ids} {days} {self.case}"


@dataclass(frozen=True, slots=True)
class Found:
    """Issues of one kind: those that are listed, and how many there are."""

    kind: Kind
    issues: tuple[Issue, ...]
    count: int
