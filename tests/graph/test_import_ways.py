"""Several sources speak of one thing: who owns it, rules or only fills; and what leads where."""

from __future__ import annotations

import pytest
from importing import DAY, Hub, agency, bond, employee, order, part_of, post, thing, unit

from graph.errors import Conflict
from seeds.imports.item import Grade


def test_what_a_source_no_longer_says_of_its_own_is_gone(hub: Hub) -> None:
    hub.imports([agency("x-a", "Agency A of X", website="w", aliases=["A", "AA"])])
    told = hub.imports([agency("x-a", "Agency A of X", aliases=["AA"])])
    found = hub.node("Agency:x-a")
    assert found and "website" not in found and found["aliases"] == ["AA"]
    assert told.told() == {"website": ("w", None, True), "aliases": (["A", "AA"], ["AA"], True)}


def test_another_source_fills_and_adds_and_what_differs_is_told(hub: Hub) -> None:
    hub.there(agency("x-old", "Old Agency of X", identifiers=["reg:1"], website="w"))
    told = hub.imports(
        [
            agency(
                "x-k",
                "Ancient Agency of X",
                identifiers=["REG:1", "lei:2"],
                website="v",
                nameEn="The Old",
                source="their law",
                validTo="2000-01-01",
            )
        ]
    )
    found = hub.node("Agency:x-old")
    assert found
    assert (found["name"], found["code"], found["website"]) == ("Old Agency of X", "x-old", "w")
    assert (found["nameEn"], found["aliases"]) == ("The Old", ["Ancient Agency of X"])
    assert found["identifiers"] == ["reg:1", "REG:1", "lei:2"]
    assert found["refs"] == ["west|x-k"]
    assert "ancient agency of x" in found["searchText"]
    assert found["run"] == told.run and "origin" not in found
    assert "source" not in found and "validTo" not in found
    differed = told.told()
    assert differed["website"] == ("w", "v", False)
    assert differed["nameEn"] == (None, "The Old", True)
    assert told.matched == {"IDENTIFIER": 1}
    assert hub.node("Agency:x-k") is None


def test_an_owner_does_not_clear_what_another_filled(hub: Hub) -> None:
    hub.imports([agency("x-a", "Agency A of X", aliases=["A"])])
    hub.imports([agency("x-k", "Agency A of X", website="w", aliases=["AA"])], "east")
    hub.imports([agency("x-a", "Agency A of X", aliases=["AAA"], nameEn="A")])
    found = hub.node("Agency:x-a")
    assert found and (found["website"], found["nameEn"]) == ("w", "A")
    assert found["aliases"] == ["A", "AA", "AAA"]
    hub.imports([agency("x-a", "Agency A of X", aliases=["AAA"], nameEn="A", website="own")])
    found = hub.node("Agency:x-a")
    assert found and found["website"] == "own"


def test_the_hubs_own_tables_rule(hub: Hub) -> None:
    hub.imports([agency("x-a", "Agency A of X", website="w", aliases=["A"]), unit("x-u")])
    table = [agency("x-a", "Agency A of X, corrected", aliases=["B"])]
    told = hub.imports(table, "tables", own=True)
    found = hub.node("Agency:x-a")
    assert found and found["name"] == "Agency A of X, corrected"
    assert (found["website"], found["aliases"]) == ("w", ["A", "B"])
    assert (found["origin"], found["run"]) == ("west", told.run)
    assert "corrected" in found["searchText"]
    assert all(each.taken for each in told.differences)
    again = hub.imports(table, "tables", own=True)
    assert (again.total.same, again.total.changed) == (1, 0)
    same = hub.imports([agency("x-a", "Agency A of X", website="w", aliases=["A"]), unit("x-u")])
    assert same.total.same == 2
    assert hub.node("Agency:x-a") == found


