"""Projections against published and hand-made numbers."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.network.collaboration import Chosen, network
from graph.network.incidence import Population
from graph.network.projection import Tie, Weighting, project

# Newman 2001, Phys. Rev. E 64, 016132, figure 7: authors A, B and others of papers of 4, 2 and 3
# authors; A and B share all of them, which ties them with 1/3 + 1 + 1/2 = 11/6.
PAPERS = {"four": "ABCD", "two": "AB", "three": "ABE", "alone": "F"}
PAIRS = [(author, paper) for paper, authors in PAPERS.items() for author in authors]

pairs = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz")))


def weights(ties: list[Tie]) -> dict[tuple[str, str], float]:
    return {(tie.source, tie.target): tie.weight for tie in ties}


def strengths(ties: list[Tie]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for tie in ties:
        found[tie.source] += tie.weight
        found[tie.target] += tie.weight
    return found


def test_newmans_weights_are_those_of_his_figure() -> None:
    found = weights(project(PAIRS, Weighting.NEWMAN))
    assert found["A", "B"] == pytest.approx(11 / 6)
    assert found["A", "E"] == found["B", "E"] == pytest.approx(1 / 2)
    assert found["C", "D"] == pytest.approx(1 / 3)


def test_counted_weights_are_shared_activities() -> None:
    found = weights(project(PAIRS))
    assert found["A", "B"] == 3
    assert set(found.values()) == {3, 1}
    assert not any("F" in pair for pair in found)


@given(pairs)
def test_newmans_strengths_are_the_numbers_of_shared_activities(
    pairs: list[tuple[str, str]],
) -> None:
    members: dict[str, set[str]] = defaultdict(set)
    for actor, activity in pairs:
        members[activity].add(actor)
    shared = [group for group in members.values() if len(group) > 1]
    found = strengths(project(pairs, Weighting.NEWMAN))
    for actor in "abcdef":
        count = sum(actor in group for group in shared)
        assert found[actor] == pytest.approx(count)


@given(pairs, st.sampled_from(Weighting))
def test_repetitions_and_the_order_of_rows_change_nothing(pairs, weighting: Weighting) -> None:
    once = project(pairs, weighting)
    assert project([*pairs[::-1], *pairs], weighting) == once
    assert once == sorted(once, key=lambda tie: (-tie.weight, tie.source, tie.target))
    assert all(tie.source < tie.target for tie in once)


POPULATION = Population(
    ("A", "B", "C", "G"),
    ("MINISTRY", "MINISTRY", "AGENCY", "GENERIC"),
    (("01",), ("01", "02"), ("02",), ()),
)
JOINT = [("A", "x"), ("B", "x"), ("C", "x"), ("A", "y"), ("B", "y"), ("G", "y")]


def test_a_network_counts_partners_and_adds_weights() -> None:
    made = network(POPULATION, JOINT, Chosen(), Weighting.COUNT, 0, 7)
    assert [(n.id, n.degree, n.strength) for n in made.nodes] == [
        ("A", 2, 3),
        ("B", 2, 3),
        ("C", 2, 2),
    ]
    assert (made.density, made.data_version) == (1, 7)


def test_an_activity_is_divided_among_the_actors_chosen_only() -> None:
    chosen = Chosen(types=frozenset({"MINISTRY"}))
    made = network(POPULATION, JOINT, chosen, Weighting.NEWMAN, 0, 0)
    assert weights(made.edges) == {("A", "B"): 2}


def test_ties_below_the_minimum_leave_their_actors_in() -> None:
    made = network(POPULATION, JOINT, Chosen(), Weighting.COUNT, 2, 0)
    assert weights(made.edges) == {("A", "B"): 2}
    assert [n.id for n in made.nodes] == ["A", "B", "C"]
    assert made.density == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        (Chosen(), "ABC"),
        (Chosen(placeholders=True), "ABCG"),
        (Chosen(types=frozenset({"GENERIC"})), "G"),
        (Chosen(sectors=frozenset({"02"})), "BC"),
        (Chosen(frozenset({"02"}), frozenset({"MINISTRY"})), "B"),
        (Chosen(sectors=frozenset({"99"})), ""),
    ],
)
def test_agencies_are_chosen_by_type_and_sector(chosen: Chosen, ids: str) -> None:
    made = network(POPULATION, [], chosen, Weighting.COUNT, 0, 0)
    assert "".join(sorted(n.id for n in made.nodes)) == ids
    assert made.density == 0
