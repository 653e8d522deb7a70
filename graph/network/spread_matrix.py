"""The sector matrix where agencies count in all their sectors.

No closed form is known for pairs by shares, so that the first answer is sampled as well. Its sd is
right to a tenth and its mean to 0.14 sd. It is ``pending`` until all that were asked are drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Sequence

from graph.network.arrays import Incidence
from graph.network.fdsm import SAMPLES, SEED, Sampling, sample
from graph.network.matrix import Activities, Null, SectorMatrix, cells_of, shared_out
from graph.network.membership import membership
from graph.network.sectors import Statistic
from graph.network.spread_sectors import SpreadSectors
from graph.network.work import checkpoint

FIRST = 50
"""How many tables the first answer rests on."""


def spread_sector_matrix(
    incidence: Incidence,
    portfolios: Sequence[Collection[str]],
    *,
    activities: Activities = Activities.JOINT,
    statistic: Statistic = Statistic.PAIRS,
    samples: int = SAMPLES,
    seed: int = SEED,
) -> SectorMatrix:
    """The matrix of the first ``FIRST`` of ``samples`` tables. ``portfolios`` has each actor's
    sectors, each of k counting by 1/k; an actor without any counts in no cell. Raises ValueError
    where they are not as many as the actors, and for PROJECTS.
    """
    asked = _Asked(incidence, portfolios, activities, statistic, samples)
    *_, last = _wanted(sample(asked.sectors, samples=min(FIRST, samples), seed=seed))
    return asked.matrix(last)


def sample_spread_sector_matrix(
    incidence: Incidence,
    portfolios: Sequence[Collection[str]],
    *,
    activities: Activities = Activities.JOINT,
    statistic: Statistic = Statistic.PAIRS,
    samples: int = SAMPLES,
    seed: int = SEED,
) -> Generator[SectorMatrix, None, None]:
    """The matrix of the tables drawn so far, every tenth of a second from the first ``FIRST`` on;
    these are the same as those of ``spread_sector_matrix``. Who stops asking stops the work.
    """
    asked = _Asked(incidence, portfolios, activities, statistic, samples)
    for so_far in _wanted(sample(asked.sectors, samples=samples, seed=seed)):
        if so_far.samples >= min(FIRST, samples):
            yield asked.matrix(so_far)


def _wanted(drawn: Iterator[Sampling]) -> Iterator[Sampling]:
    """The same, as long as somebody waits for it."""
    for so_far in drawn:
        checkpoint()
        yield so_far


class _Asked:
    """A matrix that is asked for."""

    def __init__(
        self,
        incidence: Incidence,
        portfolios: Sequence[Collection[str]],
        activities: Activities,
        statistic: Statistic,
        samples: int,
    ) -> None:
        if len(portfolios) != len(incidence.actors):
            raise ValueError("Every actor needs its sectors, or none.")
        if statistic not in SpreadSectors.statistics:
            raise ValueError("Activities of two sectors are not counted by shares.")
        if samples < 1:
            raise ValueError("A sampled matrix needs at least one sample.")
        member = membership(portfolios)
        self.names = member.names
        self.activities, self.statistic, self.samples = activities, statistic, samples
        self.sectors = SpreadSectors(shared_out(incidence, activities), member.shares)

    def matrix(self, drawn: Sampling) -> SectorMatrix:
        """What the tables drawn say."""
        found = drawn.cells[self.statistic].compare()
        return SectorMatrix(
            self.names,
            self.activities,
            self.statistic,
            Null.FDSM,
            drawn.samples,
            self.samples,
            cells_of(self.names, self.sectors, found),
        )
