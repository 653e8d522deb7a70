"""What was read, on disk until it is written, so that files of any size take little memory.

A stage is a database of its own in a temporary folder. Things and bonds are checked against the
model as they come in; what doesn't fit is a finding, and left out.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from graph.imports.meet import Difference
from graph.imports.write import Tie
from graph.model import Kind, Model, Relation
from graph.rows import relation_key
from seeds.imports.fitting import Fitting
from seeds.imports.item import Bond, Finding, Grade, Item, Place, Ref, Thing

_SCHEMA = """
CREATE TABLE things (seq INTEGER PRIMARY KEY, kind TEXT, key TEXT, body BLOB, id TEXT);
CREATE TABLE bonds (seq INTEGER PRIMARY KEY, type TEXT, skind TEXT, skey TEXT, ekind TEXT,
  ekey TEXT, body BLOB, start TEXT, stop TEXT, mark TEXT);
CREATE TABLE findings (seq INTEGER PRIMARY KEY, grade TEXT, code TEXT, file TEXT, line INTEGER,
  col TEXT, sheet TEXT, message TEXT, value TEXT, expected TEXT, mend TEXT);
CREATE TABLE differences (seq INTEGER PRIMARY KEY, id TEXT, name TEXT, before TEXT, after TEXT,
  taken INTEGER, line TEXT);
