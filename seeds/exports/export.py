"""One export: what is asked for, checked as a whole, and the file in chunks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from graph.errors import BadInput, NotFound, Refusals
from graph.extract import Wanted, nodes
from graph.model import Kind, Relation
from schema.assemble import Assembly
from schema.exported import LINKED, LINKED_FORMATS, LINKED_KINDS, NETWORK, Offer, offers
from schema.flat import (
    Flat,
    Given,
    day_argument,
    kind_arguments,
    network_arguments,
    network_parameters,
    parameter,
)
from schema.network import asked_network
from schema.roots import Context
from seeds.exports.formats import FORMATS, LINKED_WRITERS, NETWORK_WRITERS, table_writer
from seeds.exports.org import BASE, LANGUAGE, LINKS, Org, is_iri
from seeds.exports.picture import MEASURES, USUAL, picture
from seeds.exports.table import written
from seeds.exports.tables import Asked, Source, table

ALL = "all"
"""Asks for every measure."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file to be: its name, its media type, and its chunks, which raise HubError and Refusals
    before the first one where something is wrong with the question.
    """

    name: str
    media_type: str
    chunks: AsyncIterator[bytes]


def export(context: Context, assembly: Assembly, name: str, format_: str, given: Given) -> Export:
    """The export of ``name`` in a format. Raises NotFound where there is none of that name, and
    Refusals with all that is wrong with format and parameters.
    """
    offer = next((o for o in offers(context.model) if o.name == name), None)
    if offer is None:
        raise NotFound(
            f"there is no export called {name!r}: hub {{ exports {{ name }} }} lists all"
        )
    flat = Flat(given)
    chunks = _prepared(context, assembly, offer, format_, flat)
    if format_ not in offer.formats:
        listed = ", ".join(offer.formats)
        flat.faults.insert(
            0, BadInput(f"{name} can't be had as {format_!r}, but as {listed}", ["format"])
        )
    if flat.faults:
        raise Refusals("the export was refused", flat.faults)
    made = FORMATS[format_]
    return Export(f"{name}.{made.ending}", made.media_type, chunks)


def _prepared(
    context: Context, assembly: Assembly, offer: Offer, format_: str, flat: Flat
) -> AsyncIterator[bytes]:
    if offer.name == NETWORK:
        return _network(context, assembly, format_, flat)
    if format_ in LINKED_FORMATS or offer.name == LINKED:
        return _linked(context, assembly, offer.name, format_, flat)
    return _table(context, assembly, context.model.tables[offer.name], format_, flat)


def _network(
    context: Context, assembly: Assembly, format_: str, flat: Flat
) -> AsyncIterator[bytes]:
    flat.known([*network_parameters(assembly.schema), "measures"])
    arguments = network_arguments(assembly.schema, flat)
    measures = _measures(flat)

    async def chunks() -> AsyncIterator[bytes]:
        try:
            network, _, material = await asked_network(context, arguments)
        except Refusals as refusals:
            for fault in refusals.faults:
                fault.path = parameter(fault.path)
            raise
        made = await context.analyses.run(picture, network, material, measures)
        for chunk in NETWORK_WRITERS[format_](made):
            yield chunk

    return chunks()


def _measures(flat: Flat) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(flat.several("measures")))
    if chosen == (ALL,):
        return tuple(MEASURES)
    for name in chosen:
        if name not in MEASURES:
            flat.refuse("measures", f"has {name!r}; there are {', '.join(MEASURES)}, or {ALL}")
    return chosen if "measures" in flat.given else USUAL


def _table(
    context: Context, assembly: Assembly, what: Kind | Relation, format_: str, flat: Flat
) -> AsyncIterator[bytes]:
    kind = isinstance(what, Kind)
    flat.known(["asOf", *(["where"] if kind else []), *(["bom"] if format_ == "csv" else [])])
    asked = _asked(assembly, what, flat)
    bom = flat.flag("bom")

    async def chunks() -> AsyncIterator[bytes]:
        source = Source(context.reader, context.model, context.viewer, context.today)
        made = table(source, what, asked)
        async for chunk in written(made, table_writer(format_, made, bom)):
            yield chunk

    return chunks()


def _asked(assembly: Assembly, what: Kind | Relation, flat: Flat) -> Asked:
    if isinstance(what, Relation):
        return Asked(day_argument(assembly.schema, flat))
    many = next(root for root, kind in assembly.lists.items() if kind == what.name)
    arguments = kind_arguments(assembly.schema, many, flat)
    return Asked(arguments["asOf"], arguments.get("where") or {})


def _linked(
    context: Context, assembly: Assembly, name: str, format_: str, flat: Flat
) -> AsyncIterator[bytes]:
    flat.known(["asOf", "base", "language", *(["where"] if name != LINKED else [])])
    base, language = flat.one("base") or BASE, flat.one("language") or LANGUAGE
    if not is_iri(f"{base}x"):
        flat.refuse(
            "base", f"is {base!r}: expected the beginning of an IRI, as https://data.go.id/"
        )
    if not language.replace("-", "").isalnum() or not language[0].isalpha():
        flat.refuse("language", f"is {language!r}: expected a language tag, as id or en-GB")
    if name == LINKED:
        kinds = [context.model.kinds[k] for k in LINKED_KINDS if k in context.model.kinds]
        asked = Asked(day_argument(assembly.schema, flat))
    else:
        kinds = [k for k in context.model.kinds.values() if k.table == name]
        asked = _asked(assembly, kinds[0], flat)
    org = Org((asked.day or context.today).isoformat(), base, language)

    async def chunks() -> AsyncIterator[bytes]:
        writer = LINKED_WRITERS[format_]()
        head = writer.begin()  # sent with the first page, so that faults come before any byte
        for kind in kinds:
            async for page in _rows(context, kind, asked):
                made = (r for row in page for r in org.resources(kind.name, row))
                yield (head + writer.resources(made)).encode()
                head = ""
        yield (head + writer.end()).encode()

    return chunks()


def _rows(context: Context, kind: Kind, asked: Asked) -> AsyncIterator[list[Any]]:
    source = Source(context.reader, context.model, context.viewer, context.today)
    links = [kind.link(name) for name in LINKS[kind.name]]
    return nodes(context.reader, source.writer(), Wanted(kind, links, asked.day, asked.where))
