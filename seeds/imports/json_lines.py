"""A file with a JSON object a line, one at a time; what is wrong stands between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from seeds.imports.files import File
from seeds.imports.findings import shown
from seeds.imports.item import Finding, Grade, Place
from seeds.imports.text import Lines, plain


@dataclass(slots=True)
class Object:
    """One object. Values of another type than asked for are findings, and count as absent."""

    place: Place
    content: Mapping[str, Any]
    found: list[Finding] = field(default_factory=list)

    def text(self, *path: str) -> str:
        """A text in one line; empty where there is none."""
        value = self._value(path, str)
        return plain(value) if isinstance(value, str) else ""

    def objects(self, name: str) -> list[Object]:
        """The objects of a list."""
        value = self._value((name,), list)
        kept = [each for each in value or [] if isinstance(each, dict)]
        if len(kept) < len(value or []):
            self._unfit(name, "holds values that are no objects", None, "objects")
        return [Object(self.place.at(name), each, self.found) for each in kept]

    def at(self, *path: str) -> Place:
        """The place of a value."""
        return self.place.at(".".join(path))

    def _value(self, path: tuple[str, ...], kind: type[Any]) -> Any:
        value: Any = self.content
        for name in path:
            value = value.get(name) if isinstance(value, Mapping) else None
        if value is not None and not isinstance(value, kind):
            self._unfit(".".join(path), f"is not {_WORDS[kind]}", shown(str(value)), _WORDS[kind])
            return None
        return value

    def _unfit(self, name: str, message: str, value: str | None, expected: str) -> None:
        place = self.place.at(name)
        text = f"{message}: it is left out"
        mend = f"give {expected}, or nothing"
        self.found.append(Finding(Grade.ERROR, "VALUE_UNFIT", place, text, value, expected, mend))


_WORDS: dict[type[Any], str] = {str: "a text", list: "a list"}


def objects(file: File, encoding: str | None = None) -> Iterator[Object | Finding]:
    """The objects of a file. Empty lines are none."""
    lines = Lines(file, encoding)
    for line in lines:
        yield from lines.told()
        if not line.strip():
            continue
        place = file.place(lines.number)
        try:
            content = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            yield _no_object(place, f"is no JSON ({error})", line)
            continue
        if isinstance(content, dict):
            yield Object(place, content)
        else:
            yield _no_object(place, "is no object", line)
    yield from lines.told()


def _no_object(place: Place, message: str, line: str) -> Finding:
    text, mend = f"{message}: the line is left out", "write one JSON object a line"
    value = shown(plain(line))
    return Finding(Grade.ERROR, "LINE_MALFORMED", place, text, value, "an object", mend)
