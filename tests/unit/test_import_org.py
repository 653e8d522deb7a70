"""JSON-LD in W3C ORG terms: bodies, posts, memberships, changes, and files of any form."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commands import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import Read, read

from seeds.imports.formats.org import pieces
from seeds.imports.formats.org.terms import PREFIXES
from seeds.imports.item import Grade

KNOWN = "https://www.w3.org/ns/org"


@pytest.fixture
def of(tmp_path: Path) -> Any:
    """Reads documents; a list is a graph under prefixes."""

    def reads(*documents: Any, **options: Any) -> Read:
        for number, document in enumerate(documents):
            if isinstance(document, list):
                document = {"@context": PREFIXES, "@graph": document}
            content = document if isinstance(document, bytes) else json.dumps(document).encode()
            (tmp_path / f"{number}.jsonld").write_bytes(content)
        return read("org-jsonld", tmp_path, **options)

    return reads


def thing(id_: str, type_: str, name: Any = "A", **values: Any) -> dict[str, Any]:
    said = {key.replace("__", ":"): value for key, value in values.items()}
    return {"@id": id_, "@type": type_, "skos:prefLabel": name, **said}


def at(id_: str) -> dict[str, str]:
    return {"@id": id_}


def ties(found: Read) -> list[tuple[str, str, str]]:
    return [
        (b.type, b.start.key.rpartition("/")[2], b.end.key.rpartition("/")[2]) for b in found.bonds
    ]


AGENCY, UNIT, POST = "org:FormalOrganization", "org:OrganizationalUnit", "org:Post"


def test_an_agency_has_names_by_language_identifiers_and_a_life(of: Any) -> None:
    names = [
        {"@value": "Badan A", "@language": "id"},
        {"@value": "Agency A", "@language": "en-GB"},
        {"@value": "Agence A", "@language": "fr"},
    ]
    more = {
        "skos:altLabel": "BA",
        "skos:notation": "ba",
        "org:identifier": ["ba-kl:035", {"@value": "7", "@type": "http://a.example/scheme/nomor"}],
        "schema:foundingDate": {"@value": "2014-10", "@type": "xsd:gYearMonth"},
        "schema:dissolutionDate": "2024",
        "org:classification": [at("http://a.example/s1"), at("http://a.example/s2")],
        "dct:source": "Perpres 1/2014",
        "org:purpose": "Tujuan",
    }
    body = {**thing("http://a.example/a", AGENCY, names), **more}
    found = of([body, thing("http://a.example/s1", "skos:Concept", "Sektor")])
    (values,) = found.values("Agency")
    assert values == {
        "code": "ba",
        "name": "Badan A",
        "nameEn": "Agency A",
        "aliases": ["Agence A", "BA"],
        "type": "UNKNOWN",
        "validFrom": "2014-10-01",
        "validFromPrecision": "MONTH",
        "validTo": "2024-01-01",
        "validToPrecision": "YEAR",
        "source": "Perpres 1/2014",
    }
    (agency,) = found.of("Agency")
    assert agency.identifiers == ("nomor:7", "ba-kl:035", "iri:http://a.example/a")
    assert agency.raw == {"org:purpose": "Tujuan"}
    shares = [(b.end.key[-2:], b.values["primary"], b.values["position"]) for b in found.bonds]
    assert sorted(shares) == [("s1", True, 1), ("s2", False, 2)]
    assert found.codes() == {"TYPE_ASSUMED": 1, "NAME_MISSING": 1, "NO_PLACE": 1}


def test_structure_from_both_ends_and_over_files(of: Any) -> None:
    one = [
        thing("x/a", AGENCY, org__hasSubOrganization=at("x/b"), org__hasUnit=at("x/u")),
        thing("x/u", UNIT, "U", org__hasSubOrganization=[at("x/v")]),
        thing("x/p", POST, "P", org__reportsTo=[at("x/q")]),
    ]
    two = [
        thing("x/b", AGENCY, "B"),
        thing("x/v", "org:OrganizationalUnit", "V", org__unitOf=at("x/a")),
        thing("x/q", POST, "Q", org__postIn=at("x/v"), org__reportsTo=at("x/q")),
        thing("x/u", UNIT, "U", org__hasPost=at("x/p")),
    ]
    found = of(one, two)
    assert sorted(ties(found)) == [
        ("PART_OF", "b", "a"),
        ("POST_IN", "p", "u"),
        ("POST_IN", "q", "v"),
        ("REPORTS_TO", "p", "q"),
        ("SUBUNIT_OF", "v", "u"),
        ("UNIT_OF", "u", "a"),
        ("UNIT_OF", "v", "a"),
    ]
    assert found.codes() == {"LINK_TO_ITSELF": 1}


def test_nested_and_blank_nodes_are_things_like_others(of: Any) -> None:
    post = {"@type": "org:Post", "skos:prefLabel": "Kepala", "org:heldBy": {"@id": "_:b"}}
    unit = {"@type": UNIT, "skos:prefLabel": "Unit", "org:hasPost": post}
    body = thing("http://a.example/a", AGENCY, "A", org__hasUnit=unit)
    person = {"@id": "_:b", "@type": "foaf:Person", "foaf:name": "Tuti"}
    found = of([body, person], [{**person, "foaf:name": "Budi"}])
    assert found.value("Post", "title") == ["Kepala"]
    assert sorted(found.value("Employee", "name")) == ["Budi", "Tuti"]
    assert sorted(bond.type for bond in found.bonds) == ["HOLDS", "POST_IN", "UNIT_OF"]


def test_nodes_without_a_name_have_the_same_code_in_every_run(of: Any) -> None:
    unit = {"@type": UNIT, "skos:prefLabel": "Unit", "org:unitOf": at("x/a")}
    bodies = [thing("x/a", AGENCY, org__hasUnit=[unit, dict(unit)]), unit]
    codes = [sorted(of(bodies).value("Unit", "code")) for _ in range(3)]
    assert codes[0] == codes[1] == codes[2] and len(set(codes[0])) == 3


def test_memberships_say_who_holds_a_post_and_until_which_day(of: Any) -> None:
    def instant(term: str, value: str) -> dict[str, Any]:
        return {"@type": "time:Instant", f"time:{term}": value}

    spell = {
        "@type": "time:Interval",
        "time:hasBeginning": instant("inXSDgYearMonth", "2020-03"),
        "time:hasEnd": instant("inXSDDate", "2021-12-31"),
    }
    membership = {
        "@id": "x/m",
        "@type": "org:Membership",
        "org:member": at("x/t"),
        "org:organization": at("x/u"),
        "dct:relation": at("x/p"),
        "org:memberDuring": spell,
    }
    post = thing("x/p", POST, "Kepala", org__heldBy=at("x/t"), org__postIn=at("x/u"))
    person = {"@id": "x/t", "@type": "foaf:Person", "foaf:name": "Tuti"}
    found = of([thing("x/u", UNIT, org__unitOf=at("x/a")), post, membership, person])
    (held,) = found.tied("HOLDS")
    assert dict(held.values) == {
        "acting": False,
        "from": "2020-03-01",
        "fromPrecision": "MONTH",
        "to": "2022-01-01",
        "toPrecision": "DAY",
    }


def test_a_membership_in_a_role_makes_the_post_that_it_lacks(of: Any) -> None:
    role = {"@id": "x/r", "@type": "org:Role", "skos:prefLabel": "Ketua"}
    membership = {
        "@type": "org:Membership",
        "org:member": {"@id": "x/t", "@type": "foaf:Person", "foaf:name": "Tuti"},
        "org:organization": at("x/a"),
        "org:role": at("x/r"),
    }
    found = of([thing("x/a", AGENCY, "Badan"), role, membership])
    assert found.value("Post", "title") == ["Ketua"]
    assert found.value("Unit", "name") == ["Badan"]
    assert sorted(bond.type for bond in found.bonds) == ["HOLDS", "POST_IN", "UNIT_OF"]
    assert found.codes() == {"POST_MADE": 1, "UNIT_MADE": 1}
    assert of([{"@type": "org:Membership", "org:member": at("x/t")}]).codes() == {
        "MEMBERSHIP_PARTIAL": 1
    }


@pytest.mark.parametrize(
    ("before", "after", "type_"),
    [
        ("ab", "c", "MERGED"),
        ("a", "bc", "SPLIT"),
        ("a", "b", "REPLACED"),
        ("", "a", "CREATED"),
        ("a", "", "ABOLISHED"),
    ],
)
def test_changes_have_a_type_or_one_by_their_bodies(
    of: Any, before: str, after: str, type_: str
) -> None:
    event = {
        "@id": "x/e",
        "@type": "org:ChangeEvent",
        "dct:date": {"@value": "2024-10-21", "@type": "xsd:date"},
        "org:originalOrganization": [at(f"x/{c}") for c in before],
        "org:resultingOrganization": [at(f"x/{c}") for c in after],
    }
    bodies = [thing(f"x/{c}", AGENCY, c) for c in before + after]
    found = of([event, *bodies])
    assert found.value("ChangeEvent", "type") == [type_]
    assert len(found.bonds) == len(before + after)
    assert found.found("CHANGE_ASSUMED").grade is Grade.WARNING
    found = of([{**event, "dct:type": "RENAMED"}, *bodies])
    assert found.value("ChangeEvent", "type") == ["RENAMED"] and not found.findings
    undated = {key: value for key, value in event.items() if key != "dct:date"}
    assert of([undated, *bodies]).codes() == {"CHANGE_UNDATED": 1}


def test_what_a_hub_writes_keeps_its_codes_and_enumerations(of: Any) -> None:
    found = of(
        [
            thing("urn:sinergi:Agency:kemenko%2Fa", AGENCY, dct__type="MINISTRY"),
            thing("urn:sinergi:Post:p", POST, dct__type="JPT_MADYA"),
            thing(
                "urn:sinergi:Sector:sdg-01",
                "skos:Concept",
                skos__inScheme=at("urn:sinergi:SectorScheme:SDG"),
            ),
        ]
    )
    assert (found.value("Agency", "code"), found.value("Agency", "type")) == (
        ["kemenko/a"],
        ["MINISTRY"],
    )
    assert found.value("Post", "grade") == ["JPT_MADYA"]
    assert found.value("Sector", "scheme") == ["SDG"]
    assert found.findings == [] and found.of("Agency")[0].identifiers == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (thing("x/a", AGENCY, org__subOrganizationOf="B"), "LINK_UNFIT"),
        (thing("x/a", AGENCY, org__subOrganizationOf=at("x/p")), "LINK_UNFIT"),
        (thing("x/a", AGENCY, org__subOrganizationOf=at("x/z")), "TYPE_ASSUMED"),
        (thing("x/a", AGENCY, schema__foundingDate="kemarin"), "DATE_UNREADABLE"),
        (thing("x/a", AGENCY, []), "NAME_MISSING"),
        (thing("x/a", "org:Site"), "TYPE_UNKNOWN"),
        ({"@id": "x/a", "org:purpose": "?"}, "TYPE_MISSING"),
        ({"kode": "a"}, "NODE_EMPTY"),
        ("a", "NODE_UNREADABLE"),
    ],
)
def test_what_fits_badly_is_told_with_its_place(of: Any, body: Any, code: str) -> None:
    found = of([body, thing("x/p", POST)])
    assert code in found.codes()
    assert all(f.place.file == "0.jsonld" and f.place.row for f in found.findings)


@pytest.mark.parametrize(
    "context",
    [
        "http://localhost:1/c",
        "other.jsonld",
        ["file:///etc/hostname"],
        {"@import": "http://a/b"},
        {"a": {"@id": "org:Post", "@context": "http://localhost:1/c"}},
    ],
)
def test_contexts_that_stand_elsewhere_are_refused(of: Any, context: Any) -> None:
    found = of({"@context": context, "@graph": [thing("x/a", AGENCY)]})
    assert found.codes() == {"CONTEXT_REFUSED": 1} and found.things == []
    inner = {**thing("x/a", AGENCY), "@context": context}
    found = of([inner, thing("x/b", AGENCY, "B")])
    assert found.found("CONTEXT_REFUSED").place.row == 1
    assert found.value("Agency", "name") == ["B"]


def test_the_context_of_the_ontology_is_known_wherever_it_stands(of: Any) -> None:
    body = {"@id": "x/a", "@type": "FormalOrganization", "prefLabel": "A", "hasUnit": "x/u"}
    unit = {"@id": "x/u", "@type": "OrganizationalUnit", "prefLabel": "U"}
    for document in (
        {"@context": KNOWN, "@graph": [body, unit]},
        {"@graph": [body, unit], "@context": [KNOWN, {"own": "http://own.example/"}]},
    ):
        found = of(document)
        assert ties(found) == [("UNIT_OF", "u", "a")] and found.findings == []
    assert of({"@context": KNOWN, **unit}).value("Unit", "name") == ["U"]
    nested = json.dumps([{"@context": KNOWN, **body}, {"@context": KNOWN, **unit}]).encode()
    assert ties(of(nested)) == [("UNIT_OF", "u", "a")]


def test_rows_are_those_of_the_nodes(of: Any) -> None:
    nodes = ",\n\n".join(json.dumps(thing(f"x/{n}", AGENCY, str(n)), indent=1) for n in range(3))
    text = f'{{"@context": {json.dumps(PREFIXES)},\n"@graph": [\n{nodes}\n]}}'
    rows = [each.place.row for each in of(text.encode()).of("Agency")]
    assert rows == [3, 9, 15]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b'{"@graph": [', "JSON_BROKEN"),
        (b"[1 2]", "JSON_BROKEN"),
        (b"{} {}", "JSON_BROKEN"),
        (b"[" * 100_000, "JSON_BROKEN"),
        (b'["\xe9"]', "ENCODING_WINDOWS_1252"),
    ],
)
def test_files_that_are_no_json_are_told(of: Any, content: bytes, code: str) -> None:
    assert code in of(content).codes()


def test_what_stands_before_a_fault_is_read(of: Any) -> None:
    whole = json.dumps({"@context": PREFIXES, "@graph": [thing("x/a", AGENCY)]})
    found = of(whole.replace("]}", ',\n{"@id" 1}]}').encode())
    assert found.value("Agency", "name") == ["A"]
    assert found.found("JSON_BROKEN").place.row == 2


def test_values_of_any_size_are_no_burden(of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "LARGEST", 1_000)
    assert of([thing("x/a", AGENCY, "A" * 200_000)]).codes() == {"JSON_BROKEN": 1}


PEAK = r"""
import json, pathlib, re, sys
from schema.query import build
from seeds.imports.formats.registry import FORMATS
from seeds.imports.formats.org.terms import PREFIXES
path, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
with path.open("w") as file:
    file.write('{"@context": %s, "@graph": [' % json.dumps(PREFIXES))
    for n in range(count):
        node = {"@id": f"http://a.example/{n}", "@type": "org:FormalOrganization"}
        node |= {"skos:prefLabel": f"Badan {n}", "org:purpose": "x" * 2000}
        node |= {"org:subOrganizationOf": {"@id": f"http://a.example/{n // 2}"}} if n else {}
        file.write(("," if n else "") + json.dumps(node))
    file.write("]}")
