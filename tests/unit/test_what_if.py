"""Hypothetical changes: what they make of a material, and what they refuse."""

from __future__ import annotations

import pickle
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from materials import agency, initiative, material, named, target
from random_materials import DAY, materials, network, part, sets

from graph.errors import Refusals
from graph.network.change import ROLES, Change, Found, Join, Leave, Merge, Remove
from graph.network.difference import difference
from graph.network.material import Material, Part, Tie
from graph.network.scope import Via
from graph.network.whatif import NEEDS, apply
from schema.enums import ContributionRole, ParticipationRole

SMALL = material(
    agencies=[
        agency("A"),
        agency("B"),
        agency("C"),
        agency("G", "GENERIC"),
        agency("Old", end="2024-10-21"),
    ],
    events=[("ChangeEvent:1", "RENAMED", "2024-10-21", ["Agency:Old"], ["Agency:A"])],
    units=[("Unit:u", None, "Deputi", None, None, None, None)],
    unit_of=[("Unit:u", "Agency:B", None, None, None)],
    initiatives=[initiative("i"), initiative("j"), initiative("over", "ENDED")],
    targets=[target("t"), target("past", end=2024)],
    sectors=[named("Sector", "x"), named("Sector", "y")],
    in_sector=[
        ("Agency:A", "Sector:x", 1, None, None),
        ("Agency:B", "Sector:y", 1, "2020-01-01", None),
    ],
    participations=[
        part("A", "Initiative:i"),
        part("u", "Initiative:i", "IMPLEMENTER"),
        part("Old", "Initiative:j"),
        part("C", "Initiative:j", "LEAD"),
    ],
    contributions=[part("A", "Target:t", "LEAD")],
    attendances=[part("B", "CoordinationSession:s", "CHAIR", "2026-03-01")],
    ownerships=[("Agency:B", "BusinessProcess:p", None, "2020-01-01", None)],
    initiative_targets=[("Initiative:i", "Target:t")],
)
FOUND = "Initiative:hypothetical-1"


def ties(made: Material, *via: Via) -> set[tuple[str, str]]:
    graph = network(made, DAY, *via)
    pairs = zip(graph.source.tolist(), graph.target.tolist(), strict=True)
    return {(graph.names[a][7:], graph.names[b][7:]) for a, b in pairs}


def refusals(*changes: Change, of: Material = SMALL) -> list[tuple[tuple[str | int, ...], str]]:
    with pytest.raises(Refusals) as caught:
        apply(of, changes, DAY)
    return [(fault.path, fault.message) for fault in caught.value.faults]


def test_roles_are_those_of_the_graph() -> None:
    assert ROLES["participations"] == tuple(role.name for role in ParticipationRole)
    assert ROLES["contributions"] == tuple(role.name for role in ContributionRole)


def test_who_joins_is_tied_to_those_who_are_there() -> None:
    assert ties(SMALL) == {("A", "B"), ("A", "C")}
    made = apply(SMALL, [Join("Agency:C", "Initiative:i")], DAY)
    assert ties(made) == {("A", "B"), ("A", "C"), ("B", "C")}
    assert Part("Agency:C", "Initiative:i", "PARTNER", DAY, None) in made["participations"]
    made = apply(SMALL, [Join("Unit:u", "Target:t")], DAY)
    assert made["contributions"][-1].role == "CONTRIBUTOR"
    assert ties(made, Via.TARGET) == {("A", "B")}


def test_an_agency_leaves_with_its_units_and_with_what_its_predecessors_began() -> None:
    assert ties(apply(SMALL, [Leave("Agency:B", "Initiative:i")], DAY)) == {("A", "C")}
    made = apply(SMALL, [Leave("Agency:A", "Initiative:j")], DAY)
    assert ties(made) == {("A", "B")}
    assert Part("Agency:Old", "Initiative:j", "PARTNER", None, DAY) in made["participations"]


def test_merged_agencies_pass_on_all_they_have_from_the_day_on() -> None:
    made = apply(SMALL, [Merge(("Agency:A", "Agency:B"), "Agency:A")], DAY)
    assert ties(made) == {("A", "C")}
    assert made.agencies["Agency:B"].end == DAY
    assert [row for row in made["in_sector"] if row.start == DAY] == [
        ("Agency:A", "Sector:y", 2, DAY, None)
    ]
    assert {row.body for row in made["attendances"]} == {"Agency:A"}
    assert [row[0::3] for row in made["ownerships"]] == [
        ("Agency:B", "2020-01-01"),
        ("Agency:A", DAY),
    ]
    assert network(made, "2026-05-01").names == network(SMALL, "2026-05-01").names


