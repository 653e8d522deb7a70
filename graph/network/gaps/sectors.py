"""UNDERCONNECTED_SECTORS: sectors work together less than chance has them."""

from __future__ import annotations

from collections.abc import Iterator

from graph.network.gaps.day import Day
from graph.network.gaps.gap import Gap, GapKind, bounded
from graph.network.gaps.network_words import SECTORS, SECTORS_PENDING, WITHIN, WITHIN_PENDING
from graph.network.gaps.wording import Known
from graph.network.matrix import Cell, SectorMatrix
from graph.network.scope import NEEDS, Via

TABLES = NEEDS[Via.INITIATIVE]


def underconnected(day: Day, matrix: SectorMatrix) -> Iterator[Gap]:
    """Cells of the matrix with fewer than expected at the false discovery rate asked for."""
    for cell in matrix.cells:
        found = cell.found
        if found.adjusted is None or found.adjusted > day.wanted.alpha:
            continue
        if found.observed < found.expected:
            yield _cell(day, cell, matrix.pending)


def _cell(day: Day, cell: Cell, pending: bool) -> Gap:
    found = cell.found
    lack = 1 - found.observed / found.expected
    numbers = {"observed": found.observed, "expected": found.expected, "sd": found.sd}
    numbers |= {"adjustedP": found.adjusted or 0.0, "lack": lack}
    if found.z is not None:
        numbers["z"] = found.z
    if cell.a == cell.b:
        wording = WITHIN_PENDING if pending else WITHIN
    else:
        wording = SECTORS_PENDING if pending else SECTORS
    actors = tuple(dict.fromkeys((cell.a, cell.b)))
    case = Known(
        day.names,
        wording,
        lambda said: {
            "a": said.quoted(cell.a),
            "b": said.quoted(cell.b),
            "observed": said.number(found.observed),
            "expected": said.number(found.expected),
            "lack": said.percent(lack),
        },
        (),
        tuple(numbers.items()),
        actors,
    )
    score = bounded(0.2 + 0.8 * lack)
    return Gap(GapKind.UNDERCONNECTED_SECTORS, score, actors, case, pending)
