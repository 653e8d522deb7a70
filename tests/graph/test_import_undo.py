"""A run can be taken back: the graph is what it was, or it is told why not."""

from __future__ import annotations

from typing import Any

import pytest
from importing import DAY, LATER, NOW, Hub, agency, bond, employee, part_of, post, thing, unit

from graph import runs
from graph.errors import Conflict, NotFound, Refusals
from graph.imports.undo import undo
from seeds.imports.item import Item

COUNTED = {"version", "recordedAt"}
OLD = [
    agency("x-old", "Old Agency of X", aliases=["The Old"]),
    agency("x-top", "Top Agency of X"),
    thing("Competency", "x-c", code="x-c", name="Care", family="MANAGERIAL"),
]
FIRST: list[Item] = [
    agency("x-o", "Old Agency of X", identifiers=["reg:1"], nameEn="The Old One"),
    agency("x-a", "Agency A of X", website="https://a.example"),
    part_of("x-a", "x-o"),
    part_of("x-o", "x-top"),
    unit("x-u"),
    bond("UNIT_OF", "Unit:x-u", "Agency:x-o"),
    post("x-p"),
    bond("POST_IN", "Post:x-p", "Unit:x-u"),
    employee("1977"),
    bond("HOLDS", "Employee:1977", "Post:x-p", from_="2020-01-01", share=0.5),
]
SECOND: list[Item] = [
    agency("x-o", "Old Agency of X", identifiers=["reg:1", "reg:2"]),
    agency("x-a", "Agency A of X, renamed"),
    unit("x-u"),
    unit("x-v"),
    bond("UNIT_OF", "Unit:x-u", "Agency:x-a", from_="2022-01-01"),
    bond("UNIT_OF", "Unit:x-v", "Agency:x-a"),
    post("x-p"),
    bond("POST_IN", "Post:x-p", "Unit:x-v", from_="2021-01-01"),
    employee("1977"),
    bond("HOLDS", "Employee:1977", "Post:x-p", from_="2019-01-01", share=0.5),
]


@pytest.fixture
def world(hub: Hub) -> Hub:
    hub.there(*OLD)
    hub.tied(part_of("x-old", "x-top", from_="1990-01-01"))
    return hub


def test_the_graph_is_what_it_was(world: Hub) -> None:
    skip = {*COUNTED}
    states = [world.dump(skip)]
    done = []
    for items, source in ((FIRST, "west"), (SECOND, "west"), (FIRST[:3], "east")):
        done.append(world.imports(items, source).run)
        states.append(world.dump(skip))
        assert states[-1] != states[-2]
    for run in reversed(done):
        states.pop()
        world.undo(run)
        assert world.dump(skip) == states[-1]
    assert world.read("MATCH (s:ImportStep) RETURN s.id") == []


def test_all_else_in_the_graph_is_what_it_was(world: Hub) -> None:
    def everything() -> dict[Any, Any]:
        found = world.dump(COUNTED, whole=True)
        kept = ("ImportRun:", "Change:", "Counter:", "Secret:")
        return {n: v for n, v in found.items() if not str(n).startswith(kept)}

    before = everything()
    world.undo(world.imports(FIRST).run)
    assert everything() == before


def test_the_run_says_that_it_is_undone(world: Hub) -> None:
    run = world.imports(FIRST).run
    version, steps = world.version(), world.node(str(run))["blocks"]  # type: ignore[index]
    undone = world.undo(run)
    # The name in English, identifier and reference of the agency that was there are gone again.
    assert (undone.removed, undone.restored) == (10, 1)
    told = world.node(str(run))
    assert told and (told["state"], told["undoneAt"]) == ("UNDONE", LATER)
    assert world.version()[0][0] == version[0][0] + steps


def test_undoing_twice_is_a_conflict(world: Hub) -> None:
    run = world.imports(FIRST).run
    world.undo(run)
    before = world.dump(whole=True)
    with pytest.raises(Conflict, match="it is undone"):
        world.undo(run)
    assert world.dump(whole=True) == before


def test_a_run_that_never_was_is_not_found(world: Hub) -> None:
    with pytest.raises(NotFound):
        world.undo("ImportRun:x-never")


def test_what_keeps_no_journal_is_not_undone(world: Hub) -> None:
    before = world.dump(whole=True)
    with pytest.raises(Conflict, match="journal"):
        world.undo("ImportRun:seed-indonesia")
    assert world.dump(whole=True) == before


def test_a_run_that_changed_nothing_is_undone_without_a_change(world: Hub) -> None:
    world.imports(FIRST)
    run, version = world.imports(FIRST).run, world.version()
    assert world.undo(run).count == 0
    assert world.version() == version


