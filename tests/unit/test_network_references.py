"""Every measure of four networks against values that others published or computed.

Each key of the reference files is a test of its own; what compares networks with null models is
tested where null models are.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from published import NAMES, missing, one_mode, participation, reference
from tolerances import differences

from graph.network.project import transposed
from graph.network.summary import measures, participations

# Keys of null models, here to see that no other is left out.
OF_NULL_MODELS = {
    "southern_women": {"sdsm_pairs", "fdsm_pairs", "null_summary"},
    "eu_grants_no": {"sector_observed", "sector_sdsm_multi_pairs", "sector_fdsm_all_pairs"},
}
TWO_MODE = {"southern_women", "eu_grants_no"}
PREFIXES = {"count", "newman", "events"}
PERMUTATIONS = 20_000


def cases() -> list[Any]:
    if reason := missing():
        return [pytest.param("", "", marks=pytest.mark.skip(reason=reason))]
    return [
        (name, key)
        for name in NAMES
        for key in reference(name)
        if key not in OF_NULL_MODELS.get(name, set())
    ]


@cache
def found(name: str, prefix: str) -> dict[str, Any]:
    if name in TWO_MODE and not prefix:
        return participations(participation(name))
    network = one_mode(name, prefix)
    return measures(network.graph, network.categories, permutations=PERMUTATIONS)


def measured(name: str, key: str) -> Any:
    prefix, _, measure = key.partition(".")
    if prefix not in PREFIXES:
        return found(name, "")[key]
    if prefix == "events":
        return events(name)[measure]
    return found(name, prefix)[measure]


@cache
def events(name: str) -> dict[str, Any]:
    return participations(transposed(participation(name)))


@pytest.mark.parametrize(("name", "key"), cases())
def test_a_measure_is_as_published(name: str, key: str) -> None:
    assert differences(measured(name, key), reference(name)[key]) == []


@pytest.mark.skipif(bool(missing()), reason=missing())
@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("dhhs_network", "ei_index"),
        ("dhhs_network", "ei_index_weighted"),
        ("eu_grants_no", "newman.ei_index"),
    ],
)
def test_closed_forms_meet_more_than_samples_must(name: str, key: str) -> None:
    value = reference(name)[key]["value"]
    ours = measured(name, key)
    for field in ("observed", "expected", "sd", "z"):
        assert ours[field] == pytest.approx(value[field], rel=1e-9), field


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_keys_of_null_models_are_known() -> None:
    for name, keys in OF_NULL_MODELS.items():
        assert keys <= reference(name).keys()
