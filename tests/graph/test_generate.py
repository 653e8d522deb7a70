"""Generated governments, and the made-up people of the seed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph import changes, runs
from graph.errors import Conflict
from graph.insert import block, insert
from graph.rows import digest
from graph.upsert import write_nodes, write_relations
from schema.query import build
from seeds.draft import SOURCE, Draft
from seeds.employment import employments
from seeds.generate import GenerateReport, generate
from seeds.government import Government
from seeds.load import INDONESIA, Seed, read
from seeds.people import add_people
from seeds.shape import Plan, Shape, portions

if TYPE_CHECKING:
    from conftest import Graph

NOW = "2026-11-25T00:00:00.000Z"
SMALL = Shape(120, seed=7)
RUN = f"ImportRun:{SMALL.tag}"
ULID = re.compile(r"Employee:[0-7][0-9A-HJKMNP-TV-Z]{25}")
NIP = re.compile(r"99\d{16}")
CATALOGUE = {"Sector", "Competency", "Region", "TransformationTrack"}
MODEL = build().model

IN_ANOTHER_PROCESS = """
from schema.query import build
from seeds.government import Government
from seeds.shape import Shape
from graph.rows import digest
for draft in Government(build().model, Shape(300)):
    print(digest({"nodes": draft.nodes, "relations": draft.relations}))
