"""Null models on tables small enough to list, and on random ones."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import special

from graph.network import fdsm
from graph.network.arrays import Floats, Incidence, incidence_of
from graph.network.fdsm import Chain, sample
from graph.network.margins import fit
from graph.network.sdsm import chances, compare_pairs, every_pair, poisson_binomial
from graph.network.sector_nulls import independent, sized
from graph.network.sectors import Sectors, Statistic
from graph.network.significance import adjusted, benjamini_hochberg, monte_carlo, two_sided

ROOT = Path(__file__).parents[2]

# Benjamini & Hochberg 1995, section 3.2: 15 p-values of a trial, four of which hold at .05.
SMALL = 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459
TRIAL = np.array([*SMALL, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000])

tables = st.integers(1, 7).flatmap(
    lambda width: st.lists(
        st.lists(st.booleans(), min_size=width, max_size=width), min_size=1, max_size=7
    )
)


def incidence(table: NDArray[np.bool_]) -> Incidence:
    """The participations of a table, with all its actors and only those activities that are."""
    found = [(f"a{i:03}", f"p{k:03}") for i, k in np.argwhere(table)]
    return incidence_of(found, [f"a{i:03}" for i in range(len(table))])


def random_table(actors: int, activities: int, seed: int) -> NDArray[np.bool_]:
    """A table with busy and idle actors, and activities of one to many."""
    generator = np.random.default_rng(seed)
    wanted = np.outer(generator.pareto(2.0, actors) + 0.3, generator.pareto(3.0, activities) + 0.4)
    return generator.random((actors, activities)) < 0.3 * wanted


def uniform(p: Floats) -> float:
    """The p of Kolmogorov and Smirnov that numbers are uniform on 0 to 1."""
    p = np.sort(p)
    places = np.arange(len(p) + 1) / len(p)
    distance = max(np.max(places[1:] - p), np.max(p - places[:-1]))
    return float(special.kolmogorov(distance * np.sqrt(len(p))))


# --- adjusting -----------------------------------------------------------------------------------


def test_adjusted_p_hold_what_the_published_example_holds() -> None:
    found = benjamini_hochberg(TRIAL)
    assert [p <= 0.05 for p in found] == [True] * 4 + [False] * 11
    assert found[:5] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625, 0.0603])
    assert found[5] == found[6] == pytest.approx(0.0298 * 15 / 7)
    assert found[-1] == 1


def test_adjusting_knows_no_order_and_leaves_out_what_has_no_p() -> None:
    shuffled = [None, 0.04, None, 0.01, 0.03]
    assert adjusted(shuffled) == [None, 0.04, None, pytest.approx(0.03), 0.04]
    assert adjusted([]) == []
    assert adjusted([None]) == [None]


def test_p_of_samples_is_never_0_and_of_two_sides_never_over_1() -> None:
    assert monte_carlo(np.array([0.0, 999.0]), 999).tolist() == [0.001, 1]
    assert two_sided(np.array([0.6, 0.01]), np.array([0.7, 1.0])).tolist() == [1, 0.02]


# --- chances -------------------------------------------------------------------------------------


@given(tables)
def test_chances_have_the_margins_of_any_table(rows: list[list[bool]]) -> None:
    table = np.array(rows)
    found = fit(table.sum(axis=1), table.sum(axis=0))
    assert found.matrix.min() >= 0
    assert found.matrix.max() <= 1
    assert np.abs(found.matrix.sum(axis=1) - table.sum(axis=1)).max() < 1e-10
    assert np.abs(found.matrix.sum(axis=0) - table.sum(axis=0)).max() < 1e-10


def test_what_margins_force_is_certain() -> None:
    nested = np.tri(5, dtype=bool)[::-1]
    assert fit(nested.sum(axis=1), nested.sum(axis=0)).matrix.tolist() == nested.tolist()
    found = compare_pairs(incidence(nested), *every_pair(5)).findings()
    assert {(f.sd, f.z, f.p_upper, f.adjusted) for f in found} == {(0, None, None, None)}
    assert [f.expected for f in found] == [f.observed for f in found]


def test_two_corners_are_fitted_apart_when_the_others_are_forced() -> None:
    table = np.array([[1, 1, 1, 0], [1, 1, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]])
    found = fit(table.sum(axis=1), table.sum(axis=0)).matrix
    assert found[:2, :2].tolist() == [[1, 1], [1, 1]]
    assert found[2:, 2:].tolist() == [[0, 0], [0, 0]]
    assert found[:2, 2:] == pytest.approx(np.full((2, 2), 0.5), abs=1e-9)
    assert found[2:, :2] == pytest.approx(np.full((2, 2), 0.5), abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_a_poisson_binomial_is_the_convolution_of_its_trials(chance: list[float]) -> None:
    slow = np.ones(1)
    for p in chance:
        slow = np.convolve(slow, [1 - p, p])
    once = np.ones(len(chance), dtype=np.int64)
    found = poisson_binomial(np.array([chance]), once, 16)[0]
    assert found[: len(slow)] == pytest.approx(slow, abs=1e-14)


def test_sectors_of_independent_participations_are_as_all_tables_say() -> None:
    table = np.array([[1, 1, 0, 1], [1, 0, 1, 0], [0, 1, 1, 0]], dtype=bool)
    sectors = Sectors(incidence(table), np.array([0, 0, 1]), 2)
    matrix = chances(sectors.incidence).matrix
    every = np.array(list(product([0, 1], repeat=12))).reshape(-1, 3, 4)
    weight = np.where(every, matrix, 1 - matrix).prod(axis=(1, 2))
    ours, theirs = every[:, :2].sum(axis=1), every[:, 2]
    pairs = {Statistic.PAIRS: ours * theirs, Statistic.PROJECTS: (ours > 0) & (theirs > 0)}
    for statistic, values in pairs.items():
        found, totals = independent(sectors, statistic), values.sum(axis=1)
        mean = weight @ totals
        assert found.expected[1] == pytest.approx(mean)
        assert found.sd[1] ** 2 == pytest.approx(weight @ (totals - mean) ** 2)
        assert found.p_upper[1] == pytest.approx(weight[totals >= found.observed[1]].sum())
        assert found.p_lower[1] == pytest.approx(weight[totals <= found.observed[1]].sum())


def test_independent_participations_have_no_newman_weights() -> None:
    with pytest.raises(ValueError, match="sized"):
        independent(
            Sectors(incidence(np.eye(2, dtype=bool)), np.array([0, 1]), 2), Statistic.NEWMAN
        )


# --- samples -------------------------------------------------------------------------------------


def same_margins(table: NDArray[np.bool_]) -> set[tuple[int, ...]]:
    """All tables with these margins, each as the columns that are set, row by row."""
    rows = [combinations(range(table.shape[1]), n) for n in table.sum(axis=1)]
    sizes = table.sum(axis=0)
    return {
        chosen
        for choice in product(*map(list, rows))
        if (np.bincount(chosen := sum(choice, ()), minlength=len(sizes)) == sizes).all()
    }


@pytest.mark.parametrize(
    "rows",
    [
        [[1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]],
        [[1, 1, 1, 1, 1, 0], [1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 1], [0, 0, 1, 0, 0, 0]],
        [[1, 1, 1], [1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]],
    ],
)
def test_all_tables_with_the_margins_are_equally_likely(rows: list[list[int]]) -> None:
    table = np.array(rows, dtype=bool)
    every = same_margins(table)
    chain, seen = Chain(incidence(table)), dict.fromkeys(every, 0)
    draws = 200 * len(every)
    for _ in range(draws):
        for _ in range(fdsm.THINNING):
            chain.turn()
        seen[tuple(chain.table[1].tolist())] += 1
    squares = sum((n - draws / len(every)) ** 2 for n in seen.values()) * len(every) / draws
    assert len(every) > 10
    assert 0.005 < special.chdtrc(len(every) - 1, squares) < 0.995


@given(tables)
def test_every_sample_has_the_margins_exactly(rows: list[list[bool]]) -> None:
    begun = incidence(np.array(rows))
    chain = Chain(begun)
    for _ in range(5):
        chain.turn()
        actor, activity = chain.table
        assert len(set(zip(actor, activity, strict=True))) == len(begun.actor)
        assert np.array_equal(actor, begun.actor)
        assert np.array_equal(np.bincount(activity, minlength=len(begun.sizes)), begun.sizes)


def test_samples_keep_the_total_of_pairs() -> None:
    begun = incidence(random_table(20, 40, seed=1))
    sectors = Sectors(begun, np.arange(20) % 3, 3)
    *_, last = sample(sectors, samples=50, pairs=every_pair(20))
    total = sum(size * (size - 1) // 2 for size in begun.sizes)
    assert last.cells[Statistic.PAIRS].compare().expected.sum() == pytest.approx(total)
    assert last.pairs.compare().expected.sum() == pytest.approx(total)


def test_the_same_seed_draws_the_same_in_another_process_and_however_often_one_looks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = (
        "import sys; sys.path[:0] = ['.', 'tests/unit']\n"
        "from test_null_models import drawn; print(drawn(7))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    ours = drawn(7)
    assert other.stdout.strip() == str(ours)
    monkeypatch.setattr(fdsm, "BREATH", 0)
    assert drawn(7) == ours
    assert drawn(8) != ours


def drawn(seed: int) -> list[float]:
    sectors = Sectors(incidence(random_table(20, 40, seed=1)), np.arange(20) % 3, 3)
    *_, last = sample(sectors, samples=20, seed=seed)
    found: list[float] = last.cells[Statistic.PAIRS].compare().expected.tolist()
    return found


def test_code_that_cannot_be_kept_is_compiled_all_the_same() -> None:
    from graph.network.curveball import compiled

    scope: dict[str, Callable[[int], int]] = {}
    exec(compile("def twice(n): return 2 * n", "<nowhere>", "exec"), scope)
    assert compiled(scope["twice"])(4) == 8


# --- size ----------------------------------------------------------------------------------------


@cache
def tables_by_chance() -> list[Sectors]:
    """Tables of one set of margins, drawn from all of them, with sectors that mean nothing."""
    begun = incidence(random_table(30, 60, seed=3))
    sector, chain, found = np.arange(30) % 3, Chain(begun, seed=11), []
    for _ in range(150):
        for _ in range(4 * fdsm.THINNING):
            chain.turn()
        actor, activity = chain.table
        table = Incidence(begun.actors, begun.activities, actor, activity)
        found.append(Sectors(table, sector, 3))
    return found


def test_sampled_p_of_tables_by_chance_are_uniform() -> None:
    found = []
    for seed, sectors in enumerate(tables_by_chance()):
        *_, last = sample(sectors, samples=99, seed=seed)
        found.append(last.cells[Statistic.NEWMAN].compare())
    for side in ("p_upper", "p_lower"):
        p = np.array([getattr(comparison, side) for comparison in found])
        assert all(uniform(column - 0.005) > 0.01 for column in p.T)
        assert 0.02 < (p <= 0.05).mean() < 0.08


def test_closed_form_p_of_tables_by_chance_are_uniform() -> None:
    found = [sized(sectors, Statistic.NEWMAN) for sectors in tables_by_chance()]
    for side in ("p_upper", "p_lower"):
        p = np.array([getattr(comparison, side) for comparison in found])
        assert all(uniform(column) > 0.01 for column in p.T)
        assert 0.02 < (p <= 0.05).mean() < 0.08


def test_p_of_independent_participations_are_uniform_where_chances_are_known() -> None:
    """A count is discrete: its p is spread evenly over the chance of the count itself."""
    begun = incidence(random_table(30, 60, seed=3))
    matrix, generator, found = chances(begun).matrix, np.random.default_rng(5), []
    once = np.ones(60, dtype=np.int64)
    for one, other in combinations(range(12), 2):
        chance = poisson_binomial((matrix[one] * matrix[other])[None], once, 64)[0]
        first, second = (generator.random((2, 40, 60)) < matrix[[one, other], None]).astype(int)
        above = np.append(np.cumsum(chance[::-1])[::-1], 0)[np.sum(first * second, axis=1)]
        count = chance[np.sum(first * second, axis=1)]
        found.append(above - generator.random(40) * count)
    assert uniform(np.concatenate(found)) > 0.01


def test_sdsm_p_with_fitted_chances_call_fewer_than_they_may() -> None:
    """Chances are fitted to the table itself, whose sums then vary less than the model's."""
    matrix = chances(incidence(random_table(30, 60, seed=3))).matrix
    generator, called = np.random.default_rng(5), []
    for _ in range(40):
        found = compare_pairs(incidence(generator.random(matrix.shape) < matrix), *every_pair(30))
        called.append((found.p_upper <= 0.05).mean())
        assert not (found.adjusted_upper <= 0.05).any()
    assert 0 < np.mean(called) < 0.01


def test_sampled_p_of_pairs_call_as_many_as_they_may() -> None:
    pairs, called = every_pair(30), []
    for seed, sectors in enumerate(tables_by_chance()[:40]):
        *_, last = sample(sectors, samples=99, seed=seed, pairs=pairs)
        found = last.pairs.compare()
        half = (found.p_upper + 1 - found.p_lower) / 2  # of what is equal, one half
        called.append((half <= 0.05).mean())
    assert 0.03 < np.mean(called) < 0.07
