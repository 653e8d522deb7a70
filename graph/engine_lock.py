"""Who owns a data directory: a lock, and the record by which others find the owner's engine."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Lock:
    """A lock on a file that the kernel takes back when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._handle is not None

    def take(self) -> bool:
        """Take the lock now, or return False where somebody else has it."""
        if self._handle is None:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            if not _lock(handle):
                os.close(handle)
                return False
            self._handle = handle
        return True

    def free(self) -> None:
        """Give the lock back; the file stays, so that nobody ever locks a deleted one."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


class Record(NamedTuple):
    """What ``engine.json`` says; ``pid`` is the owner's process, ``engine`` the engine's."""

    pid: int
    engine: int
    port: int
    password: str

    @classmethod
    def read(cls, path: Path) -> Record | None:
        """The record, or None where there is none or it makes no sense."""
        try:
            found = json.loads(path.read_text("utf-8"))
            pid, engine, port = (int(found[name]) for name in ("pid", "engine", "port"))
            sane = pid > 0 and engine > 0 and 0 < port < 65536
            return cls(pid, engine, port, str(found["password"])) if sane else None
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def write(self, path: Path) -> None:
        """Replace the file at once; only this user can read it."""
        write_private(path, json.dumps(self._asdict()))


def write_private(path: Path, text: str) -> None:
    """Replace the file at once; it has mode 0600 from its first moment."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with open(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(draft, path)
