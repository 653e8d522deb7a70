"""The embedded engine against the real thing: its process, its files, its owners."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from graph import engine_guard
from graph.embedded import EmbeddedEngine, EngineAddress, EngineError, engine_available
from graph.engine_command import engine_command, package
from graph.engine_lock import Record
from graph.engine_process import arguments, free_port

ROOT = Path(__file__).parents[2]
installed = pytest.mark.skipif(engine_available() is not None, reason=str(engine_available()))
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

OWNER = """
import json, sys
from pathlib import Path
from graph.embedded import EmbeddedEngine
engine = EmbeddedEngine(Path(sys.argv[1]))
address = engine.start()
print(json.dumps([address, engine.owned]), flush=True)
sys.stdin.read()
engine.stop()
"""


def run(address: EngineAddress, query: str) -> list[object]:
    with GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
        records, _, _ = driver.execute_query(query, database_=address.database)
        return [record[0] for record in records]


@contextmanager
def other_process(folder: Path) -> Iterator[tuple[subprocess.Popen[str], EngineAddress, bool]]:
    """A process that has an engine until its standard input closes."""
    command = [sys.executable, "-c", OWNER, str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        address, owned = json.loads(process.stdout.readline())
        yield process, EngineAddress(*address), owned


def engine_process(folder: Path) -> int:
    record: dict[str, int] = json.loads((folder / "engine.json").read_text())
    return record["engine"]


def gone(pid: int, seconds: float = 2) -> bool:
    deadline = time.monotonic() + seconds
    while arguments(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not arguments(pid)


def listening(pid: int) -> list[str]:
    """The addresses on which a process listens, in hexadecimal as /proc writes them."""
    links = [os.readlink(link) for link in Path(f"/proc/{pid}/fd").iterdir()]
    sockets = {link[8:-1] for link in links if link.startswith("socket:[")}
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in sockets:
                found.append(fields[1].rpartition(":")[0])
    return found


@installed
def test_data_is_kept_over_a_restart(tmp_path: Path) -> None:
    with EmbeddedEngine(tmp_path) as engine:
        run(engine.start(), "CREATE (:Agency {id: 'Agency:bps'})")
    assert not (tmp_path / "engine.json").exists()
    with EmbeddedEngine(tmp_path) as engine:
        assert run(engine.start(), "MATCH (a:Agency) RETURN a.id") == ["Agency:bps"]


@installed
def test_a_second_process_connects_and_takes_over_at_the_same_address(tmp_path: Path) -> None:
    here = EmbeddedEngine(tmp_path)
    with other_process(tmp_path) as (owner, address, owned):
        assert (owned, here.start(), here.owned) == (True, address, False)
        run(here.start(), "CREATE (:A {id: 1})")
        owner.communicate()
    assert here.start() == address
    assert here.owned
    assert run(address, "MATCH (a:A) RETURN a.id") == [1]
    here.stop()


@installed
def test_a_second_process_waits_for_an_owner_that_is_still_starting(tmp_path: Path) -> None:
    engines = [EmbeddedEngine(tmp_path) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        addresses = set(pool.map(EmbeddedEngine.start, engines))
    assert len(addresses) == 1
    assert sorted(engine.owned for engine in engines) == [False, False, False, True]
    for engine in engines:
        engine.stop()


@installed
@linux
def test_a_killed_owner_leaves_no_engine_and_loses_no_write(tmp_path: Path) -> None:
    with other_process(tmp_path) as (owner, address, _):
        run(address, "UNWIND range(1, 500) AS i CREATE (:A {id: i})")
        java = engine_process(tmp_path)
        owner.kill()
        assert gone(java)
    with EmbeddedEngine(tmp_path) as engine:
        assert run(engine.start(), "MATCH (a:A) RETURN count(a)") == [500]


@installed
@linux
def test_an_owner_killed_during_the_start_leaves_no_engine(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OWNER, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as owner:
        while not (tmp_path / "engine.json").exists():
            time.sleep(0.005)
        java = engine_process(tmp_path)
        owner.kill()
    assert gone(java)


@installed
@linux
def test_a_killed_engine_is_started_again_at_the_same_address(tmp_path: Path) -> None:
    with EmbeddedEngine(tmp_path) as engine:
        address = engine.start()
        run(address, "CREATE (:A {id: 1})")
        os.kill(engine_process(tmp_path), signal.SIGKILL)
        time.sleep(0.1)
        assert engine.start() == address
        assert run(address, "MATCH (a:A) RETURN a.id") == [1]


@installed
@linux
def test_an_engine_that_outlived_its_owner_is_ended_at_the_next_start(tmp_path: Path) -> None:
    home = package()
    assert home
    with EmbeddedEngine(tmp_path):
        pass
    own: dict[str, object] = {"sinergi.data": tmp_path, "arcadedb.bolt.port": 0}
    own["arcadedb.server.rootPasswordPath"] = tmp_path / "engine.password"
    command = engine_command(home, tmp_path / "engine", "256m", own)
    lock = tmp_path / "engine" / "databases" / "hub" / "database.lck"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as orphan:
        while not lock.exists():
            time.sleep(0.02)
        with EmbeddedEngine(tmp_path) as engine:
            assert engine.owned
            assert orphan.poll() is not None


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1]", "{}", '{"pid": -1, "engine": 2, "port": 3, "password": ""}'],
)
def test_a_record_that_makes_no_sense_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "engine.json").write_text(text)
    assert Record.read(tmp_path / "engine.json") is None


@installed
def test_a_record_of_an_engine_that_is_gone_is_replaced(tmp_path: Path) -> None:
    someone_else = os.getpid()
    Record(os.getppid(), someone_else, 9, "x").write(tmp_path / "engine.json")
    with EmbeddedEngine(tmp_path) as engine:
        assert run(engine.start(), "RETURN 1") == [1]


@installed
def test_a_lost_password_is_replaced_and_a_wrong_one_reported(tmp_path: Path) -> None:
    with EmbeddedEngine(tmp_path) as engine:
        run(engine.start(), "CREATE (:A)")
    secret = tmp_path / "engine.password"
    secret.write_text("not the one that it was made with")
    with pytest.raises(EngineError, match=r"refuses.*engine\.password"):
        EmbeddedEngine(tmp_path).start()
    secret.unlink()
    with EmbeddedEngine(tmp_path) as engine:
        assert run(engine.start(), "MATCH (a:A) RETURN count(a)") == [1]


@installed
@linux
def test_the_engine_is_private(tmp_path: Path) -> None:
    with EmbeddedEngine(tmp_path) as engine:
        address = engine.start()
        java = engine_process(tmp_path)
        for name in ("engine.json", "engine.password", "engine.log"):
            assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
        assert (tmp_path / "engine").stat().st_mode & 0o077 == 0
        loopback = {"0100007F", "0000000000000000FFFF00000100007F"}
        time.sleep(0.5)
        assert listening(java)
        assert set(listening(java)) <= loopback
        assert address.password not in " ".join(arguments(java))
        assert os.getsid(java) == java, "Ctrl-C in the terminal must not reach the engine"


@installed
@linux
def test_a_database_that_is_in_use_names_its_user(tmp_path: Path) -> None:
    lock = tmp_path / "engine" / "databases" / "hub" / "database.lck"
    lock.parent.mkdir(parents=True)
    with open(lock, "w"), pytest.raises(EngineError, match=f"in use by process {os.getpid()}"):
        EmbeddedEngine(tmp_path).start()


@installed
def test_an_engine_that_cannot_start_says_so_with_its_log(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path, heap="1k")
    with pytest.raises(EngineError, match=r"(?s)engine\.log ends with:\n.*heap"):
        engine.start()
    assert not engine.owned
    assert not (tmp_path / "engine.json").exists()


@installed
@linux
def test_any_directory_name_and_a_starting_thread_that_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    folder = tmp_path / "données 数"
    engine = EmbeddedEngine(folder)
    thread = threading.Thread(target=engine.start)
    thread.start()
    thread.join()
    assert not gone(engine_process(folder), seconds=1)
    assert run(engine.start(), "RETURN 1") == [1]
    assert (folder / "engine" / "databases" / "hub").is_dir()
    engine.stop()


def test_a_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EngineError, match=r"file/hub can't be written.*SINERGI_DATA_DIR"):
        EmbeddedEngine(tmp_path / "file" / "hub").start()


def test_without_the_package_the_message_says_what_to_install(tmp_path: Path) -> None:
    code = "from graph.embedded import *; EmbeddedEngine(Path(__import__('sys').argv[1])).start()"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("graph.embedded.EngineError: The embedded engine is not installed")
    assert "sinergi[embedded]" in last
    assert "SINERGI_NEO4J_URI" in last


@linux
def test_without_a_death_signal_the_guard_ends_the_engine_with_its_input() -> None:
    command = [sys.executable, engine_guard.__file__, "-", "sleep", "60"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as guard:
        children = Path(f"/proc/{guard.pid}/task/{guard.pid}/children")
        while not (child := children.read_text().split()):
            time.sleep(0.02)
        guard.communicate()
    assert gone(int(child[0]))


def test_a_port_is_kept_unless_somebody_took_it() -> None:
    port = free_port(None)
    assert free_port(port) == port
    with socket.create_server(("127.0.0.1", port)):
        assert free_port(port) != port
