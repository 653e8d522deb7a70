"""What an XLSX file says beside its sheets: names, texts they share, which styles are dates."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.parsers import expat
from zipfile import ZipFile

CHUNK = 1 << 16
MOST_TEXT = 256 << 20
"""Bytes of texts that sheets may share; a file with more is no table that people fill in."""
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Formats of dates that every spreadsheet program has."""
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
Attributes: TypeAlias = Mapping[str, str]


class Broken(ValueError):
    """A file that is no spreadsheet, or one that nobody should read."""


@dataclass
class Texts:
    """Many texts in little memory, by number."""

    _content: bytearray = field(default_factory=bytearray)
    _ends: array[int] = field(default_factory=lambda: array("Q", (0,)))

    def add(self, text: str) -> None:
        """Keep one more."""
        self._content += text.encode("utf-8", "replace")
        self._ends.append(len(self._content))
        if len(self._content) > MOST_TEXT:
            raise Broken(f"has more than {MOST_TEXT >> 20} MB of texts")

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._ends) - 1:
            raise Broken(f"has no shared text {number}")
        return self._content[self._ends[number] : self._ends[number + 1]].decode()


@dataclass
class Parts:
    """Names of sheets with the parts that hold them, and what their cells refer to."""

    sheets: dict[str, str] = field(default_factory=dict)
    texts: Texts = field(default_factory=Texts)
    dates: set[int] = field(default_factory=set)
    """The styles whose numbers are dates."""
    since_1904: bool = False


def parts(archive: ZipFile) -> Parts:
    """What a spreadsheet says beside its sheets."""
    made, ids = Parts(), dict[str, str]()
    for tag, given in _elements(archive, "xl/workbook.xml"):
        if tag == "sheet":
            ids[given.get("name", "")] = next(
                (v for k, v in given.items() if k.endswith(":id")), ""
            )
        elif tag == "workbookPr":
            made.since_1904 = given.get("date1904") in ("1", "true")
    related = dict(_related(archive))
    made.sheets = {name: related[id_][1] for name, id_ in ids.items() if id_ in related}
    for kind, part in related.values():
        if kind == "styles":
            made.dates = set(_date_styles(archive, part))
        elif kind == "sharedStrings":
            _read_texts(archive, part, made.texts)
    return made


def parse(archive: ZipFile, part: str, parser: expat.XMLParserType) -> Iterator[None]:
    """Feed a part to a parser, a piece at a time."""
    with archive.open(part) as file:
        for piece in iter(lambda: file.read(CHUNK), b""):
            parser.Parse(piece, False)
            yield
    parser.Parse(b"", True)
    yield


def parser(
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    characters: Callable[[str], None] | None = None,
) -> expat.XMLParserType:
    """A parser that calls these with names without prefixes. It follows nothing outside the file,
    and no entity within.
    """
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartElementHandler = lambda tag, given: start(tag.rpartition(":")[2], given)
    if end is not None:
        made.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    if characters is not None:
        made.CharacterDataHandler = characters
    made.EntityDeclHandler = _refuse
    return made


def _refuse(*_: object) -> None:
    raise Broken("declares entities, which no spreadsheet does")


def _elements(archive: ZipFile, part: str) -> list[tuple[str, Attributes]]:
    found: list[tuple[str, Attributes]] = []
    for _ in parse(archive, part, parser(lambda tag, given: found.append((tag, given)))):
        pass
    return found


def _related(archive: ZipFile) -> Iterator[tuple[str, tuple[str, str]]]:
    """The parts that the workbook names: by id, what each is for and where it is."""
    for tag, given in _elements(archive, "xl/_rels/workbook.xml.rels"):
        target = given.get("Target", "")
        if tag == "Relationship" and given.get("TargetMode") != "External":
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            yield given.get("Id", ""), (given.get("Type", "").rpartition("/")[2], part)


def _date_styles(archive: ZipFile, part: str) -> Iterator[int]:
    formats: set[str] = {str(number) for number in _DATES}
    within, style = False, -1
    for tag, given in _elements(archive, part):
        if tag == "numFmt" and _is_date(given.get("formatCode", "")):
            formats.add(given.get("numFmtId", ""))
        elif tag in ("cellXfs", "cellStyles"):
            within = tag == "cellXfs"
        elif tag == "xf" and within:
            style += 1
            if given.get("numFmtId") in formats:
                yield style


def _is_date(code: str) -> bool:
    """Whether a format shows days, months, years or hours."""
    return any(letter in "dmyhs" for letter in _LITERAL.sub("", code).lower())


def _read_texts(archive: ZipFile, part: str, texts: Texts) -> None:
    pieces: list[str] = []
    state = {"text": False, "beside": False}

    def start(tag: str, _: Attributes) -> None:
        state["text"] = tag == "t" and not state["beside"]
        state["beside"] = state["beside"] or tag == "rPh"

    def end(tag: str) -> None:
        state["text"] = False
        state["beside"] = state["beside"] and tag != "rPh"
        if tag == "si":
            texts.add("".join(pieces))
            pieces.clear()

    def characters(text: str) -> None:
        if state["text"]:
            pieces.append(text)

    for _ in parse(archive, part, parser(start, end, characters)):
        pass
