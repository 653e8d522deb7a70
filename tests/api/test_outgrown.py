"""What a person is told when a kind has outgrown the engine."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from api.commands.check import checked
from api.hub import Hub
from api.settings import Settings


@pytest.fixture
def settings(graph: Any) -> Settings:
    """Settings that lead to the test's engine."""
    return Settings(
        neo4j_uri=graph.address.uri,
        neo4j_user=graph.address.user or "neo4j",
        neo4j_password=graph.address.password,
        neo4j_database=graph.address.name,
    )


def advice(lines: list[str]) -> list[str]:
    return [line for line in lines if "SINERGI_NEO4J_URI" in line]


def test_check_advises_and_ends_with_0(graph: Any, settings: Settings, capsys: Any) -> None:
    assert graph.run(checked(settings, limit=100)) == 0
    found = advice(capsys.readouterr().out.splitlines())
    if graph.engine == "ArcadeDB":
        assert any(line.startswith("Agency has ") and " 100 of a kind" in line for line in found)
    else:
        assert found == []


def test_check_has_nothing_to_advise_on_the_seed(
    graph: Any, settings: Settings, capsys: Any
) -> None:
    assert graph.run(checked(settings)) == 0
    assert advice(capsys.readouterr().out.splitlines()) == []


@pytest.mark.parametrize("limit", [100, None])
def test_a_hub_that_starts_warns_of_what_is_beyond_the_limit(
    graph: Any, settings: Settings, caplog: pytest.LogCaptureFixture, limit: int | None
) -> None:
    async def start() -> None:
        hub = Hub(settings)
        await hub.connect()
        try:
            await (hub.prepare() if limit is None else hub.prepare(limit=limit))
        finally:
            await hub.stop()

    with caplog.at_level(logging.WARNING, "sinergi"):
        graph.run(start())
    found = advice([record.getMessage() for record in caplog.records])
    if graph.engine == "ArcadeDB" and limit is not None:
        assert any(text.startswith("Agency has ") for text in found)
    else:
        assert found == []
