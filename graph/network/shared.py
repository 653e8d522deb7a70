"""Targets that several agencies work towards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

MOST_AGENCIES = 99_999


@dataclass(frozen=True, slots=True)
class SharedTarget:
    """A target with the agencies that contribute to it, directly or through initiatives."""

    target: str
    agencies: list[str]
    direct: list[str]

    @property
    def agency_count(self) -> int:
        """How many agencies contribute."""
        return len(self.agencies)

    @property
    def key(self) -> str:
        """Place in the list: most agencies first, then by target."""
        return f"{MOST_AGENCIES - len(self.agencies):05}{self.target}"


def shared_targets(
    contributions: Iterable[tuple[str, str]],
    participations: Iterable[tuple[str, str]],
    serving: Iterable[tuple[str, str]],
    minimum: int,
) -> list[SharedTarget]:
    """Targets with at least ``minimum`` agencies, from pairs of agency and target, of agency and
    initiative, and of initiative and target.
    """
    direct: dict[str, set[str]] = defaultdict(set)
    for agency, target in contributions:
        direct[target].add(agency)
    members: dict[str, set[str]] = defaultdict(set)
    for agency, initiative in participations:
        members[initiative].add(agency)
    all_: dict[str, set[str]] = defaultdict(set)
    for initiative, target in serving:
        all_[target] |= members[initiative]
    for target, agencies in direct.items():
        all_[target] |= agencies
    found = [
        SharedTarget(target, sorted(agencies), sorted(direct[target]))
        for target, agencies in all_.items()
        if len(agencies) >= minimum
    ]
    return sorted(found, key=lambda shared: shared.key)
