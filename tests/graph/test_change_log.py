"""The log of writes has no gaps, tells who did what, and can't be altered unseen."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from graph import changes
from graph.changes import Entry
from graph.database import opened

NOW = "2026-11-25T00:00:00.000Z"


def append(graph: Any, *entries: Entry) -> int:
    return int(graph.run(graph.database.transact(lambda t: changes.append(t.run, *entries))))


def write(graph: Any, text: str, **given: Any) -> None:
    graph.run(graph.database.write("test", text, given))


def faults(graph: Any) -> list[str]:
    async def all_() -> list[str]:
        return [fault async for fault in changes.faults(graph.database.read)]

    return list(graph.run(all_()))


def entry(number: int = 0, **more: Any) -> Entry:
    given = {"before": {"name": f"A{number}"}, "after": {"name": f"B{number}"}, **more}
    return Entry(NOW, "test", "UPDATE", "Agency", "Agency:bps", **given)


@pytest.fixture
def log(graph: Any) -> Iterator[int]:
    """The number of the last record; what a test appends is gone afterwards."""
    ((last, hash_),) = graph.run(
        graph.database.read(
            "head", "MATCH (c:Counter {id: 'Counter:changes'}) RETURN c.value, c.hash", {}
        )
    )
    yield last
    write(graph, "MATCH (e:Change) WHERE e.sequence > $p.last DELETE e", last=last)
    write(
        graph,
        "MATCH (c:Counter {id: 'Counter:changes'}) SET c.value = $p.last, c.hash = $p.hash",
        last=last,
        hash=hash_,
    )


def test_records_are_numbered_and_told(graph: Any, log: int) -> None:
    assert append(graph, entry(1, reason="typo"), entry(2)) == log + 2
    text = """{ changes(where: {sequence: {gt: %d}}) { totalCount nodes {
        sequence time actor action kind node fields before after personalAfter reason count } } }"""
    found = graph.data(text % log)["changes"]
    assert found["totalCount"] == 2
    assert found["nodes"][0] == {
        "sequence": log + 1,
        "time": NOW,
        "actor": "test",
        "action": "UPDATE",
        "kind": "Agency",
        "node": "Agency:bps",
        "fields": ["name"],
        "before": '{"name":"A1"}',
        "after": '{"name":"B1"}',
        "personalAfter": None,
        "reason": "typo",
        "count": 1,
    }
    assert graph.data("{ hub { dataVersion } }")["hub"]["dataVersion"] == log + 2


def test_who_reads_after_a_cursor_misses_nothing(graph: Any, log: int) -> None:
    text = """query($a: String) { changes(first: 2, after: $a) {
        nodes { sequence } pageInfo { endCursor } } }"""
    append(graph, *(entry(n) for n in range(3)))
    seen: list[int] = []
    after = None
    while page := graph.data(text, {"a": after})["changes"]:
        if not page["nodes"]:
            break
        seen += [node["sequence"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
    assert seen == list(range(1, log + 4))
    append(graph, entry(9))
    assert graph.data(text, {"a": after})["changes"]["nodes"] == [{"sequence": log + 4}]


def test_personal_values_are_kept_from_who_may_not_read_them(graph: Any, log: int) -> None:
    append(graph, entry(personal=({"name": "Siti"}, {"name": "Sri"})))
    text = (
        f"{{ changes(where: {{sequence: {{gt: {log}}}}}) {{ nodes {{ fields personalBefore }} }} }}"
    )
    assert graph.data(text)["changes"]["nodes"] == [{"fields": ["name"], "personalBefore": None}]


def test_a_whole_log_is_whole(graph: Any, log: int) -> None:
    append(graph, *(entry(n) for n in range(5)))
    assert faults(graph) == []


def test_an_altered_record_is_told(graph: Any, log: int) -> None:
    append(graph, *(entry(n) for n in range(3)))
    write(graph, "MATCH (e:Change {sequence: $p.n}) SET e.actor = 'nobody'", n=log + 2)
    assert faults(graph) == [f"record {log + 2:,} was altered"]


def test_a_record_whose_digest_was_altered_as_well_is_told(graph: Any, log: int) -> None:
    append(graph, *(entry(n) for n in range(3)))
    write(
        graph,
        "MATCH (e:Change {sequence: $p.n}) SET e.contentDigest = 'x', e.redacted = true",
        n=log + 2,
    )
    assert faults(graph) == [f"record {log + 2:,} does not follow on the one before"]


def test_a_redacted_record_keeps_the_chain(graph: Any, log: int) -> None:
    append(graph, *(entry(n) for n in range(3)))
    write(
        graph,
        "MATCH (e:Change {sequence: $p.n}) SET e.redacted = true REMOVE e.before, e.after",
        n=log + 2,
    )
    assert faults(graph) == []


def test_a_missing_record_is_told(graph: Any, log: int) -> None:
    append(graph, *(entry(n) for n in range(3)))
    write(graph, "MATCH (e:Change {sequence: $p.n}) DELETE e", n=log + 2)
    assert faults(graph) == [f"record {log + 2:,} is missing"]


def test_a_log_that_was_cut_short_is_told(graph: Any, log: int) -> None:
    append(graph, *(entry(n) for n in range(3)))
    write(graph, "MATCH (e:Change {sequence: $p.n}) DELETE e", n=log + 3)
    assert faults(graph) == [
        f"the log ends with record {log + 2:,}, but the graph counts {log + 3:,}"
    ]


def test_writers_at_once_make_no_gaps(graph: Any, log: int) -> None:
    """Four connections of their own write ten records each, some of several at a time."""

    async def one(number: int) -> None:
        async with opened(graph.address) as database:
            for place in range(5):
                entries = [entry(10 * number + place), entry(10 * number + place + 5)]
                await database.transact(lambda t, e=entries: changes.append(t.run, *e))

    async def all_() -> None:
        await asyncio.gather(*map(one, range(4)))

    graph.run(all_())
    assert faults(graph) == []
    assert graph.run(changes.version(graph.database)) == log + 40
