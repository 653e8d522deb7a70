"""Work that takes a while: in threads of its own, and stopped when nobody waits for it any more."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar, overload

from graph.errors import Timeout

T = TypeVar("T")

_THREADS = 4
"""How many analyses run at once in a process; the others wait."""
_stop: contextvars.ContextVar[threading.Event | None] = contextvars.ContextVar("stop", default=None)


class Stopped(Exception):
    """Nobody waits for this work any more."""


def checkpoint() -> None:
    """Raise Stopped where the work is not wanted any more. Long work calls it between its parts."""
    stop = _stop.get()
    if stop is not None and stop.is_set():
        raise Stopped


class Threads:
    """Threads for analyses."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_THREADS, "analysis")

    async def run(self, seconds: float | None, function: Callable[..., T], *given: Any) -> T:
        """What a function gives, while the event loop goes on. Raises Timeout after so many
        seconds; then, and when it is cancelled, the work ends at its next checkpoint.
        """
        stop = threading.Event()

        def work() -> T:
            _stop.set(stop)
            return function(*given)

        context = contextvars.copy_context()
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds):
                return await loop.run_in_executor(self._pool, context.run, work)
        except TimeoutError:
            message = "the analysis took too long and was stopped: narrow it by where, or ask less"
            raise Timeout(message) from None
        finally:
            stop.set()

    def close(self) -> None:
        """End what runs at its next checkpoint, without waiting for it."""
        self._pool.shutdown(wait=False, cancel_futures=True)


class once(Generic[T]):
    """A property that is worked out when first asked for and then kept; many threads may ask, one
    works. Its object has a lock, ``_lock``, that its own thread may take again.
    """

    def __init__(self, function: Callable[[Any], T]) -> None:
        self._function = function
        self.__doc__ = function.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> once[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: Any, owner: type) -> once[T] | T:
        if instance is None:
            return self
        kept = instance.__dict__
        if self._name not in kept:
            with instance._lock:
                if self._name not in kept:
                    checkpoint()
                    kept[self._name] = self._function(instance)
        found: T = kept[self._name]
        return found
