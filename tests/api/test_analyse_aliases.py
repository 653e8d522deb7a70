"""``sinergi analyse --aliases`` on a real network: ties of US agencies in disasters, 2002-2019."""

from __future__ import annotations

import csv
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from commands import run
from published import DATA, absent

TIES = DATA / "fema_network" / "HU_interaction.csv"
ALIASES = DATA / "fema_network" / "Stakeholder_Dictionary.csv"
MISSING = absent(*(f"fema_network/{file.name}" for file in (TIES, ALIASES)))
here = pytest.mark.skipif(bool(MISSING), reason=MISSING)
# The dictionary is of two encodings: no-break spaces of cp1252, and one é of UTF-8 that is misread.
OPTIONS = ("--actor=2", "--partner=3", f"--aliases={ALIASES}", "--encoding=cp1252")


def rows(file: Path) -> list[list[str]]:
    with file.open(newline="", encoding="cp1252") as lines:
        return [[cell.strip() for cell in row] for row in csv.reader(lines)][1:]


@cache
def names() -> dict[str, set[str]]:
    """All names of each alias."""
    made: dict[str, set[str]] = {}
    for alias, name in rows(ALIASES):
        made.setdefault(alias, set()).add(name)
    return made


@cache
def pairs() -> Counter[frozenset[str]]:
    return Counter(frozenset(row[1:3]) for row in rows(TIES))


def analyse(file: Path) -> Any:
    done = run("analyse", str(file), *OPTIONS)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@here
def test_a_real_network_loads_with_its_aliases() -> None:
    answer = analyse(TIES)
    told = answer["input"]
    counted = ("ties", "self_pairs", "ties_of_weight_0", "rows_skipped")
    assert [told[key] for key in counted] == [13_304, 0, 0, 0]
    assert told["rows"] == len(rows(TIES)) == sum(told[key] for key in counted)
    assert told["columns_ignored"] == ["#1", "#4"]
    assert told["tied_pairs"] == answer["edges"] == len(pairs()) == 1_608
    assert answer["nodes"] == 266
    aliases = told["aliases"]
    assert aliases["read"] == len(rows(ALIASES)) == 2_959
    assert aliases["read"] - aliases["repeated"] == sum(map(len, names().values())) == 2_707
    # whoever published the ties has used the dictionary on them already
    called = ("used", "names_known", "names_unresolved")
    assert [aliases[key] for key in called] == [0, 266, 0]
    several = {alias for alias, given in names().items() if len(given) > 1}
    assert set(aliases["of_several_names_such_as"]) == several and len(several) == 12


@here
def test_weights_are_how_often_a_pair_is_listed() -> None:
    strength: Counter[str] = Counter()
    for pair, times in pairs().items():
        strength.update(dict.fromkeys(pair, times))
    assert analyse(TIES)["strength"] == pytest.approx(dict(strength))
    assert pairs()[frozenset({"FEMA", "RRCC"})] == 718
    assert pairs()[frozenset({"FEMA", "WHO"})] == 351


@here
def test_the_network_is_the_same_by_the_long_names_of_its_agencies(tmp_path: Path) -> None:
    clear = {alias: name for alias, (name, *others) in names().items() if not others}
    long = {name: alias for alias, name in clear.items() if alias != name}
    file = tmp_path / "long.csv"
    with file.open("w", newline="", encoding="cp1252") as lines:
        out = csv.writer(lines)
        out.writerow(["", "0", "1", "0"])
        for place, row in enumerate(rows(TIES)):
            one, other = (long.get(name, name) if place % 2 else name for name in row[1:3])
            out.writerow([row[0], one, other, row[3]])
    short, answer = analyse(TIES), analyse(file)
    told, before = answer.pop("input"), short.pop("input")
    assert answer == short
    assert told["aliases"]["used"] > 100 and told["aliases"]["names_unresolved"] == 0
    assert (told["ties"], told["tied_pairs"]) == (before["ties"], before["tied_pairs"])


@here
def test_an_alias_of_several_names_is_refused_once_somebody_is_called_so(tmp_path: Path) -> None:
    file = tmp_path / "unclear.csv"
    file.write_text(",0,1,0\n0,FEMA,Bureau of Reclamation,\n")
    done = run("analyse", str(file), *OPTIONS)
    assert (done.returncode, done.stdout) == (1, "")
    assert "line 326, column id: is 'BOR' for 'Bureau of Reclamation', which is" in done.stderr


def test_columns_of_aliases_without_aliases_are_a_wrong_command_line() -> None:
    done = run("analyse", "README.md", "--alias", "x")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--aliases" in done.stderr
