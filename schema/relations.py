"""All relations of the graph. Dated ones hold from their first day to before their end.

The others are facts of a moment, which something else tells: an assessment its own day, a value its
period, a session, a decision, a survey result and a change theirs.
"""

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


@relation("REQUIRES", start="Post", end="Competency", key=("from",))
class Requirement(Dated):
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


@relation("INITIATIVE_IN", start="Initiative", end="Sector", key=("from",))
class Allocation(Dated):
    """An initiative works in a sector (IATI sector)."""

    percentage: float | None = prop("Share of the initiative in percent, 0 to 100.", sort=True)


@relation("SERVES_TARGET", start="Initiative", end="Target", key=("from",))
class InitiativeTarget(Dated):
    """An initiative serves a target."""


@relation("RELATED_TO", start="Initiative", end="Initiative", key=("kind", "from"), short_key=True)
class Relationship(Dated):
    """Two initiatives are related."""

    kind: RelatedKind = prop("How.", sort=True)


@relation("COVERS", start="Initiative", end="Region", key=("from",))
class Coverage(Dated):
    """An initiative is at work in a region."""


@relation("ADVANCES", start="Initiative", end="TransformationTrack", key=("from",))
class Advances(Dated):
    """An initiative advances a transformation track."""


@relation("USES", start="Initiative", end="BusinessProcess", key=("from",))
class ProcessUse(Dated):
    """An initiative rests on a business process."""


@relation("GOVERNS", start="Agency", end="Region", key=("from",))
class Governs(Dated):
    """A regional government governs a region."""


@relation("SUBREGION_OF", start="Region", end="Region", key=("from",), above={})
class SubregionOf(Dated):
    """A region lies in another."""


@relation("SUBSECTOR_OF", start="Sector", end="Sector", key=("from",), above={})
class SubsectorOf(Dated):
    """A sector is part of another."""


@relation("IN_PLAN", start="Target", end="Plan", key=("from",))
class InPlan(Dated):
    """A target belongs to a plan."""


@relation("SUBTARGET_OF", start="Target", end="Target", key=("from",), above={})
class SubtargetOf(Dated):
    """A target serves a higher one."""


@relation("TARGET_IN", start="Target", end="Sector", key=("from",))
class TargetSector(Dated):
    """A target concerns a sector."""


@relation("MEASURES", start="Indicator", end="Target", key=("from",))
class Measures(Dated):
    """An indicator measures a target."""


@relation("PRODUCES", start="Agency", end="Indicator", key=("from",))
class Produces(Dated):
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


@relation("FEEDS", start="BusinessProcess", end="BusinessProcess", key=("from",))
class Handoff(Dated):
    """A process hands over to another."""

    form: HandoffForm = prop("How it hands over.", sort=True)
    duration_days: float | None = prop("Days it takes, where known.", sort=True)


@relation("SERVES", start="BusinessProcess", end="Service", key=("from",))
class ProcessService(Dated):
    """A process serves a service."""


@relation("PROCESS_IN", start="BusinessProcess", end="Sector", key=("from",))
class ProcessSector(Dated):
    """A process belongs to a sector."""


@relation("SERVICE_IN", start="Service", end="Sector", key=("from",))
class ServiceSector(Dated):
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


@relation("OWNED_BY", start="Decision", end="Agency", key=("from",))
class DecisionOwner(Dated):
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
