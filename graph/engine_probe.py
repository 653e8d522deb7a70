"""Whether an engine answers on a port: the first messages of Bolt 4.4 by hand.

The driver would retry, pool and log; this asks once and costs a millisecond, so it can be asked
every few milliseconds while an engine starts. An engine opens its port up to half a second before
its database is there, hence the BEGIN: it succeeds only when the database can be used.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping

_HANDSHAKE = bytes.fromhex("6060b017" + "00000404" + "00000000" * 3)
_HELLO, _BEGIN = 0x01, 0x11
_SUCCESS = b"\x70"


class Refused(Exception):
    """The engine answers but will not have this user or password."""


def probe(port: int, user: str, password: str, database: str, timeout: float = 2) -> None:
    """Return when the database on this loopback port can be used by this user.

    Raises OSError where nothing (or something else) answers or the database isn't there yet.
    """
    with socket.create_connection(("127.0.0.1", port), timeout) as peer:
        peer.sendall(_HANDSHAKE)
        if _read(peer, 4) != _HANDSHAKE[4:8]:
            raise OSError(f"no Bolt 4.4 on port {port}")
        login = {"scheme": "basic", "principal": user, "credentials": password}
        if _ask(peer, _HELLO, {"user_agent": "sinergi-probe/1", **login}) != _SUCCESS:
            raise Refused(f"the engine on port {port} refuses user {user}")
        if _ask(peer, _BEGIN, {"db": database}) != _SUCCESS:
            raise OSError(f"the engine on port {port} has no database {database} yet")


def _ask(peer: socket.socket, message: int, fields: Mapping[str, str]) -> bytes:
    body = bytes([0xB1, message, 0xA0 + len(fields)])
    body += b"".join(_text(key) + _text(value) for key, value in fields.items())
    peer.sendall(len(body).to_bytes(2, "big") + body + b"\x00\x00")
    return _answer(peer)[1:2]


def _text(value: str) -> bytes:
    raw = value.encode()
    return b"\xd0" + bytes([len(raw)]) + raw


def _answer(peer: socket.socket) -> bytes:
    message = b""
    while True:
        size = int.from_bytes(_read(peer, 2), "big")
        if not size and message:
            return message
        message += _read(peer, size)


def _read(peer: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        chunk = peer.recv(size - len(data))
        if not chunk:
            raise OSError("the connection was closed")
        data += chunk
    return data
