"""Targets that several agencies work towards: public types and root field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graph.errors import BadInput, HubError
from graph.network.material import Material
from schema.agency import Agency
from schema.declare import Connection, prop, record
from schema.drafts import Argument
from schema.enums import Direction
from schema.indicator import Indicator
from schema.initiative import Initiative
from schema.roots import Computed, Context, Listing, Shown
from schema.scoping import AS_OF, day_of, refuse
from schema.sector import Sector
from schema.session import CoordinationSession
from schema.target import Target

if TYPE_CHECKING:
    from graph.network.shared import SharedTarget as Shared
    from graph.network.shared import Which

MOST_MONTHS = 1200


@record
class TargetProgress:
    """What is known of an indicator of a target for a period."""

    indicator: Indicator | None = prop("The indicator.")
    direction: Direction = prop("Which way it should move.")
    unit: str | None = prop("Unit of its values.")
    period: str = prop("Year or month, such as 2025 or 2025-09.")
    baseline: float | None = prop("The latest baseline by then.")
    target: float | None = prop("Where it should stand.")
    actual: float | None = prop("Where it stood.")
    achievement: float | None = prop(
        "Share of the way from baseline to target that was gone: below 0 where it went back, above "
        "1 where it went further; absent where one of the three is not known."
    )


@record
class SharedTarget:
    """A target that several agencies work towards."""

    target: Target | None = prop("The target.")
    agency_count: int = prop("How many agencies contribute to it.")
    agencies: Connection[Agency] = prop("Agencies that contribute, directly or by initiatives.")
    direct: Connection[Agency] = prop("Agencies that contribute directly.")
    leaders: Connection[Agency] = prop("Agencies that answer for it.")
    sectors: Connection[Sector] = prop("Sectors that it concerns.")
    progress: list[TargetProgress] = prop("How far it has come, by indicator and period.")
    last_reported: str | None = prop("The latest period with an actual value.")
    stale: bool = prop("Whether it runs and nobody has reported on it for staleMonths.")
    meets: bool = prop(
        "Whether its contributors come together: in a live initiative of two or more of them, or "
        "in a session of the past year about it or attended by two or more of them."
    )
    unmet_pairs: int = prop(
        "How many pairs of its contributors share no live initiative and no session of the year."
    )
    meetings: Connection[CoordinationSession] = prop("The sessions in which they come together.")
    joint_initiatives: Connection[Initiative] = prop(
        "The live initiatives in which they come together."
    )


class SharedTargetsWhere:
    """Which shared targets. All that is given must match."""

    sectors: list[str] | None = prop("Codes of sectors, one of which it concerns.")
    plans: list[str] | None = prop("Codes of plans, one of which sets it.")
    agencies: list[str] | None = prop("Ids of agencies, one of which contributes.")
    stale: bool | None = prop("true: only those on which nobody has reported for long.")
    unmet: bool | None = prop("true: only those whose contributors do not come together.")
    include_generic: bool | None = prop(
        "Whether bodies that stand for a class of bodies (GENERIC) count; by default they do."
    )


class View(Shown[Any]):
    """A shared target as the API shows it."""

    _found: Shared

    @property
    def joint_initiatives(self) -> tuple[str, ...]:
        """Ids of live initiatives."""
        return self._found.joint


async def _shared(context: Context, arguments: Mapping[str, Any]) -> Listing:
    from graph.network import shared

    which, minimum, months = _which(arguments), arguments["minAgencies"], _months(arguments)
    faults: list[HubError] = []
    if minimum < 1:
        faults.append(BadInput(f"is {minimum}: ask for 1 or more", ["minAgencies"]))
    if not 0 <= months <= MOST_MONTHS:
        faults.append(BadInput(f"is {months}: ask for 0 to {MOST_MONTHS:,}", ["staleMonths"]))
    refuse(faults)
    day = (day_of(arguments) or context.today).isoformat()
    material = await context.analyses.material(
        context.reader, context.model, context.viewer, shared.NEEDS
    )
    _check(material, which)

    def make() -> list[View]:
        return list(map(View, shared.shared_targets(material, day, which, minimum, months)))

    key = "sharedTargets", day, which, minimum, months
    made = await context.analyses.make(context.viewer, material, key, make)
    return Listing(made.value, material.version, made.at)


def _months(arguments: Mapping[str, Any]) -> int:
    months = arguments.get("staleMonths")
    return 18 if months is None else int(months)


def _which(arguments: Mapping[str, Any]) -> Which:
    from graph.network.shared import Which

    where = arguments.get("where") or {}
    generic = where.get("includeGeneric")
    return Which(
        sectors=frozenset(where.get("sectors") or ()),
        plans=frozenset(where.get("plans") or ()),
        agencies=frozenset(where.get("agencies") or ()),
        stale=bool(where.get("stale")),
        unmet=bool(where.get("unmet")),
        placeholders=generic is not False,
    )


def _check(material: Material, which: Which) -> None:
    """Raise Refusals for codes and ids that nothing has."""
    faults: list[HubError] = []
    for table, by in (("sectors", "code"), ("plans", "code"), ("agencies", "id")):
        given = sorted(getattr(which, table))
        known = {getattr(row, by) for row in material[table]} if given else set()
        faults += [
            BadInput(f"names {name}, which is no {by} of any of the {table}", ["where", table])
            for name in given
            if name not in known
        ]
    refuse(faults)


SHARED_TARGETS = Computed(
    "sharedTargets",
    Connection[SharedTarget],
    "Targets that several agencies contribute to on a day, directly or through initiatives; most "
    "agencies first: who leads, how far they have come, and whether the contributors meet.",
    _shared,
    (
        Argument("minAgencies", int, "How many agencies at least.", default=2),
        Argument("where", SharedTargetsWhere | None, "Only these targets."),
        Argument("staleMonths", int | None, "When a report is old; by default after 18 months."),
        AS_OF,
    ),
    day_of,
)

RECORDS = (TargetProgress, SharedTarget)
INPUTS = (SharedTargetsWhere,)
