"""The embedded engine: an ArcadeDB of our own, in its own process, that speaks Bolt on loopback.

Whoever first locks the data directory owns the engine: it starts it, writes ``engine.json`` for
others and stops it. Everybody else connects through ``engine.json``. In the data directory::

    engine/           ArcadeDB's root: databases, users
    engine.lock       held by the owner for the life of its process
    engine.json       owner, engine, port and password while an owner lives (0600)
    engine.password   the engine's password, the same over all starts (0600)
    engine.log        what the engine says; engine.log.1 is the one of the start before
"""

from __future__ import annotations

import os
import secrets
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple, Self

from graph.engine_command import engine_command, java, package
from graph.engine_lock import Lock, Record, write_private
from graph.engine_probe import Refused, probe
from graph.engine_process import (
    arguments,
    describe,
    end,
    free_port,
    process_with_open,
    spawn,
    stop,
)

_USER = "root"
_DATABASE = "hub"
_START_SECONDS = 55.0
_STOP_SECONDS = 30.0
_GIVE_UP_SECONDS = 4.0
_POLL_SECONDS = 0.02
_OR_NEO4J = "or set SINERGI_NEO4J_URI to use a Neo4j server"


class EngineError(Exception):
    """The engine can't be started or reached; the message says what, where and how to mend it."""


class EngineAddress(NamedTuple):
    """Where the engine's Bolt listens and how to log in."""

    uri: str
    user: str
    password: str
    database: str


def engine_available() -> str | None:
    """None where the engine is installed, else a sentence on what is missing and what to do."""
    home = package()
    if home is None:
        return (
            "The embedded engine is not installed: install the extra 'embedded' (pip install "
            f"'sinergi[embedded]'; Linux x86_64, macOS arm64, Windows x64) {_OR_NEO4J}."
        )
    if not os.access(java(home), os.X_OK):
        return f"{java(home)} can't be run: reinstall arcadedb-embedded {_OR_NEO4J}."
    return None


