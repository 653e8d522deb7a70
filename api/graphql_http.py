"""GraphQL over HTTP, as graphql.github.io/graphql-over-http has it."""

from __future__ import annotations

import orjson
from graphql import OperationType
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from api.graphiql import graphiql
from api.graphql_request import from_body, from_query
from api.hub import Hub, hub_of
from api.negotiation import GRAPHQL, JSON, prefers_page, ranges, response_type
from api.problems import Refusal, fault
from schema.execute import Answer, Operation

_ALLOW = {"Allow": "GET, HEAD, POST"}
_RETRY = {"Retry-After": "2"}


async def graphql(request: Request) -> Response:
    """Answer one operation; a browser that comes by GET gets GraphiQL."""
    accept = ranges(request.headers.get("accept", ""))
    get = request.method in ("GET", "HEAD")
    if get and prefers_page(accept):
        return graphiql(request)
    media_type = JSON
    try:
        media_type = response_type(accept)
        return await _answered(request, media_type, get)
    except Refusal as refusal:
        return refusal.response(media_type)
    except ClientDisconnect:
        return Response(status_code=499)
    except Exception as error:
        return fault(error, media_type)


async def _answered(request: Request, media_type: str, get: bool) -> Response:
    hub = hub_of(request)
    if get:
        operation = from_query(request)
        _only_reads(hub, operation)
    elif request.method == "POST":
        operation = await from_body(request, hub.settings.max_body_bytes)
    else:
        raise Refusal(f"{request.method} can't be used here", 405, "METHOD_NOT_ALLOWED", _ALLOW)
    if not hub.prepared:
        raise Refusal("the database has not been reached yet", 503, "UNAVAILABLE", _RETRY)
    return _response(await hub.executor.execute(operation), media_type)


def _only_reads(hub: Hub, operation: Operation) -> None:
    document = hub.executor.documents.get(operation.document)
    found = document.operation(operation.name)
    if found and found.operation is not OperationType.QUERY:
        message = f"GET can't run a {found.operation.value}: use POST"
        raise Refusal(message, 405, "METHOD_NOT_ALLOWED", {"Allow": "POST"})


def _response(answer: Answer, media_type: str) -> Response:
    headers = {"Cache-Control": "no-store", "Vary": "Accept"}
    if answer.retry_after is not None:
        headers["Retry-After"] = str(answer.retry_after)
    body = orjson.dumps(answer.body())
    return Response(body, _status(answer, media_type), headers, f"{media_type}; charset=utf-8")


def _status(answer: Answer, media_type: str) -> int:
    """Clients of ``application/json`` take any other status than 200 for a failed transport."""
    if answer.retry_after is not None:
        return 503
    return 200 if answer.executed or media_type != GRAPHQL else 400
