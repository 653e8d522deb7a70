"""UK organograms (data.gov.uk): for each department a file of senior posts and one of junior ones.

Files are told apart by their columns and paired by their names (``…-senior.csv``,
``…-junior.csv``), as references to posts hold within a pair. Posts are keyed by organisation and
reference, so that the next edition of a department's organogram finds them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import Model
from seeds.imports.equivalents import Equivalents
from seeds.imports.files import File, files
from seeds.imports.formats.organogram.bodies import Bodies
from seeds.imports.formats.organogram.junior import COLUMNS as JUNIOR
from seeds.imports.formats.organogram.junior import Juniors
from seeds.imports.formats.organogram.posts import Posts
from seeds.imports.formats.organogram.senior import COLUMNS as SENIOR
from seeds.imports.formats.organogram.senior import Seniors
from seeds.imports.item import Finding, Grade, Item
from seeds.imports.records import heading


@dataclass(slots=True)
class _Pair:
    seniors: list[File] = field(default_factory=list)
    juniors: list[File] = field(default_factory=list)


def read(paths: Sequence[Path], *, model: Model, encoding: str | None = None) -> Iterator[Item]:
    """Agencies, units, posts and the people who are named, pair by pair."""
    equivalents = Equivalents()
    bodies = Bodies(equivalents)
    found: list[File] = []
    for file in files(paths, "*.csv"):
        if isinstance(file, Finding):
            yield file
        else:
            found.append(file)
    for pair in _pairs(found, encoding):
        yield from _unpaired(pair)
        posts = Posts()
        seniors = Seniors(bodies, posts, equivalents)
        for file in pair.seniors:
            yield from seniors.read(file, encoding)
        juniors = Juniors(bodies, posts, equivalents)
        for file in pair.juniors:
            yield from juniors.read(file, encoding)
    yield from equivalents.conclude()


def _pairs(all_files: Sequence[File], encoding: str | None) -> list[_Pair]:
    """Files of one name but for senior and junior; two files that are one of each are a pair,
    whatever their names.
    """
    pairs: dict[tuple[Path, str], _Pair] = {}
    for file in all_files:
        name = re.sub("senior|junior", "", file.name.lower())
        pair = pairs.setdefault((file.path.parent, name), _Pair())
        (pair.juniors if _is_junior(file, encoding) else pair.seniors).append(file)
    found = list(pairs.values())
    whole = _Pair(
        [p for each in found for p in each.seniors], [p for e in found for p in e.juniors]
    )
    return [whole] if len(whole.seniors) == len(whole.juniors) == 1 else found


def _is_junior(file: File, encoding: str | None) -> bool:
    header = set(heading(file, encoding))
    senior, junior = len(header & set(SENIOR)), len(header & set(JUNIOR))
    return junior > senior or (junior == senior and "junior" in file.name.lower())


def _unpaired(pair: _Pair) -> Iterator[Finding]:
    if not (pair.seniors and pair.juniors):
        here, other = ("senior", "junior") if pair.seniors else ("junior", "senior")
        file = (pair.seniors or pair.juniors)[0]
        message = f"has {here} posts, and no file of {other} posts goes with it"
        mend = f"name the file of {other} posts too, of the same name but for that word"
        yield Finding(
            Grade.WARNING, "PAIR_INCOMPLETE", file.place(), message, None, "two files", mend
        )
