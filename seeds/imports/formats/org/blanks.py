"""Names for nodes that have none, the same in every run: made of what is said of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

_MADE = re.compile(r"N[0-9a-f]{32}")
"""The form of names that the library gives, anew in each run."""
_DEEPEST = 8

Triple = tuple[Any, Any, Any]


def names(triples: Iterable[Triple], start: str) -> Mapping[str, str]:
    """Names by those that the library gave; they begin with ``start``. Nodes of which the same is
    said are told apart by a number, which of them has which being no matter.
    """
    said: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    by: dict[str, list[str]] = defaultdict(list)
    for subject, predicate, value in triples:
        if _is_made(subject):
            said[str(subject)].append((str(predicate), value))
        if _is_made(value):
            by[str(value)].append(f"{predicate} {'' if _is_made(subject) else subject}")

    def told(name: str, depth: int) -> str:
        parts = [
            f"{predicate} {told(str(v), depth - 1) if _is_made(v) and depth else v.n3()}"
            for predicate, v in said[name]
            if depth or not _is_made(v)
        ]
        text = "\n".join(sorted(parts) + sorted(by[name]))
        return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()

    made: dict[str, str] = {}
    count: dict[str, int] = defaultdict(int)
    for name in sorted(said.keys() | by.keys()):
        sign = told(name, _DEEPEST)
        made[name] = f"{start}.{sign}.{count[sign]}"
        count[sign] += 1
    return made


def _is_made(term: Any) -> bool:
    return type(term).__name__ == "BNode" and _MADE.fullmatch(term) is not None
