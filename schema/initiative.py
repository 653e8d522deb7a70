"""Initiatives: work that several bodies share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from schema.declare import Connection, incoming, kind, outgoing, prop
from schema.enums import InitiativeStatus, Precision
from schema.node import Node, Organization, Recorded
from schema.relations import (
    Advances,
    Allocation,
    Coverage,
    InitiativeTarget,
    Participation,
    ProcessUse,
    Relationship,
    SessionInitiative,
)

if TYPE_CHECKING:
    from schema.process import BusinessProcess
    from schema.region import Region
    from schema.sector import Sector
    from schema.session import CoordinationSession
    from schema.target import Target
    from schema.value import TransformationTrack


@kind(order=("name",))
class Initiative(Node, Recorded):
    """A programme or other joint work with a legal basis (IATI activity)."""

    code: str = prop("Short code, unique.", sort=True, search=True)
    name: str = prop("Name.", sort=True, search=True)
    name_en: str | None = prop("Name in English.", sort=True, search=True)
    status: InitiativeStatus = prop("Where it stands.", sort=True)
    legal_basis: str | None = prop("Law that it rests on.", sort=True)
    description: str | None = prop("What it is for.")
    description_en: str | None = prop("What it is for, in English.")
    start_date: date | None = prop("First day.", sort=True)
    start_date_precision: Precision | None = prop(
        "How exactly the first day is known.", filter=False
    )
    end_date: date | None = prop("Last day.", sort=True)
    end_date_precision: Precision | None = prop("How exactly the end is known.", filter=False)
    participants: Connection[Organization] = incoming(Participation, "Bodies that take part.")
    sectors: Connection[Sector] = outgoing(Allocation, "Sectors that it works in.")
    targets: Connection[Target] = outgoing(InitiativeTarget, "Targets that it serves.")
    processes: Connection[BusinessProcess] = outgoing(
        ProcessUse, "Business processes that it rests on."
    )
    sessions: Connection[CoordinationSession] = incoming(
        SessionInitiative, "Coordination sessions about it."
    )
    regions: Connection[Region] = outgoing(Coverage, "Regions where it is at work.")
    related: Connection[Initiative] = outgoing(Relationship, "Initiatives that it is related to.")
    tracks: Connection[TransformationTrack] = outgoing(
        Advances, "Transformation tracks that it advances."
    )
