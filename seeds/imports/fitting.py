"""Whether what was read fits the model: kinds and types that there are, values of their types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.model import Model, Property, Type
from graph.rows import KEPT_BY_HUB, unfit
from seeds.imports.item import Bond, Finding, Grade, Place, Thing

_DEFAULTED = (Type.BOOL, Type.TEXTS)
"""Types whose absence means no, or none."""


class Fitting:
    """Says what is wrong with things and bonds; whatever it says is an error."""

    def __init__(self, model: Model) -> None:
        self._relations = model.relations
        self._properties: dict[str, Mapping[str, Property]] = {
            **{name: {p.name: p for p in kind.stored} for name, kind in model.kinds.items()},
            **{name: {p.name: p for p in r.properties} for name, r in model.relations.items()},
        }
        self._required = {
            name: [p.name for p in known.values() if _demanded(p)]
            for name, known in self._properties.items()
        }

    def thing(self, thing: Thing) -> list[Finding]:
        """What is wrong with a thing."""
        return list(self._values(thing.ref.kind, thing.values, thing.place))

    def bond(self, bond: Bond) -> list[Finding]:
        """What is wrong with a bond."""
        wrong = list(self._values(bond.type, bond.values, bond.place))
        relation = self._relations.get(bond.type)
        for ref, kinds in (
            ((bond.start, relation.starts), (bond.end, relation.ends)) if relation else ()
        ):
            if ref.kind not in kinds:
                text = f"{bond.type} can't be between {bond.start.kind} and {bond.end.kind}"
                expected, mend = " or ".join(kinds), "mend the reference"
                wrong.append(_error("END_UNFIT", bond.place, text, ref.key, expected, mend))
        return wrong

    def _values(self, name: str, values: Mapping[str, Any], place: Place) -> Iterator[Finding]:
        known = self._properties.get(name)
        if known is None:
            text, mend = f"there is no {name} in the graph: it is left out", "name it otherwise"
            yield _error("KIND_UNKNOWN", place, text, name, None, mend)
            return
        for property_ in self._required[name]:
            if values.get(property_) is None:
                text = f"{property_} is missing: the row is left out"
                expected, at = known[property_].type.value, _at(place, property_)
                yield _error("VALUE_MISSING", at, text, None, expected, "fill it in")
        for property_, value in values.items():
            fault = _fault(known.get(property_), name, value)
            if fault:
                text, at = f"{property_} {fault}: the row is left out", _at(place, property_)
                yield _error("VALUE_UNFIT", at, text, str(value), None, "mend the value")


def _demanded(property_: Property) -> bool:
    defaulted = property_.type in _DEFAULTED or property_.name in KEPT_BY_HUB
    return property_.required and not defaulted


def _at(place: Place, column: str) -> Place:
    return place if place.column else place.at(column)


def _fault(property_: Property | None, name: str, value: Any) -> str | None:
    """What is wrong with a value of a property; ``name`` is whose it is."""
    if property_ is None:
        return f"is no property of {name}"
    return None if value is None else unfit(property_, value)


def _error(
    code: str, place: Place, text: str, value: str | None, expected: str | None, mend: str
) -> Finding:
    return Finding(Grade.ERROR, code, place, text, value, expected, mend)
