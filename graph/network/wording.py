"""What suggestions say, in Indonesian and in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from graph.network.language import Language, Said

LED = "LED_TARGETS"
"""How complementary targets are told where the first of the two answers for all of them."""


class Kind(StrEnum):
    """What partners are suggested for."""

    AGENCY = "AGENCY"
    TARGET = "TARGET"
    INITIATIVE = "INITIATIVE"


# Per reason: the sentence with one thing named and the one with several, Indonesian then English.
# {0} the subject, {1} the partner, {n} how many, {names} the first of them.
_BOTH: Mapping[str, tuple[str, str, str, str]] = {
    "COMPLEMENTARY_TARGETS": (
        "Yang satu mengampu sasaran yang didukung inisiatif yang lain: {names}.",
        "Yang satu mengampu {n} sasaran yang didukung inisiatif yang lain: {names}.",
        "One answers for a target that the other's initiatives serve: {names}.",
        "One answers for {n} targets that the other's initiatives serve: {names}.",
    ),
    LED: (
        "{0} mengampu sasaran yang didukung inisiatif {1}: {names}.",
        "{0} mengampu {n} sasaran yang didukung inisiatif {1}: {names}.",
        "{0} answers for a target that initiatives of {1} serve: {names}.",
        "{0} answers for {n} targets that initiatives of {1} serve: {names}.",
    ),
    "COMMON_TARGETS": (
        "{0} dan {1} berkontribusi pada sasaran yang sama: {names}.",
        "{0} dan {1} berkontribusi pada {n} sasaran yang sama: {names}.",
        "{0} and {1} work towards the same target: {names}.",
        "{0} and {1} work towards the same {n} targets: {names}.",
    ),
    "PROCESSES": (
        "Proses bisnis {1} terhubung langsung dengan proses {0}: {names}.",
        "{n} proses bisnis {1} terhubung langsung dengan proses {0}: {names}.",
        "A process of {1} is linked directly to processes of {0}: {names}.",
        "{n} processes of {1} are linked directly to processes of {0}: {names}.",
    ),
    "COMMON_PARTNERS": (
        "{0} dan {1} bekerja dengan mitra yang sama: {names}.",
        "{0} dan {1} bekerja dengan {n} mitra yang sama: {names}.",
        "{0} and {1} work with the same partner: {names}.",
        "{0} and {1} work with the same {n} partners: {names}.",
    ),
    "COMMON_SECTORS": (
        "{0} dan {1} bekerja di sektor yang sama: {names}.",
        "{0} dan {1} bekerja di {n} sektor yang sama: {names}.",
        "{0} and {1} work in the same sector: {names}.",
        "{0} and {1} work in the same {n} sectors: {names}.",
    ),
    "REGIONS": (
        "{0} dan {1} bekerja di wilayah yang sama: {names}.",
        "{0} dan {1} bekerja di {n} wilayah yang sama: {names}.",
        "{0} and {1} are at work in the same region: {names}.",
        "{0} and {1} are at work in the same {n} regions: {names}.",
    ),
    "COMPETENCIES": (
        "Jabatan di {0} dan di {1} mensyaratkan kompetensi yang sama: {names}.",
        "Jabatan di {0} dan di {1} mensyaratkan {n} kompetensi yang sama: {names}.",
        "Posts of {0} and of {1} require the same competency: {names}.",
        "Posts of {0} and of {1} require the same {n} competencies: {names}.",
    ),
    "PAST_TIES": (
        "{0} dan {1} pernah bersama dalam inisiatif: {names}.",
        "{0} dan {1} pernah bersama dalam {n} inisiatif: {names}.",
        "{0} and {1} took part in an initiative together before: {names}.",
        "{0} and {1} took part in {n} initiatives together before: {names}.",
    ),
}
_TARGET: Mapping[str, tuple[str, str, str, str]] = {
    "INITIATIVES": (
        "{1} ikut dalam inisiatif yang mendukung sasaran ini: {names}.",
        "{1} ikut dalam {n} inisiatif yang mendukung sasaran ini: {names}.",
        "{1} takes part in an initiative that serves this target: {names}.",
        "{1} takes part in {n} initiatives that serve this target: {names}.",
    ),
    "PROCESSES": (
        "Inisiatif untuk sasaran ini terkait dengan proses bisnis {1}: {names}.",
        "Inisiatif untuk sasaran ini terkait dengan {n} proses bisnis {1}: {names}.",
        "Initiatives for this target rest on or touch a process of {1}: {names}.",
        "Initiatives for this target rest on or touch {n} processes of {1}: {names}.",
    ),
    "COMMON_PARTNERS": (
        "{1} sudah bekerja dengan salah satu kontributor sasaran ini: {names}.",
        "{1} sudah bekerja dengan {n} kontributor sasaran ini: {names}.",
        "{1} works already with a contributor to this target: {names}.",
        "{1} works already with {n} contributors to this target: {names}.",
    ),
    "COMMON_SECTORS": (
        "{1} bekerja di sektor sasaran ini: {names}.",
        "{1} bekerja di {n} sektor sasaran ini: {names}.",
        "{1} works in a sector of this target: {names}.",
        "{1} works in {n} sectors of this target: {names}.",
    ),
    "COMPETENCIES": (
        "Jabatan di {1} dan di kontributor sasaran ini mensyaratkan kompetensi yang sama: {names}.",
        "Jabatan di {1} dan di kontributor sasaran ini mensyaratkan {n} kompetensi yang sama: "
        "{names}.",
        "Posts of {1} and of contributors to this target require the same competency: {names}.",
        "Posts of {1} and of contributors to this target require the same {n} competencies: "
        "{names}.",
    ),
    "PAST_TIES": (
        "{1}, atau lembaga pendahulunya, pernah berkontribusi pada sasaran ini.",
        "{1}, atau lembaga pendahulunya, pernah berkontribusi pada sasaran ini.",
        "{1}, or a body before it, contributed to this target once.",
        "{1}, or a body before it, contributed to this target once.",
    ),
}
_INITIATIVE: Mapping[str, tuple[str, str, str, str]] = {
    "COMPLEMENTARY_TARGETS": (
        "{1} mengampu sasaran yang didukung inisiatif ini: {names}.",
        "{1} mengampu {n} sasaran yang didukung inisiatif ini: {names}.",
        "{1} answers for a target that this initiative serves: {names}.",
        "{1} answers for {n} targets that this initiative serves: {names}.",
    ),
    "COMMON_TARGETS": (
        "{1} berkontribusi pada sasaran yang didukung inisiatif ini: {names}.",
        "{1} berkontribusi pada {n} sasaran yang didukung inisiatif ini: {names}.",
        "{1} works towards a target that this initiative serves: {names}.",
        "{1} works towards {n} targets that this initiative serves: {names}.",
    ),
    "PROCESSES": (
        "Inisiatif ini terkait dengan proses bisnis {1}: {names}.",
        "Inisiatif ini terkait dengan {n} proses bisnis {1}: {names}.",
        "This initiative rests on or touches a process of {1}: {names}.",
        "This initiative rests on or touches {n} processes of {1}: {names}.",
    ),
    "COMMON_PARTNERS": (
        "{1} sudah bekerja dengan salah satu peserta inisiatif ini: {names}.",
        "{1} sudah bekerja dengan {n} peserta inisiatif ini: {names}.",
        "{1} works already with a participant: {names}.",
        "{1} works already with {n} participants: {names}.",
    ),
    "COMMON_SECTORS": (
        "{1} bekerja di sektor inisiatif ini: {names}.",
        "{1} bekerja di {n} sektor inisiatif ini: {names}.",
        "{1} works in a sector of this initiative: {names}.",
        "{1} works in {n} sectors of this initiative: {names}.",
    ),
    "REGIONS": (
        "{1} bekerja di wilayah inisiatif ini: {names}.",
        "{1} bekerja di {n} wilayah inisiatif ini: {names}.",
        "{1} is at work in a region of this initiative: {names}.",
        "{1} is at work in {n} regions of this initiative: {names}.",
    ),
    "COMPETENCIES": (
        "Jabatan di {1} dan di peserta inisiatif ini mensyaratkan kompetensi yang sama: {names}.",
        "Jabatan di {1} dan di peserta inisiatif ini mensyaratkan {n} kompetensi yang sama: "
        "{names}.",
        "Posts of {1} and of participants require the same competency: {names}.",
        "Posts of {1} and of participants require the same {n} competencies: {names}.",
    ),
    "PAST_TIES": (
        "{1}, atau lembaga pendahulunya, pernah ikut dalam inisiatif ini.",
        "{1}, atau lembaga pendahulunya, pernah ikut dalam inisiatif ini.",
        "{1}, or a body before it, took part in this initiative once.",
        "{1}, or a body before it, took part in this initiative once.",
    ),
}
SENTENCES = {Kind.AGENCY: _BOTH, Kind.TARGET: _TARGET, Kind.INITIATIVE: _INITIATIVE}


def sentence(
    said: Said, kind: Kind, reason: str, ends: tuple[str, str], evidence: Sequence[str]
) -> str:
    """Why the second of the ends is suggested to the first, a subject of this kind; ``reason`` is
    the name of a reason, or LED.
    """
    several = len(evidence) > 1
    text = SENTENCES[kind][reason][2 * (said.language is Language.EN) + several]
    return text.format(*map(said.short, ends), n=len(evidence), names=said.shorts(evidence))
