"""Work in a process of its own: its values come over, its failures are told, and it always ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import Surprise
from graph.network.aside import alone, aside

PARENT = """
import sys, time
sys.path[:0] = {paths!r}
from test_aside import numbers
from graph.network.aside import aside
for value in aside(numbers, 1_000_000, pause=0.05):
    print(value, flush=True)
"""


def numbers(count: int, pause: float = 0.0) -> Iterator[tuple[int, int]]:
    """The process and a number, so many times."""
    for number in range(count):
        yield os.getpid(), number
        time.sleep(pause)


def failing() -> Iterator[int]:
    yield 1
    raise ValueError("on purpose")


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def gone(process: int) -> bool:
    deadline = time.monotonic() + 20
    while lives(process) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not lives(process)


def test_values_come_over_in_order_and_the_process_ends() -> None:
    found = list(aside(numbers, 3))
    assert [number for _, number in found] == [0, 1, 2]
    (process,) = {process for process, _ in found}
    assert process != os.getpid() and gone(process)


def test_one_value_can_be_had_alone() -> None:
    assert alone(sum, [1, 2, 3]) == 6


def test_a_failure_is_told_after_what_came_before(capfd: pytest.CaptureFixture[str]) -> None:
    values = aside(failing)
    assert next(values) == 1
    with pytest.raises(Surprise, match="failing failed"):
        next(values)
    assert "on purpose" in capfd.readouterr().err


def test_who_stops_asking_ends_the_process() -> None:
    with closing(aside(numbers, 1_000_000, pause=0.01)) as values:
        process, _ = next(values)
        assert lives(process)
    assert gone(process)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals on Windows")
def test_the_process_ends_with_the_one_that_started_it_however_that_ends() -> None:
    text = PARENT.format(paths=[str(Path(__file__).parent), *sys.path])
    with subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        process = int(run.stdout.readline().strip("()\n").split(",")[0])
        run.send_signal(signal.SIGKILL)
    assert gone(process)
