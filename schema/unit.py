"""Units: the parts of agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.declare import Connection, incoming, kind, outgoing, prop
from schema.node import Mortal, Organization, Recorded
from schema.relations import (
    Affiliation,
    Attendance,
    Contribution,
    Participation,
    Placement,
    Subordination,
)

if TYPE_CHECKING:
    from schema.agency import Agency
    from schema.initiative import Initiative
    from schema.post import Post
    from schema.session import CoordinationSession
    from schema.target import Target


@kind(order=("name",))
class Unit(Organization, Mortal, Recorded):
    """A part of an agency that has a head (W3C ORG OrganizationalUnit)."""

    code: str = prop("Short code, unique among the living.", sort=True, search=True)
    name_en: str | None = prop("Name in English.", sort=True, search=True)
    headcount: int = prop(
        "People who hold a post in this very unit on the day.",
        filter=False,
        expression="COUNT { MATCH ({n})<-[:POST_IN]-(:Post)<-[h:HOLDS]-(:Employee) "
        "WHERE (h.from IS NULL OR h.from <= {asOf}) AND (h.to IS NULL OR h.to > {asOf}) }",
    )
    agency: Agency | None = outgoing(Affiliation, "The agency that it belongs to.")
    parent: Unit | None = outgoing(Subordination, "The unit that it is part of.")
    units: Connection[Unit] = incoming(Subordination, "Its subunits.")
    posts: Connection[Post] = incoming(Placement, "Its posts.")
    initiatives: Connection[Initiative] = outgoing(
        Participation, "Initiatives that it takes part in."
    )
    targets: Connection[Target] = outgoing(Contribution, "Targets that it contributes to.")
    sessions: Connection[CoordinationSession] = outgoing(
        Attendance, "Coordination sessions that it attended."
    )
