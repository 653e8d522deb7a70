"""Which kinds have outgrown an engine that reads all nodes of a kind for a page with a filter."""

from __future__ import annotations

from typing import Any

import pytest

from graph.capacity import LIMIT, Outgrown, outgrown
from schema.query import build


@pytest.fixture(scope="module")
def counts(graph: Any) -> dict[str, int]:
    """How many nodes each kind of the seed has, the most first."""

    async def count(kind: str) -> int:
        rows = await graph.database.read("count", f"MATCH (n:{kind}) RETURN count(n)", {})
        return int(rows[0][0])

    found = {kind: graph.run(count(kind)) for kind in build().model.kinds}
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def kinds_beyond(graph: Any, limit: int) -> list[Outgrown]:
    found: list[Outgrown] = graph.run(outgrown(graph.database, build().model, limit))
    return found


def test_kinds_beyond_the_limit_have_outgrown_an_engine_that_sorts(
    graph: Any, counts: dict[str, int]
) -> None:
    limit = counts["Agency"] - 1
    found = kinds_beyond(graph, limit)
    if graph.engine != "ArcadeDB":
        assert found == []
        return
    expected = {kind: count for kind, count in counts.items() if count > limit}
    assert {each.kind: each.count for each in found} == expected and "Agency" in expected
    assert [each.count for each in found] == sorted(expected.values(), reverse=True)


def test_a_kind_with_as_many_nodes_as_the_limit_has_not_outgrown_it(
    graph: Any, counts: dict[str, int]
) -> None:
    found = {each.kind for each in kinds_beyond(graph, counts["Agency"])}
    assert "Agency" not in found


def test_the_seed_is_well_within_the_limit(graph: Any, counts: dict[str, int]) -> None:
    assert max(counts.values()) < LIMIT
    assert graph.run(outgrown(graph.database, build().model)) == []


def test_it_is_told_with_kind_count_limit_and_what_to_do() -> None:
    text = str(Outgrown("Employee", 1_234_567, 50_000, "ArcadeDB"))
    for part in ("Employee", "1,234,567", "50,000", "ArcadeDB", "SINERGI_NEO4J_URI"):
        assert part in text
