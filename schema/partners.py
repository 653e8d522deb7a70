"""Suggested partners: public types and root field."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

from strawberry import ID

from graph.errors import BadInput, HubError
from graph.network.language import Language
from schema.agency import Agency
from schema.declare import Connection, prop, record
from schema.drafts import Argument
from schema.evolution import NetworkTie, TieView
from schema.gaps import LANGUAGE, language
from schema.node import Node
from schema.roots import Computed, Context, Each, Listing
from schema.scoping import AS_OF, day_of, refuse

if TYPE_CHECKING:
    from graph.network.effect import Effect, Reach
    from graph.network.partners import Suggestion
    from graph.network.reasons import Because


class PartnerReason(Enum):
    """What speaks for a partner. Formulas and sources: docs/partners.md."""

    COMPLEMENTARY_TARGETS = "One answers for a target that the other's initiatives serve."
    COMMON_TARGETS = "Both work towards the same targets."
    INITIATIVES = "Its live initiatives serve the target already."
    PROCESSES = "It owns processes that hand over to the other's, or that are used."
    COMMON_PARTNERS = "Both work with the same partners."
    COMMON_SECTORS = "Both work in the same sectors."
    REGIONS = "Both are at work in the same regions."
    COMPETENCIES = "Posts of both require the same competencies."
    PAST_TIES = "They worked together before."


@record
class SuggestionReason:
    """One reason for a partner."""

    reason: PartnerReason = prop("The reason.")
    weight: float = prop("Its share of the score: those of a suggestion add up to 1.")
    text: str = prop("The reason in a sentence.")
    evidence: Connection[Node] = prop("Nodes that show it.")


@record
class NetworkReach:
    """How far an agency reaches in the network."""

    others: int = prop("How many others it reaches.")
    distance: float | None = prop("In how many steps on average; absent where it reaches nobody.")


@record
class SuggestionEffect:
    """What a suggestion would change."""

    agency: Agency | None = prop("The agency whose reach is told.")
    first: bool = prop("Whether nobody takes part so far.")
    ties: list[NetworkTie] = prop("New pairs of partners.")
    joins_components: bool = prop("Whether it links parts of the network that are apart.")
    before: NetworkReach = prop("How far the agency reaches.")
    after: NetworkReach = prop("How far it would reach.")
    gaps_closed: int = prop("How many unmet pairs it would bring together.")
    gaps_opened: int = prop("How many unmet pairs it would make.")
    text: str = prop("All this in words.")


@record
class PartnerSuggestion:
    """An agency that would be a good partner, with the reasons and what it would change."""

    agency: Agency | None = prop("The agency.")
    score: float = prop("How much speaks for it, 0 to 1.")
    reasons: list[SuggestionReason] = prop("The reasons, weightiest first.")
    suggestion: str = prop("What could be done, in a sentence.")
    effect: SuggestionEffect = prop("What that would change.")


class View:
    """A suggestion as the API shows it."""

    def __init__(self, found: Suggestion, language: Language) -> None:
        self._found, self._language = found, language
        self.agency, self.score, self.key = found.agency, found.score, found.key

    @property
    def reasons(self) -> list[ReasonView]:
        """The reasons."""
        return [ReasonView(reason, self._language) for reason in self._found.reasons]

    @property
    def suggestion(self) -> str:
        """The change in a sentence."""
        return self._found.text(self._language)

    @property
    def effect(self) -> EffectView:
        """What it would change."""
        return EffectView(self._found.effect, self._language)


class ReasonView:
    """A reason as the API shows it."""

    def __init__(self, because: Because, language: Language) -> None:
        self.reason, self.weight = because.reason.value, because.weight
        self.text, self.evidence = because.text(language), sorted(because.evidence)


class EffectView:
    """An effect as the API shows it."""

    def __init__(self, effect: Effect, language: Language) -> None:
        self.agency, self.first = effect.agency, effect.first
        self.ties = [TieView(*pair) for pair in effect.ties]
        self.joins_components = effect.joins_components
        self.before: Reach = effect.before
        self.after: Reach = effect.after
        self.gaps_closed, self.gaps_opened = effect.gaps_closed, effect.gaps_opened
        self.text = effect.text(language)


async def _suggested(context: Context, arguments: Mapping[str, Any]) -> Listing:
    from graph.network.partners import NEEDS, suggest

    subject, minimum = arguments["for"], arguments.get("minScore") or 0.0
    faults: list[HubError] = []
    kind = context.model.kind_of(subject)
    if kind is None or kind.name not in ("Agency", "Target", "Initiative"):
        message = "must be the id of an agency, a target or an initiative"
        faults.append(BadInput(message, ["for"]))
    if not 0 <= minimum <= 1:
        faults.append(BadInput(f"is {minimum:g}: scores are from 0 to 1", ["minScore"]))
    refuse(faults)
    day = (day_of(arguments) or context.today).isoformat()
    material = await context.analyses.material(context.reader, context.model, context.viewer, NEEDS)
    key = "suggestedPartners", day, subject, minimum
    try:
        made = await context.analyses.make(
            context.viewer, material, key, lambda: suggest(material, day, subject, minimum)
        )
    except HubError as error:
        error.path = error.path or ("for",)
        raise
    said = language(arguments)
    found = Each(made.value, lambda one: View(one, said))
    return Listing(found, material.version, made.at)


SUGGESTED_PARTNERS = Computed(
    "suggestedPartners",
    Connection[PartnerSuggestion],
    "Agencies that would be good partners for an agency, a target or an initiative, best first, "
    "each with its reasons and what it would change.",
    _suggested,
    (
        Argument("for", ID, "Id of an agency, a target or an initiative."),
        Argument("minScore", float | None, "Leave out those with a lower score."),
        LANGUAGE,
        AS_OF,
    ),
    day_of,
)

RECORDS = (SuggestionReason, NetworkReach, SuggestionEffect, PartnerSuggestion)
