"""What is read is checked, kept on disk and told of in its order."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from importing import agency, bond, employee, part_of, post, thing, unit

from schema.query import build
from seeds.imports.item import Finding, Grade, Item, Place
from seeds.imports.stage import Stage, said

MODEL = build().model
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(MODEL, tmp_path / "stage")
    yield made
    made.close()


def take(stage: Stage, *items: Item) -> list[Finding]:
    for _ in stage.take(items):
        pass
    return list(stage.findings())


def keys(stage: Stage, kind: str) -> list[str]:
    return [each.ref.key for each in stage.staged(MODEL.kind(kind))]


def test_things_come_back_as_they_were_read(stage: Stage) -> None:
    made = agency("a", "Ä", 7, aliases=["x"], identifiers=["reg:1"], raw={"Since": "spring"})
    assert take(stage, made, unit("u")) == []
    (found,) = stage.staged(MODEL.kind("Agency"))
    assert found.values == {**made.values, "sourceCells": ["Since: spring"]}
    assert (found.place, found.identifiers, found.id) == (made.place, ["reg:1"], None)
    assert [kind.name for kind in stage.kinds()] == ["Agency", "Unit"]
    assert not stage.empty


def test_nothing_is_empty_and_findings_alone_are_nothing(stage: Stage) -> None:
    told = Finding(Grade.ERROR, "FILE_EMPTY", Place("a.csv"), "is empty")
    assert take(stage, told) == [told]
    assert stage.empty


@pytest.mark.parametrize(
    ("values", "code", "column"),
    [
        ({"name": None}, "VALUE_MISSING", "name"),
        ({"type": None}, "VALUE_MISSING", "type"),
        ({"type": "CIRCUS"}, "VALUE_UNFIT", "type"),
        ({"aliases": "x"}, "VALUE_UNFIT", "aliases"),
        ({"website": 7}, "VALUE_UNFIT", "website"),
        ({"validFrom": 1990}, "VALUE_UNFIT", "validFrom"),
        ({"validFrom": "spring"}, "VALUE_UNFIT", "validFrom"),
        ({"validFrom": "2021-02-30"}, "VALUE_UNFIT", "validFrom"),
    ],
)
def test_what_does_not_fit_is_left_out_with_a_finding(
    stage: Stage, values: dict[str, Any], code: str, column: str
) -> None:
    (told,) = take(stage, agency("a", **{"name": "A", **values}), agency("b", "B"))
    assert (told.grade, told.code) == (Grade.ERROR, code)
    assert told.place == Place("agency.csv", 2, column)
    assert told.message.startswith(column) and told.mend
    assert keys(stage, "Agency") == ["b"]
    assert stage.grades[Grade.ERROR] == 1


def test_every_fault_of_a_row_is_told(stage: Stage) -> None:
    found = take(stage, agency("a", None, type="CIRCUS", website=7))  # type: ignore[arg-type]
    assert [f.place.column for f in found] == ["name", "type", "website"]


def test_no_and_none_need_not_be_said(stage: Stage) -> None:
    assert take(stage, employee("1"), bond("HOLDS", "Employee:1", "Post:p")) == []


def test_values_of_bonds_are_checked_too(stage: Stage) -> None:
    found = take(
        stage,
        part_of("a", "b", kind=None),
        part_of("a", "b", kind="LOVE"),
        bond("HOLDS", "Employee:1", "Post:p", share="half"),
    )
    assert [(f.code, f.place.column) for f in found] == [
        ("VALUE_MISSING", "kind"),
        ("VALUE_UNFIT", "kind"),
        ("VALUE_UNFIT", "share"),
    ]
    assert stage.relations() == [] and stage.empty


def test_a_bond_between_kinds_that_it_can_not_join_is_left_out(stage: Stage) -> None:
    found = take(stage, bond("POST_IN", "Post:p", "Agency:a"), bond("POST_IN", "Unit:u", "Unit:u"))
    assert [(f.code, f.value, f.expected) for f in found] == [
        ("END_UNFIT", "a", "Unit"),
        ("END_UNFIT", "u", "Post"),
    ]
    assert stage.empty


def test_a_thing_said_twice_alike_is_one(stage: Stage) -> None:
    assert take(stage, agency("a", "A", 2), agency("a", "A", 3)) == []
    assert keys(stage, "Agency") == ["a"]


def test_a_thing_said_twice_differently_is_the_first_with_a_warning(stage: Stage) -> None:
    told = take(stage, agency("a", "A", 2), agency("a", "B", 3), agency("a", "C", 4))
    assert [(f.grade, f.code, f.place.row) for f in told] == [
        (Grade.WARNING, "ROW_TWICE", 3),
        (Grade.WARNING, "ROW_TWICE", 4),
    ]
    assert "agency.csv, row 2" in told[0].message
    (found,) = stage.staged(MODEL.kind("Agency"))
    assert found.values["name"] == "A"


def test_the_same_key_may_be_of_two_kinds(stage: Stage) -> None:
    assert take(stage, unit("a"), post("a")) == []
    assert (keys(stage, "Unit"), keys(stage, "Post")) == (["a"], ["a"])


def tie(stage: Stage) -> None:
    """Tie bonds to ends that are in the graph, all but one."""
    refs = list(stage.elsewhere())
    stage.found({ref: f"{ref.kind}:{ref.key}" for ref in refs if ref.key != "no"})
    stage.tie()


def test_bonds_said_twice_are_one_by_what_tells_them_apart(stage: Stage) -> None:
    take(
        stage,
        part_of("a", "b", row=2, to="2020-01-01"),
        part_of("a", "b", row=3, to="2020-01-01"),
        part_of("a", "b", row=4, to="2021-01-01"),
        part_of("a", "b", row=5, from_="1999-01-01"),
        part_of("a", "b", row=6, kind="COORDINATION"),
    )
    tie(stage)
    assert [t.row for t in stage.ties(MODEL.relations["PART_OF"])] == [
        "part_of.csv, row 2",
        "part_of.csv, row 5",
        "part_of.csv, row 6",
    ]
    (told,) = stage.findings()
    assert (told.code, told.grade, told.place.row) == ("RELATION_TWICE", Grade.WARNING, 4)


def test_a_bond_that_leads_nowhere_is_left_out(stage: Stage) -> None:
    take(stage, part_of("a", "no", row=2), part_of("a", "b", row=3))
    tie(stage)
    (told,) = stage.findings()
    assert (told.code, told.grade, told.value) == ("END_MISSING", Grade.ERROR, "no")
    assert [t.end for t in stage.ties(MODEL.relations["PART_OF"])] == ["Agency:b"]


def test_findings_can_be_asked_for_by_grade(stage: Stage) -> None:
    take(stage, agency("a", "A"), agency("a", "B"), unit("u", name=None))
    assert [f.code for f in stage.findings(Grade.WARNING)] == ["ROW_TWICE"]
    assert [f.code for f in stage.findings(Grade.ERROR)] == ["VALUE_MISSING"]
    assert len(list(stage.findings(*Grade))) == 2


def test_what_was_found_of_the_graph_is_forgotten_and_what_was_read_is_not(stage: Stage) -> None:
    take(stage, agency("a", "A"), agency("a", "B"))
    stage.tie()
    before, grades = list(stage.findings()), dict(stage.grades)
    stage.find(Finding(Grade.WARNING, "VANISHED", Place("west"), "is gone"))
    stage.nodes_gone(MODEL.kind("Agency"), [["Agency:z"]])
    assert list(stage.gone("Agency")) == [("Agency:z", "", "")]
    stage.clear()
    assert list(stage.gone("Agency")) == []
    assert list(stage.findings()) == before
    assert {grade: count for grade, count in stage.grades.items() if count} == grades


def test_places_are_said_in_words() -> None:
    assert said(Place("a.xlsx", 3, "name", "Sheet 1")) == "a.xlsx, sheet Sheet 1, row 3"
    assert said(Place("a.json")) == "a.json"


def test_what_things_are_named_after_need_not_be_known(stage: Stage) -> None:
    told = take(stage, thing("Planet", "p", name="Pluto"), agency("a", "A", mass=7))
    assert [(f.code, f.value) for f in told] == [("KIND_UNKNOWN", "Planet"), ("VALUE_UNFIT", "7")]
    assert stage.empty


MEMORY = """
import resource, sys, tempfile
from pathlib import Path
from importing import bond, unit
from schema.query import build
from seeds.imports.settle import Settling
from seeds.imports.stage import Stage

def items():
    for number in range(150_000):
        yield unit(f"u{number}", number, name=f"Unit number {number} of a large ministry")
        yield bond("SUBUNIT_OF", f"Unit:u{number}", f"Unit:u{number // 7}", number)

model = build().model
with tempfile.TemporaryDirectory() as folder:
    def peak():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    before = peak()
    stage = Stage(model, Path(folder) / "stage")
    for _ in stage.take(items()):
        pass
    Settling(stage, "west", "secret", []).settle()
    stage.tie()
    for _ in stage.ties(model.relations["SUBUNIT_OF"]):
        pass
    print(peak() - before)
    stage.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is in kB on Linux alone")
def test_a_large_source_takes_little_memory() -> None:
    """300,000 items add 73 MB at the peak, 40 of them cache; three times as many add 102."""
    path = [str(ROOT), str(ROOT / "tests" / "support")]
    text = f"import sys; sys.path[:0] = {path!r}\n" + textwrap.dedent(MEMORY)
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 100
