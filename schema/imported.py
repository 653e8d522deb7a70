"""In which formats data can be brought in; told by the API with their addresses."""

from __future__ import annotations

from dataclasses import dataclass

from schema.declare import prop, record


@record
class ImportFormat:
    """A format in which data can be brought in."""

    format: str = prop("Name of the format.")
    description: str = prop("What it is.")
    url: str = prop("Where files of it are sent with POST: a path on this hub.")


@dataclass(frozen=True, slots=True)
class Offer:
    """Values of ``ImportFormat``."""

    format: str
    description: str

    @property
    def url(self) -> str:
        """Where files are sent."""
        return f"/import/{self.format}"


OFFERS = (
    Offer(
        "csv",
        "The hub's own tables (sinergi template) as CSV, named after their kind or relation.",
    ),
    Offer(
        "eu-grants",
        "Participations in EU research projects: CSV of the Research Council of Norway.",
    ),
    Offer("gml", "Networks of actors with ties and categories (GML)."),
    Offer("govuk-orgs", "GOV.UK organisations: a list (JSON lines) and registers (TSV)."),
    Offer("iati", "Aid activities with organisations and results (IATI 2.0x)."),
    Offer("org-jsonld", "Bodies, posts and changes in W3C ORG terms (JSON-LD)."),
    Offer("popolo-csv", "Public bodies as CSV in the terms of Popolo."),
    Offer(
        "sdg-custodians",
        "SDG targets, indicators and custodian agencies: CSV of the tier classification.",
    ),
    Offer("ties-csv", "Dated ties between named bodies, a tie a row, with tables of aliases."),
    Offer("uk-organogram", "UK organograms: senior and junior posts as CSV."),
    Offer("xlsx", "The hub's own tables (sinergi template) as spreadsheets, a table a sheet."),
)
"""All formats; those that there are readers for, which a test holds it to."""
RECORDS = (ImportFormat,)
