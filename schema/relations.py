"""All relations of the graph. Dated ones hold from their first day to before their end."""

from __future__ import annotations

from datetime import date

from schema.declare import prop, relation
from schema.enums import (
    Capacity,
    ContributionRole,
    HandoffForm,
    ParticipationRole,
    RelatedKind,
    ReportingKind,
    StructureKind,
)
from schema.node import Dated, Sourced

ORGANIZATIONS = ("Agency", "Unit")


@relation("PART_OF", start="Agency", end="Agency", key=("kind", "from"), above={})
class Structure(Dated):
    """One agency stands under another (W3C ORG subOrganizationOf)."""

    kind: StructureKind = prop("Belonging or coordination.", sort=True)


@relation("IN_SECTOR", start="Agency", end="Sector")
class Assignment(Dated):
    """An agency works in a sector. Exactly one sector is its primary one."""

    primary: bool = prop("Whether it is the agency's primary sector.", sort=True)
    position: int = prop("Place among the agency's sectors, from 1.", sort=True)


@relation("UNIT_OF", start="Unit", end="Agency", key=("from",), above={})
class Affiliation(Dated):
    """A unit belongs to an agency (W3C ORG unitOf)."""


@relation("SUBUNIT_OF", start="Unit", end="Unit", key=("from",), above={})
class Subordination(Dated):
    """A unit is part of another."""


@relation("POST_IN", start="Post", end="Unit", key=("from",), above={})
class Placement(Dated):
    """A post stands in a unit (W3C ORG postIn)."""


@relation(
    "REPORTS_TO",
    start="Post",
    end="Post",
    key=("kind", "from"),
    above={"kind": ReportingKind.PRIMARY.name},
)
class Reporting(Dated):
    """A post reports to another (W3C ORG reportsTo)."""

    kind: ReportingKind = prop("Main or further line.", sort=True)


@relation("HOLDS", start="Employee", end="Post", key=("from",))
class Membership(Dated):
    """An employee holds a post (W3C ORG Membership)."""

    share: float | None = prop("Share of a full-time post, above 0 to 1.", sort=True)
    acting: bool = prop("Whether in an acting capacity (Plt./Plh.).", sort=True)


@relation("WORKS_AT", start="Employee", end="Agency", key=("from",))
class Employment(Dated):
    """An employee works at an agency: derived from the posts held, kept by the same write."""


@relation("REQUIRES", start="Post", end="Competency")
class Requirement(Sourced):
    """A post requires a competency."""

    level: int = prop("Level required, 1 to 5.", sort=True)


@relation("HAS_COMPETENCY", start="Employee", end="Competency", key=("assessedOn",))
class Profile(Sourced):
    """An employee's assessed competency."""

    level: int = prop("Level reached, 1 to 5.", sort=True)
    assessed_on: date | None = prop("Day of the assessment.", sort=True)


@relation("PARTICIPATES_IN", start=ORGANIZATIONS, end="Initiative", key=("role", "from"))
class Participation(Dated):
    """A body takes part in an initiative."""

    role: ParticipationRole = prop("What it does.", sort=True)
    note: str | None = prop("Remark.")


@relation("CONTRIBUTES_TO", start=ORGANIZATIONS, end="Target", key=("role", "from"))
class Contribution(Dated):
    """A body contributes to a target."""

    role: ContributionRole = prop("What it does.", sort=True)


@relation("INITIATIVE_IN", start="Initiative", end="Sector")
class Allocation(Sourced):
    """An initiative works in a sector (IATI sector)."""

    percentage: float | None = prop("Share of the initiative in percent, 0 to 100.", sort=True)


@relation("SERVES_TARGET", start="Initiative", end="Target")
class InitiativeTarget(Sourced):
    """An initiative serves a target."""


@relation("RELATED_TO", start="Initiative", end="Initiative", key=("kind",))
class Relationship(Sourced):
    """Two initiatives are related."""

    kind: RelatedKind = prop("How.", sort=True)


