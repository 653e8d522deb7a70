"""Progress of a long command: a line that moves on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SECONDS = 10.0
"""How often progress is said where there is no terminal."""


@contextmanager
def shown() -> Iterator[Callable[[str], None]]:
    """Show what is told as long as it lasts."""
    if not sys.stderr.isatty():
        yield _now_and_then()
        return
    from rich.console import Console

    with Console(stderr=True).status("starting") as status:
        yield lambda text: status.update(text)


def _now_and_then() -> Callable[[str], None]:
    last = time.monotonic()

    def told(text: str) -> None:
        nonlocal last
        if time.monotonic() - last >= _SECONDS:
            last = time.monotonic()
            print(text, file=sys.stderr, flush=True)

    return told
