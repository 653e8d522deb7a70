"""Formats by name: what they are, and what reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

from graph.model import Model
from seeds.imports.item import Item


class Read(Protocol):
    """Reads files, or the files of its format in folders: of anything that is in them it makes
    items, and never raises. ``encoding`` is that of texts; without one it is recognised.
    """

    def __call__(
        self, paths: Sequence[Path], *, model: Model, encoding: str | None = None
    ) -> Iterator[Item]:
        """The items, as they are met."""
        ...


class Format(NamedTuple):
    """A format: what it is in a sentence, and what reads it."""

    name: str
    description: str
    read: Read
    own: bool = False
    """Whether it is the hub's own: its keys are ids and codes, and what it says rules."""


def _by(module: str) -> Read:
    """What reads by a module, which is imported when it is needed: some take large libraries."""

    def read(paths: Sequence[Path], *, model: Model, encoding: str | None = None) -> Iterator[Item]:
        reader: Read = import_module(f"seeds.imports.formats.{module}").read
        return reader(paths, model=model, encoding=encoding)

    return read


_ALL = (
    Format(
        "csv",
        "The hub's own tables (sinergi template) as CSV, named after their kind or relation.",
        _by("hub_csv"),
        own=True,
    ),
    Format(
        "eu-grants",
        "Participations in EU research projects: CSV of the Research Council of Norway.",
        _by("eu_grants"),
    ),
    Format("gml", "Networks of actors with ties and categories (GML).", _by("gml")),
    Format(
        "govuk-orgs",
        "GOV.UK organisations: a list (JSON lines) and registers (TSV).",
        _by("govuk.read"),
    ),
    Format("iati", "Aid activities with organisations and results (IATI 2.0x).", _by("iati.read")),
    Format("org-jsonld", "Bodies, posts and changes in W3C ORG terms (JSON-LD).", _by("org.read")),
    Format("popolo-csv", "Public bodies as CSV in the terms of Popolo.", _by("popolo.read")),
    Format(
        "sdg-custodians",
        "SDG targets, indicators and custodian agencies: CSV of the tier classification.",
        _by("sdg_custodians"),
    ),
    Format(
        "ties-csv",
        "Dated ties between named bodies, a tie a row, with tables of aliases.",
        _by("ties.read"),
    ),
    Format(
        "uk-organogram", "UK organograms: senior and junior posts as CSV.", _by("organogram.read")
    ),
    Format(
        "xlsx",
        "The hub's own tables (sinergi template) as spreadsheets, a table a sheet.",
        _by("hub_xlsx"),
        own=True,
    ),
)
FORMATS: Mapping[str, Format] = {each.name: each for each in _ALL}
