"""``sinergi schema``."""

from __future__ import annotations


def schema() -> None:
    """Print the schema (SDL)."""
    from schema.query import build

    print(build().sdl, end="")
