"""``sinergi analyse``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.outcome import finish
from api.commands.progress import shown
from seeds.networks.columns import Asked, Kind

if TYPE_CHECKING:
    from graph.network.published import Effort, Tell
    from seeds.networks.found import Read

_FILE = typer.Argument(
    exists=True,
    metavar="FILE",
    dir_okay=False,
    help="CSV of actor, activity[, category]; CSV of actor, partner[, weight]; or GML.",
)
_CATEGORIES = typer.Option(
    exists=True, dir_okay=False, help="CSV of actor and category, where FILE has none."
)
_SECOND = typer.Argument(
    exists=True, dir_okay=False, metavar="[FILE2]", help="The same as --categories."
)
_ALIASES = typer.Option(
    exists=True, dir_okay=False, help="CSV of alias and name: actors by an alias get the name."
)
_DELIMITER = typer.Option(help="What divides cells: one character, or 'tab'.")


def analyse(
    file: Annotated[Path, _FILE],
    second: Annotated[Path | None, _SECOND] = None,
    as_: Annotated[Kind | None, typer.Option("--as", help="What the rows of FILE are.")] = None,
    actor: Annotated[
        str | None, typer.Option(help="Column of actors, by name or number; in GML, of names.")
    ] = None,
    activity: Annotated[str | None, typer.Option(help="Column of activities.")] = None,
    partner: Annotated[str | None, typer.Option(help="Column of the other actor.")] = None,
    category: Annotated[str | None, typer.Option(help="Column or attribute of categories.")] = None,
    weight: Annotated[str | None, typer.Option(help="Column or attribute of weights.")] = None,
    categories: Annotated[Path | None, _CATEGORIES] = None,
    aliases: Annotated[Path | None, _ALIASES] = None,
    alias: Annotated[str | None, typer.Option(help="Column of aliases in --aliases.")] = None,
    name: Annotated[str | None, typer.Option(help="Column of names in --aliases.")] = None,
    delimiter: Annotated[str | None, _DELIMITER] = None,
    encoding: Annotated[str | None, typer.Option(help="Of the text; UTF-8 if not given.")] = None,
    skip_empty: Annotated[
        bool, typer.Option("--skip-empty", help="Leave rows without a name out.")
    ] = False,
    seed: Annotated[
        int, typer.Option(min=0, help="The same number gives the same answer.")
    ] = 20_261_125,
    permutations: Annotated[
        int, typer.Option(min=1, max=1_000_000, help="Of categories, for the E-I index.")
    ] = 1_000,
    samples: Annotated[
        int, typer.Option(min=1, max=1_000_000, help="Random tables of the null model FDSM.")
    ] = 1_000,
    nulls: Annotated[bool, typer.Option("--nulls/--no-nulls", help="Compare with chance.")] = True,
    pairs: Annotated[
        bool | None,
        typer.Option("--pairs/--no-pairs", help="What has a row a pair, for many actors too."),
    ] = None,
) -> None:
    """Print all measures of a network in a file as JSON; takes no database."""
    if second and categories:
        raise typer.BadParameter("expected FILE2 or --categories, not both")
    if not aliases and (alias is not None or name is not None):
        raise typer.BadParameter("--alias and --name are columns of a file: name its --aliases")

    def work() -> None:
        from graph.network.published import Effort

        asked = Asked(
            as_,
            actor,
            activity,
            partner,
            category,
            weight,
            alias,
            name,
            _divider(delimiter),
            encoding,
            skip_empty,
        )
        effort = Effort(permutations, samples, seed, nulls, pairs)
        _analyse(file, categories or second, aliases, asked, effort)

    finish(work)


def _analyse(
    file: Path, categories: Path | None, aliases: Path | None, asked: Asked, effort: Effort
) -> None:
    import orjson

    from seeds.networks.file import File
    from seeds.networks.read import read

    found = read(
        File(file.name, file.read_bytes()),
        File(categories.name, categories.read_bytes()) if categories else None,
        asked,
        File(aliases.name, aliases.read_bytes()) if aliases else None,
    )
    with shown() as tell:
        measured = _measured(found, effort, tell)
    # bytes, because JSON is UTF-8 whatever the terminal's encoding
    sys.stdout.buffer.write(orjson.dumps(measured, option=orjson.OPT_INDENT_2) + b"\n")
    sys.stdout.buffer.flush()


def _measured(found: Read, effort: Effort, tell: Tell) -> dict[str, Any]:
    """What was read and how it was measured, and all measures."""
    from graph.network.arrays import graph_of, incidence_of
    from graph.network.published import left_out, published
    from graph.network.summary import measures

    method: dict[str, Any] = {"seed": effort.seed, "permutations": effort.permutations}
    if found.kind is Kind.TIES:
        tell("measures")
        graph = graph_of(found.names, found.ties)
        known = measures(
            graph, found.categories, permutations=effort.permutations, seed=effort.seed
        )
    else:
        incidence = incidence_of(found.pairs)
        method |= {"samples": effort.samples, "left_out": left_out(incidence, effort)}
        known = published(incidence, found.categories, effort, tell)
    return {"input": found.told, "method": method, **known}


def _divider(text: str | None) -> str | None:
    named = {"tab": "\t", "\\t": "\t"}.get(text or "", text)
    if named is not None and (len(named) != 1 or named in '\r\n"'):
        raise typer.BadParameter("expected one character, or 'tab'", param_hint="'--delimiter'")
    return named
