"""Work in a process of its own: what it takes of memory goes with it, and it ends when asked to.

The process speaks pickle over its standard input and output with the one that started it, and with
nobody else. It ends when that one is gone: writing to nobody fails.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from subprocess import PIPE, Popen
from typing import Any, TypeVar

from graph.errors import Surprise

T = TypeVar("T")

_START = f"""import pickle, sys
sys.path[:0] = pickle.load(sys.stdin.buffer)
from {__name__} import main
main()"""
_COMMAND = (sys.executable, "-c", _START)


def aside(
    function: Callable[..., Iterable[T]], *given: Any, **named: Any
) -> Generator[T, None, None]:
    """What a function of a module gives, one by one, worked out by another process. Whoever stops
    asking ends it. Raises Surprise where it failed; its log has the reason.
    """
    with Popen(_COMMAND, stdin=PIPE, stdout=PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            pickle.dump(sys.path, process.stdin)
            pickle.dump((function, given, named), process.stdin)
            process.stdin.close()
            while True:
                yield pickle.load(process.stdout)
        except EOFError:
            if process.wait():
                raise Surprise(f"{function.__name__} failed in its own process") from None
        finally:
            process.kill()


def alone(function: Callable[..., T], *given: Any, **named: Any) -> T:
    """What a function of a module gives, worked out by another process."""
    with closing(aside(_only, function, *given, **named)) as values:
        value: T = next(values)
        return value


def _only(function: Callable[..., T], *given: Any, **named: Any) -> Generator[T, None, None]:
    yield function(*given, **named)


def main() -> None:
    """Do what was asked for on standard input."""
    function, given, named = pickle.load(sys.stdin.buffer)
    answers = sys.stdout.buffer
    for value in function(*given, **named):
        try:
            pickle.dump(value, answers)
            answers.flush()
        except BrokenPipeError:
            os._exit(0)  # nobody listens any more
