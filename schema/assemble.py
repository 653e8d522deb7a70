"""The schema of a hub: its types, its roots, its SDL."""

from __future__ import annotations

import datetime
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import strawberry
from graphql import GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from graph.model import Kind, Model
from graph.search import SEARCH
from schema.declare import Connection
from schema.drafts import Argument, Draft, enumeration, many, maybe
from schema.facts import declare
from schema.inputs import screaming
from schema.mutation import Mutation
from schema.objects import AS_OF, PAGE, Objects
from schema.roots import Computed, KindRoot
from schema.scalars import SCALARS

_ID = Argument("id", maybe(strawberry.ID), "Its id.")
_CODE = Argument("code", maybe(str), "Its code; found among those alive on asOf.")


@dataclass(frozen=True)
class Assembly:
    """Everything that executing operations needs to know about a schema."""

    schema: GraphQLSchema
    model: Model
    lookups: dict[str, str]
    """Names of root fields that give one node, with its kind."""
    lists: dict[str, str]
    """Names of root fields that give a connection, with its kind."""
    computed: dict[str, Computed]
    mutations: dict[str, Mutation]
    _strawberry: strawberry.Schema

    @cached_property
    def sdl(self) -> str:
        """The schema in GraphQL's own language."""
        return self._strawberry.as_str() + "\n"


def assemble(
    roots: Sequence[KindRoot],
    computed: Sequence[Computed] = (),
    records: Sequence[type] = (),
    inputs: Sequence[type] = (),
    mutations: Sequence[Mutation] = (),
) -> Assembly:
    """The schema with these roots."""
    declarations = declare(root.cls for root in roots)
    objects = Objects(declarations, records, inputs)
    query = Draft("Query", "Where reading starts.")
    _node_roots(query, objects)
    for root in roots:
        _kind_roots(query, objects, declarations.model, root)
    _search(query, objects, declarations.model)
    for item in computed:
        arguments = [objects.argument(a) for a in item.arguments]
        if typing.get_origin(item.returns) is Connection:
            arguments = [*PAGE, *arguments]
        query.add(item.name, objects.output_of(item.returns), item.description, arguments)
    mutation = _mutations(objects, mutations)
    objects.finish()
    query.finish()
    schema = strawberry.Schema(
        query=query.cls,
        mutation=mutation.cls if mutation else None,
        types=[objects.drafts[root.cls.__name__].cls for root in roots],
        config=StrawberryConfig(auto_camel_case=False, scalar_map=SCALARS),
    )
    return Assembly(
        schema._schema,
        declarations.model,
        {root.one: root.cls.__name__ for root in roots},
        {root.many: root.cls.__name__ for root in roots},
        {item.name: item for item in computed},
        {item.name: item for item in mutations},
        schema,
    )


def _mutations(objects: Objects, mutations: Sequence[Mutation]) -> Draft | None:
    if not mutations:
        return None
    draft = Draft("Mutation", "Where writing starts. Each field is a transaction of its own.")
    for item in mutations:
        arguments = [objects.argument(a) for a in item.arguments]
        draft.add(item.name, maybe(objects.output_of(item.returns)), item.description, arguments)
    draft.finish()
    return draft


def _node_roots(query: Draft, objects: Objects) -> None:
    node = objects.drafts["Node"].cls
    id_ = Argument("id", strawberry.ID, "Its id.")
    ids = Argument("ids", many(strawberry.ID), "Their ids, at most 500.")
    query.add("node", maybe(node), "The node with this id, alive or not.", (id_,))
    query.add(
        "nodes",
        many(maybe(node)),
        "The nodes with these ids, in this order; null where there is none.",
        (ids,),
    )


def _kind_roots(query: Draft, objects: Objects, model: Model, root: KindRoot) -> None:
    name = root.cls.__name__
    kind, draft = model.kind(name), objects.drafts[name]
    by = (_ID, _CODE, AS_OF) if kind.has("code") else (_ID, AS_OF)
    query.add(root.one, maybe(draft.cls), f"One node by its id or code. {kind.description}", by)
    where = objects.inputs.where(f"{name}Where", (kind,))
    order = objects.inputs.order(f"{name}Order", (kind,))
    alive = " Bodies alive on asOf." if kind.mortal else ""
    query.add(
        root.many,
        objects.connection(name, draft).cls,
        f"All of them.{alive} {kind.description}",
        objects.list_arguments(where, order),
    )


def _matched(objects: Objects, kinds: Sequence[Kind]) -> Draft:
    searched = {p.name: p for kind in kinds for p in kind.searched}
    members = [(screaming(n), screaming(n), p.description) for n, p in searched.items()]
    field = enumeration("SearchField", "Where search looks: the fields of nodes.", members)
    draft = objects.drafts["SearchMatch"] = Draft("SearchMatch", "A text that a search found.")
    draft.add("text", str, "The text, as the node has it.")
    draft.add("field", field, "The field that holds it.")
    return draft


def _search(query: Draft, objects: Objects, model: Model) -> None:
    kinds = [k for k in model.kinds.values() if any(p.searchable for p in k.properties)]
    if not kinds:
        return
    members = [(screaming(k.name).lstrip("_"), k.name, k.description) for k in kinds]
    chosen = enumeration("SearchKind", "What search can look for.", members)
    hits = objects.connection("Search", objects.drafts["Node"], SEARCH)
    matched = _matched(objects, kinds)
    objects.drafts["SearchEdge"].add(
        "matched", maybe(matched.cls), "The text of the node that fits best."
    )
    arguments = (
        Argument("text", str, "What to look for, at most 200 characters."),
        Argument("kinds", maybe(many(chosen)), "Only these kinds."),
        *PAGE,
        Argument("asOf", maybe(datetime.date), AS_OF.description),
    )
    text = (
        "Full-text search, best first. Letter case, accents and punctuation do not count; every "
        "word has to occur in a name, acronym, alias, code or text."
    )
    query.add("search", hits.cls, text, arguments)
