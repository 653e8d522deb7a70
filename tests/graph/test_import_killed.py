"""An import that was cut short goes on, and ends where it would have ended."""

from __future__ import annotations

from typing import Any

import pytest
from importing import LATER, Hub, agency, bond, employee, order, part_of, post, run_order, unit

from seeds.imports import run as importing_run
from seeds.imports import steps
from seeds.imports.item import Item

BEFORE: list[Item] = [
    agency("x-gone", "Gone Agency of X"),
    unit("x-u", name="Old name"),
    bond("UNIT_OF", "Unit:x-u", "Agency:x-gone"),
    *(post(f"x-p{n}") for n in range(2)),
    *(bond("POST_IN", f"Post:x-p{n}", "Unit:x-u") for n in range(2)),
    employee("1945"),
    *(bond("HOLDS", "Employee:1945", f"Post:x-p{n}") for n in range(2)),
]
ITEMS: list[Item] = [
    agency("x-a", "Agency A of X"),
    agency("x-o", "Old Agency of X", nameEn="The Old"),
    *(agency(f"x-{n}", f"Agency {n} of X") for n in range(6)),
    *(part_of(f"x-{n}", "x-o") for n in range(6)),
    unit("x-u"),
    bond("UNIT_OF", "Unit:x-u", "Agency:x-a"),
    post("x-p"),
    bond("POST_IN", "Post:x-p", "Unit:x-u"),
    employee("1977"),
    bond("HOLDS", "Employee:1977", "Post:x-p", from_="2020-01-01"),
]


@pytest.fixture
def world(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """With steps of three things, so that there are many."""
    monkeypatch.setattr(steps, "BATCH", 3)
    monkeypatch.setattr(importing_run, "BATCH", 3)
    begin(hub)
    return hub


def begin(hub: Hub) -> None:
    hub.clean()
    hub.there(agency("x-old", "Old Agency of X"))
    hub.write("MERGE (s:Secret {id: 'Secret:ids'}) SET s.value = 'test'")
    hub.imports(BEFORE)


def unfinished(hub: Hub) -> list[list[Any]]:
    return hub.read("MATCH (r:ImportRun) WHERE r.state = 'RUNNING' RETURN r.id")


def test_the_same_order_goes_on_wherever_it_was_killed(world: Hub) -> None:
    whole = world.imports(ITEMS)
    expected = world.dump({"run", "recordedAt"})
    ended = world.node(str(whole.run))
    assert ended
    counted = {name: ended[name] for name in ("created", "changed", "ended", "nodes", "relations")}
    left = 0
    while True:
        begin(world)
        version = world.version()
        if not world.dies(ITEMS, left):
            break
        known = unfinished(world)
        again = world.imports(ITEMS, now=LATER)
        assert world.dump({"run", "recordedAt"}) == expected
        assert not known or known == [[again.run]]
        assert unfinished(world) == []
        steps = world.node(str(again.run))["blocks"]
        assert world.version()[0][0] == version[0][0] + steps
        run = world.node(str(again.run))
        assert run and counted.items() <= run.items()
        left += 1
    assert left > 12


def test_a_progress_that_fails_leaves_a_run_that_goes_on(world: Hub) -> None:
    class Stop(Exception):
        pass

    def stop(what: str, count: int) -> None:
        if what == "wrote Agency":
            raise Stop

    with pytest.raises(Stop):
        world.graph.run(run_order(world.database, order(ITEMS), stop))
    known = unfinished(world)
    assert known == [[world.imports(ITEMS).run]]


def test_in_one_transaction_an_error_in_the_middle_leaves_all_as_it_was(world: Hub) -> None:
    class Stop(Exception):
        pass

    def stop(what: str, count: int) -> None:
        if what == "wrote HOLDS":
            raise Stop

    before = world.dump()
    with pytest.raises(Stop):
        world.graph.run(run_order(world.database, order(ITEMS, whole=True), stop))
    assert world.dump() == before
    assert world.imports(ITEMS, whole=True).total.created > 10
