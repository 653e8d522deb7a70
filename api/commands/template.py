"""``sinergi template``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.outcome import WRONG, finish, say
from api.commands.whole import opened

if TYPE_CHECKING:
    from graph.model import Kind, Relation

_KIND = typer.Argument(
    metavar="KIND", help="Agency or agency, PART_OF or part_of, ...; all are listed if not given."
)
_FORMAT = typer.Option("--format", "-f", help="csv or xlsx; if not given, as the output ends.")
_OUTPUT = typer.Option("--output", "-o", help="A file; standard output if not given.")
_FORMATS = ("csv", "xlsx")


def template(
    kind: Annotated[str | None, _KIND] = None,
    format_: Annotated[str | None, _FORMAT] = None,
    output: Annotated[Path | None, _OUTPUT] = None,
) -> None:
    """Make an empty table to fill in for `import csv` or `import xlsx`."""
    ending = output.suffix.lstrip(".").lower() if output else ""
    chosen = format_ or (ending if ending in _FORMATS else _FORMATS[0])
    if chosen not in _FORMATS:
        raise typer.BadParameter(f"{chosen!r} is not csv or xlsx", param_hint="'--format'")
    finish(lambda: _listed() if kind is None else _written(kind, chosen, output))


def _listed() -> int:
    for name, subject in _tables().items():
        print(f"{name:<24} {subject.description.partition('. ')[0].rstrip('.')}.")
    return 0


def _written(name: str, format_: str, output: Path | None) -> int:
    from seeds.imports.template import as_csv, as_xlsx
    from seeds.imports.words import nearest

    tables = _tables()
    by_table = {subject.table: subject for subject in tables.values()}
    subject = tables.get(name) or by_table.get(name)
    if subject is None:
        near = nearest(name, tables)
        hint = f": did you mean {near}?" if near else "; `sinergi template` lists all."
        say(f"there is no kind and no relation {name!r}{hint}")
        return WRONG
    made = as_xlsx(subject) if format_ == "xlsx" else as_csv(subject).encode()
    with opened(output) as file:
        file.write(made)
    sys.stdout.flush()
    return 0


def _tables() -> Mapping[str, Kind | Relation]:
    """What has a table, by its name in the API."""
    from graph.model import Kind
    from schema.query import build

    found = build().model.tables.values()
    return {s.name if isinstance(s, Kind) else s.type: s for s in found}
