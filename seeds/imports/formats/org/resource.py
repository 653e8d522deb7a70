"""What is said of one thing: its names, code, dates, and what it is here."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from seeds.imports.codes import code
from seeds.imports.days import Day, day_at
from seeds.imports.formats.org.load import BASE
from seeds.imports.formats.org.terms import DCT, KINDS, NAMES, ORG, SCHEMA, SKOS, TYPE
from seeds.imports.formats.org.triples import Node, Triples
from seeds.imports.item import Bond, Finding, Grade, Item, Place, Ref, Thing
from seeds.imports.left import Left

HUB = "urn:sinergi:"
"""What IRIs begin with that a hub gave: its kind and code follow."""
NAMED = (*NAMES, SKOS + "altLabel", SKOS + "notation", TYPE, DCT + "source", ORG + "identifier")
ALIVE = {"validFrom": SCHEMA + "foundingDate", "validTo": SCHEMA + "dissolutionDate"}
_SCHEMED = re.compile(r"[A-Za-z][\w.-]*:.+")


@dataclass
class Resources:
    """The things of all files, while they are given."""

    store: Triples
    left: dict[str, Left] = field(default_factory=dict)
    outside: dict[Ref, Place] = field(default_factory=dict)
    """Things that were made because something leads to them, with the place of that."""
    spoken: dict[str, Place] = field(default_factory=dict)

    def kind(self, subject: str) -> str | None:
        """What a subject is here, by the type that says most; None where none does."""
        types = {node.text for node in self.store.said(subject, TYPE)}
        return next((kind for type_, kind in KINDS.items() if type_ in types), None)

    def place(self, subject: str, term: str = "") -> Place:
        """Where a subject stands, and what of it is meant."""
        found = self.store.place(subject) or self.spoken[subject]
        return found.at(short(term)) if term else found

    def rest(self, subject: str, *read: str) -> dict[str, str]:
        """What is said that nothing is made of, counted."""
        found = {}
        place = self.place(subject)
        left = self.left.setdefault(place.file, Left(place.file))
        for predicate, sample in self.store.predicates(subject):
            if predicate not in read and predicate not in NAMED:
                found[short(predicate)] = sample
                left.add(short(predicate), place.row, sample)
        return found

    def named(self, subject: str, name: str = "name") -> tuple[dict[str, Any], list[Finding]]:
        """Code, name, English name, and source of a subject; its other names are aliases."""
        told = next((said for term in NAMES if (said := self.store.said(subject, term))), [])
        local = next(_spoken(told, "id", ""), None) or next(iter(_not(told, "en")), None)
        english = next(_spoken(told, "en"), None)
        chosen = local or english
        text = chosen.text.strip() if chosen else ""
        findings = []
        if not text:
            text = _tail(subject) or subject
            told_ = "has no name: the end of its address stands for it"
            at = self.place(subject, SKOS + "prefLabel")
            mend = "give it a skos:prefLabel"
            findings.append(
                Finding(Grade.WARNING, "NAME_MISSING", at, told_, subject, "a name", mend)
            )
        values: dict[str, Any] = {name: text, "code": self._code(subject, text)}
        if english and english.text.strip():
            values[f"{name}En"] = english.text.strip()
        others = [n.text.strip() for n in (*told, *self.store.said(subject, SKOS + "altLabel"))]
        kept = {text, values.get(f"{name}En"), ""}
        values["aliases"] = [each for each in dict.fromkeys(others) if each not in kept]
        if source := next(iter(self.store.said(subject, DCT + "source")), None):
            values["source"] = source.text
        return values, findings

    def life(self, subject: str, values: dict[str, Any]) -> Iterator[Finding]:
        """The days of a body's life, with their precision."""
        for name, term in ALIVE.items():
            found = yield from self.day(subject, term)
            if found:
                values |= found.values(name)

    def day(self, subject: str, *terms: str) -> Generator[Finding, None, Day | None]:
        """The day that is said with these terms, the first one that is readable."""
        first = None
        for node in self.store.said(subject, *terms):
            found = yield from day_at(node.text, self.place(subject, terms[0]))
            first = first or found
        return first

    def _code(self, subject: str, name: str) -> str:
        notes = [n for n in self.store.said(subject, SKOS + "notation") if not _schemed(n)]
        if len(notes) == 1 and notes[0].text.strip():
            return notes[0].text.strip()
        if subject.startswith(HUB) and (tail := subject.removeprefix(HUB).partition(":")[2]):
            return unquote(tail)
        return code("org", subject, name)

    def identifiers(self, subject: str) -> tuple[str, ...]:
        """Identifiers as scheme and value, and the address itself where others may know it."""
        found = [
            node.text
            if _SCHEMED.fullmatch(node.text) and not _schemed(node)
            else f"{_tail(node.datatype) or 'org'}:{node.text}"
            for node in self.store.said(subject, ORG + "identifier", DCT + "identifier")
        ]
        notes = self.store.said(subject, SKOS + "notation")
        found += [f"{_tail(node.datatype)}:{node.text}" for node in notes if _schemed(node)]
        if not subject.startswith(("_:", BASE, HUB)):
            found.append(f"iri:{subject}")
        return tuple(dict.fromkeys(found))

    def linked(self, subject: str, *terms: str) -> list[str]:
        """The things that terms lead to. Texts in their place are told by ``texts``."""
        return [node.text for node in self.store.said(subject, *terms) if node.reference]

    def texts(self, subject: str, *terms: str) -> Iterator[Finding]:
        """An error for each text where a thing should stand."""
        for term in terms:
            for node in self.store.said(subject, term):
                if not node.reference:
                    at, expected = self.place(subject, term), "the @id of a thing"
                    text = "is a text, where a thing should stand"
                    mend = "give the thing's @id in place of a text"
                    yield Finding(Grade.ERROR, "LINK_UNFIT", at, text, node.text, expected, mend)

    def end(
        self, subject: str, term: str, other: str, kinds: Sequence[str]
    ) -> Iterator[Item | Ref]:
        """The thing at the other end of a link, last; one of which nothing is said is made."""
        kind = self.kind(other)
        at = self.place(subject, term)
        if kind is not None and kind in kinds:
            yield Ref(kind, other)
        elif kind is not None or self.store.said(other, TYPE):
            text, expected = f"leads to a {kind or 'thing of no kind'}", f"a {' or '.join(kinds)}"
            mend = "lead to such a thing, or mend its type"
            yield Finding(Grade.ERROR, "LINK_UNFIT", at, text, other, expected, mend)
        else:
            ref = Ref(kinds[0], other)
            if ref not in self.outside:
                self.outside[ref] = self.spoken[other] = at
                text = f"says no type: it is taken for a {ref.kind}"
                mend = "give it a type and a name in the files"
                yield Finding(Grade.WARNING, "TYPE_ASSUMED", at, text, other, "a type", mend)
                yield from self.bare(ref)
            yield ref

    def bare(self, ref: Ref) -> Iterator[Item]:
        """A thing with what is said of it beside its type."""
        title = "title" if ref.kind == "Post" else "name"
        values, findings = self.named(ref.key, title)
        yield from findings
        aliases = values.pop("aliases")
        if ref.kind == "Agency":
            values |= {"aliases": aliases, "type": "UNKNOWN"}
        if ref.kind == "Post":
            values |= {"grade": "UNKNOWN", "kind": "UNKNOWN"}
        if ref.kind == "Sector":
            values["scheme"] = "OTHER"
        if ref.kind == "Employee":
            values = {"name": values["name"], "synthetic": False}
        yield Thing(ref, values, self.place(ref.key), self.identifiers(ref.key))

    def bonds(
        self, subject: str, ref: Ref, term: str, kinds: dict[str, tuple[str, dict[str, Any]]]
    ) -> Iterator[Item]:
        """A bond for each link with a term: by the kind that it leads to, its type and values."""
        yield from self.texts(subject, term)
        for other in self.linked(subject, term):
            at = self.place(subject, term)
            for item in self.end(subject, term, other, tuple(kinds)):
                if not isinstance(item, Ref):
                    yield item
                elif item == ref:
                    text = f"leads to itself: the {short(term)} is left out"
                    expected, mend = "another thing", "lead to another thing, or nowhere"
                    yield Finding(Grade.ERROR, "LINK_TO_ITSELF", at, text, other, expected, mend)
                else:
                    type_, values = kinds[item.kind]
                    yield Bond(type_, ref, item, at, values)


def short(term: str) -> str:
    """A term as it is written: its last part, under what stands for the rest."""
    head = {ORG: "org:", SKOS: "skos:", SCHEMA: "schema:", DCT: "dct:"}
    start = next((prefix for prefix in head if term.startswith(prefix)), None)
    return head[start] + term.removeprefix(start) if start else term


def _tail(iri: str) -> str:
    return unquote(re.split(r"[/#:]", iri.rstrip("/#"))[-1]) if iri else ""


def _schemed(node: Node) -> bool:
    return bool(node.datatype) and not node.datatype.startswith("http://www.w3.org/")


def _spoken(said: Sequence[Node], *languages: str) -> Iterator[Node]:
    for wanted in languages:
        yield from (n for n in said if n.language.partition("-")[0].lower() == wanted)


def _not(said: Sequence[Node], language: str) -> list[Node]:
    return [n for n in said if n.language.partition("-")[0].lower() != language]