def test_a_removed_agency_leaves_no_trace_and_nobody_inherits() -> None:
    made = apply(SMALL, [Remove("Agency:B"), Remove("Agency:A")], DAY)
    assert network(made).names == ("Agency:C",)
    assert not made.units
    assert [row.body for row in made["participations"]] == ["Agency:C"]


def test_removed_activities_take_their_links_with_them() -> None:
    made = apply(SMALL, [Remove("Initiative:i"), Remove("Target:t")], DAY)
    assert not made["initiative_targets"]
    assert not made["contributions"]
    assert ties(made) == {("A", "C")}


def test_later_changes_speak_of_what_earlier_ones_founded() -> None:
    founded = Found(
        " Satu Pintu ", ("Target:t",), ("Sector:x",), (("Agency:B", "LEAD"), ("Agency:C", None))
    )
    made = apply(SMALL, [founded, Found("B"), Join("Agency:A", FOUND)], DAY)
    assert ties(made) == {("A", "B"), ("A", "C"), ("B", "C")}
    assert made.initiatives[FOUND].name == "Satu Pintu"
    assert Tie(FOUND, "Target:t", DAY, None) in made["initiative_targets"]
    assert "Initiative:hypothetical-2" in made.initiatives
    twice = apply(made, [Found("C")], DAY)
    assert "Initiative:hypothetical-3" in twice.initiatives


def test_all_faults_of_all_changes_are_told_with_their_fields() -> None:
    found = refusals(
        Join("Agency:none", "Initiative:none"),
        Join("Agency:A", "Initiative:i", "CHEF"),
        Join("Agency:B", "Initiative:i"),
        Leave("Agency:C", "Initiative:i"),
        Merge(("Agency:A",), "Agency:A"),
        Merge(("Agency:A", "Agency:A", "Agency:none"), "Agency:C"),
        Found(" ", ("Target:none",), ("Sector:none",), (("Agency:A", "X"), ("Agency:A", None))),
        Join("Agency:C", FOUND),
        Leave("Agency:B", FOUND),
        Remove("Sector:x"),
        Join("Agency:Old", "Initiative:over"),
        Join("Agency:C", "Target:past"),
        Merge(("Agency:A", "Agency:G"), "Agency:A"),
    )
    assert [path[1:] for path, _ in found] == [
        (0, "body"),
        (0, "activity"),
        (1, "role"),
        (2, "body"),
        (3, "body"),
        (4, "bodies"),
        (5, "bodies", 2),
        (5, "bodies", 1),
        (6, "name"),
        (6, "targets", 0),
        (6, "sectors", 0),
        (6, "participants", 0, "role"),
        (6, "participants", 1, "body"),
        (9, "id"),
        (10, "body"),
        (10, "activity"),
        (11, "activity"),
        (12, "bodies", 1),
    ]
    assert all(path[0] == "changes" for path, _ in found)
    said = dict(found)
    assert said["changes", 2, "body"] == "Agency:B is there already as IMPLEMENTER through Unit:u"
    assert said["changes", 10, "body"] == (
        "Agency:Old does not exist on 2026-06-01; Agency:A came after it"
    )


@pytest.mark.parametrize(
    ("first", "then", "field", "message"),
    [
        (Remove("Agency:A"), Remove("Agency:A"), "id", "was removed by change 1"),
        (Remove("Agency:B"), Join("Unit:u", "Initiative:j"), "body", "was removed by change 1"),
        (Remove("Target:t"), Join("Agency:B", "Target:t"), "activity", "was removed by change 1"),
        (
            Merge(("Agency:A", "Agency:B"), "Agency:B"),
            Join("Agency:A", "Initiative:i"),
            "body",
            "became part of Agency:B by change 1",
        ),
        (Join("Agency:C", "Initiative:i"), Join("Agency:C", "Initiative:i"), "body", "already"),
        (Leave("Agency:A", "Initiative:i"), Leave("Agency:A", "Initiative:i"), "body", "not take"),
    ],
)
def test_changes_know_what_went_before(
    first: Change, then: Change, field: str, message: str
) -> None:
    ((path, said),) = refusals(first, then)
    assert path == ("changes", 1, field)
    assert message in said


