"""Text files in whatever encoding they are, as lines that stream by."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from seeds.imports.files import File
from seeds.imports.item import Finding, Grade

CHUNK = 1 << 16
"""Bytes that are looked at together."""
LONGEST_LINE = 1 << 20
"""Characters of the longest line that is read."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Marks at the start of files; one that begins like another comes first."""
OLDER = "windows-1252-beside-utf-8"
"""Name of how bytes that are no UTF-8 are decoded."""
MARK = "\ufeff"
"""What remains of a mark where an encoding is asked for."""
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")


def plain(text: str) -> str:
    """A text in one line: each run of spaces, line breaks and control characters is one space."""
    return _BLANK.sub(" ", text).strip()


class Lines:
    """The lines of a file, read as they are asked for, with their ends; ``told`` has what there is
    to say of them so far. A line that is too long is left out, and an empty one stands in its
    place.
    """

    def __init__(self, file: File, encoding: str | None = None) -> None:
        self.file = file
        self.encoding = encoding
        self.number = 0
        self._found: list[Finding] = []

    def told(self) -> Iterator[Finding]:
        """What was found since this was asked last."""
        found, self._found = self._found, []
        yield from found

    def __iter__(self) -> Iterator[str]:
        found = encoded(self.file, self.encoding)
        self._found += found.findings
        if found.encoding is None:
            return
        with found.opened() as file:
            while line := file.readline(LONGEST_LINE):
                self.number += 1
                if not _whole(line):
                    line = self._too_long(file)
                yield line.removeprefix(MARK) if self.number == 1 else line

    def _too_long(self, file: IO[str]) -> str:
        while not _whole(file.readline(LONGEST_LINE)):
            pass
        text, expected = "is left out: it is too long", f"at most {LONGEST_LINE:,} characters"
        place, mend = self.file.place(self.number), "check that the file has line ends"
        self._found.append(Finding(Grade.ERROR, "LINE_TOO_LONG", place, text, None, expected, mend))
        return "\n"


def _whole(line: str) -> bool:
    return len(line) < LONGEST_LINE or line[-1] in "\r\n"


@dataclass(frozen=True, slots=True)
class Encoded:
    """How a file is decoded (None where it can't be), and what is to be known about that."""

    file: File
    encoding: str | None
    findings: tuple[Finding, ...] = ()
    errors: str = "strict"

    @contextmanager
    def opened(self) -> Iterator[IO[str]]:
        """The text of the file, its line ends as they are."""
        with self.file.path.open(encoding=self.encoding, errors=self.errors, newline="") as file:
            yield file


def encoded(file: File, encoding: str | None) -> Encoded:
    """How a file is to be decoded: as asked, else by its mark, as UTF-8 or as Windows-1252. All of
    it is looked at, a piece at a time.
    """
    try:
        with file.path.open("rb") as content:
            start = content.read(CHUNK)
            if not start.strip() and len(start) < CHUNK:
                mend = "look whether it is the right file"
                return _refused(file, "FILE_EMPTY", "is empty", "content", mend)
            chosen = _recognised(start) if encoding is None else encoding
            content.seek(0)
            wrong = _undecoded(content, chosen)
            if wrong is None:
                return Encoded(file, chosen, _told(chosen, file) if encoding is None else ())
            if encoding is None and chosen.startswith("utf-8"):
                content.seek(0)
                return _older(file, content, chosen)
    except (LookupError, ValueError):
        text, mend = f"{encoding!r} is no encoding", "name another one, or none: it is recognised"
        return _refused(file, "ENCODING_UNKNOWN", text, "utf-8, utf-16, cp1252 …", mend)
    except OSError as fault:
        text, mend = f"can't be read: {fault.strerror or fault}", "check that it may be read"
        return _refused(file, "FILE_UNREADABLE", text, "a file that may be read", mend)
    text, mend = f"is not {chosen}", "save the file as UTF-8, or name its encoding"
    return _refused(file, "ENCODING_WRONG", text, f"text in {chosen}", mend, wrong)


def _recognised(start: bytes) -> str:
    """The encoding that the start of a file tells: its mark, or zeros in every second place."""
    for mark, name in MARKS:
        if start.startswith(mark):
            return name
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if max(even, odd) > 0.6 * half and min(even, odd) < 0.1 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8"


def _undecoded(file: IO[bytes], encoding: str) -> int | None:
    """The line near which a file is no text in an encoding, or None where all of it is. Raises
    LookupError for what is no encoding of texts.
    """
    line = 1
    try:
        "a".encode(encoding)
        decoder = codecs.getincrementaldecoder(encoding)()
        for chunk in iter(lambda: file.read(CHUNK), b""):
            text = decoder.decode(chunk)
            text.encode()  # some encodings make halves of characters, which nothing can store
            line += text.count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as fault:
        return line + fault.object[: fault.start].count(b"\n")
    except UnicodeError:
        return line
    return None


def _older(file: File, content: IO[bytes], encoding: str) -> Encoded:
    """A file some of whose lines are no UTF-8. Bytes that are none are read as Windows-1252 one by
    one, so that files into which both were pasted lose nothing.
    """
    codecs.register_error(OLDER, _as_older)
    strays: list[int] = []
    count = mixed = 0
    for row, line in enumerate(iter(lambda: content.readline(CHUNK), b""), 1):
        if line.isascii():
            continue
        try:
            line.decode()
            mixed += 1
        except UnicodeDecodeError:
            count += 1
            strays = strays or [row]
    told = f"{count:,} lines are no UTF-8 and read as Windows-1252, the first of them here"
    there = file.place(strays[0] if strays else 1)
    grade, code = Grade.NOTE, "ENCODING_WINDOWS_1252"
    if mixed:
        told += f"; {mixed:,} other lines are UTF-8 and read as that"
        grade, code = Grade.WARNING, "ENCODING_MIXED"
    expected, mend = "UTF-8", "look whether names are right; save the file as UTF-8"
    found = Finding(grade, code, there, told, None, expected, mend)
    return Encoded(file, encoding, (found,), OLDER)


def _as_older(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    stray = fault.object[fault.start : fault.end]
    return "".join(_character(bytes((byte,))) for byte in stray), fault.end


def _character(byte: bytes) -> str:
    """A byte of Windows-1252; the five that it leaves open are controls, as on the web."""
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def _told(encoding: str, file: File) -> tuple[Finding, ...]:
    """A note where an encoding that few programs write is recognised."""
    if encoding.startswith("utf-8"):
        return ()
    return (Finding(Grade.NOTE, "ENCODING", file.place(), f"is read as {encoding}"),)


def _refused(
    file: File, code: str, message: str, expected: str, mend: str, row: int | None = None
) -> Encoded:
    found = Finding(Grade.ERROR, code, file.place(row), message, None, expected, mend)
    return Encoded(file, None, (found,))