print(sum(1 for _ in FORMATS["org-jsonld"].read([path], model=build().model)))
print(re.search(r"VmHWM:\s+(\d+)", pathlib.Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc to read the peak from")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """20 MB of bodies, and what is said of them waits on disk."""
    peaks = []
    for count in (10, 10_000):
        command = [sys.executable, "-c", PEAK, str(tmp_path / "large.jsonld"), str(count)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        items, peak = map(int, done.stdout.split())
        assert items >= 2 * count - 1
        peaks.append(peak)
    assert peaks[1] < peaks[0] + 60_000


KEYS = st.sampled_from(
    [
        "@id",
        "@type",
        "@value",
        "@language",
        "@graph",
        "@list",
        "@context",
        "@reverse",
        "@set",
        "skos:prefLabel",
        "org:unitOf",
        "org:member",
        "org:heldBy",
        "dct:date",
        "@included",
        "a",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("x/a"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
TYPES = st.sampled_from([AGENCY, UNIT, POST, "org:Membership", "org:ChangeEvent", "foaf:Person"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.binary(max_size=60)
    | st.lists(st.dictionaries(KEYS, VALUES | TYPES, max_size=5), max_size=4)
    | VALUES.map(lambda value: json.dumps(value).encode())
)
def test_anything_is_read_or_answered(of: Any, content: Any) -> None:
    of(content)  # whatever it says fits the model and leads to things that are there
