"""Changes of bodies: how one came out of another."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from schema.declare import Connection, kind, outgoing, prop
from schema.enums import ChangeType, Precision
from schema.node import Node, Recorded
from schema.relations import After, Before

if TYPE_CHECKING:
    from schema.agency import Agency


@kind(order=("date",))
class ChangeEvent(Node, Recorded):
    """A change by which bodies came to be, changed or ceased (W3C ORG ChangeEvent)."""

    code: str = prop("Short code, unique.", sort=True, search=True)
    type: ChangeType = prop("What happened.", sort=True)
    date: datetime.date = prop("Day on which it took effect.", sort=True)
    date_precision: Precision | None = prop("How exactly the date is known.", filter=False)
    legal_basis: str | None = prop("Law that ordered it.")
    note: str | None = prop("Remark.")
    note_en: str | None = prop("Remark, in English.")
    before: Connection[Agency] = outgoing(Before, "Bodies that were there before.")
    after: Connection[Agency] = outgoing(After, "Bodies that are there after.")
