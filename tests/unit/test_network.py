"""A network and what its actors and ties say of themselves."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from materials import agency, initiative, material, sectors

from graph.errors import TooCostly
from graph.network import network as networks
from graph.network.network import Cut, Network
from graph.network.projection import Weighting
from graph.network.scope import Asked, Level, Via, scope

DAY = "2025-06-01"
# Newman 2001, Phys. Rev. E 64, 016132, figure 7: authors A, B and others of papers of 4, 2 and 3
# authors; A and B share all of them, which ties them with 1/3 + 1 + 1/2 = 11/6.
PAPERS = {"four": "ABCD", "two": "AB", "three": "ABE", "alone": "F"}
MEASURES = [name for name in dir(Network) if not name.startswith("_") and name != "evidence"]


def network(
    weighting: Weighting = Weighting.COUNT, cut: Cut | None = None, **tables: Any
) -> Network:
    asked = Asked(DAY, via=frozenset(Via))
    return Network(scope(material(**tables), asked), weighting, cut or Cut(), 7)


def taking_part(**initiatives: str) -> dict[str, Any]:
    """Agencies of one letter each, and the initiatives in which they take part."""
    names = sorted({name for group in initiatives.values() for name in group})
    return {
        "agencies": [agency(name) for name in names],
        "initiatives": [initiative(name) for name in initiatives],
        "participations": [
            (f"Agency:{name}", f"Initiative:{activity}", "PARTNER")
            for activity, group in initiatives.items()
            for name in group
        ],
    }


def weights(made: Network) -> dict[str, float]:
    return {tie.source[-1] + tie.target[-1]: tie.weight for tie in made.edges}


def test_newmans_weights_are_those_of_his_figure() -> None:
    made = network(Weighting.NEWMAN, **taking_part(**PAPERS))
    assert weights(made)["AB"] == pytest.approx(11 / 6)
    assert weights(made)["CD"] == pytest.approx(1 / 3)
    assert {node.id[-1]: node.strength for node in made.nodes}["A"] == pytest.approx(3)
    assert [(node.activity_count, node.degree) for node in made.nodes][-1] == (1, 0)


def test_ties_below_the_minimum_are_left_out_and_their_actors_stay() -> None:
    made = network(cut=Cut(minimum=2), **taking_part(x="ABC", y="AB"))
    assert weights(made) == {"AB": 2}
    assert [node.degree for node in made.nodes] == [1, 1, 0]


def test_a_backbone_that_keeps_nothing_says_why() -> None:
    made = network(cut=Cut(alpha=0.05), **taking_part(x="ABC", y="AB"))
    assert made.backbone is not None
    assert (made.backbone.kept, made.backbone.of_edges, made.edges) == (0, 3, [])
    assert made.backbone.note is not None and "small whole numbers" in made.backbone.note


def test_a_tie_tells_what_it_is_made_of_and_since_when() -> None:
    held = "2025-02-03"
    tables = taking_part(x="AB", y="AB")
    tables["participations"] = [
        ("Agency:A", "Initiative:x", "LEAD", "2020-01-01", "2026-01-01"),
        ("Agency:B", "Initiative:x", "PARTNER", "2021-05-01"),
        ("Agency:A", "Initiative:y", "LEAD"),
        ("Agency:B", "Initiative:y", "PARTNER", "2022-01-01"),
    ]
    tables["attendances"] = [(f"Agency:{a}", "CoordinationSession:s", None, held) for a in "AB"]
    (tie,) = network(**tables).edges
    assert tie.evidence == ["CoordinationSession:s", "Initiative:x", "Initiative:y"]
    assert [(s.kind, s.count) for s in tie.shared] == [("INITIATIVE", 2), ("SESSION", 1)]
    assert (tie.activity_count, tie.initiative_count) == (3, 2)
    assert (tie.first_date, tie.latest_date) == ("2021-05-01", DAY)


def test_a_tie_is_compared_with_what_chance_makes_of_so_active_actors() -> None:
    pairs = {f"i{n}": "AB" for n in range(12)}
    ring = "CDEFGHIJ"
    others = {f"o{n}": ring[n % 8] + ring[(n + 1) % 8] for n in range(48)}
    made = network(**taking_part(**pairs, **others))
    found = {tie.source[-1] + tie.target[-1]: tie for tie in made.edges}
    assert found["AB"].expected < 6 < found["AB"].activity_count
    assert found["AB"].p_value <= found["AB"].adjusted_p_value < 0.01 < found["CD"].p_value


def test_a_session_alone_was_on_its_day() -> None:
    tables = taking_part(x="A", y="B")
    tables["attendances"] = [
        (f"Agency:{a}", "CoordinationSession:s", None, "2025-02-03") for a in "AB"
    ]
    (tie,) = network(**tables).edges
    assert (tie.first_date, tie.latest_date) == ("2025-02-03", "2025-02-03")


def test_a_hand_off_is_shown_by_both_processes() -> None:
    tables = taking_part(x="A", y="B")
    tables["ownerships"] = [
        ("Agency:A", "BusinessProcess:p"),
        ("Agency:B", "BusinessProcess:q"),
    ]
    tables["handoffs"] = [("BusinessProcess:p", "BusinessProcess:q", "API")]
    (tie,) = network(**tables).edges
    assert tie.evidence == ["BusinessProcess:p", "BusinessProcess:q"]
    assert [(s.kind, s.count) for s in tie.shared] == [("PROCESS", 1)]
    assert (tie.first_date, tie.latest_date) == (None, DAY)


def test_who_holds_parts_together_is_told_with_what_falls_off() -> None:
    made = network(**taking_part(x="ABC", y="CD"))
    apart = {node.id[-1]: node.falls_apart for node in made.nodes if node.articulation_point}
    assert {name: (pieces.sizes, pieces.cut_off) for name, pieces in apart.items()} == {
        "C": ([2, 1], ["Agency:D"])
    }
    assert [(bridge.source, bridge.target) for bridge in made.bridges] == [("Agency:C", "Agency:D")]


def test_measures_by_sector_count_the_primary_one() -> None:
    tables = {**taking_part(x="AB", y="AC"), **sectors(A="01", B="01 02", C="02")}
    made = network(**tables)
    assert made.ei_index.observed == 0
    roles = {node.id[-1]: node.brokerage for node in made.nodes}
    assert (roles["A"].representative, roles["A"].gatekeeper, roles["A"].total) == (1, 1, 2)
    assert {node.id[-1]: node.sector for node in made.nodes}["B"] == "Sector:01"


def test_paths_among_too_many_actors_are_refused_but_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(networks, "MOST_TIED", 2)
    made = network(**taking_part(x="ABC"))
    assert [node.degree for node in made.nodes] == [2, 2, 2]
    with pytest.raises(TooCostly, match="narrow the network"):
        _ = made.betweenness


def test_many_threads_measure_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    real = networks.communities

    def counted(*given: Any, **more: Any) -> Any:
        calls.append(1)
        return real(*given, **more)

    monkeypatch.setattr(networks, "communities", counted)
    made = network(**taking_part(x="ABC", y="CD"))
    threads = [threading.Thread(target=lambda: made.modularity) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1


def values(found: Any) -> Iterator[Any]:
    """All plain values in what a measure gives."""
    if is_dataclass(found):
        for each in fields(found):
            yield from values(getattr(found, each.name))
    elif isinstance(found, dict):
        for inner in found.values():
            yield from values(inner)
    elif isinstance(found, (list, tuple)):
        for inner in found:
            yield from values(inner)
    else:
        yield found


DEGENERATE = {
    "nobody": {},
    "one agency": {"agencies": [agency("A")]},
    "isolates": {"agencies": [agency("A"), agency("B")]},
    "no sectors": taking_part(x="ABC", y="CD"),
    "one sector": {**taking_part(x="ABC", y="CD"), **sectors(A="01", B="01", C="01", D="01")},
    "all in one": taking_part(x="ABCDEFGH"),
    "a repeated participation": taking_part(x="AABB"),
    "three hundred participants": {
        "agencies": [agency(f"{number}") for number in range(300)],
        "participations": [(f"Agency:{n}", "Initiative:x", "PARTNER") for n in range(300)],
    },
}


@pytest.mark.parametrize("name", DEGENERATE)
@pytest.mark.parametrize("weighting", Weighting)
def test_every_measure_has_an_answer_that_json_can_hold(name: str, weighting: Weighting) -> None:
    made = network(weighting, Cut(alpha=0.05), **DEGENERATE[name])
    for measure in MEASURES:
        for value in values(getattr(made, measure)):
            assert not isinstance(value, float) or math.isfinite(value), measure


def test_a_network_of_sectors_is_measured_like_any_other() -> None:
    tables = {**taking_part(x="AB", y="AC"), **sectors(A="01", B="02", C="02")}
    asked = Asked(DAY, Level.SECTOR)
    made = Network(scope(material(**tables), asked), Weighting.COUNT, Cut(), 1)
    (tie,) = made.edges
    assert (tie.source, tie.target, tie.weight) == ("Sector:01", "Sector:02", 2)
    assert made.ei_index.observed == 1
    assert all(node.agency is None for node in made.nodes)
