"""Planning ahead: an engine plans a statement the first time that it is asked, for 60 to 350 ms."""

from __future__ import annotations

import gc

from api.examples import EXAMPLES
from api.hub import Hub
from schema.execute import Operation


async def warm(hub: Hub) -> None:
    """Ask what people ask first, so that the hub and its engine know it when they do."""
    for example in EXAMPLES:
        await hub.executor.execute(Operation(example.query))


def settle() -> None:
    """Leave what was made at the start, such as the schema's hundred thousands of objects, out of
    garbage collection, which would look through them again and again for up to 170 ms.
    """
    gc.collect()
    gc.freeze()