"""


@cache
def made(shape: Shape) -> Draft:
    """A whole government in one."""
    whole = Draft()
    for draft in Government(MODEL, shape):
        for kind, nodes in draft.nodes.items():
            whole.nodes.setdefault(kind, []).extend(nodes)
        for type_, rows in draft.relations.items():
            whole.relations.setdefault(type_, []).extend(rows)
    return whole


@cache
def staffed() -> Seed:
    """The seed with its made-up people."""
    return read(MODEL)


def shown(draft: Draft) -> str:
    return digest({"nodes": draft.nodes, "relations": draft.relations})


def current(draft: Draft | Seed) -> dict[str, list[dict[str, Any]]]:
    """What is said of those who hold each post today, by post."""
    found = defaultdict(list)
    for row in draft.relations["HOLDS"]:
        if row.values.get("to") is None:
            found[row.end].append(dict(row.values))
    return found


@pytest.mark.parametrize("hashing", ["1", "2"])
def test_every_process_makes_the_same_government(hashing: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": hashing}
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [shown(draft) for draft in Government(MODEL, Shape(300))]


def test_a_block_is_the_same_whatever_was_made_before() -> None:
    government = Government(MODEL, Shape(300))
    blocks = [(s, n) for s in government.streams for n in range(s.blocks)]
    forwards = [shown(government.block(*block)) for block in blocks]
    backwards = [shown(government.block(*block)) for block in reversed(blocks)]
    assert len(blocks) > len(government.streams)
    assert forwards == backwards[::-1]


def test_different_shapes_share_nothing_but_the_catalogue() -> None:
    shapes = (SMALL, Shape(120, seed=8), Shape(121, seed=7))
    seen = Counter(n["id"] for s in shapes for nodes in made(s).nodes.values() for n in nodes)
    assert {id_.partition(":")[0] for id_, times in seen.items() if times > 1} == CATALOGUE


@pytest.mark.parametrize("employees", [1, 30, 300, 3000])
def test_references_lead_to_nodes_made_and_nothing_is_made_twice(employees: int) -> None:
    draft = made(Shape(employees))
    ids = Counter(node["id"] for nodes in draft.nodes.values() for node in nodes)
    relations: Counter[tuple[object, ...]] = Counter()
    for type_, rows in draft.relations.items():
        for row in rows:
            key = tuple(row.values.get(name) for name in MODEL.relations[type_].key)
            relations[(type_, row.start, row.end, *key)] += 1
            assert row.start in ids and row.end in ids
    assert max(ids.values()) == max(relations.values()) == 1


@pytest.mark.parametrize("employees", [1, 100, 300, 3000])
def test_the_plan_counts_what_is_made(employees: int) -> None:
    shape = Shape(employees)
    counts = {kind: len(nodes) for kind, nodes in made(shape).nodes.items()}
    planned = Plan(shape).counts
    assert {kind: counts[kind] for kind in planned} == planned


def test_a_small_government_has_something_of_everything() -> None:
    draft = made(Shape(300))
    kept = {"ChangeEvent", "CoreValue", "ImportRun", "Change"}
    assert set(MODEL.kinds) - set(draft.nodes) == kept
    absent = {"AFTER", "BEFORE", "GOVERNS", "SUBREGION_OF", "SUBSECTOR_OF"}
    assert set(MODEL.relations) - set(draft.relations) == absent


def test_at_full_size_the_plan_is_the_civil_service() -> None:
    counts = Plan(Shape(4_700_000)).counts
    assert (counts["Agency"], counts["Unit"], counts["Initiative"]) == (640, 100_000, 50_000)
    assert counts["Employee"] == 4_700_000
    assert 1.02 < counts["Post"] / counts["Employee"] < 1.06


def test_nobody_is_real() -> None:
    people = made(Shape(3000)).nodes["Employee"] + staffed().nodes["Employee"]
    assert all(p["synthetic"] is True and p["source"] == SOURCE for p in people)
    assert all(ULID.fullmatch(p["id"]) and NIP.fullmatch(p["nip"]) for p in people)
    assert len({p["id"] for p in people}) == len({p["nip"] for p in people}) == len(people)


def test_codes_tell_that_they_are_generated() -> None:
    nodes = made(SMALL).nodes
    coded = [n for kind in nodes.keys() - CATALOGUE for n in nodes[kind] if "code" in n]
    assert all(n["code"].startswith("gen-120-7-") and n["source"] == SOURCE for n in coded)


def test_posts_are_held_shared_vacant_and_acted_in() -> None:
    draft = made(Shape(3000))
    held = current(draft)
    vacant = [post for post in draft.nodes["Post"] if post["id"] not in held]
    shared = [v for v in held.values() if len(v) == 2 and not any(h.get("acting") for h in v)]
    assert 0.03 < len(vacant) / len(draft.nodes["Post"]) < 0.1
    assert shared and all([h.get("share") for h in pair] == [0.5, 0.5] for pair in shared)
    assert any(h.get("acting") for holders in held.values() for h in holders)
    assert any(row.values["to"] for row in draft.relations["HOLDS"])


def test_where_people_work_follows_from_the_posts_they_hold() -> None:
    draft = made(Shape(3000))
    unit_of = {row.start: row.end for row in draft.relations["UNIT_OF"]}
    agency = {row.start: unit_of[row.end] for row in draft.relations["POST_IN"]}
    held = defaultdict(list)
    for row in draft.relations["HOLDS"]:
        spell = (agency[row.end], row.values["from"], row.values["to"])
        held[row.start].append(spell)
    works = defaultdict(list)
    for row in draft.relations["WORKS_AT"]:
        works[row.start].append((row.end, row.values["from"], row.values["to"]))
    assert works == {person: list(employments(spells)) for person, spells in held.items()}
    assert any(len({agency for agency, *_ in spells}) > 1 for spells in works.values())


@pytest.mark.parametrize(
    ("held", "worked"),
    [
        ([("a", "2020", "2021"), ("a", "2021", None)], [("a", "2020", None)]),
        ([("a", "2020", None), ("a", "2021", "2022")], [("a", "2020", None)]),
        (
            [("a", "2020", "2021"), ("a", "2022", "2023")],
            [("a", "2020", "2021"), ("a", "2022", "2023")],
        ),
        (
            [("b", "2021", None), ("a", "2020", "2021")],
            [("a", "2020", "2021"), ("b", "2021", None)],
        ),
    ],
)
def test_spells_that_touch_or_overlap_at_an_agency_are_one(
    held: list[Any], worked: list[Any]
) -> None:
    assert list(employments(held)) == worked


def test_every_post_reports_up_to_the_head_of_its_agency() -> None:
    draft = made(Shape(3000))
    above = {r.start: r.end for r in draft.relations["REPORTS_TO"] if r.values["kind"] == "PRIMARY"}
    tops = [post["id"] for post in draft.nodes["Post"] if post["id"] not in above]
    assert len(tops) == Shape(3000).agencies
    for post in above:
        steps = 0
        while post in above and steps < 20:
            post, steps = above[post], steps + 1
        assert post in tops
    assert any(r.values["kind"] == "SECONDARY" for r in draft.relations["REPORTS_TO"])


def test_few_agencies_lead_much() -> None:
    draft = made(Shape(10_000))
    led = Counter(
        row.start for row in draft.relations["PARTICIPATES_IN"] if row.values["role"] == "LEAD"
    )
    tenth = Shape(10_000).agencies // 10
    assert sum(times for _, times in led.most_common(tenth)) > 0.5 * led.total()
    assert 0.9 < led.total() / Shape(10_000).initiatives < 1


def test_portions_make_up_the_whole() -> None:
    assert list(portions(10, [1, 1, 3], least=1)) == [0, 2, 4, 10]
    assert list(portions(2, [1, 1, 1], least=1)) == [0, 0, 1, 2]


def test_leadership_of_real_bodies_does_not_look_vacant() -> None:
    seed = staffed()
    held = current(seed)
    real = [p for p in seed.nodes["Post"] if p["source"] != SOURCE and not p.get("validTo")]
    assert real and all([h.get("share") for h in held[post["id"]]] == [1.0] for post in real)
    assert not any(h.get("acting") for post in real for h in held[post["id"]])


def test_real_units_have_a_few_people_with_all_that_happens_to_posts() -> None:
    seed = staffed()
    held = current(seed)
    ordinary = [post["id"] for post in seed.nodes["Post"] if post["source"] == SOURCE]
    assert 800 < len(seed.nodes["Employee"]) < 1000
    assert any(post not in held for post in ordinary)
    assert any([h.get("share") for h in held[post]] == [0.5, 0.5] for post in ordinary)
    assert any(h.get("acting") for post in ordinary for h in held[post])
    assert any(row.values.get("to") for row in seed.relations["HOLDS"])
    assert {row.end for row in seed.relations["POST_IN"]} == {u["id"] for u in seed.nodes["Unit"]}


def test_a_unit_keeps_its_people_when_others_go(tmp_path: Path) -> None:
    bare = read(MODEL, Path(shutil.copytree(INDONESIA, tmp_path / "bare")))
    gone = bare.nodes["Unit"].pop(0)["id"]
    add_people(bare.nodes, bare.relations)
    kept, every = ({p["id"] for p in s.nodes["Employee"]} for s in (bare, staffed()))
    assert kept < every
    assert all(
        gone != row.end for row in bare.relations["POST_IN"] if row.values["source"] == SOURCE
    )


class Cut(Exception):
    """The run was killed."""


class Run:
    """A generation on an engine, and what it leaves there."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.told: list[tuple[str, int, int]] = []

    def to_the_end(self) -> GenerateReport:
        told = lambda *what: self.told.append(what)  # noqa: E731
        return self.graph.run(generate(self.graph.database, MODEL, SMALL, NOW, told))

    def until(self, stream: str) -> None:
        """Killed when a block of a stream was written."""

        def told(what: str, done: int, total: int) -> None:
            if what == stream:
                raise Cut

        with pytest.raises(Cut):
            self.graph.run(generate(self.graph.database, MODEL, SMALL, NOW, told))

    @property
    def state(self) -> runs.Run | None:
        return self.graph.run(runs.state(self.graph.database.read, RUN))

    def snapshot(self) -> tuple[list[Any], list[Any]]:
        """All generated nodes and relations."""
        nodes = "MATCH (n) WHERE n.id IN $p.ids RETURN properties(n) ORDER BY n.id"
        relations = (
            "MATCH (a)-[r]->(b) WHERE a.id IN $p.ids OR b.id IN $p.ids "
            "RETURN a.id, type(r), r.key, b.id, properties(r)"
        )
        read = self.graph.database.read
        rows = self.graph.run(read("nodes", nodes, {"ids": own()}))
        found = self.graph.run(read("relations", relations, {"ids": own()}))
        return rows, sorted(found, key=lambda row: row[:4])

    def clear(self) -> None:
        for kind in {id_.partition(":")[0] for id_ in own()}:
            ids = [id_ for id_ in own() if id_.startswith(f"{kind}:")]
            text = f"MATCH (n:{kind}) WHERE n.id IN $p.ids DETACH DELETE n"
            self.graph.run(self.graph.database.write("clear", text, {"ids": ids}))
        text = "MATCH (r:ImportRun {id: $p.id}) DETACH DELETE r"
        self.graph.run(self.graph.database.write("clear", text, {"id": RUN}))


