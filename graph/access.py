"""Who sees what, as predicates and masks that become part of every statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from graph.model import Kind, Property
from graph.parameters import Parameters

RowRule = Callable[[str, Parameters], str]
"""Makes the Cypher predicate that a node (named by its variable) may be seen."""


@dataclass(frozen=True, eq=False)
class Viewer:
    """Somebody who asks; equal only to itself. ``rows`` restricts kinds to the nodes that a rule
    admits.
    """

    name: str
    personal: bool = False
    """Whether this viewer may read personal data (UU 27/2022)."""
    writes: bool = False
    """Whether this viewer may change the graph."""
    rows: Mapping[str, RowRule] = field(default_factory=dict)

    def hidden(self, property_: Property) -> bool:
        """Whether a property reads as null, and can be neither filtered nor sorted by."""
        return property_.personal and not self.personal

    def admits(self, kind: Kind, variable: str, parameters: Parameters) -> str | None:
        """The predicate that a node of ``kind`` may be seen; None where all may."""
        rule = self.rows.get(kind.name)
        return rule(variable, parameters) if rule else None


LOCAL = Viewer("local", writes=True)
"""The caller of a hub without configured authentication: sees all that is not personal."""
PUBLIC = Viewer("public")
"""Anybody, where the hub is open to all: reads what is not personal."""
