"""``sinergi import``."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.outcome import CANNOT, WRONG, run, say, settings
from api.commands.progress import shown
from api.commands.whole import opened
from api.settings import Settings

if TYPE_CHECKING:
    from seeds.imports.report import Report
    from seeds.imports.tell.report import Teller

SHOWN = 100
"""How many differences, and how many candidates, standard output has."""
_FORMAT = typer.Argument(metavar="FORMAT", help="csv, xlsx, iati, ...; any other word lists all.")
_PATHS = typer.Argument(metavar="FILE...", exists=True, help="Files, or folders of them.")
_APPLY = typer.Option("--apply", help="Write it. Without this, it is only looked at and told.")
_SOURCE = typer.Option(
    help="Whom the files speak for; the format and the files' names if not given. What an earlier "
    "import of the same source said is compared with them: what they have no more ends."
)
_AS_OF = typer.Option(help="The day on which it ends, as 2025-12-31; today if not given.")
_WHOLE = typer.Option("--all-or-nothing", help="Write everything in one transaction.")
_STRICT = typer.Option("--strict", help="Write nothing, and end with 1, where there is any error.")
_ENCODING = typer.Option(help="Of text files; recognised if not given.")
_REPORT = typer.Option("--report", help="A file for the report: .txt, .json or .xlsx. Repeatable.")
_NOTES = typer.Option("--notes", help="Each note, not one of each code.")
_PERSONAL = typer.Option(
    "--personal", help="Personal values that change, too, for those who may read them."
)


def import_(
    format_: Annotated[str, _FORMAT],
    paths: Annotated[list[Path], _PATHS],
    apply: Annotated[bool, _APPLY] = False,
    source: Annotated[str | None, _SOURCE] = None,
    as_of: Annotated[str | None, _AS_OF] = None,
    all_or_nothing: Annotated[bool, _WHOLE] = False,
    strict: Annotated[bool, _STRICT] = False,
    encoding: Annotated[str | None, _ENCODING] = None,
    report: Annotated[list[Path] | None, _REPORT] = None,
    notes: Annotated[bool, _NOTES] = False,
    personal: Annotated[bool, _PERSONAL] = False,
) -> None:
    """Bring in what files say, or tell what that would do.

    Ends with 0 where anything was understood, whatever was found; with 1 where nothing was, or
    where --strict meets an error.
    """
    texts = {
        "apply": "true" if apply else None,
        "source": source,
        "asOf": as_of,
        "allOrNothing": "true" if all_or_nothing else None,
        "strict": "true" if strict else None,
        "encoding": encoding,
    }
    given = {name: [text] for name, text in texts.items() if text is not None}
    forms = {file: _form(file) for file in report or ()}
    run(_import(settings(), format_, paths, given, forms, (notes, personal)))


async def _import(
    settings: Settings,
    format_: str,
    paths: Sequence[Path],
    given: Mapping[str, list[str]],
    forms: Mapping[Path, str],
    telling: tuple[bool, bool],
) -> int:
    from graph.access import LOCAL, Viewer
    from graph.errors import NotFound, Refusals
    from seeds.imports.tell.report import Teller
    from seeds.imports.wish import wish

    try:
        wished = wish(format_, given, datetime.now(settings.zone).date())
    except NotFound as error:
        say(f"{error}")
        return WRONG
    except Refusals as refusals:
        for fault in refusals.faults:
            say(f"{'.'.join(map(str, fault.path))}: {fault.message}")
        return WRONG

    from api.hub import connected, now
    from graph import constraints
    from seeds.imports.run import imported

    notes, personal = telling
    teller = Teller(notes, Viewer("operator", personal=True) if personal else LOCAL)
    async with connected(settings) as hub:
        model = hub.assembly.model
        await constraints.ensure(hub.database, model)
        with shown() as tell:
            order = wished.order(paths, now())
            done = imported(
                hub.database, model, order, lambda what, count: tell(f"{what}: {count:,}")
            )
            async with done as report:
                _told(report, teller, forms)
                return 0 if report.fine else CANNOT


def _told(report: Report, teller: Teller, forms: Mapping[Path, str]) -> None:
    """The text first: it names the run, whatever becomes of the files."""
    teller.write(report, "text", sys.stdout.buffer, most=SHOWN)
    sys.stdout.flush()
    for file, form in forms.items():
        with opened(file) as output:
            teller.write(report, form, output)


def _form(file: Path) -> str:
    """The form that a report's name tells."""
    from seeds.imports.tell.report import FORMS

    form = next((n for n, f in FORMS.items() if file.suffix.lower() == f".{f.ending}"), None)
    if form is None:
        endings = ", ".join(f".{each.ending}" for each in FORMS.values())
        raise typer.BadParameter(f"{file} ends in none of {endings}", param_hint="'--report'")
    if file.is_dir() or not file.parent.is_dir():
        raise typer.BadParameter(f"{file} can't be written there", param_hint="'--report'")
    return form
