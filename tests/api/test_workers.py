"""Workers as processes: who ends when, and what is said. What they serve stands elsewhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks into /proc")

ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys, time
from api.workers import serve_by

def work(ready):
    {ready}
    {body}
    return 0

sys.exit(serve_by(2, work))
"""


@contextmanager
def two(body: str, ready: str = "ready and ready()") -> Iterator[subprocess.Popen[str]]:
    """Two workers that do what ``body`` says."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT.format(body=body, ready=ready)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def workers(process: subprocess.Popen[str]) -> list[int]:
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(pid) for pid in found]


def eventually(truth: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not truth():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_told_to_stop_while_one_is_being_replaced_it_stops() -> None:
    with two("time.sleep(60)") as process:
        eventually(lambda: len(workers(process)) == 2)
        victim = workers(process)[1]
        os.kill(victim, signal.SIGKILL)
        eventually(lambda: victim not in workers(process))
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


@pytest.mark.parametrize("pause", [0.05, 0.1, 0.2, 0.4])
def test_told_to_stop_at_any_time_of_its_start_it_stops(pause: float) -> None:
    with two("time.sleep(60)") as process:
        time.sleep(pause)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) in (0, -signal.SIGTERM)


def test_a_first_one_that_fails_says_why_and_ends_all() -> None:
    with two("raise RuntimeError('out of luck')", ready="") as process:
        assert process.wait(10) == 1
        assert process.stderr
        assert process.stderr.read().count("RuntimeError: out of luck") == 1
