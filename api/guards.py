"""Middleware: who may call the hub by which name, and what browsers may do with its answers."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import refused
from api.settings import is_loopback

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


class SecurityHeaders:
    """Adds the headers that every answer has, unless the answer has its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
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


def _names_loopback(host: str) -> bool:
    name = host[: host.find("]") + 1] if host.startswith("[") else host.partition(":")[0]
    return is_loopback(name)
