"""Whether the hub is up, and whether it can work: for people, load balancers and containers."""

from __future__ import annotations

import asyncio

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.hub import Hub, hub_of
from graph import constraints
from graph.errors import HubError

_PATIENCE = 5.0
"""Seconds after which a database that says nothing counts as away."""


async def healthz(request: Request) -> Response:
    """The process is up, whatever the database does."""
    return _said(200, status="up", version=hub_of(request).version)


async def readyz(request: Request) -> Response:
    """The database answers and its constraints are there; else 503 with the reasons."""
    reasons = await _reasons(hub_of(request))
    return _said(503 if reasons else 200, ready=not reasons, reasons=reasons)


async def _reasons(hub: Hub) -> list[str]:
    if not hub.prepared:
        return ["the database has not been reached yet"]
    try:
        async with asyncio.timeout(_PATIENCE):
            lacking = await constraints.missing(hub.database, hub.assembly.model)
    except TimeoutError:
        return [f"the database did not answer within {_PATIENCE:.0f} s"]
    except HubError as error:
        return [error.message]
    return [f"constraint or index {name} is missing" for name in lacking]


def _said(code: int, **facts: object) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(orjson.dumps(facts), code, headers, "application/json")
