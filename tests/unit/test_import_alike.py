"""Which bodies are the same by what they are called, and which only may be."""

from __future__ import annotations

from typing import Any

import pytest

from graph.imports.alike import MOST, Bodies, Candidate, candidates, fits
from graph.imports.known import Body


def body(id_: str, name: str, **more: Any) -> Body:
    return Body(id_, id_.lower(), name, **{"type": "MINISTRY", **more})


HEALTH = body("H", "Ministry of Health", acronym="MoH", identifiers=["reg:7"], refs=["west|7"])


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (body("", "ministry  of HEALTH!"), True),
        (body("", "Kesehatan", name_en="Ministry of Health"), False),
        (body("", "Kesehatan", aliases=["Ministry of Health"]), True),
        (body("", "MoH"), True),
        (body("", "Health", acronym="Ministry of Health"), True),
        (body("", "Kesehatan", acronym="MoH"), False),
        (body("", "Kesehatan", former=["Ministry of Health"]), False),
        (body("", "Ministry of Healthy Living"), False),
        (body("", "Ministry of Health", type="REGIONAL_GOVERNMENT"), False),
        (body("", "Ministry of Health", type="UNKNOWN"), True),
        (body("", "Ministry of Health", type=None), True),
        (body("", "Ministry of Health", until="1990-01-01"), False),
    ],
)
def test_by_name(other: Body, found: bool) -> None:
    assert Bodies([HEALTH]).by_name(other) == ({"H"} if found else set())


def test_by_ref_and_identifier() -> None:
    known = Bodies([HEALTH])
    assert (known.by_ref("west|7"), known.by_ref("east|7")) == ("H", None)
    assert known.by_identifier(body("", "x", identifiers=["REG:7", "reg:8"])) == {"H"}
    assert known.by_identifier(body("", "Ministry of Health")) == set()


def test_parents_must_not_differ() -> None:
    under = {each: frozenset(each) for each in ("P", "Q", "PQ")}
    assert fits(body("A", "a", parents=under["P"]), body("B", "a", parents=under["PQ"]))
    assert fits(body("A", "a", parents=under["P"]), body("B", "a"))
    assert not fits(body("A", "a", parents=under["P"]), body("B", "a", parents=under["Q"]))


def test_lives_must_meet() -> None:
    until = body("A", "a", since="1990-01-01", until="2000-01-01")
    assert not fits(until, body("B", "a", since="2000-01-01"))
    assert not fits(body("B", "a", since="2000-01-01"), until)
    assert fits(until, body("B", "a", since="1999-12-31"))
    assert fits(until, body("B", "a", until="1995-01-01"))


def one(a: Body, b: Body, **more: Any) -> Candidate | None:
    found = candidates([a], [b], **more)
    assert len(found) <= 1
    return found[0] if found else None


def test_an_acronym_alone_makes_a_candidate() -> None:
    made = one(body("A", "Kesehatan", acronym="moh"), HEALTH)
    assert made and made.reasons == ("ACRONYM",) and made.score == 0.9


def test_reasons_come_strongest_first() -> None:
    other = body("A", "Ministry of Health", acronym="MoH", identifiers=["REG:7"])
    made = one(other, HEALTH)
    assert made and made.reasons == ("IDENTIFIER", "NAME", "ACRONYM") and made.score == 1


def test_what_does_not_fit_scores_less() -> None:
    made = one(body("A", "Ministry of Health", type="STATE_ENTERPRISE"), HEALTH)
    assert made and made.score == pytest.approx(0.97 * 0.9, abs=0.001)


def test_like_names_and_former_names_make_candidates() -> None:
    similar = one(body("A", "Ministry of Healths"), HEALTH)
    assert similar and similar.reasons == ("SIMILAR_NAME",) and 0.8 < similar.score < 0.95
    former = one(body("A", "Kesehatan", former=["Ministry of Health"]), HEALTH)
    assert former and former.reasons == ("FORMER_NAME",)
    assert one(body("A", "Ministry of Defence"), HEALTH) is None


def test_those_kept_apart_are_no_candidates() -> None:
    other = body("A", "Ministry of Health")
    assert one(other, HEALTH, apart={frozenset("AH")}) is None


def test_within_one_collection_each_pair_is_told_once() -> None:
    bodies = [body(id_, "Ministry of Health") for id_ in "CAB"]
    found = candidates(bodies, bodies)
    assert [(c.one, c.other) for c in found] == [("A", "B"), ("A", "C"), ("B", "C")]


def test_words_that_many_share_bring_no_two_together() -> None:
    bodies = [body(f"B{n}", f"Ministry w{n}") for n in range(3 * MOST)]
    assert candidates(bodies, bodies) == []
    twins = [body("T1", "Ministry seldom"), body("T2", "Ministry seldom")]
    assert [c.one for c in candidates([*bodies, *twins], [*bodies, *twins])] == ["T1"]


def test_one_that_ended_is_not_one_that_lives_since_nobody_knows_when() -> None:
    assert not fits(body("A", "a", until="2000-01-01"), body("B", "a"))
