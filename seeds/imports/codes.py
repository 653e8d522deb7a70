"""Codes for things whose source gives them none that would do as one."""

from __future__ import annotations

from hashlib import blake2b

from graph.fold import tokens

LONGEST = 48


def code(prefix: str, key: str, shown: str) -> str:
    """A code that tells ``key`` apart from all others and shows what it is about. The same key
    has the same code in every run.
    """
    words = "-".join(tokens(shown))[:LONGEST].strip("-")
    sign = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return "-".join(part for part in (prefix, words, sign) if part)


def folded(name: str) -> str:
    """A name as it is compared: without case, accents and punctuation; of mere signs, these."""
    return " ".join(tokens(name)) or name.strip().casefold()
