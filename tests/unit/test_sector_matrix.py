"""Sector matrices of degenerate tables, and sampling that is stopped."""

from __future__ import annotations

from dataclasses import astuple
from itertools import islice
from math import isfinite

import numpy as np
import pytest

from graph.network import fdsm
from graph.network.arrays import incidence_of
from graph.network.fdsm import sample
from graph.network.matrix import (
    Activities,
    SectorMatrix,
    joint,
    sample_sector_matrix,
    sector_matrix,
)
from graph.network.sdsm import compare_pairs, every_pair
from graph.network.sectors import Sectors, Statistic

PEOPLE = [(f"a{i % 9}", f"p{i * i % 13}") for i in range(60)]

DEGENERATE: dict[str, tuple[list[tuple[str, str]], list[str | None]]] = {
    "empty": ([], []),
    "actors without activities": ([], ["x", "y"]),
    "one actor": ([("a", "p"), ("a", "q")], ["x"]),
    "one actor each": ([("a", "p"), ("b", "q")], ["x", "y"]),
    "no sectors": ([("a", "p"), ("b", "p"), ("b", "q")], [None, None]),
    "one without a sector": ([("a", "p"), ("b", "p"), ("c", "q"), ("a", "q")], ["x", None, "y"]),
    "all in one": ([("a", "p"), ("b", "p"), ("b", "q"), ("c", "q")], ["x"] * 3),
    "a single activity": ([(a, "p") for a in "abcd"], ["x", "x", "y", "y"]),
    "everybody in everything": ([(a, p) for a in "abc" for p in "pq"], ["x", "y", "z"]),
    "duplicates": ([("a", "p"), ("a", "p"), ("b", "p"), ("c", "q"), ("b", "q")], ["x", "y", "x"]),
    "300 participants": (
        [(f"a{i}", "all") for i in range(300)]
        + [(f"a{i * k % 300}", f"p{k}") for k in range(1, 40) for i in (3, 7, 11)],
        ["x" if i % 3 else "y" for i in range(300)],
    ),
}


def numbers(matrix: SectorMatrix) -> list[float]:
    return [n for cell in matrix.cells for n in astuple(cell.found) if n is not None]


@pytest.mark.parametrize("statistic", Statistic)
@pytest.mark.parametrize("activities", Activities)
@pytest.mark.parametrize("name", DEGENERATE)
def test_degenerate_tables_have_defined_answers(
    name: str, activities: Activities, statistic: Statistic
) -> None:
    pairs, categories = DEGENERATE[name]
    actors = [f"a{i}" for i in range(len(categories))] if len(categories) > 4 else []
    table = incidence_of(pairs, actors or "abcd"[: len(categories)])
    answers = list(
        sample_sector_matrix(
            table, categories, activities=activities, statistic=statistic, samples=20
        )
    )
    width = len({c for c in categories if c is not None})
    for matrix in answers:
        assert len(matrix.cells) == width * (width + 1) // 2
        assert all(isfinite(number) for number in numbers(matrix))
        assert all(cell.found.sd >= 0 <= cell.found.expected for cell in matrix.cells)
    assert answers[0].pending
    assert not answers[-1].pending


@pytest.mark.parametrize("pairs", [[], [("a", "p")], [("a", "p"), ("b", "p")]])
def test_pairs_of_degenerate_tables_have_defined_answers(pairs: list[tuple[str, str]]) -> None:
    table = incidence_of(pairs, "ab")
    every = every_pair(2)
    *_, last = sample(Sectors(table, np.zeros(2, np.int64), 1), samples=5, pairs=every)
    for found in (compare_pairs(table, *every), last.pairs.compare()):
        (pair,) = found.findings()
        assert (pair.observed, pair.sd, pair.z, pair.p_two_sided) == (
            len(pairs) // 2,
            0,
            None,
            None,
        )
        assert pair.expected == pytest.approx(pair.observed)
    assert compare_pairs(table, *fdsm.NOBODY).findings() == []


def test_all_in_one_sector_is_certain() -> None:
    pairs, categories = DEGENERATE["all in one"]
    for matrix in sample_sector_matrix(incidence_of(pairs), categories, samples=20):
        (cell,) = matrix.cells
        assert (cell.found.observed, cell.found.sd, cell.found.z) == (2, 0, None)
        assert cell.found.expected == pytest.approx(2)


def test_only_activities_of_two_or_more_are_joint() -> None:
    table = joint(incidence_of([("a", "alone"), ("a", "both"), ("b", "both")], "c"))
    assert table.actors == ("a", "b", "c")
    assert table.activities == ("both",)
    assert table.actor.tolist() == [0, 1]


def test_actors_and_categories_are_as_many() -> None:
    with pytest.raises(ValueError, match="one category"):
        sector_matrix(incidence_of([("a", "p")]), [])
    with pytest.raises(ValueError, match="at least one sample"):
        next(sample_sector_matrix(incidence_of([("a", "p")]), ["x"], samples=0))


def test_who_stops_asking_stops_the_work_and_has_the_closed_form(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fdsm, "BREATH", 0)
    table = incidence_of(PEOPLE)
    running = sample_sector_matrix(table, ["x", "y", "z"] * 3, samples=10**9)
    answers = list(islice(running, fdsm.BURN_IN + 10 * fdsm.THINNING))
    running.close()
    assert all(matrix.pending for matrix in answers)
    assert answers[-1].cells == answers[0].cells
    assert 0 < answers[-1].samples <= 10
    assert next(running, None) is None


def test_a_caller_is_asked_before_the_first_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fdsm, "BREATH", 0)
    sectors = Sectors(incidence_of(PEOPLE), np.zeros(9, np.int64), 1)
    assert next(sample(sectors, samples=10)).samples == 0
