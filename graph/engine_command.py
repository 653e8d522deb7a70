"""How the embedded ArcadeDB is started: where its wheel keeps it, and the settings it gets."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

# Measured (2 cores, ArcadeDB 26.10.2): from start to the first usable BEGIN, and a point query.
#   ArcadeDB's own defaults                1.1-1.5 s   0.75 ms
#   metrics and polyglot languages off     0.9-1.1 s   0.75 ms   taken
#   -XX:TieredStopAtLevel=1                0.9-1.1 s   1.94 ms   refused: queries 2.5 times slower
#   -XX:+UseSerialGC or +UseParallelGC     no change             refused: long pauses on a full heap
#   arcadedb.server.mode=production        no change             its two switches are taken below
#   archive of classes (AppCDS, AOT)       0.6 s       0.8 ms    refused: 45 MB in every directory
#                                                                and 1.5-4 s once to write it
# ArcadeDB doesn't start without HTTP; it gets a random loopback port and asks for the password.
_SETTINGS = {
    "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
    "arcadedb.bolt.host": "127.0.0.1",
    "arcadedb.server.httpIncomingHost": "127.0.0.1",
    "arcadedb.server.httpIncomingPort": "0",
    "arcadedb.studio.enabled": "false",
    "arcadedb.serverMetrics": "false",
    "arcadedb.polyglotEngineEnabled": "false",
    "arcadedb.support.autoRegister": "false",
    # fsync at commit: without it a power failure (a kill doesn't) loses acknowledged writes.
    "arcadedb.txWalFlush": "1",
    "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
    "arcadedb.opencypher.loadCsv.allowRemoteUrls": "false",
}

# To standard output alone, in one place; by default ArcadeDB also keeps a gigabyte of files.
_LOGGING = """\
handlers=java.util.logging.ConsoleHandler
.level=WARNING
com.arcadedb.level=INFO
java.util.logging.ConsoleHandler.formatter=com.arcadedb.log.LogFormatter
"""

# Endpoints and protocols that nobody here uses; MCP's is there as soon as its jar is.
_UNUSED = ("arcadedb-mcp-", "arcadedb-postgresw-", "arcadedb-redisw-")


def package() -> Path | None:
    """The folder of arcadedb_embedded; found, not imported, for that would load JPype."""
    spec = find_spec("arcadedb_embedded")
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) if places else None


def java(home: Path) -> Path:
    """The Java that the package brings."""
    return home / "jre" / "bin" / ("java.exe" if sys.platform == "win32" else "java")


def engine_command(home: Path, root: Path, heap: str, own: dict[str, object]) -> list[str]:
    """The command that runs ArcadeDB in ``root``, with settings of one's own besides ours."""
    logging = root / "logging.properties"
    logging.write_text(_LOGGING, "ascii")
    settings = own | {
        "java.util.logging.config.file": logging,
        "arcadedb.server.rootPath": root,
        **_SETTINGS,
    }
    return [
        str(java(home)),
        f"-Xmx{heap}",
        "-XX:-UsePerfData",
        "--add-modules=jdk.incubator.vector",
        *(f"-D{name}={value}" for name, value in settings.items()),
        "-cp",
        os.pathsep.join(map(str, _jars(home))),
        "com.arcadedb.server.ArcadeDBServer",
    ]


def _jars(home: Path) -> list[Path]:
    jars = sorted((home / "jars").glob("*.jar"))
    return [jar for jar in jars if not jar.name.startswith(_UNUSED)]
