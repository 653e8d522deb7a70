"""Suggested partners: who, why, and what they would change."""

from __future__ import annotations

from itertools import combinations
from math import isfinite, log

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from materials import agency, initiative, material, named, target
from random_materials import AGENCIES, DAY, INITIATIVES, TARGETS, materials, part

from graph.errors import NotFound
from graph.network.change import Found, Join
from graph.network.language import Language
from graph.network.material import Material, Part
from graph.network.partnering import Partnering
from graph.network.partners import NEEDS, Suggestion, suggest
from graph.network.reasons import FORCES, Clue, Reason, cases
from graph.network.whatif import apply
from graph.network.wording import SENTENCES
from schema.partners import PartnerReason

SMALL = material(
    agencies=[
        *map(agency, "ABCDEF"),
        agency("G", "GENERIC"),
        agency("Old", end="2024-10-21"),
    ],
    events=[("ChangeEvent:1", "RENAMED", "2024-10-21", ["Agency:Old"], ["Agency:D"])],
    initiatives=[
        initiative("i"),
        initiative("j", end=DAY),
        initiative("gone", end="2026-05-31"),
        initiative("over", "ENDED"),
    ],
    targets=[target("t"), target("u"), target("past", end=2025)],
    sectors=[named("Sector", "x"), named("Sector", "y")],
    regions=[named("Region", "r"), named("Region", "s")],
    processes=[named("BusinessProcess", key) for key in "pqr"],
    participations=[
        part("A", "Initiative:i", "LEAD"),
        part("B", "Initiative:i"),
        part("B", "Initiative:j"),
        part("C", "Initiative:j"),
        part("A", "Initiative:over", start="2020-01-01"),
        part("Old", "Initiative:over", start="2021-01-01"),
        part("E", "Initiative:over", start="2019-01-01", end="2020-01-01"),
        part("A", "Initiative:gone"),
        part("G", "Initiative:j"),
    ],
    contributions=[
        part("A", "Target:t", "LEAD"),
        part("A", "Target:past", "LEAD"),
        part("E", "Target:past", "CONTRIBUTOR"),
        part("D", "Target:u", "CONTRIBUTOR", end="2026-01-01"),
    ],
    ownerships=[
        ("Agency:A", "BusinessProcess:p", None, None, None),
        ("Agency:E", "BusinessProcess:q", None, None, None),
        ("Agency:F", "BusinessProcess:r", None, None, "2026-01-01"),
    ],
    handoffs=[
        ("BusinessProcess:q", "BusinessProcess:p", "MANUAL"),
        ("BusinessProcess:p", "BusinessProcess:r", "API"),
    ],
    in_sector=[
        ("Agency:A", "Sector:x", 1, None, None),
        ("Agency:F", "Sector:x", 1, None, None),
        ("Agency:F", "Sector:y", 2, None, None),
    ],
    initiative_targets=[("Initiative:j", "Target:t"), ("Initiative:gone", "Target:u")],
    initiative_regions=[("Initiative:i", "Region:r")],
    initiative_processes=[("Initiative:j", "BusinessProcess:p")],
    agency_regions=[("Agency:F", "Region:r"), ("Agency:F", "Region:s")],
    target_sectors=[("Target:t", "Sector:y")],
    competencies=[named("Competency", key) for key in "km"],
    agency_competencies=[
        *((f"Agency:{key}", "Competency:k") for key in "ADE"),
        *((f"Agency:{key}", "Competency:m") for key in "CD"),
        *((f"Agency:{key}", "Competency:everywhere") for key in "ACDE"),
    ],
)


def why(found: list[Suggestion]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        s.agency[7:]: {
            r.reason.name: tuple(e.partition(":")[2] for e in r.evidence) for r in s.reasons
        }
        for s in found
    }


def said(found: list[Suggestion], agency: str, reason: Reason) -> tuple[str, str]:
    (because,) = (
        r for s in found if s.agency == f"Agency:{agency}" for r in s.reasons if r.reason is reason
    )
    return because.text(Language.ID), because.text(Language.EN)


def test_partners_of_an_agency_have_their_reasons() -> None:
    assert why(suggest(SMALL, DAY, "Agency:A")) == {
        "C": {"COMPLEMENTARY_TARGETS": ("t",), "COMMON_PARTNERS": ("B",)},
        "D": {"PAST_TIES": ("over",), "COMPETENCIES": ("k",)},
        "E": {"PROCESSES": ("q",), "COMPETENCIES": ("k",)},
        "F": {"COMMON_SECTORS": ("x",), "REGIONS": ("r",)},
    }


