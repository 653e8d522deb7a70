"""What somebody asks of an import, in flat texts as command lines and addresses hold them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path

from graph.errors import NotFound, Refusals
from schema.flat import Flat, Given
from seeds.imports.formats.registry import FORMATS, Format
from seeds.imports.report import Order
from seeds.imports.words import nearest

PARAMETERS = ("apply", "source", "asOf", "allOrNothing", "strict", "encoding")
LONGEST = 200
"""Characters in the name of a source."""
_DAY = "expected a day, as 2025-12-31"


@dataclass(frozen=True, slots=True)
class Wish:
    """An order without the files."""

    format: Format
    source: str | None
    day: str
    apply: bool
    whole: bool
    strict: bool
    encoding: str | None

    def order(self, paths: Sequence[Path], now: str, actor: str = "local") -> Order:
        """The order for these files."""
        return Order(
            self.format,
            paths,
            self.source or usual_source(self.format, paths),
            self.day,
            now,
            apply=self.apply,
            whole=self.whole,
            strict=self.strict,
            encoding=self.encoding,
            actor=actor,
        )


def wish(format_: str, given: Given, today: date, more: Iterable[str] = ()) -> Wish:
    """What is asked for; ``more`` are names of parameters that others look at. Raises NotFound for
    a format that there isn't, Refusals with all that is wrong with the parameters.
    """
    flat = Flat(given)
    made = Wish(
        known(format_),
        _source(flat),
        _day(flat) or today.isoformat(),
        flat.flag("apply"),
        flat.flag("allOrNothing"),
        flat.flag("strict"),
        _encoding(flat),
    )
    flat.known((*PARAMETERS, *more))
    if flat.faults:
        raise Refusals("the import can't be done as asked", flat.faults)
    return made


def known(name: str) -> Format:
    """The format of a name. Raises NotFound, which names the formats that there are."""
    if name not in FORMATS:
        near = nearest(name, FORMATS)
        hint = f" (did you mean {near}?)" if near else ""
        raise NotFound(f"there is no format {name!r}{hint}; there are {', '.join(FORMATS)}")
    return FORMATS[name]


def usual_source(format_: Format, paths: Sequence[Path]) -> str:
    """The source that files stand for unless it is said: their format and their names. The same
    names in another order are the same source; too many are told by a digest.
    """
    names = sorted({path.name or path.resolve().name for path in paths})
    listed = "".join(_fit(c) for c in ", ".join(names))
    made = f"{format_.name}: {listed}"
    if len(made) <= LONGEST:
        return made
    mark = blake2b(listed.encode(errors="replace"), digest_size=6).hexdigest()
    return f"{made[: LONGEST - len(mark) - 2]}… {mark}"


def _fit(character: str) -> str:
    return character if character.isprintable() and character != "|" else "_"


def _source(flat: Flat) -> str | None:
    text = flat.one("source")
    if text is None:
        return None
    if not text.strip() or len(text) > LONGEST or any(_fit(c) != c for c in text):
        flat.refuse("source", f"is no name: at most {LONGEST} characters of a line, without |")
    return text.strip()


def _day(flat: Flat) -> str | None:
    text = flat.one("asOf")
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        flat.refuse("asOf", f"is {text!r}: {_DAY}")
        return None


def _encoding(flat: Flat) -> str | None:
    name = flat.one("encoding")
    try:
        if name is not None:
            "a".encode(name)
    except (LookupError, ValueError):
        flat.refuse("encoding", f"is {name!r}: expected utf-8, utf-16, cp1252 …")
    return name
