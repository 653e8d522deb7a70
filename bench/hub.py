"""The hub as it is measured: its application on a port, seen through a viewer's eyes.

python -m bench.hub URI PORT VIEWER
"""

from __future__ import annotations

import sys

import uvicorn
import uvloop

from api.app import create_app
from api.settings import Settings
from graph.access import LOCAL, Viewer
from graph.parameters import Parameters


def _not_ended(node: str, parameters: Parameters) -> str:
    return f"{node}.status <> {parameters.once('ended', 'ENDED')}"


VIEWERS = {
    "local": LOCAL,
    "cleared": Viewer("cleared", personal=True),
    "restricted": Viewer("restricted", rows={"Initiative": _not_ended}),
}


async def _serve(uri: str, port: int, viewer: str) -> None:
    app = create_app(Settings(neo4j_uri=uri, seed="none", log_level="WARNING"))
    async with app.router.lifespan_context(app):
        app.state.hub.executor.viewer = VIEWERS[viewer]
        config = uvicorn.Config(
            app, port=port, http="httptools", ws="none", lifespan="off", log_config=None
        )
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    uvloop.run(_serve(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
