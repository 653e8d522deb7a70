"""GOV.UK organisations (openregister/government-organisation-data).

The list (JSON lines) decides which bodies there are, what they are called, which are closed and
who stands under whom. The registers (TSV) beside it add names, abbreviations and dates. A body is
keyed by its slug, as parents are named by it. One of the registers that the list does not have is
read from them.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from graph.model import Model
from seeds.imports.bodies import AGENCY, Abbreviations, Names, Parentage, others
from seeds.imports.days import day
from seeds.imports.equivalents import Equivalents
from seeds.imports.files import File, files
from seeds.imports.findings import missed, repeated, shown
from seeds.imports.formats.govuk import life as lives
from seeds.imports.formats.govuk.registers import NAMES, Entry, Registers
from seeds.imports.item import Finding, Grade, Item, Place, Ref, Thing
from seeds.imports.json_lines import Object, objects

TYPES = {
    "Ministerial department": "MINISTRY",
    "Non-ministerial department": "NON_MINISTERIAL",
    "Executive agency": "NON_MINISTERIAL",
    "Executive office": "NON_MINISTERIAL",
    "Civil Service": "NON_MINISTERIAL",
    "Sub-organisation": "NON_MINISTERIAL",
    "Executive non-departmental public body": "INDEPENDENT",
    "Advisory non-departmental public body": "INDEPENDENT",
    "Tribunal non-departmental public body": "INDEPENDENT",
    "Independent monitoring body": "INDEPENDENT",
    "Ad-hoc advisory group": "INDEPENDENT",
    "Court": "STATE_INSTITUTION",
    "Public corporation": "STATE_ENTERPRISE",
    "Devolved administration": "REGIONAL_GOVERNMENT",
}
OTHERWISE = "NON_MINISTERIAL"
_LOGO = "logo_formatted_name"
_PARENTS, _CHILDREN = "parent_organisations", "child_organisations"


def read(paths: Sequence[Path], *, model: Model, encoding: str | None = None) -> Iterator[Item]:
    """The agencies, and the bonds to their parents."""
    reader = _Reader()
    lists: list[File] = []
    for file in files(paths, "*.jsonl", *NAMES):
        if isinstance(file, Finding):
            yield file
        elif file.path.name in NAMES:
            yield from reader.registers.read(file, encoding)
        else:
            lists.append(file)
    for file in lists:
        for record in objects(file, encoding):
            if isinstance(record, Finding):
                yield record
            else:
                yield from reader.listed(record)
                yield from record.found
    yield from reader.conclude()


class _Reader:
    def __init__(self) -> None:
        self.registers = Registers()
        self.parentage = Parentage()
        self.abbreviations = Abbreviations()
        self.names = Names()
        self.equivalents = Equivalents()
        self.one_sided: dict[tuple[str, str], Place | None] = {}
        """Children and parents of whom one names the other, with the place if it is the parent."""
        self.end: Place | None = None

    def listed(self, record: Object) -> Iterator[Item]:
        """A body of the list, with its parents."""
        key = record.text("details", "slug") or _slug(record)
        name = record.text("title")
        missing = [record.at(what) for what, text in (("id", key), ("title", name)) if not text]
        for place in missing:
            yield missed(place, "a text")
        if missing:
            return
        if key in self.parentage:
            yield repeated(record.at("id"), key)
            return
        yield from self._body(record, key, name)
        for parent in _named(record, _PARENTS):
            yield from self.parentage.under(key, parent, record.at(_PARENTS))
            self._said(key, parent, None)
        for child in _named(record, _CHILDREN):
            self._said(child, key, record.at(_CHILDREN))

    def _body(self, record: Object, key: str, name: str) -> Iterator[Item]:
        identifier = record.text("analytics_identifier")
        entry = self.registers.entries.pop(identifier, Entry())
        life = yield from lives.life(record, entry)
        self.parentage.body(key, closed=life.closed)
        if "validTo" in life.values:
            self.end = self.end or entry.places.get("end", record.at("details", "closed_at"))
        short = yield from self._short(record.text("details", "abbreviation"), entry, key, record)
        names = yield from _names(record, entry, name)
        aliases = others([*names, *short[1:]], name)
        self.names.called(key, name, aliases, record.at("details", _LOGO))
        format_ = record.text("format")
        type_ = TYPES.get(format_, OTHERWISE)
        self.equivalents.took(record.at("format"), format_, type_, sure=format_ in TYPES)
        values = {
            "code": key,
            "name": name,
            "acronym": short[0] if short else None,
            "aliases": aliases,
            "type": type_,
            "website": record.text("web_url") or entry.website,
            **life.values,
        }
        if updated := day(record.text("updated_at")).value:
            values["sourceDate"] = updated.first
        raw = {"format": format_, "govuk_status": record.text("details", "govuk_status")}
        yield _thing(key, identifier, values, record.place, raw)

    def _short(
        self, listed: str, entry: Entry, key: str, record: Object
    ) -> Generator[Finding, None, list[str]]:
        more = others(entry.abbreviations, listed)
        if more:
            message = f"is not the list's abbreviation of {key}: it is kept in capitals"
            where = entry.places["abbreviation"]
            yield Finding(Grade.NOTE, "ABBREVIATION_ADDED", where, message, ", ".join(more))
        found = [listed] if listed else []
        found += [text.upper() for text in more]
        for short in found:
            place = record.at("details", "abbreviation")
            yield from self.abbreviations.used(key, short, place)
        return found

    def _said(self, child: str, parent: str, by_parent: Place | None) -> None:
        if (child, parent) in self.one_sided:
            del self.one_sided[child, parent]
        else:
            self.one_sided[child, parent] = by_parent

    def conclude(self) -> Iterator[Item]:
        """Bodies that only the registers have, and what is known at the end only."""
        for identifier, entry in self.registers.entries.items():
            yield from self._registered(identifier, entry)
        for (child, parent), place in self.one_sided.items():
            if place:
                yield from self._one_sided(child, parent, place)
        yield from self.parentage.conclude()
        yield from self.names.conclude()
        yield from self.equivalents.conclude()
        if self.end:
            yield lives.exclusive(self.end)

    def _one_sided(self, child: str, parent: str, place: Place) -> Iterator[Item]:
        if child in self.parentage:
            message = f"is named by {parent}, but does not name it as its parent: it is kept"
            mend = "name the parent in the child's row, or remove the child here"
            yield Finding(Grade.WARNING, "PARENT_ONE_SIDED", place, message, child, "both", mend)
            yield from self.parentage.under(child, parent, place)
        else:
            message = f"is in no row: {parent} has no such part"
            expected = "the id of a body in these files"
            mend = "add the body, or mend the id"
            yield Finding(Grade.ERROR, "CHILD_UNKNOWN", place, message, child, expected, mend)

    def _registered(self, identifier: str, entry: Entry) -> Iterator[Item]:
        place = entry.place
        key = entry.slug or entry.website.rstrip("/").rpartition("/")[2] or identifier.lower()
        if not entry.names:
            message = "is no body of the list or the register of bodies: it is left out"
            expected, mend = "the identifier of a body", "mend it, or add the body"
            yield Finding(Grade.ERROR, "ENTRY_UNKNOWN", place, message, identifier, expected, mend)
            return
        if key in self.parentage:
            yield repeated(place, key)
            return
        life = yield from lives.registered(entry)
        self.parentage.body(key, closed=life.closed)
        self.equivalents.took(place.at("format"), "", OTHERWISE, sure=False)
        name, *names = entry.names
        short = [text.upper() for text in entry.abbreviations]
        for text in short:
            yield from self.abbreviations.used(key, text, entry.places["abbreviation"])
        values = {
            "code": key,
            "name": name,
            "acronym": short[0] if short else None,
            "aliases": others([*names, *short[1:]], name),
            "type": OTHERWISE,
            "website": entry.website,
            **life.values,
        }
        yield _thing(key, identifier, values, place, {})


def _thing(
    key: str,
    identifier: str,
    values: dict[str, str | list[str] | None],
    place: Place,
    raw: dict[str, str],
) -> Thing:
    known = (f"govuk:{identifier}",) if identifier else ()
    return Thing(
        Ref(AGENCY, key),
        {name: value for name, value in values.items() if value},
        place,
        (*known, f"govuk-slug:{key}"),
        {name: text for name, text in raw.items() if text},
    )


def _names(record: Object, entry: Entry, name: str) -> Generator[Finding, None, list[str]]:
    """Further names: as on the logo, over several lines, and as in the register."""
    details = record.content.get("details")
    written = details.get(_LOGO) if isinstance(details, dict) else None
    logo = record.text("details", _LOGO)
    if isinstance(written, str) and len(written.strip().splitlines()) > 1:
        message = "has line breaks: it is read in one line"
        place = record.at("details", _LOGO)
        yield Finding(Grade.NOTE, "NAME_BROKEN", place, message, shown(written))
    if more := others(entry.names, name):
        message = f"differs from the list's name, {name!r}: it is kept as an alias"
        yield Finding(Grade.NOTE, "NAME_DIFFERS", entry.places["name"], message, "; ".join(more))
    return [logo, *entry.names]


def _named(record: Object, column: str) -> list[str]:
    """The slugs of other bodies that a body names."""
    slugs = [_slug(each) for each in record.objects(column)]
    if "" in slugs:
        message = "names a body without an id: that one is left out"
        place, mend = record.at(column), "give its id"
        record.found.append(
            Finding(Grade.ERROR, "PARENT_NAMELESS", place, message, None, "an id", mend)
        )
    return [slug for slug in dict.fromkeys(slugs) if slug]


def _slug(record: Object) -> str:
    return record.text("id").rstrip("/").rpartition("/")[2]
