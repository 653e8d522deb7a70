"""Ids and numbers of people who do not exist."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from graph.ulid import ulid

_EPOCH = 1_735_689_600_000
"""2025-01-01 in milliseconds. Ids of one tag sort by index, which keeps their writing quick."""


def employee_id(tag: str, index: int) -> str:
    """The id of a generated employee: the same for the same person every time."""
    chance = blake2b(f"{tag}/{index}".encode(), digest_size=10).digest()
    return f"Employee:{ulid((_EPOCH + index) << 80 | int.from_bytes(chance))}"


def nip(tag: str, index: int) -> str:
    """An employee number of the right form that can belong to nobody: a real one begins with a
    date of birth, this one with 99.
    """
    return f"99{_space(tag):05d}{index:011d}"


@lru_cache
def _space(tag: str) -> int:
    return int.from_bytes(blake2b(tag.encode(), digest_size=4).digest()) % 100_000
