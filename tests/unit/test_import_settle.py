"""Which node each thing is, without a graph: by what bodies are called, or with a new id."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from importing import agency, employee, part_of, post, thing, unit

from graph.imports.known import Body
from schema.query import build
from seeds.imports.item import Grade, Item, Ref
from seeds.imports.settle import Settling
from seeds.imports.stage import Stage

MODEL = build().model
Settle = Callable[..., Settling]


def body(code: str, name: str, **more: Any) -> Body:
    return Body(f"Agency:{code}", code, name, **{"type": "MINISTRY", **more})


@pytest.fixture
def settle(tmp_path: Path) -> Iterator[Settle]:
    stages = []

    def made(
        *items: Item, known: tuple[Body, ...] = (), rules: bool = False, **more: Any
    ) -> Settling:
        stage = Stage(MODEL, tmp_path / f"stage{len(stages)}")
        stages.append(stage)
        for _ in stage.take(items):
            pass
        settling = Settling(stage, more.get("source", "west"), "secret", list(known), rules)
        settling.settle()
        return settling

    yield made
    for each in stages:
        each.close()


def ids(settling: Settling, kind: str = "Agency") -> dict[str, str | None]:
    return {each.ref.key: each.id for each in settling.stage.staged(MODEL.kind(kind))}


def codes(settling: Settling) -> list[str]:
    return [each.code for each in settling.stage.findings()]


def test_by_what_the_source_called_it_before(settle: Settle) -> None:
    known = body("old", "Another name", refs=["west|k", "east|e"], origin="west")
    made = settle(agency("k", "A"), agency("e", "E"), known=(known,))
    assert ids(made) == {"k": "Agency:old", "e": "Agency:e"}
    assert made.matched == {"REF": 1}
    first, _ = made.stage.staged(MODEL.kind("Agency"))
    assert first.values["code"] == "old" and not first.partial


def test_by_identifier_whatever_its_name(settle: Settle) -> None:
    made = settle(
        agency("k", "A", identifiers=["reg:1"]),
        known=(body("b", "B", identifiers=["REG:1"]),),
    )
    assert ids(made) == {"k": "Agency:b"}
    assert codes(made) == ["BODY_KNOWN"]
    assert made.matched["IDENTIFIER"] == 1


def test_by_name_and_the_names_that_differ_become_aliases(settle: Settle) -> None:
    known = body("b", "Ministry of B", acronym="MB", aliases=["Bee"])
    made = settle(
        agency("k", "MB", aliases=["MINISTRY of b", "Bea"], validFrom="1990-01-01", source="law"),
        known=(known,),
    )
    (found,) = made.stage.staged(MODEL.kind("Agency"))
    assert (found.id, found.partial) == ("Agency:b", True)
    assert found.values == {"type": "MINISTRY", "aliases": ["Bea"], "identifiers": []}
    (told,) = made.stage.findings()
    assert (told.code, told.grade) == ("BODY_KNOWN", Grade.NOTE)
    assert "Agency:b (Ministry of B) by its name" in told.message


def test_a_name_that_two_of_the_source_have_is_nobodys(settle: Settle) -> None:
    made = settle(agency("k", "B"), agency("l", "b"), known=(body("b", "B"),))
    assert ids(made) == {"k": "Agency:k", "l": "Agency:l"}
    assert sorted((c.one, c.other) for c in made.candidates) == [
        ("Agency:b", "Agency:k"),
        ("Agency:b", "Agency:l"),
    ]


def test_a_name_that_two_in_the_graph_have_is_nobodys(settle: Settle) -> None:
    made = settle(agency("k", "B"), known=(body("b", "B"), body("c", "b")))
    assert ids(made) == {"k": "Agency:k"}
    assert len(made.candidates) == 2


def test_an_identifier_that_two_have_is_nobodys(settle: Settle) -> None:
    twins = (body("b", "B", identifiers=["reg:1"]), body("c", "C", identifiers=["reg:1"]))
    made = settle(agency("k", "K", identifiers=["reg:1"]), known=twins)
    assert ids(made) == {"k": "Agency:k"}
    made = settle(
        agency("k", "K", identifiers=["reg:1"]),
        agency("l", "L", identifiers=["reg:1"]),
        known=twins[:1],
    )
    assert ids(made) == {"k": "Agency:k", "l": "Agency:l"}


def test_two_that_share_a_parents_name_are_told_apart_by_it(settle: Settle) -> None:
    known = (
        body("p", "Province P"),
        body("q", "Province Q"),
        body("ph", "Health office", parents=frozenset({"Agency:p"})),
        body("qh", "Health office", parents=frozenset({"Agency:q"})),
    )
    made = settle(
        agency("1", "Health office"),
        agency("2", "Province Q"),
        part_of("1", "2"),
        known=known,
    )
    assert ids(made) == {"1": "Agency:qh", "2": "Agency:q"}


def test_a_name_under_another_type_is_another_body(settle: Settle) -> None:
    made = settle(agency("k", "B", type="STATE_ENTERPRISE"), known=(body("b", "B"),))
    assert ids(made) == {"k": "Agency:k"}


def test_an_acronym_alone_makes_candidates(settle: Settle) -> None:
    known = (body("b", "Ministry of Bees", acronym="MB"),)
    made = settle(agency("k", "Museum of Bears", acronym="MB"), known=known)
    assert ids(made) == {"k": "Agency:k"}
    assert [c.reasons for c in made.candidates] == [("ACRONYM",)]
    assert codes(made) == []


def test_a_code_that_is_taken_gets_a_number_and_a_warning(settle: Settle) -> None:
    known = (body("k", "Ministry of Bees"), body("k-2", "Museum of Bears"))
    made = settle(agency("k", "Academy of Wasps"), known=known)
    (found,) = made.stage.staged(MODEL.kind("Agency"))
    assert (found.id, found.values["code"]) == ("Agency:k-3", "k-3")
    (told,) = made.stage.findings()
    assert (told.code, told.grade, told.value) == ("CODE_TAKEN", Grade.WARNING, "k")


def test_things_of_other_kinds_are_what_their_code_says(settle: Settle) -> None:
    made = settle(unit("1", code="u"), post("p"), unit("2", 9, code="u"))
    assert ids(made, "Unit") == {"1": "Unit:u"}
    (told,) = made.stage.findings()
    assert (told.code, told.grade, told.place.row) == ("CODE_TWICE", Grade.ERROR, 9)


NIP = "197701012000011001"


def test_a_persons_id_does_not_tell_the_number_and_is_the_same_again(settle: Settle) -> None:
    first = ids(settle(employee(NIP)), "Employee")[NIP]
    assert first and first == ids(settle(employee(NIP), source="east"), "Employee")[NIP]
    kind, _, key = first.partition(":")
    assert kind == "Employee" and len(key) == 26
    assert set(key) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert NIP not in first
    other = settle(employee(NIP))
    other.secret = "another"
    assert other.person("Employee", NIP) != first


def test_a_thing_without_a_code_is_what_its_source_calls_it(settle: Settle) -> None:
    west, again, east = (
        ids(settle(employee("k", nip=None, name="A"), source=source), "Employee")
        for source in ("west", "west", "east")
    )
    assert west == again != east
    made = settle(thing("Employee", "k", name="A", nip="7"))
    assert ids(made, "Employee") == {"k": made.person("Employee", "7")}


def test_the_hubs_tables_name_nodes_by_their_ids(settle: Settle) -> None:
    made = settle(
        agency("b", "Ministry of Bees"),
        employee("01ARZ3NDEKTSV4RRFFQ69G5FAV", nip=NIP),
        employee(NIP),
        known=(body("x", "Ministry of Bees"),),
        rules=True,
    )
    assert ids(made) == {"b": "Agency:b"}
    assert ids(made, "Employee") == {
        "01ARZ3NDEKTSV4RRFFQ69G5FAV": "Employee:01ARZ3NDEKTSV4RRFFQ69G5FAV",
        NIP: made.person("Employee", NIP),
    }


def test_an_end_that_was_not_read_is_first_what_the_source_called_so(settle: Settle) -> None:
    known = (body("k", "Ministry of Bees"), body("k-2", "Wasps", refs=["west|k"], origin="west"))
    made = settle(known=known)
    assert made.end(Ref("Agency", "k"))[:2] == ["Agency:k-2", "Agency:k"]
    assert made.end(Ref("Employee", NIP))[1] == made.person("Employee", NIP)
    assert settle(known=known, rules=True).end(Ref("Agency", "k")) == ["Agency:k"]
