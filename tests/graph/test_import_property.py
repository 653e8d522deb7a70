"""Random sources come to what a naive model says, and undoing them to what was there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from importing import LATER, Hub
from sources import Naive, sources

from seeds.imports.item import Item

SIGNED = {"id", "key", "run", "row", "origin", "digest", "refs", "filled", "searchText"}
SIGNED |= {"version", "recordedAt"}
PHASES = (Phase.explicit, Phase.generate)
"""Making an example smaller takes minutes here, as each is imported and undone."""
Check = Callable[..., None]


@pytest.fixture
def examples(graph: Any) -> Callable[..., Callable[[Check], None]]:
    """Runs a check on many examples; on few on Neo4j, which plans every new text for long."""

    def run(many: int, **strategies: Any) -> Callable[[Check], None]:
        few = many if graph.engine == "ArcadeDB" else max(2, many // 5)
        return lambda check: settings(max_examples=few, phases=PHASES)(given(**strategies)(check))()

    return run


def found(hub: Hub) -> tuple[Naive, set[tuple[str, str, Any, Any]]]:
    """What the graph holds, in the terms of the naive model."""
    there, works, names = Naive(), set(), {}
    dump = hub.dump(SIGNED)
    for name, values in hub.dump().items():
        if isinstance(name, str):
            key = values.get("nip") or name.partition(":")[2]
            names[name] = f"{name.partition(':')[0]}:{key}"
            there.things[name.partition(":")[0], key] = _plain(dump[name])
    for name in dump:
        if isinstance(name, tuple):
            type_, start, end, mark = name
            ends = names[start], names[end]
            if type_ == "WORKS_AT":
                works.add((*ends, dump[name].get("from"), dump[name].get("to")))
            else:
                there.ties[type_, *ends, mark] = _plain(dump[name])
    return there, works


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ([], False)}


def test_versions_of_a_source_come_to_what_a_naive_model_says(hub: Hub, examples: Any) -> None:
    @examples(25, versions=st.lists(sources(), min_size=1, max_size=3))
    def check(versions: list[list[Item]]) -> None:
        hub.clean()
        naive = Naive()
        for items in versions:
            if items:
                naive.take(items)
            dry = hub.imports(items, apply=False)
            told = hub.imports(items)
            there, works = found(hub)
            assert there == naive
            assert works == naive.works()
            assert (dry.nodes, dry.relations) == (told.nodes, told.relations)
            assert told.total.read == len(items)
        again = hub.imports(versions[-1])
        assert again.total.same == again.total.read
        assert again.derived.created == again.derived.changed == 0


def test_what_is_undone_last_first_was_never_there(hub: Hub, examples: Any) -> None:
    orders = st.tuples(sources(), st.sampled_from(["west", "east"]), st.booleans())

    @examples(20, runs=st.lists(orders, min_size=1, max_size=4))
    def check(runs: list[tuple[list[Item], str, bool]]) -> None:
        hub.clean()
        done = []
        for items, source, whole in runs:
            before = hub.dump({"version", "recordedAt"})
            done.append((hub.imports(items, source, whole=whole, now=LATER).run, before))
        for run, before in reversed(done):
            if run:
                hub.undo(run)
            assert hub.dump({"version", "recordedAt"}) == before
        assert hub.read("MATCH (s:ImportStep) RETURN s.id") == []
