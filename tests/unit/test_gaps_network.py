"""Brokers, insular agencies and sectors that seldom work together."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from gap_material import DAY, gaps, initiative, number
from materials import agency, material, named, parts, placed

from graph.network.arrays import incidence_of
from graph.network.gaps.find import find
from graph.network.gaps.gap import GapKind, Severity
from graph.network.gaps.wanted import Wanted
from graph.network.language import Language
from graph.network.matrix import sample_sector_matrix

SECTORS = tuple(named("Sector", code) for code in "xyz")


def world(groups: list[str], sectors: dict[str, str] | None = None, idle: str = "") -> Any:
    """Agencies of one letter, in initiatives written as words, with a sector each."""
    codes = sorted({*"".join(groups), *idle})
    return material(
        agencies=tuple(map(agency, codes)),
        sectors=SECTORS,
        in_sector=tuple(placed(code, s) for code, s in (sectors or {}).items()),
        initiatives=tuple(initiative(f"i{n}") for n in range(len(groups))),
        participations=tuple(
            part for n, group in enumerate(groups) for part in parts("Initiative", f"i{n}", *group)
        ),
    )


# --- brokers -------------------------------------------------------------------------------------


def test_who_leaves_others_cut_off_is_a_risk_and_says_whom() -> None:
    (gap,) = gaps(world(["abcd", "de"], idle="z"), GapKind.BROKER_RISK)
    assert (gap.actors, gap.evidence) == (("Agency:d",), ("Agency:d", "Agency:e"))
    assert gap.explanation(Language.ID) == "Tanpa d, e terputus dari jaringan kolaborasi."
    (many,) = gaps(world(["abcd", "de", "df"]), GapKind.BROKER_RISK)
    assert many.score > gap.score
    assert many.explanation(Language.EN).endswith(
        "2 agencies are cut off from the collaboration network: e and f."
    )


def test_a_network_without_weak_points_has_no_brokers() -> None:
    assert gaps(world(["abcd", "cdef"]), GapKind.BROKER_RISK) == []
    assert gaps(world(["ab", "cd"]), GapKind.BROKER_RISK) == []


def test_the_only_link_of_many_is_a_risk_even_where_nobody_is_cut_off() -> None:
    ring = [a + b for a, b in zip("abcdefghijkl", "bcdefghijkla", strict=True)]
    hub = world([*ring, *(f"z{code}" for code in "abcdefghijkl")])
    (gap,) = gaps(hub, GapKind.BROKER_RISK)
    assert gap.actors == ("Agency:z",)
    assert number(gap, "onlyLinkPairs") == 12 * 11 / 2 - 12 - 12
    assert gaps(hub, GapKind.BROKER_RISK, broker_share=0.9) == []
    assert gaps(world(ring), GapKind.BROKER_RISK) == []


def test_a_link_between_those_who_are_far_apart_counts() -> None:
    """Two groups, a short way between them through z and a longer one through x and y."""
    groups = ["abcdefghijklmn", "ABCDEFGHIJKLMN", "az", "zA", "bx", "xy", "yB"]
    found = gaps(world(groups), GapKind.BROKER_RISK, broker_share=0.2)
    assert {gap.actors[0][-1] for gap in found} == set("azA")
    assert all("only partner in common" in gap.explanation(Language.EN) for gap in found)


# --- insular agencies ----------------------------------------------------------------------------


def split() -> Any:
    """Twelve agencies of sector x who all work with each other, and twelve of y and z."""
    inner, outer = "abcdefghijkl", "mnopqrstuvwx"
    pairs = [a + b for a, b in combinations(inner, 2)]
    pairs += [a + b for a, b in zip(outer, outer[1:] + outer[:1], strict=True)]
    sectors = dict.fromkeys(inner, "x") | dict.fromkeys(outer, "y") | {"m": "z", "s": "z"}
    return world(pairs, sectors)


def test_partners_of_the_own_sector_beyond_chance_make_an_agency_insular() -> None:
    found = gaps(split(), GapKind.INSULAR_AGENCY)
    assert {gap.actors[0][-1] for gap in found} == set("abcdefghijkl")
    for gap in found:
        assert gap.severity is not Severity.HIGH
        assert number(gap, "eiIndex") < number(gap, "lowestEiIndexByChance")
        assert number(gap, "expectedInternal") == pytest.approx(11 * 11 / 23)


def test_p_are_those_of_the_hypergeometric_adjusted_over_all_who_have_partners() -> None:
    """Agency a draws its 11 partners among 23, 11 of them of its sector: all of them once in
    C(23, 11) = 1,352,078.
    """
    found = gaps(split(), GapKind.INSULAR_AGENCY, alpha=1.0)
    (first,) = [gap for gap in found if gap.actors == ("Agency:a",)]
    p = 2 / 1_352_078
    assert number(first, "adjustedP") == pytest.approx(p * 24 / 12)


def test_the_raw_sign_of_the_index_is_no_gap() -> None:
    one_sector = world(["abc", "cd", "da"], dict.fromkeys("abcd", "x"))
    assert gaps(one_sector, GapKind.INSULAR_AGENCY) == []
    assert gaps(world(["ab"], {"a": "x", "b": "x"}), GapKind.INSULAR_AGENCY) == []
    assert gaps(world(["abc"]), GapKind.INSULAR_AGENCY) == []


# --- sectors -------------------------------------------------------------------------------------


def apart() -> Any:
    inner, outer = "abcdef", "ghijkl"
    groups = [a + b for half in (inner, outer) for a, b in combinations(half, 2)]
    return world(groups, dict.fromkeys(inner, "x") | dict.fromkeys(outer, "y"))


def test_sectors_that_meet_less_than_expected_are_found_and_are_provisional_at_first() -> None:
    (gap,) = gaps(apart(), GapKind.UNDERCONNECTED_SECTORS)
    assert (gap.actors, gap.score) == (("Sector:x", "Sector:y"), 1.0)
    assert gap.pending
    assert "sementara" in gap.explanation(Language.ID)
    assert number(gap, "observed") == 0


def test_with_a_sampled_matrix_they_are_final() -> None:
    of = apart()
    incidence = incidence_of((part.body, part.activity) for part in of["participations"])
    sectors = [f"Sector:{'x' if name[-1] < 'g' else 'y'}" for name in incidence.actors]
    *_, matrix = sample_sector_matrix(incidence, sectors, samples=200)
    asked = Wanted(DAY, frozenset({GapKind.UNDERCONNECTED_SECTORS}))
    (gap,) = find(of, asked, matrix)
    assert not gap.pending
    assert "sementara" not in gap.explanation(Language.ID)


def test_sectors_that_meet_as_expected_or_more_are_no_gap() -> None:
    mixed = [a + b for a in "abc" for b in "def"]
    of = world(mixed, dict.fromkeys("abc", "x") | dict.fromkeys("def", "y"))
    found = gaps(of, GapKind.UNDERCONNECTED_SECTORS)
    assert ("Sector:x", "Sector:y") not in [gap.actors for gap in found]
    assert [gap for gap in found if len(gap.actors) == 1] == found
    assert gaps(of, GapKind.UNDERCONNECTED_SECTORS, alpha=0.0) == []
