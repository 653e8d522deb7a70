"""Terms of linked data about organisations, and what they are here."""

from __future__ import annotations

ORG = "http://www.w3.org/ns/org#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
FOAF = "http://xmlns.com/foaf/0.1/"
DCT = "http://purl.org/dc/terms/"
SCHEMA = "http://schema.org/"
TIME = "http://www.w3.org/2006/time#"
PROV = "http://www.w3.org/ns/prov#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
PREFIXES = {
    "dct": DCT,
    "dcterms": DCT,
    "foaf": FOAF,
    "org": ORG,
    "prov": PROV,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": SCHEMA,
    "skos": SKOS,
    "time": TIME,
    "xsd": XSD,
}
MEMBERSHIP = "Membership"
KINDS = {
    ORG + "Membership": MEMBERSHIP,
    ORG + "ChangeEvent": "ChangeEvent",
    ORG + "OrganizationalUnit": "Unit",
    ORG + "Post": "Post",
    ORG + "FormalOrganization": "Agency",
    ORG + "OrganizationalCollaboration": "Agency",
    ORG + "Organization": "Agency",
    FOAF + "Organization": "Agency",
    FOAF + "Person": "Employee",
    SCHEMA + "Person": "Employee",
    SKOS + "Concept": "Sector",
}
"""Our kinds by type, the ones that say most first: a unit is often called an organisation, too."""
INVERSE = {
    ORG + "hasSubOrganization": ORG + "subOrganizationOf",
    ORG + "hasUnit": ORG + "unitOf",
    ORG + "hasPost": ORG + "postIn",
    ORG + "holds": ORG + "heldBy",
    ORG + "hasMembership": ORG + "member",
    ORG + "resultedFrom": ORG + "resultingOrganization",
    ORG + "changedBy": ORG + "originalOrganization",
    SKOS + "narrower": SKOS + "broader",
}
"""What is said from the other end, by how it is said here."""
NAMES = (SKOS + "prefLabel", LABEL, FOAF + "name", SCHEMA + "name", DCT + "title")
"""What names are said with, the first that is there."""
EVENT_DATES = (DCT + "date", PROV + "startedAtTime", PROV + "endedAtTime", SCHEMA + "startDate")
