"""The servers of one run: Neo4j, the hub once for each viewer, the peer."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from bench.client import Client

PEER = Path(__file__).parent / "peer"
_PATIENCE = 120.0


class Server:
    """A process that answers GraphQL on a loopback port."""

    def __init__(self, command: Sequence[str], port: int, folder: Path | None = None) -> None:
        self.port = port
        self._command = command
        self._folder = folder
        self._client = Client(port, _PATIENCE)
        self._process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command,
            cwd=self._folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=sys.stderr,
            env={**os.environ, "NODE_ENV": "production"},
        )

    def __enter__(self) -> Self:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                self.post("{ __typename }")
            except OSError:
                self._client.close()
                time.sleep(0.2)
            else:
                return self
        self.__exit__()
        raise RuntimeError(f"nothing answers on port {self.port}")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(30)

    def renew(self) -> None:
        """Another process in place of one that failed: what that was busy with ends with it."""
        self.__exit__()
        self._client.close()
        self._process = self._started()
        self.__enter__()

    @property
    def memory(self) -> int:
        """Most resident bytes of one of its processes."""
        pid = self._process.pid
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return max(_resident(number) for number in (f"{pid}", *workers))

    def post(self, query: str, variables: dict[str, Any] | None = None) -> bytes:
        """The bytes of the answer to an operation, over a connection that is kept open."""
        return self._client.post(request_body(query, variables))


def _resident(pid: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024
    return 0


def request_body(query: str, variables: dict[str, Any] | None) -> bytes:
    """An operation as a request's body."""
    return json.dumps({"query": query, "variables": variables or {}}).encode()


def hub(uri: str, viewer: str) -> Server:
    """The hub over a database, seen through a viewer's eyes."""
    port = free_port()
    command = [sys.executable, "-m", "bench.hub", uri, str(port), viewer]
    return Server(command, port, Path(__file__).parent.parent)


def peer(uri: str) -> Server:
    """The peer over the same database."""
    port = free_port()
    return Server(["node", "server.mjs", uri, str(port)], port, PEER)


def install_peer() -> None:
    """Fetch the peer's packages where they are not there."""
    if not (PEER / "node_modules").exists():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=PEER, check=True)


def free_port() -> int:
    """A loopback port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
