"""Loading a folder of seed files.

A file named after a kind (``change_event.csv``) holds its nodes; one named after a relation
(``part_of.csv``) holds relations with properties of their own. A node's id is its kind and code,
or what a column ``id`` says. All files are read and checked before anything is written; a second
run writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph import changes, runs
from graph.changes import Entry
from graph.database import Database, Transaction
from graph.model import Kind, Link, Model, Relation
from graph.rows import KEPT_BY_HUB, RelationRow, digest
from graph.upsert import write_nodes, write_relations
from seeds.cells import items
from seeds.people import add_people
from seeds.table import Cells, Faults, rows, values
from seeds.ties import identified, implied

INDONESIA = Path(__file__).parent / "indonesia"

Progress = Callable[[str, int], None]
"""Is told what was written and how many."""


@dataclass(slots=True)
class LoadReport:
    """How many nodes and relations were there to write, and how many really changed."""

    nodes: int = 0
    relations: int = 0
    changed: int = 0


@dataclass
class Seed:
    """The content of a folder, checked."""

    nodes: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    relations: dict[str, list[RelationRow]] = field(default_factory=dict)


def read(model: Model, folder: Path = INDONESIA) -> Seed:
    """The seed in a folder; the Indonesian one with people who do not exist, as it names none.

    Raises Refusals with everything that is wrong.
    """
    seed = _Reading(model).read(sorted(folder.glob("*.csv")))
    if folder == INDONESIA:
        add_people(seed.nodes, seed.relations)
    return seed


async def load(
    database: Database,
    model: Model,
    now: str,
    progress: Progress = lambda what, count: None,
    folder: Path = INDONESIA,
) -> LoadReport:
    """Bring the graph to what a folder says. ``now`` is the time that is recorded (UTC)."""
    return await write(database, model, read(model, folder), now, progress, folder.name)


async def write(
    database: Database, model: Model, seed: Seed, now: str, progress: Progress, name: str
) -> LoadReport:
    """Write a seed as one run and, where it changed anything, one record of that into the log."""
    report = LoadReport()
    await runs.begin(database.write, run_id(name), format="seed", source=name, now=now)
    for kind, nodes in seed.nodes.items():
        report.changed += await write_nodes(database, model.kind(kind), nodes, now)
        report.nodes += len(nodes)
        progress(kind, len(nodes))
    for type_, relations in seed.relations.items():
        report.changed += await write_relations(database, model.relations[type_], relations)
        report.relations += len(relations)
        progress(type_, len(relations))
    await _conclude(database, seed, report, now, name)
    return report


async def _conclude(
    database: Database, seed: Seed, report: LoadReport, now: str, name: str
) -> None:
    mark = digest({"nodes": seed.nodes, "relations": seed.relations})
    run = run_id(name)
    entry = Entry(now, "local", "LOAD", count=report.changed, bulk=mark, run=run)

    async def work(transaction: Transaction) -> None:
        if report.changed:
            await changes.append(transaction.run, entry)
        counts = {"nodes": report.nodes, "relations": report.relations}
        await runs.end(transaction.run, run, now=now, **counts)

    await database.transact(work)


def run_id(name: str) -> str:
    """The id of the run that loads the folder called ``name``."""
    return f"ImportRun:seed-{name}"


async def is_wanted(database: Database, folder: Path = INDONESIA) -> bool:
    """Whether a hub that starts has to load the folder: its graph holds nothing at all, or an
    earlier loading of the folder was cut short.
    """
    found = await database.read("empty", "MATCH (n) RETURN n.id LIMIT 1", {})
    run = await runs.state(database.read, run_id(folder.name))
    return not found or (run is not None and not run.ended)


class _Reading:
    """The files of one folder while they are read."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.faults = Faults()
        self.seed = Seed()
        self.ids: set[str] = set()
        self.wanted: list[tuple[Cells, str, str]] = []
        self.linked: set[tuple[str, str, str]] = set()

    def read(self, files: Iterable[Path]) -> Seed:
        for file in files:
            found = self.model.tables.get(file.stem)
            if isinstance(found, Kind):
                self._nodes(found, file)
            elif found:
                self._relations(found, file)
            else:
                self.faults.add(Cells(file.name, 1, {}), "", "is named after no kind or relation")
        for row, column, id_ in self.wanted:
            if id_ not in self.ids:
                self.faults.add(row, column, f"{id_} is not there")
        self.faults.conclude()
        return self.seed

    def _nodes(self, kind: Kind, file: Path) -> None:
        made = self.seed.nodes.setdefault(kind.name, [])
        properties = [p for p in kind.stored if p.name not in KEPT_BY_HUB]
        links = {link.name: link for link in kind.links}
        for row in rows(file):
            id_ = self._own(kind, row)
            self.ids.add(id_)
            made.append({**values(properties, row, self.faults), "id": id_})
            self._columns(row, {p.name for p in properties} | set(links) | KEPT_BY_HUB)
            for name in row.cells.keys() & links.keys():
                self._linked(row, id_, links[name])

    def _own(self, kind: Kind, row: Cells) -> str:
        """The id of a row's node."""
        given = row.cells.get("id")
        key = row.cells.get("code", "") if given is None else given.partition(":")[2]
        column = "code" if given is None and kind.has("code") else "id"
        id_ = given or f"{kind.name}:{key}"
        if given is not None and (not key or not given.startswith(f"{kind.name}:")):
            self.faults.add(row, column, f"is {given!r}: expected {kind.name}: and a key")
        elif not key and column == "id":
            self.faults.add(row, column, "is missing")
        elif id_ in self.ids:
            self.faults.add(row, column, f"{key!r} is there twice")
        return id_

    def _columns(self, row: Cells, known: set[str]) -> None:
        for column in row.cells.keys() - known:
            self.faults.add(row, column, "is no property and no link of this kind")

    def _linked(self, row: Cells, id_: str, link: Link) -> None:
        made = self.seed.relations.setdefault(link.relation.type, [])
        source = row.cells.get("source")
        for position, name in enumerate(items(row.cells[link.name]), start=1):
            other = identified(name, link.kinds)
            self.wanted.append((row, link.name, other))
            start, end = (id_, other) if link.outgoing else (other, id_)
            made.append(RelationRow(start, end, implied(link, position, source)))

    def _relations(self, relation: Relation, file: Path) -> None:
        made = self.seed.relations.setdefault(relation.type, [])
        known = {p.name for p in relation.properties} | {"start", "end", "sourceRef", "sourceDate"}
        for row in rows(file):
            self._columns(row, known)
            start = identified(row.cells.get("start", ""), relation.starts)
            end = identified(row.cells.get("end", ""), relation.ends)
            self.wanted += [(row, "start", start), (row, "end", end)]
            made.append(RelationRow(start, end, values(relation.properties, row, self.faults)))
