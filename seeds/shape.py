"""How large a generated government is, and who stands where in it.

Everything is a pure function of the shape, so that any part can be made again by itself.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from random import Random

FULL = 4_700_000
"""Employees of the civil service that the proportions are taken from."""


@dataclass(frozen=True)
class Shape:
    """A size and a seed; equal ones make equal graphs, different ones share no id."""

    employees: int
    seed: int = 1

    @property
    def tag(self) -> str:
        """What every code of this shape begins with."""
        return f"gen-{self.employees}-{self.seed}"

    @property
    def agencies(self) -> int:
        """How many agencies: 640 at full size, fewer in less than proportion."""
        return self._scaled(640, 0.42, least=6)

    @property
    def units(self) -> int:
        """How many units: one in 47 employees, at least three in an agency."""
        return max(round(self.employees / 47), 3 * self.agencies)

    @property
    def initiatives(self) -> int:
        """How many initiatives: one in 94 employees."""
        return max(round(self.employees / 94), 12)

    @property
    def targets(self) -> int:
        """How many targets: 3,000 at full size."""
        return self._scaled(3000, 0.6, least=9)

    @property
    def processes(self) -> int:
        """How many business processes: 5,000 at full size; a third end in a service."""
        return self._scaled(5000, 0.6, least=12)

    @property
    def sessions(self) -> int:
        """How many coordination sessions: one for every second initiative."""
        return self.initiatives // 2

    def random(self, *place: object) -> Random:
        """The randomness of one place in the graph, whatever was made before it."""
        return Random("/".join(map(str, (self.tag, *place))))

    def _scaled(self, full: int, power: float, least: int) -> int:
        share: float = (self.employees / FULL) ** power
        return max(round(full * share), least)


class Plan:
    """Which units belong to which agency, and which employees and posts to which unit."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        activity = [(1 + rank) ** -0.8 for rank in range(shape.agencies)]
        shape.random("activity").shuffle(activity)
        self.activity = list(accumulate(activity))
        """How much each agency takes part in things: a running sum, heavy at few."""
        self.leading = list(accumulate(weight**2 for weight in activity))
        """How much each agency leads: still more uneven."""
        rng = shape.random("sizes")
        sizes = [rng.lognormvariate(0, 1) for _ in range(shape.agencies)]
        self.units = portions(shape.units, sizes, least=3)
        """The first unit of each agency, and the end."""
        sizes = [rng.lognormvariate(0, 0.6) for _ in range(shape.units)]
        self.employees = portions(shape.employees, sizes, least=1)
        """The first employee of each unit, and the end."""

    def agency_of(self, unit: int) -> int:
        """The agency that a unit belongs to."""
        return bisect_right(self.units, unit) - 1

    def root(self, unit: int) -> int:
        """The unit that leads the agency of a unit."""
        return self.units[self.agency_of(unit)]

    def parent(self, unit: int) -> int | None:
        """The unit above a unit: each has up to six below it."""
        root = self.root(unit)
        return None if unit == root else root + (unit - root - 1) // 6

    def depth(self, unit: int) -> int:
        """How many units stand above a unit."""
        above = self.parent(unit)
        return 0 if above is None else 1 + self.depth(above)

    def team(self, unit: int) -> range:
        """The employees of a unit."""
        return range(self.employees[unit], self.employees[unit + 1])

    def led(self, unit: int) -> bool:
        """Whether the unit's first employee holds its head post, not only acts in it."""
        return len(self.team(unit)) > 0 and unit % 25 != 24

    def shares(self, unit: int, employee: int) -> bool:
        """Whether an employee shares the post of the one before."""
        return employee % 80 == 79 and employee - self.employees[unit] >= 2

    def openings(self, unit: int) -> range:
        """Numbers of the unit's posts that nobody holds: one for 20 employees."""
        team = self.team(unit)
        return range(-(-team.start // 20), -(-team.stop // 20))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many nodes of the main kinds will be there."""
        shape = self.shape
        return {
            "Agency": shape.agencies,
            "Unit": shape.units,
            "Post": shape.units + sum(map(self._posts, range(shape.units))),
            "Employee": shape.employees,
            "Initiative": shape.initiatives,
            "Target": shape.targets,
            "BusinessProcess": shape.processes,
            "CoordinationSession": shape.sessions,
        }

    def _posts(self, unit: int) -> int:
        """How many posts a unit has besides its head."""
        team = self.team(unit)
        shared = team.stop // 80 - min(team.start + 2, team.stop) // 80
        return len(team) - self.led(unit) - shared + len(self.openings(unit))


def portions(total: int, weights: Sequence[float], least: int) -> array[int]:
    """Where each portion of a whole begins, and the end: by weight, none below ``least`` unless
    there is too little for all.
    """
    count = len(weights)
    least = least if total >= least * count else 0
    sums = [0.0, *accumulate(weights)]
    rest = total - least * count
    return array("q", (least * i + int(rest * (s / sums[-1])) for i, s in enumerate(sums)))
