"""Several processes that serve one address: one a core, as Python runs on one at a time.

The first one opens the hub, makes the database ready and says so; then come the others. All are
copies of the process that begins them and share its memory. Each has a socket of its own at the
address, among which the kernel spreads callers. One that dies is replaced; all end with the process
that began them, however that ends.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NoReturn

log = logging.getLogger("sinergi")

_STOPPING = (signal.SIGTERM, signal.SIGINT)
_SOON = 5.0
"""Seconds; one that dies sooner is replaced a second later."""

Ready = Callable[[], None]
Work = Callable[[Ready | None], int]
"""Serves until the process is told to stop (SIGTERM); the exit code. The first one calls back when
it serves.
"""


def serve_by(count: int, work: Work) -> int:
    """Serve with so many workers until a signal, or a first one that can't; the exit code."""
    return _Workers(count, work).run()


@dataclass
class _Workers:
    """The processes that serve, by id, with the time at which each began."""

    count: int
    work: Work
    running: dict[int, float] = field(default_factory=dict)
    stopping: bool = False
    lifeline: tuple[int, int] = field(default_factory=os.pipe)
    """Its writing end is this process's alone: it closes with it."""

    def run(self) -> int:
        """Start the first, and when it serves the others; replace those that die."""
        for number in _STOPPING:
            signal.signal(number, lambda *_: self._stop())
        served, tell = os.pipe()
        self._start(lambda: _tell(tell))
        os.close(tell)
        if not os.read(served, 1):
            code = self._ended()[1]
            return 0 if self.stopping else code
        for _ in range(self.count - 1):
            self._start()
        while self.running:
            lived, code = self._ended()
            if not self.stopping:
                log.warning("a worker ended with code %d; starting another", code)
                time.sleep(0 if lived > _SOON else 1)
                self._start()
        return 0

    def _stop(self) -> None:
        self.stopping = True
        for pid in self.running:
            _ask_to_stop(pid)

    def _ended(self) -> tuple[float, int]:
        """How long the next worker that ends has lived, and its exit code."""
        pid, status = os.wait()
        return time.monotonic() - self.running.pop(pid), os.waitstatus_to_exitcode(status)

    def _start(self, ready: Ready | None = None) -> None:
        """Start a worker, unless told to stop. Signals wait meanwhile: one that came between would
        find the worker unknown here, and in the worker it would find this process's answer to it.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        try:
            if self.stopping:
                return
            pid = os.fork()
            if pid == 0:
                self._be_worker(ready)
            self.running[pid] = time.monotonic()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)

    def _be_worker(self, ready: Ready | None) -> NoReturn:
        code = 1
        try:
            for number in _STOPPING:
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
            os.setpgid(0, 0)  # Ctrl-C reaches the process that began it, which tells all
            os.close(self.lifeline[1])
            threading.Thread(target=self._end_with_the_first, daemon=True).start()
            code = self.work(ready)
        except BaseException:
            log.exception("a worker failed")
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _end_with_the_first(self) -> None:
        os.read(self.lifeline[0], 1)
        os.kill(os.getpid(), signal.SIGTERM)


def _ask_to_stop(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)


def _tell(pipe: int) -> None:
    os.write(pipe, b"1")
    os.close(pipe)
