"""What is kept of analyses: as much as it may weigh, and what was used last."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from graph.access import LOCAL
from graph.errors import NotFound, Surprise
from graph.network import keep
from graph.network.keep import Analyses
from graph.network.material import Material

NOTHING = Material(-1, {})


class Weighing:
    def __init__(self, weight: int) -> None:
        self.bytes = weight


async def make(analyses: Analyses, key: str, value: Any) -> bool:
    """Whether the value had to be made."""
    calls: list[int] = []

    def function() -> Any:
        calls.append(1)
        return value

    await analyses.make(LOCAL, NOTHING, key, function)
    return bool(calls)


def test_heavy_results_go_when_they_are_too_many_and_light_ones_stay() -> None:
    async def run() -> None:
        analyses = Analyses()
        half = keep.MOST_BYTES // 2
        assert await make(analyses, "light", Weighing(10))
        assert await make(analyses, "a", Weighing(half))
        assert await make(analyses, "b", Weighing(half))
        assert not await make(analyses, "a", None)
        assert await make(analyses, "c", Weighing(half))
        assert not await make(analyses, "a", None)
        assert await make(analyses, "b", Weighing(half))
        assert not await make(analyses, "light", None)
        await analyses.close()

    asyncio.run(run())


def test_one_result_is_kept_whatever_it_weighs() -> None:
    async def run() -> None:
        analyses = Analyses()
        assert await make(analyses, "light", Weighing(10))
        assert await make(analyses, "heavy", Weighing(10 * keep.MOST_BYTES))
        assert not await make(analyses, "heavy", None)
        assert not await make(analyses, "light", None)
        await analyses.close()

    asyncio.run(run())


def test_light_results_are_bounded_in_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep, "MOST_LIGHT", 3)

    async def run() -> None:
        analyses = Analyses()
        for name in "abcd":
            await make(analyses, name, 1)
        assert not await make(analyses, "d", 1)
        assert await make(analyses, "a", 1)
        await analyses.close()

    asyncio.run(run())


def test_questions_that_fail_leave_nothing_behind() -> None:
    async def run() -> None:
        analyses = Analyses()

        def failing() -> None:
            raise NotFound("nobody")

        for number in range(5):
            with pytest.raises(NotFound):
                await analyses.make(LOCAL, NOTHING, number, failing)
        (shelf,) = analyses._shelves.values()
        assert not shelf.made and not shelf.locks
        await analyses.close()

    asyncio.run(run())


def test_what_goes_on_in_the_background_takes_the_place_of_what_was_there() -> None:
    async def run() -> list[Any]:
        analyses = Analyses()
        await make(analyses, "k", 0)

        def better() -> Iterator[int]:
            yield from (1, 2)

        analyses.improve(LOCAL, NOTHING, "k", better)  # type: ignore[arg-type]
        seen = []
        while not seen or seen[-1] != 2:
            seen.append((await analyses.make(LOCAL, NOTHING, "k", lambda: None)).value)
            await asyncio.sleep(0.01)
        await analyses.close()
        return seen

    assert asyncio.run(run())[-1] == 2


def test_what_fails_in_the_background_is_told_to_the_next_who_asks() -> None:
    async def run() -> None:
        analyses = Analyses()
        await make(analyses, "k", 0)

        def failing() -> Iterator[int]:
            raise Surprise("on purpose")
            yield 1

        analyses.improve(LOCAL, NOTHING, "k", failing)  # type: ignore[arg-type]
        await asyncio.sleep(0.2)
        with pytest.raises(Surprise, match="on purpose"):
            analyses.improve(LOCAL, NOTHING, "k", failing)  # type: ignore[arg-type]
        await analyses.close()

    asyncio.run(run())
