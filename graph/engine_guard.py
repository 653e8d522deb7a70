"""A program between the hub and its engine, which must not outlive the hub, even after kill -9.

Run as ``python -I -S engine_guard.py OWNER COMMAND...`` with OWNER the hub's process id, or ``-``
where the kernel has no death signal. It imports nothing of the hub's: it starts in 30 ms.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading

_PR_SET_PDEATHSIG = 1


def become(owner: int, command: list[str]) -> int:
    """Turn into the command; the kernel ends it when the thread that forked us ends (Linux)."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != owner:
        return 1
    # Java reads paths by the locale: under LC_ALL=C it can't open a directory named "données".
    os.execve(command[0], command, os.environ | {"LC_ALL": "C.UTF-8"})


def follow(command: list[str]) -> int:
    """Run the command until it ends by itself or our standard input closes, as it does on death."""
    engine = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def end_with_owner() -> None:
        while os.read(0, 1):
            pass
        engine.terminate()

    threading.Thread(target=end_with_owner, daemon=True).start()
    return engine.wait()


if __name__ == "__main__":
    sys.exit(follow(sys.argv[2:]) if sys.argv[1] == "-" else become(int(sys.argv[1]), sys.argv[2:]))
