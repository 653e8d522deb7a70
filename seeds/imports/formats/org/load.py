"""Documents of JSON-LD as triples."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from seeds.imports.files import File
from seeds.imports.findings import shown
from seeds.imports.formats.org.blanks import names
from seeds.imports.formats.org.contexts import Refused, context, local
from seeds.imports.formats.org.pieces import Broken, Piece, Pieces
from seeds.imports.formats.org.terms import INVERSE, SCHEMA
from seeds.imports.formats.org.triples import Node, Triples
from seeds.imports.item import Finding, Grade, Place
from seeds.imports.text import Encoded, encoded

BASE = "http://relative.invalid/"
"""What relative IRIs stand under, so that none is taken for one of the world."""


def load(file: File, number: int, encoding: str | None, into: Triples) -> Iterator[Finding]:
    """Keep what a file says; what can't be read is told. ``number`` keeps blank nodes of different
    files apart.
    """
    found = encoded(file, encoding)
    yield from found.findings
    if found.encoding is None:
        return
    try:
        used = _context(found)
        with found.opened() as content:
            for index, piece in enumerate(Pieces(content)):
                if not piece.context:
                    blank = f"_:{number}.{index}"
                    yield from _piece(piece, used, file.name, blank, into)
    except Refused as refused:
        yield _refused(refused, file.place())
    except Broken as broken:
        place, mend = file.place(broken.row), "mend it here; what stands before is read"
        yield Finding(Grade.ERROR, "JSON_BROKEN", place, str(broken), None, "JSON-LD", mend)


def _refused(refused: Refused, place: Place) -> Finding:
    text = "stands elsewhere: nothing is fetched while files are read"
    mend = "put the context itself in its place"
    expected = "a context in the file, or https://www.w3.org/ns/org"
    at = place.at("@context")
    return Finding(Grade.ERROR, "CONTEXT_REFUSED", at, text, str(refused), expected, mend)


def _context(found: Encoded) -> Any:
    """The context of a document, wherever in it that stands."""
    with found.opened() as content:
        try:
            used: Any = next((piece.value for piece in Pieces(content) if piece.context), {})
        except Broken:
            return {}
    return context(used)


def _piece(piece: Piece, used: Any, file: str, blank: str, into: Triples) -> Iterator[Finding]:
    from rdflib import Graph
    from rdflib.plugins.parsers.jsonld import to_rdf

    place = Place(file, piece.row)
    if not isinstance(piece.value, dict):
        text = "is no node: expected an object"
        raw, mend = shown(json.dumps(piece.value)), "take it out of the graph"
        yield Finding(Grade.ERROR, "NODE_UNREADABLE", place, text, raw, "an object", mend)
        return
    graph = Graph()
    try:
        document = {"@context": used, "@graph": [local(piece.value)]}
        with _quiet():
            to_rdf(document, graph, base=BASE, version=1.1)
            made = names(graph, blank)
            triples = [_triple(*triple, made, blank.partition(".")[0]) for triple in graph]
    except Refused as refused:
        yield _refused(refused, place)
        return
    except Exception as error:  # whatever a library makes of any text
        text = f"is no JSON-LD: {str(error) or type(error).__name__}"
        expected, mend = "a node of JSON-LD", "mend the node"
        yield Finding(Grade.ERROR, "NODE_UNREADABLE", place, text, None, expected, mend)
        return
    if not triples:
        text = "says nothing in terms that its context knows"
        raw, mend = shown(json.dumps(piece.value)), "give it a type and a name in such terms"
        yield Finding(Grade.WARNING, "NODE_EMPTY", place, text, raw, "terms of W3C ORG", mend)
    into.add(sorted(triples), place)


def _triple(
    subject: Any, predicate: Any, value: Any, made: Mapping[str, str], blank: str
) -> tuple[str, str, Node]:
    from rdflib import BNode, Literal

    def name(term: Any) -> str:
        text = str(term)
        if isinstance(term, BNode):
            text = made.get(text) or f"{blank}.{text}"
        return text.encode("utf-8", "replace").decode()

    said = name(predicate).replace("https://schema.org/", SCHEMA)
    if isinstance(value, Literal):
        text = str(value).encode("utf-8", "replace").decode()
        return name(subject), said, Node(text, False, value.language or "", value.datatype or "")
    one, other = name(subject), name(value).replace("https://schema.org/", SCHEMA)
    if said in INVERSE:
        one, other, said = other, one, INVERSE[said]
    return one, said, Node(other, True)


@contextmanager
def _quiet() -> Iterator[None]:
    """Literals as they stand, and no log of those that do not fit their type."""
    import rdflib

    log, before = logging.getLogger("rdflib"), rdflib.NORMALIZE_LITERALS
    level = log.level
    log.setLevel(logging.CRITICAL)
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before
        log.setLevel(level)
