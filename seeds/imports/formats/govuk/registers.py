"""The registers beside the list of GOV.UK organisations: names, dates and abbreviations by the
identifier that the list has too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from seeds.imports.days import DAY_FIRST, Day, day_at
from seeds.imports.files import File
from seeds.imports.findings import missed
from seeds.imports.item import Finding, Grade, Place
from seeds.imports.records import Record, records

ID = "government-organisation"
BODIES = f"{ID}.tsv"
ABBREVIATIONS = "abbreviation.tsv"
SLUGS = "govuk.tsv"
NAMES = (BODIES, ABBREVIATIONS, SLUGS)
_COLUMNS = {
    BODIES: (ID, "name", "website", "start-date", "end-date"),
    ABBREVIATIONS: ("abbreviation", ID),
    SLUGS: ("govuk", ID),
}


@dataclass(slots=True)
class Entry:
    """What the registers say of a body; ``places`` has where each of it stands."""

    place: Place = field(default_factory=lambda: Place(BODIES))
    names: list[str] = field(default_factory=list)
    website: str = ""
    slug: str = ""
    abbreviations: list[str] = field(default_factory=list)
    start: Day | None = None
    end: Day | None = None
    places: dict[str, Place] = field(default_factory=dict)


class Registers:
    """Entries by identifier. They are small, and read before the list."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}

    def read(self, file: File, encoding: str | None) -> Iterator[Finding]:
        """Take in the register of this name."""
        taken = {BODIES: self._body, ABBREVIATIONS: self._abbreviation, SLUGS: self._slug}
        for row in records(file, _COLUMNS[file.path.name], encoding=encoding, delimiter="\t"):
            if isinstance(row, Finding):
                yield row
            elif not row[ID]:
                yield missed(row.at(ID), "an identifier such as D10")
            else:
                entry = self.entries.setdefault(row[ID], Entry(row.at(ID)))
                yield from taken[file.path.name](entry, row)

    def _body(self, entry: Entry, row: Record) -> Iterator[Finding]:
        if entry.names:
            yield Finding(
                Grade.WARNING,
                "ENTRY_REPEATED",
                row.at(ID),
                "has an earlier row: its name is kept as another one, dates that it lacked too",
                row[ID],
                "one row a body",
                "remove the row that is out of date",
            )
        if row["name"]:
            entry.names.append(row["name"])
        entry.website = entry.website or row["website"]
        entry.places.setdefault("name", row.at("name"))
        for column in ("start-date", "end-date"):
            found = yield from day_at(row[column], row.at(column), DAY_FIRST)
            if found is not None:
                name = column.partition("-")[0]
                setattr(entry, name, getattr(entry, name) or found)
                entry.places.setdefault(name, row.at(column))

    def _abbreviation(self, entry: Entry, row: Record) -> Iterator[Finding]:
        if row["abbreviation"]:
            entry.abbreviations.append(row["abbreviation"])
            entry.places.setdefault("abbreviation", row.at("abbreviation"))
        yield from ()

    def _slug(self, entry: Entry, row: Record) -> Iterator[Finding]:
        entry.slug = row["govuk"]
        entry.places.setdefault("slug", row.at("govuk"))
        yield from ()
