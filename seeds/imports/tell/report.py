"""Reports by what they are called: what ends their files' names, and what writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from graph.access import LOCAL, Viewer
from seeds.imports.report import Report
from seeds.imports.tell.records import Json
from seeds.imports.tell.text import Text

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Form(NamedTuple):
    """A form of reports."""

    ending: str
    media_type: str


FORMS: Mapping[str, Form] = {
    "text": Form("txt", "text/plain; charset=utf-8"),
    "json": Form("json", "application/json"),
    "xlsx": Form("xlsx", _XLSX),
}


@dataclass(frozen=True, slots=True)
class Teller:
    """Writes reports in any form. ``notes``: a text has each note."""

    notes: bool = False
    viewer: Viewer = LOCAL

    def write(self, report: Report, form: str, file: BinaryIO, *, most: int | None = None) -> None:
        """Write a report to a file that is open, as long as its import is; ``most`` bounds the
        lists of a text.
        """
        if form == "xlsx":
            from seeds.imports.tell.workbook import Xlsx

            Xlsx(self.viewer).write(report, file)
        elif form == "json":
            file.writelines(Json(self.viewer).chunks(report))
        else:
            lines = Text(self.notes, most, self.viewer).lines(report)
            file.writelines(f"{line}\n".encode(errors="replace") for line in lines)
