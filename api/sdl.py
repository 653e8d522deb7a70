"""The schema's text over HTTP."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from api.hub import hub_of


async def sdl(request: Request) -> Response:
    """The SDL; 304 where the client has it already."""
    text = hub_of(request).assembly.sdl.encode()
    tag = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if _matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(text, headers=headers, media_type="text/plain; charset=utf-8")


def _matches(condition: str, tag: str) -> bool:
    given = {part.strip().removeprefix("W/") for part in condition.split(",")}
    return bool(given & {tag, "*"})
