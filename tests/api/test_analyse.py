"""``sinergi analyse`` as a planner runs it: files in, JSON or all faults out."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from commands import ROOT, run
from published import DATA, NAMES, missing, reference
from tolerances import differences

NOWHERE = "bolt://127.0.0.1:1"
"""No database is there: nobody may ask for one."""
NETWORKS = DATA / "reference_networks"
COMMANDS = {
    "dhhs_network": (str(DATA / "dhhs_network" / "dhhs.gml"), "--weight=collab"),
    "southern_women": (str(NETWORKS / "southern_women.csv"),),
    "florentine_marriage": (str(NETWORKS / "florentine_marriage.csv"),),
    "eu_grants_no": (str(DATA / "eu_grants_no" / "dataset.csv"), "--skip-empty"),
}
OPTIONS = {
    "dhhs_network": ("--category=agency",),
    "eu_grants_no": (
        "--actor=Organisasjonsnummer",
        "--activity=Prosjektnr",
        "--category=FoU sektorkode",
    ),
}
ENOUGH = ("--permutations=20000", "--samples=5000")
here = pytest.mark.skipif(bool(missing()), reason=missing())


def analyse(*arguments: str) -> Any:
    """What the command prints; NaN and Infinity, which are no JSON, fail."""
    done = run("analyse", *arguments, neo4j_uri=NOWHERE)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout, parse_constant=pytest.fail)


def refused(*arguments: str) -> str:
    done = run("analyse", *arguments, neo4j_uri=NOWHERE)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    return done.stderr


def written(folder: Path, text: str, name: str = "network.csv") -> str:
    (folder / name).write_text(text, "utf-8", newline="")
    return str(folder / name)


@cache
def found(name: str) -> Any:
    return analyse(*COMMANDS[name], *OPTIONS.get(name, ()), *ENOUGH)


def cases() -> list[Any]:
    if reason := missing():
        return [pytest.param("", "", marks=pytest.mark.skip(reason=reason))]
    return [(name, key) for name in NAMES for key in reference(name)]


@pytest.mark.parametrize(("name", "key"), cases())
def test_every_published_measure_is_printed_under_its_name(name: str, key: str) -> None:
    assert differences(found(name)[key], reference(name)[key]) == []


@here
def test_the_leaders_network_is_as_published() -> None:
    leaders = found("dhhs_network")
    assert leaders["density"] == pytest.approx(0.31237, abs=5e-6)
    assert leaders["articulation_points"] == ["ACF-2"]
    assert leaders["bridges"] == [["ACF-1", "ACF-2"]]
    index = leaders["ei_index"]
    assert index["observed"] == pytest.approx(0.2304, abs=5e-5)
    assert index["expected"] == pytest.approx(0.69951, abs=5e-6)
    assert index["sd"] == pytest.approx(0.042435, abs=5e-7)
    assert index["z"] == pytest.approx(-11.05, abs=5e-3)


@here
def test_totals_show_that_only_the_fixed_model_keeps_them() -> None:
    known = json.loads((NETWORKS / "eu_grants_no.json").read_text())["_network"]["totals"]
    assert found("eu_grants_no")["sector_totals"] == pytest.approx(known, rel=1e-9)


@here
def test_what_was_read_and_how_is_told() -> None:
    told = found("eu_grants_no")["input"]
    assert told["columns"] == {
        "actor": "Organisasjonsnummer",
        "activity": "Prosjektnr",
        "category": "FoU sektorkode",
    }
    assert (told["rows"], told["rows_skipped"], told["repeated_participations"]) == (2931, 3, 1)
    assert "239,086 pairs of actors" in found("eu_grants_no")["method"]["left_out"].values()
    assert found("dhhs_network")["input"]["attributes"]["actor"] == "vertexnames"


PARTICIPATIONS = "actor,activity,sector\na,1,x\nb,1,y\nc,1,x\nb,2,y\nc,2,x\na,3,x\n"
DEGENERATE = {
    "one participation": "actor,activity\na,1\n",
    "nobody together": "actor,activity,sector\na,1,x\nb,2,y\nc,3,x\n",
    "everybody everywhere": "actor,activity,sector\na,1,x\nb,1,y\na,2,x\nb,2,y\n",
    "one sector": "actor,activity,sector\na,1,x\nb,1,x\n",
    "no sector named": "actor,activity,sector\na,1,\nb,1,\n",
    "one tie": "source,target\na,b\n",
    "self-pair only": "source,target\na,a\n",
    "weight 0 only": "source,target,weight\na,b,0\n",
    "weights far apart": "source,target,weight\na,b,1e-15\nb,c,1e15\nc,d,1e15\n",
    "one node": "graph [ node [ id 1 ] ]",
}


@pytest.mark.parametrize("what", DEGENERATE)
def test_networks_with_little_in_them_have_answers(what: str, tmp_path: Path) -> None:
    answer = analyse(written(tmp_path, DEGENERATE[what]), "--samples=20", "--permutations=20")
    assert answer["input"]["file"] == "network.csv"
    assert answer.get("nodes", answer.get("newman.nodes")) >= 1


def within(part: Any, whole: Any) -> bool:
    if isinstance(part, dict):
        return all(within(inner, whole[key]) for key, inner in part.items())
    return bool(part == whole)


def test_the_readme_shows_what_is_printed(tmp_path: Path) -> None:
    section = (ROOT / "README.md").read_text("utf-8").partition("## A network of your own")[2]
    (text,) = re.findall(r"```csv\n(.*?)```", section, re.DOTALL)
    shown = re.findall(r"```json\n(.*?)```", section, re.DOTALL)[0]
    assert within(json.loads(shown), analyse(written(tmp_path, text, "participations.csv")))


def test_the_seed_makes_the_answer(tmp_path: Path) -> None:
    file = written(tmp_path, PARTICIPATIONS)
    one, same, other = (analyse(file, "--seed", seed, "--samples=99") for seed in "771")
    assert one == same
    assert one["newman.ei_index"]["expected"] == other["newman.ei_index"]["expected"]


def test_json_is_utf_8_whatever_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    answer = analyse(written(tmp_path, "actor,activity\né,1\nb,1\n"), "--no-nulls")
    assert answer["newman.bridges"] == [["b", "é"]]


def test_null_models_and_pairs_are_left_out_when_told(tmp_path: Path) -> None:
    file = written(tmp_path, PARTICIPATIONS)
    none = analyse(file, "--no-nulls")
    assert not [key for key in none if "sdsm" in key or "fdsm" in key]
    assert none["method"]["left_out"] == {"null models": "not asked for"}
    few = analyse(file, "--no-pairs", "--samples=10")
    assert "sector_fdsm_all_pairs" in few and "sdsm_pairs" not in few
    assert not [key for key in few if key.startswith("events.")]


@pytest.mark.parametrize("option", ["--categories", ""])
def test_categories_may_stand_in_a_file_of_their_own(option: str, tmp_path: Path) -> None:
    ties = written(tmp_path, "a,b,c\n1,2,1.5\n2,3,2\n4,4,1\n2,1,1\n".replace("a,b,c", "x,y,w"))
    sectors = written(tmp_path, "actor,sector\n1,x\n2,y\n9,y\n", "sectors.csv")
    answer = analyse(ties, *filter(None, [option]), sectors)
    told = answer["input"]
    assert told["decided"].startswith("the first two columns share names")
    assert told["columns"] == {"actor": "x", "partner": "y", "weight": "w"}
    assert (told["repeated_ties"], told["self_pairs"]) == (1, 1)
    assert (told["actors_without_category"], told["categories_file"]["unknown_actors"]) == (2, 1)
    assert answer["strength"] == {"1": 2.5, "2": 4.5, "3": 2.0, "4": 0.0}
    assert answer["ei_index"]["observed"] == 1.0
    assert math.isclose(answer["ei_index"]["expected"], 1 - 2 * (2 / 12))


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    ties = written(tmp_path, "source,target,weight\na,,1\nb,c,many\nc,d,-1\nd,e,nan\ne,f,inf\nf\n")
    sectors = written(tmp_path, "actor,sector\na,x\na,y\n", "sectors.csv")
    said = refused(ties, "--categories", sectors)
    assert said.startswith("2 faults:")
    assert "network.csv, line 7, column 2: has 1 cells, but the header has 3" in said
    assert "sectors.csv, line 3, column sector: is 'y' for 'a', who is 'x' in line 2" in said
    said = refused(written(tmp_path, Path(ties).read_text("utf-8").removesuffix("f\n")))
    assert said.startswith("5 faults:")
    for line, column in ((2, "target"), (3, "weight"), (4, "weight"), (5, "weight"), (6, "weight")):
        assert f"network.csv, line {line}, column {column}: is " in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere.csv"],
        ["tests"],
        ["README.md", "--categories", "nowhere.csv"],
        ["README.md", "README.md", "--categories", "README.md"],
        ["README.md", "--delimiter", "and"],
        ["README.md", "--samples", "0"],
        ["README.md", "--as", "poem"],
        [],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_exit_code_2(arguments: list[str]) -> None:
    done = run("analyse", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr and "Traceback" not in done.stderr
