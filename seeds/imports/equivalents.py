"""Words of a source that are read as values of the model: each reading is told once, with how
often it was made, so that nothing is decided silently.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seeds.imports.item import Finding, Grade, Place


@dataclass(slots=True)
class _Use:
    place: Place
    count: int = 0


class Equivalents:
    """Which words were read as what."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str, str, bool], _Use] = {}

    def took(self, place: Place, word: str, value: str, *, sure: bool = True) -> None:
        """A word was read as a value; ``sure`` is false where it is not known and one that fits
        in general was taken.
        """
        key = (place.column or "", word, value, sure)
        self._read.setdefault(key, _Use(place)).count += 1

    def conclude(self) -> Iterator[Finding]:
        """One finding a word and a column, at the first place where it was read."""
        for (_, word, value, sure), read in self._read.items():
            often = _rows(read.count)
            if sure:
                message = f"is read as {value} in {often}, this the first"
                yield Finding(Grade.NOTE, "WORD_READ_AS", read.place, message, word)
            else:
                message = f"is not known: it is read as {value} in {often}, this the first"
                expected, mend = "a word that is known", f"check that {value} is right"
                yield Finding(
                    Grade.WARNING, "WORD_UNKNOWN", read.place, message, word, expected, mend
                )


def _rows(count: int) -> str:
    return f"{count:,} row{'s' if count > 1 else ''}"
