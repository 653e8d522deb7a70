"""What readers need to know of the bodies so far: who stands under whom, what they are called, and
who is called alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from seeds.imports.codes import folded
from seeds.imports.item import Bond, Finding, Grade, Item, Place, Ref

AGENCY = "Agency"


class Parentage:
    """Bodies by key, and their parents. A parent may come later in the files than its child."""

    def __init__(self) -> None:
        self._closed: dict[str, bool] = {}
        self._waiting: list[tuple[str, str, Place]] = []

    def __contains__(self, key: str) -> bool:
        return key in self._closed

    def body(self, key: str, *, closed: bool) -> None:
        """There is such a body, which has ended or not."""
        self._closed[key] = closed

    def under(self, child: str, parent: str, place: Place) -> Iterator[Item]:
        """A body stands under another one."""
        if child == parent:
            yield Finding(
                Grade.ERROR,
                "PARENT_ITSELF",
                place,
                "is the body itself: it stands under nobody",
                parent,
                "another body",
                "name the body above, or leave the cell empty",
            )
        elif parent in self._closed:
            yield from self._bond(child, parent, place)
        else:
            self._waiting.append((child, parent, place))

    def conclude(self) -> Iterator[Item]:
        """The bonds that waited, and the parents that never came."""
        for child, parent, place in self._waiting:
            if parent in self._closed:
                yield from self._bond(child, parent, place)
            else:
                yield Finding(
                    Grade.ERROR,
                    "PARENT_UNKNOWN",
                    place,
                    f"is in no row: {child} stands under nobody by it",
                    parent,
                    "the id of a body in these files",
                    "add the body, or mend the id",
                )

    def _bond(self, child: str, parent: str, place: Place) -> Iterator[Item]:
        ends = Ref(AGENCY, child), Ref(AGENCY, parent)
        yield Bond("PART_OF", *ends, place, {"kind": "STRUCTURE"})
        if self._closed[parent] and not self._closed[child]:
            yield Finding(
                Grade.WARNING,
                "LIVE_UNDER_CLOSED",
                place,
                f"is closed, but {child} is not: it is kept under it",
                parent,
                "a parent that is not closed",
                "name the body that took the parent's place, or close the child",
            )


class Abbreviations:
    """Short names, and who had them first."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, Place]] = {}

    def used(self, key: str, short: str, place: Place) -> Iterator[Finding]:
        """A body uses a short name: a finding where another one does already."""
        first, where = self._first.setdefault(folded(short), (key, place))
        if first != key:
            yield Finding(
                Grade.WARNING,
                "ABBREVIATION_SHARED",
                place,
                f"is what {first} is called too ({where.file}, line {where.row}): both keep it",
                short,
                "an abbreviation of one body",
                "nothing, if both use it: names alone never make two bodies one",
            )


class Names:
    """Names of bodies, and aliases that may be another's name."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._aliases: list[tuple[str, str, Place]] = []

    def called(self, key: str, name: str, aliases: Iterable[str], place: Place) -> None:
        """A body has these names."""
        self._names.setdefault(folded(name), key)
        self._aliases += ((key, alias, place) for alias in aliases)

    def conclude(self) -> Iterator[Finding]:
        """Aliases that are the name of another body."""
        for key, alias, place in self._aliases:
            other = self._names.get(folded(alias), key)
            if other != key:
                message = f"is an alias of {key}, but the name of {other}: both keep it"
                mend = "remove the alias, if it is not what the body is called"
                yield Finding(
                    Grade.WARNING, "ALIAS_IS_NAME", place, message, alias, "its own name", mend
                )


@dataclass
class Aliases:
    """Tables of aliases: which names each alias has, and which rows say so."""

    names: dict[str, dict[str, Place]] = field(default_factory=dict)
    """By alias, each name with its first row."""
    by_name: dict[str, list[str]] = field(default_factory=dict)
    """By name, its aliases in their order, the name itself not among them."""
    rows: int = 0
    repeated: list[Finding] = field(default_factory=list)

    def add(self, alias: str, name: str, place: Place) -> None:
        """Take a row."""
        self.rows += 1
        given = self.names.setdefault(alias, {})
        if name in given:
            row = given[name].row
            text = f"{alias!r} is an alias of {name!r} in row {row} already: it counts once"
            self.repeated.append(Finding(Grade.NOTE, "ALIAS_REPEATED", place, text, alias))
            return
        given[name] = place
        aliases = self.by_name.setdefault(name, [])
        if alias != name:
            aliases.append(alias)

    def name(self, called: str) -> str | None:
        """The name of who is called so; None where it isn't clear."""
        if called in self.by_name or called not in self.names:
            return called
        names = self.names[called]
        return next(iter(names)) if len(names) == 1 else None

    def knows(self, called: str) -> bool:
        """Whether a table has this name or alias."""
        return called in self.by_name or called in self.names

    def findings(self, used: set[str]) -> Iterator[Finding]:
        """What is to be known about the rows, when these names were used in ties."""
        yield from self.repeated
        kept = sum(name in used for given in self.names.values() for name in given)
        if self.rows:
            several = len(self.repeated)
            text = f"of {self.rows:,} rows of aliases, {kept:,} are kept with bodies that have ties"
            text += f", {several:,} repeat others, {self.rows - several - kept:,} have no use"
            place = Place(next(iter(next(iter(self.names.values())).values())).file)
            yield Finding(Grade.NOTE, "ALIASES_COUNTED", place, text)
        for alias, given in self.names.items():
            if len(given) > 1:
                yield from _several(alias, given)
            for name, place in given.items():
                if name not in used:
                    text = f"is an alias of {name!r}, which has no tie: it is left out"
                    yield Finding(Grade.NOTE, "ALIAS_UNUSED", place, text, alias)


def _several(alias: str, given: dict[str, Place]) -> Iterator[Finding]:
    for name, place in given.items():
        rest = " and ".join(repr(other) for other in given if other != name)
        text = f"is an alias of {name!r} here, and of {rest} elsewhere: each keeps it"
        mend = "keep the row that is right"
        yield Finding(Grade.WARNING, "ALIAS_OF_SEVERAL", place, text, alias, "one name", mend)


def others(names: list[str], than: str) -> list[str]:
    """Those names that differ from a name, and from each other, by more than case, accents and
    punctuation.
    """
    known = {folded(than): than}
    for name in names:
        known.setdefault(folded(name), name)
    return [name for key, name in known.items() if key and name != than]
