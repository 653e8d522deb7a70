"""Agencies: the bodies of government."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.declare import Connection, incoming, kind, outgoing, prop
from schema.enums import AgencyType
from schema.node import Mortal, Organization, Recorded
from schema.relations import (
    Affiliation,
    After,
    Assignment,
    Attendance,
    Before,
    Contribution,
    DecisionOwner,
    Employment,
    Governs,
    Ownership,
    Participation,
    Produces,
    Provision,
    Structure,
    Surveyed,
)

if TYPE_CHECKING:
    from schema.employee import Employee
    from schema.event import ChangeEvent
    from schema.indicator import Indicator
    from schema.initiative import Initiative
    from schema.process import BusinessProcess, Service
    from schema.region import Region
    from schema.sector import Sector
    from schema.session import CoordinationSession, Decision
    from schema.survey import SurveyResult
    from schema.target import Target
    from schema.unit import Unit


@kind(order=("name",))
class Agency(Organization, Mortal, Recorded):
    """A body of government with a mandate of its own (W3C ORG FormalOrganization)."""

    code: str = prop("Short code, unique among the living.", sort=True, search=True)
    name_en: str | None = prop("Name in English.", sort=True, search=True)
    aliases: list[str] = prop("Other names in use.", search=True)
    former_names: list[str] = prop(
        "Names that the same body had before. Where it was another node then, that has the dates: "
        "see bodyNames.",
        search=True,
    )
    type: AgencyType = prop("What sort of body it is.", sort=True)
    website: str | None = prop("Address of its website.")
    identifiers: list[str] = prop("Identifiers elsewhere, each as scheme:value.")
    legal_basis: str | None = prop("Law that sets it up.")
    part_of: Connection[Agency] = outgoing(Structure, "Agencies that it stands under.")
    parts: Connection[Agency] = incoming(Structure, "Agencies that stand under it.")
    sectors: Connection[Sector] = outgoing(Assignment, "Sectors that it works in.")
    primary_sector: Sector | None = outgoing(
        Assignment, "The one sector that measures by category count it in.", primary=True
    )
    units: Connection[Unit] = incoming(Affiliation, "Its units.")
    employees: Connection[Employee] = incoming(Employment, "People who work here.")
    initiatives: Connection[Initiative] = outgoing(
        Participation, "Initiatives that it takes part in."
    )
    targets: Connection[Target] = outgoing(Contribution, "Targets that it contributes to.")
    processes: Connection[BusinessProcess] = outgoing(Ownership, "Business processes that it owns.")
    services: Connection[Service] = outgoing(Provision, "Services that it provides.")
    sessions: Connection[CoordinationSession] = outgoing(
        Attendance, "Coordination sessions that it attended."
    )
    decisions: Connection[Decision] = incoming(DecisionOwner, "Decisions that it has to carry out.")
    regions: Connection[Region] = outgoing(Governs, "Regions that it governs.")
    indicators: Connection[Indicator] = outgoing(Produces, "Indicators that it produces.")
    surveys: Connection[SurveyResult] = incoming(Surveyed, "Survey results about it.")
    origins: Connection[ChangeEvent] = incoming(After, "Changes that it came out of.")
    changes: Connection[ChangeEvent] = incoming(Before, "Changes that it went into.")
