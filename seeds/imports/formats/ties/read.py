"""Dated ties between named bodies, with tables of aliases.

Each tie is a coordination session of two bodies on its day, so that every tie can be counted and
those of a pair add up: weighted by sessions, the network has the published weights. A session's
code is the moment and both names; the same tie at the same moment again is a session of its own,
since nothing says that it is a copy.

Bodies are those that have ties, called by the name that the tables give to what ties call them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import Model
from seeds.imports.bodies import Aliases
from seeds.imports.days import DAY_FIRST, day_at
from seeds.imports.files import files
from seeds.imports.findings import missed, shown
from seeds.imports.formats.ties.file import Holds, TieFile, told
from seeds.imports.item import Bond, Finding, Grade, Item, Place, Ref, Thing
from seeds.imports.seen import Seen
from seeds.imports.table import Row

SHARE, LEAST = 0.02, 50
"""A pair with this share of all ties, and no fewer than this many, is worth a look."""
WORDS = re.compile(
    "who|it|us|we|he|all|can|may|act|aid|art|ace|arc|cap|care|case|cat|fast|help|home|ice|map|men|"
    "now|or|pass|past|plan|rescue|safe|so|star|start|step|the|to|use|was|win|alert|ada|ini|itu|dan|"
    "di|ke|dari|yang|kami|kita|dia|apa|siapa",
    re.IGNORECASE,
)
"""Words that are also what bodies are called: who looks for names in texts finds them."""


def read(paths: Sequence[Path], *, model: Model, encoding: str | None = None) -> Iterator[Item]:
    """The bodies and their ties; tables of aliases are read first, wherever they stand."""
    tied: list[TieFile] = []
    reading = _Reading()
    for file in files(paths, "*.csv", "*.tsv", "*.txt"):
        found = file if isinstance(file, Finding) else told(file, encoding)
        if isinstance(found, Finding):
            yield found
        elif found.holds is Holds.ALIASES:
            yield from reading.aliases_of(found, encoding)
        else:
            tied.append(found)
    for each in tied:
        if each.holds is Holds.TIES:
            yield from reading.ties_of(each, encoding)
        else:
            yield from _mentions(each, encoding)
    yield from reading.concluded()


@dataclass
class _Reading:
    """What was read so far."""

    aliases: Aliases = field(default_factory=Aliases)
    bodies: Counter[str] = field(default_factory=Counter)
    """How many ties each body has."""
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: Seen = field(default_factory=Seen)
    repeats: Counter[str] = field(default_factory=Counter)
    file: str = ""

    def aliases_of(self, file: TieFile, encoding: str | None) -> Iterator[Finding]:
        """Take the aliases of a file."""
        for row in file.body(encoding):
            if isinstance(row, Finding):
                yield row
                continue
            alias, name = _cell(row, file.first), _cell(row, file.second)
            place = file.file.place(row.number, file.column(file.first))
            if alias and name:
                self.aliases.add(alias, name, place)
            else:
                text = "lacks the alias or the name: the row is left out"
                yield _wrong("VALUE_MISSING", place, text, shown(" | ".join(row.cells)), "both")

    def ties_of(self, file: TieFile, encoding: str | None) -> Iterator[Item]:
        """The ties of a file, and each body where it stands first."""
        self.file = file.file.name
        for row in file.body(encoding):
            if isinstance(row, Finding):
                yield row
            else:
                yield from self._tie(file, row)

    def _tie(self, file: TieFile, row: Row) -> Iterator[Item]:
        place = file.file.place(row.number)
        ends: list[str] = []
        for column in (file.first, file.second):
            called = _cell(row, column)
            there = place.at(file.column(column))
            name = self.aliases.name(called) if called else None
            if not called:
                yield missed(there, "a name", "the tie is left out")
            elif name is None:
                text = f"{called!r} is an alias of several names: the tie is left out"
                yield _wrong("ALIAS_AMBIGUOUS", there, text, called, "a name of one body")
            else:
                ends.append(name)
        text = _cell(row, file.date)
        there = place.at(file.column(file.date))
        on = yield from day_at(text, there, DAY_FIRST)
        if not text:
            yield missed(there, "a date", "the tie is left out")
        if len(ends) < 2 or on is None:
            return
        if ends[0] == ends[1]:
            said = f"ties {ends[0]!r} to itself: it is left out"
            yield _wrong("TIE_TO_ITSELF", place, said, shown(" | ".join(row.cells)), "two bodies")
            return
        yield from self._session(place, ends, text, on.first)

    def _session(self, place: Place, ends: Sequence[str], moment: str, on: str) -> Iterator[Item]:
        one, two = sorted(ends)
        self.pairs[one, two] += 1
        code = f"{moment}|{one}|{two}"
        before = self.seen.first(code, place.row or 0)
        if before is not None:
            self.repeats[code] += 1
            text = f"has the same names and moment as row {before}: it counts as another one"
            mend = "take it out, if it is a copy"
            yield Finding(Grade.WARNING, "TIE_REPEATED", place, text, code, "each once", mend)
            code += f"|{self.repeats[code] + 1}"
        session = Ref("CoordinationSession", code)
        values = {
            "code": code,
            "topic": f"{one} \u2013 {two}",
            "date": on,
            "mode": "UNKNOWN",
            "synthetic": False,
            "source": place.file,
        }
        yield Thing(session, values, place)
        for name in ends:
            yield from self._body(name, place)
            told = {"capacity": "PARTICIPANT", "source": place.file}
            yield Bond("ATTENDED", Ref("Agency", name), session, place, told)

    def _body(self, name: str, place: Place) -> Iterator[Item]:
        self.bodies[name] += 1
        if self.bodies[name] > 1:
            return
        aliases = self.aliases.by_name.get(name, [])
        values = {"code": name, "name": name, "type": "UNKNOWN", "source": place.file}
        yield Thing(Ref("Agency", name), {**values, "aliases": [*aliases]}, place)
        if self.aliases.rows and not self.aliases.knows(name):
            text = f"{name!r} is in no table of aliases: it stands for itself"
            yield Finding(Grade.NOTE, "NAME_WITHOUT_ALIAS", place, text, name)

    def concluded(self) -> Iterator[Finding]:
        """What is to be known when all is read."""
        yield from self.aliases.findings(set(self.bodies))
        total = sum(self.pairs.values())
        for (one, two), count in self.pairs.most_common():
            if count < LEAST or count < SHARE * total:
                break
            words = [name for name in (one, two) if WORDS.fullmatch(name)]
            text = f"{one} and {two} have {count:,} of {total:,} ties, {count / total:.1%}"
            if words:
                text += f"; {words[0]} is a common word too, so that these may be false matches"
            place = Place(self.file)
            yield Finding(Grade.NOTE, "TIES_CONCENTRATED", place, text, f"{one} \u2013 {two}")
        for name, count in self.bodies.most_common():
            if WORDS.fullmatch(name):
                text = f"{name} has {count:,} ties and is a common word too: is it meant?"
                yield Finding(Grade.NOTE, "NAME_IS_A_WORD", Place(self.file), text, name)


def _mentions(file: TieFile, encoding: str | None) -> Iterator[Finding]:
    """A note that a file holds no ties, with how many rows it has."""
    found = list(file.body(encoding))
    count = sum(isinstance(row, Row) for row in found)
    yield from (row for row in found if isinstance(row, Finding))
    text = f"has {file.holds.value} and no ties: its {count:,} rows are left out"
    yield Finding(Grade.NOTE, "FILE_WITHOUT_TIES", file.file.place(), text)


def _cell(row: Row, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def _wrong(code: str, place: Place, text: str, value: str, expected: str) -> Finding:
    return Finding(Grade.ERROR, code, place, text, value, expected, "mend the row")
