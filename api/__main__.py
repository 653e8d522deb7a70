"""``sinergi``: the hub's commands."""

from __future__ import annotations

import typer

from api.commands.analyse import analyse
from api.commands.check import check
from api.commands.export import export
from api.commands.generate import generate
from api.commands.import_ import import_
from api.commands.load import load
from api.commands.schema import schema
from api.commands.serve import serve
from api.commands.template import template
from api.commands.undo import undo

app = typer.Typer(
    name="sinergi",
    help="A GraphQL collaboration hub that links agencies and sectors of government.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(serve)
app.command()(load)
app.command("import")(import_)
for command in (undo, template, generate, export, analyse, schema, check):
    app.command()(command)


def main() -> None:
    """Run the command that the arguments name."""
    app(prog_name="sinergi")


if __name__ == "__main__":
    main()
