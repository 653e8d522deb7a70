"""Of all who import or undo, one writes at a time, in whatever process it is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from importing import Hub, agency, order, run_order

from graph.database import opened
from graph.errors import Conflict
from graph.imports import turn as turns
from graph.imports.turn import turn

LEASE = "MERGE (l:Counter {id: 'Counter:imports'}) SET l.holder = $p.holder, l.until = $p.until"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, hub: Hub) -> Iterator[None]:
    monkeypatch.setattr(turns, "PATIENCE", 0.6)
    yield
    hub.write(LEASE, holder="", until=0)


def test_who_finds_another_at_work_waits_and_then_says_so(hub: Hub, impatient: None) -> None:
    hub.write(LEASE, holder="another", until=2**52)
    with pytest.raises(Conflict, match="another import"):
        hub.imports([agency("x-a", "A of X")])
    assert hub.node("Agency:x-a") is None


def test_a_turn_that_was_left_long_ago_is_taken(hub: Hub, impatient: None) -> None:
    hub.write(LEASE, holder="killed", until=1)
    assert hub.imports([agency("x-a", "A of X")]).total.created == 1


def test_looking_needs_no_turn(hub: Hub, impatient: None) -> None:
    hub.write(LEASE, holder="another", until=2**52)
    assert hub.imports([agency("x-a", "A of X")], apply=False).total.created == 1


def test_a_turn_is_renewed_as_long_as_it_lasts(
    hub: Hub, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "SECONDS", 0.6)

    async def run() -> list[Any]:
        async with opened(hub.database.address) as other, turn(hub.database):
            await asyncio.sleep(1.2)
            return await asyncio.gather(
                run_order(other, order([agency("x-a", "A of X")])), return_exceptions=True
            )

    (outcome,) = hub.graph.run(run())
    assert isinstance(outcome, Conflict)


def test_who_lost_the_turn_writes_no_more(hub: Hub, impatient: None) -> None:
    def overtaken(what: str, count: int) -> None:
        if what == "wrote Agency" and not taken:
            lease = hub.database.write("take", LEASE, {"holder": "b", "until": 2**52})
            taken.append(asyncio.get_running_loop().create_task(lease))

    async def run() -> Any:
        many = [agency(f"x-{i}", f"A {i} of X") for i in range(9000)]
        return await run_order(hub.database, order(many), overtaken)

    taken: list[asyncio.Task[Any]] = []
    with pytest.raises(Conflict, match="took over"):
        hub.graph.run(run())
