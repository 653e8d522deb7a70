"""Folding: what search compares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fold import searchable, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kementerian Désa", ["kementerian", "desa"]),
        ("BPS-Statistics  (Indonesia)", ["bps", "statistics", "indonesia"]),
        ("Straße ÅNGSTRÖM", ["strasse", "angstrom"]),
        ("\ufb01nance \u2460", ["finance", "1"]),
        ("PP 42/2006, Pasal 3", ["pp", "42", "2006", "pasal", "3"]),
        ("e\u0301 \xe9", ["e", "e"]),
        ("Ἀθῆναι 東京", ["αθηναι", "東京"]),
        ("\U0001f600 .,;|", []),
        ("", []),
    ],
)
def test_case_accents_and_punctuation_do_not_count(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    words = tokens(text)
    assert tokens(" ".join(words)) == words
    assert all(words)


@given(st.lists(st.text(), max_size=4))
def test_every_text_stands_between_borders_and_every_word_between_spaces(texts: list[str]) -> None:
    found = searchable(texts)
    for text in texts:
        words = tokens(text)
        if words:
            assert f" | {' '.join(words)} | " in found
            assert all(f" {word} " in found for word in words)
    assert bool(found) == any(tokens(text) for text in texts)


def test_a_phrase_does_not_cross_from_one_text_to_the_next() -> None:
    assert searchable(["Badan Pusat", "Statistik"]) == " | badan pusat | statistik | "
    assert " pusat statistik " not in searchable(["Badan Pusat", "Statistik"])
    assert searchable(["BPS", "bps", "B.P.S", ""]) == " | bps | b p s | "


def test_a_border_in_a_text_is_none() -> None:
    assert searchable(["a|b", "|"]) == " | a b | "
