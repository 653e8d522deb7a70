"""Request bodies as files in a folder: a body that is a file, or several as multipart/form-data.

Bodies are written as they come in; one that grows past its limit is given up. Names may lead into
folders within, and never out.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from api.problems import Refusal
from api.settings import variable

MOST_FILES = 10_000
LONGEST_NAME = 1000
DEEPEST = 20
"""Folders within folders."""
_MULTIPART = "multipart/form-data"
_UNFIT = re.compile(r"[\\\x00-\x1f\x7f]|^[A-Za-z]:")
"""What is in no name here: backslashes and drives are paths elsewhere."""


async def received(request: Request, folder: Path, limit: int, name: str | None) -> list[Path]:
    """The files of a request, and the folders that they are in, as they lie in ``folder``; a body
    that is a file is called ``name``, else as Content-Disposition has it. Raises Refusal.
    """
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity"):
        text = f"Content-Encoding {encoding} is not understood: send the files as they are"
        accept = {"Accept-Encoding": "identity"}
        raise Refusal(text, 415, "UNSUPPORTED_MEDIA_TYPE", accept)
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > limit:
        raise _too_large(limit)
    stream = _bounded(request, limit)
    type_, options = parse_options_header(request.headers.get("content-type", ""))
    if type_.lower() == _MULTIPART.encode():
        await _parts(stream, options.get(b"boundary", b""), folder)
    else:
        await _whole(stream, folder, name or _disposed(request))
    return sorted(folder.iterdir())


def within(folder: Path, name: str) -> Path:
    """Where a file of this name lies in a folder. Raises Refusal for names that are none, or lead
    out.
    """
    parts = PurePosixPath(name).parts
    fit = 0 < len(parts) <= DEEPEST and len(name) <= LONGEST_NAME and not name.endswith("/")
    if not fit or _UNFIT.search(name) or name.startswith("/") or ".." in parts:
        raise Refusal(f"{name[:LONGEST_NAME]!r} is no name for a file: it must stay in its folder")
    return folder.joinpath(*parts)


async def _bounded(request: Request, limit: int) -> AsyncIterator[bytes]:
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise _too_large(limit)
        yield chunk


def _too_large(limit: int) -> Refusal:
    text = f"the body is larger than {limit} bytes ({variable('import_bytes')})"
    return Refusal(text, 413, "BODY_TOO_LARGE", {"Connection": "close"})


def _disposed(request: Request) -> str:
    """The name in Content-Disposition (RFC 6266)."""
    header = Message()
    header["Content-Disposition"] = request.headers.get("content-disposition", "")
    name = header.get_filename()
    if not name:
        raise Refusal("the file has no name: give one in the address (?name=agency.csv)")
    return name


async def _whole(stream: AsyncIterator[bytes], folder: Path, name: str) -> None:
    with _created(folder, name) as file:
        async for chunk in stream:
            await asyncio.to_thread(file.write, chunk)


async def _parts(stream: AsyncIterator[bytes], boundary: bytes, folder: Path) -> None:
    if not boundary:
        raise Refusal(f"{_MULTIPART} must name its boundary")
    parts = _Parts(folder)
    try:
        parser = parts.parser(boundary)
        async for chunk in stream:
            await asyncio.to_thread(parser.write, chunk)
    except FormParserError as error:
        raise Refusal(f"the body is no {_MULTIPART}: {error}") from error
    finally:
        parts.close()
    if not parts.ended:
        raise Refusal("the body ends before its last part does")
    if not parts.count:
        raise Refusal("there is no file: send each as a part with a file name")


@dataclass
class _Parts:
    """Writes the parts of a body to files, as a parser comes upon them."""

    folder: Path
    count: int = 0
    ended: bool = False
    _file: BinaryIO | None = None
    _name: bytearray = field(default_factory=bytearray)
    _value: bytearray = field(default_factory=bytearray)
    _disposition: bytes = b""

    def parser(self, boundary: bytes) -> MultipartParser:
        """What finds the parts."""
        return MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, start, end: self._name.extend(data[start:end]),
                "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
                "on_header_end": self._header,
                "on_headers_finished": self._open,
                "on_part_data": self._data,
                "on_part_end": self.close,
                "on_end": self._end,
            },
        )

    def close(self) -> None:
        """End the file that is being written."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _begin(self) -> None:
        self._disposition = b""

    def _header(self) -> None:
        if self._name.lower() == b"content-disposition":
            self._disposition = bytes(self._value)
        self._name.clear()
        self._value.clear()

    def _open(self) -> None:
        options = parse_options_header(self._disposition)[1]
        if b"filename" not in options:
            part = options.get(b"name", b"?").decode(errors="replace")
            raise Refusal(f"the part {part!r} is no file: options stand in the address")
        try:
            name = options[b"filename"].decode()
        except UnicodeDecodeError as error:
            raise Refusal("the name of a file is not UTF-8") from error
        self.count += 1
        if self.count > MOST_FILES:
            raise Refusal(f"there are more than {MOST_FILES} files")
        self._file = _created(self.folder, name)

    def _data(self, data: bytes, start: int, end: int) -> None:
        assert self._file is not None, "opened by its headers"
        self._file.write(data[start:end])

    def _end(self) -> None:
        self.ended = True


def _created(folder: Path, name: str) -> BinaryIO:
    path = within(folder, name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")
    except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
        raise Refusal(f"{name!r} is there twice: each file needs a name of its own") from error
    except OSError as error:
        if len(path.name.encode()) > 255:
            raise Refusal(f"{name!r} is too long for the name of a file") from error
        raise
