"""Networks with published values, read in place; they are no part of this project."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx

from graph.network.arrays import Graph, Incidence, graph_of, incidence_of
from graph.network.project import project
from graph.network.projection import Weighting

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("SINERGI_REFERENCES") or ROOT.parent / "shared" / "data")
NAMES = ("dhhs_network", "southern_women", "florentine_marriage", "eu_grants_no")
FILES = (
    *(f"reference_networks/{name}.json" for name in NAMES),
    "reference_networks/southern_women.csv",
    "reference_networks/florentine_marriage.csv",
    "dhhs_network/dhhs.gml",
    "eu_grants_no/dataset.csv",
)


@dataclass(frozen=True)
class OneMode:
    """A graph with each actor's category, or without any."""

    graph: Graph
    categories: dict[str, str] | None = None


def missing() -> str:
    """What of the reference data is not there; empty when all is."""
    return absent(*FILES)


def absent(*files: str) -> str:
    """Which of these files are not there, and where they should be; empty when all are."""
    gone = [file for file in files if not (DATA / file).exists()]
    return f"not in {DATA} (SINERGI_REFERENCES): {', '.join(gone)}" if gone else ""


@cache
def reference(name: str) -> dict[str, Any]:
    """The published measures of a network, by key."""
    text = (DATA / "reference_networks" / f"{name}.json").read_text()
    return {key: value for key, value in json.loads(text).items() if not key.startswith("_")}


@cache
def participation(name: str) -> Incidence:
    """Who takes part in what."""
    if name == "southern_women":
        return incidence_of((row[0], row[1]) for row in _table("southern_women.csv"))
    return incidence_of((row["Organisasjonsnummer"], row["Prosjektnr"]) for row in _grants())


@cache
def one_mode(name: str, prefix: str = "") -> OneMode:
    """The network that a measure's prefix names."""
    if name == "dhhs_network":
        return _dhhs()
    if name == "florentine_marriage":
        families = ((row[0], row[1], 1.0) for row in _table("florentine_marriage.csv"))
        return OneMode(graph_of((), families))
    incidence = participation(name)
    graph = project(incidence, Weighting.COUNT if prefix == "count" else Weighting.NEWMAN)
    if name == "southern_women":
        return OneMode(graph)
    sectors = {row["Organisasjonsnummer"]: row["FoU sektorkode"] for row in _grants()}
    return OneMode(graph, sectors)


def _dhhs() -> OneMode:
    found = nx.read_gml(DATA / "dhhs_network" / "dhhs.gml", label="id")
    names = nx.get_node_attributes(found, "vertexnames")
    ties = ((names[a], names[b], float(w)) for a, b, w in found.edges(data="collab"))
    agencies = nx.get_node_attributes(found, "agency")
    return OneMode(
        graph_of(names.values(), ties), {names[node]: f"{agencies[node]:02}" for node in names}
    )


def _table(file: str) -> Iterator[list[str]]:
    with (DATA / "reference_networks" / file).open(newline="") as lines:
        yield from list(csv.reader(lines))[1:]


@cache
def _grants() -> list[dict[str, str]]:
    """Participations in EU projects; rows without an organisation's number are of unknown ones."""
    file = DATA / "eu_grants_no" / "dataset.csv"
    with file.open(newline="", encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    return [row for row in rows if row["Organisasjonsnummer"].strip()]
