"""Real Neo4j servers for tests, from Maven: the oldest and the newest that Sinergi supports.

Jars and the compiled launcher are kept in ``~/.cache/sinergi-tests`` (``SINERGI_TEST_CACHE``
names another folder). Two test runs at once don't disturb each other: a folder of the cache is
made under another name and appears complete.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import blake2s
from pathlib import Path
from typing import IO, Self

OLDEST = "5.26.12"
NEWEST = "2026.09.0"

_SOURCES = Path(__file__).parent / "neo4j"
_LAUNCHER = _SOURCES / "Launch.java"
_START_SECONDS = 90.0
_PLAIN = ("-B", "-Dstyle.color=never")
# These flags save 2 s of its start and a fifth of the time to plan new texts, which is what tests
# do all day; texts that run often get slower, so this is no server to measure speed with.
_JVM = ("-Xmx700m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


class Neo4jError(Exception):
    """A Neo4j for tests can't be had; the message says why."""


class Neo4jProcess:
    """A Neo4j of one version with an empty graph, no authentication, on loopback.

    ``jvm`` are options of its Java; ``page_cache`` is in megabytes.
    """

    def __init__(
        self,
        version: str,
        jdk_home: Path,
        jvm: Sequence[str] = _JVM,
        page_cache: int = 64,
    ) -> None:
        self._jvm = tuple(jvm)
        self._page_cache = page_cache
        self._version = version
        self._jdk = jdk_home
        self._folder = Path(tempfile.mkdtemp(prefix=f"neo4j-{version}-"))
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        """Where its Bolt listens once it has started."""
        return f"bolt://127.0.0.1:{self._port}"

    def start(self) -> str:
        """Start it and wait till it is ready; return its URI."""
        try:
            with open(self._log, "wb") as log:
                self._process = _popen(self._command(), log)
            self._await_ready(self._process)
        except BaseException:
            self.stop()
            raise
        return self.uri

    def stop(self) -> None:
        """End it at once and forget its data."""
        if self._process:
            self._process.kill()
            self._process.communicate()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def _log(self) -> Path:
        return self._folder / "log"

    def _command(self) -> list[str]:
        classes = f"{jars(self._version)}/*{os.pathsep}{_launcher(self._version, self._jdk)}"
        java = str(self._jdk / "bin" / "java")
        data, port, cache = str(self._folder / "data"), str(self._port), str(self._page_cache)
        return [java, *self._jvm, "-cp", classes, "Launch", data, port, cache]

    def _await_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while b"READY" not in self._log.read_bytes():
            if process.poll() is not None or time.monotonic() > deadline:
                tail = self._log.read_text(errors="replace")[-2000:]
                raise Neo4jError(f"Neo4j {self._version} didn't start:\n{tail}")
            time.sleep(0.05)


def available(version: str) -> str | None:
    """None where this version can run here (its jars are fetched for that), else the reason."""
    try:
        jdk_for(version)
        jars(version)
    except Neo4jError as error:
        return str(error)
    return None


def jdk_for(version: str) -> Path:
    """The oldest JDK here that runs this version."""
    needed = 17 if version.startswith("5.") else 21
    usable = [home for major, home in sorted(find_jdks().items()) if major >= needed]
    if not usable:
        raise Neo4jError(f"Neo4j {version} needs a JDK {needed} or newer; none was found.")
    return usable[0]


@lru_cache
def find_jdks() -> dict[int, Path]:
    """All JDKs found by JAVA_HOME, PATH and in /usr/lib/jvm: major version to home."""
    java = shutil.which("java")
    homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    homes += [Path(java).resolve().parent.parent] if java else []
    homes += sorted(Path("/usr/lib/jvm").glob("*"))
    found: dict[int, Path] = {}
    for home in homes:
        if (major := _major(home)) is not None:
            found.setdefault(major, home)
    return found


def _major(home: Path) -> int | None:
    """The major version of a JDK; None for a JRE, which can't compile, and for anything else."""
    release = home / "release"
    if not (home / "bin" / "javac").exists() or not release.exists():
        return None
    version = re.search(r'JAVA_VERSION="(?:1\.)?(\d+)', release.read_text())
    return int(version[1]) if version else None


@lru_cache
def jars(version: str) -> Path:
    """The folder with the version's jars, fetched by Maven the first time."""

    def fetch(folder: Path) -> None:
        if not shutil.which("mvn"):
            raise Neo4jError("Neo4j's jars are fetched by Maven (mvn), which isn't installed.")
        pom = str(_SOURCES / "pom.xml")
        wanted = [f"-Dneo4j.version={version}", f"-DoutputDirectory={folder}"]
        _run("mvn", "-q", *_PLAIN, "-f", pom, *wanted, "dependency:copy-dependencies")

    return _cached(f"neo4j-{version}", fetch)


def _launcher(version: str, jdk: Path) -> Path:
    """The folder with the launcher compiled for this version by this JDK."""
    digest = blake2s(_LAUNCHER.read_bytes(), digest_size=4).hexdigest()

    def compile_launcher(folder: Path) -> None:
        javac = str(jdk / "bin" / "javac")
        _run(javac, "-d", str(folder), "-cp", f"{jars(version)}/*", str(_LAUNCHER))

    return _cached(f"launcher-{version}-jdk{_major(jdk)}-{digest}", compile_launcher)


def _cached(name: str, make: Callable[[Path], None]) -> Path:
    root = Path(os.environ.get("SINERGI_TEST_CACHE") or Path.home() / ".cache" / "sinergi-tests")
    folder = root / name
    if not folder.exists():
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=root, prefix=f".{name}-") as draft:
            make(Path(draft) / "made")
            _appear(Path(draft) / "made", folder)
    return folder


def _appear(made: Path, folder: Path) -> None:
    try:
        made.rename(folder)
    except OSError:
        if not folder.exists():  # else another run was quicker
            raise


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines() or ["(no output)"]
        raise Neo4jError(f"{command[0]} failed: {said[0][:500]}")


def _popen(command: list[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