def test_relations_are_filled_and_ruled_too(hub: Hub) -> None:
    hub.there(agency("x-a", "Agency A of X"), agency("x-b", "Agency B of X"))
    hub.tied(part_of("x-a", "x-b", from_="1990-01-01", source="law"))
    items = [agency(f"x-{a}", f"Agency {a.upper()} of X") for a in "ab"]
    told = hub.imports([*items, part_of("x-a", "x-b", from_="1990-01-01", source="l2", to=DAY)])
    ((_, found),) = hub.relations("PART_OF").items()
    assert (found["source"], found["to"]) == ("law", DAY)
    assert told.told()["source"] == ("law", "l2", False)
    assert told.differences[-1].id == "Agency:x-a to Agency:x-b"
    assert "origin" not in found and found["run"] == told.run
    ruled = [*items, part_of("x-a", "x-b", from_="1990-01-01", source="l3")]
    hub.imports(ruled, "tables", own=True)
    ((_, found),) = hub.relations("PART_OF").items()
    assert (found["source"], found["to"]) == ("l3", DAY)


def test_by_ref_whatever_it_is_called_now(hub: Hub) -> None:
    hub.imports([agency("x-a", "Agency A of X")])
    told = hub.imports([agency("x-a", "Something else of X", code="x-z")])
    assert told.matched == {"REF": 1}
    found = hub.node("Agency:x-a")
    assert found and (found["name"], found["code"]) == ("Something else of X", "x-a")


def test_what_was_matched_once_is_so_again(hub: Hub) -> None:
    hub.there(agency("x-old", "Old Agency of X"))
    hub.imports([agency("x-k", "Old Agency of X")])
    again = hub.imports([agency("x-k", "Renamed Agency of X")])
    assert again.matched == {"REF": 1}
    found = hub.node("Agency:x-old")
    assert found and found["aliases"] == ["Renamed Agency of X"]
    assert hub.imports([agency("x-k", "Renamed Agency of X")]).total.same == 1


def test_a_code_that_is_taken_gets_a_number_and_keeps_it(hub: Hub) -> None:
    hub.there(agency("x-a", "Agency A of X"))
    items = [agency("x-a", "Zoo of X"), unit("x-u"), bond("UNIT_OF", "Unit:x-u", "Agency:x-a")]
    told = hub.imports(items)
    assert told.codes == ["CODE_TAKEN"]
    assert list(hub.relations("UNIT_OF")) == [("Unit:x-u", "Agency:x-a-2", "")]
    again = hub.imports(items)
    assert again.codes == [] and again.total.same == 3
    # Another file of the source speaks of the same body, without telling of it again.
    hub.imports([unit("x-v"), bond("UNIT_OF", "Unit:x-v", "Agency:x-a")])
    assert ("Unit:x-v", "Agency:x-a-2", "") in hub.relations("UNIT_OF")


def test_an_acronym_makes_candidates_and_no_match(hub: Hub) -> None:
    hub.there(agency("x-old", "Bureau of Xylophones", acronym="BXX"))
    told = hub.imports([agency("x-k", "Board of Xenon", acronym="BXX")])
    assert told.matched == {}
    assert [(c.one, c.other, c.reasons) for c in told.candidates] == [
        ("Agency:x-k", "Agency:x-old", ("ACRONYM",))
    ]
    assert hub.node("Agency:x-k")


NIP = "197701012000011001"


def test_people_are_the_same_by_number_in_all_sources(hub: Hub) -> None:
    hub.imports([employee(NIP)])
    told = hub.imports([employee(NIP, name="Another")], "east")
    ((id_, name),) = hub.read("MATCH (e:Employee {nip: $p.nip}) RETURN e.id, e.name", nip=NIP)
    assert name == f"Person {NIP}" and NIP not in id_ and len(id_) == len("Employee:") + 26
    assert told.told()["name"][2] is False


def test_a_bond_to_what_is_only_in_the_graph(hub: Hub) -> None:
    hub.there(agency("x-top", "Top Agency of X"), post("x-p"))
    hub.imports([employee(NIP)], "east")
    told = hub.imports(
        [
            agency("x-a", "Agency A of X"),
            part_of("x-a", "x-top"),
            bond("HOLDS", f"Employee:{NIP}", "Post:x-p"),
        ]
    )
    assert told.findings == []
    assert list(hub.relations("PART_OF")) == [("Agency:x-a", "Agency:x-top", "STRUCTURE|")]
    assert len(hub.relations("HOLDS")) == 1


