"""Who acts on a day, in whose name, and in what."""

from __future__ import annotations

from typing import Any

import pytest
from materials import agency, initiative, material, sectors, unit

from graph.network.material import Span
from graph.network.scope import Asked, Chosen, Level, Scope, Via, following, scope

DAY = "2025-06-01"


def seen(made: Scope) -> list[tuple[str, str]]:
    """Who takes part in what, by names."""
    return sorted((part.body.split(":")[1], part.activity.split(":")[1]) for part in made.parts)


def actors(made: Scope) -> str:
    return " ".join(actor.split(":")[1] for actor in made.actors)


def world(**more: Any) -> Any:
    """A, B and C take part in x; B in y until the day; a unit of C in y; G is a placeholder."""
    tables = {
        "agencies": [agency("A"), agency("B"), agency("C", "OTHER"), agency("G", "GENERIC")],
        **sectors(A="01", B="01 02", C="02"),
        "units": [unit("c1")],
        "unit_of": [("Unit:c1", "Agency:C")],
        "initiatives": [initiative("x"), initiative("y", "ENDED")],
        "participations": [
            ("Agency:A", "Initiative:x", "LEAD"),
            ("Agency:B", "Initiative:x", "PARTNER", "2020-01-01"),
            ("Agency:B", "Initiative:y", "LEAD", None, DAY),
            ("Unit:c1", "Initiative:y", "PARTNER"),
        ],
    }
    return material(**{**tables, **more})


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (Chosen(), "A B C"),
        (Chosen(placeholders=True), "A B C G"),
        (Chosen(types=frozenset({"GENERIC"})), "G"),
        (Chosen(types=frozenset({"OTHER"})), "C"),
        (Chosen(sectors=frozenset({"02"})), "B C"),
        (Chosen(sectors=frozenset({"01", "02"}), types=frozenset({"MINISTRY"})), "A B"),
    ],
)
def test_agencies_are_chosen_by_type_and_sector_isolates_too(chosen: Chosen, found: str) -> None:
    assert actors(scope(world(), Asked(DAY, chosen=chosen))) == found


def test_a_participation_holds_from_its_first_day_to_before_its_end() -> None:
    def on(day: str) -> list[tuple[str, str]]:
        return seen(scope(world(), Asked(day)))

    assert ("B", "y") in on("2025-05-31")
    assert ("B", "y") not in on(DAY)
    assert ("B", "x") in on("2020-01-01")
    assert ("B", "x") not in on("2019-12-31")


def test_what_a_unit_does_is_its_agencys() -> None:
    assert ("C", "y") in seen(scope(world(), Asked(DAY)))


def test_units_are_actors_at_their_own_level_with_their_agencys_sectors() -> None:
    made = scope(world(), Asked(DAY, Level.UNIT))
    assert (actors(made), seen(made)) == ("c1", [("c1", "y")])
    assert made.primary == ["Sector:02"]


def test_at_the_level_of_sectors_an_agency_acts_for_its_primary_one_or_for_all() -> None:
    primary = scope(world(), Asked(DAY, Level.SECTOR))
    assert seen(primary) == [("01", "x"), ("01", "x"), ("02", "y")]
    spread = scope(world(), Asked(DAY, Level.SECTOR, spread=True))
    assert seen(spread) == [("01", "x"), ("01", "x"), ("02", "x"), ("02", "y")]
    assert actors(primary) == "01 02"


def test_a_period_shows_what_held_on_any_of_its_days() -> None:
    period = Span("2025-05-31", following(DAY))
    assert ("B", "y") in seen(scope(world(), Asked(DAY, period=period)))


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (Chosen(roles=frozenset({"LEAD"})), [("A", "x")]),
        (Chosen(statuses=frozenset({"ENDED"})), [("C", "y")]),
        (Chosen(targets=frozenset({"t"})), [("C", "y")]),
        (Chosen(regions=frozenset({"r"})), [("A", "x"), ("B", "x")]),
        (Chosen(targets=frozenset({"t"}), regions=frozenset({"r"})), []),
    ],
)
def test_initiatives_are_chosen_by_role_status_target_and_region(
    chosen: Chosen, found: list[tuple[str, str]]
) -> None:
    given = world(
        targets=[("Target:t", "t", "t")],
        initiative_targets=[("Initiative:y", "Target:t")],
        regions=[("Region:r", "r", "r")],
        initiative_regions=[("Initiative:x", "Region:r")],
    )
    assert seen(scope(given, Asked(DAY, chosen=chosen))) == found


def test_sessions_tie_for_a_year() -> None:
    held = "2024-06-01"
    given = world(
        sessions=[("CoordinationSession:s", "s", "s", None, held)],
        attendances=[("Agency:A", "CoordinationSession:s", "CHAIR", held)],
    )

    def on(day: str) -> list[tuple[str, str]]:
        return seen(scope(given, Asked(day, via=frozenset({Via.SESSION}))))

    assert on(held) == on("2025-06-01") == [("A", "s")]
    assert on("2024-05-31") == on("2025-06-02") == []


def test_owners_of_two_processes_share_the_hand_off() -> None:
    given = world(
        processes=[("BusinessProcess:p", "p", "p"), ("BusinessProcess:q", "q", "q")],
        ownerships=[("Agency:A", "BusinessProcess:p"), ("Agency:B", "BusinessProcess:q")],
        handoffs=[("BusinessProcess:p", "BusinessProcess:q", "MANUAL")],
    )
    made = scope(given, Asked(DAY, via=frozenset({Via.PROCESS})))
    assert [(part.body, part.activity) for part in made.parts] == [
        ("Agency:A", "BusinessProcess:p BusinessProcess:q"),
        ("Agency:B", "BusinessProcess:p BusinessProcess:q"),
    ]


def changed(type_: str, after: list[str]) -> Any:
    """A ends on the day; its part in x was never ended."""
    return world(
        agencies=[
            agency("A", end=DAY),
            agency("B"),
            agency("C"),
            *(agency(name, start=DAY) for name in after),
        ],
        events=[("Event:e", type_, DAY, ["Agency:A"], [f"Agency:{name}" for name in after])],
    )


@pytest.mark.parametrize("type_", ["RENAMED", "MERGED", "REPLACED"])
def test_the_one_body_that_comes_after_stands_for_the_one_before(type_: str) -> None:
    given = changed(type_, ["N"])
    assert seen(scope(given, Asked(DAY)))[-1] == ("N", "x")
    assert actors(scope(given, Asked(DAY))) == "B C N"
    assert actors(scope(given, Asked("2025-05-31"))) == "A B C"


def test_over_a_period_a_renamed_body_is_one_actor() -> None:
    period = Span("2025-01-01", following(DAY))
    made = scope(changed("RENAMED", ["N"]), Asked(DAY, period=period))
    assert actors(made) == "B C N"
    assert ("N", "x") in seen(made)


@pytest.mark.parametrize(("type_", "after"), [("SPLIT", ["M", "N"]), ("ABOLISHED", [])])
def test_nobody_stands_for_a_body_that_was_split_or_abolished(type_: str, after: list[str]) -> None:
    made = scope(changed(type_, after), Asked(DAY))
    assert not {"A", "M", "N"} & {actor for actor, _ in seen(made)}


def test_an_empty_graph_has_an_empty_scope() -> None:
    for level in Level:
        made = scope(material(), Asked(DAY, level, frozenset(Via)))
        assert (made.actors, made.parts, made.primary) == ((), (), [])
