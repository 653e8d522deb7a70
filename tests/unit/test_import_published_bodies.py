"""The counts of published data hold after reading. The files are read in place."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from published import DATA, absent
from reading import Read, read

from seeds.imports.item import Grade


@cache
def published(format_: str, *paths: str) -> Read:
    if missing := absent(*paths):
        pytest.skip(missing)
    return read(format_, *(DATA / path for path in paths))


def test_govuk_organisations_have_their_bodies_and_parents() -> None:
    made = published("govuk-orgs", "govuk_orgs")
    assert made.kinds() == {"Agency": 1016}
    assert made.types() == {"PART_OF": 578}
    parents = Counter(Counter(child for child, _ in made.pairs("PART_OF")).values())
    assert parents == {1: 541, 2: 12, 3: 3, 4: 1}
    assert made.thing("uk-export-finance").identifiers[0].startswith("govuk:")
    assert {i for thing in made.things for i in thing.identifiers} >= {"govuk:D1", "govuk:D10"}
    assert not made.codes(Grade.ERROR)


def test_the_list_of_govuk_dates_57_of_466_closed_bodies() -> None:
    made = published("govuk-orgs", "govuk_orgs/data.jsonl")
    closed = [thing for thing in made.things if thing.raw["govuk_status"] == "closed"]
    assert len(closed) == 466
    assert sum("validTo" in thing.values for thing in made.things) == 57
    assert made.codes()["CLOSED_UNDATED"] == 409


def test_the_registers_of_govuk_date_more_of_them_with_their_precision() -> None:
    made = published("govuk-orgs", "govuk_orgs")
    ends = Counter(thing.values.get("validToPrecision") for thing in made.things)
    assert ends == {None: 711, "DAY": 249, "MONTH": 26, "YEAR": 30}
    assert made.codes()["CLOSED_UNDATED"] == 162
    assert made.codes()["ENDS_DIFFER"] == 10
    assert made.codes()["ENDED_NOT_CLOSED"] == 1


def test_govuk_traps_are_told() -> None:
    made = published("govuk-orgs", "govuk_orgs")
    shared = {f.value for f in made.findings if f.code == "ABBREVIATION_SHARED"}
    assert shared == {"DSA", "ORR", "CSC", "IPT", "SCC"}
    holders = Counter(thing.values.get("acronym") for thing in made.things)
    assert [holders[short] for short in sorted(shared)] == [2] * 5
    assert made.codes()["LIVE_UNDER_CLOSED"] == 9
    assert made.codes()["NAME_BROKEN"] == 247
    assert made.found("ENTRY_REPEATED").value == "OT488"
    assert made.found("ALIAS_IS_NAME").value == "Department of Agriculture and Rural Development"
    texts = [str(value) for thing in made.things for value in thing.values.values()]
    assert not any("\\r" in text or "\n" in text for text in texts)


def test_organograms_of_nine_departments_have_their_posts() -> None:
    made = published("uk-organogram", "uk_organograms")
    assert made.kinds() == {"Agency": 15, "Unit": 281, "Post": 7589, "Employee": 581}
    senior = [t for t in made.things if t.ref.kind == "Post" and t.values["kind"] == "MANAGERIAL"]
    assert len(senior) == 1431 - 7  # seven rows share a post with another
    assert made.codes()["POST_SHARED"] + made.codes()["POST_SHARED_APART"] == 7
    assert made.types()["HOLDS"] == 582
    assert not made.codes(Grade.ERROR)


def test_junior_rows_of_organograms_are_counts() -> None:
    made = published("uk-organogram", "uk_organograms")
    counted = [thing for thing in made.things if thing.values.get("occupancy") == "COUNTED"]
    assert len(counted) == 6165
    assert sum(thing.values["fte"] for thing in counted) == pytest.approx(120_410.0)
    assert made.codes()["JUNIORS_COUNTED"] == 9


def test_states_of_posts_are_told_and_kept() -> None:
    made = published("uk-organogram", "uk_organograms")
    states = Counter(t.values.get("occupancy") for t in made.things if t.ref.kind == "Post")
    assert made.codes()["HOLDER_UNDISCLOSED"] == 771
    assert made.codes()["POST_VACANT"] == 19
    assert made.codes()["POST_ELIMINATED"] == 59
    assert (states["VACANT"], states["ELIMINATED"]) == (18, 59)
    assert made.codes()["REFERENCE_MISSING"] == 5


def test_all_posts_of_organograms_but_the_nine_top_ones_report_to_one() -> None:
    made = published("uk-organogram", "uk_organograms")
    assert made.types()["REPORTS_TO"] == made.kinds()["Post"] - 9
    assert made.codes()["SUPERIOR_AMBIGUOUS"] == 58
    assert not {"SUPERIOR_ITSELF", "SUPERIOR_UNKNOWN"} & made.codes().keys()


def test_public_bodies_of_two_countries() -> None:
    made = published("popolo-csv", "publicbodies/br.csv", "publicbodies/gb.csv")
    countries = Counter(thing.raw["jurisdiction_code"] for thing in made.things)
    assert countries == {"GB": 5362, "BR": 265}
    assert made.types() == {"PART_OF": 255}
    assert [t.ref.key for t in made.things if "validTo" in t.values] == ["gb/iwac"]
    assert not made.codes(Grade.ERROR)
    assert made.codes(Grade.WARNING).keys() == {
        "ABBREVIATION_SHARED",
        "CLOSED_UNDATED",
        "WORD_UNKNOWN",
    }
