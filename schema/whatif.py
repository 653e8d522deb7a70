"""What if: hypothetical changes, compared with what is. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from strawberry import ID

from graph.errors import BadInput, HubError
from graph.network.language import Language
from graph.network.material import Material
from graph.network.projection import Weighting
from graph.network.scope import Asked, scope
from schema.declare import Connection, one_of, prop, record
from schema.drafts import Argument
from schema.gaps import LANGUAGE, CollaborationGap, GapKind, gap_list, language
from schema.network import CollaborationNetwork, View
from schema.node import Actor
from schema.roots import Computed, Context, Listing, Shown, told
from schema.scoping import (
    AS_OF,
    LEVEL,
    VIA,
    WEIGHTING,
    WHERE,
    asked,
    check_codes,
    day_of,
    refuse,
    weighting,
)

if TYPE_CHECKING:
    from graph.network.change import Change
    from graph.network.difference import Difference
    from graph.network.gaps.gap import Gap
    from graph.network.network import Network

MOST_CHANGES = 50


class ActivityRole(Enum):
    """What a body does in an initiative, or for a target."""

    LEAD = "Answers for it."
    CO_LEAD = "Answers for an initiative with another."
    COORDINATOR = "Brings the others of an initiative together."
    PARTNER = "Takes part in an initiative."
    FUNDER = "Pays for an initiative."
    IMPLEMENTER = "Carries an initiative out."
    CONTRIBUTOR = "Contributes to a target."


class JoinChange:
    """A body takes part in an initiative, or contributes to a target."""

    body: ID = prop("Id of the agency or unit.")
    activity: ID = prop("Id of the initiative or target.")
    role: ActivityRole | None = prop("What it does; by default PARTNER or CONTRIBUTOR.")


class LeaveChange:
    """A body no longer takes part in an initiative, or contributes to a target."""

    body: ID = prop("Id of the agency or unit.")
    activity: ID = prop("Id of the initiative or target.")


class MergeChange:
    """Agencies become one."""

    bodies: list[ID] = prop("Ids of the agencies.")
    into: ID = prop("Id of the one that they become: one of them, or another.")


class RemoveChange:
    """An agency, an initiative or a target is gone, as if it had never been."""

    id: ID = prop("Its id.")


class HypotheticalParticipant:
    """A body in a new initiative."""

    body: ID = prop("Id of the agency or unit.")
    role: ActivityRole | None = prop("What it does; by default PARTNER.")


class FoundChange:
    """A new initiative. Later changes call the first one Initiative:hypothetical-1, and so on."""

    name: str = prop("Its name.")
    targets: list[ID] | None = prop("Ids of the targets that it serves.")
    sectors: list[ID] | None = prop("Ids of its sectors.")
    participants: list[HypotheticalParticipant] | None = prop("Who takes part.")


@one_of
class HypotheticalChange:
    """One change: exactly one of these."""

    join: JoinChange | None = prop("A body joins.")
    leave: LeaveChange | None = prop("A body leaves.")
    merge: MergeChange | None = prop("Agencies merge.")
    remove: RemoveChange | None = prop("Something is gone.")
    found: FoundChange | None = prop("An initiative begins.")


@record
class TieChange:
    """A tie before and after. A weight of 0 means none."""

    source: Actor | None = prop("The one end.")
    target: Actor | None = prop("The other end.")
    before: float = prop("Its weight as it is.")
    after: float = prop("Its weight as it would be.")


@record
class WhatIf:
    """A network as it is and as it would be, and the gaps that changes would close and open."""

    before: CollaborationNetwork = prop("The network as it is.")
    after: CollaborationNetwork = prop("The network as it would be.")
    ties_gained: list[TieChange] = prop("Ties that would come.")
    ties_lost: list[TieChange] = prop("Ties that would go.")
    ties_changed: list[TieChange] = prop("Ties that would weigh more or less.")
    actors_lost: Connection[Actor] = prop("Actors that would be gone.")
    isolates_gained: Connection[Actor] = prop("Actors that would be left without ties.")
    isolates_lost: Connection[Actor] = prop("Actors that would no longer be without ties.")
    gaps_closed: Connection[CollaborationGap] = prop("Gaps that would be closed, by score.")
    gaps_opened: Connection[CollaborationGap] = prop("Gaps that would open, by score.")
    data_version: int = prop("Version of the graph that it was computed from.")
    computed_at: datetime = prop("When it was computed (UTC).")


class Answer(Shown["Difference"]):
    """A comparison as the API shows it."""

    def __init__(self, found: _Compared, at: datetime, language: Language) -> None:
        self.before, self.after = View(found.before, at), View(found.after, at)
        self.data_version, self.computed_at = found.before.version, told(at)
        change: Difference = found.difference
        super().__init__(change)
        self._compared, self._at, self._language = found, at, language
        self.ties_gained, self.ties_lost = change.gained, change.lost
        self.ties_changed = change.changed

    @property
    def gaps_closed(self) -> Listing:
        """Gaps of the day that would not be there."""
        return self._listed(_only(self._compared.gaps_before, self._compared.gaps_after))

    @property
    def gaps_opened(self) -> Listing:
        """Gaps that are not there yet."""
        return self._listed(_only(self._compared.gaps_after, self._compared.gaps_before))

    def _listed(self, gaps: list[Gap]) -> Listing:
        return Listing(gap_list(gaps, self._language), self.data_version, self._at)


class _Compared:
    """Two networks and their gaps, each found when first asked for."""

    def __init__(self, before: Network, after: Network, finders: Sequence[Any]) -> None:
        from graph.network.difference import difference

        self.before, self.after = before, after
        self.difference = difference(before.graph, after.graph)
        self._finders = finders
        self._found: dict[int, list[Gap]] = {}

    @property
    def bytes(self) -> int:
        """What it weighs, about."""
        gaps = sum(map(len, self._found.values()))
        return self.before.bytes + self.after.bytes + 1_000 * gaps

    @property
    def gaps_before(self) -> list[Gap]:
        """The gaps of the material as it is."""
        return self._gaps(0)

    @property
    def gaps_after(self) -> list[Gap]:
        """The gaps of the material as it would be."""
        return self._gaps(1)

    def _gaps(self, which: int) -> list[Gap]:
        if which not in self._found:
            self._found[which] = self._finders[which]()
        return self._found[which]


async def _what_if(context: Context, arguments: Mapping[str, Any]) -> Answer:
    from graph.network import whatif
    from graph.network.gaps.find import needs
    from graph.network.gaps.gap import GapKind as Kind
    from graph.network.gaps.wanted import Wanted

    question, weights = asked(context, arguments), weighting(arguments)
    changes = _changes(arguments["changes"])
    kinds = arguments.get("gaps")
    looked_for = frozenset(Kind) - {Kind.UNDERCONNECTED_SECTORS}
    if kinds is not None:
        looked_for = frozenset(Kind(kind.value) for kind in kinds)
    wanted = Wanted(question.day, kinds=looked_for)
    material = await context.analyses.material(
        context.reader,
        context.model,
        context.viewer,
        question.needs | whatif.NEEDS | needs(wanted),
    )
    check_codes(material, question.chosen)
    key = "whatIf", question, weights, wanted, tuple(changes)
    made = await context.analyses.make(
        context.viewer,
        material,
        key,
        lambda: _compared(material, question, weights, changes, wanted),
    )
    return Answer(made.value, made.at, language(arguments))


def _compared(
    material: Material,
    question: Asked,
    weights: Weighting,
    changes: Sequence[Change],
    wanted: Any,
) -> _Compared:
    from graph.network import whatif
    from graph.network.gaps.find import find
    from graph.network.network import Cut, Network

    changed = whatif.apply(material, changes, question.day)
    before, after = (
        Network(scope(one, question), weights, Cut(), material.version)
        for one in (material, changed)
    )
    finders = [lambda one=one: find(one, wanted) for one in (material, changed)]
    return _Compared(before, after, finders)


def _changes(given: Sequence[Mapping[str, Any]]) -> list[Change]:
    """The changes as the graph knows them. Raises Refusals for none, and for too many."""
    faults: list[HubError] = []
    if not 1 <= len(given) <= MOST_CHANGES:
        message = f"holds {len(given)}: give 1 to {MOST_CHANGES}"
        faults.append(BadInput(message, ["changes"]))
    refuse(faults)
    return [_change(change) for change in given]


def _change(given: Mapping[str, Any]) -> Change:
    from graph.network import change

    ((name, of),) = given.items()
    if name == "join":
        return change.Join(of["body"], of["activity"], _role(of))
    if name == "leave":
        return change.Leave(of["body"], of["activity"])
    if name == "merge":
        return change.Merge(tuple(of["bodies"]), of["into"])
    if name == "remove":
        return change.Remove(of["id"])
    return change.Found(
        of["name"],
        tuple(of.get("targets") or ()),
        tuple(of.get("sectors") or ()),
        tuple((each["body"], _role(each)) for each in of.get("participants") or ()),
    )


def _role(given: Mapping[str, Any]) -> str | None:
    role = given.get("role")
    return role.value if role else None


def _only(these: Iterable[Gap], those: Iterable[Gap]) -> list[Gap]:
    """The gaps that are not among the others, whatever their scores."""
    known = {_identity(gap) for gap in those}
    return [gap for gap in these if _identity(gap) not in known]


def _identity(gap: Gap) -> str:
    return gap.key.partition(" ")[2]


WHAT_IF = Computed(
    "whatIf",
    WhatIf,
    "Hypothetical changes, one after the other, from the day on: the network and its measures as "
    "they are and as they would be, and the gaps that would close and open. Nothing is written.",
    _what_if,
    (
        Argument(
            "changes", list[HypotheticalChange], f"The changes in order, 1 to {MOST_CHANGES}."
        ),
        LEVEL,
        VIA,
        WEIGHTING,
        WHERE,
        Argument(
            "gaps",
            list[GapKind] | None,
            "Look for these kinds of gaps; by default for all but UNDERCONNECTED_SECTORS, which a "
            "single tie can tip over its threshold.",
        ),
        LANGUAGE,
        AS_OF,
    ),
    day_of,
)

RECORDS = (TieChange, WhatIf)
INPUTS = (
    JoinChange,
    LeaveChange,
    MergeChange,
    RemoveChange,
    HypotheticalParticipant,
    FoundChange,
    HypotheticalChange,
)
