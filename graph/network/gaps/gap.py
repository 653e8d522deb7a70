"""What a gap is: something a planner can look at, with the numbers behind it.

Definitions, formulas and thresholds of all kinds are in ``docs/gaps.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import numpy as np

from graph.network.arrays import Floats
from graph.network.language import Language


class GapKind(StrEnum):
    """What is missing."""

    UNMET_PAIR = "UNMET_PAIR"
    """Two agencies contribute to the same target and share no live initiative."""
    UNDERCONNECTED_SECTORS = "UNDERCONNECTED_SECTORS"
    """Two sectors work together less than chance has them."""
    ORPHAN_TARGET = "ORPHAN_TARGET"
    """Nobody contributes to a target."""
    SINGLE_CONTRIBUTOR_TARGET = "SINGLE_CONTRIBUTOR_TARGET"
    """One agency alone contributes to a target."""
    BROKER_RISK = "BROKER_RISK"
    """The network rests on one agency."""
    INSULAR_AGENCY = "INSULAR_AGENCY"
    """An agency works within its own sector more than chance has it."""
    POSSIBLE_DUPLICATION = "POSSIBLE_DUPLICATION"
    """Two initiatives of different agencies seem to do the same."""
    STALE_TARGET = "STALE_TARGET"
    """Nobody can say where a target stands."""
    UNCOORDINATED_INITIATIVE = "UNCOORDINATED_INITIATIVE"
    """Several agencies share an initiative and no session is about it."""
    PROCESS_HANDOFF = "PROCESS_HANDOFF"
    """A process feeds one of another agency, with which it shares nothing else."""


class Severity(StrEnum):
    """How much a gap asks for attention."""

    LOW = "LOW"
    """Worth knowing."""
    MEDIUM = "MEDIUM"
    """Worth a conversation."""
    HIGH = "HIGH"
    """Worth a decision."""


MEDIUM, HIGH = 0.4, 0.7
"""The least scores of these severities."""
HINTS = frozenset({GapKind.POSSIBLE_DUPLICATION, GapKind.INSULAR_AGENCY})
"""Kinds that tell where to look and not that something is wrong: never more than MEDIUM."""
OF_ACTORS = frozenset(
    {
        GapKind.UNMET_PAIR,
        GapKind.UNDERCONNECTED_SECTORS,
        GapKind.BROKER_RISK,
        GapKind.INSULAR_AGENCY,
    }
)
"""Kinds with one gap at most for the same actors; the others have one for the same subjects."""
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """A gap in words: what is, and what could be done."""

    explanation: str
    suggestion: str


class Case(Protocol):
    """The particulars of a gap. They may be worked out when asked for."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """Ids of what it is about."""

    @property
    def numbers(self) -> tuple[tuple[str, float], ...]:
        """The numbers behind the score by name, all finite."""

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of nodes that show it."""

    def told(self, language: Language) -> Told:
        """The case in words."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap: its kind, a score from 0 to 1 (in millionths), the ids of agencies or sectors whose
    gap it is. ``pending``: the numbers are provisional, better ones are being sampled.
    """

    kind: GapKind
    score: float
    actors: tuple[str, ...]
    case: Case = field(repr=False, compare=False)
    pending: bool = False

    @property
    def severity(self) -> Severity:
        """How much it asks for attention, by score; MEDIUM at most where it is only a hint."""
        if self.score < MEDIUM:
            return Severity.LOW
        return Severity.MEDIUM if self.score < HIGH or self.kind in HINTS else Severity.HIGH

    @property
    def subjects(self) -> tuple[str, ...]:
        """Ids of the targets, initiatives or processes that it is about."""
        return self.case.subjects

    @property
    def numbers(self) -> tuple[tuple[str, float], ...]:
        """The numbers behind the score, by names in camel case; all finite."""
        return self.case.numbers

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of nodes that show it."""
        return self.case.evidence

    @property
    def key(self) -> str:
        """Its place in the list, and no other gap's: highest score first, then kind, then ids."""
        ids = self.actors if self.kind in OF_ACTORS else self.case.subjects
        return f"{round((1 - self.score) * _MILLION):07} {self.kind} {' '.join(ids)}"

    def explanation(self, language: Language) -> str:
        """What is, in a sentence or two."""
        return self.case.told(language).explanation

    def suggestion(self, language: Language) -> str:
        """What could be done, in a sentence."""
        return self.case.told(language).suggestion


def bounded(score: float) -> float:
    """A score from 0 to 1 in millionths, so that keys and scores have one order."""
    return round(min(max(score, 0.0), 1.0) * _MILLION) / _MILLION


def bounded_all(scores: Floats) -> Floats:
    """Many scores, each ``bounded``."""
    return np.asarray(np.rint(np.clip(scores, 0.0, 1.0) * _MILLION) / _MILLION)
