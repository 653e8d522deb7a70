"""Custodian agencies of the indicators of the Sustainable Development Goals.

Two tables: the tier classification, one indicator a row, and the list of custodians with how many
indicators each has. An agency leads a target that it keeps an indicator of, and contributes to one
for which it is a partner. The list only checks the other table; it was made by splitting names at
commas, so that the one name with commas in it stands there in pieces.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.model import Model
from seeds.imports.codes import folded
from seeds.imports.files import files
from seeds.imports.findings import repeated
from seeds.imports.item import Bond, Finding, Grade, Item, Place, Ref, Thing
from seeds.imports.records import Record, heading, records

GOAL, GOAL_TEXT, TARGET, TARGET_TEXT = "goal_num", "goal_text", "target_num", "target"
NUMBER, INDICATOR, REPEATED = "indicator_num", "indicator", "is_duplicate"
CUSTODIANS, PARTNERS = "cust_agency", "partner_agency"
CODE = "indicator_code"
REQUIRED = (GOAL, GOAL_TEXT, TARGET, TARGET_TEXT, NUMBER, INDICATOR, CUSTODIANS, PARTNERS)
LISTED, COUNT = "new_cust", "num_indicators"
SOURCE = "UNSD, tier classification of SDG indicators"
UNSETTLED = re.compile(r"under discussion", re.IGNORECASE)
ABSENT = "NA"
_OUTSIDE = re.compile(r",(?![^()]*\))")
"""Commas that are not in brackets."""


def read(paths: Sequence[Path], *, model: Model, encoding: str | None = None) -> Iterator[Item]:
    """Goals as sectors, targets, indicators, agencies, and who leads or contributes to what."""
    reading = _Reading()
    for file in files(paths, "*.csv"):
        if isinstance(file, Finding):
            yield file
        elif LISTED in heading(file, encoding):
            for record in records(file, (LISTED, COUNT), encoding=encoding):
                yield from (record,) if isinstance(record, Finding) else reading.listed(record)
        else:
            for record in records(file, REQUIRED, (CODE, REPEATED), encoding=encoding):
                yield from (record,) if isinstance(record, Finding) else reading.row(record)
    yield from reading.compared()


@dataclass
class _Reading:
    """What was read so far."""

    made: set[Ref] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    """Agencies as they were written first, by the name without case and punctuation."""
    roles: set[tuple[Ref, Ref, str]] = field(default_factory=set)
    kept: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The indicators of each custodian, by the code that repeated ones share."""
    entries: dict[str, tuple[int, Place]] = field(default_factory=dict)
    unsettled: str = ""

    def row(self, record: Record) -> Iterator[Item]:
        """The items of an indicator."""
        cells = record.cells
        missing = [name for name in (TARGET, TARGET_TEXT, NUMBER, INDICATOR) if name not in cells]
        for name in missing:
            text = "is missing: the row is left out"
            yield _found(Grade.ERROR, "VALUE_MISSING", record, name, text, "a text")
        if missing:
            return
        target, indicator = Ref("Target", cells[TARGET]), Ref("Indicator", cells[NUMBER])
        yield from self._target(record, target)
        if indicator in self.made:
            yield repeated(record.at(NUMBER), indicator.key)
            return
        yield from self._indicator(record, indicator, target)
        yield from self._custodians(record, indicator, target)
        for name in _split(cells.get(PARTNERS, "")):
            agency = yield from self._agency(record, PARTNERS, name)
            yield from self._contributes(record, agency, target, "CONTRIBUTOR")

    def _target(self, record: Record, target: Ref) -> Iterator[Item]:
        if target in self.made:
            return
        self.made.add(target)
        cells = record.cells
        values = {
            "code": target.key,
            "name": _after(target.key, cells[TARGET_TEXT]),
            "level": "SDG_TARGET",
            "source": SOURCE,
        }
        yield Thing(target, values, record.at(TARGET))
        goal = cells.get(GOAL, "")
        if not goal.isdigit():
            text = "is the number of no goal: the target is kept without one"
            yield _found(Grade.WARNING, "GOAL_UNKNOWN", record, GOAL, text, "1 to 17")
            return
        sector = Ref("Sector", f"sdg-{int(goal):02}")
        if sector not in self.made:
            self.made.add(sector)
            values = {"code": sector.key, "name": cells.get(GOAL_TEXT, f"Goal {goal}")}
            told = {**values, "scheme": "SDG", "position": int(goal), "source": SOURCE}
            yield Thing(sector, told, record.at(GOAL))
        yield Bond("TARGET_IN", target, sector, record.at(GOAL), {"source": SOURCE})

    def _indicator(self, record: Record, indicator: Ref, target: Ref) -> Iterator[Item]:
        self.made.add(indicator)
        values: dict[str, Any] = {
            "code": indicator.key,
            "name": _after(indicator.key, record.cells[INDICATOR]),
            "direction": "UNKNOWN",
            "source": SOURCE,
        }
        yield Thing(indicator, values, record.place)
        yield Bond("MEASURES", indicator, target, record.place, {"source": SOURCE})
        if record.cells.get(REPEATED) == "1":
            text = f"{indicator.key} repeats another target's indicator; each target keeps its own"
            yield _found(Grade.NOTE, "INDICATOR_REPEATED", record, NUMBER, text)

    def _custodians(self, record: Record, indicator: Ref, target: Ref) -> Iterator[Item]:
        text = record.cells.get(CUSTODIANS, "")
        code = record.cells.get(CODE, indicator.key)
        if not text or text == ABSENT:
            self.kept[ABSENT].add(code)
            said = f"indicator {indicator.key} has no custodian"
            yield _found(Grade.WARNING, "CUSTODIAN_MISSING", record, CUSTODIANS, said, "an agency")
            return
        if UNSETTLED.search(text):
            self.unsettled = text
            said = f"indicator {indicator.key} has no custodian yet: nobody is said to lead"
            yield _found(
                Grade.WARNING, "CUSTODIAN_UNSETTLED", record, CUSTODIANS, said, "an agency"
            )
            return
        names = _split(text)
        for name in names:
            agency = yield from self._agency(record, CUSTODIANS, name)
            self.kept[agency.key].add(code)
            yield from self._contributes(record, agency, target, "LEAD")
            if len(names) == 1:
                place = record.at(CUSTODIANS)
                yield Bond("PRODUCES", agency, indicator, place, {"source": SOURCE})

    def _agency(self, record: Record, column: str, name: str) -> Generator[Item, None, Ref]:
        """The agency with a name, and its thing where it is new."""
        key = self.names.setdefault(folded(name), name)
        ref = Ref("Agency", key)
        if key != name:
            text = f"is read as {key}, as it is written before"
            yield _found(Grade.NOTE, "NAME_SPELT_OTHERWISE", record, column, text)
        if ref not in self.made:
            self.made.add(ref)
            values = {"code": key, "name": key, "type": "UNKNOWN", "source": SOURCE}
            yield Thing(ref, values, record.at(column))
        return ref

    def _contributes(self, record: Record, agency: Ref, target: Ref, role: str) -> Iterator[Item]:
        """That an agency leads a target or contributes to it: once for all its indicators."""
        if (agency, target, role) not in self.roles:
            self.roles.add((agency, target, role))
            values = {"role": role, "source": SOURCE}
            yield Bond("CONTRIBUTES_TO", agency, target, record.place, values)

    def listed(self, record: Record) -> Iterator[Item]:
        """Keep a row of the list of custodians until all indicators are read."""
        name, count = record.cells.get(LISTED), record.cells.get(COUNT, "")
        if name is None or not count.isdigit():
            text = "is no custodian with a number of indicators: the row is left out"
            yield _found(Grade.WARNING, "ROW_UNREADABLE", record, LISTED, text, "a name, a number")
        else:
            self.entries[name] = (int(count), record.at(LISTED))

    def compared(self) -> Iterator[Finding]:
        """Where the list of custodians says otherwise than the indicators."""
        for name, (count, place) in self.entries.items():
            counted = len(self.kept[self.names.get(folded(name), name)])
            if name.count("(") != name.count(")") and name in self.unsettled:
                text = f"is a piece of {self.unsettled!r}, split at its commas: it is no agency"
                mend = "take the piece out of the list"
                yield Finding(Grade.WARNING, "SPLIT_AT_COMMA", place, text, name, "a name", mend)
            elif count != counted:
                text = f"has {count} indicators in the list and {counted} in the classification"
                mend = "the classification counts"
                yield Finding(Grade.NOTE, "COUNT_DIFFERS", place, text, name, str(counted), mend)


def _split(text: str) -> list[str]:
    """The names in a cell, each once; commas within brackets belong to a name."""
    return list(dict.fromkeys(filter(None, map(str.strip, _OUTSIDE.split(text)))))


def _after(number: str, text: str) -> str:
    """A title without the number that it begins with."""
    return text.removeprefix(number).strip() or text


def _found(
    grade: Grade, code: str, record: Record, column: str, text: str, expected: str | None = None
) -> Finding:
    mend = f"fill in {column}" if expected else None
    value = record.cells.get(column)
    return Finding(grade, code, record.at(column), text, value, expected, mend)
