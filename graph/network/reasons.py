"""Why somebody would be a good partner, and how much each reason counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import log1p, prod
from typing import NamedTuple

from graph.network.language import Language


class Reason(StrEnum):
    """What speaks for a partner."""

    COMPLEMENTARY_TARGETS = "COMPLEMENTARY_TARGETS"
    """One answers for a target that the other's initiatives serve."""
    COMMON_TARGETS = "COMMON_TARGETS"
    """Both work towards the same targets."""
    INITIATIVES = "INITIATIVES"
    """Its live initiatives serve the target already."""
    PROCESSES = "PROCESSES"
    """It owns processes that hand over to the other's, or that are used."""
    COMMON_PARTNERS = "COMMON_PARTNERS"
    """Both work with the same partners."""
    COMMON_SECTORS = "COMMON_SECTORS"
    """Both work in the same sectors."""
    REGIONS = "REGIONS"
    """Both are at work in the same regions."""
    COMPETENCIES = "COMPETENCIES"
    """Posts of both require the same competencies."""
    PAST_TIES = "PAST_TIES"
    """They worked together before."""


class Force(NamedTuple):
    """The most that a reason can make of a score, and the amount that makes half of it."""

    most: float
    half: float


FORCES: Mapping[Reason, Force] = {
    Reason.COMPLEMENTARY_TARGETS: Force(0.5, 0.5),
    Reason.COMMON_TARGETS: Force(0.5, 0.5),
    Reason.INITIATIVES: Force(0.5, 0.5),
    Reason.PROCESSES: Force(0.4, 1.0),
    Reason.COMMON_PARTNERS: Force(0.2, 2.0),
    Reason.COMMON_SECTORS: Force(0.25, 0.5),
    Reason.REGIONS: Force(0.25, 0.5),
    Reason.COMPETENCIES: Force(0.2, 0.5),
    Reason.PAST_TIES: Force(0.25, 0.5),
}
"""Chosen, not fitted: what the two do now comes before what is around them and what was."""


class Clue(NamedTuple):
    """One piece of evidence, a node, for an agency, and how much it counts."""

    agency: str
    reason: Reason
    evidence: str
    amount: float


@dataclass(frozen=True)
class Because:
    """One reason. ``weight`` is its share of the score: those of a suggestion add up to 1. The
    evidence is ids of nodes, the most telling first.
    """

    reason: Reason
    weight: float
    evidence: tuple[str, ...]
    text: Callable[[Language], str] = field(repr=False, compare=False)
    """The reason as a sentence."""


class Case(NamedTuple):
    """What speaks for one agency: the score, and (reason, share, evidence), strongest first."""

    score: float
    reasons: tuple[tuple[Reason, float, tuple[str, ...]], ...]


def cases(clues: Iterable[Clue]) -> dict[str, Case]:
    """Every agency that clues speak of. Amounts of a reason add up to x, which counts
    most·x/(x+half); reasons combine as independent causes do, 1 - ∏(1 - count) (noisy-or, Pearl
    1988, Probabilistic Reasoning in Intelligent Systems, 4.3), so that scores stay below 1.
    """
    found: dict[str, dict[Reason, dict[str, float]]] = defaultdict(dict)
    for agency, reason, evidence, amount in clues:
        if amount > 0:
            amounts = found[agency].setdefault(reason, {})
            amounts[evidence] = amounts.get(evidence, 0.0) + amount
    return {agency: _case(found[agency]) for agency in sorted(found)}


def _case(found: Mapping[Reason, Mapping[str, float]]) -> Case:
    counts = {reason: _count(FORCES[reason], found[reason]) for reason in Reason if reason in found}
    parts = {reason: -log1p(-count) for reason, count in counts.items()}
    whole = sum(parts.values())
    ordered = sorted(parts, key=lambda reason: (-parts[reason], reason))
    return Case(
        1 - prod(1 - count for count in counts.values()),
        tuple((reason, parts[reason] / whole, _ranked(found[reason])) for reason in ordered),
    )


def _count(force: Force, amounts: Mapping[str, float]) -> float:
    # In the order of the evidence, so that the sum is the same whatever came first.
    amount = sum(amounts[evidence] for evidence in sorted(amounts))
    return force.most * amount / (amount + force.half)


def _ranked(amounts: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(amounts, key=lambda evidence: (-round(amounts[evidence], 12), evidence)))
