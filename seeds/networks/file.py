"""A file as text, and what is wrong with it, place by place."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from dataclasses import dataclass, field

from graph.errors import BadInput
from seeds.table import Cells, Faults

UTF_8 = "utf-8"
WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Marks at the start of files in other encodings, the longer ones first."""


@dataclass(frozen=True)
class File:
    """What was read from disk, under the name that faults tell."""

    name: str
    content: bytes

    def text(self, encoding: str | None, faults: Faults) -> str | None:
        """The text, without a byte order mark; None with a fault where it is none."""
        try:
            text = self.content.decode(encoding or UTF_8)
            text.encode()  # some encodings make halves of characters, which JSON has no place for
        except LookupError:
            at(faults, self.name, 1, 1, f"there is no encoding {encoding!r}: try cp1252 or utf-16")
        except UnicodeDecodeError as error:
            self._undecoded(error, faults)
        except UnicodeError:
            at(faults, self.name, 1, 1, f"is not {encoding}: name another --encoding")
        else:
            text = text.removeprefix("\ufeff")
            if text.strip():
                return text
            at(faults, self.name, 1, 1, "is empty: expected rows below a header, or GML")
        return None

    def _undecoded(self, error: UnicodeDecodeError, faults: Faults) -> None:
        before = self.content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        wide = [name for mark, name in WIDE if self.content.startswith(mark)]
        hint = f"it looks like {wide[0]}" if wide else "for files of older Windows programs, cp1252"
        byte = self.content[error.start]
        at(
            faults,
            self.name,
            line,
            column,
            f"byte 0x{byte:02x} is not {error.encoding.upper()}: save the file as UTF-8, or name "
            f"its --encoding ({hint})",
        )


@dataclass(frozen=True)
class Table:
    """A CSV file: the header as written, a key for each column, and rows with a cell for each key.
    The key is the name, or # and the number where a column has no name of its own.
    """

    file: str
    header: tuple[str, ...]
    columns: tuple[str, ...]
    delimiter: str
    rows: list[Cells] = field(repr=False)

    @property
    def named(self) -> list[str]:
        """The columns that have names of their own."""
        both = zip(self.columns, self.header, strict=True)
        return [key for key, name in both if key == name]

    def cells(self, column: str) -> set[str]:
        """The different cells of a column that are not empty."""
        return {row.cells[column] for row in self.rows} - {""}


DELIMITERS = (",", ";", "\t", "|")


def table(file: str, text: str, delimiter: str | None, faults: Faults) -> Table | None:
    """The table in a text; None where its header or its form is wrong. Lines without any cell are
    no rows. The delimiter that the header has most often counts, unless one is given.
    """
    known = len(faults.found)
    lines = io.StringIO(text, newline="")
    first = next(line for line in io.StringIO(text, newline="") if line.strip())
    chosen = delimiter or max(DELIMITERS, key=first.count)
    reader = csv.reader(lines, delimiter=chosen, strict=True)
    header: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: list[Cells] = []
    try:
        for record in reader:
            cells = [cell.strip() for cell in record]
            if not any(cells):
                continue
            if not columns:
                header = tuple(cells)
                columns = _keys(header)
                if len(columns) < 2:
                    text = f"has one column only, {cells[0]!r}: expected at least two, divided by "
                    text += f"{told(chosen)} (or name the --delimiter)"
                    at(faults, file, reader.line_num, 1, text)
            elif len(cells) != len(columns):
                text = f"has {len(cells)} cells, but the header has {len(columns)}: expected one a "
                text += f"column, divided by {told(chosen)} (quote cells that hold it)"
                at(faults, file, reader.line_num, min(len(cells), len(columns)) + 1, text)
            else:
                row = dict(zip(columns, cells, strict=True))
                rows.append(Cells(file, reader.line_num, row))
    except csv.Error as error:
        at(
            faults,
            file,
            reader.line_num,
            1,
            f"is no CSV ({error}): close quotes, double inner ones",
        )
    if len(faults.found) > known:
        return None
    if not rows:
        at(faults, file, 1, 1, "has a header and no rows: expected at least one row below it")
        return None
    return Table(file, header, columns, chosen, rows)


def _keys(header: tuple[str, ...]) -> tuple[str, ...]:
    count = Counter(header)
    made: list[str] = []
    for place, name in enumerate(header, 1):
        key = name
        if not name or count[name] > 1:
            key = f"#{place}"
            while key in count:
                key = f"#{key}"
        made.append(key)
    return tuple(made)


def told(delimiter: str) -> str:
    """A delimiter in words."""
    names = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
    return names.get(delimiter, repr(delimiter))


def at(faults: Faults, file: str, line: int, column: str | int, text: str) -> None:
    """Note a fault; a column is a name, or a number from 1."""
    faults.found.append(BadInput(text, [file, line, column]))
