"""Formats by name: how files are called, what they are, and what writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from seeds.exports.cytoscape import cytoscape
from seeds.exports.delimited import CsvWriter
from seeds.exports.gexf import gexf
from seeds.exports.graphml import graphml
from seeds.exports.jsonld import JsonLd
from seeds.exports.kumu import kumu_csv, kumu_json
from seeds.exports.parquet import ParquetWriter
from seeds.exports.picture import Picture
from seeds.exports.table import Table, TableWriter
from seeds.exports.turtle import Turtle


class Format(NamedTuple):
    """How a file of a format ends and what its media type is."""

    ending: str
    media_type: str


FORMATS = {
    "graphml": Format("graphml", "application/graphml+xml"),
    "gexf": Format("gexf", "application/gexf+xml"),
    "cytoscape": Format("cytoscape.json", "application/json"),
    "kumu-json": Format("kumu.json", "application/json"),
    "kumu-csv": Format("kumu.zip", "application/zip"),
    "csv": Format("csv", "text/csv; charset=utf-8; header=present"),
    "xlsx": Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": Format("parquet", "application/vnd.apache.parquet"),
    "jsonld": Format("jsonld", "application/ld+json"),
    "turtle": Format("ttl", "text/turtle; charset=utf-8"),
}
NETWORK_WRITERS: dict[str, Callable[[Picture], Iterator[bytes]]] = {
    "graphml": graphml,
    "gexf": gexf,
    "cytoscape": cytoscape,
    "kumu-json": kumu_json,
    "kumu-csv": kumu_csv,
}
LINKED_WRITERS: dict[str, Callable[[], Turtle | JsonLd]] = {"turtle": Turtle, "jsonld": JsonLd}


def table_writer(format_: str, table: Table, bom: bool = False) -> TableWriter:
    """What writes a table in a format. Raises BadInput where a library for it is missing."""
    if format_ == "csv":
        return CsvWriter(table.columns, bom)
    if format_ == "parquet":
        return ParquetWriter(table.columns)
    from seeds.exports.sheet import XlsxWriter

    return XlsxWriter(table.columns, table.name)
