"""What a first pass through all files finds, so that a second one can give items as it goes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from seeds.imports.codes import folded
from seeds.imports.formats.iati.stream import Element, line
from seeds.imports.formats.iati.words import Words, plain, words
from seeds.imports.item import Place, Ref
from seeds.imports.left import Left

_GLOBAL = re.compile(r"[A-Z]{2,3}-[A-Z0-9_]+-\S+")
"""The form of organisation identifiers that are unique in the world (org-id.guide): who registers,
then the number there."""


@dataclass(slots=True)
class Party:
    """An organisation as it is named: the same ``ref`` with another name is another one."""

    ref: str
    name: str
    english: str | None = None
    aliases: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What tells it apart: the reference, and the name without case and accents."""
        return f"{self.ref}|{folded(self.name)}"


@dataclass
class Known:
    """Who and what the files name."""

    activities: dict[str, str | None] = field(default_factory=dict)
    """Activities by each of their identifiers; None where two activities have it."""
    parties: dict[str, Party] = field(default_factory=dict)
    sectors: dict[tuple[str, ...], Words] = field(default_factory=dict)
    refs: dict[str, list[str]] = field(default_factory=dict)
    """The names of each organisation reference."""

    def add(self, activity: Element) -> None:
        """Note what an activity names."""
        if identifier := plain(activity.find("iati-identifier")):
            self.activities[identifier] = identifier
            for other in activity.iterchildren("other-identifier"):
                self._other((other.get("ref") or "").strip(), identifier)
        for element in activity.iterchildren("participating-org"):
            if made := party(element):
                self._party(made)
        for element in activity.iterchildren("sector", "tag"):
            if told := words(element):
                self.sectors.setdefault((str(element.tag), *sector_key(element)), told)

    def _other(self, other: str, identifier: str) -> None:
        if other and other != identifier:
            same = self.activities.setdefault(other, identifier) in (identifier, other)
            if not same:
                self.activities[other] = None

    def _party(self, made: Party) -> None:
        first = self.parties.setdefault(made.key, made)
        first.english = first.english or made.english
        first.aliases += [name for name in made.aliases if name not in first.aliases]
        names = self.refs.setdefault(made.ref, []) if made.ref else []
        if made.ref and made.key not in names:
            names.append(made.key)

    def identifiers(self, made: Party) -> tuple[str, ...]:
        """A reference identifies where its form is that of the whole world, and one name has it."""
        single = len(self.refs.get(made.ref, ())) == 1
        return (f"iati:{made.ref}",) if single and _GLOBAL.fullmatch(made.ref) else ()


@dataclass
class Here:
    """The file that is read now, and what was given of it and of those before."""

    file: str
    left: Left
    known: Known
    met: dict[Ref, Place]

    def place(self, element: Element, column: str) -> Place:
        """Where an element stands."""
        return Place(self.file, line(element), column)

    def first(self, ref: Ref, place: Place) -> bool:
        """Whether a thing is met for the first time."""
        return self.met.setdefault(ref, place) is place

    def rest(
        self, element: Element, column: str, read: Iterable[str], attributes: Iterable[str] = ()
    ) -> None:
        """Count the children and attributes of an element that nothing is made of."""
        for child in element:
            if str(child.tag) not in read:
                self.left.add(f"{column}/{child.tag!s}", line(child))
        for name in map(str, element.attrib):
            if name not in attributes and not name.startswith("{"):
                self.left.add(f"{column}/@{name}", line(element))


def party(element: Element) -> Party | None:
    """The organisation that an element names; None where it neither names nor refers to one."""
    ref, told = (element.get("ref") or "").strip(), words(element)
    if told is None:
        return Party(ref, ref) if ref else None
    return Party(ref, told.local, told.english, [text for _, text in told.others])


def sector_key(element: Element) -> tuple[str, ...]:
    """What tells a sector apart: vocabulary, code, and for vocabularies that reporting
    organisations make themselves (98, 99) whose it is. One without a code is told by its name.
    """
    vocabulary = (element.get("vocabulary") or "1").strip()
    given = (element.get("code") or "").strip()
    if not given and (told := words(element)):
        given = folded(told.local)
    own = ""
    if vocabulary in ("98", "99"):
        own = element.get("vocabulary-uri") or ""
        parent = element.getparent()
        by = parent.find("reporting-org") if parent is not None else None
        own = own or (by.get("ref") if by is not None else None) or ""
    return vocabulary, given, own
