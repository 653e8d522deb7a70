"""Business processes and the services they end in (SPBE reference architecture)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.declare import Connection, incoming, kind, outgoing, prop
from schema.node import Node, Recorded
from schema.relations import (
    Handoff,
    Ownership,
    ProcessSector,
    ProcessService,
    ProcessUse,
    Provision,
    ServiceSector,
)

if TYPE_CHECKING:
    from schema.agency import Agency
    from schema.initiative import Initiative
    from schema.sector import Sector


@kind(order=("name",))
class BusinessProcess(Node, Recorded):
    """Work of government that follows a pattern (SPBE RAB)."""

    code: str = prop("Short code, unique.", sort=True, search=True)
    name: str = prop("Name.", sort=True, search=True)
    name_en: str | None = prop("Name in English.", sort=True, search=True)
    level: int | None = prop("Level in the reference architecture, 1 to 4.", sort=True)
    legal_basis: str | None = prop("Law that it rests on.")
    owner: Agency | None = incoming(Ownership, "The agency that owns it.")
    feeds: Connection[BusinessProcess] = outgoing(Handoff, "Processes that it hands over to.")
    fed_by: Connection[BusinessProcess] = incoming(Handoff, "Processes that hand over to it.")
    services: Connection[Service] = outgoing(ProcessService, "Services that it serves.")
    sectors: Connection[Sector] = outgoing(ProcessSector, "Sectors that it belongs to.")
    initiatives: Connection[Initiative] = incoming(ProcessUse, "Initiatives that rest on it.")


@kind(order=("name",))
class Service(Node, Recorded):
    """What government does for people, firms or other bodies."""

    code: str = prop("Short code, unique.", sort=True, search=True)
    name: str = prop("Name.", sort=True, search=True)
    name_en: str | None = prop("Name in English.", sort=True, search=True)
    website: str | None = prop("Where it is offered.")
    legal_basis: str | None = prop("Law that it rests on.")
    provider: Agency | None = incoming(Provision, "The agency that provides it.")
    processes: Connection[BusinessProcess] = incoming(ProcessService, "Processes behind it.")
    sectors: Connection[Sector] = outgoing(ServiceSector, "Sectors that it belongs to.")
