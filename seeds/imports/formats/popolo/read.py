"""Public bodies as CSV in the terms of Popolo's organisations (datasets/publicbodies).

Columns other than ``id`` and ``name`` may be absent. Ids such as ``gb/some-body`` are those of
publicbodies.org and become identifiers; others are keys within the file only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.model import Model
from seeds.imports.bodies import AGENCY, Abbreviations, Parentage, others
from seeds.imports.days import DAY_FIRST, day_at
from seeds.imports.equivalents import Equivalents
from seeds.imports.files import files
from seeds.imports.findings import ended, missed, repeated
from seeds.imports.formats.popolo.words import FIELDS, PLACELESS, SCHEMES, type_of
from seeds.imports.item import Finding, Grade, Item, Ref, Thing
from seeds.imports.left import Left
from seeds.imports.records import Record, records

_PUBLIC_BODIES = re.compile(r"[a-z]{2}/\S+")
_SEPARATOR = re.compile(r"[;|]")
_DATES = {"founding_date": "validFrom", "dissolution_date": "validTo"}
_REQUIRED = ("id", "name")
_TEXTS = {"abbreviation": "acronym", "url": "website", "source_url": "sourceRef"}
_OPTIONAL = ("other_names", "parent_id", *_DATES, *_TEXTS, *FIELDS, *PLACELESS)


def read(paths: Sequence[Path], *, model: Model, encoding: str | None = None) -> Iterator[Item]:
    """The agencies, and the bonds to their parents, which may be in another of the files."""
    reader = _Reader()
    for file in files(paths, "*.csv"):
        if isinstance(file, Finding):
            yield file
            continue
        left = Left(file.name)
        for row in records(file, _REQUIRED, _OPTIONAL, encoding=encoding):
            if isinstance(row, Finding):
                yield row
            else:
                yield from reader.row(row, left)
        yield from left.findings()
    yield from reader.parentage.conclude()
    yield from reader.equivalents.conclude()


class _Reader:
    def __init__(self) -> None:
        self.parentage = Parentage()
        self.abbreviations = Abbreviations()
        self.equivalents = Equivalents()

    def row(self, row: Record, left: Left) -> Iterator[Item]:
        """A body, with its parent."""
        missing = [column for column in _REQUIRED if not row[column]]
        for column in missing:
            yield missed(row.at(column), "a text")
        if missing:
            return
        key = row["id"]
        if key in self.parentage:
            yield repeated(row.at("id"), key)
            return
        yield from self._body(row, key, left)
        if parent := row["parent_id"]:
            yield from self.parentage.under(key, parent, row.at("parent_id"))

    def _body(self, row: Record, key: str, left: Left) -> Iterator[Item]:
        values: dict[str, str | list[str]] = {"code": key, "name": row["name"]}
        values |= {name: row[column] for column, name in _TEXTS.items() if row[column]}
        names = [name.strip() for name in _SEPARATOR.split(row["other_names"])]
        values["aliases"] = others(names, row["name"])
        yield from _dates(row, values)
        self.parentage.body(key, closed="validTo" in values)
        if short := row["abbreviation"]:
            yield from self.abbreviations.used(key, short, row.at("abbreviation"))
        tags = row["tags"].split()
        if "defunct" in tags and "validTo" not in values:
            yield _undated(row)
        values["type"] = self._type(row, tags)
        for column in PLACELESS:
            if row[column]:
                left.add(column, row.place.row)
        yield Thing(
            Ref(AGENCY, key),
            {name: value for name, value in values.items() if value},
            row.place,
            tuple(dict.fromkeys(_identifiers(key, tags))),
            {column: row[column] for column in FIELDS if row[column]},
        )

    def _type(self, row: Record, tags: list[str]) -> str:
        column, word, type_, sure = type_of(row["classification"], tags, row["name"])
        self.equivalents.took(row.at(column), word, type_, sure=sure)
        return type_


def _dates(row: Record, values: dict[str, str | list[str]]) -> Iterator[Finding]:
    for column, name in _DATES.items():
        if found := (yield from day_at(row[column], row.at(column), DAY_FIRST)):
            values |= found.values(name)
    start, end = values.get("validFrom"), values.get("validTo")
    if isinstance(start, str) and isinstance(end, str):
        yield from ended(start, end, row.at("dissolution_date"))


def _identifiers(key: str, tags: list[str]) -> Iterator[str]:
    if _PUBLIC_BODIES.fullmatch(key):
        yield f"publicbodies:{key}"
    for tag in tags:
        scheme, _, value = tag.partition(":")
        if value and scheme in SCHEMES:
            yield f"{SCHEMES[scheme]}:{value}"


def _undated(row: Record) -> Finding:
    return Finding(
        Grade.WARNING,
        "CLOSED_UNDATED",
        row.at("dissolution_date"),
        "is empty, but the body is tagged as defunct: without an end it counts as alive",
        None,
        "the day on which it ended",
        "give the date",
    )