@cache
def own() -> list[str]:
    """The ids of what a small government adds to the seed."""
    nodes = made(SMALL).nodes
    return [n["id"] for kind in nodes.keys() - CATALOGUE for n in nodes[kind]]


@pytest.fixture
def run(graph: Graph) -> Iterator[Run]:
    made_run = Run(graph)
    yield made_run
    made_run.clear()


def test_a_killed_run_goes_on_to_the_same_graph_and_a_rerun_changes_nothing(run: Run) -> None:
    version = lambda: run.graph.run(changes.version(run.graph.database))  # noqa: E731
    before = version()
    whole = run.to_the_end()
    straight = run.snapshot()
    relations = sum(map(len, made(SMALL).relations.values()))
    assert (whole.nodes, whole.relations, whole.skipped) == (len(own()), relations, 0)
    assert (len(straight[0]), len(straight[1])) == (len(own()), relations)
    assert version() == before + 1
    assert {what: done for what, done, _ in run.told} == {w: total for w, _, total in run.told}
    done = run.state
    assert done and (done.ended, done.nodes, done.relations) == (True, len(own()), relations)

    again = run.to_the_end()
    assert (again.nodes, again.relations, again.skipped) == (0, 0, done.blocks)
    assert (version(), run.snapshot(), run.state) == (before + 1, straight, done)

    run.clear()
    run.until("units' staff")
    cut = run.state
    assert cut and version() == before + 1 and not cut.ended and 0 < cut.blocks < done.blocks
    run.told.clear()
    rest = run.to_the_end()
    assert run.snapshot() == straight
    assert rest.skipped == cut.blocks and "agencies" not in {what for what, _, _ in run.told}
    assert rest.nodes == len(own()) - cut.nodes
    assert (version(), run.state) == (before + 2, done)


