"""A new kind, as CONTRIBUTING.md says: four files, and everything else follows."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schema.query import build

ROOT = Path(__file__).parents[2]
PACKAGES = ("api", "graph", "schema", "seeds")
GUIDE = (ROOT / "CONTRIBUTING.md").read_text()

HEAD = '''"""Permits: a kind that a test adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.declare import kind, outgoing, prop, relation
from schema.node import Node, Recorded, Sourced

if TYPE_CHECKING:
    from schema.agency import Agency


'''
SEED = "code,name,grantor,source\nmining,Izin Tambang,kemenkes,UU 3/2020\nfree,Bebas,,\n"
NEEDED = {
    "schema/permit.py",
    "schema/query.py",
    "schema/schema.graphql",
    "seeds/indonesia/permit.csv",
}

USE = """
import asyncio, json, sys
from zoneinfo import ZoneInfo
from graph import constraints
from graph.database import Address, opened
from graph.upsert import write_nodes, write_relations
from schema.execute import Executor, Operation
from schema.query import build
from seeds.load import read

async def main():
    seed, model, answers = read(build().model), build().model, []
    async with opened(Address(*json.loads(sys.argv[1]))) as database:
        await constraints.ensure(database, model)
        await write_nodes(database, model.kind("Permit"), seed.nodes["Permit"], sys.argv[2])
        await write_relations(
            database, model.relations["GRANTED_BY"], seed.relations["GRANTED_BY"]
        )
        executor = Executor(build(), database, zone=ZoneInfo("UTC"), version="test")
        for document in sys.argv[3:]:
            answers.append((await executor.execute(Operation(document))).body())
        await database.write("clean", "MATCH (n:Permit) DETACH DELETE n", {})
    print(json.dumps(answers))

asyncio.run(main())
"""

ASKED = {
    '{ permit(code: "mining") { id name grantor { acronym } } }': {
        "permit": {
            "id": "Permit:mining",
            "name": "Izin Tambang",
            "grantor": {"acronym": "Kemenkes"},
        }
    },
    "{ permits(orderBy: [NAME_DESC]) { totalCount nodes { code } } }": {
        "permits": {"totalCount": 2, "nodes": [{"code": "mining"}, {"code": "free"}]}
    },
    '{ permits(where: {grantor: {code: {eq: "kemenkes"}}}) { nodes { code } } }': {
        "permits": {"nodes": [{"code": "mining"}]}
    },
    '{ search(text: "izin", kinds: [PERMIT]) { nodes { __typename id } } }': {
        "search": {"nodes": [{"__typename": "Permit", "id": "Permit:mining"}]}
    },
    '{ node(id: "Permit:free") { ... on Permit { name version grantor { id } } } }': {
        "node": {"name": "Bebas", "version": 1, "grantor": None}
    },
}


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project."""
    folder = tmp_path_factory.mktemp("plain")
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__", "static")
        shutil.copytree(ROOT / package, folder / package, ignore=ignored)
    return folder


@pytest.fixture(scope="session")
def project(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with one kind more."""
    folder = tmp_path_factory.mktemp("project") / "copy"
    shutil.copytree(plain, folder)
    declared = re.search(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    line = re.search(r"`(KindRoot\(Permit.*?\))`", GUIDE)
    assert declared and line
    code = "\n".join(text.removeprefix("   ") for text in declared[1].splitlines())
    (folder / "schema" / "permit.py").write_text(HEAD + code.strip() + "\n")
    (folder / "seeds" / "indonesia" / "permit.csv").write_text(SEED)
    query = folder / "schema" / "query.py"
    text = query.read_text().replace("KINDS = (\n", f"KINDS = (\n    {line[1]},\n")
    imported = "from schema.permit import Permit\nfrom schema.post import Post\n"
    query.write_text(text.replace("from schema.post import Post\n", imported))
    sdl = run(folder, "-m", "api", "schema")
    (folder / "schema" / "schema.graphql").write_text(sdl)
    return folder


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-B", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def content(folder: Path) -> Iterator[tuple[str, bytes]]:
    for package in PACKAGES:
        for file in (folder / package).rglob("*"):
            if file.is_file():
                yield str(file.relative_to(folder)), file.read_bytes()


def test_a_new_kind_needs_four_files(plain: Path, project: Path) -> None:
    before, after = dict(content(plain)), dict(content(project))
    assert {name for name in after if before.get(name) != after[name]} == NEEDED
    assert before.keys() <= after.keys()


def test_a_new_kind_adds_to_the_sdl_and_changes_nothing_else(project: Path) -> None:
    lines = set((project / "schema" / "schema.graphql").read_text().splitlines())
    assert set(build().sdl.splitlines()) <= lines
    assert "type Permit implements Node {" in lines


def test_a_new_kind_is_loaded_and_asked_for(graph: Any, project: Path) -> None:
    address = graph.address
    given = json.dumps([address.uri, address.user, address.password, address.name])
    answers = json.loads(run(project, "-c", USE, given, "2026-01-01T00:00:00.000Z", *ASKED))
    assert answers == [{"data": data} for data in ASKED.values()]
