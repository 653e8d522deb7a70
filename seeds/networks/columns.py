"""Which columns of a table hold the actors, and what else: by options, names, and contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from seeds.networks.file import Table, at
from seeds.networks.header import NUMBER, check_named, meant, numbered
from seeds.table import Faults


class Kind(StrEnum):
    """What the rows of a file are."""

    PARTICIPATIONS = "participations"
    """An actor takes part in an activity."""
    TIES = "ties"
    """Two actors are tied."""


@dataclass(frozen=True)
class Asked:
    """What the caller says about the file; None leaves it to be recognised. Columns are named as
    in the header, or by number from 1 where none has that name; or as attributes of GML.
    """

    kind: Kind | None = None
    actor: str | None = None
    activity: str | None = None
    partner: str | None = None
    category: str | None = None
    weight: str | None = None
    alias: str | None = None
    name: str | None = None
    delimiter: str | None = None
    encoding: str | None = None
    skip_empty: bool = False


@dataclass(frozen=True)
class Layout:
    """The columns to read: actor and activity, or two actors; ``third`` is the category of the
    actor, or the weight of the tie. ``sure`` says that it was named, not only guessed.
    """

    kind: Kind
    why: str
    first: str
    second: str
    third: str | None = None
    sure: bool = True


ACTORS = re.compile(
    "actor|aktor|agency|instansi|lembaga|kementerian|ministry|organi[sz]ation|organisasi"
    "|member|anggota|participant|peserta|person"
)
ACTIVITIES = re.compile(
    "activity|kegiatan|event|acara|initiative|inisiatif|project|proyek|program(me)?|grant"
    "|contract|committee|target|session"
)
CATEGORIES = re.compile("category|kategori|se[ck]tor|group|kelompok|class|type|jenis")
WEIGHTS = re.compile("weight|bobot|count|jumlah|strength|value|times|frequency")
DATES = re.compile(
    "date|day|month|year|time|timestamp|start|end|since|until"
    "|tanggal|hari|bulan|tahun|waktu|mulai|selesai|sejak|sampai"
)
WIDE = 3
"""In tables of more columns the order of columns says nothing."""
ENDS = (
    {"source", "target"},
    {"from", "to"},
    {"dari", "ke"},
    {"a", "b"},
    {"1", "2"},
    {"i", "j"},
    {"ego", "alter"},
    {"actor", "partner"},
)


def layout(table: Table, asked: Asked, faults: Faults) -> Layout | None:
    """The columns that the options name, or that names and contents tell; None with a fault each
    where an option names no column, or nothing tells.
    """
    options = {
        "actor": asked.actor,
        "activity": asked.activity,
        "partner": asked.partner,
        "weight": asked.weight,
        "category": asked.category,
    }
    keys = meant(table, options, faults)
    kind, why = _kind(table, asked)
    misfits = _misfits(kind, asked)
    for option, name in misfits:
        text = f"--{option} has no meaning for {kind}: leave it out, or say --as"
        at(faults, table.file, 1, name, text)
    if keys is None or misfits:
        return None
    said = Asked(**{**vars(asked), **keys})
    found = _participations(table, said) if kind is Kind.PARTICIPATIONS else _ties(table, said)
    if found is None:
        other = "--activity" if kind is Kind.PARTICIPATIONS else "--partner"
        text = f"has {len(table.columns)} columns, and which to read is not clear: name them, or "
        text += f"their numbers from 1, with --actor and {other} (read as {kind}: {why})"
        at(faults, table.file, 1, 1, text)
        return None
    made = Layout(kind, why, *found)
    if not check_named(table, found[:3], keys.values(), faults):
        return None
    return None if _headless(table, made, faults) else made


def _misfits(kind: Kind, asked: Asked) -> list[tuple[str, str]]:
    """Options that are given and say nothing about files of this kind, with their values."""
    if kind is Kind.TIES:
        options = [("activity", asked.activity)]
    else:
        options = [("partner", asked.partner), ("weight", asked.weight)]
    return [(option, value) for option, value in options if value is not None]


def _kind(table: Table, asked: Asked) -> tuple[Kind, str]:
    if asked.kind:
        return asked.kind, "--as says so"
    if asked.activity:
        return Kind.PARTICIPATIONS, "--activity says so"
    if asked.partner or asked.weight:
        return Kind.TIES, f"--{'partner' if asked.partner else 'weight'} says so"
    if pair := _two_ends(table):
        return Kind.TIES, f"the columns {pair[0]!r} and {pair[1]!r} are named as two ends"
    if name := _only(table, ACTIVITIES):
        return Kind.PARTICIPATIONS, f"the column {name!r} is named as an activity"
    if name := _only(table, WEIGHTS):
        return Kind.TIES, f"the column {name!r} is named as a weight"
    one, other = _likely(table)[:2]
    if both := table.cells(one) & table.cells(other):
        return Kind.TIES, f"the first two columns share names, such as {min(both)!r}"
    return Kind.PARTICIPATIONS, "the first two columns share no name"


Found = tuple[str, str, str | None, bool]
"""First, second and third column, and whether the third was named."""


def _participations(table: Table, asked: Asked) -> Found | None:
    taken = {asked.actor, asked.activity, asked.category}
    category = asked.category or _only(table, CATEGORIES, taken)
    free = [name for name in _likely(table) if name not in taken and name != category]
    few = len(table.columns) <= WIDE
    activity = asked.activity or _only(table, ACTIVITIES, taken)
    actor = asked.actor or _only(table, ACTORS, {*taken, activity, category})
    if few and actor is None:
        actor = next((name for name in free if name != activity), None)
    if few and activity is None:
        activity = next((name for name in free if name != actor), None)
    if actor is None or activity is None or actor == activity:
        return None
    rest = [name for name in _guessable(table) if name in free and name not in (actor, activity)]
    if category is None and few and rest:
        return actor, activity, rest[0], False
    return actor, activity, category, True


def _ties(table: Table, asked: Asked) -> Found | None:
    weight = asked.weight or _only(table, WEIGHTS, {asked.actor, asked.partner})
    ends = [name for name in (asked.actor, asked.partner) if name]
    free = [name for name in _likely(table) if name not in (*ends, weight)]
    if not ends:
        pair = _two_ends(table)
        ends = list(pair) if pair else free[:2] if len(table.columns) <= WIDE else []
    elif len(ends) == 1 and len(table.columns) <= WIDE and free:
        ends = [asked.actor or free[0], asked.partner or free[0]]
    if len(ends) < 2 or ends[0] == ends[1]:
        return None
    rest = [name for name in _guessable(table) if name not in ends]
    if weight is None and rest and len(table.columns) <= WIDE:
        return ends[0], ends[1], rest[0], False
    return ends[0], ends[1], weight, True


def _headless(table: Table, layout: Layout, faults: Faults) -> bool:
    """Whether the header is a row like the others, which is a fault."""
    if numbered(table.header):
        return False
    names = dict(zip(table.columns, table.header, strict=True))
    number = layout.kind is Kind.TIES and layout.third and NUMBER.fullmatch(names[layout.third])
    known = any(names[key] in table.cells(key) for key in (layout.first, layout.second))
    if number or known:
        expected = (
            "actor,activity" if layout.kind is Kind.PARTICIPATIONS else "actor,partner,weight"
        )
        text = "the header is missing: the first line holds values and no names of columns; "
        at(faults, table.file, 1, 1, f"{text}put a line such as {expected} before it")
    return bool(number or known)


def _two_ends(table: Table) -> tuple[str, str] | None:
    """The only two columns whose names differ in words for two ends; in a wide table, whose names
    are such words.
    """
    wide = len(table.columns) > WIDE
    found = [
        (one, other)
        for place, one in enumerate(table.named)
        for other in table.named[place + 1 :]
        if set(words(one)) ^ set(words(other)) in ENDS and not (wide and len(words(one)) > 1)
    ]
    return found[0] if len(found) == 1 else None


def _only(
    table: Table,
    known: re.Pattern[str],
    but: set[str | None] = frozenset(),  # type: ignore[assignment]
) -> str | None:
    """The only column, but for these, that has one of the words in its name."""
    found = [c for c in table.named if c not in but and has(c, known)]
    return found[0] if len(found) == 1 else None


def _dated(table: Table, column: str) -> bool:
    """Whether a column has dates, which are no names while other columns may be, and no weights."""
    cells = table.cells(column)
    named = column in table.named and has(column, DATES)
    return named or (bool(cells) and all(map(_DATE.fullmatch, cells)))


_DATE = re.compile(r"(?:\d{4}-\d\d?(?:-\d\d?)?|\d\d?[./-]\d\d?[./-]\d{4})(?:[T ][\d:.+Z-]*)?")


def _likely(table: Table) -> list[str]:
    """All columns in their order, those of dates last."""
    return sorted(table.columns, key=lambda column: _dated(table, column))


def _guessable(table: Table) -> list[str]:
    """Columns that may hold a category or a weight though nothing says so: named, and no dates."""
    return [name for name in table.named if not _dated(table, name)]


def has(name: str, known: re.Pattern[str]) -> bool:
    """Whether one of the words in a column's name is known."""
    return any(known.fullmatch(word) for word in words(name))


def words(name: str) -> list[str]:
    """The words and numbers in a column's name, in small letters."""
    return re.findall(r"[^\W\d_]+|\d+", name.casefold())
