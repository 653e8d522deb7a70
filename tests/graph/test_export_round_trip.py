"""What is exported and loaded again is the same graph."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toys import toys
from world import NOW, random_world, write

from graph import constraints, extract
from graph.access import LOCAL, Viewer
from graph.database import Address, Database, opened
from graph.embedded import EmbeddedEngine, engine_available
from graph.model import Model
from graph.reader import Reader
from schema.query import build
from seeds import load as loading
from seeds.exports.export import export
from seeds.exports.formats import table_writer
from seeds.exports.table import written
from seeds.exports.tables import Asked, Source, table, withheld
from seeds.imports.formats.registry import FORMATS
from seeds.imports.item import Grade
from seeds.imports.report import Order, Tally
from seeds.imports.run import imported

OPERATOR = Viewer("operator", personal=True)
TODAY = date(2026, 11, 25)
KEPT = {"version", "recordedAt", "run", "row", "origin"}
"""What the hub keeps by itself, and who said what."""
HOSTILE = ["", " ", "=cmd|' /C calc'!A0", "-1", "'a", "a;b\\", "\r\n", '"', "\t+", "é, 💡", "\\e"]


async def dump(database: Database, model: Model) -> dict[str, Any]:
    """All nodes and relations of a model's kinds, but for what the hub keeps and counts itself."""
    found: dict[str, Any] = {}
    for name in (name for name, kind in model.kinds.items() if not kind.kept):
        rows = await database.read("dump", f"MATCH (n:{name}) RETURN properties(n)", {})
        for (values,) in rows:
            found[values["id"]] = _known(values)
    for type_, relation in model.relations.items():
        for start in relation.starts:
            text = (
                f"MATCH (a:{start})-[r:{type_}]->(b) RETURN a.id, b.id, coalesce(r.key, ''), "
                "properties(r)"
            )
            for a, b, key, values in await database.read("dump", text, {}):
                assert (type_, a, b, key) not in found
                found[type_, a, b, key] = _known(values)
    return found


def _known(values: dict[str, Any]) -> dict[str, Any]:
    known = {n: v for n, v in values.items() if v is not None and n not in KEPT}
    return {n: v for n, v in known.items() if n != "digest" and not n.startswith("@")}


async def save(database: Database, model: Model, folder: Path, form: str = "csv") -> None:
    """Every table in a format, read by the hub's operator."""
    source = Source(Reader(database), model, OPERATOR, TODAY)
    for name, what in model.tables.items():
        made = table(source, what, Asked())
        chunks = [c async for c in written(made, table_writer(form, made))]
        (folder / f"{name}.{form}").write_bytes(b"".join(chunks))


async def take(database: Database, model: Model, folder: Path, form: str) -> Tally:
    """Import a folder of the hub's own tables; what became of it."""
    order = Order(FORMATS[form], [folder], "all", "2026-11-25", NOW, apply=True)
    async with imported(database, model, order) as report:
        wrong = list(report.stage.findings(Grade.ERROR, Grade.WARNING))
        assert not wrong, wrong[:5]
        return report.total


def test_the_seed_comes_back_whole_in_an_empty_engine(graph: Any, tmp_path: Path) -> None:
    if reason := engine_available():
        pytest.skip(reason)
    model = build().model
    graph.run(save(graph.database, model, tmp_path))
    known = graph.run(dump(graph.database, model))
    engine = EmbeddedEngine(tmp_path / "hub")
    at = engine.start()

    async def again() -> tuple[dict[str, Any], int]:
        async with opened(Address(at.uri, at.user, at.password, at.database)) as database:
            await constraints.ensure(database, model)
            await loading.load(database, model, NOW, folder=tmp_path)
            second = await loading.load(database, model, NOW, folder=tmp_path)
            return await dump(database, model), second.changed

    try:
        found, changed = asyncio.run(again())
    finally:
        engine.stop()
    assert len(known) > 10_000
    assert found == known
    assert changed == 0


