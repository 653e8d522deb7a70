"""What a search says of why it found something."""

from __future__ import annotations

from typing import Any

import pytest

from graph.matched import matched

SEARCH = """query($text: String!) { search(text: $text, kinds: [AGENCY], asOf: "2026-11-25") {
  edges { score m: matched { field text __typename } node { id } } } }"""


@pytest.mark.parametrize(
    ("text", "id_", "field", "found"),
    [
        ("komdigi", "Agency:komdigi", "ACRONYM", "Komdigi"),
        ("kominfo", "Agency:komdigi", "FORMER_NAMES", "Kominfo"),
        ("bkkbn", "Agency:kemendukbangga", "FORMER_NAMES", "BKKBN"),
        ("kementerian lh", "Agency:klh", "NAME", "Kementerian Lingkungan Hidup"),
        ("BPLH", "Agency:klh", "ALIASES", "BPLH"),
        ("ministry of health", "Agency:kemenkes", "NAME_EN", "Ministry of Health"),
        ("kemenko-pm", "Agency:kemenko-pm", "ACRONYM", "Kemenko PM"),
    ],
)
def test_a_search_says_which_text_it_found(
    graph: Any, text: str, id_: str, field: str, found: str
) -> None:
    edges = graph.data(SEARCH, {"text": text})["search"]["edges"]
    (edge,) = [e for e in edges if e["node"]["id"] == id_]
    assert edge["m"]["field"] == field and edge["m"]["text"].startswith(found)
    assert edge["m"]["__typename"] == "SearchMatch"


def test_every_hit_says_why(graph: Any) -> None:
    text = '{ search(text: "%s", first: 100) { edges { matched { text } node { id } } } }'
    for question in ("a", "badan", "kesehatan", "lingkungan hidup", "2025 rpjmn"):
        edges = graph.data(text % question)["search"]["edges"]
        assert edges and all(edge["matched"]["text"] for edge in edges)


@pytest.mark.parametrize(
    ("words", "fields", "best"),
    [
        ("desa", [("A", "Kementerian Désa"), ("B", ["x", "Desa"])], ("B", "Desa")),
        ("desa", [("A", "Desa Maju"), ("B", "Maju Desa")], ("A", "Desa Maju")),
        ("des", [("A", None), ("B", []), ("C", "Pedesaan")], ("C", "Pedesaan")),
        ("a b", [("A", "b c"), ("B", "b a")], ("B", "b a")),
        ("xa yb", [("A", "xa"), ("B", "yb zc")], ("A", "xa")),
        ("x", [("A", "y")], None),
    ],
)
def test_the_text_that_fits_best_is_told(words: str, fields: Any, best: Any) -> None:
    assert matched(words.split(), fields) == best
