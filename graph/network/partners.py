"""Whom an agency, a target or an initiative would gain from as a partner, best first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from graph.errors import NotFound
from graph.network import clues, scope
from graph.network.effect import Effect, effect
from graph.network.language import Language, Names
from graph.network.material import Material
from graph.network.partnering import Partnering
from graph.network.proposal import Proposal, describe, propose
from graph.network.reasons import Because, Case, Clue, Reason, cases
from graph.network.wording import LED, Kind, sentence

NEEDS = scope.BODIES.union(
    scope.NEEDS[scope.Via.INITIATIVE],
    scope.NEEDS[scope.Via.TARGET],
    {"ownerships", "handoffs", "processes", "regions", "agency_regions"},
    {"initiative_targets", "initiative_sectors", "initiative_regions", "initiative_processes"},
    {"target_sectors", "competencies", "agency_competencies"},
)
"""The tables that suggestions rest on."""
DIGITS = 9


@dataclass(frozen=True)
class Suggestion:
    """An agency that would be a good partner. ``score`` is 0 to 1, ``key`` is unique and orders
    suggestions best first. What it comes to is worked out when asked for.
    """

    agency: str
    score: float
    reasons: tuple[Because, ...]
    key: str
    _about: _About = field(repr=False, compare=False)

    @cached_property
    def change(self) -> Proposal:
        """A change that would bring them together."""
        about = self._about
        return propose(about.world, about.kind, about.subject, self.agency, about.names)

    @cached_property
    def effect(self) -> Effect:
        """What that change would make of the network."""
        about = self._about
        return effect(about.world, about.kind, about.subject, self.agency, self.change)

    def text(self, language: Language) -> str:
        """The change as a sentence."""
        return describe(self._about.names.said(language), self.change)


@dataclass(frozen=True, eq=False)
class _About:
    """What suggestions are for."""

    world: Partnering
    kind: Kind
    subject: str
    names: Names


def suggest(material: Material, day: str, subject: str, minimum: float = 0.0) -> list[Suggestion]:
    """Agencies with a reason to join the subject and a score of at least ``minimum``, best first.

    The subject is an agency, a target or an initiative; one that isn't there on the day (a body
    that stands for many, an initiative that isn't live, a target whose years are over) gets none.
    Raises NotFound for an id of nothing of these.
    """
    kind = _kind(material, subject)
    world = Partnering(material, day)
    about = _About(world, kind, subject, Names(material))
    found, out = _clues(world, kind, subject)
    known = (clue for clue in found if clue.agency in world.actors and clue.agency not in out)
    made = [_suggestion(about, agency, case) for agency, case in cases(known).items()]
    return sorted((s for s in made if s.score >= minimum), key=lambda s: s.key)


def _kind(material: Material, subject: str) -> Kind:
    if subject in material.agencies:
        return Kind.AGENCY
    if subject in material.targets:
        return Kind.TARGET
    if subject in material.initiatives:
        return Kind.INITIATIVE
    raise NotFound(f"there is no agency, target or initiative {subject}")


def _clues(world: Partnering, kind: Kind, subject: str) -> tuple[Iterable[Clue], set[str]]:
    """The evidence, and who is in already."""
    if kind is Kind.AGENCY and subject in world.actors:
        return clues.for_agency(world, subject), {subject, *world.neighbours[subject]}
    if kind is Kind.TARGET and subject in world.running:
        return clues.for_target(world, subject), world.direct.get(subject, set())
    if kind is Kind.INITIATIVE and subject in world.live:
        return clues.for_initiative(world, subject), world.members.get(subject, set())
    return (), set()


def _suggestion(about: _About, agency: str, case: Case) -> Suggestion:
    reasons = tuple(
        Because(reason, weight, evidence, _told(about, agency, reason, evidence))
        for reason, weight, evidence in case.reasons
    )
    key = f"{1 - case.score:.{DIGITS}f} {agency}"
    return Suggestion(agency, case.score, reasons, key, about)


def _told(
    about: _About, agency: str, reason: Reason, evidence: tuple[str, ...]
) -> Callable[[Language], str]:
    """The sentence of a reason. Of complementary targets it says who answers for them, where it is
    one of the two.
    """
    ends, told = (about.subject, agency), str(reason)
    if about.kind is Kind.AGENCY and reason is Reason.COMPLEMENTARY_TARGETS:
        leaders = [about.world.leaders.get(target, set()) for target in evidence]
        first, second = (all(end in found for found in leaders) for end in ends)
        if first != second:
            ends, told = (ends if first else ends[::-1]), LED
    return lambda language: sentence(about.names.said(language), about.kind, told, ends, evidence)
