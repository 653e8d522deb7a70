"""A report in words, for a terminal or a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from graph.access import LOCAL, Viewer
from seeds.imports.item import Finding, Grade, Place
from seeds.imports.report import Report, Tally
from seeds.imports.stage import StagedDifference, said
from seeds.imports.tell.differing import differences, plain

_HEAD = ("", "read", "created", "changed", "unchanged", "ended")
_MATCHED = {
    "REF": "by what this source called them before",
    "IDENTIFIER": "by an identifier",
    "NAME": "by name",
}


@dataclass(frozen=True, slots=True)
class Text:
    """Writes a report line by line. ``notes``: each note, not one of each code; ``most``: how many
    differences and candidates are told, all of them if not given.
    """

    notes: bool = False
    most: int | None = None
    viewer: Viewer = LOCAL

    def lines(self, report: Report) -> Iterator[str]:
        """The lines, without their ends."""
        order = report.order
        yield f"{order.source} (format {order.format.name}): {outcome(report)}"
        yield ""
        yield from _counts(report)
        yield from _matched(report)
        yield from self._findings(report)
        yield from self._differences(report)
        yield from self._candidates(report)
        yield ""
        yield f"Next: {advice(report)}"

    def _findings(self, report: Report) -> Iterator[str]:
        grades = report.stage.grades
        yield ""
        yield ", ".join(_many(grades[grade], grade.value.lower()) for grade in Grade)
        for finding in report.stage.findings(Grade.ERROR, Grade.WARNING):
            yield ""
            yield from told(finding)
        if not grades[Grade.NOTE]:
            return
        notes = report.stage.findings(Grade.NOTE)
        if self.notes:
            for note in notes:
                yield ""
                yield from told(note)
            return
        yield ""
        yield "Notes by code, the first of each (all of them with --notes):"
        for note, count in _first_of_each(notes):
            yield f"  {count:,} {note.code}: {where(note.place)}: {_sentence(note)}"

    def _differences(self, report: Report) -> Iterator[str]:
        taken = (d for d in differences(report, self.viewer) if d.taken)
        title = "What changed" if report.writes else "What would change"
        yield from self._listed(f"{title}:", map(_change, taken))
        left = (d for d in differences(report, self.viewer) if not d.taken)
        title = "What the source says otherwise, and the hub keeps as it is:"
        yield from self._listed(title, map(_kept, left))

    def _candidates(self, report: Report) -> Iterator[str]:
        found = report.settling.candidates if report.settling else ()
        title = "New bodies that may be known ones (two bodies until somebody says otherwise):"
        lines = (f"{c.one} and {c.other}: {c.score:.2f}, {', '.join(c.reasons)}" for c in found)
        yield from self._listed(title, lines)

    def _listed(self, title: str, lines: Iterator[str]) -> Iterator[str]:
        first = next(lines, None)
        if first is None:
            return
        yield ""
        yield title
        for line in islice(chain((first,), lines), self.most):
            yield f"  {line}"
        more = sum(1 for _ in lines)
        if more:
            yield f"  and {more:,} more: a report in a file has all of them"


def outcome(report: Report) -> str:
    """What came of it, in a sentence."""
    if not report.usable:
        return "nothing was understood, and nothing is written"
    if report.refused and report.order.apply:
        return "there are errors, so nothing is written"
    if report.writes:
        return f"written as {report.run}"
    return "looked at only, nothing is written"


def advice(report: Report) -> str:
    """What to do next."""
    if not report.usable:
        return "look at the errors; is it the right format, and the right files?"
    if report.refused:
        return "mend the errors; if not strict, what they are about is left out, the rest taken"
    if report.writes:
        return f"`sinergi undo {report.run}` takes it back"
    total = report.total
    if not (total.created or total.changed or total.ended):
        return "nothing: the hub says all of it already"
    return "the same again with --apply (apply=true) writes it"


def told(finding: Finding) -> Iterator[str]:
    """The lines of a finding."""
    yield f"{finding.grade.value} {finding.code}: {where(finding.place)}"
    yield f"  {_sentence(finding)}"
    if finding.expected:
        yield f"  expected: {finding.expected}"
    if finding.mend:
        yield f"  to mend it: {finding.mend}"


def where(place: Place) -> str:
    """A place in words, to the column."""
    column = f", column {place.column}" if place.column else ""
    return f"{said(place)}{column}"


def _sentence(finding: Finding) -> str:
    value = "" if finding.value is None else f"“{_line(finding.value)}” "
    return f"{value}{finding.message}"


def _line(text: str) -> str:
    """A text on one line: a file's line breaks and controls don't make lines of the report."""
    return "".join(c if c.isprintable() else " " for c in text)


def _change(each: StagedDifference) -> str:
    return f"{each.id} {each.name}: {_value(each.before)} -> {_value(each.after)} ({each.row})"


def _kept(each: StagedDifference) -> str:
    said_ = f"stays {_value(each.before)}, the source says {_value(each.after)}"
    return f"{each.id} {each.name}: {said_} ({each.row})"


def _value(value: object) -> str:
    return _line(plain(value))


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _counts(report: Report) -> Iterator[str]:
    tallies = {**report.nodes, **report.relations}
    if not tallies:
        return
    rows = [_HEAD, *((name, *_numbers(tally)) for name, tally in tallies.items())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        line = "  ".join(c.rjust(w) for c, w in zip(cells, widths[1:], strict=True))
        yield f"{name.ljust(widths[0])}  {line}"


def _numbers(tally: Tally) -> tuple[str, ...]:
    counted = (tally.read, tally.created, tally.changed, tally.same, tally.ended)
    return tuple(f"{count:,}" for count in counted)


def _matched(report: Report) -> Iterator[str]:
    settling = report.settling
    if settling is None or not (settling.new or settling.matched.total()):
        return
    parts = [f"{settling.matched[how]:,} known {text}" for how, text in _MATCHED.items()]
    yield ""
    yield f"Agencies: {', '.join(parts)}; {len(settling.new):,} new"


def _first_of_each(notes: Iterable[Finding]) -> list[tuple[Finding, int]]:
    first: dict[str, Finding] = {}
    counts: Counter[str] = Counter()
    for note in notes:
        first.setdefault(note.code, note)
        counts[note.code] += 1
    return [(note, counts[code]) for code, note in first.items()]