def test_nothing_is_read_but_what_is_needed() -> None:
    less = Material(1, {name: SMALL[name] for name in NEEDS})
    changes = [
        Join("Agency:C", "Initiative:i"),
        Leave("Agency:C", "Initiative:j"),
        Found("Baru", ("Target:t",), ("Sector:x",), (("Unit:u", None),)),
        Merge(("Agency:A", "Agency:B"), "Agency:A"),
        Remove("Target:t"),
    ]
    assert sets(apply(less, changes, DAY)).keys() == NEEDS


def test_a_difference_says_what_came_went_and_changed() -> None:
    made = apply(
        SMALL,
        [
            Join("Agency:C", "Initiative:i"),
            Leave("Agency:A", "Initiative:j"),
            Found("Baru", participants=(("Agency:A", None), ("Agency:B", None))),
        ],
        DAY,
    )
    found = difference(network(SMALL), network(made))
    assert [(tie.source[7:], tie.target[7:]) for tie in found.gained] == [("B", "C")]
    assert [(tie.before, tie.after) for tie in found.changed] == [(1, 1.5), (1, 0.5)]
    assert (found.lost, found.isolates_gained, found.components_after) == ((), (), 1)
    gone = difference(network(SMALL), network(apply(SMALL, [Remove("Agency:A")], DAY)))
    assert gone.actors_lost == ("Agency:A",)
    assert gone.isolates_gained == ("Agency:B", "Agency:C")
    assert (gone.components_before, gone.components_after) == (1, 2)
    assert difference(network(SMALL), network(SMALL)).nothing


bodies = st.sampled_from([f"Agency:{key}" for key in "ABCDEFGHZ"] + ["Unit:p", "Unit:q"])
activities = st.sampled_from([f"Initiative:{key}" for key in "ijklmz"] + ["Target:t", "Target:u"])
anything = st.one_of(
    st.builds(Join, bodies, activities, st.sampled_from([None, "LEAD"])),
    st.builds(Leave, bodies, activities),
    st.builds(Merge, st.lists(bodies, max_size=3).map(tuple), bodies),
    st.builds(Remove, st.one_of(bodies, activities)),
    st.builds(
        Found,
        st.just("Baru"),
        st.just(("Target:t",)),
        st.just(("Sector:x",)),
        st.lists(st.tuples(bodies, st.just("PARTNER")), max_size=3).map(tuple),
    ),
)


@given(materials(), st.lists(anything, max_size=5))
def test_the_original_stays_as_it_is(made: Material, changes: list[Change]) -> None:
    before = pickle.dumps(made.tables)
    try:
        after = apply(made, changes, DAY)
    except Refusals as refused:
        assert refused.faults
        assert all(fault.path[0] == "changes" for fault in refused.faults)
    else:
        assert difference(network(made), network(after)) is not None
        assert changes or after.tables == made.tables
    assert pickle.dumps(made.tables) == before


@given(materials(), bodies, activities)
def test_to_join_and_leave_again_changes_nothing(made: Material, body: str, activity: str) -> None:
    try:
        after = apply(made, [Join(body, activity), Leave(body, activity)], DAY)
    except Refusals:
        assume(False)
    assert sets(after) == sets(made)


@given(materials(), st.lists(st.tuples(bodies, st.none()), max_size=4))
def test_to_found_and_remove_again_changes_nothing(
    made: Material, who: list[tuple[str, None]]
) -> None:
    founded = Found("Baru", ("Target:t",), ("Sector:x",), tuple(who))
    try:
        after = apply(made, [founded, Remove(FOUND)], DAY)
    except Refusals:
        assume(False)
    assert sets(after) == sets(made)


@given(materials())
def test_a_merger_keeps_every_tie_to_third_parties(made: Material) -> None:
    alive = sorted(
        id_ for id_, body in made.agencies.items() if body.end is None and body.type == "MINISTRY"
    )
    for one, other in list(permutations(alive, 2))[:2]:
        after = apply(made, [Merge((one, other), one)], DAY)
        for via in ((Via.INITIATIVE,), (Via.TARGET,), (Via.PROCESS,)):
            renamed = (
                sorted(one[7:] if end == other[7:] else end for end in pair)
                for pair in ties(made, *via)
            )
            assert ties(after, *via) == {(a, b) for a, b in renamed if a != b}
