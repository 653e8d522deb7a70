"""How commands begin and end: settings read, faults told in a sentence, exit codes.

0: done; 1: it can't be done, the reason is said; 2: the command or the settings are wrong.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

from api.environment import SettingsError, read_settings, unknown
from api.settings import Settings

CANNOT, WRONG = 1, 2


def settings() -> Settings:
    """The settings of the environment; where they are wrong, all faults and exit code 2."""
    for warning in unknown(os.environ):
        say(f"Warning: {warning}")
    try:
        return read_settings()
    except SettingsError as error:
        for sentence in error.sentences:
            say(sentence)
        sys.exit(WRONG)


def run(
    work: Coroutine[Any, Any, int | None],
    loop_factory: Callable[[], asyncio.AbstractEventLoop] | None = None,
) -> NoReturn:
    """Run a command's work to its end and exit with what it returns, or with 1 and a sentence."""

    def to_its_end() -> int | None:
        with asyncio.Runner(loop_factory=loop_factory) as runner:
            return runner.run(work)

    finish(to_its_end)


def finish(work: Callable[[], int | None]) -> NoReturn:
    """The same for work that waits for nothing."""
    from graph.embedded import EngineError
    from graph.errors import HubError, Refusals

    try:
        code = work() or 0
    except (HubError, EngineError, OSError) as error:
        say(f"{error}")
        code = CANNOT
    except Refusals as refusals:
        say(f"{refusals}")
        code = CANNOT
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def say(sentence: str) -> None:
    """Tell the person at the terminal, beside the command's output."""
    print(sentence, file=sys.stderr)
