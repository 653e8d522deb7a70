"""IATI activities: what becomes of each element, and what is told of those that fit nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from published import DATA, absent
from reading import Read, read

from seeds.imports.item import Bond, Grade

REAL = "iati/MAEC_IATI_INDONESIA.xml"


def activity(inner: str, identifier: str = "X-1", attributes: str = "") -> str:
    return (
        f"<iati-activity {attributes}><iati-identifier>{identifier}</iati-identifier>"
        f'<title><narrative xml:lang="id">Judul</narrative></title>'
        f'<activity-status code="2"/>{inner}</iati-activity>'
    )


def document(*activities: str, root: str = 'version="2.03"') -> str:
    return f"<iati-activities {root}>{''.join(activities)}</iati-activities>"


@pytest.fixture
def of(tmp_path: Path) -> Any:
    """Reads texts, each as a file."""

    def reads(*texts: str | bytes, **options: Any) -> Read:
        for number, text in enumerate(texts):
            content = text if isinstance(text, bytes) else text.encode()
            (tmp_path / f"{number}.xml").write_bytes(content)
        return read("iati", tmp_path, **options)

    return reads


def roles(bonds: list[Bond]) -> list[str]:
    return [bond.values["role"] for bond in bonds]


def test_names_are_indonesian_or_of_the_default_language_and_english_beside(of: Any) -> None:
    def title(*narratives: str) -> str:
        told = "".join(narratives)
        return (
            '<iati-activity xml:lang="fr"><iati-identifier>1</iati-identifier>'
            f'<title>{told}</title><activity-status code="2"/></iati-activity>'
        )

    en, fr, es, id_ = (
        f'<narrative xml:lang="{code}">{text}</narrative>'
        for code, text in (("en", "Water"), ("fr-FR", "Eau"), ("es", "Agua"), ("ID", "Air"))
    )
    plain = "<narrative> L'\n eau </narrative>"
    names = {
        (en, fr, id_): ("Air", "Water"),
        (en, fr): ("Eau", "Water"),
        (en, plain): ("L' eau", "Water"),
        (es, en): ("Agua", "Water"),
        (en,): ("Water", "Water"),
        (es,): ("Agua", None),
    }
    for narratives, expected in names.items():
        (found,) = of(document(title(*narratives))).values("Initiative")
        assert (found["name"], found.get("nameEn")) == expected
    left = of(document(title(en, fr, es, id_))).codes()
    assert left["LANGUAGE_LEFT_OUT"] == 2


@pytest.mark.parametrize(
    ("code", "status", "told"),
    [
        *(("1", "PLANNED", 0), ("2", "ACTIVE", 0), ("3", "ENDED", 0), ("4", "ENDED", 0)),
        *(("5", "ENDED", 1), ("6", "UNKNOWN", 1), ("9", "UNKNOWN", 1), ("", "UNKNOWN", 1)),
    ],
)
def test_status_is_read_and_what_fits_badly_is_told(
    of: Any, code: str, status: str, told: int
) -> None:
    text = activity("").replace('code="2"', f'code="{code}"')
    found = of(document(text))
    assert found.value("Initiative", "status") == [status]
    assert found.codes()["STATUS_UNLIKE"] == told


def test_actual_dates_come_before_planned_ones_with_the_precision_they_have(of: Any) -> None:
    dates = (
        '<activity-date type="1" iso-date="2011-11-01"/><activity-date type="2" iso-date="2012"/>'
        '<activity-date type="3" iso-date="2013-05-31Z"/>'
    )
    found = of(document(activity(dates)))
    (values,) = found.values("Initiative")
    kept = {name: value for name, value in values.items() if "Date" in name}
    assert kept == {
        "startDate": "2012-01-01",
        "startDatePrecision": "YEAR",
        "endDate": "2013-05-31",
        "endDatePrecision": "DAY",
    }
    left = found.found("DATE_PLANNED_LEFT_OUT")
    assert (left.value, left.grade) == ("2011-11-01", Grade.NOTE)
    assert found.found("DATE_PLANNED").value == "2013-05-31"


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ('type="2" iso-date="11/2011/01"', "DATE_UNREADABLE"),
        ('type="2" iso-date="2011-02-30"', "DATE_IMPOSSIBLE"),
        ('type="2" iso-date="٢٠١١"', "DATE_UNREADABLE"),
        ('type="2"', "VALUE_MISSING"),
        ('type="start-actual" iso-date="2011-11-01"', "DATE_TYPE_UNKNOWN"),
    ],
)
def test_dates_that_are_none_are_left_out_with_their_text(of: Any, date: str, code: str) -> None:
    found = of(document(activity(f"<activity-date {date}/>")))
    told = found.found(code)
    assert told.grade is Grade.ERROR and told.expected
    assert "startDate" not in found.values("Initiative")[0]


def test_an_end_before_the_start_is_told(of: Any) -> None:
    dates = (
        '<activity-date type="2" iso-date="2012"/><activity-date type="4" iso-date="2011-12-31"/>'
    )
    assert of(document(activity(dates))).found("END_BEFORE_START").grade is Grade.WARNING


def org(role: str, name: str = "", ref: str = "", lang: str = "id") -> str:
    ref = f' ref="{ref}"' if ref else ""
    narrative = f'<narrative xml:lang="{lang}">{name}</narrative>' if name else ""
    return f'<participating-org role="{role}"{ref}>{narrative}</participating-org>'


def test_each_role_of_iati_is_one_of_ours(of: Any) -> None:
    parties = "".join(org(role, "Badan A", "A") for role in "1234")
    found = of(document(activity(parties)))
    assert len(found.of("Agency")) == 1
    assert roles(found.bonds) == ["FUNDER", "LEAD", "COORDINATOR", "IMPLEMENTER"]
    assert found.codes() == {}


def test_a_role_that_iati_has_not_is_kept_as_a_remark(of: Any) -> None:
    found = of(document(activity(org("Funding", "Badan A", "A"))))
    assert [dict(bond.values) for bond in found.bonds] == [
        {"role": "PARTNER", "note": "IATI OrganisationRole Funding"}
    ]
    assert found.found("ROLE_UNKNOWN").value == "Funding"


def test_the_same_role_twice_counts_once_and_is_told(of: Any) -> None:
    found = of(document(activity(org("1", "A", "1") + org("1", "Á", "1"))))
    assert len(found.bonds) == 1
    assert found.found("PARTY_REPEATED").grade is Grade.WARNING


def test_a_reference_with_two_names_is_two_organisations_and_no_identifier(of: Any) -> None:
    ref = "XM-DAC-41304"
    one = activity(org("1", "Kementerian Désa", ref) + org("4", "Badan B", ref))
    two = activity(org("2", "KEMENTERIAN DESA", ref), "X-2")
    found = of(document(one, two))
    assert found.value("Agency", "name") == ["Kementerian Désa", "Badan B"]
    assert [thing.identifiers for thing in found.of("Agency")] == [(), ()]
    shared = found.found("REF_SHARED")
    assert (shared.value, shared.grade) == (ref, Grade.WARNING)
    assert [found.name(bond.start) for bond in found.bonds] == [
        "Kementerian Désa",
        "Badan B",
        "Kementerian Désa",
    ]


def test_a_reference_of_the_whole_world_identifies_where_one_name_has_it(of: Any) -> None:
    found = of(document(activity(org("1", "A", "XM-DAC-41304") + org("4", "B", "35"))))
    assert [thing.identifiers for thing in found.of("Agency")] == [("iati:XM-DAC-41304",), ()]


def test_organisations_without_reference_or_without_name(of: Any) -> None:
    found = of(document(activity(org("1", "Spanyol") + org("2", ref="35") + org("3"))))
    assert found.value("Agency", "name") == ["Spanyol", "35"]
    assert found.found("PARTY_WITHOUT_REF").grade is Grade.NOTE
    assert found.found("PARTY_UNNAMED").grade is Grade.WARNING
    assert found.found("PARTY_NAMELESS").grade is Grade.ERROR


def test_names_in_other_languages_are_gathered_from_all_files(of: Any) -> None:
    def named(lang: str, other: str) -> str:
        return (
            '<participating-org role="1" ref="7"><narrative xml:lang="id">Badan</narrative>'
            f'<narrative xml:lang="{lang}">{other}</narrative></participating-org>'
        )

    one = document(activity(named("fr", "Agence")))
    two = document(activity(named("en", "Agency"), "X-2"))
    (values,) = of(one, two).values("Agency")
    assert (values["name"], values["nameEn"], values["aliases"]) == ("Badan", "Agency", ["Agence"])


def sector(code: str, percentage: str = "", vocabulary: str = "1") -> str:
    share = f' percentage="{percentage}"' if percentage else ""
    return f'<sector vocabulary="{vocabulary}" code="{code}"{share}/>'


@pytest.mark.parametrize(
    ("sectors", "shares", "code"),
    [
        (sector("11110"), [None], None),
        (sector("11110", "100"), [100], None),
        (sector("11110", "33.33") + sector("11120", "66.67"), [33.33, 66.67], None),
        (sector("11110", "50") + sector("111", "100", "2"), [50, 100], "PERCENTAGES_UNEVEN"),
        (sector("11110", "50") + sector("11120", "60"), [50, 60], "PERCENTAGES_UNEVEN"),
        (sector("11110", "50") + sector("11120"), [50, None], "PERCENTAGE_MISSING"),
        (sector("11110", "separuh"), [None], "PERCENTAGE_UNREADABLE"),
        (sector("11110", "120") + sector("11120", "-20"), [120, -20], "PERCENTAGE_BEYOND"),
        (sector("11110", "50") + sector("11110", "50"), [50], "SECTOR_REPEATED"),
        (sector(""), [], "SECTOR_CODELESS"),
    ],
)
def test_percentages_stay_as_they_are_and_should_come_to_100(
    of: Any, sectors: str, shares: list[float | None], code: str | None
) -> None:
    found = of(document(activity(sectors)))
    assert [bond.values.get("percentage") for bond in found.bonds] == shares
    assert set(found.codes()) - {"SECTOR_UNNAMED"} == ({code} if code else set())


def test_vocabularies_are_schemes_and_goals_are_those_of_the_hub(of: Any) -> None:
    texts = [sector("11110"), sector("70", "", "3"), sector("6", "", "7"), sector("A1", "", "5")]
    texts.append(sector("16.10", "", "8") + '<tag vocabulary="3" code="1.2"/>')
    texts.append('<tag vocabulary="2" code="16"/>')
    texts.append('<sector vocabulary="99"><narrative>Air bersih</narrative></sector>')
    found = of(document(activity("".join(texts))))
    sectors = [(v["name"], v["scheme"]) for v in found.values("Sector")]
    assert sectors == [
        ("DAC 11110", "DAC"),
        ("COFOG 70", "COFOG"),
        ("SDG 6", "SDG"),
        ("A1", "OTHER"),
        ("SDG 16", "SDG"),
        ("Air bersih", "OTHER"),
    ]
    assert [code for code in found.value("Sector", "code") if code.startswith("sdg")] == [
        "sdg-06",
        "sdg-16",
    ]
    assert found.value("Target", "code") == ["sdg-16.10", "sdg-1.2"]
    assert found.codes()["SECTOR_UNNAMED"] == 7


def test_related_activities_by_any_identifier_in_any_order_and_file(of: Any) -> None:
    links = "".join(
        f'<related-activity ref="{ref}" type="{type_}"/>'
        for ref, type_ in (("X-2", "1"), ("OLD-2", "2"), ("X-3", "3"), ("Z-9", "5"), ("Z-9", "4"))
    )
    other = activity('<other-identifier ref="OLD-2" type="A1"/>', "X-2")
    found = of(document(activity(links)), document(other, activity("", "X-3")))
    assert [(bond.end.key, bond.values["kind"]) for bond in found.tied("RELATED_TO")] == [
        ("X-2", "PARENT"),
        ("X-2", "CHILD"),
        ("X-3", "SIBLING"),
        ("Z-9", "THIRD_PARTY"),
        ("Z-9", "CO_FUNDED"),
    ]
    assert found.value("Initiative", "code") == ["X-1", "Z-9", "X-2", "X-3"]
    assert found.codes()["RELATED_OUTSIDE"] == 2


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ('ref="X-1" type="3"', "RELATED_TO_ITSELF"),
        ('ref="Y" type="7"', "RELATED_TYPE_UNKNOWN"),
        ('type="3"', "RELATED_NAMELESS"),
    ],
)
def test_relations_that_say_nothing_are_told(of: Any, attributes: str, code: str) -> None:
    found = of(document(activity(f"<related-activity {attributes}/>")))
    assert found.bonds == [] and found.found(code).grade is Grade.ERROR


def test_an_activity_twice_or_without_identifier_is_left_out(of: Any) -> None:
    found = of(document(activity(""), activity("")), document(activity("", " ")))
    assert found.value("Initiative", "code") == ["X-1"]
    assert found.found("ACTIVITY_REPEATED").value == "X-1"
    assert found.found("ACTIVITY_NAMELESS").place.file == "1.xml"


def test_places_and_countries(of: Any) -> None:
    inner = (
        '<recipient-country code="ID" percentage="20"/><recipient-country code="TL"/>'
        "<location><name><narrative>Jakarta</narrative></name>"
        "<point><pos>-6.2 106.8</pos></point></location>"
    )
    found = of(document(activity(inner)))
    assert [(bond.type, bond.end.key) for bond in found.bonds] == [("COVERS", "ID")]
    assert found.found("COUNTRY_LEFT_OUT").value == "TL"
    assert found.found("LOCATION_LEFT_OUT").value == "Jakarta; -6.2 106.8"
    assert found.found("NO_PLACE").value == "20"


def test_what_fits_nowhere_is_counted_with_its_place(of: Any) -> None:
    budget = "<budget><value>1</value></budget>\n" * 3
    found = of(document(activity(budget + '<title-2/><sector code="1" note="?"/>', "X-1", 'n="1"')))
    told = {f.place.column: f.message for f in found.findings if f.code == "NO_PLACE"}
    assert told.keys() == {
        "iati-activity/budget",
        "iati-activity/title-2",
        "iati-activity/@n",
        "sector/@note",
    }
    assert "3 times, last in row 3" in told["iati-activity/budget"]


@pytest.mark.skipif(bool(absent(REAL)), reason=absent(REAL))
def test_the_activities_of_spain_are_whole() -> None:
    found = read("iati", DATA / "iati")
    inside = [thing for thing in found.of("Initiative") if thing.values["status"] != "UNKNOWN"]
    parties = found.tied("PARTICIPATES_IN")
    assert (len(inside), len(parties)) == (83, 332)
    assert sorted({role: roles(parties).count(role) for role in roles(parties)}.items()) == [
        ("COORDINATOR", 83),
        ("FUNDER", 83),
        ("IMPLEMENTER", 83),
        ("LEAD", 83),
    ]
    by_activity: dict[str, dict[str, str]] = {}
    for bond in parties:
        by_activity.setdefault(bond.end.key, {})[bond.values["role"]] = bond.start.key
    assert all(found["LEAD"] == found["COORDINATOR"] for found in by_activity.values())
    related = found.tied("RELATED_TO")
    assert len(related) == 275 and {bond.values["kind"] for bond in related} == {"SIBLING"}
    assert len(found.of("Initiative")) == 83 + len({bond.end for bond in related})
    assert len(found.of("Agency")) == 22
    assert "Vía Directa" in found.value("Agency", "name")
    codes = found.codes()
    assert codes["PARTY_WITHOUT_REF"] == 83 and codes["RELATED_OUTSIDE"] == 275
    assert sorted(f.value or "" for f in found.findings if f.code == "REF_SHARED") == ["1", "61"]
    assert all(finding.grade is not Grade.ERROR for finding in found.findings)


PIECES = st.sampled_from(
    [
        *(b"<iati-activities version='2.03'>", b"</iati-activities>", b"<iati-activity>", b"&x;"),
        *(b"</iati-activity>", b"<iati-identifier>A</iati-identifier>", b"<title/>", b"<result>"),
        *(b"<participating-org role='1' ref='A'/>", b"<sector code='1' percentage='x'/>"),
        *(b"<related-activity ref='A' type='3'/>", b"<indicator>", b"</indicator></result>"),
        *(b"<period><target value='<5'/></period>", b"<activity-date type='1' iso-date='9999'/>"),
        *(b"<narrative xml:lang='id'>\xc3\xa9</narrative>", b"<!--", b"<?xml version='1.0'?>"),
        *(b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b"\xff\xfe", b"\x00", b"<![CDATA[", b"]]>"),
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=25).map(b"".join)))
def test_any_bytes_are_read_or_answered(of: Any, content: bytes) -> None:
    found = of(content)
    assert found.things or found.findings or b"<iati-activities" in content
