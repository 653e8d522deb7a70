"""Null models of two real tables against values that others published or computed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from typing import Any

import numpy as np
import pytest
from published import missing, one_mode, participation, reference
from tolerances import differences

from graph.network.fdsm import sample
from graph.network.matrix import (
    Activities,
    Null,
    SectorMatrix,
    joint,
    sample_sector_matrix,
    sector_matrix,
)
from graph.network.sdsm import chances, compare_pairs, every_pair
from graph.network.sector_nulls import independent, sized
from graph.network.sectors import Sectors, Statistic
from graph.network.significance import Comparison, Finding

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())

SAMPLES = 5_000
PUBLISHED = {"adjusted": "p_two_sided_bh", "adjusted_upper": "p_upper_bh"}
Table = dict[str, dict[str, float | None]]


def table(names: list[str], findings: list[Finding]) -> Table:
    """Findings by name, their fields named as published."""
    rows = [{PUBLISHED.get(k, k): v for k, v in asdict(found).items()} for found in findings]
    return dict(zip(names, rows, strict=True))


def women_pairs() -> list[str]:
    actors = participation("southern_women").actors
    first, second = every_pair(len(actors))
    return [f"{actors[a]} | {actors[b]}" for a, b in zip(first, second, strict=True)]


@cache
def women_sdsm() -> Comparison:
    incidence = participation("southern_women")
    return compare_pairs(incidence, *every_pair(len(incidence.actors)))


@cache
def women_fdsm() -> Comparison:
    incidence = participation("southern_women")
    nobody = Sectors(incidence, np.full(len(incidence.actors), -1), 0)
    pairs = every_pair(len(incidence.actors))
    *_, last = sample(nobody, samples=SAMPLES, pairs=pairs)
    return last.pairs.compare()


def women_summary() -> dict[str, float]:
    sdsm, fdsm = women_sdsm(), women_fdsm()
    return {
        "observed_total": sdsm.observed.sum(),
        "expected_total_sdsm": sdsm.expected.sum(),
        "expected_total_fdsm": fdsm.expected.sum(),
        "sdsm_p05": (sdsm.p_upper < 0.05).sum(),
        "sdsm_bh05": (sdsm.adjusted_upper < 0.05).sum(),
        "fdsm_p05": (fdsm.p_upper < 0.05).sum(),
        "fdsm_bh05": (fdsm.adjusted_upper < 0.05).sum(),
    }


@cache
def grants(activities: Activities) -> tuple[list[str], Sectors]:
    """The names of the cells, and the table with its sectors."""
    incidence = participation("eu_grants_no")
    if activities is Activities.JOINT:
        incidence = joint(incidence)
    names = sorted(set(organisation_sectors()))
    sector = np.array([names.index(name) for name in organisation_sectors()])
    sectors = Sectors(incidence, sector, len(names))
    return [f"{names[a]} | {names[b]}" for a, b in zip(*sectors.cells, strict=True)], sectors


@cache
def organisation_sectors() -> list[str]:
    known = one_mode("eu_grants_no", "newman").categories
    assert known is not None
    return [known[actor] for actor in participation("eu_grants_no").actors]


def grants_observed() -> dict[str, dict[str, float]]:
    names, sectors = grants(Activities.ALL)
    columns = {each.lower(): sectors.observed(each) for each in Statistic}
    columns["ties"] = sectors.ties.astype(np.float64)
    return {name: {k: v[i] for k, v in columns.items()} for i, name in enumerate(names)}


def grants_sdsm() -> Table:
    names, sectors = grants(Activities.JOINT)
    return table(names, independent(sectors, Statistic.PAIRS).findings())


def matrix_table(matrix: SectorMatrix) -> Table:
    names = [f"{cell.a} | {cell.b}" for cell in matrix.cells]
    return table(names, [cell.found for cell in matrix.cells])


@cache
def grants_matrix(activities: Activities) -> SectorMatrix:
    *_, last = sample_sector_matrix(
        participation("eu_grants_no"),
        organisation_sectors(),
        activities=activities,
        samples=SAMPLES,
    )
    return last


MEASURES: dict[tuple[str, str], Callable[[], Any]] = {
    ("southern_women", "sdsm_pairs"): lambda: table(women_pairs(), women_sdsm().findings()),
    ("southern_women", "fdsm_pairs"): lambda: table(women_pairs(), women_fdsm().findings()),
    ("southern_women", "null_summary"): women_summary,
    ("eu_grants_no", "sector_observed"): grants_observed,
    ("eu_grants_no", "sector_sdsm_multi_pairs"): grants_sdsm,
    ("eu_grants_no", "sector_fdsm_all_pairs"): lambda: matrix_table(grants_matrix(Activities.ALL)),
}


@pytest.mark.parametrize(("name", "key"), MEASURES)
def test_a_null_model_is_as_published(name: str, key: str) -> None:
    assert differences(MEASURES[name, key](), reference(name)[key]) == []


@pytest.mark.parametrize("name", ["southern_women", "eu_grants_no"])
def test_no_published_null_model_is_left_out(name: str) -> None:
    marks = "sdsm", "fdsm", "sector_", "null_"
    keys = {key for key in reference(name) if any(mark in key for mark in marks)}
    assert keys == {key for of, key in MEASURES if of == name}


@pytest.mark.parametrize("name", ["southern_women", "eu_grants_no"])
def test_chances_have_the_margins_of_the_table(name: str) -> None:
    incidence = participation(name)
    matrix = chances(incidence).matrix
    degrees = np.bincount(incidence.actor, minlength=len(incidence.actors))
    assert np.abs(matrix.sum(axis=1) - degrees).max() < 1e-10
    assert np.abs(matrix.sum(axis=0) - incidence.sizes).max() < 1e-10


@pytest.mark.parametrize(
    ("activities", "total"),
    [(Activities.JOINT, 2474.330596768), (Activities.ALL, 3156.441647951)],
)
def test_the_sdsm_expects_more_pairs_than_there_are(activities: Activities, total: float) -> None:
    _, sectors = grants(activities)
    assert chances(sectors.incidence).total == pytest.approx(total, rel=1e-9)
    assert sectors.observed(Statistic.PAIRS).sum() == 1778


def test_activities_of_one_actor_change_a_sign() -> None:
    found = {
        activities: matrix_table(grants_matrix(activities))["INS | NÆR"]["z"]
        for activities in Activities
    }
    assert found[Activities.ALL] == pytest.approx(4.1, abs=0.3)
    assert found[Activities.JOINT] == pytest.approx(-1.7, abs=0.3)


@pytest.mark.parametrize("activities", Activities)
def test_the_closed_form_is_near_the_sampled_matrix(activities: Activities) -> None:
    sampled = grants_matrix(activities)
    closed = sector_matrix(
        participation("eu_grants_no"), organisation_sectors(), activities=activities
    )
    assert (sampled.null, closed.null) == (Null.FDSM, Null.CLOSED_FORM)
    assert sampled.expected_total == pytest.approx(1778, abs=1e-6)
    assert closed.expected_total == pytest.approx(1778, rel=0.003)
    for one, other in zip(closed.cells, sampled.cells, strict=True):
        if other.found.z is None or one.found.z is None:
            assert one.found.z is other.found.z
            continue
        assert abs(one.found.expected - other.found.expected) < 0.25 * other.found.sd
        assert one.found.sd == pytest.approx(other.found.sd, rel=0.06)
        assert (abs(one.found.z) > 2) == (abs(other.found.z) > 2)
        assert one.found.z * other.found.z > 0 or abs(other.found.z) < 0.4


def test_samples_say_the_same_of_pairs_projects_and_newman_as_the_closed_form() -> None:
    _, sectors = grants(Activities.JOINT)
    *_, last = sample(sectors, samples=1_000)
    for each in Statistic:
        closed, sampled = sized(sectors, each), last.cells[each].compare()
        free = sampled.sd > 0
        gap = np.abs(closed.expected - sampled.expected)[free] / sampled.sd[free]
        assert gap.max() < 0.35, each
        assert np.abs(closed.sd / np.where(free, sampled.sd, 1))[free] == pytest.approx(1, abs=0.12)
