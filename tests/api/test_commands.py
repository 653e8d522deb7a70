"""The commands as a person runs them: real processes, their output and exit codes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from commands import COMMAND, ROOT, environment, run

from graph.embedded import engine_available
from schema.query import build

PORTRAIT = "{hub {dataVersion counts {kind count}}}"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Served:
    """A hub that serves in a process of its own."""

    def __init__(self, process: subprocess.Popen[str], port: int, log: Path) -> None:
        self.process = process
        self.url = f"http://127.0.0.1:{port}"
        self.log = log

    def wait_until_ready(self, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if self.get("/readyz")["ready"]:
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"not ready:\n{self.log.read_text('utf-8')}")

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            return json.loads(answer.read())

    def ask(self, query: str) -> Any:
        request = urllib.request.Request(
            self.url + "/graphql",
            json.dumps({"query": query}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())["data"]

    def stop(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Served]:
    port = free_port()
    log = folder / "serve.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [*COMMAND, "serve"],
            cwd=ROOT,
            env=environment(port=str(port), **settings),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
        served = Served(process, port, log)
        try:
            yield served
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()


@pytest.fixture
def at_graph(graph: Any) -> dict[str, str]:
    """Settings that lead to the test's engine."""
    given = {
        "neo4j_uri": graph.address.uri,
        "neo4j_user": graph.address.user,
        "neo4j_password": graph.address.password,
        "neo4j_database": graph.address.name,
    }
    return {name: value for name, value in given.items() if value}


def test_help_names_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    for name in ("serve", "load", "generate", "export", "analyse", "schema", "check"):
        assert name in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [["frobnicate"], ["generate"], ["generate", "--employees", "-1"], ["serve", "--no-such"]],
    ids=" ".join,
)
def test_a_wrong_command_line_is_exit_code_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["serve", "load", "check"])
def test_wrong_settings_are_exit_code_2_with_a_sentence_each(command: str) -> None:
    done = run(command, port="x", timezone="x", hots="1")
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert [line.split()[0] for line in lines] == ["Warning:", "SINERGI_PORT", "SINERGI_TIMEZONE"]


def test_schema_prints_the_sdl_without_any_database() -> None:
    done = run("schema", neo4j_uri="bolt://127.0.0.1:1")
    assert (done.returncode, done.stdout) == (0, build().sdl)


@pytest.mark.parametrize("command", ["check", "load"])
def test_a_database_that_is_away_is_exit_code_1_with_a_sentence(command: str) -> None:
    done = run(command, neo4j_uri="bolt://127.0.0.1:1")
    assert done.returncode == 1
    assert "away" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["check", "serve"])
def test_a_wrong_password_is_exit_code_1_with_a_sentence(
    graph: Any, at_graph: Any, command: str
) -> None:
    if not graph.address.password:
        pytest.skip("this engine asks for no password")
    port = str(free_port())
    done = run(command, **{**at_graph, "neo4j_password": "wrong"}, workers="2", port=port)
    assert done.returncode == 1
    assert done.stderr.count("password") == 1 and "Traceback" not in done.stderr


def test_check_says_engine_and_counts(graph: Any, at_graph: dict[str, str]) -> None:
    done = run("check", **at_graph)
    assert done.returncode == 0, done.stderr
    assert graph.database.engine.version in done.stdout
    assert f"{len(build().model.kinds)}" and " Agency" in done.stdout


def test_check_of_the_data_fails_only_where_they_have_errors(
    graph: Any, at_graph: dict[str, str]
) -> None:
    done = run("check", "--data", **at_graph)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the data have no issues" in done.stdout
    turned = "MATCH (n:Initiative {code: 'stunting'}) SET n.endDate = $p.day RETURN n.startDate"
    try:
        graph.run(graph.database.write("spoil", turned, {"day": "1999-01-01"}))
        done = run("check", "--data", **at_graph)
    finally:
        graph.run(graph.database.write("mend", turned, {"day": None}))
    assert done.returncode == 1
    assert "1 END_BEFORE_START" in done.stdout
    assert "ERROR: " in done.stdout and "[Initiative:stunting]" in done.stdout


def test_load_changes_nothing_the_second_time(at_graph: dict[str, str]) -> None:
    done = run("load", **at_graph)
    assert done.returncode == 0, done.stderr
    assert " 0 of them written" in done.stdout


def test_load_tells_where_each_fault_is(at_graph: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "agency.csv").write_text("code,name,validFrom\nx,X,soon\ny,,2020\n", "utf-8")
    done = run("load", str(tmp_path), **at_graph)
    assert done.returncode == 1
    assert "agency.csv, line 2, column validFrom: is 'soon'" in done.stderr
    assert "agency.csv, line 3, column name: is missing" in done.stderr


