"""Indicators and their values by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.declare import Connection, incoming, kind, outgoing, prop
from schema.enums import Direction, ValueKind
from schema.node import Node, Recorded
from schema.relations import Measures, Produces, ValueOf

if TYPE_CHECKING:
    from schema.agency import Agency
    from schema.target import Target


@kind(order=("name",))
class Indicator(Node, Recorded):
    """A measure of a target (IATI indicator)."""

    code: str = prop("Short code, unique.", sort=True, search=True)
    name: str = prop("Name.", sort=True, search=True)
    name_en: str | None = prop("Name in English.", sort=True, search=True)
    unit: str | None = prop("Unit of its values.")
    direction: Direction = prop("Which way it should move.", sort=True)
    target: Target | None = outgoing(Measures, "The target that it measures.")
    producer: Agency | None = incoming(Produces, "The agency that produces its values.")
    values: Connection[PeriodValue] = incoming(ValueOf, "Its values.")


@kind(order=("period",))
class PeriodValue(Node, Recorded):
    """A value of an indicator for a period (IATI period)."""

    code: str = prop("Short code, unique.", sort=True)
    period: str = prop("Year or month, such as 2025 or 2025-09.", sort=True)
    kind: ValueKind = prop("Baseline, target or actual.", sort=True)
    value: float | None = prop("The value, where it is one number.", sort=True)
    lower: float | None = prop("Lower end of a range.", sort=True)
    upper: float | None = prop("Upper end of a range.", sort=True)
    qualifier: str | None = prop("How to read it, such as range or less than.")
    raw: str = prop("The value as printed in its source.")
    indicator: Indicator | None = outgoing(ValueOf, "The indicator that it belongs to.")
