"""What issues say in Indonesian and in English: what is, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graph.issues.issue import Issue, Kind
from graph.network.language import Language, day, listed

# Per kind and case: what is and what to do, Indonesian, then both in English.
# {0} and {1} are what it is about, {rest} all but the first, {way} a loop in order, {relation} its
# public name, {when} and {again} the days of one relation and of another, {life} those of {0}, {d0}
# and {d1} other dates, {field} a field.
_TEXTS: Mapping[tuple[Kind, str], tuple[str, str, str, str]] = {
    (Kind.DEAD_PARENT, "parent"): (
        "{0} masih ada, tetapi berada di bawah {1} yang berakhir {d0} ({relation}, {when}).",
        "Akhiri hubungan itu, dan hubungkan {0} dengan penerus {1}.",
        "{0} lives, but stands under {1}, which ended on {d0} ({relation}, {when}).",
        "End that relation, and put {0} under whatever carries {1} on.",
    ),
    (Kind.HIERARCHY_LOOP, "loop"): (
        "Hierarki berputar ({relation}): {way}.",
        "Hapus atau akhiri hubungan yang salah arah di antaranya.",
        "The hierarchy leads in a circle ({relation}): {way}.",
        "Delete or end the one among these relations that points the wrong way.",
    ),
    (Kind.HIERARCHY_LOOP, "itself"): (
        "{0} berada di bawah dirinya sendiri ({relation}).",
        "Hapus hubungan itu; yang paling atas tidak memerlukan atasan.",
        "{0} stands under itself ({relation}).",
        "Delete the relation; what is at the top needs none.",
    ),
    (Kind.OVERLAPPING_PERIODS, "pair"): (
        "{0} dan {1} terhubung dua kali pada waktu yang sama dalam peran yang sama ({relation}): "
        "{when}, dan {again}.",
        "Gabungkan keduanya, atau akhiri yang satu sebelum yang lain mulai.",
        "{0} and {1} are related twice at the same time in the same role ({relation}): {when}, and "
        "{again}.",
        "Make one of the two, or end the one before the other begins.",
    ),
    (Kind.END_BEFORE_START, "node"): (
        "{0} berakhir ({d1}) sebelum mulai ({d0}).",
        "Perbaiki salah satu tanggalnya menurut sumber.",
        "{0} ends ({d1}) before it begins ({d0}).",
        "Mend one of the dates by its source.",
    ),
    (Kind.END_BEFORE_START, "never"): (
        "{0} berakhir pada hari pertamanya ({d0}), sehingga tidak pernah ada; tanggal akhir tidak "
        "termasuk.",
        "Perbaiki salah satu tanggalnya; hari terakhir adalah sehari sebelum tanggal akhir.",
        "{0} ends on its first day ({d0}), so that it never is; the end is exclusive.",
        "Mend one of the dates; the end is the day after the last.",
    ),
    (Kind.END_BEFORE_START, "relation"): (
        "Hubungan {0} dengan {1} berakhir sebelum mulai ({relation}, {when}).",
        "Perbaiki salah satu tanggalnya menurut sumber.",
        "The relation of {0} and {1} ends before it begins ({relation}, {when}).",
        "Mend one of the dates by its source.",
    ),
    (Kind.END_BEFORE_START, "relation never"): (
        "Hubungan {0} dengan {1} berakhir pada hari pertamanya ({relation}, {when}), sehingga "
        "tidak pernah berlaku; tanggal akhir tidak termasuk.",
        "Perbaiki salah satu tanggalnya; hari terakhir adalah sehari sebelum tanggal akhir.",
        "The relation of {0} and {1} ends on its first day ({relation}, {when}), so that it never "
        "holds; the end is exclusive.",
        "Mend one of the dates; the end is the day after the last.",
    ),
    (Kind.BEYOND_LIFE, "partly"): (
        "Hubungan {0} dengan {1} ({relation}, {when}) melampaui masa {0} ({life}). Tampilan hanya "
        "menunjukkannya selama {0} ada.",
        "Sesuaikan tanggal hubungan itu, atau perbaiki masa {0}.",
        "The relation of {0} and {1} ({relation}, {when}) reaches beyond the life of {0} ({life}). "
        "Views show it only while {0} lives.",
        "Fit the relation's dates to that life, or mend the life.",
    ),
    (Kind.BEYOND_LIFE, "outside"): (
        "Hubungan {0} dengan {1} ({relation}, {when}) seluruhnya di luar masa {0} ({life}).",
        "Perbaiki tanggal yang salah, atau pindahkan hubungan itu ke pendahulu atau penerus {0}.",
        "The relation of {0} and {1} ({relation}, {when}) lies wholly outside the life of {0} "
        "({life}).",
        "Mend the wrong date, or move the relation to what came before or after {0}.",
    ),
    (Kind.MISDATED_EVENT, "older"): (
        "{0} terbentuk karena perubahan {1} ({d0}), tetapi sudah ada sejak {d1}.",
        "Perbaiki tanggal perubahan atau tanggal awal {0}, atau pilih jenis perubahan lain.",
        "{0} came of the change {1} ({d0}), but has been there since {d1}.",
        "Mend the date of the change or the first day of {0}, or give the change another type.",
    ),
    (Kind.MISDATED_EVENT, "over"): (
        "{0} ada setelah perubahan {1} ({d0}), tetapi sudah berakhir {d1}.",
        "Perbaiki tanggal perubahan atau tanggal akhir {0}.",
        "{0} is there after the change {1} ({d0}), but ended on {d1}.",
        "Mend the date of the change or the end of {0}.",
    ),
    (Kind.MISDATED_EVENT, "later"): (
        "{0} ada setelah perubahan {1} ({d0}), tetapi baru ada sejak {d1}.",
        "Perbaiki tanggal perubahan atau tanggal awal {0}.",
        "{0} is there after the change {1} ({d0}), but begins only on {d1}.",
        "Mend the date of the change or the first day of {0}.",
    ),
    (Kind.MISDATED_EVENT, "unborn"): (
        "{0} ada sebelum perubahan {1} ({d0}), tetapi baru ada sejak {d1}.",
        "Perbaiki tanggal perubahan atau tanggal awal {0}.",
        "{0} is there before the change {1} ({d0}), but begins only on {d1}.",
        "Mend the date of the change or the first day of {0}.",
    ),
    (Kind.SEVERAL_FOR_ONE, "primary"): (
        "{0} memiliki lebih dari satu yang utama ({field}): {rest}.",
        "Tetapkan satu sebagai yang utama, dan akhiri atau ubah yang lain.",
        "{0} has more than one main one ({field}): {rest}.",
        "Let one be the main one, and end or change the others.",
    ),
    (Kind.SEVERAL_FOR_ONE, "one"): (
        "{0} hanya boleh memiliki satu {field}, tetapi memiliki beberapa: {rest}.",
        "Akhiri hubungan yang tidak berlaku lagi.",
        "{0} may have only one {field}, but has several: {rest}.",
        "End the relations that no longer hold.",
    ),
}
_BOTH = {Language.ID: "{0} hingga sebelum {1}", Language.EN: "{0} to before {1}"}
_SINCE = {Language.ID: "sejak {0}", Language.EN: "since {0}"}
_UNTIL = {Language.ID: "hingga sebelum {1}", Language.EN: "until before {1}"}
_ALWAYS = {Language.ID: "tanpa tanggal", Language.EN: "without dates"}


class Said(NamedTuple):
    """What an issue is, and what can be done."""

    explanation: str
    suggestion: str


def said(issue: Issue, language: Language) -> Said:
    """The sentences of an issue."""
    texts = _TEXTS[issue.kind, issue.case]
    names = [thing.name for thing in issue.things]
    words = _words(issue, names, language)
    chosen = texts[:2] if language is Language.ID else texts[2:]
    return Said(*(text.format(*names, **words) for text in chosen))


def _words(issue: Issue, names: list[str], language: Language) -> dict[str, str]:
    periods = [span(period.start, period.end, language) for period in issue.periods]
    dates = [date and _day(date, language) for date in issue.dates]
    found = {
        "relation": issue.periods[0].relation if issue.periods else "",
        "way": " → ".join((*names, names[0])),
        "rest": listed(names[1:], language),
    }
    if issue.kind is Kind.SEVERAL_FOR_ONE:
        found["field"] = issue.dates[0] or ""
    if issue.kind is Kind.BEYOND_LIFE:
        found["life"] = span(issue.dates[0], issue.dates[1], language)
    found |= dict(zip(("when", "again"), periods, strict=False))
    return found | {f"d{place}": date or "?" for place, date in enumerate(dates)}


def span(start: str | None, end: str | None, language: Language) -> str:
    """The days from a start to before an end, either of which may be open."""
    form = {
        (True, True): _BOTH,
        (True, False): _SINCE,
        (False, True): _UNTIL,
        (False, False): _ALWAYS,
    }[start is not None, end is not None]
    days = [_day(each, language) if each else "" for each in (start, end)]
    return form[language].format(*days)


def _day(text: str, language: Language) -> str:
    """A day as people say it; what is no day as it stands, as it is what may be wrong."""
    try:
        return day(text, language)
    except (ValueError, IndexError):
        return text
