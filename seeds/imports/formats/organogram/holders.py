"""Who holds the senior posts of an organogram, as far as its rows name people."""

from __future__ import annotations

from collections.abc import Iterator

from seeds.imports.formats.organogram.words import STATES, folded
from seeds.imports.item import Bond, Finding, Grade, Item, Place, Ref, Thing
from seeds.imports.records import Record

NAME = "Name"
_ORDER = ("UNDISCLOSED", "VACANT", "ELIMINATED")


def state(row: Record) -> str | None:
    """What a row says of its holder where it names none; None where it names one."""
    name = folded(row[NAME])
    return STATES.get(name, None if name else "UNDISCLOSED")


def occupancy(shared: list[Record]) -> str | None:
    """The occupancy of a post by all its rows; none where one of them names a person."""
    states = [state(row) for row in shared]
    return None if None in states else min((each for each in states if each), key=_ORDER.index)


class Holders:
    """The people so far. They have no number: those of one name are one person only where their
    posts have one reference. Findings and keys never hold a name, as names are personal.
    """

    def __init__(self) -> None:
        self._people: dict[tuple[str, str], Ref] = {}
        self._counts: dict[str, int] = {}
        self._named: dict[str, tuple[str, Place]] = {}

    def holds(self, row: Record, reference: str, post: Ref, share: float | None) -> Iterator[Item]:
        """The person of a row, and that they hold the post; or why nobody is named."""
        if state(row) is not None:
            yield _nobody(row)
            return
        name = folded(row[NAME])
        person = self._people.get((reference, name))
        if person is None:
            self._counts[reference] = self._counts.get(reference, 0) + 1
            person = Ref("Employee", f"{reference}/{self._counts[reference]}")
            self._people[reference, name] = person
            yield Thing(person, {"name": row[NAME], "synthetic": False}, row.place)
            yield from self._namesake(row, name, reference)
        values = {}
        if share is not None and 0 < share <= 1:
            values["share"] = share
        elif share is not None:
            message = "is no share of one full-time post: the share is left open"
            expected, mend = "above 0, at most 1", "give the person's share of the post"
            yield Finding(
                Grade.WARNING, "SHARE_UNFIT", row.at("FTE"), message, row["FTE"], expected, mend
            )
        yield Bond("HOLDS", person, post, row.place, values)

    def _namesake(self, row: Record, name: str, reference: str) -> Iterator[Finding]:
        other, where = self._named.setdefault(name, (reference, row.place))
        if other != reference:
            message = f"is the name in line {where.row} too, {other}: they are kept as two people"
            mend = "decide whether they are one person, and merge them"
            expected = "a name that nobody else has"
            yield Finding(
                Grade.WARNING, "PERSON_TWICE", row.at(NAME), message, None, expected, mend
            )


def _nobody(row: Record) -> Finding:
    found, place, text = state(row), row.at(NAME), row[NAME]
    if not text:
        message = "is empty: the post is kept as held by somebody who is not named"
        expected = "a name, N/D, Vacant or Eliminated"
        return Finding(
            Grade.WARNING, "NAME_MISSING", place, message, None, expected, "say who holds the post"
        )
    if found == "ELIMINATED":
        message = "is no person: the post was given up. It is kept, and alive, as no day is given"
        mend = "give the post an end, if the day is known"
        return Finding(Grade.WARNING, "POST_ELIMINATED", place, message, text, "a name", mend)
    if found == "VACANT":
        return Finding(
            Grade.NOTE, "POST_VACANT", place, "is no person: the post is kept as vacant", text
        )
    message = "is no person: the post is kept as held by somebody who is not named"
    return Finding(Grade.NOTE, "HOLDER_UNDISCLOSED", place, message, text)
