"""What networks, gaps and suggestions are made of: the graph's rows about who does what with whom.

Rows are those of all days: validity stays in them, so that any day or period can be looked at
without reading again. Days are ISO texts, which sort as the days do; ends are exclusive, None open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

Rows = list[list[Any]]


class Body(NamedTuple):
    """An agency or a unit and the days of its life; a unit's ``type`` is None."""

    id: str
    type: str | None
    name: str
    name_en: str | None
    acronym: str | None
    start: str | None
    end: str | None


class Named(NamedTuple):
    """Something with a name: a sector, region, plan, process, service or competency."""

    id: str
    code: str
    name: str
    name_en: str | None


class Initiative(NamedTuple):
    """An initiative; ``end`` is its last day, inclusive."""

    id: str
    code: str
    name: str
    name_en: str | None
    status: str
    start: str | None
    end: str | None


class Target(NamedTuple):
    """A target and the years it runs."""

    id: str
    code: str
    name: str
    name_en: str | None
    level: str
    start_year: int | None
    end_year: int | None


class Session(NamedTuple):
    """A coordination session."""

    id: str
    code: str
    name: str
    name_en: str | None
    day: str


class Event(NamedTuple):
    """A change of bodies: those before and those after."""

    id: str
    type: str
    day: str
    before: list[str]
    after: list[str]


class Part(NamedTuple):
    """A body takes part in an activity, or owns a process, while it holds."""

    body: str
    activity: str
    role: str | None
    start: str | None
    end: str | None


class Placed(NamedTuple):
    """An agency works in a sector (``position`` 1 is its primary one), a unit belongs to an
    agency.
    """

    one: str
    other: str
    position: int | None
    start: str | None
    end: str | None


class Link(NamedTuple):
    """One thing is related to another, without dates."""

    one: str
    other: str


class Handoff(NamedTuple):
    """A process hands over to another."""

    one: str
    other: str
    form: str


class Value(NamedTuple):
    """A value of an indicator of a target. ``period`` is a year or a month as text."""

    target: str
    indicator: str
    name: str
    name_en: str | None
    unit: str | None
    direction: str
    period: str
    kind: str
    value: float | None


ROWS: Mapping[str, type[Any]] = {
    "agencies": Body,
    "units": Body,
    "sectors": Named,
    "regions": Named,
    "plans": Named,
    "processes": Named,
    "services": Named,
    "competencies": Named,
    "initiatives": Initiative,
    "targets": Target,
    "sessions": Session,
    "events": Event,
    "values": Value,
    "in_sector": Placed,
    "unit_of": Placed,
    "participations": Part,
    "contributions": Part,
    "attendances": Part,
    "ownerships": Part,
    "handoffs": Handoff,
    "initiative_targets": Link,
    "initiative_sectors": Link,
    "initiative_regions": Link,
    "initiative_processes": Link,
    "initiative_relations": Link,
    "target_sectors": Link,
    "target_plans": Link,
    "target_indicators": Link,
    "subtargets": Link,
    "session_initiatives": Link,
    "session_targets": Link,
    "process_services": Link,
    "agency_regions": Link,
    "agency_competencies": Link,
}
"""The tables there are, and what a row of each is."""


@dataclass(frozen=True, eq=False)
class Material:
    """The tables that somebody asked for, as one viewer sees them at one version of the graph."""

    version: int
    tables: Mapping[str, tuple[Any, ...]]

    def __getitem__(self, table: str) -> tuple[Any, ...]:
        """The rows of a table. Raises KeyError for one that was not asked for."""
        return self.tables[table]

    @cached_property
    def agencies(self) -> dict[str, Body]:
        """Agencies of all times by id."""
        return self._by_id("agencies")

    @cached_property
    def units(self) -> dict[str, Body]:
        """Units that take part in anything, by id."""
        return self._by_id("units")

    @cached_property
    def sectors(self) -> dict[str, Named]:
        """Sectors by id."""
        return self._by_id("sectors")

    @cached_property
    def initiatives(self) -> dict[str, Initiative]:
        """Initiatives by id."""
        return self._by_id("initiatives")

    @cached_property
    def targets(self) -> dict[str, Target]:
        """Targets by id."""
        return self._by_id("targets")

    @cached_property
    def sessions(self) -> dict[str, Session]:
        """Coordination sessions by id."""
        return self._by_id("sessions")

    @cached_property
    def processes(self) -> dict[str, Named]:
        """Business processes by id."""
        return self._by_id("processes")

    def links(self, table: str) -> dict[str, list[str]]:
        """What each thing is related to by a table of links, sorted."""
        return self._both[table][0]

    def back(self, table: str) -> dict[str, list[str]]:
        """The links of a table the other way round, sorted."""
        return self._both[table][1]

    def with_tables(self, **changed: tuple[Any, ...]) -> Material:
        """The same with other rows in some tables."""
        return Material(self.version, {**self.tables, **changed})

    @cached_property
    def _both(self) -> Mapping[str, tuple[dict[str, list[str]], dict[str, list[str]]]]:
        return _Links(self.tables)

    def _by_id(self, table: str) -> dict[str, Any]:
        return {row.id: row for row in self.tables[table]}


class _Links(dict[str, tuple[dict[str, list[str]], dict[str, list[str]]]]):
    """Both directions of a table of links, made when first asked for."""

    def __init__(self, tables: Mapping[str, tuple[Any, ...]]) -> None:
        super().__init__()
        self._tables = tables

    def __missing__(self, table: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        ahead: dict[str, list[str]] = {}
        back: dict[str, list[str]] = {}
        for row in sorted(self._tables[table]):
            ahead.setdefault(row[0], []).append(row[1])
            back.setdefault(row[1], []).append(row[0])
        self[table] = ahead, back
        return self[table]


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``first`` up to, not including, ``after``."""

    first: str
    after: str

    def meets(self, start: str | None, end: str | None) -> bool:
        """Whether something that holds from ``start`` to before ``end`` holds on any of them."""
        return (start is None or start < self.after) and (end is None or end > self.first)

    def holds(self, day: str) -> bool:
        """Whether a day is one of them."""
        return self.first <= day < self.after
