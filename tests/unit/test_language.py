"""Names, lists, numbers and days in sentences."""

from __future__ import annotations

import pytest
from materials import agency, material, target

from graph.network.language import LONGEST, Language, Names, listed

ID, EN = Language.ID, Language.EN


@pytest.mark.parametrize(
    ("words", "language", "said"),
    [
        ("", ID, ""),
        ("a", ID, "a"),
        ("a|b", ID, "a dan b"),
        ("a|b|c", ID, "a, b, dan c"),
        ("a|b|c", EN, "a, b and c"),
        ("a|b|c|d|e", EN, "a, b, c, d and e"),
        ("a|b|c|d|e|f", EN, "a, b, c, d and 2 others"),
        ("a|b|c|d|e|f", ID, "a, b, c, d, dan 2 lainnya"),
        ("a dan b|c", ID, "a dan b; dan c"),
        ("a, b|c|d", EN, "a, b; c; and d"),
        ("“a, b”|“c”", EN, "“a, b” and “c”"),
    ],
)
def test_names_stand_in_a_row(words: str, language: Language, said: str) -> None:
    assert listed(words.split("|") if words else [], language) == said


def test_agencies_are_called_by_acronyms_and_long_names_are_cut() -> None:
    long = "Menurunkan " + "sangat " * 20
    names = Names(material(agencies=[agency("A")], targets=[("Target:t", "t", long, None, "x")]))
    assert names.said(ID).name("Agency:A") == names.said(EN).short("Agency:A") == "A"
    assert names.said(EN).name("Agency:A") == "Agency A (A)"
    assert names.said(ID).name("Target:t") == long
    cut = names.said(ID).short("Target:t")
    assert cut.endswith("sangat…") and len(cut) <= LONGEST + 1
    assert names.said(ID).shorts(["Agency:A", "Agency:gone"]) == "A dan Agency:gone"


def test_names_are_indonesian_where_there_is_no_other() -> None:
    names = Names(material(targets=[target("t"), ("Target:u", "u", "Sasaran u", None, "x")]))
    assert names.said(EN).titles(["Target:t", "Target:u"]) == "“Target t” and “Sasaran u”"


def test_numbers_and_days_follow_the_language() -> None:
    both = Names(material()).said(ID), Names(material()).said(EN)
    assert [said.number(1234.5) for said in both] == ["1.234,5", "1,234.5"]
    assert [said.number(3.0) for said in both] == ["3", "3"]
    assert [said.number(1000.0) for said in both] == ["1.000", "1,000"]
    assert [said.percent(0.256) for said in both] == ["26 persen", "26%"]
    assert [said.day("2026-03-05") for said in both] == ["5 Maret 2026", "5 March 2026"]
    assert [said.day("2026-03") for said in both] == ["Maret 2026", "March 2026"]
    assert [said.day("2026") for said in both] == ["2026", "2026"]
