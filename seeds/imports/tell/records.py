"""A report as JSON, for programs: one document, written as it is read from the stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from graph.access import LOCAL, Viewer
from graph.imports.alike import Candidate
from seeds.imports.item import Finding, Grade
from seeds.imports.report import Report, Tally
from seeds.imports.stage import StagedDifference
from seeds.imports.tell.differing import differences

_TOGETHER = 500
"""How many records are written together."""


@dataclass(frozen=True, slots=True)
class Json:
    """Writes a report as JSON (see ``docs/import.md`` for its shape), a line a record."""

    viewer: Viewer = LOCAL

    def chunks(self, report: Report) -> Iterator[bytes]:
        """The document in pieces."""
        settling = report.settling
        for name, value in _summary(report).items():
            yield (b"{" if name == "format" else b",\n") + _member(name) + orjson.dumps(value)
        yield from _array("findings", map(_finding, report.stage.findings()))
        found = settling.candidates if settling else ()
        yield from _array("candidates", map(_candidate, found))
        yield from _array("differences", map(_difference, differences(report, self.viewer)))
        yield b"}\n"


def _summary(report: Report) -> dict[str, Any]:
    order, settling, grades = report.order, report.settling, report.stage.grades
    matched = settling.matched if settling else {}
    return {
        "format": order.format.name,
        "source": order.source,
        "asOf": order.day,
        "time": order.now,
        "usable": report.usable,
        "refused": report.refused,
        "applied": report.writes,
        "run": report.run,
        "nodes": _tallies(report.nodes),
        "relations": _tallies(report.relations),
        "matched": {how: matched.get(how, 0) for how in ("REF", "IDENTIFIER", "NAME")},
        "grades": {grade.value: grades[grade] for grade in Grade},
    }


def _tallies(found: Mapping[str, Tally]) -> dict[str, dict[str, int]]:
    return {
        name: {
            "read": each.read,
            "created": each.created,
            "changed": each.changed,
            "unchanged": each.same,
            "ended": each.ended,
        }
        for name, each in found.items()
    }


def _finding(each: Finding) -> dict[str, Any]:
    place = each.place
    return {
        "grade": each.grade.value,
        "code": each.code,
        "file": place.file,
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "value": each.value,
        "message": each.message,
        "expected": each.expected,
        "mend": each.mend,
    }


def _candidate(each: Candidate) -> dict[str, Any]:
    return {"ids": [each.one, each.other], "score": each.score, "reasons": each.reasons}


def _difference(each: StagedDifference) -> dict[str, Any]:
    return {
        "id": each.id,
        "name": each.name,
        "before": each.before,
        "after": each.after,
        "taken": each.taken,
        "row": each.row,
    }


def _member(name: str) -> bytes:
    return orjson.dumps(name) + b":"


def _array(name: str, records: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """A member that is an array, a record a line."""
    made = bytearray(b",\n" + _member(name) + b"[")
    divider = b"\n"
    for count, record in enumerate(records, 1):
        made += divider + orjson.dumps(record)
        divider = b",\n"
        if count % _TOGETHER == 0:
            yield bytes(made)
            made.clear()
    yield bytes(made + b"]")
