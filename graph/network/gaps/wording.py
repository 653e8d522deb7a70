"""The sentences of gaps in each language, and what fills them with names and numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.network.gaps.gap import Told
from graph.network.language import Language, Names, Said


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of a case: ``explain`` and ``suggest`` by language, with names in braces for
    what differs.
    """

    explain: Mapping[Language, str]
    suggest: Mapping[Language, str]

    def filled(self, language: Language, words: Mapping[str, str]) -> Told:
        """The sentences with these words, each beginning with a capital letter."""
        return Told(*(_begun(text[language].format_map(words)) for text in self._both))

    @property
    def _both(self) -> tuple[Mapping[Language, str], Mapping[Language, str]]:
        return self.explain, self.suggest


def wording(*, id_: tuple[str, str], en: tuple[str, str]) -> Wording:
    """Sentences from what explains and what suggests, in both languages."""
    return Wording(
        {Language.ID: id_[0], Language.EN: en[0]}, {Language.ID: id_[1], Language.EN: en[1]}
    )


@dataclass(frozen=True, slots=True)
class Known:
    """The particulars of a gap that are all known; only its words wait until they are asked for."""

    names: Names
    wording: Wording
    words: Callable[[Said], Mapping[str, str]]
    subjects: tuple[str, ...]
    numbers: tuple[tuple[str, float], ...]
    evidence: tuple[str, ...]

    def told(self, language: Language) -> Told:
        """The case in words."""
        return self.wording.filled(language, self.words(self.names.said(language)))


def target_list(said: Said, ids: tuple[str, ...]) -> str:
    """Targets as an object of a sentence."""
    if len(ids) == 1:
        many = ("sasaran", "the target")
    else:
        many = (f"{len(ids)} sasaran:", f"{len(ids)} targets:")
    return f"{many[said.language is Language.EN]} {said.titles(ids)}"


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
