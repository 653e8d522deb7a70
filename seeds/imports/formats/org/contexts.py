"""Contexts of JSON-LD: those in the file, and one that is known. Nothing is ever fetched."""

from __future__ import annotations

from typing import Any

from seeds.imports.formats.org.terms import PREFIXES

_LINKS = (
    "changedBy classification hasMembership hasPost hasSubOrganization hasUnit heldBy holds "
    "linkedTo member memberDuring organization originalOrganization postIn reportsTo resultedFrom "
    "resultingOrganization role subOrganizationOf unitOf"
)
_OTHERS = (
    "ChangeEvent FormalOrganization Membership Organization OrganizationalUnit Post identifier "
    "purpose"
)
ORGANIZATION: dict[str, Any] = {
    **PREFIXES,
    **{name: {"@id": f"org:{name}", "@type": "@id"} for name in _LINKS.split()},
    **{name: f"org:{name}" for name in _OTHERS.split()},
    **{name: f"skos:{name}" for name in ("prefLabel", "altLabel", "notation")},
}
"""The terms of the Organization Ontology under their own names."""
KNOWN = {
    f"{scheme}://www.w3.org/ns/org{ending}": ORGANIZATION
    for scheme in ("http", "https")
    for ending in ("", "#", ".jsonld")
}
CONTEXT, IMPORT = "@context", "@import"


class Refused(Exception):
    """A context that stands elsewhere, by its address."""


def local(value: Any) -> Any:
    """A document, or a part of one, with contexts in place of their addresses. Raises Refused where
    one is not known.
    """
    if isinstance(value, dict):
        if IMPORT in value:
            raise Refused(str(value[IMPORT]))
        return {key: context(v) if key == CONTEXT else local(v) for key, v in value.items()}
    return [local(item) for item in value] if isinstance(value, list) else value


def context(value: Any) -> Any:
    """A context that needs nothing from elsewhere."""
    if isinstance(value, str):
        if value not in KNOWN:
            raise Refused(value)
        return KNOWN[value]
    return [context(item) for item in value] if isinstance(value, list) else local(value)
