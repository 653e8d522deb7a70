"""The files that arguments name: files themselves, and what folders hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from seeds.imports.item import Finding, Grade, Place


@dataclass(frozen=True, slots=True)
class File:
    """A file, and its name in findings: from its folder on where that was given."""

    path: Path
    name: str

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        """A place in it."""
        return Place(self.name, row, column)

    def lost(self, code: str, message: str, expected: str, mend: str) -> Finding:
        """That nothing of it can be read."""
        return Finding(Grade.ERROR, code, self.place(), message, None, expected, mend)


def files(paths: Sequence[Path], *patterns: str, deep: bool = False) -> Iterator[File | Finding]:
    """The files that paths name, each once; out of folders those whose names are of the patterns
    (``*.csv``), also from folders within if the search is ``deep``. What is left out is told, but
    for hidden files.
    """
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found = list(_held(path, patterns, deep))
        elif path.exists():
            found = [File(path, path.name)]
        else:
            found = [_missing(path)]
        for each in found:
            if isinstance(each, Finding):
                yield each
            elif (real := each.path.resolve()) not in seen:
                seen.add(real)
                yield each


def _held(folder: Path, patterns: Sequence[str], deep: bool) -> Iterator[File | Finding]:
    wanted = " or ".join(patterns)
    none = True
    for path in sorted(folder.rglob("*") if deep else folder.iterdir()):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or path.name.startswith("."):
            continue
        if _fits(path.name, patterns):
            none = False
            yield File(path, name)
        else:
            text = f"is left out: of a folder, only {wanted} are read"
            yield Finding(Grade.NOTE, "FILE_LEFT_OUT", Place(name), text)
    if none:
        mend = "check the folder and the format's name"
        text = "has no file of this format"
        yield File(folder, folder.name or str(folder)).lost("FOLDER_EMPTY", text, wanted, mend)


def _fits(name: str, patterns: Sequence[str]) -> bool:
    """Whether a file is of a pattern; spreadsheets that are open have a lock beside them."""
    return not name.startswith("~$") and any(fnmatch(name.lower(), each) for each in patterns)


def _missing(path: Path) -> Finding:
    text = f"there is no such file or folder: {path}"
    named = File(path, path.name or str(path))
    return named.lost("FILE_MISSING", text, "a file or a folder", "check the path")
