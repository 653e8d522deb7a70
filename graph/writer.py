"""What all parts of one statement share while it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graph.access import Viewer
from graph.errors import HubError, Refusals, TooCostly
from graph.model import Kind, Link, Model, Property, Relation
from graph.parameters import Parameters

MOST_CONDITIONS = 100
"""Conditions in all filters of one operation."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern whose node (and relation) the rest of a subquery speaks about."""

    pattern: str
    node: str
    kinds: tuple[Kind, ...]
    conditions: tuple[str, ...] = ()
    relation: str | None = None
    """The variable that edge properties are read from."""
    edge: Relation | None = None
    keyed: bool = False
    """Whether there may be several edges to one node, which the relation's key tells apart."""

    def prop(self, name: str) -> Property:
        """A property that all kinds have: required where all demand it, personal where any is."""
        found = [kind.prop(name) for kind in self.kinds]
        required, personal = all(p.required for p in found), any(p.personal for p in found)
        return replace(found[0], required=required, personal=personal)

    @property
    def text(self) -> str:
        """The MATCH clause."""
        return self.when()

    def some(self, *more: str | None) -> str:
        """What stands in COUNT and EXISTS: as ``when``."""
        return self.when(*more)

    def when(self, *more: str | None) -> str:
        """The MATCH clause with further conditions."""
        conditions = [c for c in (*self.conditions, *more) if c]
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return f"MATCH {self.pattern}{where}"


@dataclass
class Writer:
    """Names, values and refusals of a statement in the making."""

    model: Model
    viewer: Viewer
    today: date
    ordered_index: bool = True
    """As the engine's capability of this name."""
    parameters: Parameters = field(default_factory=Parameters)
    refusals: list[HubError] = field(default_factory=list)
    path: tuple[str | int, ...] = ()
    """Where in the request the part being written stands."""
    _variables: int = 0
    _conditions: int = 0
    _days: dict[str, str] = field(default_factory=dict)

    def fresh(self, letter: str) -> str:
        """A variable that nothing else in the statement uses."""
        self._variables += 1
        return f"{letter}{self._variables}"

    def refuse(self, error: HubError, path: Sequence[str | int] = ()) -> None:
        """Note a fault of the request; the statement is not run, but its other faults are found."""
        error.path = (*self.path, *path, *error.path)
        self.refusals.append(error)

    def weigh(self) -> bool:
        """Count one more condition of a filter; False, and refused once, where they are too many:
        engines plan long chains slowly, and ArcadeDB refuses chains of 200.
        """
        self._conditions += 1
        if self._conditions == MOST_CONDITIONS + 1:
            self.refuse(TooCostly(f"has more than {MOST_CONDITIONS} conditions"), ["where"])
        return self._conditions <= MOST_CONDITIONS

    def conclude(self) -> None:
        """Raise all faults found, if any."""
        if self.refusals:
            raise Refusals("the request was refused", self.refusals)

    def day(self, day: date | None) -> str:
        """The expression for a calendar date that everything within is seen at. Dates are numbered,
        so that the same question about another day shares the engine's plan.
        """
        text = (day or self.today).isoformat()
        return self.parameters.once(self._days.setdefault(text, f"d{len(self._days)}"), text)

    def seen(self, **variables: str) -> str:
        """What a hand-written WHERE adds so that the viewer may see these variables, each given
        with its kind: ``seen(i="Initiative")``; starts with AND where there is anything.
        """
        kinds = {variable: self.model.kind(kind) for variable, kind in variables.items()}
        rules = [self.viewer.admits(kind, v, self.parameters) for v, kind in kinds.items()]
        return "".join(f" AND {rule}" for rule in rules if rule)

    def body(self, kind: Kind, *, as_of: str | None = None) -> Match:
        """A pattern for nodes of ``kind``, with what the viewer may see and, where ``as_of`` is
        given, alive on that day.
        """
        node = self.fresh("n")
        conditions = (
            alive(kind, node, as_of) if as_of else None,
            self.viewer.admits(kind, node, self.parameters),
        )
        return Match(f"({node}:{kind.name})", node, (kind,), tuple(c for c in conditions if c))

    def step(self, start: str, link: Link, as_of: str | None) -> Match:
        """A pattern for the nodes that ``link`` leads to from ``start`` on that day; where none is
        given, in all periods.

        A dated relation leads to bodies alive on the day. One without dates is a fact about a
        moment of its own (who attended, what came before): it leads to bodies of any time.
        """
        day = as_of if link.relation.dated else None
        node, relation = self.fresh("n"), self.fresh("r")
        kinds = tuple(self.model.kind(name) for name in link.kinds)
        label = f":{kinds[0].name}" if len(kinds) == 1 else ""
        left, right = ("-", "->") if link.outgoing else ("<-", "-")
        pattern = f"({start}){left}[{relation}:{link.relation.type}]{right}({node}{label})"
        conditions = [
            *(f"{relation}.{name} = {self.parameters.add(v)}" for name, v in link.fixed),
            dated(relation, day) if day else None,
            self._among(node, kinds, link, day),
        ]
        return Match(
            pattern,
            node,
            kinds,
            tuple(c for c in conditions if c),
            relation,
            link.relation,
            keyed=bool(link.relation.key),
        )

    def _among(self, node: str, kinds: Sequence[Kind], link: Link, day: str | None) -> str | None:
        """That a node is of one of these kinds, to be seen and, on a day, alive."""
        rules = [(kind, self._rule(kind, node, day)) for kind in kinds]
        if len(rules) == 1:
            return rules[0][1]
        if link.whole and len({rule for _, rule in rules}) == 1:
            return rules[0][1]
        return "(" + " OR ".join(_all_of(f"{node}:{k.name}", rule) for k, rule in rules) + ")"

    def _rule(self, kind: Kind, node: str, day: str | None) -> str | None:
        life = alive(kind, node, day) if day else None
        parts = [life, self.viewer.admits(kind, node, self.parameters)]
        return " AND ".join(part for part in parts if part) or None


def alive(kind: Kind, node: str, as_of: str) -> str | None:
    """That a body lives on a day; None for kinds that have no life."""
    return within(f"{node}.validFrom", f"{node}.validTo", as_of) if kind.mortal else None


def dated(relation: str, as_of: str) -> str:
    """That a dated relation holds on a day."""
    return within(f"{relation}.from", f"{relation}.to", as_of)


def within(start: str, end: str, day: str) -> str:
    """That ``day`` lies in the half-open interval, open where an end is absent."""
    return f"({start} IS NULL OR {start} <= {day}) AND ({end} IS NULL OR {end} > {day})"


def _all_of(*parts: str | None) -> str:
    return "(" + " AND ".join(part for part in parts if part) + ")"
