"""From an HTTP request to an operation, or to a refusal that says what is wrong with it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.requests import Request

from api.problems import Refusal
from schema.execute import Operation

_JSON = "application/json"
_FIELDS = ("query", "variables", "operationName", "extensions")


def from_query(request: Request) -> Operation:
    """The operation in the parameters of a GET request's address."""
    found: dict[str, Any] = {}
    for name, value in _parameters(request.scope["query_string"]):
        if name in found:
            raise Refusal(f"the parameter {name} is given twice")
        found[name] = value
    for name in ("variables", "extensions"):
        if found.get(name):
            found[name] = _decoded(found[name].encode(), f"the parameter {name}")
    return _operation({**found, "operationName": found.get("operationName") or None})


def _parameters(query: bytes) -> list[tuple[str, str]]:
    try:
        pairs = parse_qsl(
            query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100
        )
    except ValueError as error:
        raise Refusal("the address's parameters are not UTF-8, or too many") from error
    return [(name, value) for name, value in pairs if name in _FIELDS]


async def from_body(request: Request, limit: int) -> Operation:
    """The operation in the JSON body of a POST request."""
    _check_headers(request)
    body = await _read(request, limit)
    if not body:
        raise Refusal("the body is empty: send a JSON object with a query")
    return _operation(_decoded(body, "the body"))


def _check_headers(request: Request) -> None:
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity"):
        raise Refusal(
            f"Content-Encoding {encoding} is not understood: send the body as it is",
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            {"Accept-Encoding": "identity"},
        )
    type_, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.partition("charset=")[2].strip(' "')
    if type_.strip() != _JSON or charset not in ("", "utf-8", "utf8"):
        raise Refusal(f"Content-Type must be {_JSON}, in UTF-8", 415, "UNSUPPORTED_MEDIA_TYPE")


async def _read(request: Request, limit: int) -> bytes:
    """The body, given up as soon as it grows past the limit."""
    body = bytearray()
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > limit:
        raise _too_large(limit)
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


def _too_large(limit: int) -> Refusal:
    message = f"the body is larger than {limit} bytes (SINERGI_MAX_BODY_BYTES)"
    return Refusal(message, 413, "BODY_TOO_LARGE", {"Connection": "close"})


def _decoded(text: bytes, where: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Refusal(f"{where} is not JSON: {error}") from error


def _operation(found: Any) -> Operation:
    if isinstance(found, list):
        raise Refusal("batches are not supported: send each operation in a request of its own")
    if not isinstance(found, dict):
        raise Refusal("the body must be a JSON object with a query")
    query, name = found.get("query"), found.get("operationName")
    if query is None:
        raise Refusal("there is no query: send the operation's text as query")
    if not isinstance(query, str):
        raise Refusal("query must be a string")
    if name is not None and not isinstance(name, str):
        raise Refusal("operationName must be a string or null")
    _object(found, "extensions")
    return Operation(query, _object(found, "variables"), name)


def _object(found: dict[str, Any], name: str) -> dict[str, Any] | None:
    value = found.get(name)
    if value is not None and not isinstance(value, dict):
        raise Refusal(f"{name} must be an object or null")
    return value
