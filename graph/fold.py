"""Text as search compares it: without case, accents and punctuation."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

BORDER = "|"
_ASCII = "".join(chr(c).lower() if chr(c).isalnum() else " " for c in range(128))


def tokens(text: str) -> list[str]:
    """The words of a text, folded: ``Kementerian Désa`` gives ``kementerian``, ``desa``."""
    if text.isascii():
        return text.translate(_ASCII).split()
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return "".join(kept).split()


def searchable(texts: Iterable[str]) -> str:
    """What a node is found by: its texts, folded, each between borders, each word between
    spaces, so that whole texts, beginnings and words can all be told apart by CONTAINS.
    """
    folded = dict.fromkeys(" ".join(tokens(text)) for text in texts)
    inner = f" {BORDER} ".join(text for text in folded if text)
    return f" {BORDER} {inner} {BORDER} " if inner else ""
