"""Processes of the engine: start one that can't be orphaned, stop it, find one left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import IO

from graph import engine_guard

_POLL_SECONDS = 0.02
_LINUX = sys.platform == "linux"


def spawn(command: list[str], folder: Path, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the guarded engine in its own session, so that Ctrl-C reaches the hub alone.

    Linux sends the death signal when the *thread* that forked ends, and we may run in one of a
    pool; so a thread of its own forks and stays until the engine has ended.
    """
    owner = str(os.getpid()) if _LINUX else "-"
    guarded = [sys.executable, "-I", "-S", str(engine_guard.__file__), owner, *command]
    started: Future[subprocess.Popen[bytes]] = Future()

    def fork_and_stay() -> None:
        try:
            process = _popen(guarded, folder, log)
        except BaseException as error:
            started.set_exception(error)
        else:
            started.set_result(process)
            process.wait()

    threading.Thread(target=fork_and_stay, name="embedded-engine", daemon=True).start()
    return started.result()


def _popen(command: list[str], folder: Path, log: IO[bytes]) -> subprocess.Popen[bytes]:
    with log:
        return subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def stop(process: subprocess.Popen[bytes], patience: float) -> None:
    """Let the engine write everything out and end; kill it after so many seconds."""
    if process.stdin:
        process.stdin.close()
    if _LINUX:
        process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end(pid: int, patience: float = 10) -> None:
    """Do the same to a process that isn't our child (where there is ``/proc`` to watch it)."""
    for name in ("SIGTERM", "SIGKILL"):
        deadline = time.monotonic() + patience
        with suppress(ProcessLookupError):
            os.kill(pid, signal.Signals[name])
        while arguments(pid) and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)


def arguments(pid: int) -> list[str]:
    """What a process runs; empty where it is gone, a zombie, or the system has no ``/proc``."""
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return []
    return [os.fsdecode(argument) for argument in line.split(b"\0")[:-1]]


def describe(pid: int) -> str:
    """The process in words for a message."""
    line = " ".join(arguments(pid))
    return (
        f"process {pid} ({line[:80]}{'…' if len(line) > 80 else ''})" if line else f"process {pid}"
    )


def process_with_open(path: Path) -> int | None:
    """A process of this user's that has the file open, as far as ``/proc`` tells."""
    wanted = str(path)
    for link in Path("/proc").glob("[0-9]*/fd/*") if path.exists() else ():
        try:
            if os.readlink(link) == wanted:
                return int(link.parts[2])
        except OSError:
            continue
    return None


def free_port(wanted: int | None) -> int:
    """The wanted loopback port if it is free, so that drivers find the engine again; else any."""
    with socket.socket() as one:
        if sys.platform != "win32":
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("127.0.0.1", wanted or 0))
        except OSError:
            return free_port(None)
        port: int = one.getsockname()[1]
        return port