def test_partners_of_a_target_have_their_reasons() -> None:
    assert why(suggest(SMALL, DAY, "Target:t")) == {
        "B": {"INITIATIVES": ("j",), "COMMON_PARTNERS": ("A",)},
        "C": {"INITIATIVES": ("j",)},
        "D": {"COMPETENCIES": ("k",)},
        "E": {"PROCESSES": ("q",), "COMPETENCIES": ("k",)},
        "F": {"COMMON_SECTORS": ("y",)},
    }
    assert why(suggest(SMALL, DAY, "Target:u")) == {"D": {"PAST_TIES": ("u",)}}


def test_partners_of_an_initiative_have_their_reasons() -> None:
    assert why(suggest(SMALL, DAY, "Initiative:j")) == {
        "A": {"COMPLEMENTARY_TARGETS": ("t",), "PROCESSES": ("p",), "COMMON_PARTNERS": ("B",)},
        "D": {"COMPETENCIES": ("m",)},
        "E": {"PROCESSES": ("q",)},
    }
    assert why(suggest(SMALL, DAY, "Initiative:i"))["F"] == {"REGIONS": ("r",)}


@pytest.mark.parametrize(
    "subject", ["Agency:Old", "Agency:G", "Target:past", "Initiative:gone", "Initiative:over"]
)
def test_what_is_not_there_on_the_day_gets_no_partners(subject: str) -> None:
    assert suggest(SMALL, DAY, subject) == []


def test_an_initiative_is_live_on_its_last_day() -> None:
    assert suggest(SMALL, DAY, "Initiative:j")
    assert not suggest(SMALL, "2026-06-02", "Initiative:j")


def test_what_nobody_knows_is_not_found() -> None:
    with pytest.raises(NotFound):
        suggest(SMALL, DAY, "Sector:x")


def test_reasons_are_told_in_both_languages() -> None:
    found = suggest(SMALL, DAY, "Agency:A")
    assert said(found, "C", Reason.COMPLEMENTARY_TARGETS) == (
        "A mengampu sasaran yang didukung inisiatif C: Sasaran t.",
        "A answers for a target that initiatives of C serve: Target t.",
    )
    assert said(found, "D", Reason.PAST_TIES) == (
        "A dan D pernah bersama dalam inisiatif: Inisiatif over.",
        "A and D took part in an initiative together before: Initiative over.",
    )
    first = found[0]
    assert first.text(Language.ID) == "A bergabung dalam inisiatif Inisiatif j."
    assert first.text(Language.EN) == "A joins the initiative Initiative j."
    assert first.effect.text(Language.EN) == (
        "Makes 1 new tie. Others are 1.00 steps away on average, not 1.50. "
        "Brings together 1 pair with common targets."
    )
    assert first.effect.text(Language.ID) == (
        "Menambah 1 hubungan baru. Jarak rata-rata ke lembaga lain menjadi 1,00 langkah dari "
        "1,50. Mempertemukan 1 pasangan dengan sasaran yang sama."
    )


def test_every_reason_can_be_told() -> None:
    assert FORCES.keys() == set(Reason)
    assert {reason.name for reason in Reason} == set(PartnerReason.__members__)
    told = set().union(*SENTENCES.values()) - {"LED_TARGETS"}
    assert told == {reason.value for reason in Reason}


def test_scores_follow_the_formula() -> None:
    found = {s.agency: s for s in suggest(SMALL, DAY, "Agency:A")}
    # t has the contributors A, B and C; B is the partner of A and C.
    complement = 0.5 * (1 / 2) / (1 / 2 + 0.5)
    partners = 0.2 * (1 / log(2)) / (1 / log(2) + 2)
    assert found["Agency:C"].score == pytest.approx(1 - (1 - complement) * (1 - partners))
    shares = [log(1 - complement), log(1 - partners)]
    assert [r.weight for r in found["Agency:C"].reasons] == pytest.approx(
        [share / sum(shares) for share in shares]
    )
    # Six agencies, two of which work in x and one in y.
    x, y = 1 + log(6 / 2), 1 + log(6)
    sectors = 0.25 * (x / (x + y)) / (x / (x + y) + 0.5)
    regions = 0.25 * (1 / 2) / (1 / 2 + 0.5)
    assert found["Agency:F"].score == pytest.approx(1 - (1 - sectors) * (1 - regions))


