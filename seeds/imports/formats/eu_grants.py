"""Grants of EU framework programmes, as the Research Council of Norway publishes them.

A row is one organisation's participation in one project. Organisations are told apart by their
number in the Norwegian register of legal entities; projects by theirs at the Commission.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.model import Model
from seeds.imports.days import DAY_FIRST, day, day_at
from seeds.imports.files import files
from seeds.imports.findings import shown
from seeds.imports.item import Bond, Finding, Grade, Item, Ref, Thing
from seeds.imports.records import Record, records

NUMBER, NAME, SHORT = "Organisasjonsnummer", "Organisasjonsnavn", "Kortnavn"
PROJECT, TITLE, CALLED = "Prosjektnr", "Prosjektnavn", "Prosjektkortnavn"
ROLE, STATUS = "Organisasjon rolle", "Kontraktstatus"
START, END = "Kontrakt startdato", "Kontrakt sluttdato"
SECTOR, SECTOR_NAME = "FoU sektorkode", "FoU sektor"
REQUIRED = (NUMBER, NAME, PROJECT, TITLE, ROLE, STATUS, START, END)
OPTIONAL = (SHORT, CALLED, SECTOR, SECTOR_NAME)
ROLES = {"COORDINATOR": "LEAD", "PARTICIPANT": "PARTNER"}
STATUSES = {"SIGNED": "ACTIVE", "CLOSED": "ENDED"}
FIELDS = "fields.csv"
UNKNOWN = "ukjent"
SOURCE = "Norges forskningsråd, bevilgninger fra EU"
SCHEME = "NO-BRC"
"""The register's name in the list of org-id.guide."""


def read(paths: Sequence[Path], *, model: Model, encoding: str | None = None) -> Iterator[Item]:
    """Organisations, projects, sectors, and who takes part in what.

    Participations of organisations without a number are errors and kept apart: nobody knows whether
    two of them are one. Their projects are there all the same.
    """
    reading = _Reading()
    for file in files(paths, "*.csv"):
        if isinstance(file, Finding):
            yield file
        elif file.path.name == FIELDS:
            text = "is left out: it tells of the columns"
            yield Finding(Grade.NOTE, "FILE_LEFT_OUT", file.place(), text)
        else:
            for record in records(file, REQUIRED, OPTIONAL, encoding=encoding):
                yield from (record,) if isinstance(record, Finding) else reading.row(record)


