"""Collaboration gaps: public types and root field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from graph.errors import BadInput, HubError
from graph.network.language import Language as Told
from graph.network.material import Material
from graph.network.scope import Asked, shown
from schema import matrix
from schema.declare import Connection, prop, record
from schema.drafts import Argument
from schema.node import Actor, Node
from schema.roots import Computed, Context, Each, Listing, Shown
from schema.scoping import AS_OF, day_of, names, refuse

if TYPE_CHECKING:
    from graph.network.gaps.gap import Gap
    from graph.network.gaps.wanted import Wanted
    from graph.network.matrix import SectorMatrix


class GapKind(Enum):
    """What is missing. Formulas, thresholds and sources: docs/gaps.md."""

    UNMET_PAIR = "Two agencies contribute to the same target and share no live initiative."
    UNDERCONNECTED_SECTORS = "Two sectors work together less than chance has them."
    ORPHAN_TARGET = "Nobody contributes to a target."
    SINGLE_CONTRIBUTOR_TARGET = "One agency alone contributes to a target."
    BROKER_RISK = "The network rests on one agency."
    INSULAR_AGENCY = "An agency works within its own sector more than chance has it."
    POSSIBLE_DUPLICATION = "Two initiatives of different agencies seem to do the same."
    STALE_TARGET = "Nobody can say where a target stands."
    UNCOORDINATED_INITIATIVE = "Several agencies share an initiative and no session is about it."
    PROCESS_HANDOFF = (
        "A process feeds one of another agency with no shared service, initiative or session."
    )


class GapSeverity(Enum):
    """How much a gap asks for attention."""

    LOW = "Worth knowing: a score below 0.4."
    MEDIUM = "Worth a conversation."
    HIGH = "Worth a decision: a score of 0.7 or more, of a kind that is no mere hint."


class Language(Enum):
    """The language of sentences."""

    ID = "Indonesian."
    EN = "English."


@record
class GapNumber:
    """A number behind a gap."""

    name: str = prop("What it is, in camel case; docs/gaps.md says what it means.")
    value: float = prop("The number.")


@record
class CollaborationGap:
    """Work that belongs together and is not done together, with the reasons."""

    kind: GapKind = prop("What is missing.")
    score: float = prop("How much, 0 to 1.")
    severity: GapSeverity = prop("How much it asks for attention.")
    actors: Connection[Actor] = prop("The agencies or sectors whose gap it is.")
    subjects: Connection[Node] = prop("The targets, initiatives or processes that it is about.")
    explanation: str = prop("What is, in a sentence or two.")
    suggestion: str = prop("What could be done, in a sentence.")
    numbers: list[GapNumber] = prop("The numbers behind the score.")
    evidence: Connection[Node] = prop("Nodes that show it.")
    pending: bool = prop("Whether better numbers for it are being sampled in the background.")


class CollaborationGapsWhere:
    """Which gaps. All that is given must match."""

    sectors: list[str] | None = prop("Codes or ids of sectors.")
    agencies: list[str] | None = prop("Ids of agencies.")
    targets: list[str] | None = prop("Codes or ids of targets.")
    severities: list[GapSeverity] | None = prop("Severities.")


class GapThresholds:
    """From when on something counts as a gap."""

    alpha: float | None = prop("False discovery rate for sectors and agencies; by default 0.05.")
    stale_months: int | None = prop("Age of a target's last value; by default 18 months.")
    session_months: int | None = prop("How long a session counts; by default 12 months.")
    grace_months: int | None = prop("How long initiatives may run without one; by default 3.")
    least_overlap: float | None = prop("Least score of a duplication; by default 0.25.")
    broker_share: float | None = prop("Least share of paths through a broker; by default 0.05.")


def gap_list(found: Sequence[Gap], language: Told) -> Each:
    """Gaps as the API shows them."""
    return Each(found, lambda gap: View(gap, language))


class View(Shown["Gap"]):
    """A gap as the API shows it."""

    def __init__(self, gap: Gap, language: Told) -> None:
        super().__init__(gap)
        self._language = language

    @property
    def actors(self) -> list[str]:
        """Ids of its actors."""
        return sorted(self._found.actors)

    @property
    def subjects(self) -> list[str]:
        """Ids of what it is about."""
        return shown(self._found.subjects)

    @property
    def evidence(self) -> list[str]:
        """Ids of what shows it."""
        return shown(self._found.evidence)

    @property
    def numbers(self) -> list[NumberView]:
        """The numbers."""
        return [NumberView(name, value) for name, value in self._found.numbers]

    @property
    def explanation(self) -> str:
        """What is."""
        return self._found.explanation(self._language)

    @property
    def suggestion(self) -> str:
        """What could be done."""
        return self._found.suggestion(self._language)


class NumberView:
    """A number by its name."""

    def __init__(self, name: str, value: float) -> None:
        self.name, self.value = name, value


def language(arguments: Mapping[str, Any]) -> Told:
    """The language of sentences: Indonesian unless another one is asked for."""
    asked_for = arguments.get("language")
    return Told(asked_for.value) if asked_for else Told.ID


async def _gaps(context: Context, arguments: Mapping[str, Any]) -> Listing:
    from graph.network.gaps.find import needs

    wanted = _wanted(context, arguments)
    material = await context.analyses.material(
        context.reader, context.model, context.viewer, needs(wanted)
    )
    _check_ids(context, material, arguments)
    found, at, pending = await gaps_of(context, material, wanted)
    severities = names((arguments.get("where") or {}).get("severities"))
    if severities:
        found = [gap for gap in found if gap.severity.value in severities]
    return Listing(gap_list(found, language(arguments)), material.version, at, pending)


async def gaps_of(
    context: Context, material: Material, wanted: Wanted
) -> tuple[Sequence[Gap], datetime, bool]:
    """The gaps of a day, when they were found, and whether better numbers are on their way."""
    from graph.network.gaps.find import find
    from graph.network.gaps.gap import GapKind as Kind

    known: SectorMatrix | None = None
    if Kind.UNDERCONNECTED_SECTORS in wanted.kinds:
        known = (await matrix.kept(context, material, Asked(wanted.day), {})).value
    pending = known is not None and known.pending
    made = await context.analyses.make(
        context.viewer,
        material,
        ("gaps", wanted, pending),
        lambda: find(material, wanted, known),
    )
    return made.value, made.at, pending


def _wanted(context: Context, arguments: Mapping[str, Any]) -> Wanted:
    from graph.network.gaps.gap import GapKind as Kind
    from graph.network.gaps.wanted import Wanted

    where, kinds = arguments.get("where") or {}, arguments.get("kinds")
    faults: list[HubError] = []
    if kinds is not None and not kinds:
        faults.append(BadInput("is empty: name at least one kind, or leave it out", ["kinds"]))
    minimum = arguments.get("minScore") or 0.0
    if not 0 <= minimum <= 1:
        faults.append(BadInput(f"is {minimum:g}: scores are from 0 to 1", ["minScore"]))
    limits = _limits(arguments.get("thresholds") or {}, faults)
    refuse(faults)
    wanted = Wanted(
        (day_of(arguments) or context.today).isoformat(),
        sectors=frozenset(where.get("sectors") or ()),
        agencies=frozenset(where.get("agencies") or ()),
        targets=frozenset(where.get("targets") or ()),
        min_score=minimum,
        **limits,
    )
    return replace(wanted, kinds=frozenset(Kind(k.value) for k in kinds)) if kinds else wanted


_LIMITS = {
    "alpha": ("alpha", 1),
    "staleMonths": ("stale_months", 1200),
    "sessionMonths": ("session_months", 1200),
    "graceMonths": ("grace_months", 1200),
    "leastOverlap": ("least_overlap", 1),
    "brokerShare": ("broker_share", 1),
}


def _limits(given: Mapping[str, Any], faults: list[HubError]) -> dict[str, Any]:
    found = {}
    for name, (attribute, most) in _LIMITS.items():
        value = given.get(name)
        if value is None:
            continue
        if not 0 <= value <= most:
            message = f"is {value:g}: it must be from 0 to {most:,}"
            faults.append(BadInput(message, ["thresholds", name]))
        found[attribute] = value
    return found


def _check_ids(context: Context, material: Material, arguments: Mapping[str, Any]) -> None:
    """Raise Refusals for codes and ids that nothing has."""
    where = arguments.get("where") or {}
    faults: list[HubError] = []
    for table in ("sectors", "agencies", "targets"):
        given = where.get(table)
        if not given:
            continue
        rows = material[table]
        known = {row.id for row in rows} | {getattr(row, "code", None) for row in rows}
        faults += [
            BadInput(f"names {id_}, which is none of the {table}", ["where", table])
            for id_ in given
            if id_ not in known
        ]
    refuse(faults)


LANGUAGE = Argument("language", Language | None, "Language of sentences; by default ID.")

COLLABORATION_GAPS = Computed(
    "collaborationGaps",
    Connection[CollaborationGap],
    "Work that belongs together and is not done together: ranked by score, each with an "
    "explanation, the numbers behind it, evidence and a suggestion. Where numbers are sampled, the "
    "first answer is `pending`.",
    _gaps,
    (
        Argument("kinds", list[GapKind] | None, "Only these kinds."),
        Argument("where", CollaborationGapsWhere | None, "Only these gaps."),
        Argument("minScore", float | None, "Leave out gaps with a lower score."),
        Argument("thresholds", GapThresholds | None, "From when on something counts as a gap."),
        LANGUAGE,
        AS_OF,
    ),
    day_of,
)

RECORDS = (GapNumber, CollaborationGap)
INPUTS = (CollaborationGapsWhere, GapThresholds)
