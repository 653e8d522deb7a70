"""The arrows between packages, the size of files, and what may stand where."""

from __future__ import annotations

import ast
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("api", "seeds", "schema", "graph")
"""Each knows those after it only."""
WEB = {"starlette", "uvicorn", "uvloop", "httptools", "pydantic_settings", "typer", "rich"}
FORBIDDEN = {
    "graph": {"strawberry", "graphql", "pydantic", *WEB},
    "schema": {"neo4j", "pydantic", *WEB},
    "seeds": {"neo4j", "strawberry", "graphql", *WEB},
    "api": {"neo4j"},
}
DRIVER = ROOT / "graph" / "database.py"
LONGEST = 500


def files(*folders: str) -> list[Path]:
    return [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]


def imports(file: Path) -> Iterator[tuple[str, int]]:
    """The top-level packages that a file imports, wherever it does, with the line."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0], node.lineno
            assert node.level == 0, f"{file}:{node.lineno}: relative imports hide an arrow"


def faults(layer: str) -> Iterator[str]:
    upper = set(LAYERS[: LAYERS.index(layer)]) | {"tests", "bench", "scripts"}
    for file in files(layer):
        for name, line in imports(file):
            driver = name == "neo4j" and file == DRIVER
            if name in upper or (name in FORBIDDEN[layer] | {"neo4j"} and not driver):
                yield f"{file.relative_to(ROOT)}:{line} imports {name}"


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_follow_the_arrows(layer: str) -> None:
    assert list(faults(layer)) == []


def test_only_settings_read_the_environment() -> None:
    reads = re.compile(r"os\.environ|os\.getenv|getenv\(")
    found = {
        str(file.relative_to(ROOT)) for file in files(*LAYERS) if reads.search(file.read_text())
    }
    warns, hands_on = "api/commands/outcome.py", "graph/engine_guard.py"
    assert found <= {"api/environment.py", warns, hands_on}


def test_no_file_is_longer_than_its_subject() -> None:
    long = {
        str(file.relative_to(ROOT)): count
        for file in files(*LAYERS, "tests", "scripts")
        if (count := len(file.read_text().splitlines())) > LONGEST
    }
    assert long == {}


def test_packages_hold_a_docstring_and_nothing_else() -> None:
    for file in files(*LAYERS):
        if file.name == "__init__.py":
            tree = ast.parse(file.read_text())
            assert ast.get_docstring(tree), file
            assert len(tree.body) == 1, file


def test_every_folder_of_modules_is_a_package() -> None:
    for folder in {file.parent for file in files(*LAYERS)}:
        assert (folder / "__init__.py").exists(), folder


def test_tests_are_no_package() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_no_dependency_installs_a_package_of_the_same_name() -> None:
    assert runpy.run_path(str(ROOT / "scripts" / "package_names.py"))["clashes"]() == []