def refused(hub: Hub, run: str | None) -> list[str]:
    """What stands in the way of undoing a run; nothing may come of trying."""
    before = hub.dump(whole=True)
    with pytest.raises(Refusals) as told:
        hub.undo(run)
    assert hub.dump(whole=True) == before
    assert all(isinstance(fault, Conflict) for fault in told.value.faults)
    assert all(str(fault) in str(told.value) for fault in told.value.faults)
    return sorted(str(fault).split()[0] for fault in told.value.faults)


def test_what_a_later_run_touched_is_told_all_of_it(world: Hub) -> None:
    run = world.imports(FIRST).run
    later = world.imports(SECOND).run
    touched = {"Agency:x-a", "Agency:x-old", "Unit:x-u", "Post:x-p"}
    found = refused(world, run)
    assert touched <= set(found) and len(found) == 5
    world.undo(later)
    world.undo(run)


def test_what_another_source_ties_to_is_not_removed(world: Hub) -> None:
    run = world.imports([agency("x-a", "Agency A of X")]).run
    world.imports([unit("x-w"), bond("UNIT_OF", "Unit:x-w", "Agency:x-a")], "east")
    assert refused(world, run) == ["Agency:x-a"]


def test_what_is_there_is_changed_back_whatever_ties_to_it(world: Hub) -> None:
    before = world.node("Agency:x-old")
    run = world.imports(FIRST[:1]).run
    world.imports([unit("x-w"), bond("UNIT_OF", "Unit:x-w", "Agency:x-old")], "east")
    world.undo(run)
    after = world.node("Agency:x-old")
    assert before and after
    assert {**after, "version": 0} == {**before, "version": 0}


def test_what_another_write_touched_is_told(world: Hub) -> None:
    run = world.imports(FIRST).run
    world.there(agency("x-a", "Agency A of X, written by hand"))
    world.tied(part_of("x-a", "x-old", note="by hand"))
    assert refused(world, run) == ["Agency:x-a"]
    world.write("MATCH (n:Post {id: 'Post:x-p'}) DETACH DELETE n")
    assert set(refused(world, run)) >= {"Agency:x-a", "Post:x-p"}


def test_what_was_removed_and_is_there_again_is_told(world: Hub) -> None:
    """Who works where is derived: a run removes a spell that a later one brings back."""
    world.imports(FIRST, "west")
    run = world.imports([*SECOND[2:], agency("x-a", "Agency A of X")], "west").run
    world.imports(FIRST, "west")
    assert refused(world, run)


def test_an_undo_that_was_cut_short_goes_on(world: Hub) -> None:
    before = world.dump(COUNTED)
    run = world.imports(FIRST).run
    left = len(world.read("MATCH (s:ImportStep) RETURN s.id"))
    version = world.version()

    class Stop(Exception):
        pass

    def stop(what: str, count: int) -> None:
        if count == left - 3:
            raise Stop

    with pytest.raises(Stop):
        world.graph.run(undo(world.database, str(run), LATER, stop))
    assert len(world.read("MATCH (s:ImportStep) RETURN s.id")) == left - 3
    assert world.version()[0][0] == version[0][0] + 3  # what is gone already is told
    assert world.node(str(run))["state"] == "UNDOING"  # type: ignore[index]
    with pytest.raises(Conflict, match="being undone"):
        world.imports(FIRST)
    world.imports(FIRST, apply=False)
    world.undo(run)
    assert world.dump(COUNTED) == before
    assert world.version()[0][0] == version[0][0] + left


def test_an_undo_that_was_cut_short_at_its_end_is_a_change(world: Hub) -> None:
    run = world.imports(FIRST).run
    version = world.version()

    class Stop(Exception):
        pass

    def stop(what: str, count: int) -> None:
        if not count:
            raise Stop

    with pytest.raises(Stop):
        world.graph.run(undo(world.database, str(run), LATER, stop))
    world.undo(run)
    assert world.version() != version


def test_a_run_that_was_killed_can_be_undone(world: Hub) -> None:
    before = world.dump(COUNTED)
    assert world.dies(FIRST, 5)
    ((run,),) = world.read("MATCH (r:ImportRun) WHERE r.state = 'RUNNING' RETURN r.id")
    assert world.dump(COUNTED) != before
    world.undo(run)
    assert world.dump(COUNTED) == before
    assert world.graph.run(runs.state(world.database.read, run)).state == "UNDONE"
    assert world.imports(FIRST, day=DAY, now=NOW).run != run
