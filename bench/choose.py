"""Values for the named queries, chosen from the data."""

from __future__ import annotations

import json
from typing import Any

from bench.servers import Server

_CHOICE = """{
  agencies(first: 1, where: {initiativesCount: {gte: 10, lte: 60}}) {
    nodes { id acronym }
  }
  initiatives(first: 1, where: {participantsCount: {gte: 6, lte: 30}}) { nodes { id } }
  leads: agencies(
    first: 1
    where: {initiatives: {some: {edge: {role: {eq: LEAD}}}}, initiativesCount: {gte: 5}}
  ) { nodes { acronym } }
}"""
_MIDDLE = """{ employees(first: 1, where: {name: {gte: "M"}}, orderBy: [NAME_ASC]) {
  edges { cursor } } }"""


def variables(local: Server, cleared: Server, employees: int) -> dict[str, Any]:
    """An agency with many initiatives, an initiative with many participants, a cursor and an
    offset in the middle of all employees by name.
    """
    found = _ask(local, _CHOICE)
    middle = _ask(cleared, _MIDDLE)["employees"]["edges"]
    return {
        "agency": found["agencies"]["nodes"][0]["id"],
        "initiative": found["initiatives"]["nodes"][0]["id"],
        "code": found["leads"]["nodes"][0]["acronym"],
        "deep": middle[0]["cursor"],
        "half": employees // 2,
    }


def _ask(server: Server, query: str) -> Any:
    body = json.loads(server.post(query))
    assert "errors" not in body, body["errors"]
    return body["data"]


def used(query: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values of the variables that a query declares."""
    return {name: value for name, value in values.items() if f"${name}:" in query}
