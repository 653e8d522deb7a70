"""What the server logs, and how: starts, stops, faults, the database going and coming back."""

from __future__ import annotations

import logging

_QUIET = {"neo4j": logging.CRITICAL, "uvicorn": logging.WARNING, "asyncio": logging.ERROR}


def set_up(level: str) -> None:
    """Log to standard error."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(message)s", force=True)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(least)
