"""Exports over HTTP: ``/export/NAME.FORMAT``, with filters as query parameters, streamed."""

from __future__ import annotations

from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.hub import hub_of
from api.problems import Refusal, fault, refused_all
from graph.errors import HubError, Refusals, Surprise


async def exported(request: Request) -> Response:
    """A file, or everything that is wrong with the question. HEAD gives the headers alone."""
    from seeds.exports.export import Export, export

    hub = hub_of(request)
    if not hub.prepared:
        headers = {"Retry-After": "2"}
        raise Refusal("the database has not been reached yet", 503, "UNAVAILABLE", headers)
    given: dict[str, list[str]] = {}
    for name, text in request.query_params.multi_items():
        given.setdefault(name, []).append(text)
    path = request.path_params
    try:
        made: Export = export(
            hub.executor.context(), hub.assembly, path["name"], path["format"], given
        )
        if request.method == "HEAD":
            return Response(headers=_headers(made.name), media_type=made.media_type)
        first = await anext(made.chunks, b"")
    except Refusals as refusals:
        return refused_all(refusals.faults)
    except Surprise as error:
        return fault(error)
    except HubError as error:
        return refused_all([error])
    except Exception as error:
        return fault(error)
    return StreamingResponse(
        _all(first, made.chunks), headers=_headers(made.name), media_type=made.media_type
    )


async def _all(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Chunks of which the first is known; a fault in a later one ends the connection, so that
    nobody takes a part for the whole.
    """
    yield first
    async for chunk in rest:
        yield chunk


def _headers(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
