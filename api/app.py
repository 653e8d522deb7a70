"""The hub as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from api.exports import exported
from api.graphiql import STATIC
from api.graphql_http import graphql
from api.guards import LoopbackNames, SecurityHeaders
from api.health import healthz, readyz
from api.home import home
from api.imports import formats, imported
from api.problems import Refusal, on_http_exception, on_refusal
from api.sdl import sdl
from api.settings import Settings
from api.watch import running

_ANY = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def create_app(settings: Settings) -> Starlette:
    """The application; its lifespan opens and closes the engine and the database."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with running(settings) as hub:
            app.state.hub = hub
            yield

    routes: list[BaseRoute] = [
        Route("/", home),
        Route("/graphql", graphql, methods=_ANY),
        Route("/schema.graphql", sdl),
        Route("/export/{name}.{format}", exported),
        Route("/import", formats),
        Route("/import/{format}", imported, methods=["POST"]),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
    ]
    if STATIC.is_dir():  # else GraphiQL is not built, and its page says how to get it
        routes.append(Mount("/static", StaticFiles(directory=STATIC)))
    middleware = [Middleware(SecurityHeaders)]
    if settings.loopback and not settings.public_read:
        middleware.append(Middleware(LoopbackNames))
    handlers = {Refusal: on_refusal, HTTPException: on_http_exception}
    return Starlette(
        routes=routes, middleware=middleware, exception_handlers=handlers, lifespan=lifespan
    )
