"""The object types of one schema: kinds, interfaces, connections and computed records."""

from __future__ import annotations

import datetime
import typing
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import Any

import strawberry

from graph.model import Link, Property, Relation, Type
from schema.declare import Connection, LinkMark, PropertyMark
from schema.drafts import Argument, Draft, enumeration, many, maybe
from schema.facts import PYTHON, Declarations, Field, document
from schema.inputs import Inputs, link_name, telling

AS_OF = Argument(
    "asOf",
    maybe(datetime.date),
    "Calendar date to look at. Inherited from the enclosing field; at the top, today.",
)
HISTORY = Argument(
    "history",
    maybe(bool),
    "true: all periods of the relation, whatever the day, to bodies of any time; not with asOf. "
    "What stands within is seen on the day of the enclosing field.",
)
PAGE = (
    Argument("first", maybe(int), "How many edges from the start, 0 to 500 (default 20)."),
    Argument("after", maybe(str), "Cursor of the edge to start after."),
    Argument("last", maybe(int), "How many edges from the end, instead of first."),
    Argument("before", maybe(str), "Cursor of the edge to end before."),
)

PENDING = (
    "Whether better numbers are being computed in the background: ask again in a few seconds. "
    "Until then these are the best there are."
)


class Objects:
    """Makes each object type once, from the declarations."""

    def __init__(
        self, declarations: Declarations, records: Sequence[type], inputs: Sequence[type]
    ) -> None:
        self.declarations = declarations
        self.drafts: dict[str, Draft] = {}
        self._enums: dict[type, type[Enum]] = {}
        self.inputs = Inputs(declarations.model.kinds, self._enum_of)
        self.info = self._page_info()
        for cls in declarations.interfaces:
            self._interface(cls)
        for cls in declarations.kinds:
            self.drafts[cls.__name__] = Draft(cls.__name__, document(cls), "type", self._bases(cls))
        for cls in records:
            self.drafts[cls.__name__] = Draft(cls.__name__, document(cls))
        self._computed = [self.drafts[cls.__name__] for cls in records]
        for cls in inputs:
            self.drafts[cls.__name__] = Draft(
                cls.__name__, document(cls), "input", one_of=hasattr(cls, "__one_of__")
            )
        self._fill((*records, *inputs))

    def finish(self) -> None:
        """Decorate everything; only then can a Strawberry schema be made."""
        for draft in (*self.inputs.drafts.values(), *self.drafts.values()):
            draft.finish()

    def _fill(self, records: Sequence[type]) -> None:
        for cls in (*self.declarations.interfaces, *self.declarations.kinds):
            for item in self.declarations.fields(cls):
                self._add(self.drafts[cls.__name__], cls.__name__, item)
        for cls in records:
            for item in self.declarations.fields(cls):
                self.drafts[cls.__name__].add(
                    item.name,
                    self.output(item),
                    item.mark.description,
                    PAGE if item.many else (),
                )

    def _interface(self, cls: type) -> None:
        self.drafts[cls.__name__] = Draft(
            cls.__name__, document(cls), "interface", self._bases(cls)
        )

    def _bases(self, cls: type) -> tuple[Draft, ...]:
        listed = [b for b in cls.__mro__[1:] if "__interface__" in vars(b)]
        nearest = [b for b in listed if not any(issubclass(o, b) for o in listed if o is not b)]
        return tuple(self.drafts[base.__name__] for base in nearest)

    def _add(self, draft: Draft, owner: str, item: Field) -> None:
        if isinstance(item.mark, PropertyMark):
            annotation = strawberry.ID if item.name == "id" else self.leaf(item.annotation)
            optional = item.optional or item.mark.personal
            made = maybe(annotation) if optional else annotation
            draft.add(item.name, made, item.mark.description)
        elif isinstance(item.mark, LinkMark):
            link = self.declarations.model.kind(owner).link(item.name)
            self._link(draft, link)

    def _link(self, draft: Draft, link: Link) -> None:
        if link.many:
            connection = self.linked(link)
            arguments = self.list_arguments(
                self.inputs.link_where(link), self.inputs.link_order(link)
            )
            arguments += (HISTORY,) if link.relation.dated else ()
            draft.add(link.name, connection.cls, link.description, arguments)
        else:
            target = maybe(self.drafts[link.target].cls)
            draft.add(link.name, target, link.description, (AS_OF,))

    def list_arguments(self, where: Draft, order: type[Enum] | None) -> tuple[Argument, ...]:
        """The arguments of a connection of nodes."""
        filter_ = Argument("where", maybe(where.cls), "Only those that this filter lets pass.")
        sort = Argument(
            "orderBy",
            maybe(many(order)),
            "In this order: the first term counts most.",
        )
        return (*PAGE, filter_, *([sort] if order else []), AS_OF)

    def linked(self, link: Link) -> Draft:
        """The connection that a link leads to."""
        relation = link.relation if telling(link.relation) else None
        return self.connection(link_name(link), self.drafts[link.target], relation)

    def connection(self, name: str, node: Draft, relation: Relation | None = None) -> Draft:
        """The connection called ``name``, with its edge."""
        found = self.drafts.get(f"{name}Connection")
        if found:
            return found
        edge = self.drafts[f"{name}Edge"] = Draft(
            f"{name}Edge", relation.description if relation else f"One {node.name} of a page."
        )
        edge.add("cursor", str, "Where the edge stands in its order. Opaque.")
        edge.add("node", node.cls, "The node at its end.")
        for property_ in relation.properties if relation else ():
            annotation = self._property(relation.name if relation else "", property_)
            edge.add(property_.name, annotation, property_.description)
        return self._pages(name, node, edge)

    def _pages(self, name: str, node: Draft, edge: Draft) -> Draft:
        draft = self.drafts[f"{name}Connection"] = Draft(
            f"{name}Connection", f"A page of {node.name} edges (Relay connection)."
        )
        draft.add("edges", many(edge.cls), "The page's edges.")
        draft.add("nodes", many(node.cls), "The page's nodes.")
        draft.add("pageInfo", self.info.cls, "What lies around the page.")
        draft.add("totalCount", int, "How many edges there are in all. Counted only when asked.")
        if any(node is computed for computed in self._computed):
            draft.add("dataVersion", int, "Version of the graph that it was computed from.")
            draft.add("computedAt", datetime.datetime, "When it was computed (UTC).")
            draft.add("pending", bool, PENDING)
        return draft

    def _property(self, owner: str, property_: Property) -> Any:
        enum = property_.type is Type.ENUM
        annotation = self._enum_of(owner, property_.name) if enum else PYTHON[property_.type]
        return annotation if property_.required else maybe(annotation)

    def leaf(self, annotation: Any) -> Any:
        """The Strawberry annotation of a plain value."""
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            return self.enum(annotation)
        return annotation

    def output(self, item: Field) -> Any:
        """The Strawberry annotation of a record's field."""
        made = self.output_of(item.annotation)
        return maybe(made) if item.optional else made

    def output_of(self, annotation: Any) -> Any:
        """The Strawberry annotation of a declared one: lists, ``| None``, connections, records,
        nodes, code lists and plain values.
        """
        origin = typing.get_origin(annotation)
        if origin is None:
            drafted = self.drafts.get(getattr(annotation, "__name__", ""))
            return drafted.cls if drafted else self.leaf(annotation)
        inner = typing.get_args(annotation)[0]
        if origin is Connection:
            return self.connection(inner.__name__, self.drafts[inner.__name__]).cls
        made = self.output_of(inner)
        return many(made) if origin is list else maybe(made)

    def argument(self, declared: Argument) -> Argument:
        """An argument with its declared annotation made Strawberry's."""
        return replace(declared, annotation=self.output_of(declared.annotation))

    def enum(self, declared: type[Enum]) -> type[Enum]:
        """The GraphQL enum of a declared code list, whose values are descriptions."""
        if declared not in self._enums:
            members = [(m.name, m.name, str(m.value)) for m in declared]
            self._enums[declared] = enumeration(declared.__name__, document(declared), members)
        return self._enums[declared]

    def _enum_of(self, owner: str, property_: str) -> type[Enum]:
        for cls in (*self.declarations.kinds, *self.declarations.relations):
            if cls.__name__ == owner:
                for item in self.declarations.fields(cls):
                    if item.name == property_:
                        return self.enum(item.annotation)
        raise KeyError(f"{owner}.{property_}")

    def _page_info(self) -> Draft:
        draft = self.drafts["PageInfo"] = Draft("PageInfo", "What lies around a page (Relay).")
        draft.add("hasNextPage", bool, "Whether edges follow the page.")
        draft.add("hasPreviousPage", bool, "Whether edges precede the page.")
        draft.add("startCursor", maybe(str), "Cursor of the page's first edge.")
        draft.add("endCursor", maybe(str), "Cursor of the page's last edge.")
        return draft