def test_a_competency_counts_less_the_more_agencies_require_it() -> None:
    requiring = {"a": "AB", "few": "AC", "some": "ADE", "all": "ABCDE"}
    made = material(
        agencies=map(agency, "ABCDEF"),
        agency_competencies=[
            (f"Agency:{key}", f"Competency:{c}") for c, keys in requiring.items() for key in keys
        ],
    )
    found = {s.agency[7:]: s.score for s in suggest(made, DAY, "Agency:A")}
    two, three = (0.2 * x / (x + 0.5) for x in (1 - 1 / 4, 1 / 2 - 1 / 4))
    assert found == {key: pytest.approx(two if key in "BC" else three) for key in "BCDE"}


def test_more_evidence_never_counts_less() -> None:
    one = Clue("Agency:A", Reason.COMMON_TARGETS, "Target:t", 1.0)
    more = [one, one._replace(evidence="Target:u"), one._replace(reason=Reason.REGIONS)]
    scores = [cases(more[:count])["Agency:A"].score for count in (1, 2, 3)]
    assert scores == sorted(set(scores))
    assert cases([one._replace(amount=0.0)]) == {}


def test_a_minimum_leaves_weak_suggestions_out() -> None:
    found = suggest(SMALL, DAY, "Agency:A")
    assert suggest(SMALL, DAY, "Agency:A", found[1].score) == found[:2]


def test_two_begin_something_new_where_nothing_fits() -> None:
    (found,) = suggest(
        material(
            agencies=[agency("A"), agency("B")],
            targets=[target("t")],
            contributions=[part("A", "Target:t", "LEAD"), part("B", "Target:t", "CONTRIBUTOR")],
        ),
        DAY,
        "Agency:A",
    )
    roles = (("Agency:A", "LEAD"), ("Agency:B", "PARTNER"))
    assert found.change == Found("A - B", ("Target:t",), (), roles)
    assert found.text(Language.ID) == "A dan B memulai inisiatif baru untuk sasaran Sasaran t."
    assert found.text(Language.EN) == "A and B begin a new initiative towards Target t."
    assert found.effect.joins_components
    assert (found.effect.before.others, found.effect.after.others) == (0, 1)
    assert found.effect.before.distance is None
    assert found.effect.gaps_closed == 1


def test_those_with_common_targets_do_not_meet_over_something_else() -> None:
    made = material(
        agencies=[agency(key) for key in "ABCD"],
        targets=[target("t"), target("u")],
        sectors=[named("Sector", "x")],
        initiatives=[initiative("i")],
        participations=[part("A", "Initiative:i")],
        in_sector=[(f"Agency:{key}", "Sector:x", 1, None, None) for key in "AB"],
        initiative_sectors=[("Initiative:i", "Sector:x")],
    )
    both = [part(key, "Target:t", "CONTRIBUTOR") for key in "AB"]
    many = [part(key, "Target:u", "CONTRIBUTOR") for key in "ABCD"]
    apart, common = (
        {s.agency: s.change for s in suggest(m, DAY, "Agency:A")}["Agency:B"]
        for m in (made, made.with_tables(contributions=tuple(Part(*row) for row in both + many)))
    )
    assert apart == Join("Agency:B", "Initiative:i", "PARTNER")
    assert isinstance(common, Found)
    assert common.targets == ("Target:t",)
    assert common.sectors == ("Sector:x",)


def test_nobody_there_means_nobody_suggested() -> None:
    assert suggest(material(agencies=[agency("A")]), DAY, "Agency:A") == []
    lonely = material(initiatives=[initiative("i")], targets=[target("t")])
    assert suggest(lonely, DAY, "Initiative:i") == suggest(lonely, DAY, "Target:t") == []


def test_the_first_contributor_is_told_as_such() -> None:
    made = material(
        agencies=[agency("A")],
        targets=[target("t")],
        sectors=[named("Sector", "x")],
        in_sector=[("Agency:A", "Sector:x", 1, None, None)],
        target_sectors=[("Target:t", "Sector:x")],
    )
    (found,) = suggest(made, DAY, "Target:t")
    assert found.change == Join("Agency:A", "Target:t", "CONTRIBUTOR")
    assert found.effect.text(Language.EN) == "It would be the first to take part."


