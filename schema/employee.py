"""Employees. Who they are is personal data; what they do is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.declare import Connection, kind, outgoing, prop
from schema.node import Node, Recorded
from schema.relations import Employment, Membership, Profile

if TYPE_CHECKING:
    from schema.agency import Agency
    from schema.competency import Competency
    from schema.post import Post


@kind()
class Employee(Node, Recorded):
    """A person in the service of the state. Name and NIP are personal data (UU 27/2022): absent
    for all who may not read them.
    """

    name: str = prop("Full name. Personal.", sort=True, personal=True)
    nip: str | None = prop("Employee number, where a source gives it. Personal.", personal=True)
    synthetic: bool = prop("Whether the person is made up, for demonstration.")
    source_cells: list[str] = prop(
        "Cells of its source that were read as something else, or that the hub has no field for, "
        "each as column: text. Personal.",
        filter=False,
        personal=True,
    )
    posts: Connection[Post] = outgoing(Membership, "Posts held.")
    agencies: Connection[Agency] = outgoing(Employment, "Agencies worked at.")
    competencies: Connection[Competency] = outgoing(Profile, "Assessed competencies.")
