"""Templates of the hub's own tables: what columns a kind or relation has, as CSV and as XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from graph.model import Kind, Model, Relation, Type
from seeds.imports.columns import EXPLANATIONS, Column, layout
from seeds.imports.indonesian import COLUMNS
from seeds.imports.words import described

ROWS = 10_000
"""Rows of a template for which cells are formatted and checked."""
EXAMPLES: Mapping[Type, str] = {
    Type.INT: "1",
    Type.FLOAT: "12,5",
    Type.BOOL: "tidak",
    Type.DATE: "2024-10-21",
    Type.TEXTS: "satu; dua",
    Type.TEXT: "teks",
}
NAMED: Mapping[str, str] = {
    "code": "kemenkes",
    "name": "Kementerian Kesehatan",
    "nameEn": "Ministry of Health",
    "acronym": "Kemenkes",
    "identifiers": "kemendagri:31; ba-kl:024",
    "website": "https://kemkes.go.id",
    "legalBasis": "Perpres 161/2024",
    "source": "Perpres 161/2024",
    "sourceRef": "Pasal 4",
    "period": "2025",
    "nip": "990000000000000001",
    "raw": "63,00—64,99 (2025)",
    "value": "79,51",
    "lower": "63,00",
    "upper": "64,99",
    "qualifier": "rentang",
}
"""Examples by the name of the column; others are told by its type."""


@dataclass(frozen=True, slots=True)
class Described:
    """A column as a template tells it."""

    name: str
    label: str
    """What it may be called in Indonesian; empty where there is no other name."""
    description: str
    type: str
    required: bool
    values: Mapping[str, str]
    """The members of its code list with what they mean."""
    example: str


def template(subject: Kind | Relation) -> list[Described]:
    """The columns of a kind's or a relation's table. How exactly dates are known is told by how
    they are written, and has no column here.
    """
    columns = layout(subject).columns
    shown = (c for name, c in columns.items() if not _precision(name, columns) and _wanted(c))
    return [_described(column) for column in shown]


def subject(model: Model, name: str) -> Kind | Relation | None:
    """The kind or relation with a name, or None."""
    return model.kinds.get(name) or model.relations.get(name)


def as_csv(subject: Kind | Relation) -> str:
    """The header of the table as a line of CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([each.name for each in template(subject)])
    return text.getvalue()


def as_xlsx(subject: Kind | Relation) -> bytes:
    """A workbook with the table's header, ready to fill in, and a sheet that explains it. Cells
    are texts, so that codes and dates stay as they are written; code lists are offered.
    """
    columns, content = template(subject), io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@"})
        table, explained = (
            book.add_worksheet(layout(subject).name),
            book.add_worksheet(EXPLANATIONS),
        )
        lists = _explain(explained, bold, columns)
        table.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            table.set_column(place, place, max(12, len(column.name) + 2), text)
            table.write_string(0, place, column.name, bold)
            table.write_comment(0, place, column.description)
            if column.name in lists:
                allowed = {"validate": "list", "source": lists[column.name]}
                table.data_validation(1, place, ROWS, place, allowed)
    return content.getvalue()


_HEAD = ("Column", "Indonesian", "Description", "Type", "Required", "Example")


def _explain(sheet: Worksheet, bold: Format, columns: Sequence[Described]) -> dict[str, str]:
    """Fill the sheet that explains: a line a column, then the code lists. Where these stand, as
    spreadsheets say it, by column.
    """
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 3, 60)
    sheet.write_row(0, 0, _HEAD, bold)
    for row, each in enumerate(columns, 1):
        required = "yes" if each.required else ""
        told = (each.name, each.label, each.description, each.type, required, each.example)
        for place, text in enumerate(told):
            sheet.write_string(row, place, text)
    row, lists = len(columns) + 2, {}
    for each in columns:
        if not each.values:
            continue
        sheet.write_row(row, 0, (each.name, "Allowed", "Meaning"), bold)
        first = row + 1
        for row, (name, meaning) in enumerate(each.values.items(), first):
            sheet.write_string(row, 1, name)
            sheet.write_string(row, 2, meaning)
        lists[each.name] = f"={EXPLANATIONS}!$B${first + 1}:$B${row + 1}"
        row += 2
    return lists


def _described(column: Column) -> Described:
    label = ", ".join(COLUMNS.get(column.name, ()))
    values = described(column.values) if column.values else {}
    return Described(
        column.name,
        label,
        column.description,
        column.type,
        column.required,
        values,
        _example(column, values),
    )


def _example(column: Column, values: Mapping[str, str]) -> str:
    if values:
        return next(iter(values))
    if column.stored is None:
        many = column.link is not None and column.link.many
        return "satu; dua" if many else "satu"
    return NAMED.get(column.name) or EXAMPLES.get(column.stored.type, "teks")


def _precision(name: str, columns: Mapping[str, Column]) -> bool:
    return name.endswith("Precision") and name.removesuffix("Precision") in columns


def _wanted(column: Column) -> bool:
    """Whether a column belongs to this table rather than to that of the other kind: properties,
    links that lead on from here, and links to a single node.
    """
    return column.link is None or column.link.outgoing or not column.link.many
