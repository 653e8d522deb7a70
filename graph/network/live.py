"""Which initiatives and targets are going on on a day."""

from __future__ import annotations

from graph.network.material import Initiative, Target

ENDED = "ENDED"
"""The status of initiatives that are over, whatever their dates say."""


def is_live(initiative: Initiative, day: str) -> bool:
    """Whether an initiative is not over and the day is one of its days, the last one too. Planned
    ones are live between their dates: who plans together has met.
    """
    begun = initiative.start is None or initiative.start <= day
    return begun and not is_over(initiative, day)


def is_over(initiative: Initiative, day: str) -> bool:
    """Whether an initiative has ended before the day, or says so."""
    return initiative.status == ENDED or (initiative.end is not None and initiative.end < day)


def is_running(target: Target, day: str) -> bool:
    """Whether a day is in a target's years; both ends are years of it."""
    year = int(day[:4])
    begun = target.start_year is None or target.start_year <= year
    return begun and not has_run(target, day)


def has_run(target: Target, day: str) -> bool:
    """Whether a target's years were over before the day."""
    return target.end_year is not None and target.end_year < int(day[:4])
