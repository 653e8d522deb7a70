"""A report as a workbook: a summary, all findings, all changes, and the files' own rows in which
the cells concerned are coloured and carry a comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from graph.access import LOCAL, Viewer
from seeds.imports.item import Grade
from seeds.imports.report import Report
from seeds.imports.tell.differing import differences, plain
from seeds.imports.tell.pages import Book, Page, write
from seeds.imports.tell.sources import sources
from seeds.imports.tell.text import advice, outcome

_FINDINGS = (
    *(("Grade", 10), ("Code", 24), ("File", 24), ("Sheet", 14), ("Row", 8), ("Column", 18)),
    *(("Value", 30), ("Message", 60), ("Expected", 40), ("To mend it", 40)),
)
_CHANGES = (("Id", 40), ("Name", 20), ("Before", 40), ("After", 40), ("Taken", 8), ("Where", 30))
_CANDIDATES = (("One", 40), ("Other", 40), ("Score", 8), ("Reasons", 40))
_COUNTS = ("", "read", "created", "changed", "unchanged", "ended")


@dataclass(frozen=True, slots=True)
class Xlsx:
    """Writes a report as a workbook."""

    viewer: Viewer = LOCAL

    def write(self, report: Report, file: BinaryIO) -> None:
        """Write it to a file that is open."""
        book = Book(file)
        summary = list(_summary(report))
        shown = sources(report)
        summary += [(f"{name} has no sheet here: {why}",) for name, why in shown.left_out.items()]
        _lines(book, summary)
        _findings(book, report)
        self._changes(book, report)
        _candidates(book, report)
        for source in shown.sources:
            source.write(book, report.stage)
        book.close()

    def _changes(self, book: Book, report: Report) -> None:
        page = _page(book, "Changes", _CHANGES)
        for each in differences(report, self.viewer):
            taken = "yes" if each.taken else "no"
            row = (each.id, each.name, plain(each.before), plain(each.after), taken, each.row)
            page.add(row)
        page.end()


def _summary(report: Report) -> Iterator[tuple[object, ...]]:
    order = report.order
    yield "Source", order.source
    yield "Format", order.format.name
    yield "As of", order.day
    yield "Time", order.now
    yield "Outcome", outcome(report)
    yield "Next", advice(report)
    yield ()
    for grade in Grade:
        yield grade.value, report.stage.grades[grade]
    yield ()
    yield _COUNTS
    for name, each in {**report.nodes, **report.relations}.items():
        yield name, each.read, each.created, each.changed, each.same, each.ended
    yield ()


def _lines(book: Book, rows: list[tuple[object, ...]]) -> None:
    sheet = book.sheet("Summary")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 5, 12)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            bold = book.bold if row == _COUNTS else None
            write(sheet, number, column, value, bold)


def _findings(book: Book, report: Report) -> None:
    page = _page(book, "Findings", _FINDINGS)
    for each in report.stage.findings():
        place = each.place
        where = (place.file, place.sheet, place.row, place.column)
        told = (each.value, each.message, each.expected, each.mend)
        page.add((each.grade.value, each.code, *where, *told), book.colours[each.grade])
    page.end()


def _candidates(book: Book, report: Report) -> None:
    found = report.settling.candidates if report.settling else ()
    if not found:
        return
    page = _page(book, "Candidates", _CANDIDATES)
    for each in found:
        page.add((each.one, each.other, f"{each.score:.2f}", ", ".join(each.reasons)))
    page.end()


def _page(book: Book, name: str, columns: tuple[tuple[str, int], ...]) -> Page:
    return Page(book, name, [text for text, _ in columns], [width for _, width in columns])
