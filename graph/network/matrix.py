"""The sector matrix: which sectors work with each other more or less than chance has them.

Activities of a single actor tie nobody, yet they tell how active an actor is, and in or out of the
null model they change signs: two sectors of real grants stand at z +4.1 with them and -1.7 without.
``JOINT`` leaves them out and is the default: it answers "given that an activity is joint, with
whom?" and is not swayed by what agencies do alone. ``ALL`` asks as well whether sectors are joint
at all: who acts much, but alone, is found to avoid everybody.

The null model keeps every actor's and every activity's number exactly (``fdsm``). Sampling takes
seconds; until then the answer is ``pending`` and has closed-form numbers (``sector_nulls.sized``),
which keep sizes and sectors' sums. The plain SDSM is no such answer: it expects too many pairs in
all, so that nearly every two sectors seem to avoid each other.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from graph.network.arrays import Incidence, Ints
from graph.network.fdsm import SAMPLES, SEED, sample
from graph.network.sector_nulls import sized
from graph.network.sectors import Sectors, Statistic
from graph.network.significance import Comparison, Finding
from graph.network.spread_sectors import SpreadSectors


class Activities(StrEnum):
    """Which activities the null model shares out."""

    JOINT = "JOINT"
    """Those of two or more actors."""
    ALL = "ALL"
    """Those of a single actor too."""


class Null(StrEnum):
    """How the expected numbers were found."""

    CLOSED_FORM = "CLOSED_FORM"
    """In closed form: sizes of activities and sums of sectors exact, actors' sums on average."""
    FDSM = "FDSM"
    """By sampling: all margins exact."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Two sectors, ``a`` not after ``b`` in the alphabet and ``a`` = ``b`` within one. ``ties``
    counts different pairs of actors, however often they work together.
    """

    a: str
    b: str
    ties: int
    found: Finding


@dataclass(frozen=True, slots=True)
class SectorMatrix:
    """Every two sectors with what they share, and what chance would have them share. Adjusted p are
    over the cells that can vary. ``samples`` of ``asked`` tables are drawn; until all are, the
    numbers are those of the closed form, or of the tables so far where there is none.
    """

    categories: tuple[str, ...]
    activities: Activities
    statistic: Statistic
    null: Null
    samples: int
    asked: int
    cells: tuple[Cell, ...]

    @property
    def pending(self) -> bool:
        """Whether better numbers are still to come."""
        return self.null is not Null.FDSM or self.samples < self.asked

    @property
    def observed_total(self) -> float:
        """The sum of what is observed over the cells."""
        return sum(cell.found.observed for cell in self.cells)

    @property
    def expected_total(self) -> float:
        """The sum of what is expected over the cells."""
        return sum(cell.found.expected for cell in self.cells)


def sector_matrix(
    incidence: Incidence,
    categories: Sequence[str | None],
    *,
    activities: Activities = Activities.JOINT,
    statistic: Statistic = Statistic.PAIRS,
    samples: int = SAMPLES,
) -> SectorMatrix:
    """The matrix in closed form, at once, as what it is while ``samples`` tables are to be drawn.
    ``categories`` has each actor's sector; None is none, and counts in no cell. Raises ValueError
    where it is not as long as the actors.
    """
    names, sectors = _sectors(incidence, categories, activities)
    cells = cells_of(names, sectors, sized(sectors, statistic))
    return SectorMatrix(names, activities, statistic, Null.CLOSED_FORM, 0, samples, cells)


def sample_sector_matrix(
    incidence: Incidence,
    categories: Sequence[str | None],
    *,
    activities: Activities = Activities.JOINT,
    statistic: Statistic = Statistic.PAIRS,
    samples: int = SAMPLES,
    seed: int = SEED,
) -> Generator[SectorMatrix, None, None]:
    """The matrix in closed form, again every tenth of a second with how far sampling is, and at
    last the sampled one. Who stops asking stops the work and has the last answer.
    """
    if samples < 1:
        raise ValueError("A sampled matrix needs at least one sample.")
    closed = sector_matrix(
        incidence, categories, activities=activities, statistic=statistic, samples=samples
    )
    yield closed
    names, sectors = _sectors(incidence, categories, activities)
    for so_far in sample(sectors, samples=samples, seed=seed):
        if so_far.complete:
            cells = cells_of(names, sectors, so_far.cells[statistic].compare())
            yield replace(closed, null=Null.FDSM, samples=samples, cells=cells)
        else:
            yield replace(closed, samples=so_far.samples)


def joint(incidence: Incidence) -> Incidence:
    """The same actors with the activities of two or more of them."""
    kept = incidence.sizes > 1
    place = np.cumsum(kept) - 1
    stays = kept[incidence.activity]
    activities = tuple(np.array(incidence.activities, dtype=object)[kept])
    return Incidence(
        incidence.actors,
        activities,
        incidence.actor[stays],
        place[incidence.activity[stays]].astype(np.int64),
    )


def _sectors(
    incidence: Incidence, categories: Sequence[str | None], activities: Activities
) -> tuple[tuple[str, ...], Sectors]:
    if len(categories) != len(incidence.actors):
        raise ValueError("Every actor needs one category, or None.")
    names = tuple(sorted({name for name in categories if name is not None}))
    at: dict[str | None, int] = {name: place for place, name in enumerate(names)}
    sector: Ints = np.array([at.get(name, -1) for name in categories], dtype=np.int64)
    return names, Sectors(shared_out(incidence, activities), sector, len(names))


def shared_out(incidence: Incidence, activities: Activities) -> Incidence:
    """The participations that the null model shares out."""
    return joint(incidence) if activities is Activities.JOINT else incidence


def cells_of(
    names: tuple[str, ...], sectors: Sectors | SpreadSectors, found: Comparison
) -> tuple[Cell, ...]:
    """The cells with what was found of each."""
    rows = zip(*sectors.cells, sectors.ties.tolist(), found.findings(), strict=True)
    return tuple(Cell(names[a], names[b], ties, finding) for a, b, ties, finding in rows)
