"""Which keys a file had, in little memory: 24 to 48 bytes for each."""

from __future__ import annotations

from array import array
from hashlib import blake2b


class Seen:
    """Keys and the rows where they stood first. Keys are told apart by 64 bits of a hash, so that
    files of any size can be checked: of ten million different keys, two are taken for one with a
    chance of one in 370,000.
    """

    def __init__(self) -> None:
        self._count = 0
        self._hashes = array("Q", bytes(8 << 10))
        self._rows = array("Q", bytes(8 << 10))

    def first(self, key: str, row: int) -> int | None:
        """The row where a key stood before, or None where it is new; new ones are kept."""
        mark = int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()) or 1
        place = self._place(mark)
        if self._hashes[place]:
            return self._rows[place]
        self._hashes[place], self._rows[place] = mark, row
        self._count += 1
        if 3 * self._count > 2 * len(self._hashes):
            self._grow()
        return None

    def _place(self, mark: int) -> int:
        last = len(self._hashes) - 1
        place = mark & last
        while self._hashes[place] not in (0, mark):
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        hashes, rows = self._hashes, self._rows
        size = 8 * 2 * len(hashes)
        self._hashes, self._rows = array("Q", bytes(size)), array("Q", bytes(size))
        for mark, row in zip(hashes, rows, strict=True):
            if mark:
                place = self._place(mark)
                self._hashes[place], self._rows[place] = mark, row
