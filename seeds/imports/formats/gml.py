"""Networks in GML: actors as agencies, ties between them, and categories as sectors.

Bodies are tied here by what they take part in together, so that a tie becomes an initiative of
just its two actors: every measure then finds the same network. Its code begins with ``tie``; what
the tie has, its weight for one, is the remark of both participations, as ``collab=2; na=0``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadInput
from graph.model import Model
from seeds.imports.codes import code, folded
from seeds.imports.files import File, files
from seeds.imports.item import Bond, Finding, Grade, Item, Place, Ref, Thing
from seeds.imports.left import Left
from seeds.imports.text import encoded
from seeds.networks.gml import Network, Record, network
from seeds.networks.nodes import NAMES
from seeds.table import Faults

LARGEST = 10_000_000
"""Bytes of a file: GML is read whole, since nodes may stand behind edges, and takes 270 MB then."""
DASH = "\u2013"


def read(paths: Sequence[Path], *, model: Model, encoding: str | None = None) -> Iterator[Item]:
    """The actors, categories and ties of networks, each file for itself."""
    for file in files(paths, "*.gml", deep=True):
        yield from [file] if isinstance(file, Finding) else _file(file, encoding)


def _file(file: File, encoding: str | None) -> Iterator[Item]:
    if file.path.stat().st_size > LARGEST:
        text, expected = "is too large to be read whole", f"at most {LARGEST:,} bytes"
        yield file.lost("FILE_TOO_LARGE", text, expected, "divide it, or give its ties as CSV")
        return
    found = encoded(file, encoding)
    yield from found.findings
    if found.encoding is None:
        return
    with found.opened() as content:
        text = content.read()
    faults = Faults()
    graph = network(file.name, text, faults, partly=True)
    yield from map(_fault, faults.found)
    if graph is not None:
        yield from _Reading(file.name, graph).items()


def _fault(fault: BadInput) -> Finding:
    file, row, column = fault.path
    text, _, expected = fault.message.partition(": ")
    expected = expected.removeprefix("expected ") or "GML"
    place, mend = Place(str(file), int(row), str(column)), "mend this place; the rest is read"
    return Finding(Grade.ERROR, "GML_FAULT", place, text, None, expected, mend)


@dataclass
class _Reading:
    """One network while it is given."""

    file: str
    graph: Network

    def items(self) -> Iterator[Item]:
        left = Left(self.file)
        for item in self.graph.others:
            if item.key != "directed":
                left.add(f"graph/{item.key}", item.line, _sample(item.value))
        label = self._label()
        categories = list(self._categories(label))
        yield from self._categories_told(categories)
        yield from self._actors(label, categories, left)
        yield from self._ties(label, left)
        yield from left.findings()

    def _label(self) -> str:
        """The attribute with the names: the usual one that most nodes have."""
        have = Counter(key for node in self.graph.nodes.values() for key in node.values)
        return max(NAMES, key=lambda name: have[name]) if any(map(have.get, NAMES)) else "id"

    def _categories(self, label: str) -> Iterator[str]:
        """Attributes that sort nodes: texts of which several nodes have one, or whole numbers from
        0 or 1 on without a gap.
        """
        keys = dict.fromkeys(key for node in self.graph.nodes.values() for key in node.values)
        for key in keys:
            found = [n.values[key] for n in self.graph.nodes.values() if key in n.values]
            kinds = set(found)
            if key in ("id", label) or not 1 < len(kinds) < len(found):
                continue
            numbers = sorted(kind for kind in kinds if isinstance(kind, int))
            coded = numbers in (list(range(len(kinds))), list(range(1, len(kinds) + 1)))
            if coded or all(isinstance(kind, str) for kind in kinds):
                yield key

    def _categories_told(self, categories: Sequence[str]) -> Iterator[Finding]:
        for key in categories:
            text = "is read as a category: its values become sectors"
            place, mend = Place(self.file, 1, f"node/{key}"), "take it out if it is none"
            expected = "an attribute that sorts actors"
            yield Finding(Grade.WARNING, "CATEGORY_ASSUMED", place, text, key, expected, mend)

    def _actors(self, label: str, categories: Sequence[str], left: Left) -> Iterator[Item]:
        met: dict[str, int] = {}
        sectors: set[Ref] = set()
        for id_, node in self.graph.nodes.items():
            name = _name(id_, node, label)
            place, ref = Place(self.file, node.line, f"node/{label}"), self._ref(id_)
            values = {"code": code("gml", ref.key, name), "name": name, "type": "UNKNOWN"}
            raw = {k: str(v) for k, v in node.values.items() if k not in ("id", label, *categories)}
            yield Thing(ref, values, place, raw=raw)
            if label == "id" or not str(node.values.get(label, "")).strip():
                text, mend = (
                    "has no name: its id stands for it",
                    f"give it one of {', '.join(NAMES)}",
                )
                yield Finding(Grade.WARNING, "ACTOR_UNNAMED", place, text, id_, "a name", mend)
            elif met.setdefault(folded(name), node.line) != node.line:
                before = met[folded(name)]
                text = f"is the name of the node in row {before}, too: they are kept apart"
                mend = "if they are one body, merge them"
                expected = "a name that no other has"
                yield Finding(Grade.WARNING, "NAME_SHARED", place, text, name, expected, mend)
            yield from self._sectors(node, ref, categories, sectors)
            for key, value in raw.items():
                left.add(f"node/{key}", node.line, value)
            for item in node.others:
                left.add(f"node/{item.key}", item.line, _sample(item.value))

    def _sectors(
        self, node: Record, actor: Ref, categories: Sequence[str], met: set[Ref]
    ) -> Iterator[Item]:
        for position, key in enumerate((c for c in categories if c in node.values), 1):
            value, place = node.values[key], Place(self.file, node.line, f"node/{key}")
            name = value.strip() if isinstance(value, str) else f"{key} {value}"
            if not name:
                continue
            ref = Ref("Sector", f"{self.file}#{key}={value}")
            if ref not in met:
                met.add(ref)
                made = code("gml", ref.key, f"{key} {value}")
                yield Thing(ref, {"code": made, "name": name, "scheme": "OTHER"}, place)
            values = {"primary": position == 1, "position": position}
            yield Bond("IN_SECTOR", actor, ref, place, values)

    def _ties(self, label: str, left: Left) -> Iterator[Item]:
        """The pairs that are tied, each with all of its ties."""
        pairs: dict[tuple[str, ...], list[Record]] = {}
        for edge in self.graph.edges:
            ends = sorted({str(edge.values["source"]), str(edge.values["target"])})
            pairs.setdefault(tuple(ends), []).append(edge)
            for item in edge.others:
                left.add(f"edge/{item.key}", item.line, _sample(item.value))
        for pair, edges in pairs.items():
            yield from self._tie(pair, edges, label)
        if pairs:
            text = f"{len(self.graph.edges):,} ties of {len(pairs):,} pairs are kept as initiatives"
            place = Place(self.file, self.graph.edges[0].line, "edge")
            yield Finding(Grade.NOTE, "TIES_AS_INITIATIVES", place, f"{text} of two partners each")

    def _tie(self, pair: tuple[str, ...], edges: Sequence[Record], label: str) -> Iterator[Item]:
        place = Place(self.file, edges[0].line, "edge")
        ref = Ref("Initiative", f"{self.file}#{' '.join(map(repr, pair))}")
        name = f" {DASH} ".join(_name(end, self.graph.nodes[end], label) for end in pair)
        values = {"code": code("tie", ref.key, name), "name": name, "status": "UNKNOWN"}
        yield Thing(ref, values, place)
        for end in pair:
            told = {"role": "PARTNER", "note": " | ".join(self._remarks(edges, end))}
            yield Bond("PARTICIPATES_IN", self._ref(end), ref, place, told)
        for edge in edges[1:]:
            text = f"ties a pair that is tied in row {edges[0].line}: both stand in one remark"
            at, mend = Place(self.file, edge.line, "edge"), "add the ties up if they are one"
            yield Finding(Grade.NOTE, "TIE_REPEATED", at, text, name, None, mend)
        if len(pair) == 1:
            text = "ties an actor to itself: it is kept, and counts for nobody"
            yield Finding(Grade.NOTE, "TIE_TO_ITSELF", place, text, name)

    def _remarks(self, edges: Sequence[Record], end: str) -> Iterator[str]:
        """What each tie has, and in a directed network whether it leads from here or to here."""
        for edge in edges:
            ends = ("source", "target")
            parts = [f"{key}={value}" for key, value in edge.values.items() if key not in ends]
            if self.graph.directed:
                parts[:0] = [side for side in ends if str(edge.values[side]) == end]
            yield "; ".join(parts) or "tie"

    def _ref(self, id_: str) -> Ref:
        return Ref("Agency", f"{self.file}#{id_}")


def _name(id_: str, node: Record, label: str) -> str:
    return str(node.values.get(label, "")).strip() or id_


def _sample(value: object) -> str | None:
    return None if isinstance(value, list) else str(value)
