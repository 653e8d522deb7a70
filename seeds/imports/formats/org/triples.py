"""Triples on disk, so that what is said of one thing in many places of a file comes together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from seeds.imports.formats.org.terms import TYPE
from seeds.imports.item import Place


class Node(NamedTuple):
    """What is said of a subject: a literal with its language or datatype, or a reference."""

    text: str
    reference: bool = False
    language: str = ""
    datatype: str = ""


class Triples:
    """A store in a temporary file, which goes with it."""

    def __init__(self) -> None:
        self.base = sqlite3.connect("")
        self.base.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;"
            "CREATE TABLE t (s TEXT, p TEXT, o TEXT, r INT, l TEXT, d TEXT);"
            "CREATE TABLE held (s TEXT, o TEXT, PRIMARY KEY (s, o)) WITHOUT ROWID;"
            "CREATE TABLE place (s TEXT PRIMARY KEY, file TEXT, row INT) WITHOUT ROWID;"
        )

    def close(self) -> None:
        """Forget everything."""
        self.base.close()

    def add(self, triples: Iterable[tuple[str, str, Node]], place: Place) -> None:
        """Keep triples; their subjects stand where they are met first."""
        for subject, predicate, node in triples:
            values = (subject, predicate, *node)
            self.base.execute("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", values)
            self.base.execute(
                "INSERT OR IGNORE INTO place VALUES (?, ?, ?)", (subject, place.file, place.row)
            )

    def index(self) -> None:
        """Make what was kept easy to find."""
        self.base.executescript("CREATE INDEX ts ON t (s, p); CREATE INDEX tp ON t (p, o);")

    def place(self, subject: str) -> Place | None:
        """Where a subject is met first; None where nothing is said of it."""
        asked = "SELECT file, row FROM place WHERE s = ?"
        found = self.base.execute(asked, (subject,)).fetchone()
        return found and Place(*found)

    def said(self, subject: str, *predicates: str) -> list[Node]:
        """What is said of a subject, with each predicate in turn, each once."""
        found = dict[Node, None]()
        for predicate in predicates:
            asked = "SELECT o, r, l, d FROM t WHERE s = ? AND p = ? ORDER BY rowid"
            for text, reference, language, datatype in self.base.execute(
                asked, (subject, predicate)
            ):
                found[Node(text, bool(reference), language, datatype)] = None
        return list(found)

    def hold(self, member: str, post: str) -> None:
        """Keep that somebody is known to hold a post."""
        self.base.execute("INSERT OR IGNORE INTO held VALUES (?, ?)", (member, post))

    def is_held(self, member: str, post: str) -> bool:
        """Whether that was kept."""
        asked = "SELECT 1 FROM held WHERE s = ? AND o = ?"
        return self.base.execute(asked, (member, post)).fetchone() is not None

    def predicates(self, subject: str) -> list[tuple[str, str]]:
        """The predicates of a subject, each with one of its values."""
        asked = "SELECT p, min(o) FROM t WHERE s = ? GROUP BY p"
        return [(p, o) for p, o in self.base.execute(asked, (subject,))]

    def typed(self) -> Iterator[str]:
        """All subjects with a type, in the order in which they are met."""
        asked = "SELECT s FROM t WHERE p = ? GROUP BY s ORDER BY min(rowid)"
        for (subject,) in self.base.execute(asked, (TYPE,)):
            yield subject

    def untyped(self) -> Iterator[str]:
        """Subjects without a type."""
        asked = "SELECT s FROM place WHERE s NOT IN (SELECT s FROM t WHERE p = ?)"
        for (subject,) in self.base.execute(asked, (TYPE,)):
            yield subject
