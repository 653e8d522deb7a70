"""Words of lists of public bodies: what sorts of bodies and which registers they name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

FIELDS = ("classification", "tags", "description", "jurisdiction_code")
"""Columns that are kept as they stand beside the body."""
PLACELESS = ("image", "phone", "email", "address", "contact")
"""Columns that the hub has no place for: they lead to people and doors, not to work."""
SCHEMES = {
    "ch": "companies-house",
    "company": "companies-house",
    "charity": "gb-charity",
    "coins": "gb-coins",
    "coin": "gb-coins",
    "urn": "gb-school-urn",
    "dpr": "gb-data-protection",
}
"""Prefixes of tags that name a register, and the scheme of its numbers."""
TYPES = {
    "Vinculado (Autarquia)": "INDEPENDENT",
    "Vinculado (Fundação Pública)": "INDEPENDENT",
    "Vinculado (Empresa Pública)": "STATE_ENTERPRISE",
    "Vinculado (Sociedade de Economia Mista)": "STATE_ENTERPRISE",
    "Subsidiária": "STATE_ENTERPRISE",
    "Essenciais da Presidência da República": "NON_MINISTERIAL",
    "Assessoramento Imediato ao PR": "NON_MINISTERIAL",
    "Vice-Presidência da República": "STATE_INSTITUTION",
}
"""Types of bodies by their classification."""
MINISTRIES = ("Ministério ", "Ministry ")
"""How the names of ministries begin, whatever their classification."""
TAGS = {
    "department": "MINISTRY",
    "non_ministerial_department": "NON_MINISTERIAL",
    "executive_agency": "NON_MINISTERIAL",
    "advisory_committee": "INDEPENDENT",
    "parish_council": "REGIONAL_GOVERNMENT",
    "town_council": "REGIONAL_GOVERNMENT",
    "city_council": "REGIONAL_GOVERNMENT",
    "local_council": "REGIONAL_GOVERNMENT",
    "scotland_council": "REGIONAL_GOVERNMENT",
}
"""Types of bodies by their tags, where there is no classification."""
OTHERWISE = "NON_MINISTERIAL"


class Reading(NamedTuple):
    """A type of body, and the word in a column from which it was read. It is not ``sure`` where
    no word is known.
    """

    column: str
    word: str
    type: str
    sure: bool


def type_of(classification: str, tags: Sequence[str], name: str) -> Reading:
    """The type of a body."""
    for start in MINISTRIES:
        if name.startswith(start):
            return Reading("name", start.strip(), "MINISTRY", True)
    if classification:
        known = classification in TYPES
        type_ = TYPES.get(classification, OTHERWISE)
        return Reading("classification", classification, type_, known)
    for tag in tags:
        if tag in TAGS:
            return Reading("tags", tag, TAGS[tag], True)
    return Reading("classification", "", OTHERWISE, False)
