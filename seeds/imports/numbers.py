"""Numbers as people write them: decimal comma or point, grouped thousands, percent signs."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from seeds.imports.reading import Doubt, Reading, error, note, unreadable, warning

EXPECTED = "a number such as 1234.5 or 1234,5"
_MEND = "write it without thousands separators, as 1234.5 or 1234,5"
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})
_SPACES = "\u0020\u00a0\u2007\u2009\u202f'\u2019"
"""What stands between thousands besides commas and points."""
_SPACED = re.compile(rf"([0-9]{{1,3}})((?:[{_SPACES}][0-9]{{3}})+)([.,][0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(?:[eE][+-]?[0-9]{1,3})?")
_ONE = re.compile(r"([0-9]*)([.,])([0-9]+)((?:[eE][+-]?[0-9]{1,3})?)")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(\.[0-9]{3})+(,[0-9]+)?|(,[0-9]{3})+(\.[0-9]+)?)")
_ENGLISH = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?:\.[0-9]+)?(?<=[0-9])")
_MOST = 2**31
LONGEST = 400
"""No number has as many signs."""

PERCENT = "PERCENT_SIGN"


def decimal(text: str, *, english: bool = False) -> Reading[Decimal]:
    """The number that a text is, exactly.

    One comma or one point is decimal, always; where three digits follow, it may as well group
    thousands, which is a warning. Commas and points together, or one of them more than once, tell
    themselves. In a source that is ``english``, points are decimal and commas group. A percent
    sign is left out and noted: ``12,5 %`` is 12.5.
    """
    bare = text.strip().translate(_MINUS)
    percent = bare.endswith("%")
    bare = bare.removesuffix("%").rstrip()
    digits = bare[1:].lstrip() if bare[:1] in ("+", "-") else bare
    found = _english(digits) if english else _unsigned(digits)
    if found.value is None:
        return found
    value = -found.value if bare.startswith("-") else found.value
    if not math.isfinite(float(value)):
        return unreadable(error("NUMBER_TOO_LARGE", "has too many digits", EXPECTED, _MEND))
    doubts = found.doubts
    if percent:
        doubts = (*doubts, note(PERCENT, f"is read as {value}, in percent"))
    return Reading(value, doubts)


def number(text: str, *, english: bool = False) -> Reading[float]:
    """The number that a text is (see ``decimal``)."""
    return decimal(text, english=english).to(float)


def whole(text: str) -> Reading[int]:
    """The whole number that a text is. Since nothing can stand behind its point or comma, three
    digits there are thousands: ``1.234`` is 1234, with a warning.
    """
    found = decimal(text)
    if found.value is None:
        return Reading(None, found.doubts)
    value, doubts = found.value, found.doubts
    if any(doubt.code == "NUMBER_AMBIGUOUS" for doubt in doubts):
        value = value * 1000
        kept = tuple(doubt for doubt in doubts if doubt.code != "NUMBER_AMBIGUOUS")
        doubts = (*kept, _ambiguous(f"{value:.0f}, a whole number", f"{value / 1000}"))
    if value != value.to_integral_value():
        return unreadable(
            error("NUMBER_NOT_WHOLE", "is no whole number", "a whole number", "round it")
        )
    if abs(value) >= _MOST:
        text = f"a whole number below {_MOST:,}"
        return unreadable(
            error("NUMBER_TOO_LARGE", "is too large", text, "look whether digits are doubled")
        )
    return Reading(int(value), doubts)


def _unsigned(bare: str) -> Reading[Decimal]:
    if len(bare) > LONGEST:
        return _none()
    if _PLAIN.fullmatch(bare):
        return Reading(Decimal(bare))
    if one := _ONE.fullmatch(bare):
        return _one(*one.groups())
    if _GROUPED.fullmatch(bare):
        last = max(bare.rfind("."), bare.rfind(","))
        both = "." in bare and "," in bare
        head, tail = (bare[:last], bare[last + 1 :]) if both else (bare, "")
        digits = head.replace(".", "").replace(",", "")
        return Reading(Decimal(f"{digits}.{tail}" if both else digits))
    if spaced := _SPACED.fullmatch(bare):
        head = "".join(c for c in spaced[1] + spaced[2] if c.isdigit())
        return Reading(Decimal(head + (spaced[3] or "").replace(",", ".")))
    return _none()


def _english(bare: str) -> Reading[Decimal]:
    if len(bare) <= LONGEST and _ENGLISH.fullmatch(bare):
        return Reading(Decimal(bare.replace(",", "")))
    return _none()


def _one(head: str, sign: str, tail: str, power: str) -> Reading[Decimal]:
    """A number with one comma or one point."""
    value = Decimal(f"{head or '0'}.{tail}{power}")
    grouped = len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0") and not power
    if grouped:
        return Reading(value, (_ambiguous(f"{value}, with a decimal {_NAMES[sign]}", head + tail),))
    return Reading(value)


_NAMES = {".": "point", ",": "comma"}


def _ambiguous(read: str, other: str) -> Doubt:
    return warning("NUMBER_AMBIGUOUS", f"is read as {read}; it could be {other}", EXPECTED, _MEND)


def _none() -> Reading[Decimal]:
    return unreadable(error("NUMBER_UNREADABLE", "is no number", EXPECTED, _MEND))
