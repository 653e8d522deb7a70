"""The senior posts of an organogram: a row says who holds which post.

Rows of one reference with the same title, unit and superior are one post that people share; with
others they are posts of their own, as the reference was used twice. A reference such as 0 is none.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from seeds.imports.equivalents import Equivalents
from seeds.imports.files import File
from seeds.imports.findings import missed
from seeds.imports.formats.organogram import words
from seeds.imports.formats.organogram.bodies import DEPARTMENT, ORGANISATION, UNIT, Bodies
from seeds.imports.formats.organogram.holders import NAME, Holders, occupancy, state
from seeds.imports.formats.organogram.posts import VALID, Keys, Posts, amount, valid
from seeds.imports.item import Bond, Finding, Grade, Item, Ref, Thing
from seeds.imports.left import Left
from seeds.imports.records import Record, records

REFERENCE, TITLE, GRADE = "Post Unique Reference", "Job Title", "Grade"
SUPERIOR, FTE = "Reports to Senior Post", "FTE"
COLUMNS = (REFERENCE, NAME, GRADE, TITLE, DEPARTMENT, ORGANISATION, UNIT, SUPERIOR, FTE)
_KEPT = (GRADE, "Job/Team Function", "Professional/Occupational Group", "Notes")
_LEFT = (
    "Contact Phone",
    "Contact E-mail",
    "Salary Cost of Reports (£)",
    "Actual Pay Floor (£)",
    "Actual Pay Ceiling (£)",
)
"""Left out, as they lead to people and their pay."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A row, the agency and unit that it stands in, and what makes its post one with another's."""

    row: Record
    agency: Ref
    unit: Ref | None

    @property
    def post(self) -> tuple[str | None, ...]:
        row = self.row
        texts = (words.folded(row[column]) for column in (REFERENCE, TITLE, SUPERIOR))
        alone = None if words.is_reference(row[REFERENCE]) else str(row.place.row)
        return (*texts, self.unit.key if self.unit else self.agency.key, alone)


class Seniors:
    """The senior posts of one department."""

    def __init__(self, bodies: Bodies, posts: Posts, equivalents: Equivalents) -> None:
        self._bodies = bodies
        self._posts = posts
        self._equivalents = equivalents
        self._holders = Holders()
        self._keys = Keys()
        self._known: dict[tuple[str | None, ...], Ref] = {}

    def read(self, file: File, encoding: str | None) -> Iterator[Item]:
        """The posts of a file with their bodies, holders and superiors."""
        left = Left(file.name)
        optional = (*_KEPT, *_LEFT, VALID)
        found = records(file, COLUMNS, optional, encoding=encoding)
        for _, group in groupby(found, key=_reference):
            shared: dict[tuple[str | None, ...], list[_Place]] = {}
            for row in group:
                if isinstance(row, Finding):
                    yield row
                elif placed := (yield from self._placed(row, left)):
                    shared.setdefault(placed.post, []).append(placed)
            for identity, places in shared.items():
                yield from self._post(identity, places)
        yield from self._posts.conclude()
        yield from left.findings()

    def _placed(self, row: Record, left: Left) -> Generator[Item, None, _Place | None]:
        yield from valid(row)
        agency = yield from self._bodies.organisation(row)
        if agency is None:
            yield missed(row.at(ORGANISATION), "the name of a body")
            return None
        if not row[TITLE]:
            message = f"is empty: the post is called {_title(row)}"
            mend = "give the post a title"
            yield Finding(
                Grade.WARNING, "TITLE_MISSING", row.at(TITLE), message, None, "a title", mend
            )
        for column in _LEFT:
            if row[column]:
                left.add(column, row.place.row)
        unit = yield from self._bodies.unit(row, agency)
        return _Place(row, agency, unit)

    def _post(self, identity: tuple[str | None, ...], places: list[_Place]) -> Iterator[Item]:
        first, row = places[0], places[0].row
        shares = []
        for each in places:
            shares.append((yield from amount(each.row, FTE)))
        post = self._known.get(identity)
        if post is None:
            key = yield from self._key(first)
            post = self._known[identity] = Ref("Post", key)
            yield from self._new(post, places, sum(share or 0 for share in shares))
        else:
            yield _apart(row)
        if len(places) > 1:
            yield _shared(places[1].row, len(places), sum(share or 0 for share in shares))
        person = f"{first.agency.key}/{words.slug(row[REFERENCE])}"
        if not words.is_reference(row[REFERENCE]):
            person = post.key
        for each, share in zip(places, shares, strict=True):
            yield from self._holders.holds(each.row, person, post, share)

    def _key(self, placed: _Place) -> Generator[Item, None, str]:
        row = placed.row
        reference = row[REFERENCE]
        if not words.is_reference(reference):
            message = "is no reference: the post is known by its title and place only"
            mend = "give the post a reference of its own"
            place = row.at(REFERENCE)
            yield Finding(
                Grade.WARNING, "REFERENCE_MISSING", place, message, reference, "a reference", mend
            )
            start = f"{placed.agency.key}/{words.slug(_title(row))}/{words.slug(row[SUPERIOR])}"
            return self._keys.new(start)
        if self._posts.has(reference):
            yield _reused(row)
        return self._keys.new(f"{placed.agency.key}/{words.slug(reference)}")

    def _new(self, post: Ref, places: list[_Place], fte: float) -> Iterator[Item]:
        row, unit = places[0].row, places[0].unit
        grade = words.GRADES.get(row[GRADE].upper())
        self._equivalents.took(
            row.at(GRADE), row[GRADE], grade or words.LOWEST_SENIOR, sure=grade is not None
        )
        grade = grade or words.LOWEST_SENIOR
        values: dict[str, Any] = {"code": post.key, "title": _title(row), "grade": grade}
        values["kind"] = "MANAGERIAL"
        if fte:
            values["fte"] = round(fte, 6)
        if held := occupancy([each.row for each in places]):
            values["occupancy"] = held
        yield Thing(post, values, row.place, (), _raw(row))
        if unit:
            yield Bond("POST_IN", post, unit, row.place)
        if words.is_reference(row[REFERENCE]):
            self._posts.add(row[REFERENCE], grade, post)
        self._posts.reports(post, row[SUPERIOR], row.at(SUPERIOR))


def _reference(row: Record | Finding) -> str | None:
    return None if isinstance(row, Finding) else words.folded(row[REFERENCE])


def _title(row: Record) -> str:
    return row[TITLE] or f"Post {row[REFERENCE]}".strip()


def _raw(row: Record) -> Mapping[str, str]:
    kept = {column: row[column] for column in _KEPT if row[column]}
    return {**kept, NAME: row[NAME]} if state(row) and row[NAME] else kept


def _shared(row: Record, count: int, fte: float) -> Finding:
    message = f"is the reference of {count} rows of one post: it is shared, {fte:g} FTE together"
    return Finding(Grade.NOTE, "POST_SHARED", row.at(REFERENCE), message, row[REFERENCE])


def _apart(row: Record) -> Finding:
    message = (
        "is a post of an earlier row, shared: the work in it is counted as there, "
        f"without the {row[FTE]} FTE of this row"
    )
    mend = "put the rows of one post together"
    return Finding(
        Grade.WARNING, "POST_SHARED_APART", row.at(REFERENCE), message, row[REFERENCE], "once", mend
    )


def _reused(row: Record) -> Finding:
    return Finding(
        Grade.WARNING,
        "REFERENCE_REUSED",
        row.at(REFERENCE),
        "is the reference of another post: this one is kept beside it",
        row[REFERENCE],
        "a reference of one post, or rows of the same title, unit and superior",
        "give each post its own reference",
    )
