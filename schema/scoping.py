"""What analyses are asked about: which bodies, through what, when. Arguments that they share."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, TypeVar

from graph.errors import BadInput, HubError, Refusals
from graph.network.material import Material, Span
from graph.network.projection import Weighting
from graph.network.scope import Asked, Chosen, Level, Via, following
from schema.declare import prop
from schema.drafts import Argument
from schema.enums import AgencyType, InitiativeStatus, ParticipationRole
from schema.roots import Context

E = TypeVar("E", bound=Enum)


class NetworkLevel(Enum):
    """What the actors of a network are."""

    AGENCY = "Agencies. What a unit takes part in counts as its agency's."
    UNIT = "Units that take part in something themselves."
    SECTOR = "Sectors: an agency acts for its primary one; with `allSectors` for each of its own."


class TieKind(Enum):
    """What ties actors."""

    INITIATIVE = "Initiatives that both take part in."
    TARGET = "Targets that both contribute to themselves, not through initiatives."
    SESSION = "Coordination sessions that both attended in the year before the day."
    PROCESS = "Hand-offs from a business process of the one to a process of the other."


class TieWeighting(Enum):
    """How shared activities add up to a tie's weight."""

    COUNT = "The number of shared activities."
    NEWMAN = "Each shared activity of k actors adds 1/(k-1) (Newman 2001)."


class CollaborationNetworkWhere:
    """Which agencies and activities a network is made of."""

    sectors: list[str] | None = prop("Codes of sectors; an agency works in at least one.")
    types: list[AgencyType] | None = prop("Types of agencies.")
    roles: list[ParticipationRole] | None = prop("Roles of participation in initiatives.")
    statuses: list[InitiativeStatus] | None = prop("Where initiatives stand.")
    targets: list[str] | None = prop(
        "Codes of targets: these, initiatives that serve them, and sessions about either."
    )
    regions: list[str] | None = prop(
        "Codes of regions: initiatives at work there, and sessions about those."
    )
    include_generic: bool | None = prop(
        "Whether bodies that stand for a class of bodies (GENERIC) are in; by default not."
    )


class Period:
    """Days from the first to the last, both included."""

    from_: datetime.date = prop("First day.")
    to: datetime.date = prop("Last day.")


INPUTS = (CollaborationNetworkWhere, Period)

ALL_SECTORS = Argument(
    "allSectors",
    bool | None,
    "Whether agencies count in all their sectors, not in the primary one only: who has k sectors "
    "belongs to each by 1/k. By default not.",
)
AS_OF = Argument("asOf", datetime.date | None, "Calendar date to look at; by default today.")
LEVEL = Argument("level", NetworkLevel | None, "What the actors are; by default AGENCY.")
VIA = Argument("via", list[TieKind] | None, "What ties them; by default INITIATIVE.")
WEIGHTING = Argument("weighting", TieWeighting | None, "How ties are weighted; by default COUNT.")
WHERE = Argument("where", CollaborationNetworkWhere | None, "Which agencies and activities count.")
BETWEEN = Argument(
    "between",
    Period | None,
    "A period to look at instead of a day: what held on any of its days.",
)


def day_of(arguments: Mapping[str, Any]) -> datetime.date | None:
    """The day at which nodes are seen: that asked for, or the last of the period."""
    between = arguments.get("between")
    return between["to"] if between else arguments.get("asOf")


def asked(context: Context, arguments: Mapping[str, Any]) -> Asked:
    """Which participations the arguments ask for. Raises Refusals with all that is wrong."""
    faults: list[HubError] = []
    between, via = arguments.get("between"), arguments.get("via")
    day = (day_of(arguments) or context.today).isoformat()
    if between and arguments.get("asOf"):
        faults.append(BadInput("can't be given with between: ask for one of them", ["asOf"]))
    if between and between["from"] > between["to"]:
        faults.append(BadInput("ends before it begins", ["between"]))
    if via is not None and not via:
        faults.append(BadInput("is empty: name at least one kind of tie", ["via"]))
    refuse(faults)
    level = arguments.get("level")
    return Asked(
        day,
        Level(level.value) if level else Level.AGENCY,
        frozenset(Via(kind.value) for kind in via) if via else frozenset({Via.INITIATIVE}),
        chosen(arguments),
        Span(between["from"].isoformat(), following(day)) if between else None,
        bool(arguments.get("allSectors")),
    )


def chosen(arguments: Mapping[str, Any]) -> Chosen:
    """The filter."""
    where = arguments.get("where") or {}
    return Chosen(
        sectors=frozenset(where.get("sectors") or ()),
        types=names(where.get("types")),
        roles=names(where.get("roles")),
        statuses=names(where.get("statuses")),
        targets=frozenset(where.get("targets") or ()),
        regions=frozenset(where.get("regions") or ()),
        placeholders=bool(where.get("includeGeneric")),
    )


def names(members: Iterable[Enum] | None) -> frozenset[str]:
    """The names of members of a code list."""
    return frozenset(str(member.value) for member in members or ())


def weighting(arguments: Mapping[str, Any]) -> Weighting:
    """How ties are weighted."""
    asked_for = arguments.get("weighting")
    return Weighting(asked_for.value) if asked_for else Weighting.COUNT


def refuse(faults: list[HubError]) -> None:
    """Raise all faults found, if any."""
    if faults:
        raise Refusals("the request was refused", faults)


def check_codes(material: Material, filter_: Chosen) -> None:
    """Raise Refusals for codes that nothing has: a filter by them would find nothing, silently."""
    faults: list[HubError] = []
    for table in ("sectors", "targets", "regions"):
        given = sorted(getattr(filter_, table))
        known = {row.code for row in material[table]} if given else set()
        faults += [
            BadInput(f"names {code}, which is no code of any of the {table}", ["where", table])
            for code in given
            if code not in known
        ]
    refuse(faults)