def test_serve_greets_answers_and_stops_when_asked(
    at_graph: dict[str, str], tmp_path: Path
) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        with serving(tmp_path, **at_graph) as hub:
            hub.wait_until_ready()
            assert (
                hub.ask('{agency(code: "kemenkes") {acronym}}')["agency"]["acronym"] == "Kemenkes"
            )
            assert hub.stop(number) == 0
            text = hub.log.read_text("utf-8")
            assert f"Sinergi is at {hub.url}" in text and "Traceback" not in text


def workers_of(pid: int) -> set[int]:
    return {int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def await_(truth: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not truth():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}/exe").exists()


@pytest.fixture
def by_two(graph: Any, at_graph: dict[str, str], tmp_path: Path) -> Iterator[Served]:
    """A hub of two workers."""
    if not Path("/proc/self/task").exists():
        pytest.skip("workers are counted through /proc")
    with serving(tmp_path, workers="2", **at_graph) as hub:
        hub.wait_until_ready()
        await_(lambda: len(workers_of(hub.process.pid)) == 2)
        yield hub


def test_a_worker_that_dies_is_replaced(by_two: Served) -> None:
    for victim in workers_of(by_two.process.pid):
        os.kill(victim, signal.SIGKILL)
        await_(lambda: len(workers_of(by_two.process.pid) - {victim}) == 2)  # noqa: B023
    by_two.wait_until_ready()
    assert by_two.ask("{ hub { version } }")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_all_workers_stop_when_asked(by_two: Served, number: signal.Signals) -> None:
    workers = workers_of(by_two.process.pid)
    assert by_two.stop(number) == 0
    assert not any(map(alive, workers))
    said = by_two.log.read_text("utf-8")
    assert said.count("Sinergi is at") == 1 and "Traceback" not in said


def test_no_worker_outlives_the_process_that_began_it(by_two: Served) -> None:
    workers = workers_of(by_two.process.pid)
    by_two.stop(signal.SIGKILL)
    await_(lambda: not any(map(alive, workers)))


def test_a_port_that_is_taken_is_exit_code_1_and_says_by_whom(at_graph: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run("serve", port=str(port), **at_graph)
    assert done.returncode == 1
    assert f"Port {port} on 127.0.0.1 is taken by process {os.getpid()}" in done.stderr
    assert "SINERGI_PORT" in done.stderr


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an embedded hub that was killed after its first start."""
    if reason := engine_available():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("killed")
    with serving(folder, data_dir=str(folder / "hub")) as hub:
        hub.wait_until_ready()
        (folder / "portrait").write_text(json.dumps(hub.ask(PORTRAIT)), "utf-8")
        assert "loading the seed:" in hub.log.read_text("utf-8")
        hub.stop(signal.SIGKILL)
    return folder


def test_a_killed_hub_starts_again_loads_nothing_and_has_lost_nothing(killed: Path) -> None:
    with serving(killed, data_dir=str(killed / "hub")) as hub:
        hub.wait_until_ready()
        assert hub.ask(PORTRAIT) == json.loads((killed / "portrait").read_text("utf-8"))
        assert "loading the seed:" not in hub.log.read_text("utf-8")
        assert hub.stop(signal.SIGTERM) == 0
    assert not (killed / "hub" / "engine.json").exists()


def test_an_embedded_hub_starts_its_engine_again_when_that_dies(killed: Path) -> None:
    with serving(killed, data_dir=str(killed / "hub")) as hub:
        hub.wait_until_ready()
        engine = json.loads((killed / "hub" / "engine.json").read_text("utf-8"))["engine"]
        os.kill(engine, signal.SIGKILL)
        deadline = time.monotonic() + 60
        while "is back" not in hub.log.read_text("utf-8"):
            assert time.monotonic() < deadline, hub.log.read_text("utf-8")
            time.sleep(0.1)
        assert hub.ask("{agencies {totalCount}}")["agencies"]["totalCount"] > 100
        assert hub.log.read_text("utf-8").count("lost the database") == 1
        assert hub.stop(signal.SIGTERM) == 0


def test_ctrl_c_while_the_engine_starts_leaves_nothing_behind(tmp_path: Path) -> None:
    if reason := engine_available():
        pytest.skip(reason)
    with serving(tmp_path, data_dir=str(tmp_path / "hub")) as hub:
        record = tmp_path / "hub" / "engine.json"
        deadline = time.monotonic() + 60
        while not record.exists():
            assert time.monotonic() < deadline and hub.process.poll() is None
            time.sleep(0.02)
        engine = json.loads(record.read_text("utf-8"))["engine"]
        hub.stop(signal.SIGINT)
        assert "Traceback" not in hub.log.read_text("utf-8")
    with pytest.raises(ProcessLookupError):
        os.kill(engine, 0)


def test_generate_makes_a_government_once(tmp_path: Path) -> None:
    if reason := engine_available():
        pytest.skip(reason)
    arguments = ("generate", "--employees", "30", "--seed", "7")
    first, second = (run(*arguments, data_dir=str(tmp_path)) for _ in range(2))
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    assert not first.stdout.startswith("0 nodes") and " 0 blocks were" in first.stdout
    assert second.stdout.startswith("0 nodes and 0 relations written")
