"""``sinergi export``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from api.commands.outcome import CANNOT, WRONG, run, say, settings
from api.commands.progress import shown
from api.commands.whole import opened
from api.settings import Settings

if TYPE_CHECKING:
    from api.hub import Hub
    from graph.errors import HubError
    from graph.model import Model
    from schema.roots import Context
    from seeds.exports.export import Export

_WHAT = typer.Argument(
    metavar="WHAT",
    help="network; org (W3C ORG); a table: agency, participates_in, ...; or all: every table.",
)
_OUTPUT = typer.Option(
    "--output", "-o", help="A file, or the folder for all; standard output if not given."
)
_FORMAT = typer.Option(
    "--format",
    "-f",
    help="graphml, gexf, cytoscape, kumu-json, kumu-csv; csv, xlsx, parquet; jsonld, turtle. "
    "If not given, as the output's name ends.",
)
_PERSONAL = typer.Option("--personal", help="With personal data, for those who may have them.")
_MEASURES = typer.Option(help="Of a network's nodes, with commas: degree, strength, ...; or all.")
_LIST = typer.Option(help="As in the API's where; several with commas.")
_ALL = "all"


def export(
    what: Annotated[str, _WHAT],
    format_: Annotated[str | None, _FORMAT] = None,
    output: Annotated[Path | None, _OUTPUT] = None,
    as_of: Annotated[str | None, typer.Option(help="The day to look at, as 2025-12-31.")] = None,
    where: Annotated[str | None, typer.Option(help="A table's filter: the API's, as JSON.")] = None,
    level: Annotated[str | None, typer.Option(help="AGENCY, UNIT or SECTOR.")] = None,
    via: Annotated[str | None, typer.Option(help="INITIATIVE, TARGET, SESSION, PROCESS.")] = None,
    weighting: Annotated[str | None, typer.Option(help="COUNT or NEWMAN.")] = None,
    from_: Annotated[
        str | None, typer.Option("--from", help="First day of a period to look at.")
    ] = None,
    to: Annotated[str | None, typer.Option(help="Its last day.")] = None,
    min_weight: Annotated[str | None, typer.Option(help="Leave out ties that weigh less.")] = None,
    backbone: Annotated[
        str | None, typer.Option(help="Only ties that stand out at this level, as 0.05.")
    ] = None,
    all_sectors: Annotated[
        bool, typer.Option("--all-sectors", help="Not the primary only.")
    ] = False,
    sectors: Annotated[str | None, _LIST] = None,
    types: Annotated[str | None, _LIST] = None,
    roles: Annotated[str | None, _LIST] = None,
    statuses: Annotated[str | None, _LIST] = None,
    targets: Annotated[str | None, _LIST] = None,
    regions: Annotated[str | None, _LIST] = None,
    include_generic: Annotated[
        bool, typer.Option("--include-generic", help="As in where.")
    ] = False,
    measures: Annotated[str | None, _MEASURES] = None,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin CSV so that Excel knows UTF-8.")
    ] = False,
    base: Annotated[str | None, typer.Option(help="What IRIs begin with (jsonld, turtle).")] = None,
    language: Annotated[str | None, typer.Option(help="Of names (jsonld, turtle).")] = None,
    personal: Annotated[bool, _PERSONAL] = False,
) -> None:
    """Write the network, a table or all tables in a format that others read."""
    texts = {
        "asOf": as_of,
        "where": where,
        "level": level,
        "via": via,
        "weighting": weighting,
        "from": from_,
        "to": to,
        "minWeight": min_weight,
        "backbone": backbone,
        "allSectors": "true" if all_sectors else None,
        "sectors": sectors,
        "types": types,
        "roles": roles,
        "statuses": statuses,
        "targets": targets,
        "regions": regions,
        "includeGeneric": "true" if include_generic else None,
        "measures": measures,
        "bom": "true" if bom else None,
        "base": base,
        "language": language,
    }
    given = {name: [text] for name, text in texts.items() if text is not None}
    if what == _ALL and output is None:
        raise typer.BadParameter("all tables need a folder", param_hint="'--output'")
    run(_export(settings(), what, format_, output, given, personal))


async def _export(
    settings: Settings,
    what: str,
    format_: str | None,
    output: Path | None,
    given: Mapping[str, list[str]],
    personal: bool,
) -> int:
    from api.hub import connected
    from graph.access import Viewer
    from graph.errors import NotFound, Refusals
    from seeds.exports.export import export

    async with connected(settings) as hub:
        viewer = Viewer("operator", personal=True) if personal else hub.executor.viewer
        context = hub.executor.context(viewer)
        try:
            if what == _ALL and output:
                return await _all(hub, context, format_ or "csv", output, given)
            name = _name(context.model, what)
            chosen = format_ or _format(name, output)
            made = export(context, hub.assembly, name, chosen, given)
            with shown() as tell:
                await _saved(made, output, name, tell)
        except Refusals as refusals:
            for fault in refusals.faults:
                say(_sentence(fault))
            return WRONG if all(f.code == "BAD_USER_INPUT" for f in refusals.faults) else CANNOT
        except NotFound as error:
            say(f"{error}")
            return WRONG
    return 0


async def _all(
    hub: Hub, context: Context, format_: str, folder: Path, given: Mapping[str, list[str]]
) -> int:
    """Every table, as a folder that ``load`` reads; those that it could not read are left out."""
    from seeds.exports.export import export
    from seeds.exports.tables import withheld

    hidden = withheld(context.model, context.viewer)
    names = [name for name in context.model.tables if name not in hidden]
    made = {name: export(context, hub.assembly, name, format_, given) for name in names}
    folder.mkdir(parents=True, exist_ok=True)
    with shown() as tell:
        for name, one in made.items():
            await _saved(one, folder / one.name, name, tell)
    if hidden:
        listed = ", ".join(sorted(hidden))
        say(f"Left out, as they are about persons (--personal has them): {listed}")
    return 0


async def _saved(made: Export, output: Path | None, name: str, tell: Callable[[str], None]) -> None:
    with opened(output) as file:
        await _written(made.chunks, file, lambda size: tell(f"{name}: {size:,} bytes"))


async def _written(
    chunks: AsyncIterator[bytes], file: BinaryIO, progress: Callable[[int], None]
) -> None:
    size = 0
    async for chunk in chunks:
        file.write(chunk)
        size += len(chunk)
        progress(size)
    file.flush()


def _name(model: Model, what: str) -> str:
    """An export's name, also for what is called as in the API."""
    found = model.kinds.get(what) or model.relations.get(what)
    return found.table if found else what


def _format(name: str, output: Path | None) -> str:
    """The format that a file's name tells, else the usual one."""
    from schema.exported import LINKED, NETWORK
    from seeds.exports.formats import FORMATS

    usual = {NETWORK: "graphml", LINKED: "turtle"}.get(name, "csv")
    if output is None:
        return usual
    endings = (key for key, f in FORMATS.items() if output.name.endswith(f".{f.ending}"))
    return next(endings, usual)


def _sentence(fault: HubError) -> str:
    place = ".".join(map(str, fault.path))
    return f"{place}: {fault.message}" if place and place != "format" else fault.message
