"""What is ordered of an import, and what it found and did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import Kind, Relation
from seeds.imports.formats.registry import Format
from seeds.imports.item import Grade
from seeds.imports.settle import Settling
from seeds.imports.stage import Stage


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported, and how. ``source`` is whom it speaks for: what an earlier import for
    the same source said and this one doesn't, ends on ``day`` (ISO). ``whole``: in one transaction.
    ``strict``: nothing is written where there is any error.
    """

    format: Format
    paths: Sequence[Path]
    source: str
    day: str
    now: str
    apply: bool = False
    whole: bool = False
    strict: bool = False
    encoding: str | None = None
    actor: str = "local"


@dataclass(slots=True)
class Tally:
    """How many nodes of a kind, or relations of a type, there were, and what becomes of them."""

    read: int = 0
    created: int = 0
    changed: int = 0
    same: int = 0
    ended: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.read + other.read,
            self.created + other.created,
            self.changed + other.changed,
            self.same + other.same,
            self.ended + other.ended,
        )


@dataclass
class Report:
    """What an import found and did. Findings and differences are on its stage."""

    order: Order
    stage: Stage
    run: str | None = None
    nodes: dict[str, Tally] = field(default_factory=dict)
    relations: dict[str, Tally] = field(default_factory=dict)
    derived: Tally = field(default_factory=Tally)
    """Employments that follow from the posts held: known only when those are written."""
    settling: Settling | None = None
    writes: bool = False
    """Whether what was read is written; else the report tells what would be."""

    @property
    def total(self) -> Tally:
        """Over all kinds and types, of what was read and what is said no more."""
        return sum((*self.nodes.values(), *self.relations.values()), Tally())

    @property
    def usable(self) -> bool:
        """Whether anything was understood."""
        return not self.stage.empty

    @property
    def refused(self) -> bool:
        """Whether there are errors, and the order wants none."""
        return self.order.strict and self.stage.grades[Grade.ERROR] > 0

    @property
    def fine(self) -> bool:
        """Whether something was understood, and nothing is in the way of it."""
        return self.usable and not self.refused

    def clear(self) -> None:
        """Count anew."""
        self.nodes.clear()
        self.relations.clear()
        self.derived = Tally()
        self.stage.clear()

    def tally(self, subject: Kind | Relation) -> Tally:
        """The tally of a kind or a relation."""
        if isinstance(subject, Kind):
            return self.nodes.setdefault(subject.name, Tally())
        return self.relations.setdefault(subject.type, Tally())
