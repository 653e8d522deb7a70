"""Real files, where they are: what their publishers count is what is read."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache

import pytest
from published import DATA, absent
from reading import Read, read

from graph.network.arrays import incidence_of
from graph.network.project import project
from graph.network.projection import Weighting
from seeds.imports.item import Ref

FOLDERS = {
    "eu-grants": ("eu_grants_no", "dataset.csv"),
    "sdg-custodians": ("sdg_custodians", "tier_classification_2022-11-30_clean.csv"),
    "ties-csv": ("fema_network", "HU_interaction.csv"),
}


@cache
def _read(name: str) -> Read:
    return read(name, DATA / FOLDERS[name][0])


def made_of(name: str) -> Read:
    """What is read from a published folder; the test is skipped where there is none."""
    if reason := absent("/".join(FOLDERS[name])):
        pytest.skip(reason)
    return _read(name)


def test_all_participations_in_eu_projects_are_accounted_for() -> None:
    made = made_of("eu-grants")
    assert len(made.of("Agency")) == 692
    assert len(made.of("Initiative")) == 1957
    assert len(made.of("Sector")) == 6
    assert len(made.tied("IN_SECTOR")) == 692
    told = made.graded()
    assert told == {
        ("NOTE", "COLUMNS_LEFT_OUT"): 1,
        ("NOTE", "FILE_LEFT_OUT"): 1,
        ("NOTE", "NAME_SHARED"): 1,
        ("ERROR", "ORGANISATION_NUMBER_MISSING"): 3,
        ("WARNING", "PARTICIPATION_REPEATED"): 1,
    }
    kept = made.tied("PARTICIPATES_IN")
    assert len(kept) == 2927
    assert len(kept) + 3 + 1 == 2931
    assert len({bond.end for bond in kept}) == 1955
    roles = Counter(bond.values["role"] for bond in kept)
    assert roles == {"LEAD": 705, "PARTNER": 2222}


def test_the_network_of_eu_projects_is_the_published_one() -> None:
    kept = made_of("eu-grants").tied("PARTICIPATES_IN")
    incidence = incidence_of((bond.start.key, bond.end.key) for bond in kept)
    graph = project(incidence, Weighting.NEWMAN)
    assert round(2 * sum(graph.weight)) == 1517


def test_targets_have_their_custodians() -> None:
    made = made_of("sdg-custodians")
    assert len(made.of("Target")) == 168
    assert len(made.of("Indicator")) == 248
    assert len(made.of("Sector")) == 17
    leads = [b for b in made.tied("CONTRIBUTES_TO") if b.values["role"] == "LEAD"]
    custodians = {bond.start.key for bond in leads}
    pieces = made.all_found("SPLIT_AT_COMMA")
    assert len(pieces) == 2
    assert len(custodians) + len(pieces) == 53
    targets = Counter(bond.end for bond in leads)
    single = {target.key for target, count in targets.items() if count == 1}
    assert len(single - {"1.a"}) == 100  # the list counts agencies that only discuss 1.a.2
    assert {Ref("Target", "16.1"), Ref("Target", "16.10")} <= targets.keys()
    assert made.graded() == {
        ("NOTE", "COLUMNS_LEFT_OUT"): 1,
        ("NOTE", "INDICATOR_REPEATED"): 30,
        ("NOTE", "COUNT_DIFFERS"): 1,
        ("NOTE", "NAME_SPELT_OTHERWISE"): 1,
        ("WARNING", "CUSTODIAN_MISSING"): 1,
        ("WARNING", "CUSTODIAN_UNSETTLED"): 1,
        ("WARNING", "SPLIT_AT_COMMA"): 2,
    }


def test_each_dated_tie_counts_and_those_of_a_pair_add_up() -> None:
    made = made_of("ties-csv")
    assert len(made.of("CoordinationSession")) == 13_304
    assert len(made.of("Agency")) == 266
    attended = made.tied("ATTENDED")
    assert len(attended) == 2 * 13_304
    ends: dict[str, list[str]] = {}
    for bond in attended:
        ends.setdefault(bond.end.key, []).append(bond.start.key)
    pairs = Counter(frozenset(pair) for pair in ends.values())
    assert pairs[frozenset({"FEMA", "WHO"})] == 351
    assert pairs[frozenset({"FEMA", "RRCC"})] == 718
    with (DATA / "fema_network" / "HU_interaction.csv").open(newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert pairs == Counter(frozenset(row[1:3]) for row in rows)
    days = {thing.values["date"] for thing in made.of("CoordinationSession")}
    assert (min(days)[:4], max(days)[:4]) == ("2002", "2019")


def test_all_aliases_are_accounted_for_and_false_matches_are_noted() -> None:
    made = made_of("ties-csv")
    (counted,) = made.all_found("ALIASES_COUNTED")
    assert counted.message.startswith("of 2,959 rows of aliases, 616 are kept")
    unused, repeated = made.all_found("ALIAS_UNUSED"), made.all_found("ALIAS_REPEATED")
    aliases = sum(len(agency.values["aliases"]) for agency in made.of("Agency"))
    itself = 2959 - len(unused) - len(repeated) - aliases
    assert (len(unused), len(repeated), aliases + itself) == (2091, 252, 616)
    (encoding,) = made.all_found("ENCODING_MIXED")
    assert encoding.message.startswith("4 lines are no UTF-8")
    names = {name for finding in unused for name in [finding.value]}
    assert "Organisation du Traité de l'Atlantlique Nord" in names
    heavy = made.all_found("TIES_CONCENTRATED")
    assert any("FEMA and WHO have 351" in f.message and "common word" in f.message for f in heavy)
    assert [finding.value for finding in made.all_found("NAME_IS_A_WORD")][:1] == ["WHO"]