@relation("COVERS", start="Initiative", end="Region")
class Coverage(Sourced):
    """An initiative is at work in a region."""


@relation("ADVANCES", start="Initiative", end="TransformationTrack")
class Advances(Sourced):
    """An initiative advances a transformation track."""


@relation("USES", start="Initiative", end="BusinessProcess")
class ProcessUse(Sourced):
    """An initiative rests on a business process."""


@relation("GOVERNS", start="Agency", end="Region")
class Governs(Sourced):
    """A regional government governs a region."""


@relation("SUBREGION_OF", start="Region", end="Region", above={})
class SubregionOf(Sourced):
    """A region lies in another."""


@relation("SUBSECTOR_OF", start="Sector", end="Sector", above={})
class SubsectorOf(Sourced):
    """A sector is part of another."""


@relation("IN_PLAN", start="Target", end="Plan")
class InPlan(Sourced):
    """A target belongs to a plan."""


@relation("SUBTARGET_OF", start="Target", end="Target", above={})
class SubtargetOf(Sourced):
    """A target serves a higher one."""


@relation("TARGET_IN", start="Target", end="Sector")
class TargetSector(Sourced):
    """A target concerns a sector."""


@relation("MEASURES", start="Indicator", end="Target")
class Measures(Sourced):
    """An indicator measures a target."""


@relation("PRODUCES", start="Agency", end="Indicator")
class Produces(Sourced):
    """An agency produces an indicator's values."""


@relation("VALUE_OF", start="PeriodValue", end="Indicator")
class ValueOf(Sourced):
    """A value belongs to an indicator."""


@relation("OWNS", start="Agency", end="BusinessProcess", key=("from",))
class Ownership(Dated):
    """An agency owns a business process."""


@relation("PROVIDES", start="Agency", end="Service", key=("from",))
class Provision(Dated):
    """An agency provides a service."""


@relation("FEEDS", start="BusinessProcess", end="BusinessProcess")
class Handoff(Sourced):
    """A process hands over to another."""

    form: HandoffForm = prop("How it hands over.", sort=True)
    duration_days: float | None = prop("Days it takes, where known.", sort=True)


@relation("SERVES", start="BusinessProcess", end="Service")
class ProcessService(Sourced):
    """A process serves a service."""


@relation("PROCESS_IN", start="BusinessProcess", end="Sector")
class ProcessSector(Sourced):
    """A process belongs to a sector."""


@relation("SERVICE_IN", start="Service", end="Sector")
class ServiceSector(Sourced):
    """A service belongs to a sector."""


@relation("ATTENDED", start=ORGANIZATIONS, end="CoordinationSession")
class Attendance(Sourced):
    """A body attended a coordination session."""

    capacity: Capacity = prop("In what capacity.", sort=True)


@relation("DISCUSSED", start="CoordinationSession", end="Initiative")
class SessionInitiative(Sourced):
    """A session was about an initiative."""


@relation("DISCUSSED_TARGET", start="CoordinationSession", end="Target")
class SessionTarget(Sourced):
    """A session was about a target."""


@relation("DECIDED", start="CoordinationSession", end="Decision")
class Decided(Sourced):
    """A session made a decision."""


@relation("OWNED_BY", start="Decision", end="Agency")
class DecisionOwner(Sourced):
    """An agency has to carry a decision out."""


@relation("DECISION_FOR", start="Decision", end="Target")
class DecisionTarget(Sourced):
    """A decision serves a target."""


@relation("SURVEYED", start="SurveyResult", end="Agency")
class Surveyed(Sourced):
    """A survey result is about an agency."""


@relation("BEFORE", start="ChangeEvent", end="Agency")
class Before(Sourced):
    """A body that was there before a change."""


@relation("AFTER", start="ChangeEvent", end="Agency")
class After(Sourced):
    """A body that is there after a change."""