def test_what_was_generated_is_as_an_upsert_would_leave_it(run: Run) -> None:
    """Nothing of a generated node or relation is missing or in a form of its own."""
    run.to_the_end()
    nodes, relations = run.snapshot()
    draft = made(SMALL)
    database = run.graph.database
    for kind in draft.nodes.keys() - CATALOGUE:
        run.graph.run(write_nodes(database, MODEL.kind(kind), draft.nodes[kind], NOW))
    for type_, rows in draft.relations.items():
        run.graph.run(write_relations(database, MODEL.relations[type_], rows))
    written = run.snapshot()
    for old, new in zip((*nodes, *relations), (*written[0], *written[1]), strict=True):
        added = {"digest": new[-1].pop("digest")}
        new[-1] |= {"version": old[-1]["version"]} if "version" in old[-1] else {}
        assert added["digest"] and new == old


@pytest.mark.parametrize("fault", ["there already", "not the next", "end is missing"])
def test_a_block_that_cannot_be_written_whole_is_not_written(run: Run, fault: str) -> None:
    run.until("agencies")
    found = run.state
    assert found
    government = Government(MODEL, SMALL)
    stream = government.streams[0 if fault == "there already" else 1]
    draft = government.block(stream, 0)
    if fault == "end is missing":
        draft.tie("UNIT_OF", draft.nodes["Unit"][0]["id"], "Agency:nowhere")
    number = found.blocks + (fault == "not the next")
    before = run.snapshot()
    ready = block(MODEL, draft.nodes, draft.relations, NOW)
    with pytest.raises(Conflict):
        run.graph.run(insert(run.graph.database, RUN, number, ready))
    assert (run.snapshot(), run.state) == (before, found)
