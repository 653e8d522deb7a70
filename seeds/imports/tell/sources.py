"""The rows of the files that were read, in sheets of their own, with what was found in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from seeds.imports.files import File, files
from seeds.imports.item import Finding
from seeds.imports.report import Report
from seeds.imports.stage import Stage
from seeds.imports.table import SAMPLE, Row, Rows, Sheet, rows
from seeds.imports.tell.headed import Headed, headed
from seeds.imports.tell.marks import Marks
from seeds.imports.tell.pages import Book
from seeds.imports.workbook import sheets

TEXTS = ("*.csv", "*.tsv", "*.txt")
BOOKS = ("*.xlsx", "*.xlsm")
MANY = 50_000
"""A table with more rows than this is shown by the rows concerned alone."""


@dataclass(frozen=True, slots=True)
class Source:
    """A table: a text file, or a sheet of a workbook."""

    file: File
    sheet: str | None
    encoding: str | None

    @property
    def name(self) -> str:
        """What its sheet is called, as far as that may be."""
        stem = self.file.name.rpartition("/")[2].rpartition(".")[0]
        return stem if self.sheet is None else f"{stem} {self.sheet}"

    def rows(self) -> Iterator[Row]:
        """Its rows, read again."""
        return (row for row in self._read() if isinstance(row, Row))

    def _read(self) -> Rows:
        if self.sheet is None:
            return rows(self.file, self.encoding)
        found = (each for each in sheets(self.file) if isinstance(each, Sheet))
        return next((each.rows for each in found if each.name == self.sheet), iter(()))

    def write(self, book: Book, stage: Stage) -> None:
        """Add it to a workbook: all rows where they stand, or the header and those concerned,
        with their numbers before them.
        """
        sample = list(islice(self.rows(), SAMPLE))
        columns = {f.place.column for f in self.findings(stage) if f.place.column}
        head = headed(sample, columns)
        short = sum(1 for _ in islice(self.rows(), MANY + 1)) > MANY
        marks = Marks(book, self.name, head, numbered=short)
        for number, cells, found in _joined(self.rows(), self.findings(stage), head):
            if found or not short or number == head.row:
                marks.add(number, cells, found)
        marks.end()

    def findings(self, stage: Stage) -> Iterator[Finding]:
        """What was found in it, from its first row to its last."""
        return stage.findings_in(self.file.name, self.sheet)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of the files that were read, and what is not, with the reasons."""

    sources: Sequence[Source]
    left_out: dict[str, str]


def sources(report: Report) -> Shown:
    """The tables among the files of an import."""
    order, read = report.order, report.stage.files()
    named = [
        each
        for each in files(order.paths, *TEXTS, *BOOKS, deep=True)
        if isinstance(each, File) and each.name in read and _is_table(each)
    ]
    count = Counter(each.name for each in named)
    left_out = {name: "several files are called so" for name, n in count.items() if n > 1}
    made: list[Source] = []
    for file in named:
        if file.name not in left_out:
            made += _of(file, order.encoding)
    return Shown(made, left_out)


def _is_table(file: File) -> bool:
    return file.name.lower().endswith(tuple(pattern[1:] for pattern in (*TEXTS, *BOOKS)))


def _of(file: File, encoding: str | None) -> Iterator[Source]:
    if file.name.lower().endswith(tuple(pattern[1:] for pattern in TEXTS)):
        yield Source(file, None, encoding)
        return
    for each in sheets(file):
        if isinstance(each, Sheet):
            yield Source(file, each.name, None)


def _joined(
    rows: Iterable[Row], findings: Iterable[Finding], head: Headed
) -> Iterator[tuple[int, Sequence[str], list[Finding]]]:
    """Rows with the findings about each; what has no row stands with the header, and rows that
    can't be read are there for what was found in them.
    """
    waiting = iter(findings)
    next_ = next(waiting, None)
    general: list[Finding] = []
    while next_ is not None and next_.place.row is None:
        general.append(next_)
        next_ = next(waiting, None)
    for row in rows:
        while next_ is not None and (line := next_.place.row or 0) < row.number:
            found, next_ = _taken(next_, line, waiting)
            yield line, (), found
        found = []
        if next_ is not None and next_.place.row == row.number:
            found, next_ = _taken(next_, row.number, waiting)
        yield row.number, row.cells, [*found, *(general if row.number == head.row else ())]
    while next_ is not None:
        line = next_.place.row or 0
        found, next_ = _taken(next_, line, waiting)
        yield line, (), found
    if not head.row and general:
        yield 1, (), general


def _taken(
    first: Finding, line: int, rest: Iterator[Finding]
) -> tuple[list[Finding], Finding | None]:
    """The findings of a line, and the first one after it."""
    found = [first]
    for each in rest:
        if each.place.row != line:
            return found, each
        found.append(each)
    return found, None
