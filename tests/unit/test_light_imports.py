"""Libraries that take long to import are imported by what computes with them, and nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest
from commands import ROOT

HEAVY = {"scipy", "networkx", "numba", "rustworkx", "graspologic_native"}
STARTS = {
    "the command line": ("import api.__main__", HEAVY | {"numpy", "strawberry", "neo4j"}),
    "reading networks": ("import seeds.networks.read", HEAVY | {"numpy", "strawberry", "neo4j"}),
    "naming formats": (
        "from seeds.imports.formats.registry import FORMATS; assert FORMATS",
        HEAVY | {"lxml", "numpy", "rapidfuzz", "rdflib", "strawberry", "xlsxwriter"},
    ),
    # the driver imports NumPy by itself
    "the hub": ("import api.server, api.app, schema.query; schema.query.build()", HEAVY),
}


@pytest.mark.parametrize("what", STARTS)
def test_a_start_imports_no_heavy_library(what: str) -> None:
    code, heavy = STARTS[what]
    show = f"import sys; {code}; print(*(set(sys.modules) & {heavy!r}))"
    done = subprocess.run([sys.executable, "-c", show], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr
