"""Texts in several languages: which one is the name, and which the English one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seeds.imports.formats.iati.stream import Element
from seeds.imports.item import Finding, Grade, Place

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
INDONESIAN, ENGLISH = "id", "en"


@dataclass(frozen=True, slots=True)
class Words:
    """One text: in Indonesian or else the file's own language, in English, and in any others."""

    local: str
    english: str | None = None
    others: tuple[tuple[str, str], ...] = ()
    """Language and text; the language is empty where none is told."""

    def left(self, place: Place, *, english: bool = True) -> Iterator[Finding]:
        """A note for each text that no property has a place for; whether the English one has."""
        others = list(self.others)
        if not english and self.english not in (None, self.local):
            others.append((ENGLISH, str(self.english)))
        for language, text in others:
            told = f"the hub keeps Indonesian or the file's language, and English, not {language!r}"
            yield Finding(Grade.NOTE, "LANGUAGE_LEFT_OUT", place, told, text)


def plain(element: Element | None) -> str:
    """The text of an element and all in it, with single spaces."""
    return (
        ""
        if element is None
        else " ".join("".join(str(part) for part in element.itertext()).split())
    )


def words(element: Element | None) -> Words | None:
    """What the narratives of an element say; None where they say nothing. An element without any
    is its own, as in IATI 1.0x.
    """
    if element is None:
        return None
    inner = list(element.iterchildren("narrative")) or [element]
    told = [(language(one), text) for one in inner if (text := plain(one))]
    if not told:
        return None
    local = next(_in(told, INDONESIAN, language(element), ""), told[0])
    english = next(_in(told, ENGLISH), None)
    others = tuple(pair for pair in dict.fromkeys(told) if pair not in (local, english))
    return Words(local[1], english[1] if english else None, others)


def _in(told: list[tuple[str, str]], *languages: str) -> Iterator[tuple[str, str]]:
    for wanted in languages:
        yield from (pair for pair in told if pair[0] == wanted)


def language(element: Element) -> str:
    """The language that an element is in, by itself or by what it stands in, such as ``id``."""
    place: Element | None = element
    while place is not None:
        if told := place.get(LANG):
            return told.strip().lower().replace("_", "-").partition("-")[0]
        place = place.getparent()
    return ""
