"""The posts of one department's organogram by reference, and who reports to whom among them."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from seeds.imports.formats.organogram.words import HIGHEST, folded, is_nothing, is_top
from seeds.imports.item import Bond, Finding, Grade, Item, Place, Ref
from seeds.imports.numbers import number
from seeds.imports.records import Record

VALID = "Valid?"


class Posts:
    """References are those of a pair of files; a superior may come after those below."""

    def __init__(self) -> None:
        self._by_reference: dict[str, list[tuple[str, Ref]]] = {}
        self._waiting: list[tuple[Ref, str, Place]] = []

    def has(self, reference: str) -> bool:
        """Whether there is a post of this reference."""
        return folded(reference) in self._by_reference

    def add(self, reference: str, grade: str, ref: Ref) -> None:
        """There is such a post."""
        self._by_reference.setdefault(folded(reference), []).append((grade, ref))

    def reports(self, post: Ref, reference: str, place: Place) -> None:
        """A post reports to the post of a reference."""
        self._waiting.append((post, reference, place))

    def conclude(self) -> Iterator[Item]:
        """The lines of reporting, once all posts of the file are there."""
        waiting, self._waiting = self._waiting, []
        tops: list[tuple[str, Place]] = []
        for post, reference, place in waiting:
            if is_top(reference):
                tops.append((reference, place))
            yield from self.line(post, reference, place)
        for reference, place in tops[1:]:
            first = tops[0][1]
            message = f"is a top post, and so is that of line {first.row}: both are kept"
            mend = "name the superior of all top posts but one, if they have one"
            yield Finding(
                Grade.NOTE, "TOP_POSTS_SEVERAL", place, message, reference, "one top post", mend
            )

    def line(self, post: Ref, reference: str, place: Place) -> Iterator[Item]:
        """One line of reporting, or why there is none."""
        if is_top(reference):
            return
        found = self._by_reference.get(folded(reference), [])
        above = [each for each in found if each[1] != post]
        if not found:
            yield _missing(reference, place)
        elif not above:
            yield _itself(reference, place)
        else:
            grade, superior = min(above, key=lambda each: HIGHEST.index(each[0]))
            yield Bond("REPORTS_TO", post, superior, place, {"kind": "PRIMARY"})
            if len(above) > 1:
                yield _several(reference, place, grade, len(above))


def _missing(reference: str, place: Place) -> Finding:
    if is_nothing(reference):
        message = "names no superior: the post is kept, and reports to nobody"
        return Finding(
            Grade.WARNING,
            "SUPERIOR_MISSING",
            place,
            message,
            reference,
            "the reference of a senior post, or XX for a top post",
            "name the superior",
        )
    return Finding(
        Grade.ERROR,
        "SUPERIOR_UNKNOWN",
        place,
        "is no post of the file: the post is kept, and reports to nobody",
        reference,
        "the reference of a senior post, or XX for a top post",
        "add the superior's row, or mend the reference",
    )


def _itself(reference: str, place: Place) -> Finding:
    return Finding(
        Grade.WARNING,
        "SUPERIOR_ITSELF",
        place,
        "is the post itself: the post is kept, and reports to nobody",
        reference,
        "the reference of another post, or XX for a top post",
        "write XX if it is a top post; else name the superior",
    )


def _several(reference: str, place: Place, grade: str, count: int) -> Finding:
    return Finding(
        Grade.WARNING,
        "SUPERIOR_AMBIGUOUS",
        place,
        f"is the reference of {count} posts: the first of the highest grade, {grade}, is taken",
        reference,
        "a reference of one post",
        "give each post its own reference",
    )


class Keys:
    """Keys that are given once; who wants the same again has a number behind it."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def new(self, key: str) -> str:
        """The key, or the key with the next number."""
        self._given[key] = self._given.get(key, 0) + 1
        if self._given[key] == 1:
            return key
        return self.new(f"{key}-{self._given[key]}")


def amount(row: Record, column: str) -> Generator[Finding, None, float | None]:
    """The work in a row's posts, in full-time equivalents; None with a finding where it says
    none.
    """
    found = number(row[column], english=True)
    if found.value is None or found.doubts or found.value < 0:
        message = "is no amount: the post is kept without it"
        expected, mend = "full-time equivalents such as 0.6", "give an amount"
        yield Finding(
            Grade.ERROR, "FTE_UNREADABLE", row.at(column), message, row[column], expected, mend
        )
        return None
    return found.value


def valid(row: Record) -> Iterator[Finding]:
    """A finding where a row says itself that it is not valid."""
    if row[VALID] not in ("", "1", "1.0"):
        message = "marks the row as not valid: it is kept"
        mend = "check the row's other cells"
        yield Finding(Grade.WARNING, "ROW_NOT_VALID", row.at(VALID), message, row[VALID], "1", mend)
