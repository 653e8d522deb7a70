"""Words that stand for truth, absence, and members of code lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from graph.fold import tokens
from schema import enums
from seeds.cells import items
from seeds.imports import indonesian
from seeds.imports.reading import Reading, error, unreadable

TRUTHS: Mapping[str, bool] = {
    **dict.fromkeys(("ya", "yes", "true", "benar", "y", "1", "x", "wahr", "vrai"), True),
    **dict.fromkeys(("tidak", "no", "false", "salah", "t", "n", "0", "tdk", "bukan"), False),
}
NEAR = 70
"""How alike, of 100, a name must be to be offered in place of another."""


def boolean(text: str) -> Reading[bool]:
    """Whether a text says yes: ya/tidak, yes/no, true/false, 1/0."""
    found = TRUTHS.get(text.strip().lower())
    if found is None:
        return unreadable(
            error("BOOLEAN_UNREADABLE", "is neither yes nor no", "ya or tidak", "write ya or tidak")
        )
    return Reading(found)


def listed(text: str) -> list[str]:
    """The items of a cell that holds a list (see ``cells``), each once, in their order."""
    return list(dict.fromkeys(items(text)))


def member(text: str, names: tuple[str, ...]) -> Reading[str]:
    """The member of a code list that a text names: by its name, its English description or its
    Indonesian label, where only one has it. Case and punctuation don't count.
    """
    found = _members(names).get(bare(text), ())
    if len(found) == 1:
        return Reading(found[0])
    expected = f"one of {', '.join(names)}"
    if found:
        text = f"may be {' or '.join(found)}"
        return unreadable(error("ENUM_AMBIGUOUS", text, expected, "write the name itself"))
    near = nearest(text, names)
    mend = f"did you mean {near}?" if near else "write one of these names"
    return unreadable(error("ENUM_UNKNOWN", "is not in the list", expected, mend))


@lru_cache(4096)
def bare(text: str) -> str:
    """A text without case, accents, spaces and punctuation."""
    return "".join(tokens(text))


def nearest(text: str, names: Iterable[str]) -> str | None:
    """The name most like a text, or None where none is alike."""
    by_fold = {bare(name): name for name in names}
    found = process.extractOne(bare(text), by_fold.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    return by_fold[found[0]] if found else None


@cache
def described(names: tuple[str, ...]) -> Mapping[str, str]:
    """The members of the code list with these names, each with its description."""
    for candidate in vars(enums).values():
        if isinstance(candidate, type) and issubclass(candidate, Enum):
            members = {each.name: str(each.value) for each in candidate}
            if tuple(members) == names:
                return members
    return dict.fromkeys(names, "")


@cache
def _members(names: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """Members by what they are called; a name of a member is no label of another one."""
    made: dict[str, list[str]] = {}
    for name, description in described(names).items():
        short = description.partition("(")[0]
        labels = {bare(label) for label in (description, short, *_label(name))} - {""}
        for label in labels:
            made.setdefault(label, []).append(name)
    return {**made, **{bare(name): [name] for name in names}}


def _label(name: str) -> tuple[str, ...]:
    return indonesian.MEMBERS.get(name, ())
