"""The hub as it is measured: its application on a port, seen through a viewer's eyes.

python -m bench.hub URI PORT VIEWER
"""

from __future__ import annotations

import socket
import sys

import uvicorn
import uvloop

from api.app import create_app
from api.port import bind
from api.settings import Settings
from api.workers import Ready, serve_by
from graph.access import LOCAL, Viewer
from graph.parameters import Parameters
from schema.query import build


def _not_ended(node: str, parameters: Parameters) -> str:
    return f"{node}.status <> {parameters.once('ended', 'ENDED')}"


VIEWERS = {
    "local": LOCAL,
    "cleared": Viewer("cleared", personal=True),
    "restricted": Viewer("restricted", rows={"Initiative": _not_ended}),
}


async def _serve(settings: Settings, own: socket.socket, viewer: str) -> None:
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        app.state.hub.executor.viewer = VIEWERS[viewer]
        config = uvicorn.Config(
            app, http="httptools", ws="none", lifespan="off", log_config=None, access_log=False
        )
        await uvicorn.Server(config).serve([own])


def main(uri: str, port: int, viewer: str) -> int:
    """Serve as `sinergi serve` does, one process a core."""
    settings = Settings(neo4j_uri=uri, seed="none", log_level="WARNING")

    def work(ready: Ready | None) -> int:
        with bind("127.0.0.1", port, shared=True) as own:
            if ready:
                ready()
            uvloop.run(_serve(settings, own, viewer))
        return 0

    build()
    return serve_by(settings.processes, work)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
