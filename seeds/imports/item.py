"""What a file says, in one form whatever its format: things, bonds between them, and findings.

A reader yields items as it goes through its files, so that files of any size are streamed. It never
guesses silently: what it can't take as it stands is a finding beside the item, or in its place. It
knows nothing of the graph: which body a thing is, is decided after reading, from its identifiers
and names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias


class Grade(StrEnum):
    """How grave a finding is."""

    ERROR = "ERROR"
    """What it is about is left out."""
    WARNING = "WARNING"
    """What it is about is taken, with a reading that somebody should look at."""
    NOTE = "NOTE"
    """Worth knowing; nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the files something stands: lines count from 1, the header among them. ``row`` is
    the line of a text file, the row of a sheet, the line of an element in XML.
    """

    file: str
    row: int | None = None
    column: str | None = None
    sheet: str | None = None

    def at(self, column: str) -> Place:
        """The same row's cell in a column."""
        return Place(self.file, self.row, column, self.sheet)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know about a place: what is wrong, what was expected, how to mend it. ``code``
    is stable and in capitals, such as ``DATE_UNREADABLE``; ``value`` is the text as it stands.
    """

    grade: Grade
    code: str
    place: Place
    message: str
    value: str | None = None
    expected: str | None = None
    mend: str | None = None


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing as its source names it: the kind of node, and a key that no other thing of the kind
    has in this source.
    """

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A node to be. ``values`` are stored properties by name, checked by type when they are
    written; dates are ISO texts with ``…Precision`` beside them. ``identifiers`` are
    ``scheme:value``; bodies may have several, and a source whose ids are no keys gives none.
    ``raw`` are cells, by column, that were read as something else or that no property is for.
    """

    ref: Ref
    values: Mapping[str, Any]
    place: Place
    identifiers: tuple[str, ...] = ()
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bond:
    """A relation to be, of a type of the model, between things of this source."""

    type: str
    start: Ref
    end: Ref
    place: Place
    values: Mapping[str, Any] = field(default_factory=dict)


Item: TypeAlias = Thing | Bond | Finding
