"""Whether the hub's top-level names are its own: no dependency may install the same ones."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def clashes() -> list[str]:
    """A sentence for each name that another distribution installs, too."""
    settings = tomllib.loads(PROJECT.read_text("utf-8"))
    installed = packages_distributions()
    return [
        f"the package {name} is also installed by {', '.join(others)}"
        for name in settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
        if (others := set(installed.get(name, [])) - {settings["project"]["name"]})
    ]


if __name__ == "__main__":
    sys.exit("\n".join(clashes()) or 0)
