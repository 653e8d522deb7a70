"""Worlds of toys beside the seed, for tests that compare with a naive model."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from world import World, random_world, write

Check = Callable[..., None]


@pytest.fixture(scope="module", params=range(4), ids="world{}".format)
def world(request: pytest.FixtureRequest, graph: Any) -> World:
    """A random world, written to the engine."""
    made = random_world(request.param)
    graph.run(write(graph.database, made))
    return made


@pytest.fixture
def examples(graph: Any) -> Callable[..., Callable[[Check], None]]:
    """Runs a check on many examples; on Neo4j, which plans every new text for long, on fewer.
    ``SINERGI_TEST_EFFORT`` multiplies them.
    """
    effort = int(os.environ.get("SINERGI_TEST_EFFORT", "1"))

    def run(many: int, **strategies: Any) -> Callable[[Check], None]:
        few = effort * (many if graph.engine == "ArcadeDB" else max(1, many // 10))
        return lambda check: settings(max_examples=few)(given(**strategies)(check))()

    return run
