"""Items that readers give, sorted and checked against the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.rows import RelationRow, node_values, relation_values
from schema.query import build
from seeds.imports.formats.registry import FORMATS
from seeds.imports.item import Bond, Finding, Grade, Item, Ref, Thing

MODEL = build().model


@dataclass
class Read:
    """What came of some files, in the order in which it came."""

    things: list[Thing] = field(default_factory=list)
    bonds: list[Bond] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def kinds(self) -> Counter[str]:
        return Counter(thing.ref.kind for thing in self.things)

    def of(self, kind: str) -> list[Thing]:
        return [thing for thing in self.things if thing.ref.kind == kind]

    def values(self, kind: str) -> list[dict[str, Any]]:
        return [dict(thing.values) for thing in self.of(kind)]

    def value(self, kind: str, name: str) -> list[Any]:
        return [thing.values.get(name) for thing in self.of(kind)]

    def thing(self, key: str, kind: str = "") -> Thing:
        """The one thing of a key, and of a kind if one is named."""
        (found,) = [
            thing for thing in self.things if thing.ref.key == key and thing.ref.kind.endswith(kind)
        ]
        return found

    def name(self, ref: Ref) -> Any:
        return self.thing(ref.key, ref.kind).values["name"]

    def types(self) -> Counter[str]:
        return Counter(bond.type for bond in self.bonds)

    def tied(self, type_: str) -> list[Bond]:
        return [bond for bond in self.bonds if bond.type == type_]

    def pairs(self, type_: str) -> list[tuple[str, str]]:
        return [(bond.start.key, bond.end.key) for bond in self.tied(type_)]

    def told(self) -> list[str]:
        """The codes of all findings in their order."""
        return [finding.code for finding in self.findings]

    def codes(self, *grades: Grade) -> Counter[str]:
        """How often each code was found, of these grades or of all."""
        return Counter(f.code for f in self.findings if not grades or f.grade in grades)

    def graded(self, *but: str) -> Counter[tuple[str, str]]:
        """How often each grade and code was found, but for some codes."""
        return Counter((f.grade.value, f.code) for f in self.findings if f.code not in but)

    def problems(self) -> list[str]:
        return sorted(self.codes(Grade.ERROR, Grade.WARNING).elements())

    def all_found(self, code: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.code == code]

    def found(self, code: str) -> Finding:
        """The one finding of a code."""
        (finding,) = self.all_found(code)
        return finding


def read(format_: str, *paths: Path, encoding: str | None = None, whole: bool = True) -> Read:
    """What a reader makes of paths; everything fits the model and, if that is the ``whole`` of the
    data, hangs together.
    """
    made = sort(FORMATS[format_].read(paths, model=MODEL, encoding=encoding))
    check(made, whole=whole)
    return made


def sort(items: Iterable[Item]) -> Read:
    made = Read()
    for item in items:
        if isinstance(item, Thing):
            made.things.append(item)
        elif isinstance(item, Bond):
            made.bonds.append(item)
        else:
            made.findings.append(item)
    return made


def check(made: Read, *, whole: bool = True) -> None:
    """Everything could be written, and every finding says what it should."""
    known = Counter(thing.ref for thing in made.things)
    assert not [ref for ref, count in known.items() if count > 1]
    codes = Counter((t.ref.kind, code) for t in made.things if (code := t.values.get("code")))
    assert not [code for code, count in codes.items() if count > 1]
    for thing in made.things:
        kind = MODEL.kind(thing.ref.kind)
        assert thing.values.keys() <= {p.name for p in kind.stored}, thing
        node_values(kind, thing.values)
        assert all(":" in identifier for identifier in thing.identifiers)
    for bond in made.bonds:
        relation = MODEL.relations[bond.type]
        assert not whole or (bond.start in known and bond.end in known), bond
        assert bond.start.kind in relation.starts and bond.end.kind in relation.ends, bond
        assert bond.values.keys() <= {p.name for p in relation.properties}, bond
        relation_values(relation, RelationRow(bond.start.key, bond.end.key, bond.values))
    for finding in made.findings:
        assert finding.place.file and finding.code.isupper() and finding.message
        assert finding.grade is Grade.NOTE or (finding.expected and finding.mend), finding
