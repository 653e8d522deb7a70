"""Files of JSON-LD in the terms of W3C ORG as items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from graph.model import Model
from seeds.imports.files import File, files
from seeds.imports.formats.org import things
from seeds.imports.formats.org.load import load
from seeds.imports.formats.org.memberships import holders, membership
from seeds.imports.formats.org.resource import Resources, short
from seeds.imports.formats.org.terms import LABEL, MEMBERSHIP, NAMES, ORG, SKOS, TIME, TYPE
from seeds.imports.formats.org.triples import Triples
from seeds.imports.item import Finding, Grade, Item, Ref

_READERS: dict[str, Callable[[Resources, Ref], Iterator[Item]]] = {
    "Agency": things.agency,
    "ChangeEvent": things.change,
    "Employee": things.employee,
    "Post": things.post,
    "Sector": things.sector,
    "Unit": things.unit,
}
_PARTS = {TIME + "Interval", TIME + "Instant", ORG + "Role"}
"""What is read where it is spoken of."""


def read(paths: Sequence[Path], *, model: Model, encoding: str | None = None) -> Iterator[Item]:
    """What these files say together. It is kept on disk until all of it is there, since what is
    said of one thing may stand in many places.
    """
    with closing(Triples()) as store:
        for number, file in enumerate(files(paths, "*.jsonld", "*.json", deep=True)):
            if isinstance(file, File):
                yield from load(file, number, encoding, store)
            else:
                yield file
        store.index()
        yield from _items(Resources(store))


def _items(here: Resources) -> Iterator[Item]:
    for subject in here.store.typed():
        kind = here.kind(subject)
        if kind in _READERS:
            yield from _READERS[kind](here, Ref(kind, subject))
        elif kind != MEMBERSHIP:
            yield from _strange(here, subject)
    for subject in here.store.typed():
        if here.kind(subject) == MEMBERSHIP:
            yield from membership(here, subject)
    for subject in here.store.typed():
        if here.kind(subject) == "Post":
            yield from holders(here, subject)
    yield from _untyped(here)
    for left in here.left.values():
        yield from left.findings()


def _strange(here: Resources, subject: str) -> Iterator[Finding]:
    types = [node.text for node in here.store.said(subject, TYPE)]
    if not _PARTS.intersection(types):
        text = "is left out: the hub has no kind for its type"
        place, raw = here.place(subject, "@type"), ", ".join(map(short, types))
        expected = "a type of W3C ORG"
        told, mend = f"{subject}: {raw}", "give it such a type, if it is one of these"
        yield Finding(Grade.ERROR, "TYPE_UNKNOWN", place, text, told, expected, mend)


def _untyped(here: Resources) -> Iterator[Finding]:
    """Things that nothing leads to and that have no type."""
    known = {ref.key for ref in here.outside}
    for subject in here.store.untyped():
        said = {predicate for predicate, _ in here.store.predicates(subject)}
        if subject in known or said <= {*NAMES, LABEL, SKOS + "altLabel"}:
            continue
        if any(predicate.startswith(TIME) for predicate in said):
            continue
        text, mend = "is left out, since it says no type", "give it an @type"
        place, expected = here.place(subject, "@type"), "a type of W3C ORG"
        yield Finding(Grade.ERROR, "TYPE_MISSING", place, text, subject, expected, mend)
