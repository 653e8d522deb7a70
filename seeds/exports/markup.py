"""XML, piece by piece: well formed whatever the texts are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write (section 2.2)."""
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_BLANKS = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
"""What a reader would take for a space in an attribute (section 3.3.3)."""
_SPECIAL = re.compile('[&<>"\t\n\r]')
_CHUNK = 65_536


def text(value: str) -> str:
    """A text as it stands between quotes or tags. Characters that XML can't hold become U+FFFD."""
    allowed = _FORBIDDEN.sub("\ufffd", value)
    return _SPECIAL.sub(lambda found: (_ENTITIES | _BLANKS)[found[0]], allowed)


def tag(name: str, /, *, open: bool = False, **attributes: object) -> str:
    """A start tag, closed at once unless it stays ``open``; attributes that are None are left
    out. A trailing underscore of a name is dropped (``for_``), two within are a dot
    (``attr__name``).
    """
    given = "".join(
        f' {key.rstrip("_").replace("__", ".")}="{text(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}{'' if open else '/'}>"


def chunks(parts: Iterable[str]) -> Iterator[bytes]:
    """Text in pieces as bytes in chunks that are worth sending."""
    kept: list[str] = []
    size = 0
    for part in parts:
        kept.append(part)
        size += len(part)
        if size >= _CHUNK:
            yield "".join(kept).encode()
            kept, size = [], 0
    if kept:
        yield "".join(kept).encode()
