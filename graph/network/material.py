"""What networks, gaps and suggestions are made of: the graph's rows about who does what with whom.

Rows are those of all days: validity stays in them, so that any day or period can be looked at
without reading again. Days are ISO texts, which sort as the days do; ends are exclusive, None open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

Groups: TypeAlias = dict[str, list[str]]


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
    """A session was about something; the day is the session's."""

    one: str
    other: str


class Tie(NamedTuple):
    """One thing is related to another, while it holds."""

    one: str
    other: str
    start: str | None
    end: str | None


class Handoff(NamedTuple):
    """A process hands over to another, while it holds."""

    one: str
    other: str
    form: str
    start: str | None
    end: str | None


class Value(NamedTuple):
    """A value of an indicator of a target, while the one measures the other. ``period`` is a year
    or a month as text.
    """

    target: str
    indicator: str
    name: str
    name_en: str | None
    unit: str | None
    direction: str
    period: str
    kind: str
    value: float | None
    start: str | None
    end: str | None


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
    "initiative_targets": Tie,
    "initiative_sectors": Tie,
    "initiative_regions": Tie,
    "initiative_processes": Tie,
    "initiative_relations": Tie,
    "target_sectors": Tie,
    "target_plans": Tie,
    "target_indicators": Tie,
    "subtargets": Tie,
    "session_initiatives": Link,
    "session_targets": Link,
    "process_services": Tie,
    "agency_regions": Tie,
    "agency_competencies": Tie,
}
"""The tables there are, and what a row of each is."""
TIES = frozenset(name for name, row in ROWS.items() if row in (Tie, Handoff, Value))
"""The tables of ties between things: asked for ``during`` the days that are looked at."""


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

    def during(self, span: Span) -> Ties:
        """The ties that hold on any day of a span."""
        return Ties(self._whole, span)

    def with_tables(self, **changed: tuple[Any, ...]) -> Material:
        """The same with other rows in some tables."""
        return Material(self.version, {**self.tables, **changed})

    @cached_property
    def _whole(self) -> Mapping[str, _Table]:
        return {name: _Table(rows) for name, rows in self.tables.items() if name in TIES}

    def _by_id(self, table: str) -> dict[str, Any]:
        return {row.id: row for row in self.tables[table]}


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


class Ties:
    """The ties of a material that hold on any day of a span, by tables. Asked for as a whole, so
    that no tie of another time gets into an answer.
    """

    def __init__(self, whole: Mapping[str, _Table], span: Span) -> None:
        self._whole = whole
        self._span = span
        self._held: dict[str, _Table] = {}

    def __getitem__(self, table: str) -> tuple[Any, ...]:
        """The rows of a table. Raises KeyError for one that is not there, or not of ties."""
        return self._table(table).rows

    def links(self, table: str) -> Groups:
        """What each thing is tied to by a table, sorted, each once."""
        return self._table(table).both[0]

    def back(self, table: str) -> Groups:
        """The ties of a table the other way round, sorted, each once."""
        return self._table(table).both[1]

    def _table(self, name: str) -> _Table:
        if name not in self._held:
            self._held[name] = self._whole[name].during(self._span)
        return self._held[name]


class _Table:
    """Rows of ties, and what is worked out of them when first asked for. Where none ever begins or
    ends, which is most common, it is worked out once for all spans.
    """

    def __init__(self, rows: tuple[Any, ...]) -> None:
        self.rows = rows

    def during(self, span: Span) -> _Table:
        """What holds on any day of a span."""
        if self._always:
            return self
        return _Table(tuple(row for row in self.rows if span.meets(row.start, row.end)))

    @cached_property
    def both(self) -> tuple[Groups, Groups]:
        """What each thing is tied to, in both directions."""
        ahead: Groups = {}
        back: Groups = {}
        for one, other in sorted({row[:2] for row in self.rows}):
            ahead.setdefault(one, []).append(other)
            back.setdefault(other, []).append(one)
        return ahead, back

    @cached_property
    def _always(self) -> bool:
        return all(row.start is None and row.end is None for row in self.rows)
