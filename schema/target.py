"""Targets and the plans that set them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from schema.declare import Connection, incoming, kind, outgoing, prop
from schema.enums import TargetLevel
from schema.node import Node, Organization, Recorded
from schema.relations import (
    Contribution,
    DecisionTarget,
    InitiativeTarget,
    InPlan,
    Measures,
    SessionTarget,
    SubtargetOf,
    TargetSector,
)

if TYPE_CHECKING:
    from schema.indicator import Indicator
    from schema.initiative import Initiative
    from schema.sector import Sector
    from schema.session import CoordinationSession, Decision


@kind(order=("name",))
class Plan(Node, Recorded):
    """A plan that sets targets, such as the national medium-term plan."""

    code: str = prop("Short code, unique.", sort=True, search=True)
    name: str = prop("Name.", sort=True, search=True)
    name_en: str | None = prop("Name in English.", sort=True, search=True)
    start_date: date | None = prop("First day.", sort=True)
    end_date: date | None = prop("Last day.", sort=True)
    legal_basis: str | None = prop("Law that sets it.")
    targets: Connection[Target] = incoming(InPlan, "Its targets.")


@kind(order=("name",))
class Target(Node, Recorded):
    """Something that a plan means to reach."""

    code: str = prop("Short code, unique; text (16.1 is not 16.10).", sort=True, search=True)
    name: str = prop("Name.", sort=True, search=True)
    name_en: str | None = prop("Name in English.", sort=True, search=True)
    level: TargetLevel = prop("Where it stands in its plan.", sort=True)
    start_year: int | None = prop("First year.", sort=True)
    end_year: int | None = prop("Year by which it is to be reached.", sort=True)
    note: str | None = prop("Remark, such as a break in the method.")
    plan: Plan | None = outgoing(InPlan, "The plan that sets it.")
    parent: Target | None = outgoing(SubtargetOf, "The higher target that it serves.")
    subtargets: Connection[Target] = incoming(SubtargetOf, "Targets that serve it.")
    contributors: Connection[Organization] = incoming(Contribution, "Bodies that contribute.")
    initiatives: Connection[Initiative] = incoming(InitiativeTarget, "Initiatives that serve it.")
    indicators: Connection[Indicator] = incoming(Measures, "Indicators that measure it.")
    sectors: Connection[Sector] = outgoing(TargetSector, "Sectors that it concerns.")
    sessions: Connection[CoordinationSession] = incoming(
        SessionTarget, "Coordination sessions about it."
    )
    decisions: Connection[Decision] = incoming(DecisionTarget, "Decisions that serve it.")
