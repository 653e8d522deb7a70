"""What a run was made on: the machine and the versions, without names of hosts or people."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bench.servers import PEER

_HUB = ("neo4j", "neo4j-rust-ext", "graphql-core", "starlette", "uvicorn", "uvloop", "orjson")


def about(neo4j: str, jdk: Path, jvm: Sequence[str], page_cache: int) -> dict[str, str]:
    """The machine and the versions, by name. ``page_cache`` is in megabytes."""
    return {
        "machine": machine(),
        "Neo4j": f"{neo4j}, {page_cache:,} MB page cache",
        "Java": f"{_java(jdk)}, {' '.join(jvm)}",
        "Python": platform.python_version(),
        "hub": versions(_HUB),
        "node": _node(),
        "peer": ", ".join(f"{name} {number}" for name, number in _peer_packages()),
    }


def machine() -> str:
    """Cores, memory and architecture."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{os.cpu_count()} cores, {memory / 2**30:.0f} GB memory, {platform.machine()}"


def versions(packages: Sequence[str]) -> str:
    """The versions of these packages."""
    return ", ".join(f"{name} {version(name)}" for name in packages)


def _java(jdk: Path) -> str:
    found = re.search(r'^JAVA_VERSION="(.+)"$', (jdk / "release").read_text(), re.MULTILINE)
    return found[1] if found else "unknown"


def _node() -> str:
    done = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    return done.stdout.strip().removeprefix("v")


def _peer_packages() -> list[tuple[str, str]]:
    """Name and version of the peer's direct packages, which are pinned."""
    return list(json.loads((PEER / "package.json").read_text())["dependencies"].items())
