"""An import tells what it would do, does just that, and signs what it writes."""

from __future__ import annotations

from importing import DAY, NOW, Hub, agency, bond, employee, part_of, post, thing, unit

from seeds.imports.item import Item

FIRST: list[Item] = [
    agency("x-health", "Ministry of Health of X", 2, raw={"since": "spring 1990"}),
    agency("x-drugs", "Drug Bureau of X", 3, acronym="DBX", aliases=["Bureau of Drugs X"]),
    part_of("x-drugs", "x-health", row=2, from_="1990-01-01"),
    unit("x-u1"),
    bond("UNIT_OF", "Unit:x-u1", "Agency:x-drugs"),
    post("x-p1"),
    bond("POST_IN", "Post:x-p1", "Unit:x-u1"),
    employee("1977"),
    bond("HOLDS", "Employee:1977", "Post:x-p1", from_="2020-01-01"),
    thing("Competency", "x-c", code="x-c", name="Care", family="MANAGERIAL"),
]
SECOND: list[Item] = [
    agency("x-health", "Ministry of Health and Care of X"),
    agency("x-new", "Office of News of X"),
    unit("x-u1"),
    bond("UNIT_OF", "Unit:x-u1", "Agency:x-health", from_=DAY),
    employee("1977"),
]
THIRD = [*FIRST[:4], unit("x-u2")]


def test_a_dry_run_writes_nothing_and_tells_what_applying_does(hub: Hub) -> None:
    for items in (FIRST, FIRST, SECOND, THIRD):
        before = hub.dump(whole=True)
        dry = hub.imports(items, apply=False)
        assert dry.run is None
        assert hub.dump(whole=True) == before
        applied = hub.imports(items)
        assert (dry.nodes, dry.relations) == (applied.nodes, applied.relations)
        assert dry.findings == applied.findings
        assert dry.differences == applied.differences
        assert dry.matched == applied.matched


def test_what_is_applied_twice_is_the_same(hub: Hub) -> None:
    hub.imports(FIRST)
    before, version = hub.dump(), hub.version()
    again = hub.imports(FIRST, now="2027-01-01T00:00:00.000Z")
    assert again.total.same == again.total.read == 10
    assert (again.total.created, again.total.changed, again.total.ended) == (0, 0, 0)
    assert again.differences == []
    assert hub.dump() == before
    assert hub.version() == version
    hub.imports([*FIRST[:-1], agency("x-new", "Office of News of X")])
    assert hub.version() != version


def test_everything_written_says_who_said_it_and_where(hub: Hub) -> None:
    run = hub.imports(FIRST).run
    found = hub.dump()
    assert len(found) == 11
    for name, values in found.items():
        derived = name[0] == "WORKS_AT"
        assert values["run"] == run
        assert values["origin"] == ("(derived)" if derived else "west")
        assert derived or values["row"].endswith(", row 2") or values["row"] == "agency.csv, row 3"
    health = found["Agency:x-health"]
    assert health["sourceCells"] == ["since: spring 1990"]
    assert (health["recordedAt"], health["version"]) == (NOW, 1)
    assert health["refs"] == ["west|x-health"]


def test_a_change_is_signed_by_the_run_that_made_it(hub: Hub) -> None:
    first = hub.imports(FIRST).run
    told = hub.imports(SECOND, now="2027-01-01T00:00:00.000Z")
    health, drugs = hub.node("Agency:x-health"), hub.node("Agency:x-drugs")
    assert health and drugs
    assert (health["run"], health["version"]) == (told.run, 2)
    assert (health["name"], health["recordedAt"]) == (
        "Ministry of Health and Care of X",
        "2027-01-01T00:00:00.000Z",
    )
    assert "ministry of health and care of x" in health["searchText"]
    assert drugs["run"] == told.run and drugs["validTo"] == DAY
    employees = [v for n, v in hub.dump().items() if str(n).startswith("Employee:")]
    assert [each["run"] for each in employees] == [first]


def test_a_run_tells_of_itself(hub: Hub) -> None:
    told = hub.imports(FIRST, actor="somebody")
    run = hub.node(str(told.run))
    assert run
    expected = {"state": "APPLIED", "format": "made", "source": "west", "actor": "somebody"}
    expected |= {"startedAt": NOW, "endedAt": NOW, "nodes": 6, "relations": 4}
    assert expected.items() <= run.items()
    assert (run["created"], run["changed"], run["ended"], run["errors"]) == (11, 0, 0, 0)
    second = hub.node(str(hub.imports(SECOND).run))
    assert second
    # New are an agency and where the unit belongs; an agency and a post end, and all former
    # relations; what changes is a name, and who works where.
    assert (second["created"], second["changed"], second["ended"]) == (2, 2, 6)


def test_what_is_nothing_is_no_run(hub: Hub) -> None:
    before = hub.dump(whole=True)
    assert hub.imports([]).run is None
    assert hub.dump(whole=True) == before


def test_whole_is_the_same_as_by_steps(hub: Hub) -> None:
    for items in (FIRST, SECOND, THIRD):
        hub.imports(items)
    expected = hub.dump({"run"})
    hub.clean()
    for items in (FIRST, SECOND, THIRD):
        hub.imports(items, whole=True)
    found = hub.dump({"run"})
    nip = lambda dump: sorted(  # noqa: E731
        (str(v) for n, v in dump.items() if "Employee" not in str(n)), key=str
    )
    assert nip(found) == nip(expected)
