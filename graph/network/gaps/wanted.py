"""Which gaps are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.network.gaps.gap import GapKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """The gaps of a day (ISO). Empty sets narrow nothing; ``sectors``, ``agencies`` and ``targets``
    are ids or codes, and all that are given must match. An agency, target or initiative matches
    the sectors it works in, an initiative the targets it serves.

    Raises ValueError for a day that is none and for thresholds out of range.
    """

    day: str
    kinds: frozenset[GapKind] = frozenset(GapKind)
    sectors: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    min_score: float = 0.0
    alpha: float = 0.05
    """The false discovery rate at which sectors and agencies are called."""
    stale_months: int = 18
    """How old the last actual value of a target may be: a year, and half a year to publish it."""
    session_months: int = 12
    """How long a session about an initiative counts."""
    grace_months: int = 3
    """How long an initiative may run before a session about it is due."""
    least_overlap: float = 0.25
    """The least score at which two initiatives seem to do the same."""
    broker_share: float = 0.05
    """The least share of all pairs' shortest paths that one agency may hold to be looked at."""

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        date.fromisoformat(self.day)
        for name in ("min_score", "alpha", "least_overlap", "broker_share"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} must be from 0 to 1.")
        for name in ("stale_months", "session_months", "grace_months"):
            if not 0 <= getattr(self, name) <= 1200:
                raise ValueError(f"{name} must be from 0 to 1200.")

    @property
    def narrowed(self) -> bool:
        """Whether only some sectors, agencies or targets are asked for."""
        return bool(self.sectors or self.agencies or self.targets)
