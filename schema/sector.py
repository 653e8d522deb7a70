"""Sectors: fields of government affairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.declare import Connection, incoming, kind, outgoing, prop
from schema.enums import SectorScheme
from schema.node import Actor, Recorded
from schema.relations import (
    Allocation,
    Assignment,
    ProcessSector,
    ServiceSector,
    SubsectorOf,
    TargetSector,
)

if TYPE_CHECKING:
    from schema.agency import Agency
    from schema.initiative import Initiative
    from schema.process import BusinessProcess, Service
    from schema.target import Target


@kind(order=("name",))
class Sector(Actor, Recorded):
    """A field of government affairs in a classification."""

    code: str = prop("Code within the hub.", sort=True, search=True)
    name_en: str | None = prop("Name in English.", sort=True, search=True)
    scheme: SectorScheme = prop("Classification that it belongs to.", sort=True)
    position: int | None = prop("Place within its classification.", sort=True)
    parent: Sector | None = outgoing(SubsectorOf, "The sector that it is part of.")
    subsectors: Connection[Sector] = incoming(SubsectorOf, "Its subsectors.")
    agencies: Connection[Agency] = incoming(Assignment, "Agencies that work in it.")
    initiatives: Connection[Initiative] = incoming(Allocation, "Initiatives in it.")
    targets: Connection[Target] = incoming(TargetSector, "Targets that concern it.")
    processes: Connection[BusinessProcess] = incoming(ProcessSector, "Business processes in it.")
    services: Connection[Service] = incoming(ServiceSector, "Services in it.")
