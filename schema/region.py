"""Regions of the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.declare import Connection, incoming, kind, outgoing, prop
from schema.enums import RegionLevel
from schema.node import Node, Recorded
from schema.relations import Coverage, Governs, SubregionOf

if TYPE_CHECKING:
    from schema.agency import Agency
    from schema.initiative import Initiative


@kind(order=("name",))
class Region(Node, Recorded):
    """A part of the country with an administration."""

    code: str = prop("Official code (Kemendagri), text.", sort=True, search=True)
    name: str = prop("Name.", sort=True, search=True)
    name_en: str | None = prop("Name in English.", sort=True, search=True)
    level: RegionLevel = prop("Level.", sort=True)
    parent: Region | None = outgoing(SubregionOf, "The region that it lies in.")
    subregions: Connection[Region] = incoming(SubregionOf, "Regions within it.")
    government: Agency | None = incoming(Governs, "The agency that governs it.")
    initiatives: Connection[Initiative] = incoming(Coverage, "Initiatives at work in it.")
