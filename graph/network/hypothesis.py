"""A material in the making: what hypothetical changes have made of it so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from graph.errors import BadInput, HubError, NotFound
from graph.network.lineage import successors
from graph.network.live import has_run, is_over
from graph.network.material import Body, Event, Material, Part, Placed, Span
from graph.network.scope import HYPOTHETICAL, PLACEHOLDER, Bodies, following

ACTING = ("participations", "contributions", "attendances", "ownerships")
"""The tables that say what bodies do."""

Path = Sequence[str | int]
_Dated = TypeVar("_Dated", Part, Placed)


class Hypothesis:
    """What there would be on ``day``, and since which change something is gone.

    References are checked by methods that answer the fault, or None where there is none.
    """

    def __init__(self, material: Material, day: str) -> None:
        self.material = material
        self.day = day
        self._today = Span(day, following(day))
        self._gone: dict[str, str] = {}
        self._made: set[str] = set()
        self._last = 0
        self._bodies: Bodies | None = None

    @property
    def agencies(self) -> dict[str, Body]:
        """The agencies there are, of all times."""
        return self.material.agencies

    def body(self, id_: str, path: Path) -> HubError | None:
        """Whether an agency or a unit of an agency acts on the day."""
        unit = self.material.units.get(id_)
        if unit is None:
            return self.agency(id_, path, "agency or unit")
        if not self._today.meets(unit.start, unit.end):
            return BadInput(f"{id_} does not exist on {self.day}", path)
        if self.acts_for(id_) is None:
            return BadInput(f"{id_} belongs to no agency on {self.day}", path)
        return None

    def agency(self, id_: str, path: Path, what: str = "agency") -> HubError | None:
        """Whether an agency lives on the day."""
        body = self.agencies.get(id_)
        if body is None or id_ in self._gone:
            return self._missing(id_, path, what)
        if self._today.meets(body.start, body.end):
            return None
        heir = successors(self.material).get(id_)
        after = f"; {heir} came after it" if heir else ""
        return BadInput(f"{id_} does not exist on {self.day}{after}", path)

    def actor(self, id_: str, path: Path) -> HubError | None:
        """Whether it is an agency that lives on the day, and does not stand for many."""
        fault = self.agency(id_, path)
        if fault is None and self.agencies[id_].type == PLACEHOLDER:
            return BadInput(f"{id_} stands for a class of bodies", path)
        return fault

    def target(self, id_: str, path: Path) -> HubError | None:
        """Whether there is such a target."""
        return None if id_ in self.material.targets else self._missing(id_, path, "target")

    def sector(self, id_: str, path: Path) -> HubError | None:
        """Whether there is such a sector."""
        return None if id_ in self.material.sectors else self._missing(id_, path, "sector")

    def thing(self, id_: str, path: Path) -> HubError | None:
        """Whether it is something that can be removed."""
        known = self.agencies, self.material.initiatives, self.material.targets
        if any(id_ in kind for kind in known) or id_ in self._made:
            return None
        return self._missing(id_, path, "agency, initiative or target")

    def activity(self, id_: str, path: Path) -> str | HubError:
        """The table of those who take part in an initiative or target."""
        if id_ in self.material.initiatives or id_ in self._made:
            return "participations"
        if id_ in self.material.targets:
            return "contributions"
        return self._missing(id_, path, "initiative or target")

    def over(self, id_: str, path: Path) -> HubError | None:
        """Whether an initiative or target has not ended yet."""
        initiative, target = self.material.initiatives.get(id_), self.material.targets.get(id_)
        if initiative and is_over(initiative, self.day):
            return BadInput(f"{id_} is over on {self.day}", path)
        if target and has_run(target, self.day):
            return BadInput(f"{id_} ran until {target.end_year}", path)
        return None

    def parts(self, table: str, body: str, activity: str) -> list[Part]:
        """What a body does in an activity on the day; an agency also through its units."""
        return [
            part
            for part in self.material[table]
            if part.activity == activity
            and self._today.meets(part.start, part.end)
            and body in (part.body, self.acts_for(part.body))
        ]

    def acts_for(self, body: str) -> str | None:
        """The agency that acts on the day where this body does."""
        if self._bodies is None:
            self._bodies = Bodies(self.material, self._today, self.day)
        return self._bodies.agency(body)

    def units_of(self, agency: str) -> set[str]:
        """The units of an agency on the day."""
        return {unit for unit in self.material.units if self.acts_for(unit) == agency}

    def new_initiative(self) -> str:
        """The id of the next new initiative; later changes may speak of it even if this one is
        refused.
        """
        self._last += 1
        while (id_ := f"{HYPOTHETICAL}{self._last}") in self.material.initiatives:
            self._last += 1
        self._made.add(id_)
        return id_

    def refused(self, id_: str) -> bool:
        """Whether it is a new initiative that was refused."""
        return id_ in self._made and id_ not in self.material.initiatives

    def add(self, table: str, row: Any) -> None:
        """Add a row that is not there yet."""
        if row not in self.material[table]:
            self._set(table, (*self.material[table], row))

    def drop(self, table: str, unwanted: Callable[[Any], bool]) -> None:
        """Leave out rows."""
        self._set(table, (row for row in self.material[table] if not unwanted(row)))

    def replace(self, table: str, made: Callable[[Any], list[Any]]) -> None:
        """Put other rows in the place of each row."""
        self._set(table, (new for row in self.material[table] for new in made(row)))

    def end(self, table: str, parts: set[Part]) -> None:
        """What holds on the day ends with the day before."""
        self.replace(table, lambda part: _until(part, self.day) if part in parts else [part])

    def hand_over(self, table: str, gone: set[str], into: str) -> None:
        """What bodies do from the day on, and the sessions they attended, become another's."""
        bodies = {part.body for part in self.material[table]} - set(self.material.units)
        acting = {body for body in bodies if self.acts_for(body) in gone}

        def made(part: Part) -> list[Part]:
            if part.body not in acting:
                return [part]
            if table == "attendances":
                return [part._replace(body=into)]
            return _until(part, self.day) + _since(part._replace(body=into), self.day)

        self.replace(table, made)

    def move_units(self, gone: set[str], into: str) -> None:
        """The units of agencies belong to another one from the day on."""

        def made(place: Placed) -> list[Placed]:
            if place.other not in gone:
                return [place]
            return _until(place, self.day) + _since(place._replace(other=into), self.day)

        self.replace("unit_of", made)

    def move_sectors(self, gone: set[str], into: str) -> None:
        """An agency works in the sectors of others too, after its own, from the day on."""
        rows = [row for row in self.material["in_sector"] if self._today.meets(row.start, row.end)]
        own = {row.other for row in rows if row.one == into}
        last = max((row.position or 0 for row in rows if row.one == into), default=0)
        moved = sorted(
            (row for row in rows if row.one in gone and row.other not in own),
            key=lambda row: (row.position or 0, row.one, row.other),
        )
        self.replace("in_sector", lambda row: _until(row, self.day) if row.one in gone else [row])
        for n, sector in enumerate(dict.fromkeys(row.other for row in moved), 1):
            self.add("in_sector", Placed(into, sector, last + n, self.day, None))

    def succeed(self, gone: set[str], into: str, why: str) -> None:
        """The last day of agencies is the day before, and another one comes after them."""
        self._gone |= dict.fromkeys(gone, why)
        self.replace(
            "agencies",
            lambda body: [body._replace(end=self.day) if body.id in gone else body],
        )
        id_ = f"ChangeEvent:hypothetical-{len(self.material['events']) + 1}"
        self.add("events", Event(id_, "MERGED", self.day, sorted(gone), [into]))

    def forget(self, ids: set[str], why: str) -> None:
        """Things are gone, and everywhere the rows that speak of them."""
        self._gone |= dict.fromkeys(ids, why)
        self._made -= ids
        for table in self.material.tables:
            if table != "events":
                self.drop(table, lambda row: not ids.isdisjoint(row[:2]))

    def _missing(self, id_: str, path: Path, what: str) -> HubError:
        if id_ in self._gone:
            return BadInput(f"{id_} {self._gone[id_]}", path)
        return NotFound(f"there is no {what} {id_}", path)

    def _set(self, table: str, rows: Iterable[Any]) -> None:
        self.material = self.material.with_tables(**{table: tuple(rows)})
        if table not in ACTING:
            self._bodies = None


def _until(row: _Dated, day: str) -> list[_Dated]:
    """What a row says about the days before the day."""
    if row.end is not None and row.end <= day:
        return [row]
    return [row._replace(end=day)] if row.start is None or row.start < day else []


def _since(row: _Dated, day: str) -> list[_Dated]:
    """What a row says about the day and those after it."""
    if row.end is not None and row.end <= day:
        return []
    return [row._replace(start=max(row.start or day, day))]
