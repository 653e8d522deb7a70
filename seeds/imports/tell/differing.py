"""What the graph has otherwise, as far as a viewer may read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.access import Viewer
from graph.model import Model
from seeds.imports.report import Report
from seeds.imports.stage import StagedDifference

HIDDEN = "(personal)"
"""Stands for values that the viewer may not read."""


def differences(report: Report, viewer: Viewer) -> Iterator[StagedDifference]:
    """All differences, with personal values hidden from who may not read them."""
    hidden = _hidden(report.stage.model, viewer)
    for each in report.stage.differences():
        if (each.id.partition(":")[0], each.name) in hidden:
            yield each._replace(before=HIDDEN, after=HIDDEN)
        else:
            yield each


def plain(value: Any) -> str:
    """A value as people read it."""
    if value is None or value == []:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _hidden(model: Model, viewer: Viewer) -> set[tuple[str, str]]:
    """Names of hidden properties, each with its kind, or with the kind that a relation starts at:
    a difference of a relation names both ends, and not the type.
    """
    of_kinds = ((k.name, p) for k in model.kinds.values() for p in k.stored)
    of_relations = (
        (start, p) for r in model.relations.values() for p in r.properties for start in r.starts
    )
    return {(kind, p.name) for kind, p in (*of_kinds, *of_relations) if viewer.hidden(p)}