CREATE TABLE others (kind TEXT, key TEXT, id TEXT, PRIMARY KEY (kind, key));
CREATE TABLE gone (name TEXT, start TEXT, stop TEXT, mark TEXT, done INTEGER);
CREATE TABLE people (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_MANY = 1000


class StagedThing(NamedTuple):
    """A thing as it was read, and the id that it was given."""

    seq: int
    ref: Ref
    values: dict[str, Any]
    identifiers: list[str]
    place: Place
    id: str | None
    partial: bool = False
    """Whether it only adds to a node that is there."""


class StagedDifference(NamedTuple):
    """A value of a node (or of a relation, by both ends) that the graph has otherwise."""

    id: str
    name: str
    before: Any
    after: Any
    taken: bool
    row: str


@dataclass
class Stage:
    """Everything that was read in a run."""

    model: Model
    path: Path
    grades: Counter[Grade] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.db = sqlite3.connect(self.path, check_same_thread=False, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-40000"):
            self.db.execute(f"PRAGMA {pragma}")
        self.db.executescript(_SCHEMA)
        self._said = 0
        self._rows: dict[str, list[tuple[Any, ...]]] = {"things": [], "bonds": [], "findings": []}
        self._fitting = Fitting(self.model)

    def close(self) -> None:
        """Let it go."""
        self.db.close()

    def take(self, items: Iterable[Item]) -> Iterator[int]:
        """Take items in; tells now and then how many there were."""
        self.db.execute("BEGIN")
        count = 0
        for count, item in enumerate(items, 1):
            if isinstance(item, Finding):
                self.find(item)
            elif isinstance(item, Thing):
                self._thing(item)
            else:
                self._bond(item)
            if count % _MANY == 0:
                self._flush()
                yield count
        self._flush()
        self.db.execute("CREATE INDEX thing ON things (kind, key)")
        self.db.execute("CREATE INDEX thing_id ON things (id)")
        self._twice()
        self.db.execute("COMMIT")
        yield count

    def find(self, finding: Finding) -> None:
        """Keep a finding."""
        self.grades[finding.grade] += 1
        place = finding.place
        row = (None, finding.grade.value, finding.code, place.file, place.row, place.column)
        told = (finding.message, finding.value, finding.expected, finding.mend)
        self._rows["findings"].append((*row, place.sheet, *told))
        if len(self._rows["findings"]) >= _MANY:
            self._flush()

    def _thing(self, thing: Thing) -> None:
        if self._fit(self._fitting.thing(thing)):
            values = dict(thing.values)
            if thing.raw:
                values["sourceCells"] = [f"{name}: {text}" for name, text in thing.raw.items()]
            body = orjson.dumps([values, thing.identifiers, astuple(thing.place), False])
            self._rows["things"].append((None, thing.ref.kind, thing.ref.key, body, None))

    def _bond(self, bond: Bond) -> None:
        if self._fit(self._fitting.bond(bond)):
            body = orjson.dumps([bond.values, astuple(bond.place)])
            ends = (bond.start.kind, bond.start.key, bond.end.kind, bond.end.key)
            relation = self.model.relations[bond.type]
            mark = relation_key(relation, {n: bond.values.get(n) for n in relation.key})
            self._rows["bonds"].append((None, bond.type, *ends, body, None, None, mark))

    def _fit(self, wrong: Sequence[Finding]) -> bool:
        """Whether nothing is wrong; what is, is kept."""
        for finding in wrong:
            self.find(finding)
        return not wrong

    def _twice(self) -> None:
        """Of things that are described several times, the first one stays."""
        again = """SELECT t.seq, t.key, t.body, f.body, f.seq FROM things t JOIN (
          SELECT kind, key, min(seq) AS first FROM things GROUP BY kind, key HAVING count(*) > 1
          ) d ON t.kind = d.kind AND t.key = d.key AND t.seq > d.first
          JOIN things f ON f.seq = d.first"""
        doubled = self.db.execute(again).fetchall()
        for _, key, body, first, _ in doubled:
            (values, _, place, _), (before, _, there, _) = orjson.loads(body), orjson.loads(first)
            if values != before:
                text = f"describes {key} otherwise than {_row(there)}: that one stands"
                mend = "keep one of the two rows"
                at = Place(*place)
                self.find(Finding(Grade.WARNING, "ROW_TWICE", at, text, key, "one row each", mend))
        self.db.executemany("DELETE FROM things WHERE seq = ?", [(row[0],) for row in doubled])
        self._flush()

    def _flush(self) -> None:
        for table, rows in self._rows.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self.db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
                rows.clear()

    @property
    def empty(self) -> bool:
        """Whether nothing was read."""
        return not self.db.execute("SELECT 1 FROM things UNION SELECT 1 FROM bonds").fetchone()

    def kinds(self) -> list[Kind]:
        """The kinds that things were read of."""
        found = {row[0] for row in self.db.execute("SELECT DISTINCT kind FROM things")}
        return [kind for kind in self.model.kinds.values() if kind.name in found]

    def relations(self) -> list[Relation]:
        """The relations that bonds were read of."""
        found = {row[0] for row in self.db.execute("SELECT DISTINCT type FROM bonds")}
        return [each for each in self.model.relations.values() if each.type in found]

    def staged(self, kind: Kind) -> Iterator[StagedThing]:
        """The things of a kind, in the order in which they were read."""
        text = "SELECT seq, key, body, id FROM things WHERE kind = ? ORDER BY seq"
        for seq, key, body, id_ in self._paged(text, kind.name):
            yield _thing((seq, kind.name, key, body, id_))

    def settled(self, thing: StagedThing, id_: str, values: Mapping[str, Any]) -> None:
        """Keep which node a thing is, and what is said of it."""
        body = [values, thing.identifiers, astuple(thing.place), thing.partial]
        row = (id_, orjson.dumps(body), thing.seq)
        self.db.execute("UPDATE things SET id = ?, body = ? WHERE seq = ?", row)

    def clashes(self) -> list[tuple[StagedThing, StagedThing]]:
        """Things that were given the id of an earlier one, each with that."""
        text = """SELECT t.seq, t.kind, t.key, t.body, t.id, f.seq, f.kind, f.key, f.body, f.id
          FROM things t JOIN (SELECT id, min(seq) AS first FROM things GROUP BY id
          HAVING count(*) > 1) d ON t.id = d.id AND t.seq > d.first JOIN things f ON f.seq = d.first
          ORDER BY t.seq"""
        return [(_thing(row[:5]), _thing(row[5:])) for row in self.db.execute(text).fetchall()]

    def pairs(self, type_: str) -> Iterator[tuple[str, str]]:
        """The keys of both ends of the bonds of a type."""
        return self._paged("SELECT skey, ekey FROM bonds WHERE type = ? ORDER BY seq", type_)

    def elsewhere(self) -> Iterator[Ref]:
        """The ends of bonds that were not read: they are in the graph, or nowhere."""
        text = """SELECT DISTINCT kind, key FROM (SELECT skind AS kind, skey AS key FROM bonds
          UNION SELECT ekind, ekey FROM bonds) b
          WHERE NOT EXISTS (SELECT 1 FROM things t WHERE t.kind = b.kind AND t.key = b.key)"""
        return (Ref(*row) for row in self._paged(text))

    def found(self, ids: Mapping[Ref, str]) -> None:
        """Keep what ends are in the graph, by their ids."""
        rows = [(ref.kind, ref.key, id_) for ref, id_ in ids.items()]
        self.db.executemany("INSERT OR IGNORE INTO others VALUES (?, ?, ?)", rows)

    def tie(self) -> None:
        """Give all bonds the ids of their ends. One that leads nowhere is a finding; of relations
        that are said several times, the first stays.
        """
        self.db.execute("BEGIN")
        self.db.execute(
            """UPDATE bonds SET
            start = coalesce((SELECT id FROM things WHERE kind = skind AND key = skey),
              (SELECT id FROM others WHERE kind = skind AND key = skey)),
            stop = coalesce((SELECT id FROM things WHERE kind = ekind AND key = ekey),
              (SELECT id FROM others WHERE kind = ekind AND key = ekey))"""
        )
        self._nowhere()
        self.db.execute("CREATE INDEX bond ON bonds (type, start, stop, mark)")
        self._said_twice()
        self.db.execute("COMMIT")

    def _nowhere(self) -> None:
        text = """SELECT type, kind, key, body FROM (
          SELECT seq, type, skind AS kind, skey AS key, body FROM bonds WHERE start IS NULL
          UNION ALL SELECT seq, type, ekind, ekey, body FROM bonds WHERE stop IS NULL
          ) ORDER BY seq"""
        for type_, kind, key, body in self.db.execute(text).fetchall():
            said_ = f"{type_} leads to {kind} {key}, which is not there: it is left out"
            mend, at = "add it, or mend the reference", Place(*orjson.loads(body)[1])
            finding = Finding(Grade.ERROR, "END_MISSING", at, said_, key, f"a {kind}", mend)
            self.find(finding)
        self.db.execute("UPDATE bonds SET start = NULL WHERE stop IS NULL")

    def _said_twice(self) -> None:
        again = """SELECT b.seq, b.type, b.body, f.body FROM bonds b JOIN (
          SELECT type, start, stop, mark, min(seq) AS first FROM bonds WHERE start IS NOT NULL
          GROUP BY type, start, stop, mark HAVING count(*) > 1
          ) d ON b.type = d.type AND b.start = d.start AND b.stop = d.stop AND b.mark = d.mark
          AND b.seq > d.first JOIN bonds f ON f.seq = d.first"""
        doubled = self.db.execute(again).fetchall()
        for _, type_, body, first in doubled:
            (values, place), (before, there) = orjson.loads(body), orjson.loads(first)
            if values != before:
                text = f"says the same {type_} otherwise than {_row(there)}: that one stands"
                at, mend = Place(*place), "keep one of the two"
                self.find(Finding(Grade.WARNING, "RELATION_TWICE", at, text, None, None, mend))
        rows = [(row[0],) for row in doubled]
        self.db.executemany("UPDATE bonds SET start = NULL WHERE seq = ?", rows)
        self._flush()
        ((self._said,),) = self.db.execute("SELECT coalesce(max(seq), 0) FROM findings")

    def ties(self, relation: Relation) -> Iterator[Tie]:
        """The relations to write of a type, those of the same two kinds together."""
        text = """SELECT start, stop, body FROM bonds WHERE type = ? AND start IS NOT NULL
          ORDER BY skind, ekind, seq"""
        for start, end, body in self._paged(text, relation.type):
            values, place = orjson.loads(body)
            yield Tie(start, end, values, said(Place(*place)))

    def starts(self, type_: str) -> Iterator[str]:
        """Where relations of a type begin that were read, or are no longer said."""
        text = """SELECT start FROM bonds WHERE type = ?1 AND start IS NOT NULL
          UNION SELECT start FROM gone WHERE name = ?1"""
        return (row[0] for row in self._paged(text, type_))

    def hold(self, ids: Iterable[str]) -> None:
        """Keep who may have come to work elsewhere."""
        self.db.executemany("INSERT OR IGNORE INTO people VALUES (?)", ((id_,) for id_ in ids))

    def people(self) -> Iterator[str]:
        """All who were kept so."""
        return (row[0] for row in self._paged("SELECT id FROM people WHERE id > ?", ""))

    def nodes_gone(self, kind: Kind, page: Sequence[Sequence[str]]) -> None:
        """Of nodes that the source made, keep those that it has no more."""
        text = "SELECT 1 FROM things WHERE id = ?"
        rows = [(kind.name, *row, "", "", 0) for row in page if not self._has(text, row)]
        self.db.executemany("INSERT INTO gone VALUES (?, ?, ?, ?, ?)", rows)

    def relations_gone(self, relation: Relation, page: Sequence[Sequence[Any]]) -> None:
        """The same for relations: start, end, key, and whether this run has ended it before."""
        text = "SELECT 1 FROM bonds WHERE type = ? AND start = ? AND stop = ? AND mark = ?"
        name = relation.type
        rows = [(name, *row) for row in page if not self._has(text, (name, *row[:3]))]
        self.db.executemany("INSERT INTO gone VALUES (?, ?, ?, ?, ?)", rows)

    def _has(self, text: str, row: Sequence[str]) -> bool:
        return self.db.execute(text, row).fetchone() is not None

    def gone(self, name: str) -> Iterator[tuple[str, str, str]]:
        """What the source has no more, of a kind or type: start (or id), end and key."""
        text = """SELECT DISTINCT start, stop, mark FROM gone WHERE name = ? AND NOT done
          ORDER BY start, stop"""
        yield from self._paged(text, name)

    def differ(self, found: Iterable[tuple[str, str, Difference]]) -> None:
        """Keep what a source gives otherwise than the graph has it."""
        rows = [
            (None, id_, d.name, _json(d.before), _json(d.after), d.taken, row)
            for id_, row, d in found
        ]
        self.db.executemany("INSERT INTO differences VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def differences(self) -> Iterator[StagedDifference]:
        """Everything that differs, in order."""
        text = "SELECT id, name, before, after, taken, line FROM differences ORDER BY seq"
        for id_, name, before, after, taken, row in self.db.execute(text):
            values = orjson.loads(before), orjson.loads(after)
            yield StagedDifference(id_, name, *values, bool(taken), row)

    def clear(self) -> None:
        """Forget what was found in looking at the graph; it will be found anew."""
        self._flush()
        for (grade,) in self.db.execute("SELECT grade FROM findings WHERE seq > ?", (self._said,)):
            self.grades[Grade(grade)] -= 1
        self.db.execute("DELETE FROM findings WHERE seq > ?", (self._said,))
        self.db.execute("DELETE FROM differences")
        self.db.execute("DELETE FROM gone")
        self.db.execute("DELETE FROM people")

    def _paged(self, text: str, *given: str) -> Iterator[tuple[Any, ...]]:
        cursor = self.db.execute(text, given)
        while rows := cursor.fetchmany(_MANY):
            yield from rows

    def findings(self, *grades: Grade) -> Iterator[Finding]:
        """The findings, in the order in which they were made; of these grades, if any are named."""
        marks = ", ".join("?" * len(grades or tuple(Grade)))
        named = [grade.value for grade in grades or tuple(Grade)]
        yield from self._found(f"grade IN ({marks}) ORDER BY seq", named)

    def findings_in(self, file: str, sheet: str | None) -> Iterator[Finding]:
        """The findings about a file, or about a sheet of it, from the first row to the last."""
        yield from self._found("file = ? AND sheet IS ? ORDER BY line, seq", [file, sheet])

    def files(self) -> set[str]:
        """The files that anything was read of, or found in."""
        self._flush()
        of = "SELECT DISTINCT json_extract(CAST(body AS TEXT), '{}') FROM {}"
        read = of.format("$[2][0]", "things"), of.format("$[1][0]", "bonds")
        text = " UNION ".join((*read, "SELECT DISTINCT file FROM findings"))
        return {row[0] for row in self.db.execute(text)}

    def _found(self, condition: str, values: Sequence[str | None]) -> Iterator[Finding]:
        self._flush()
        text = f"""SELECT grade, code, file, line, col, sheet, message, value, expected, mend
          FROM findings WHERE {condition}"""
        for grade, code, file, line, column, sheet, *told in self.db.execute(text, values):
            yield Finding(Grade(grade), code, Place(file, line, column, sheet), *told)


def _thing(row: Sequence[Any]) -> StagedThing:
    seq, kind, key, body, id_ = row
    values, identifiers, place, partial = orjson.loads(body)
    return StagedThing(seq, Ref(kind, key), values, identifiers, Place(*place), id_, partial)


def _json(value: Any) -> bytes:
    return orjson.dumps(value)


def _row(place: Sequence[Any]) -> str:
    return said(Place(*place))


def said(place: Place) -> str:
    """A place in words: file, sheet and row."""
    parts = (place.file, place.sheet and f"sheet {place.sheet}", place.row and f"row {place.row}")
    return ", ".join(part for part in parts if part)