subjects = st.sampled_from(
    [f"Agency:{key}" for key in (*AGENCIES[:6], "G", "H")]
    + [f"Initiative:{key}" for key in INITIATIVES]
    + [f"Target:{key}" for key in TARGETS]
)


def suggestions(made: Material, subject: str) -> list[Suggestion]:
    try:
        return suggest(made, DAY, subject)
    except NotFound:
        return []


@given(materials(), subjects)
def test_suggestions_are_ranked_by_defined_scores(made: Material, subject: str) -> None:
    found = suggestions(made, subject)
    keys = [s.key for s in found]
    assert keys == sorted(set(keys))
    for one in found:
        assert 0 < one.score < 1
        assert sum(r.weight for r in one.reasons) == pytest.approx(1)
        assert all(r.weight > 0 and r.evidence for r in one.reasons)
        texts = [r.text(language) for r in one.reasons for language in Language]
        texts += [said(x) for said in (one.text, one.effect.text) for x in Language]
        assert all(text.endswith(".") and "{" not in text for text in texts)
    scores = [round(s.score, 9) for s in found]
    assert scores == sorted(scores, reverse=True)


@given(materials(), subjects)
def test_no_one_is_suggested_who_is_there_already_or_no_actor(made: Material, subject: str) -> None:
    world = Partnering(made, DAY)
    known = {s.agency for s in suggestions(made, subject)}
    assert known <= world.actors
    assert not known & {"Agency:G", "Agency:H", subject}
    there = world.neighbours.get(subject, set()) | world.direct.get(subject, set())
    assert not known & (there | world.members.get(subject, set()))


@given(materials(), subjects, st.randoms())
def test_the_order_of_rows_changes_nothing(made: Material, subject: str, random) -> None:
    shuffled = {name: tuple(random.sample(rows, len(rows))) for name, rows in made.tables.items()}
    other = suggestions(Material(1, shuffled), subject)
    found = suggestions(made, subject)
    assert found == other
    assert [(s.change, s.effect) for s in found] == [(s.change, s.effect) for s in other]


@given(materials(), subjects)
def test_effects_are_those_of_the_change_applied(made: Material, subject: str) -> None:
    for one in suggestions(made, subject)[:3]:
        before = Partnering(made, DAY)
        after = Partnering(apply(made, [one.change], DAY), DAY)
        towards = subject.startswith("Target:")
        old, new = ((w.fellows if towards else w.neighbours) for w in (before, after))
        assert set(one.effect.ties) == pairs(new) - pairs(old)
        assert pairs(old) <= pairs(new)
        closed, opened = gaps(before) - gaps(after), gaps(after) - gaps(before)
        assert (one.effect.gaps_closed, one.effect.gaps_opened) == (len(closed), len(opened))
        assert one.effect.joins_components == (parts(new) < parts(old))
        for reach, ties in ((one.effect.before, old), (one.effect.after, new)):
            steps = distances(ties, one.effect.agency)
            assert reach.others == len(steps)
            assert reach.distance == (pytest.approx(sum(steps) / len(steps)) if steps else None)
            assert reach.distance is None or isfinite(reach.distance)


def pairs(ties: dict[str, set[str]]) -> set[tuple[str, str]]:
    return {(a, b) for a, others in ties.items() for b in others if a < b}


def gaps(world: Partnering) -> set[tuple[str, str]]:
    return {
        (a, b)
        for a, b in combinations(sorted(world.actors), 2)
        if world.targets[a] & world.targets[b] and b not in world.neighbours[a]
    }


def as_networkx(ties: dict[str, set[str]]):
    made = nx.Graph()
    made.add_nodes_from(ties)
    made.add_edges_from(pairs(ties))
    return made


def parts(ties: dict[str, set[str]]) -> int:
    return nx.number_connected_components(as_networkx(ties))


def distances(ties: dict[str, set[str]], start: str) -> list[int]:
    found = nx.single_source_shortest_path_length(as_networkx(ties), start)
    return [steps for other, steps in found.items() if other != start]


def test_nothing_is_read_but_what_is_needed() -> None:
    less = Material(1, {name: SMALL[name] for name in NEEDS})
    for subject in ("Agency:A", "Target:t", "Initiative:j"):
        found = suggest(less, DAY, subject)
        assert found == suggest(SMALL, DAY, subject)
        assert all(
            s.effect and s.text(Language.ID) and s.reasons[0].text(Language.EN) for s in found
        )
