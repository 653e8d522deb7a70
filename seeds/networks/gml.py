"""GML (Himsolt 1996): nodes and edges with the line that each stands on.

Read here rather than by a library, so that all faults are told at once with their lines, and pairs
that stand twice are counted and not refused.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from seeds.networks.file import at
from seeds.table import Faults

Value: TypeAlias = "str | float | int | list[Item]"

_TOKEN = re.compile(
    r"""(?P<blank>\s+|\#[^\n]*)|(?P<open>\[)|(?P<close>\])|"(?P<text>[^"]*)"|"""
    r"""(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?(?![\w.]))|(?P<word>[+-]?[A-Za-z_][\w.]*)"""
)
DEEPEST = 50
_SPECIAL = {"NAN", "INF", "+INF", "-INF"}


@dataclass(frozen=True)
class Item:
    """A key with its value, and the line of the key."""

    key: str
    value: Value
    line: int


@dataclass(frozen=True)
class Record:
    """A node or an edge: its single values by key, what else it has, and its line."""

    line: int
    values: dict[str, str | float | int]
    others: tuple[Item, ...] = ()
    """Lists, and values whose key stands again behind them."""


@dataclass
class Network:
    """The nodes by id, and the edges with known ends."""

    directed: bool
    nodes: dict[str, Record] = field(default_factory=dict)
    edges: list[Record] = field(default_factory=list)
    others: list[Item] = field(default_factory=list)
    """What else the graph has."""


class _Wrong(Exception):
    """Text that is no GML, at a place in it."""


def is_gml(name: str, text: str) -> bool:
    """Whether a file calls itself GML, or its text begins like it."""
    start = re.compile(r"(?:\s+|#[^\n]*\n)*(?:(?:Creator|Version)\b[^\n]*\s+)*graph\s*\[", re.I)
    return name.lower().endswith(".gml") or start.match(text) is not None


def network(file: str, text: str, faults: Faults, *, partly: bool = False) -> Network | None:
    """The network in a text; None where it is no GML, or where nodes and edges do not fit. Those
    that fit are given all the same if it may be read ``partly``.
    """
    try:
        items = _items(iter(_tokens(text)), None, 0)
    except _Wrong as wrong:
        message, place = wrong.args
        line, column = _place(text, place)
        at(faults, file, line, column, f"is no GML: {message}")
        return None
    graphs = [item for item in items if item.key == "graph" and isinstance(item.value, list)]
    if len(graphs) != 1:
        line = graphs[1].line if graphs else 1
        at(faults, file, line, 1, f"has {len(graphs)} graphs: expected one, graph [ … ]")
        return None
    known = len(faults.found)
    made = _network(file, graphs[0], faults)
    return made if partly or len(faults.found) == known else None


def _network(file: str, graph: Item, faults: Faults) -> Network:
    assert isinstance(graph.value, list)
    made = Network(any(i.key == "directed" and i.value == 1 for i in graph.value))
    for record in _records(graph.value, "node"):
        key = str(record.values.get("id", ""))
        if key == "" or key in made.nodes:
            why = f"the id {key} is taken by another node" if key else "the node has no id"
            at(faults, file, record.line, "id", f"{why}: give each node its own")
        else:
            made.nodes[key] = record
    for record in _records(graph.value, "edge"):
        fits = True
        for end in ("source", "target"):
            if (key := str(record.values.get(end, ""))) not in made.nodes:
                fits = False
                text = f"there is no node {key}" if key else f"the edge has no {end}"
                at(faults, file, record.line, end, f"{text}: expected the id of a node")
        if fits:
            made.edges.append(record)
    if not any(_records(graph.value, "node")):
        at(faults, file, graph.line, 1, "the graph has no nodes: expected node [ id 1 … ]")
    read = ("node", "edge")
    made.others = [i for i in graph.value if i.key not in read or not isinstance(i.value, list)]
    return made


def _records(items: list[Item], key: str) -> Iterator[Record]:
    for item in items:
        if item.key == key and isinstance(item.value, list):
            last = {i.key: i for i in item.value if not isinstance(i.value, list)}
            values = {i.key: i.value for i in last.values() if not isinstance(i.value, list)}
            others = tuple(i for i in item.value if last.get(i.key) is not i)
            yield Record(item.line, values, others)


Token: TypeAlias = tuple[str, str, int, int]
"""What it is, its text, its line, and where it starts."""


def _tokens(text: str) -> Iterator[Token]:
    place, line = 0, 1
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            why = "a quote is not closed" if text[place] == '"' else "this cannot be read"
            raise _Wrong(f"{why} ({text[place : place + 20]!r})", place)
        if match.lastgroup != "blank":
            yield match.lastgroup, match[match.lastgroup], line, place
        line += match[0].count("\n")
        place = match.end()
    yield "end", "", line, place


def _items(tokens: Iterator[Token], opened: int | None, depth: int) -> list[Item]:
    """Keys and values up to the end of the list that opened there, or of the text."""
    if depth > DEEPEST:
        raise _Wrong(f"lists within lists, more than {DEEPEST} deep", opened)
    items: list[Item] = []
    for what, text, line, place in tokens:
        if what == ("end" if opened is None else "close"):
            return items
        if what == "end":
            raise _Wrong("this list is not closed; expected ]", opened)
        if what != "word":
            raise _Wrong(f"expected a key, found {text or '[ or ]'}", place)
        items.append(Item(text, _value(tokens, text, depth), line))
    return items


def _value(tokens: Iterator[Token], key: str, depth: int) -> Value:
    what, text, _, place = next(tokens)
    if what == "text":
        return html.unescape(" ".join(text.split()) if "\n" in text else text)
    if what == "number":
        return int(text) if re.fullmatch(r"[+-]?\d{1,18}", text) else float(text)
    if what == "open":
        return _items(tokens, place, depth + 1)
    if what == "word" and text.upper() in _SPECIAL:
        return float(text)
    raise _Wrong(f"expected a number, a quoted text or a list after {key}", place)


def _place(text: str, place: int) -> tuple[int, int]:
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
