"""Serving: one process, one event loop, until a signal says stop."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager

import uvicorn

from api.app import create_app
from api.port import refusal
from api.settings import Settings

log = logging.getLogger("sinergi")

_DRAIN_SECONDS = 10


class _Server(uvicorn.Server):
    """uvicorn without its own signal handlers: it would end the process before the engine."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        try:
            await super().startup(sockets)
        except OSError as error:  # another hub bound the address, too, and listened first
            host, port = (sockets or [])[0].getsockname()[:2]
            raise OSError(refusal(host, port, error)) from error
        self._ready()
        log.info("serving")

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave signals to ``_stopping``."""
        yield


async def serve(settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Open the hub, serve it on the socket, and close it again. Raises what opening raises."""
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_DRAIN_SECONDS,
    )
    server = _Server(config, ready)
    async with _stopping(server), app.router.lifespan_context(app):
        if not server.should_exit:
            await server.serve([listener])
            log.info("stopping")


@asynccontextmanager
async def _stopping(server: uvicorn.Server) -> AsyncIterator[None]:
    """Let the first Ctrl-C or SIGTERM end things in order, the second end waiting for clients.

    While the hub still opens, it cancels that.
    """
    task = asyncio.current_task()
    assert task is not None

    def stop(number: int) -> None:
        if server.started:
            server.handle_exit(number, None)
        else:
            server.should_exit = True
            task.cancel()

    if sys.platform == "win32":
        yield
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop, number)
    try:
        yield
    except asyncio.CancelledError:
        if not server.should_exit:
            raise
        log.info("stopped before the hub was ready")


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Uvloop's event loop where there is one."""
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.new_event_loop
