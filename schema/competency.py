"""Competencies that posts require and people have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.declare import Connection, incoming, kind, prop
from schema.enums import CompetencyFamily
from schema.node import Node, Recorded
from schema.relations import Profile, Requirement

if TYPE_CHECKING:
    from schema.employee import Employee
    from schema.post import Post


@kind(order=("name",))
class Competency(Node, Recorded):
    """Knowledge, skill or attitude that work requires, in levels from 1 to 5."""

    code: str = prop("Short code, unique.", sort=True, search=True)
    name: str = prop("Name.", sort=True, search=True)
    name_en: str | None = prop("Name in English.", sort=True, search=True)
    family: CompetencyFamily = prop("Family that it belongs to.", sort=True)
    definition: str | None = prop("What it means.")
    definition_en: str | None = prop("What it means, in English.")
    posts: Connection[Post] = incoming(Requirement, "Posts that require it.")
    employees: Connection[Employee] = incoming(Profile, "People assessed in it.")
