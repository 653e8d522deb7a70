"""Requests that are refused before GraphQL sees them, and faults of the hub itself."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph.errors import HubError, Unavailable

log = logging.getLogger("sinergi")

_CODES = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}
_STATUSES = {
    "BAD_USER_INPUT": 400,
    "COST_EXCEEDED": 400,
    "FORBIDDEN": 403,
    "NOT_FOUND": 404,
    "CONFLICT": 409,
    "UNAVAILABLE": 503,
    "TIMEOUT": 504,
}


class Refusal(Exception):
    """A request that can't be answered: its HTTP status, a code and a sentence."""

    def __init__(
        self,
        message: str,
        status: int = 400,
        code: str = "BAD_USER_INPUT",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.code = code
        self.headers = headers

    def response(self, media_type: str = "application/json") -> Response:
        """The refusal in the shape of a GraphQL answer."""
        return refused(self.message, self.status, self.code, self.headers, media_type)


def refused(
    message: str,
    status: int,
    code: str,
    headers: Mapping[str, str] | None = None,
    media_type: str = "application/json",
    **extensions: Any,
) -> Response:
    """An answer that holds one error and nothing else."""
    error = {"message": message, "extensions": {"code": code, **extensions}}
    return Response(orjson.dumps({"errors": [error]}), status, headers, media_type)


def refused_all(faults: Sequence[HubError]) -> Response:
    """An answer that holds what is wrong with a request's parameters, each with its name."""
    errors = []
    for one in faults:
        named = {"parameter": ".".join(map(str, one.path))} if one.path else {}
        errors.append({"message": one.message, "extensions": {"code": one.code, **named}})
    first = faults[0]
    retry = {"Retry-After": str(first.retry_after)} if isinstance(first, Unavailable) else None
    body = orjson.dumps({"errors": errors})
    return Response(body, _STATUSES.get(first.code, 500), retry, "application/json")


def fault(error: Exception, media_type: str = "application/json") -> Response:
    """The answer to a fault of the hub's own: masked, logged once, both with the same id."""
    id_ = secrets.token_hex(8)
    log.error("fault %s", id_, exc_info=error)
    message = f"something went wrong in the hub; its log knows it as {id_}"
    return refused(message, 500, "INTERNAL", None, media_type, id=id_)


async def on_refusal(_: Request, error: Exception) -> Response:
    """Starlette's handler for refusals."""
    assert isinstance(error, Refusal)
    return error.response()


async def on_http_exception(request: Request, error: Exception) -> Response:
    """Starlette's handler for paths and methods that aren't there."""
    assert isinstance(error, HTTPException)
    message = f"{request.method} {request.url.path}: {error.detail.lower()}"
    code = _CODES.get(error.status_code, "BAD_USER_INPUT")
    return refused(message, error.status_code, code, error.headers)
