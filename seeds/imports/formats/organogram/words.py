"""Words of UK organograms: grades of the Senior Civil Service, and what stands for no name."""

from __future__ import annotations

import re

from seeds.imports import codes

GRADES = {
    "SCS4": "JPT_UTAMA",
    "SCS3": "JPT_MADYA",
    "SCS2": "JPT_PRATAMA",
    "SCS1A": "ADMINISTRATOR",
    "SCS1": "ADMINISTRATOR",
    "OF-9": "JPT_UTAMA",
    "OF-8": "JPT_MADYA",
    "OF-7": "JPT_PRATAMA",
    "OF-6": "ADMINISTRATOR",
}
"""From permanent secretaries to deputy directors, with the officers of the forces who rank with
them, as the grades of the model of the same duties.
"""
HIGHEST = ("JPT_UTAMA", "JPT_MADYA", "JPT_PRATAMA", "ADMINISTRATOR")
LOWEST_SENIOR = "ADMINISTRATOR"
JUNIOR = "PELAKSANA"
STATES = {
    "n d": "UNDISCLOSED",
    "nd": "UNDISCLOSED",
    "n a": "UNDISCLOSED",
    "not disclosed": "UNDISCLOSED",
    "undisclosed": "UNDISCLOSED",
    "vacant": "VACANT",
    "vacancy": "VACANT",
    "eliminated": "ELIMINATED",
}
"""What stands in the column of names where nobody is named, folded."""
_NOTHING = {"", "n a", "n d", "none", "null"}
_NO_REFERENCE = _NOTHING | {"0", "tbc"}
_TOP = "xx"


def folded(text: str) -> str:
    """A text as words are compared; the sovereign's title is short in some columns."""
    words = codes.folded(text.replace("'", "").replace("\u2019", ""))
    return re.sub(r"\b(her|his) majestys\b", "hm", words)


def slug(text: str) -> str:
    """A text as part of a key."""
    return folded(text).replace(" ", "-")


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing to say."""
    return folded(text) in _NOTHING


def is_reference(text: str) -> bool:
    """Whether a cell names a post, rather than saying that the post has no reference."""
    return folded(text) not in _NO_REFERENCE


def is_top(text: str) -> bool:
    """Whether a cell with a superior says that there is none above."""
    return folded(text) == _TOP
