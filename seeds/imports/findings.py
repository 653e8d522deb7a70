"""Findings that many readers have."""

from __future__ import annotations

from collections.abc import Iterator

from seeds.imports.item import Finding, Grade, Place

_SHOWN = 200


def missed(place: Place, expected: str, why: str = "the row is left out") -> Finding:
    """That a row lacks what it can't be read without."""
    text, mend = f"is missing: {why}", f"fill in {place.column or 'it'}"
    return Finding(Grade.ERROR, "VALUE_MISSING", place, text, None, expected, mend)


def repeated(place: Place, key: str, before: int | None = None) -> Finding:
    """That a row has the key of an earlier one, which stands where that is known."""
    where = "an earlier row" if before is None else f"row {before}"
    text = f"{key!r} is the key of {where} already: this row is left out"
    expected, mend = "each key once", "put both rows into one, or give this one its own key"
    return Finding(Grade.ERROR, "KEY_REPEATED", place, text, key, expected, mend)


def ended(start: str | None, end: str | None, place: Place) -> Iterator[Finding]:
    """A finding where something ends before it starts; both are ISO days."""
    if start and end and end < start:
        text, expected = f"is before the start, {start}: both are kept", "a day after the start"
        mend = "mend one of the two dates"
        yield Finding(Grade.WARNING, "END_BEFORE_START", place, text, end, expected, mend)


def shown(text: str) -> str:
    """A text as findings show it: not without end."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