@dataclass
class _Reading:
    """What was read so far: one entry an organisation, project, sector and participation."""

    organisations: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    sectors: dict[str, list[str]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    projects: dict[str, tuple[str | None, ...]] = field(default_factory=dict)
    taken: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def row(self, record: Record) -> Iterator[Item]:
        """The items of a row."""
        project = record.cells.get(PROJECT)
        if project is None:
            yield _missing(record, PROJECT, "without it nobody knows what the row is about")
            return
        yield from self._project(record, project)
        number = record.cells.get(NUMBER)
        if number is None:
            text = "is missing: the participation is kept apart, since nobody knows whose it is"
            yield _missing(record, NUMBER, text, "ORGANISATION_NUMBER_MISSING")
            return
        yield from self._organisation(record, number)
        yield from self._sector(record, number)
        yield from self._participation(record, number, project)

    def _project(self, record: Record, number: str) -> Iterator[Item]:
        cells = record.cells
        told = tuple(cells.get(name) for name in (TITLE, STATUS, START, END))
        before = self.projects.setdefault(number, told)
        if before is not told:
            if before != told:
                text = f"tells project {number} otherwise than a row before: that one counts"
                yield _doubtful(record, PROJECT, "PROJECT_DIFFERS", text, "the same in all rows")
            return
        values: dict[str, Any] = {"code": number, "source": SOURCE}
        title = cells.get(TITLE) or cells.get(CALLED)
        if title is None:
            text = f"is missing: the project is named by its number, {number}"
            yield _doubtful(record, TITLE, "NAME_MISSING", text, "a title")
        values["name"] = title or number
        if called := cells.get(CALLED):
            values["description"] = called
        values["status"] = STATUSES.get(cells.get(STATUS, ""), "UNKNOWN")
        if values["status"] == "UNKNOWN":
            text = "is no known status: it is read as UNKNOWN"
            yield _doubtful(record, STATUS, "STATUS_UNKNOWN", text, "SIGNED or CLOSED")
        for name, column in (("startDate", START), ("endDate", END)):
            found = yield from day_at(record[column], record.at(column), DAY_FIRST)
            values |= found.values(name) if found else {}
        yield Thing(Ref("Initiative", number), values, record.place)

    def _organisation(self, record: Record, number: str) -> Iterator[Item]:
        name = record.cells.get(NAME) or number
        before = self.organisations.setdefault(number, name)
        if before != name:
            text = f"names organisation {number}, which is {before!r} in a row before"
            yield _doubtful(record, NAME, "NAME_DIFFERS", text, "one name a number")
        if before is not name:
            return
        other = self.numbers.setdefault(name, number)
        if other != number:
            text = f"is the name of {other} as well: both are kept"
            yield Finding(Grade.NOTE, "NAME_SHARED", record.at(NAME), text, name)
        values = {"code": number, "name": name, "type": "UNKNOWN", "source": SOURCE}
        short = record.cells.get(SHORT, UNKNOWN)
        if short != UNKNOWN:
            values["acronym"] = short
        yield Thing(Ref("Agency", number), values, record.place, (f"{SCHEME}:{number}",))

    def _sector(self, record: Record, number: str) -> Iterator[Item]:
        code = record.cells.get(SECTOR)
        several = self.sectors.setdefault(number, [])
        if code is None or code == UNKNOWN or code in several:
            return
        several.append(code)
        position = len(several)
        ref = Ref("Sector", f"fou-{code}")
        if code not in self.named:
            self.named.add(code)
            name = record.cells.get(SECTOR_NAME, code)
            values = {"code": ref.key, "name": name, "scheme": "OTHER", "source": SOURCE}
            yield Thing(ref, values, record.at(SECTOR))
        if position > 1:
            text = f"is another sector of {number}: its first one stays the primary one"
            yield _doubtful(record, SECTOR, "SECTOR_DIFFERS", text, "one sector a number")
        told = {"primary": position == 1, "position": position, "source": SOURCE}
        organisation = Ref("Agency", number)
        yield Bond("IN_SECTOR", organisation, ref, record.at(SECTOR), told)

    def _participation(self, record: Record, number: str, project: str) -> Iterator[Item]:
        said = record.cells.get(ROLE, "")
        role = ROLES.get(said)
        if role is None:
            text = "is no known role: it is read as PARTNER"
            yield _doubtful(record, ROLE, "ROLE_UNKNOWN", text, " or ".join(ROLES))
            role = "PARTNER"
        row = record.place.row or 0
        before = self.taken.setdefault((number, project, role), row)
        if before != row:
            text = f"organisation {number} is {role} of project {project} in row {before} already"
            yield _doubtful(record, ROLE, "PARTICIPATION_REPEATED", f"{text}: kept once", "once")
            return
        values: dict[str, Any] = {"role": role, "source": SOURCE}
        if start := day(record[START]).value:
            values |= start.values("from")
        if end := day(record[END]).value:  # what is wrong with both is told with the project
            values |= {**end.values("to"), "to": end.after}
        ends = Ref("Agency", number), Ref("Initiative", project)
        yield Bond("PARTICIPATES_IN", *ends, record.place, values)


def _missing(record: Record, column: str, text: str, code: str = "VALUE_MISSING") -> Finding:
    place = record.at(column)
    told = shown(" | ".join(record[name] for name in (NAME, PROJECT, ROLE)))
    mend = f"fill in {column}"
    return Finding(Grade.ERROR, code, place, text, told, "a number", mend)


def _doubtful(record: Record, column: str, code: str, text: str, expected: str) -> Finding:
    place = record.at(column)
    return Finding(
        Grade.WARNING, code, place, text, record.cells.get(column), expected, f"mend {column}"
    )
