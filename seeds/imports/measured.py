"""Values of indicators as plans print them: ranges, limits, margins, footnotes, years beside.

The text itself is always kept (``raw``); value, lower, upper and qualifier are how it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from seeds.imports.days import day
from seeds.imports.numbers import decimal
from seeds.imports.reading import Doubt, Reading, note, warning

RANGE, MARGIN, ABOUT = "rentang", "kurang lebih", "sekitar"
_LESS, _MOST, _MORE, _LEAST = "kurang dari", "paling banyak", "lebih dari", "paling sedikit"
LIMITS = {
    "<": ("upper", _LESS),
    "≤": ("upper", _MOST),
    "<=": ("upper", _MOST),
    ">": ("lower", _MORE),
    "≥": ("lower", _LEAST),
    ">=": ("lower", _LEAST),
    "kurang dari": ("upper", _LESS),
    "less than": ("upper", _LESS),
    "di bawah": ("upper", _LESS),
    "below": ("upper", _LESS),
    "maksimal": ("upper", _MOST),
    "paling banyak": ("upper", _MOST),
    "at most": ("upper", _MOST),
    "lebih dari": ("lower", _MORE),
    "more than": ("lower", _MORE),
    "di atas": ("lower", _MORE),
    "above": ("lower", _MORE),
    "minimal": ("lower", _LEAST),
    "paling sedikit": ("lower", _LEAST),
    "at least": ("lower", _LEAST),
}
"""Which end of a range a word gives, and how that is to be read; in Indonesian, as in plans."""
ABSENT = re.compile(
    r"#?n/?a|n\.a\.?|nil|--?|[\u2013\u2014\u2026*]|\.\.\.?|tad|t\.a\.d\.|no data|not available|"
    r"(?:tidak|belum) (?:tersedia|ada data|ada)"
)
"""What says that there is no value."""
_ALONE = ("a number, or a range", "put the remark into another column")
_ABOUT = re.compile(r"(?:±|~|≈|sekitar|kurang lebih|kira-kira|about|approximately|ca\.?|c\.)\s*")
_LIMIT = re.compile("|".join(sorted(map(re.escape, LIMITS), key=len, reverse=True)))
_BETWEEN = re.compile(
    r"\s*(?:[\u2012-\u2015]|(?<=[0-9%])\s*(?:~|…|\.\.\.?)|"
    r"\bs(?:\.d\.|/d|\.d|d)(?= )|\bsampai(?: dengan)?\b|\bhingga\b|\bto\b)\s*"
)
_HYPHEN = re.compile(r"(?<=[0-9%])\s*-\s*(?=[-+]?[0-9.,])")
_BESIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_FOOTNOTE = re.compile(
    r"(?<=[0-9%])([a-z0-9]\)|\s+(?:[a-z]|[0-9]{1,2})\)|[a-h]|\s*[*†‡#]+\)?|\s*[⁰¹²³⁴-⁹ᵃᵇᶜ]+[⁾)]?)\s*$"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """How a printed value is read."""

    raw: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    qualifier: str | None = None
    period: str | None = None
    """The year or month that stands beside it in brackets."""

    @property
    def empty(self) -> bool:
        """Whether there is no number in it."""
        return self.value is None and self.lower is None and self.upper is None


def measured(text: str) -> Reading[Measured]:
    """What a printed value says. There always is a reading; one without numbers has a doubt."""
    raw = text.strip()
    bare = " ".join(raw.lower().split())
    if not bare or ABSENT.fullmatch(bare):
        return Reading(Measured(raw), (note("VALUE_ABSENT", "says that there is no value"),))
    bare, period, doubts = _aside(bare)
    bare, marks = _unmarked(bare)
    found = _numbers(Measured(raw, period=period), bare)
    if found is None:
        text = "has no number that can be told: only its text is kept"
        expected = "a number, a range 5—7, a limit <5 or a margin 2±1"
        unread = warning("VALUE_UNREADABLE", text, expected, "fill in value, lower and upper")
        return Reading(Measured(raw, period=period), (unread,))
    return Reading(found.value, (*doubts, *marks, *found.doubts))


def _aside(bare: str) -> tuple[str, str | None, tuple[Doubt, ...]]:
    """The text before brackets, the period that is in them, and a doubt about anything else."""
    form = _BESIDE.search(bare)
    if form is None or not form.start():
        return bare, None, ()
    inner, before = form[1].strip(), bare[: form.start()]
    found = day(inner).value
    if found is not None:
        kept = {"YEAR": 4, "MONTH": 7, "DAY": 10}[found.precision]
        return before, found.first[:kept], ()
    if re.fullmatch(r"[0-9]{1,2}|[a-z*]", inner):
        return before, None, (_marked(inner),)
    doubt = warning(
        "REMARK_BESIDE_VALUE", f"the remark {inner!r} is kept in the raw text only", *_ALONE
    )
    return before, None, (doubt,)


def _unmarked(bare: str) -> tuple[str, tuple[Doubt, ...]]:
    form = _FOOTNOTE.search(bare)
    if form is None:
        return bare, ()
    return bare[: form.start()], (_marked(form[1].strip()),)


def _marked(mark: str) -> Doubt:
    """What is said of a mark; a digit may belong to the number before it."""
    text = f"{mark!r} is taken for the mark of a footnote"
    if mark[0].isascii() and mark[0].isdigit():
        return warning("FOOTNOTE_MARK", text, "marks apart from numbers", "look at the number")
    return note("FOOTNOTE_MARK", text)


def _numbers(made: Measured, bare: str) -> Reading[Measured] | None:
    """The reading of what is left, or None where it is no number in any form."""
    if form := _LIMIT.match(bare):
        end, qualifier = LIMITS[form[0]]
        found = _told(bare[form.end() :])
        if found is None:
            return None
        limit = float(found[0])
        low, high = (limit, None) if end == "lower" else (None, limit)
        return Reading(replace(made, qualifier=qualifier, lower=low, upper=high), found[1])
    if form := _ABOUT.match(bare):
        found = _told(bare[form.end() :])
        return found and Reading(replace(made, value=float(found[0]), qualifier=ABOUT), found[1])
    if "±" in bare or "+/-" in bare:
        return _margin(made, *bare.replace("+/-", "±").split("±", 1))
    if found := _told(bare):
        return Reading(replace(made, value=float(found[0])), found[1])
    halves = _BETWEEN.split(bare) if _BETWEEN.search(bare) else _HYPHEN.split(bare)
    return _range(made, *halves) if len(halves) == 2 else None


def _told(text: str) -> tuple[Decimal, tuple[Doubt, ...]] | None:
    found = decimal(text)
    return None if found.value is None else (found.value, found.doubts)


def _margin(made: Measured, middle: str, margin: str) -> Reading[Measured] | None:
    centre, width = _told(middle), _told(margin)
    if centre is None or width is None:
        return None
    low, high = float(centre[0] - width[0]), float(centre[0] + width[0])
    value = float(centre[0])
    read = replace(made, value=value, lower=low, upper=high, qualifier=MARGIN)
    return Reading(read, (*centre[1], *width[1]))


def _range(made: Measured, first: str, last: str) -> Reading[Measured] | None:
    one, two = _told(first), _told(last)
    if one is None or two is None:
        return None
    doubts = (*one[1], *two[1])
    low, high = one[0], two[0]
    if low > high:
        text = f"falls from {low} to {high}: the lower end is read as {high}"
        doubts = (
            *doubts,
            warning("RANGE_REVERSED", text, "the lower end first", "change the ends"),
        )
        low, high = high, low
    read = replace(made, qualifier=RANGE, lower=float(low), upper=float(high))
    return Reading(read, doubts)
