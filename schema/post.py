"""Posts: places to be held, whether or not anybody holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.declare import Connection, incoming, kind, outgoing, prop
from schema.enums import Occupancy, PostGrade, PostKind, ReportingKind
from schema.node import Mortal, Node, Recorded
from schema.relations import Membership, Placement, Reporting, Requirement

if TYPE_CHECKING:
    from schema.competency import Competency
    from schema.employee import Employee
    from schema.unit import Unit


@kind(order=("title",))
class Post(Node, Mortal, Recorded):
    """A place in a unit that people hold (W3C ORG Post)."""

    code: str = prop("Short code, unique among the living.", sort=True, search=True)
    title: str = prop("Title of the post.", sort=True, search=True)
    title_en: str | None = prop("Title in English.", sort=True, search=True)
    grade: PostGrade = prop("Grade.", sort=True)
    kind: PostKind = prop("What sort of post it is.", sort=True)
    vacant: bool = prop(
        "Whether nobody holds it on the day, named or not.",
        expression="(NOT coalesce({n}.occupancy, 'VACANT') IN ['UNDISCLOSED', 'COUNTED'] AND "
        "NOT EXISTS { MATCH ({n})<-[h:HOLDS]-(:Employee) "
        "WHERE (h.from IS NULL OR h.from <= {asOf}) AND (h.to IS NULL OR h.to > {asOf}) })",
    )
    occupancy: Occupancy | None = prop(
        "What its source says of the holder where it names none.", sort=True
    )
    fte: float | None = prop(
        "Full-time equivalents of the work in it; above 1 where it stands for several like posts.",
        sort=True,
    )
    unit: Unit | None = outgoing(Placement, "The unit that it stands in.")
    superior: Post | None = outgoing(
        Reporting, "The post that it mainly reports to.", kind=ReportingKind.PRIMARY.name
    )
    reports_to: Connection[Post] = outgoing(Reporting, "All posts that it reports to.")
    reports: Connection[Post] = incoming(Reporting, "Posts that report to it.")
    holders: Connection[Employee] = incoming(Membership, "Who holds it.")
    competencies: Connection[Competency] = outgoing(Requirement, "Competencies that it requires.")
