"""A cell of a CSV file as text, and back, whatever the text is.

A cell that is empty is absent, and white space around a cell doesn't count. Spreadsheets run a cell
that looks like a formula. So that neither loses a text, a cell that is empty, begins or ends with
white space, or looks like a formula is written with an apostrophe in front, and so is one that
begins with an apostrophe; reading takes it away again. Negative numbers stand as they are, and an
apostrophe before anything else is part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LIST_SEPARATOR = ";"
MARK = "'"
"""Stands before a text that could be taken for something else."""
_RISKY = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20" + MARK)
"""With what formulas begin (OWASP, CSV injection), full-width forms among them."""
_MINUS = re.compile(r"-(\d[\d.,]*%?)?")
_ITEM = re.compile(r"(?:\\.|[^;\\]|\\$)+", re.DOTALL)
_ESCAPE = re.compile(r"\\([;\\\s])")
_EMPTY = r"\e"


def guarded(text: str) -> bool:
    """Whether a text needs the mark."""
    if not text or text != text.strip():
        return True
    return text[0] in _RISKY and not _MINUS.fullmatch(text)


def cell(text: str) -> str:
    """The cell that holds a text."""
    return MARK + text if guarded(text) else text


def text_of(cell: str) -> str | None:
    """The text that a cell holds; None where it is absent."""
    if cell.startswith(MARK) and guarded(cell[1:]):
        return cell[1:]
    return cell.strip() or None


def typed(text: str) -> str:
    """The cell that holds a text where cells have types, so that no text is taken for a formula:
    one that is empty or has white space at an end has the mark, and so have apostrophes alone.
    """
    return MARK + text if _bare(text) else text


def typed_text_of(cell: str) -> str:
    """The text of such a cell that is not empty."""
    return cell[1:] if cell.startswith(MARK) and _bare(cell[1:]) else cell


def _bare(text: str) -> bool:
    return text != text.strip() or not text.strip(MARK)


def joined(items: Iterable[str]) -> str:
    r"""Items as one text: divided by semicolons; a semicolon or backslash within, and white space
    at either end, has a backslash in front, and an item without any text is ``\e``.
    """
    return LIST_SEPARATOR.join(map(_escaped, items))


def items(text: str) -> Iterator[str]:
    """The items of a text."""
    for raw in _ITEM.findall(text):
        item = raw.lstrip()
        kept = item.rstrip()
        if (len(kept) - len(kept.rstrip("\\"))) % 2:
            kept = item[: len(kept) + 1]
        if kept:
            yield "" if kept == _EMPTY else _ESCAPE.sub(r"\1", kept)


def _escaped(item: str) -> str:
    if not item:
        return _EMPTY
    made = item.replace("\\", "\\\\").replace(LIST_SEPARATOR, f"\\{LIST_SEPARATOR}")
    if len(item) > 1 and item[-1].isspace():
        made = f"{made[:-1]}\\{made[-1]}"
    return f"\\{made}" if item[0].isspace() else made
