"""ULIDs: 128 bits as 26 letters of Crockford's base 32, which sort as their numbers do."""

from __future__ import annotations

import secrets
from time import time_ns

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [one + other for one in _ALPHABET for other in _ALPHABET]
_SHIFTS = range(120, -1, -10)


def ulid(number: int) -> str:
    """The ULID of a number below 2 ** 128."""
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])


def new_ulid() -> str:
    """A new one; later ones sort behind it, to the millisecond."""
    return ulid((time_ns() // 1_000_000) << 80 | secrets.randbits(80))