class EmbeddedEngine:
    """The engine of one data directory, owned by this process or shared with its owner.

    ``heap`` is the engine's memory in Java's notation. When the engine or its owner has died,
    ``start`` again: it takes over, with the same password and if possible on the same port, so
    that a driver finds it again.
    """

    def __init__(self, data_dir: Path, heap: str = "1g") -> None:
        self._dir = data_dir.resolve()
        self._heap = heap
        self._root = self._dir / "engine"
        self._log = self._dir / "engine.log"
        self._record = self._dir / "engine.json"
        self._secret = self._dir / "engine.password"
        self._lock = Lock(self._dir / "engine.lock")
        self._mark = f"-Dsinergi.data={self._dir}"
        self._process: subprocess.Popen[bytes] | None = None
        self._port: int | None = None

    @property
    def owned(self) -> bool:
        """Whether this object started the engine and will stop it."""
        return self._lock.held

    def start(self) -> EngineAddress:
        """Start the engine, or find the one that another process owns, and wait till it answers.

        Raises EngineError, at the latest after a minute.
        """
        self._prepare()
        deadline = time.monotonic() + _START_SECONDS
        while not self._lock.take():
            if address := self._shared():
                return address
            if time.monotonic() > deadline:
                raise EngineError(self._silent_owner())
            time.sleep(_POLL_SECONDS)
        try:
            return self._own(deadline)
        except BaseException:
            self._halt(_GIVE_UP_SECONDS)
            raise

    def stop(self) -> None:
        """Stop the engine if it is ours; it writes everything out before it ends."""
        self._halt(_STOP_SECONDS)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _prepare(self) -> None:
        try:
            self._dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._root.mkdir(mode=0o700, exist_ok=True)
            self._log.touch(mode=0o600)
        except OSError as error:
            raise EngineError(
                f"The data directory {self._dir} can't be written ({error.strerror}): "
                "let this user write there, or name another in SINERGI_DATA_DIR."
            ) from error

    def _shared(self) -> EngineAddress | None:
        """The owner's engine, if it answers by now."""
        if record := Record.read(self._record):
            with suppress(OSError, Refused):
                probe(record.port, _USER, record.password, _DATABASE)
                self._port = record.port
                return _address(record.port, record.password)
        return None

    def _silent_owner(self) -> str:
        record = Record.read(self._record)
        return (
            f"{self._dir} belongs to {describe(record.pid) if record else 'another process'}, "
            f"whose engine hasn't answered for {_START_SECONDS:.0f} s: see {self._log}, "
            "stop that process and try again."
        )

    def _own(self, deadline: float) -> EngineAddress:
        if self._process and self._process.poll() is None and self._port:
            return _address(self._port, self._password())
        if missing := engine_available():
            raise EngineError(missing)
        self._end_process(_GIVE_UP_SECONDS)
        self._evict()
        return self._launch(deadline)

    def _evict(self) -> None:
        """End an engine that outlived its owner; refuse a database that somebody else has open."""
        if record := Record.read(self._record):
            self._port = self._port or record.port
            self._end_if_ours(record.engine)
        self._record.unlink(missing_ok=True)
        holder = process_with_open(self._root / "databases" / _DATABASE / "database.lck")
        if holder and not self._end_if_ours(holder):
            raise EngineError(
                f"The database in {self._root} is in use by {describe(holder)}: "
                "stop it, or name another directory in SINERGI_DATA_DIR."
            )

    def _end_if_ours(self, pid: int) -> bool:
        """By an argument that only this directory's engine has."""
        ours = self._mark in arguments(pid)
        if ours:
            end(pid)
        return ours

    def _launch(self, deadline: float) -> EngineAddress:
        password = self._password()
        port = self._port = free_port(self._port)
        process = self._process = spawn(self._command(port), self._root, self._fresh_log())
        Record(os.getpid(), process.pid, port, password).write(self._record)
        while process.poll() is None and time.monotonic() < deadline:
            if self._answers(port, password):
                return _address(port, password)
            time.sleep(_POLL_SECONDS)
        raise EngineError(self._not_started(process.poll()))

    def _answers(self, port: int, password: str) -> bool:
        try:
            probe(port, _USER, password, _DATABASE)
        except OSError:
            return False
        except Refused as error:
            raise EngineError(f"{error}: delete {self._secret} to get a new one.") from error
        return True

    def _not_started(self, code: int | None) -> str:
        what = "didn't answer in time" if code is None else f"ended with code {code} at its start"
        tail = self._log.read_text("utf-8", "replace").splitlines()[-15:]
        return "\n  ".join([f"The embedded engine {what}; {self._log} ends with:", *tail])

    def _halt(self, patience: float) -> None:
        if self.owned:
            self._end_process(patience)
            self._record.unlink(missing_ok=True)
            self._lock.free()

    def _end_process(self, patience: float) -> None:
        if self._process:
            stop(self._process, patience)
            self._process = None

    def _password(self) -> str:
        """This directory's password; for a new one ArcadeDB must forget who had the old one."""
        with suppress(OSError):
            if password := self._secret.read_text("utf-8").strip():
                return password
        (self._root / "config" / "server-users.jsonl").unlink(missing_ok=True)
        password = secrets.token_urlsafe(24)
        write_private(self._secret, password)
        return password

    def _fresh_log(self) -> IO[bytes]:
        self._log.replace(self._log.with_name("engine.log.1"))
        return open(os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")

    def _command(self, port: int) -> list[str]:
        home = package()
        assert home is not None
        own: dict[str, object] = {
            "sinergi.data": self._dir,
            "arcadedb.server.rootPasswordPath": self._secret,
            "arcadedb.server.defaultDatabases": f"{_DATABASE}[{_USER}]",
            "arcadedb.bolt.port": port,
        }
        return engine_command(home, self._root, self._heap, own)


def _address(port: int, password: str) -> EngineAddress:
    return EngineAddress(f"bolt://127.0.0.1:{port}", _USER, password, _DATABASE)
