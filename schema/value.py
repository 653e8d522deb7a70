"""Core values of the civil service and tracks of its transformation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.declare import Connection, incoming, kind, prop
from schema.node import Node, Recorded
from schema.relations import Advances

if TYPE_CHECKING:
    from schema.initiative import Initiative


@kind(order=("position",))
class CoreValue(Node, Recorded):
    """A shared value of the civil service, such as one of the seven of BerAKHLAK."""

    code: str = prop("Short code, unique.", sort=True, search=True)
    position: int = prop("Place among the values.", sort=True)
    name: str = prop("Name.", sort=True, search=True)
    name_en: str | None = prop("Name in English.", sort=True, search=True)
    meaning: str | None = prop("What it asks of people.")
    meaning_en: str | None = prop("What it asks of people, in English.")


@kind(order=("name",))
class TransformationTrack(Node, Recorded):
    """A direction in which government transforms itself."""

    code: str = prop("Short code, unique.", sort=True, search=True)
    name: str = prop("Name.", sort=True, search=True)
    name_en: str | None = prop("Name in English.", sort=True, search=True)
    description: str | None = prop("What it means.")
    description_en: str | None = prop("What it means, in English.")
    initiatives: Connection[Initiative] = incoming(Advances, "Initiatives that advance it.")
