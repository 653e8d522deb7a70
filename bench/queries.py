"""The named queries: what the hub is asked, and what the peer is asked for the same answer.

``$agency``, ``$initiative`` and cursors are chosen from the data. The hub also restricts relations
to the day and gives cursors that survive change, which the peer does not.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Query:
    """One named query. ``peer`` is None where the peer lacks it; ``viewer`` says whose eyes the
    hub looks through.
    """

    name: str
    what: str
    hub: str
    peer: str | None = None
    viewer: str = "local"


POINT = Query(
    "point",
    "one agency by id",
    "query($agency: ID!) { agency(id: $agency) { id name acronym } }",
    "query($agency: ID!) { agencies(where: {id: {eq: $agency}}) { id name acronym } }",
)
THREE = Query(
    "three-levels",
    "agency, its initiatives, their participants",
    "query($agency: ID!) { agency(id: $agency) { name initiatives(first: 10) { nodes { name "
    "participants(first: 10) { nodes { acronym } } } } } }",
    "query($agency: ID!) { agencies(where: {id: {eq: $agency}}) { name initiatives(limit: 10, "
    "sort: [{name: ASC}]) { name participants(limit: 10, sort: [{name: ASC}]) { acronym } } } }",
)
CONNECTION = Query(
    "connection",
    "edges with role, cursors and the count",
    "query($initiative: ID!) { initiative(id: $initiative) { participants(first: 20) { totalCount "
    "pageInfo { hasNextPage endCursor } edges { cursor role node { id acronym } } } } }",
    "query($initiative: ID!) { initiatives(where: {id: {eq: $initiative}}) { "
    "participantsConnection(first: 20, sort: [{node: {name: ASC}}]) { totalCount "
    "pageInfo { hasNextPage endCursor } "
    "edges { cursor properties { role } node { id acronym } } } } }",
)
LIST = Query(
    "list-100",
    "100 initiatives with two relations, five of each",
    "{ initiatives(first: 100) { nodes { id name participants(first: 5) { nodes { acronym } } "
    "targets(first: 5) { nodes { name } } } } }",
    "{ initiatives(limit: 100, sort: [{name: ASC}]) { id name "
    "participants(limit: 5, sort: [{name: ASC}]) { acronym } "
    "targets(limit: 5, sort: [{name: ASC}]) { name } } }",
)
ROOTS = Query(
    "three-roots",
    "three root fields",
    "query($agency: ID!, $initiative: ID!) { agency(id: $agency) { name } "
    "initiative(id: $initiative) { name status } sectors(first: 10) { nodes { name } } }",
    "query($agency: ID!, $initiative: ID!) { agencies(where: {id: {eq: $agency}}) { name } "
    "initiatives(where: {id: {eq: $initiative}}) { name status } "
    "sectors(limit: 10, sort: [{name: ASC}]) { name } }",
)
EMPLOYEES_FIRST = Query(
    "employees-first",
    "first page of all employees by name",
    "{ employees(first: 20, orderBy: [NAME_ASC]) { nodes { id name } "
    "pageInfo { hasNextPage endCursor } } }",
    "{ employees(limit: 20, sort: [{name: ASC}]) { id name } }",
    viewer="cleared",
)
EMPLOYEES_DEEP = Query(
    "employees-deep",
    "a page in the middle of all employees by name",
    "query($deep: String) { employees(first: 20, after: $deep, orderBy: [NAME_ASC]) { "
    "nodes { id name } pageInfo { hasNextPage endCursor } } }",
    "query($half: Int) { employees(limit: 20, offset: $half, sort: [{name: ASC}]) { id name } }",
    viewer="cleared",
)
EMPLOYEES_LAST = Query(
    "employees-last",
    "last page of all employees by name",
    "{ employees(last: 20, orderBy: [NAME_ASC]) { nodes { id name } "
    "pageInfo { hasPreviousPage startCursor } } }",
    "{ employees(limit: 20, sort: [{name: DESC}]) { id name } }",
    viewer="cleared",
)
NEIGHBOURHOOD = Query(
    "four-steps",
    "four steps from an agency, unbounded",
    "query($agency: ID!) { agency(id: $agency) { initiatives(first: 500) { nodes { "
    "participants(first: 500) { nodes { id } } targets(first: 500) { nodes { "
    "initiatives(first: 500) { nodes { id } } } } } } } }",
    "query($agency: ID!) { agencies(where: {id: {eq: $agency}}) { "
    "initiatives(sort: [{name: ASC}]) { participants(sort: [{name: ASC}]) { id } "
    "targets(sort: [{name: ASC}]) { initiatives(sort: [{name: ASC}]) { id } } } } }",
)
FILTERED = Query(
    "filtered",
    "initiatives that an agency of this code leads, with their participants",
    "query($code: String!) { initiatives(first: 20, where: {participants: {some: {edge: "
    "{role: {eq: LEAD}}, acronym: {eq: $code}}}}) { nodes { name "
    "participants(first: 10, where: {edge: {role: {eq: PARTNER}}}) { nodes { acronym } } } } }",
    "query($code: String!) { initiatives(limit: 20, sort: [{name: ASC}], where: "
    '{organizationsConnection: {some: {edge: {role: {eq: "LEAD"}}, node: {acronym: '
    "{eq: $code}}}}}) { name participantsConnection(first: 10, "
    'sort: [{node: {name: ASC}}], where: {edge: {role: {eq: "PARTNER"}}}) '
    "{ edges { node { acronym } } } } }",
)
INTERFACE = Query(
    "interface",
    "participants of any kind through an interface",
    "query($initiative: ID!) { initiative(id: $initiative) { name participants(first: 20) { "
    "nodes { __typename id acronym } } } }",
    "query($initiative: ID!) { initiatives(where: {id: {eq: $initiative}}) { name "
    "organizations(limit: 20, sort: [{name: ASC}]) { __typename id acronym } } }",
)
RESTRICTED = Query(
    "restricted",
    "three levels for a viewer who may not see ended initiatives",
    THREE.hub,
    None,
    viewer="restricted",
)
SHARED = Query(
    "shared-targets",
    "targets that several agencies work towards",
    "{ sharedTargets(first: 10) { nodes { agencyCount target { name } "
    "agencies(first: 5) { nodes { acronym } } } } }",
)

QUERIES = (
    POINT,
    THREE,
    CONNECTION,
    LIST,
    ROOTS,
    EMPLOYEES_FIRST,
    EMPLOYEES_DEEP,
    EMPLOYEES_LAST,
    NEIGHBOURHOOD,
    FILTERED,
    INTERFACE,
    RESTRICTED,
    SHARED,
)
