"""``sinergi import``, ``undo`` and ``template`` as a person runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import openpyxl
import pytest
from commands import run

from graph.database import Address
from schema.query import build

GOOD = "code,name,type\ncli-a,Badan A,MINISTRY\ncli-b,Badan B,MINISTRY\n"
WITH_ERROR = f"{GOOD}cli-c,Badan C,nope\n"


@pytest.fixture
def at_empty(empty: Address) -> dict[str, str]:
    given = {
        "neo4j_uri": empty.uri,
        "neo4j_user": empty.user,
        "neo4j_password": empty.password,
        "neo4j_database": empty.name,
    }
    return {name: value for name, value in given.items() if value}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "agency.csv").write_text(GOOD, "utf-8")
    return folder


def told(done: CompletedProcess[str], file: Path) -> Any:
    assert "Traceback" not in done.stderr, done.stderr
    return json.loads(file.read_text("utf-8"))


def test_an_import_is_looked_at_applied_again_and_undone(
    at_empty: dict[str, str], table: Path, tmp_path: Path
) -> None:
    report = tmp_path / "r.json"
    asked = ("import", "csv", str(table), "--source", "cycle", "--report", str(report))
    dry = told(run(*asked, **at_empty), report)
    assert (dry["applied"], dry["run"], dry["nodes"]["Agency"]["created"]) == (False, None, 2)

    done = run(*asked, "--apply", **at_empty)
    applied = told(done, report)
    assert done.returncode == 0
    assert applied["applied"] and applied["nodes"]["Agency"]["created"] == 2
    assert f"sinergi undo {applied['run']}" in done.stdout

    again = told(run(*asked, "--apply", **at_empty), report)
    assert again["nodes"]["Agency"] == {
        **{"read": 2, "created": 0, "changed": 0, "unchanged": 2, "ended": 0}
    }

    (table / "agency.csv").write_text("code,name,type\ncli-a,Badan AA,MINISTRY\n", "utf-8")
    done = run(*asked, "--as-of", "2026-03-01", "--apply", **at_empty)
    ended = told(done, report)
    assert ended["nodes"]["Agency"]["ended"] == 1 and ended["asOf"] == "2026-03-01"
    assert "Agency:cli-a name: Badan A -> Badan AA (agency.csv, row 2)" in done.stdout
    assert "WARNING VANISHED" in done.stdout

    for made in (ended["run"], again["run"], applied["run"].removeprefix("ImportRun:")):
        undone = run("undo", made, **at_empty)
        assert undone.returncode == 0, undone.stderr
    assert "2 nodes and relations are gone again" in undone.stdout
    refused = run("undo", applied["run"], **at_empty)
    assert refused.returncode == 1 and "can't be undone" in refused.stderr


def test_strict_writes_nothing_where_there_is_an_error(
    at_empty: dict[str, str], table: Path, tmp_path: Path
) -> None:
    report = tmp_path / "r.json"
    (table / "agency.csv").write_text(WITH_ERROR, "utf-8")
    asked = ("import", "csv", str(table), "--source", "strict", "--report", str(report))
    done = run(*asked, "--apply", "--strict", **at_empty)
    assert done.returncode == 1 and "nothing is written" in done.stdout
    refused = told(done, report)
    assert (refused["refused"], refused["applied"], refused["run"]) == (True, False, None)
    done = run(*asked, "--apply", "--all-or-nothing", **at_empty)
    taken = told(done, report)
    assert done.returncode == 0
    assert taken["nodes"]["Agency"]["created"] == 2, "the strict one wrote nothing"
    assert run("undo", taken["run"], **at_empty).returncode == 0


def test_what_was_not_understood_ends_nothing(
    at_empty: dict[str, str], table: Path, tmp_path: Path
) -> None:
    report = tmp_path / "r.json"
    asked = ("import", "csv", str(table), "--source", "gone", "--report", str(report), "--apply")
    first = told(run(*asked, **at_empty), report)
    (table / "agency.csv").write_text("", "utf-8")
    done = run(*asked, **at_empty)
    nothing = told(done, report)
    assert done.returncode == 1 and "nothing was understood" in done.stdout
    assert (nothing["usable"], nothing["applied"], nothing["nodes"]) == (False, False, {})
    (table / "agency.csv").unlink()
    done = run(*asked, **at_empty)
    assert done.returncode == 1 and "FOLDER_EMPTY" in done.stdout
    assert run("undo", first["run"], **at_empty).returncode == 0


def test_reports_are_written_in_the_forms_that_their_names_tell(
    at_empty: dict[str, str], table: Path, tmp_path: Path
) -> None:
    (table / "agency.csv").write_text(WITH_ERROR, "utf-8")
    files = [tmp_path / f"r.{ending}" for ending in ("txt", "json", "xlsx")]
    reports = [part for file in files for part in ("--report", str(file))]
    done = run("import", "csv", str(table), *reports, **at_empty)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("csv: tables (format csv): looked at only")
    assert files[0].read_text("utf-8") == done.stdout
    assert json.loads(files[1].read_text("utf-8"))["source"] == "csv: tables"
    sheet = openpyxl.load_workbook(files[2])["agency"]
    assert sheet["C4"].value == "nope" and sheet["C4"].comment is not None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["govuk-org", "."], "did you mean govuk-orgs?"),
        (["nope", "."], "there are csv, eu-grants"),
        (["csv", "no such file.csv"], "does not exist"),
        (["csv", ".", "--report", "r.pdf"], ".txt, .json, .xlsx"),
        (["csv", ".", "--report", "no such folder/r.txt"], "can't be written there"),
        (["csv", ".", "--as-of", "today"], "asOf: is 'today'"),
        (["csv", ".", "--encoding", "nope"], "encoding: is 'nope'"),
        (["csv", ".", "--source", "a|b"], "source: is no name"),
        (["csv"], "Missing argument"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_import_is_exit_code_2_with_a_sentence(arguments: list[str], said: str) -> None:
    done = run("import", *arguments)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr and not done.stdout


def test_a_run_that_is_not_there_can_t_be_undone(at_empty: dict[str, str]) -> None:
    done = run("undo", "nope", **at_empty)
    assert (done.returncode, done.stderr) == (1, "there is no run ImportRun:nope\n")


def test_templates_are_listed_and_made(tmp_path: Path) -> None:
    listed = run("template").stdout
    names = {line.split()[0] for line in listed.splitlines()}
    assert {"Agency", "PART_OF", "PeriodValue"} <= names and "ImportRun" not in names
    tables = build().model.tables
    assert len(names) == len(tables)
    for name in ("Agency", "agency"):
        (header,) = csv.reader(io.StringIO(run("template", name).stdout))
        assert header[:2] == ["code", "name"]
    file = tmp_path / "t.xlsx"
    assert run("template", "part_of", "-o", str(file)).returncode == 0
    assert openpyxl.load_workbook(file).sheetnames[0] == "PART_OF"
    done = run("template", "Agancy")
    assert done.returncode == 2 and "did you mean Agency?" in done.stderr
    assert run("template", "Agency", "--format", "pdf").returncode == 2
