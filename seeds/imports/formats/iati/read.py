"""Files of IATI activities as items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.model import Model
from seeds.imports.files import File, files
from seeds.imports.formats.iati.activity import items
from seeds.imports.formats.iati.known import Here, Known
from seeds.imports.formats.iati.stream import activities
from seeds.imports.item import Finding, Item, Place, Ref
from seeds.imports.left import Left


def read(paths: Sequence[Path], *, model: Model, encoding: str | None = None) -> Iterator[Item]:
    """What these files say. They are gone through twice: first for who and what they name, then
    for what they say of them, so that nothing but names is held.
    """
    found = list(files(paths, "*.xml", deep=True))
    known, met = Known(), dict[Ref, Place]()
    for file in found:
        if isinstance(file, File):
            for activity in activities(file, encoding, Left(file.name)):
                if not isinstance(activity, Finding):
                    known.add(activity)
    for file in found:
        if isinstance(file, Finding):
            yield file
            continue
        left = Left(file.name)
        here = Here(file.name, left, known, met)
        for activity in activities(file, encoding, left):
            if isinstance(activity, Finding):
                yield activity
            else:
                yield from items(activity, here)
        yield from left.findings()