def test_a_bond_to_nothing_is_left_out_and_the_rest_kept(hub: Hub) -> None:
    told = hub.imports(
        [
            agency("x-a", "Agency A of X"),
            agency("x-b", "Agency B of X", type="CIRCUS"),
            part_of("x-a", "x-nowhere", row=5),
            part_of("x-a", "x-b", row=6),
            part_of("x-b", "x-nowhere", row=7),
            unit("x-u"),
            bond("UNIT_OF", "Unit:x-u", "Agency:x-a"),
        ]
    )
    assert told.codes == ["END_MISSING"] * 4 + ["VALUE_UNFIT"]
    assert {f.grade for f in told.findings} == {Grade.ERROR}
    assert [f.place.row for f in told.findings if f.code == "END_MISSING"] == [5, 6, 7, 7]
    assert hub.relations("PART_OF") == {}
    assert list(hub.relations("UNIT_OF")) == [("Unit:x-u", "Agency:x-a", "")]
    run = hub.node(str(told.run))
    assert run and (run["errors"], run["nodes"], run["relations"]) == (5, 2, 1)


def test_bonds_from_several_kinds_are_told_apart(hub: Hub) -> None:
    project = thing("Initiative", "x-i", code="x-i", name="I", status="ACTIVE")
    items = [agency("x-a", "Agency A of X"), unit("x-a"), project]
    for kind in ("Agency", "Unit", "Agency"):
        items.append(bond("PARTICIPATES_IN", f"{kind}:x-a", "Initiative:x-i", role="LEAD"))  # type: ignore[arg-type]
    told = hub.imports(items)
    assert {start for start, *_ in hub.relations("PARTICIPATES_IN")} == {"Agency:x-a", "Unit:x-a"}
    assert told.findings == []
    assert hub.imports(items).total.same == 5


@pytest.fixture
def rivals(hub: Hub) -> Hub:
    hub.there(agency("x-top", "Top Agency of X"))
    hub.imports([employee("1")], "east")
    return hub


ITEMS = [
    *(agency(f"x-{n}", f"Agency {n} of X") for n in range(30)),
    *(part_of(f"x-{n}", "x-top") for n in range(30)),
    *(unit(f"x-u{n}") for n in range(30)),
    *(bond("UNIT_OF", f"Unit:x-u{n}", f"Agency:x-{n % 3}") for n in range(30)),
]


def test_one_source_twice_at_once_is_as_once(rivals: Hub) -> None:
    told = rivals.together(*[order(ITEMS)] * 3)
    assert sorted(each.total.created for each in told) == [0, 0, 120]
    assert len(rivals.relations("UNIT_OF")) == len(rivals.relations("PART_OF")) == 30
    before = rivals.dump()
    assert rivals.imports(ITEMS).total.same == 120
    assert rivals.dump() == before


def test_two_sources_at_once_share_what_is_the_same(rivals: Hub) -> None:
    renamed = [agency(f"x-other-{n}", f"Agency {n} of X", nameEn=f"A{n}") for n in range(30)]
    others = [*renamed, *ITEMS[60:90], *(part_of(f"x-other-{n}", "x-top") for n in range(30))]
    one, other = rivals.together(order(ITEMS), order(others, "north"))
    assert one.matched.get("NAME", 0) + other.matched.get("NAME", 0) == 30
    found = [name for name in rivals.dump() if str(name).startswith("Agency:")]
    assert len(found) == 31
    assert len(rivals.relations("PART_OF")) == 30
    assert rivals.imports(ITEMS).total.changed == rivals.imports(others, "north").total.changed == 0


def test_two_hubs_at_once_make_nothing_twice(rivals: Hub) -> None:
    """Processes that know nothing of each other: one may be told to come again, none spoils."""
    told = rivals.apart(order(ITEMS), order(ITEMS), order([*ITEMS[60:], *ITEMS[:60]], "north"))
    assert all(isinstance(each, Conflict) or each.run for each in told), told
    assert len(rivals.relations("UNIT_OF")) == len(rivals.relations("PART_OF")) == 30
    assert rivals.imports(ITEMS).total.created == 0
    before = rivals.dump()
    assert rivals.imports(ITEMS).total.same == 120
    assert rivals.dump() == before
