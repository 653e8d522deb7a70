"""Which text of a node a search found, as part of the answer: the texts are folded again here, as
no engine can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from graph.fold import tokens

Fields: TypeAlias = Sequence[tuple[str, str | list[str] | None]]
"""Names of properties and what they hold, first the one that counts most."""


def matched(words: Sequence[str], fields: Fields) -> tuple[str, str] | None:
    """The text that fits the words best, after the name of its property; None where none has any.
    The search's own steps decide, then how many of the words it has.
    """
    best: tuple[str, str] | None = None
    most = (0.0, 0)
    for name, text in _texts(fields):
        fit = _fit(words, tokens(text))
        if fit > most:
            best, most = (name, text), fit
    return best


def _texts(fields: Fields) -> Iterator[tuple[str, str]]:
    for name, held in fields:
        for text in held if isinstance(held, list) else [held]:
            if text:
                yield name, text


def _fit(words: Sequence[str], text: Sequence[str]) -> tuple[float, int]:
    """How well a text fits, and how many of the words it has; see ``search``."""
    folded = f" {' '.join(text)} "
    count = sum(word in folded for word in words)
    phrase = f" {' '.join(words)}"
    if folded == f"{phrase} ":
        return 1.0, count
    if folded.startswith(phrase):
        return 0.8, count
    if all(f" {word} " in folded for word in words):
        return 0.6, count
    if all(f" {word}" in folded for word in words):
        return 0.4, count
    return (0.2, count) if count == len(words) else (0.1 if count else 0.0, count)
