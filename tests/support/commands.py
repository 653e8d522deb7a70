"""The hub's commands as a person runs them: real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "api"]


def environment(**settings: str) -> dict[str, str]:
    """This environment with these settings instead of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SINERGI_")}
    return {**kept, **{f"SINERGI_{name.upper()}": value for name, value in settings.items()}}


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=120,
    )
