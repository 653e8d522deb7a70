"""What a source said once and says no more ends on the day; what it never made is let be."""

from __future__ import annotations

from importing import DAY, Hub, agency, bond, employee, part_of, post, thing, unit

ALL = [
    agency("x-a", "Agency A of X"),
    agency("x-b", "Agency B of X", validTo="2001-01-01", validToPrecision="YEAR"),
    part_of("x-b", "x-a"),
    thing("Competency", "x-c", code="x-c", name="Care", family="MANAGERIAL"),
    unit("x-u"),
    post("x-p"),
    employee("1977"),
    bond("UNIT_OF", "Unit:x-u", "Agency:x-a"),
    bond("POST_IN", "Post:x-p", "Unit:x-u"),
    bond("HOLDS", "Employee:1977", "Post:x-p"),
    bond("REQUIRES", "Post:x-p", "Competency:x-c", level=3),
    bond("HAS_COMPETENCY", "Employee:1977", "Competency:x-c", level=3),
]
LESS = [unit("x-u", 7)]


def test_bodies_and_dated_relations_end_on_the_day(hub: Hub) -> None:
    hub.imports(ALL)
    told = hub.imports(LESS)
    found = hub.dump()
    for id_ in ("Agency:x-a", "Post:x-p"):
        assert (found[id_]["validTo"], found[id_]["validToPrecision"]) == (DAY, "DAY")
        assert found[id_]["run"] == told.run
    for type_ in ("PART_OF", "UNIT_OF", "POST_IN", "HOLDS", "REQUIRES", "WORKS_AT"):
        (ended,) = hub.relations(type_).values()
        assert ended["to"] == DAY, type_
        assert ended.get("toPrecision") == (None if type_ == "WORKS_AT" else "DAY")
    assert "validTo" not in found["Unit:x-u"]
    warned = [f.message for f in told.findings if f.code == "VANISHED"]
    assert len(warned) == told.total.ended == 7
    assert "Agency:x-a is in the source no more: its validity ends" in warned


def test_what_had_ended_already_keeps_its_end(hub: Hub) -> None:
    hub.imports(ALL)
    before = hub.node("Agency:x-b")
    hub.imports(LESS)
    assert hub.node("Agency:x-b") == before


def test_what_has_no_end_is_kept_with_a_note(hub: Hub) -> None:
    hub.imports(ALL)
    before = hub.dump()
    told = hub.imports(LESS)
    notes = {f.value: f.grade for f in told.findings if f.code == "VANISHED_KEPT"}
    assert notes == {"Competency": "NOTE", "Employee": "NOTE", "HAS_COMPETENCY": "NOTE"}
    after = hub.dump()
    kept = [name for name in before if str(name).startswith(("Competency", "Employee"))]
    kept += [name for name in before if name[0] == "HAS_COMPETENCY"]
    assert len(kept) == 3
    for name in kept:
        assert after[name] == before[name]


def test_it_is_told_once(hub: Hub) -> None:
    hub.imports(ALL)
    hub.imports(LESS)
    before = hub.dump()
    again = hub.imports(LESS)
    assert "VANISHED" not in again.codes
    assert (again.total.ended, again.total.changed) == (0, 0)
    assert hub.dump() == before


def test_what_comes_back_lives_again(hub: Hub) -> None:
    hub.imports(ALL)
    before = hub.dump({"run", "version", "row"})
    hub.imports(LESS)
    back = hub.imports(ALL)
    assert hub.dump({"run", "version", "row"}) == before
    assert (back.total.changed, back.total.created) == (7, 0)


def test_other_sources_are_let_be(hub: Hub) -> None:
    hub.there(agency("x-old", "Old Agency of X"))
    hub.imports([agency("x-e", "Agency E of X"), unit("x-v")], source="east")
    hub.imports([*ALL, agency("x-o", "Old Agency of X"), part_of("x-o", "x-a")])
    east, old = hub.node("Agency:x-e"), hub.node("Agency:x-old")
    hub.imports(LESS)
    assert hub.node("Agency:x-e") == east
    assert hub.node("Agency:x-old") == old
    ended = hub.relations("PART_OF")["Agency:x-old", "Agency:x-a", "STRUCTURE|"]
    assert ended["to"] == DAY


def test_a_source_that_was_never_imported_ends_nothing(hub: Hub) -> None:
    hub.imports(ALL)
    before = hub.dump()
    told = hub.imports([unit("x-w")], source="east")
    assert told.total.ended == 0 and "VANISHED_KEPT" not in told.codes
    assert {n: v for n, v in hub.dump().items() if n != "Unit:x-w"} == before


def test_a_file_that_says_nothing_ends_nothing(hub: Hub) -> None:
    hub.imports(ALL)
    before = hub.dump(whole=True)
    for items in ([], [agency("x-a", "Agency A of X", type="CIRCUS")]):
        told = hub.imports(items)
        assert told.run is None and told.total.ended == 0
        assert hub.dump(whole=True) == before


def test_what_was_undone_is_not_missed(hub: Hub) -> None:
    hub.undo(hub.imports(ALL).run)
    told = hub.imports(LESS)
    assert told.total.ended == 0 and told.findings == []


def test_what_would_begin_later_has_no_life_at_all(hub: Hub) -> None:
    hub.imports([agency("x-a", "Agency A of X", validFrom="2030-01-01"), agency("x-b", "B of X")])
    hub.imports([agency("x-b", "B of X")])
    assert hub.node("Agency:x-a")["validTo"] == "2030-01-01"  # type: ignore[index]


def test_what_a_run_that_was_cut_short_wrote_is_missed_too(hub: Hub) -> None:
    assert hub.dies([agency("x-a", "Agency A of X"), unit("x-u"), unit("x-v")], 3)
    assert hub.node("Agency:x-a")
    told = hub.imports([unit("x-u")])
    assert hub.node("Agency:x-a")["validTo"] == DAY  # type: ignore[index]
    assert told.total.ended == 1