def test_the_seed_is_imported_whole_into_an_empty_engine(graph: Any, tmp_path: Path) -> None:
    """From the embedded engine as CSV, from Neo4j as XLSX."""
    if reason := engine_available():
        pytest.skip(reason)
    form = "csv" if graph.engine == "ArcadeDB" else "xlsx"
    model = build().model
    tables = tmp_path / "tables"
    tables.mkdir()
    graph.run(save(graph.database, model, tables, form))
    known = graph.run(dump(graph.database, model))
    with EmbeddedEngine(tmp_path / "hub") as engine:
        at = engine.start()

        async def again() -> tuple[dict[str, Any], Tally]:
            async with opened(Address(at.uri, at.user, at.password, at.database)) as database:
                await constraints.ensure(database, model)
                await take(database, model, tables, form)
                second = await take(database, model, tables, form)
                return await dump(database, model), second

        found, second = asyncio.run(again())
    assert found == known
    assert (second.created, second.changed, second.ended) == (0, 0, 0)


@pytest.mark.parametrize("way", ["load", "csv", "xlsx"])
def test_every_world_comes_back_whole(graph: Any, way: str) -> None:
    model = toys().model
    few = 12 if graph.engine == "ArcadeDB" else 3

    @settings(max_examples=few)
    @given(st.integers(0, 10_000), st.sampled_from(HOSTILE))
    def check(number: int, text: str) -> None:
        world = random_world(number)
        for place, item in enumerate(world.items.values()):
            item.values["note"] = item.values.get("note") if place % 3 else text
            if place % 4 == 1 and "tags" in item.values:
                item.values["tags"] = [text, "x"]
        graph.run(write(graph.database, world))
        known = graph.run(dump(graph.database, model))
        with tempfile.TemporaryDirectory() as folder:
            form = "csv" if way == "load" else way
            graph.run(save(graph.database, model, Path(folder), form))
            for name in model.kinds:
                graph.run(graph.database.write("clear", f"MATCH (n:{name}) DETACH DELETE n", {}))
            assert graph.run(dump(graph.database, model)) == {}
            if way == "load":
                graph.run(loading.load(graph.database, model, NOW, folder=Path(folder)))
            else:
                graph.run(take(graph.database, model, Path(folder), form))
        assert graph.run(dump(graph.database, model)) == known

    check()


def test_pages_are_bounded_and_complete(graph: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = graph.run(_pages(graph, "post"))
    monkeypatch.setattr(extract, "PAGE", 100)
    pages = graph.run(_pages(graph, "post"))
    assert max(map(len, pages)) == 100 and len(pages) == len(whole[0]) // 100 + 1
    assert [row for page in pages for row in page] == [row for page in whole for row in page]
    ties = graph.run(_pages(graph, "requires"))
    assert (
        sum(map(len, ties))
        == graph.run(
            graph.database.read("count", "MATCH (:Post)-[r:REQUIRES]->() RETURN count(r)", {})
        )[0][0]
    )


async def _pages(graph: Any, name: str) -> list[list[Any]]:
    model = build().model
    source = Source(Reader(graph.database), model, LOCAL, TODAY)
    return [page async for page in table(source, model.tables[name], Asked()).pages]


def test_what_is_personal_is_left_out_and_its_tables_are_told() -> None:
    model = build().model
    hidden = {"employee", "holds", "works_at", "has_competency"}
    assert withheld(model, LOCAL) == hidden
    assert withheld(model, OPERATOR) == set()


def test_an_export_has_what_its_viewer_may_see(graph: Any) -> None:
    def text(name: str, viewer: Viewer, **given: str) -> str:
        context = graph.executor(viewer=viewer).context()
        made = export(context, build(), name, "csv", {n: [t] for n, t in given.items()})

        async def all_() -> bytes:
            return b"".join([chunk async for chunk in made.chunks])

        return str(graph.run(all_()).decode())

    def no_kemenkes(variable: str, parameters: Any) -> str:
        return f"{variable}.code <> {parameters.add('kemenkes')}"

    narrow = Viewer("narrow", rows={"Agency": no_kemenkes})
    assert ",kemenkes," in text("agency", LOCAL)
    assert ",kemenkes," not in text("agency", narrow)
    assert "kemenkes," in text("participates_in", LOCAL)
    assert not [r for r in text("participates_in", narrow).split() if r.startswith("kemenkes,")]
    assert ",kemenkes" in text("business_process", LOCAL)
    assert ",kemenkes," not in text("business_process", narrow)
    assert text("employee", LOCAL).startswith("id,synthetic,")
    assert text("employee", OPERATOR).startswith("id,name,nip,synthetic,")
    assert text("agency", LOCAL, where='{"code": {"eq": "bps"}}').count("\r\n") == 2
    assert ",kominfo," not in text("agency", LOCAL, asOf="2026-11-25")
    assert ",kominfo," in text("agency", LOCAL, asOf="2024-10-20")
