"""Hand-made sources, and a hub to import them into: what was found, what the graph holds then."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.database import Address, Database, opened
from graph.imports.undo import Undone, undo
from graph.internal import INTERNAL
from graph.model import Model
from graph.rows import RelationRow
from graph.upsert import write_nodes, write_relations
from schema.query import build
from seeds.imports.formats.registry import Format
from seeds.imports.item import Bond, Finding, Item, Place, Ref, Thing
from seeds.imports.report import Order, Report, Tally
from seeds.imports.run import imported
from seeds.imports.stage import StagedDifference

DAY = "2026-11-25"
NOW = "2026-11-25T00:00:00.000Z"
LATER = "2026-11-26T00:00:00.000Z"
FORMAT = "made"
COUNTED = {"version", "recordedAt"}
"""What the hub counts of every node, whatever is in it."""

Progress = Callable[[str, int], None]


def agency(key: str, name: str, row: int = 2, **more: Any) -> Thing:
    """An agency whose code is its key, unless another is given."""
    return thing("Agency", key, row, **{"code": key, "name": name, "type": "MINISTRY", **more})


def unit(key: str, row: int = 2, **more: Any) -> Thing:
    return thing("Unit", key, row, **{"code": key, "name": f"Unit {key}", **more})


def post(key: str, row: int = 2, **more: Any) -> Thing:
    values = {"code": key, "title": f"Post {key}", "grade": "PELAKSANA", "kind": "EXECUTIVE"}
    return thing("Post", key, row, **{**values, **more})


def employee(key: str, row: int = 2, **more: Any) -> Thing:
    return thing("Employee", key, row, **{"name": f"Person {key}", "nip": key, **more})


def thing(
    label: str,
    key: str,
    row: int = 2,
    /,
    identifiers: Sequence[str] = (),
    raw: Mapping[str, str] | None = None,
    **values: Any,
) -> Thing:
    place = Place(f"{label.lower()}.csv", row)
    return Thing(Ref(label, key), values, place, tuple(identifiers), raw or {})


def bond(type_: str, start: str, end: str, row: int = 2, **values: Any) -> Bond:
    """A bond between things, each as kind:key; ``from_`` is its first day."""
    if "from_" in values:
        values["from"] = values.pop("from_")
    ends = [Ref(*each.split(":", 1)) for each in (start, end)]
    return Bond(type_, *ends, Place(f"{type_.lower()}.csv", row), values)


def part_of(start: str, end: str, **values: Any) -> Bond:
    return bond("PART_OF", f"Agency:{start}", f"Agency:{end}", **{"kind": "STRUCTURE", **values})


def made(items: Iterable[Item], own: bool = False) -> Format:
    """A format that reads these items, whatever the file."""

    def read(paths: Sequence[Path], *, model: Model, encoding: str | None = None) -> Iterator[Item]:
        yield from items

    return Format(FORMAT, "Made by hand.", read, own)


def order(items: Iterable[Item], source: str = "west", own: bool = False, **more: Any) -> Order:
    given: dict[str, Any] = {"day": DAY, "now": NOW, "apply": True, **more}
    return Order(made(items, own), [], source, **given)


@dataclass
class Outcome:
    """What is left of a report when its stage is gone."""

    run: str | None
    nodes: dict[str, Tally]
    relations: dict[str, Tally]
    total: Tally
    findings: list[Finding]
    differences: list[StagedDifference]
    matched: dict[str, int]
    candidates: list[Any]
    derived: Tally

    @property
    def codes(self) -> list[str]:
        return sorted(finding.code for finding in self.findings)

    def finding(self, code: str) -> Finding:
        (found,) = [each for each in self.findings if each.code == code]
        return found

    def told(self) -> dict[str, tuple[Any, Any, bool]]:
        """What differed, by property."""
        return {d.name: (d.before, d.after, d.taken) for d in self.differences}


def outcome(report: Report) -> Outcome:
    assert report.settling is not None
    return Outcome(
        report.run,
        {name: replace(tally) for name, tally in report.nodes.items()},
        {name: replace(tally) for name, tally in report.relations.items()},
        report.total,
        list(report.stage.findings()),
        list(report.stage.differences()),
        {how: count for how, count in report.settling.matched.items() if count},
        list(report.settling.candidates),
        replace(report.derived),
    )


async def run_order(database: Database, given: Order, progress: Progress | None = None) -> Outcome:
    tell = progress or (lambda what, count: None)
    async with imported(database, build().model, given, tell) as report:
        return outcome(report)


class Killed(BaseException):
    """What ends a process in the middle; nothing but a test catches it."""


class Dying(Database):
    """A database whose process is killed when it would begin one more transaction than it may.
    Turns are left alone: who was killed would be waited for.
    """

    def __init__(self, address: Address, left: int) -> None:
        super().__init__(address)
        self.left = left

    async def write(self, name: str, text: str, parameters: Mapping[str, Any]) -> Any:
        if name.endswith(" turn"):
            return await super().transact(lambda t: t.run(name, text, parameters))
        return await super().write(name, text, parameters)

    async def transact(self, work: Any) -> Any:
        if not self.left:
            raise Killed
        self.left -= 1
        return await super().transact(work)


@dataclass
class Hub:
    """A graph to import into, beside the seed."""

    graph: Any

    @property
    def database(self) -> Database:
        return self.graph.database

    def read(self, text: str, **given: Any) -> list[list[Any]]:
        return self.graph.run(self.database.read("test", text, given))

    def write(self, text: str, **given: Any) -> None:
        self.graph.run(self.database.write("test", text, given))

    def imports(
        self, items: Iterable[Item], source: str = "west", own: bool = False, **more: Any
    ) -> Outcome:
        """What comes of an import; it is applied unless ``apply`` is false."""
        return self.graph.run(run_order(self.database, order(items, source, own, **more)))

    def dies(self, items: Sequence[Item], left: int, **more: Any) -> bool:
        """Whether an import that may begin so many transactions is killed."""

        async def run() -> bool:
            database = Dying(self.database.address, left)
            try:
                await run_order(database, order(items, **more))
            except Killed:
                return True
            finally:
                await database.close()
            return False

        return self.graph.run(run())

    def undo(self, run: str | None, now: str = LATER) -> Undone:
        assert run
        return self.graph.run(undo(self.database, run, now, lambda what, count: None))

    def together(self, *orders: Order) -> list[Any]:
        """What comes of orders that are carried out at once."""

        async def run() -> list[Any]:
            works = (run_order(self.database, each) for each in orders)
            return await asyncio.gather(*works, return_exceptions=True)

        return self.graph.run(run())

    def apart(self, *orders: Order) -> list[Any]:
        """The same, each with a database of its own, as another process would have."""

        async def one(given: Order) -> Outcome:
            async with opened(self.database.address) as database:
                return await run_order(database, given)

        async def run() -> list[Any]:
            return await asyncio.gather(*map(one, orders), return_exceptions=True)

        return self.graph.run(run())

    def there(self, *things: Thing) -> None:
        """Let things be in the graph already, by ids of their kind and key, made by no source."""
        for each in things:
            row = {"id": f"{each.ref.kind}:{each.ref.key}", **each.values}
            row["identifiers"] = list(each.identifiers)
            kind = build().model.kind(each.ref.kind)
            self.graph.run(write_nodes(self.database, kind, [row], NOW))

    def tied(self, *bonds: Bond) -> None:
        """The same for relations."""
        for each in bonds:
            ends = [f"{ref.kind}:{ref.key}" for ref in (each.start, each.end)]
            relation = build().model.relations[each.type]
            rows = [RelationRow(*ends, each.values)]
            self.graph.run(write_relations(self.database, relation, rows))

    def node(self, id_: str) -> dict[str, Any] | None:
        """The properties of a node; None where there is none."""
        kind = id_.partition(":")[0]
        rows = self.read(f"MATCH (n:{kind} {{id: $p.id}}) RETURN properties(n)", id=id_)
        return known(rows[0][0]) if rows else None

    def relations(self, type_: str) -> dict[tuple[str, str, str], dict[str, Any]]:
        """The relations of a type that are not the seed's, by start, end and key; each once."""
        found = {}
        for start, end, values in self.read(
            f"MATCH (a)-[r:{type_}]->(b) WHERE {_NEW_R} RETURN a.id, b.id, properties(r)"
        ):
            assert (start, end, values["key"]) not in found, "there twice"
            found[start, end, values["key"]] = known(values)
        return found

    def dump(self, skip: Iterable[str] = (), whole: bool = False) -> dict[Any, Any]:
        """All that is not the seed's, or all there is, without the properties named."""
        left, found = set(skip), {}
        kinds = (*build().model.kinds, *(kind.name for kind in INTERNAL)) if whole else _KINDS
        for kind in kinds:
            where = "" if whole else f" WHERE {_NEW_N % kind}"
            for (values,) in self.read(f"MATCH (n:{kind}){where} RETURN properties(n)"):
                assert values["id"] not in found, "there twice"
                found[values["id"]] = known(values, left)
        found.pop("Counter:imports", None)  # whose turn it was
        for type_, relation in build().model.relations.items():
            where = "" if whole else f" WHERE {_NEW_R}"
            for start in relation.starts if whole or type_ in _TYPES else ():
                for a, b, values in self.read(
                    f"MATCH (a:{start})-[r:{type_}]->(b){where} RETURN a.id, b.id, properties(r)"
                ):
                    name = type_, a, b, values["key"]
                    assert name not in found, "there twice"
                    found[name] = known(values, left)
        return found

    def version(self) -> list[list[Any]]:
        """The graph's version, and how many changes are on record."""
        return self.read("MATCH (c:Counter {id: 'Counter:changes'}) RETURN c.value") + self.read(
            "MATCH (c:Change) RETURN count(c)"
        )

    def clean(self) -> None:
        """Leave the seed alone in the graph."""
        for kind in _KINDS:
            self.write(f"MATCH (n:{kind}) WHERE {_NEW_N % kind} DETACH DELETE n")
        for type_ in _TYPES:
            self.write(f"MATCH ()-[r:{type_}]->() WHERE {_NEW_R} DELETE r")
        self.write("MATCH (n:ImportRun) WHERE n.format = $p.format DELETE n", format=FORMAT)
        self.write("MATCH (n:ImportStep) DELETE n")
        self.write("MATCH (n:Secret) DELETE n")


_KINDS = ("Agency", "Unit", "Post", "Employee", "Sector", "Initiative", "Competency")
_TYPES = ("PART_OF", "UNIT_OF", "POST_IN", "HOLDS", "WORKS_AT", "PARTICIPATES_IN", "IN_SECTOR")
_TYPES = (*_TYPES, "SUBUNIT_OF", "REPORTS_TO", "REQUIRES", "HAS_COMPETENCY")
_NEW_N = "(n.origin IS NOT NULL OR n.id STARTS WITH '%s:x-')"
_NEW_R = "(r.origin IS NOT NULL OR startNode(r).id CONTAINS ':x-')"


def known(values: Mapping[str, Any], skip: Iterable[str] = ()) -> dict[str, Any]:
    """Properties that have a value."""
    left = {name: value for name, value in values.items() if value is not None}
    return {n: v for n, v in left.items() if n not in skip and not n.startswith("@")}
