"""Random small sources, and what should be in the graph once they were imported, naively."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from importing import DAY, agency, bond, employee, part_of, post, unit

from seeds.imports.item import Bond, Item, Thing

DAYS = (None, "2000-01-01", "2010-01-01", "2020-01-01")
ENDS = (None, None, "2015-01-01", "2022-01-01")
AGENCIES, UNITS, POSTS, PEOPLE = range(3), range(2), range(3), range(2)
OPEN = "9999-12-31"


def _some(draw: st.DrawFn, numbers: range) -> list[int]:
    return draw(st.lists(st.sampled_from(numbers), unique=True))


@st.composite
def sources(draw: st.DrawFn, prefix: str = "x-") -> list[Item]:
    """Agencies with parents, units, posts, and people who hold them; of each some."""
    one = lambda *values: draw(st.sampled_from(values))  # noqa: E731
    made: list[Item] = []
    agencies, units = _some(draw, AGENCIES), _some(draw, UNITS)
    posts, people = _some(draw, POSTS), _some(draw, PEOPLE)
    for n in agencies:
        more = {"website": one(None, "w", "v"), "aliases": one([], ["one"], ["one", "two"])}
        name = f"Agency {prefix}{n}{one('', ' renamed')}"
        made.append(agency(f"{prefix}{n}", name, **more, validTo=one(*ENDS)))
        above = [m for m in agencies if m < n]
        if above and one(True, False):
            made.append(part_of(f"{prefix}{n}", f"{prefix}{one(*above)}", from_=one(*DAYS)))
    for n in units:
        made.append(unit(f"{prefix}u{n}", name=one("U", "V")))
        if agencies:
            end = f"Agency:{prefix}{one(*agencies)}"
            made.append(bond("UNIT_OF", f"Unit:{prefix}u{n}", end, from_=one(None, "2005-01-01")))
    for n in posts:
        made.append(post(f"{prefix}p{n}", title=one("Head", "Chair")))
        if units:
            end = f"Unit:{prefix}u{one(*units)}"
            made.append(bond("POST_IN", f"Post:{prefix}p{n}", end, to=one(*ENDS)))
    for n in people:
        made.append(employee(f"{prefix}{n}"))
        for held in _some(draw, POSTS) if posts else ():
            if held in posts:
                days = {"from_": one(*DAYS), "to": one(*ENDS), "share": one(None, 0.5)}
                days["to"] = days["to"] if (days["from_"] or "") < (days["to"] or OPEN) else None
                made.append(bond("HOLDS", f"Employee:{prefix}{n}", f"Post:{prefix}p{held}", **days))
    return made


Key = tuple[str, ...]


@dataclass
class Naive:
    """What should be there: things by kind and key, ties by type, both ends and what tells them
    apart; and of both, what the source said last.
    """

    things: dict[Key, dict[str, Any]] = field(default_factory=dict)
    ties: dict[Key, dict[str, Any]] = field(default_factory=dict)

    def take(self, items: list[Item]) -> None:
        """The source says this, and no more."""
        things = {(i.ref.kind, i.ref.key): _plain(i.values) for i in items if isinstance(i, Thing)}
        ties = {_key(i): _plain(i.values) for i in items if isinstance(i, Bond)}
        for key, values in self.things.items():
            if key not in things and key[0] != "Employee" and "validTo" not in values:
                self.things[key] = {**values, "validTo": DAY, "validToPrecision": "DAY"}
        for key, values in self.ties.items():
            if key not in ties and "to" not in values:
                self.ties[key] = {**values, "to": DAY, "toPrecision": "DAY"}
        self.things |= things
        self.ties |= ties

    def works(self) -> set[tuple[str, str, Any, Any]]:
        """Who works where: every day of a post held, as long as it is in a unit of the agency."""
        spells: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for (_, person, held, _), holds in self._of("HOLDS"):
            for (_, place, of, _), stands in self._of("POST_IN"):
                for (_, part, whole, _), belongs in self._of("UNIT_OF"):
                    if held == place and of == part:
                        chain = (holds, stands, belongs)
                        first = max(each.get("from", "") for each in chain)
                        last = min(each.get("to", OPEN) for each in chain)
                        if first < last:
                            spells.setdefault((person, whole), []).append((first, last))
        return {
            (*ends, first or None, None if last == OPEN else last)
            for ends, found in spells.items()
            for first, last in _joined(sorted(found))
        }

    def _of(self, type_: str) -> list[tuple[Key, dict[str, Any]]]:
        return [(key, values) for key, values in self.ties.items() if key[0] == type_]


def _joined(spells: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    first, last = spells[0]
    for begin, end in spells[1:]:
        if begin <= last:
            last = max(last, end)
        else:
            yield first, last
            first, last = begin, end
    yield first, last


def _key(tie: Bond) -> Key:
    mark = str(tie.values.get("from") or "")
    mark = f"STRUCTURE|{mark}" if tie.type == "PART_OF" else mark
    return tie.type, f"{tie.start.kind}:{tie.start.key}", f"{tie.end.kind}:{tie.end.key}", mark


def _plain(values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], False)}
