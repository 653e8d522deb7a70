"""Middleware: who may call the hub by which name, and what browsers may do with its answers."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import refused
from api.settings import is_loopback

_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
}


class SecurityHeaders:
    """Adds the headers that every answer has, unless the answer has its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = dict(message.get("headers", ()))
                more = [(n, v) for n, v in _HEADERS.items() if n not in own]
                message["headers"] = [*message.get("headers", ()), *more]
            await send(message)

        await self._app(scope, receive, guarded)


class LoopbackNames:
    """Refuses requests to a loopback hub under another name: a web page whose name was made to
    point here (DNS rebinding) would else read the hub through its visitor's browser.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on where it names this machine."""
        if scope["type"] == "http" and not _names_loopback(Headers(scope=scope).get("host", "")):
            message = "this hub answers on loopback only: call it as 127.0.0.1 or localhost"
            await refused(message, 421, "MISDIRECTED")(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def from_elsewhere(headers: Headers) -> bool:
    """Whether a page of another site makes a browser send this request. Browsers say so by
    themselves; programs that are no browsers say nothing.
    """
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host", "")


@lru_cache(maxsize=256)
def _names_loopback(host: str) -> bool:
    name = host[: host.find("]") + 1] if host.startswith("[") else host.partition(":")[0]
    return is_loopback(name)
