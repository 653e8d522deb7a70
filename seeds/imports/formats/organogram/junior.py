"""The junior posts of an organogram: a row counts like posts under a senior one. It becomes one
post that stands for them all, with the work in them (FTE).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seeds.imports.equivalents import Equivalents
from seeds.imports.files import File
from seeds.imports.findings import missed
from seeds.imports.formats.organogram import words
from seeds.imports.formats.organogram.bodies import DEPARTMENT, ORGANISATION, UNIT, Bodies
from seeds.imports.formats.organogram.posts import Keys, Posts, amount
from seeds.imports.item import Bond, Finding, Grade, Item, Ref, Thing
from seeds.imports.records import Record, records

SUPERIOR, GRADE, TITLE = "Reporting Senior Post", "Grade", "Generic Job Title"
FTE = "Number of Posts in FTE"
COLUMNS = (DEPARTMENT, ORGANISATION, UNIT, SUPERIOR, GRADE, TITLE, FTE)
_KEPT = (
    GRADE,
    "Payscale Minimum (£)",
    "Payscale Maximum (£)",
    "Professional/Occupational Group",
)


class Juniors:
    """The junior posts of one department, under its senior ones."""

    def __init__(self, bodies: Bodies, posts: Posts, equivalents: Equivalents) -> None:
        self._bodies = bodies
        self._posts = posts
        self._equivalents = equivalents
        self._keys = Keys()

    def read(self, file: File, encoding: str | None) -> Iterator[Item]:
        """The posts of a file with their bodies and superiors."""
        count, total = 0, 0.0
        for row in records(file, COLUMNS, _KEPT, encoding=encoding):
            if isinstance(row, Finding):
                yield row
                continue
            for item in self._row(row):
                yield item
                if isinstance(item, Thing) and item.ref.kind == "Post":
                    count += 1
                    total += item.values.get("fte", 0)
        if count:
            message = f"counts posts, not people: {count:,} rows stand for {total:,.2f} FTE of them"
            yield Finding(Grade.NOTE, "JUNIORS_COUNTED", file.place(column=FTE), message)

    def _row(self, row: Record) -> Iterator[Item]:
        agency = yield from self._bodies.organisation(row)
        if agency is None or not row[TITLE]:
            yield missed(row.at(ORGANISATION if agency is None else TITLE), "a name")
            return
        unit = yield from self._bodies.unit(row, agency)
        fte = yield from amount(row, FTE)
        self._equivalents.took(row.at(GRADE), row[GRADE], words.JUNIOR)
        within = unit.key if unit else agency.key
        parts = (words.slug(row[column]) for column in (SUPERIOR, GRADE, TITLE))
        post = Ref("Post", self._keys.new("/".join((within, "junior", *parts))))
        values: dict[str, Any] = {
            "code": post.key,
            "title": row[TITLE],
            "grade": words.JUNIOR,
            "kind": "EXECUTIVE",
            "occupancy": "COUNTED",
        }
        if fte is not None:
            values["fte"] = fte
        raw = {column: row[column] for column in _KEPT if row[column]}
        yield Thing(post, values, row.place, (), raw)
        if unit:
            yield Bond("POST_IN", post, unit, row.place)
        yield from self._posts.line(post, row[SUPERIOR], row.at(SUPERIOR))
