"""The hub's listening socket, and who is in the way of it."""

from __future__ import annotations

import errno
import os
import socket
import sys
from pathlib import Path

from graph.engine_process import describe

_LISTEN = "0A"


def bind(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """A socket that has the address but doesn't listen yet: callers are refused, not kept
    waiting, while the hub starts. ``shared`` ones may be many. Raises OSError with a sentence.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, protocol)
        if sys.platform != "win32":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        bound.bind(address)
    except OSError as error:
        raise OSError(refusal(host, port, error)) from error
    return bound


def refusal(host: str, port: int, error: OSError) -> str:
    """A sentence on why the address can't be had and what to do."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is taken by {_holder(port)}: "
            f"stop that, or set SINERGI_PORT to another port, such as {port % 65535 + 1}."
        )
    return f"Can't listen on {host} port {port} ({error.strerror}): see SINERGI_HOST, SINERGI_PORT."


def _holder(port: int) -> str:
    """The process that listens on a port, as far as ``/proc`` tells this user."""
    sockets = {f"socket:[{inode}]" for inode in _listening(port)}
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if os.readlink(link) in sockets:
                return describe(int(link.parts[2]))
        except OSError:
            continue
    return "another program"


def _listening(port: int) -> list[str]:
    inodes = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            lines = Path(table).read_text("ascii").splitlines()[1:]
        except OSError:
            continue
        for fields in map(str.split, lines):
            if int(fields[1].rpartition(":")[2], 16) == port and fields[3] == _LISTEN:
                inodes.append(fields[9])
    return inodes
