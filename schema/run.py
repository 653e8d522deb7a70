"""One operation: its roots compiled together, read at once, shaped."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from graphql import GraphQLError, GraphQLObjectType, located_error
from graphql.execution.collect_fields import GroupedFieldSet
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from graph.access import Viewer
from graph.compile import Compiler
from graph.errors import BadInput, HubError, Refusals
from graph.model import Kind
from graph.network.keep import Analyses
from graph.parameters import Slot
from graph.reader import Reader
from graph.writer import Writer
from schema.assemble import Assembly
from schema.mutate import Mutations
from schema.plan import Data, Places, Plan, fault_at, linked, located
from schema.project import Fill, Maker, Projection, Site, fill
from schema.roots import Computed, Context
from schema.select import Arguments, Asked, Selector, page

MOST_IDS = 500


@dataclass(slots=True)
class Request:
    """What one operation is executed with; the context value of graphql-core."""

    assembly: Assembly
    reader: Reader
    viewer: Viewer
    today: date
    version: str
    analyses: Analyses
    values: Mapping[str, Any] = field(default_factory=dict)
    """The variables' values as the client sent them."""
    free: frozenset[str] = frozenset()
    """Those variables whose value the statement's text doesn't depend on."""
    plan: Plan | None = None
    """What the operation was compiled to, where that can be used again."""


@dataclass(slots=True)
class Analysis:
    """A computed root of the operation."""

    asked: Asked
    root: Computed
    arguments: Arguments
    projection: Projection
    make: Maker


class RootExecutor(StrawberryGraphQLCoreExecutionContext):
    """graphql-core's executor, except that the roots of a query are compiled together."""

    def execute_root_grouped_field_set(
        self,
        root_type: GraphQLObjectType,
        root_value: Any,
        grouped_field_set: GroupedFieldSet,
        serially: bool,
        position_context: Any,
    ) -> Any:
        """Answer the roots; introspection is left to graphql-core."""
        if serially:
            return Mutations(self, root_type).run(grouped_field_set)
        own: GroupedFieldSet = {}
        rest: GroupedFieldSet = {}
        for key, details in grouped_field_set.items():
            chosen = rest if details[0].node.name.value in ("__schema", "__type") else own
            chosen[key] = details
        known: Data = {}
        if rest:
            introspected = super().execute_root_grouped_field_set(
                root_type, root_value, rest, serially, position_context
            )
            known = cast(Data, introspected)
        return self._answer(root_type, own, list(grouped_field_set), known) if own else known

    async def _answer(
        self, root_type: GraphQLObjectType, own: GroupedFieldSet, order: list[str], known: Data
    ) -> Data:
        places: Places = {key: [d.node for d in details] for key, details in own.items()}
        try:
            operation = _Operation(self, root_type, own)
            found = {**known, **await operation.run(places, reusable=not known)}
        except Refusals as refusals:
            *others, last = [located(e, places) for e in refusals.faults]
            self.collected_errors.errors.extend(others)
            raise last from None
        except HubError as error:
            raise located(error, places) from error
        except RecursionError:
            raise located(BadInput("is nested too deeply"), places) from None
        return {key: found[key] for key in order}


class _Operation:
    """The roots of one query."""

    def __init__(
        self, executor: RootExecutor, root_type: GraphQLObjectType, own: GroupedFieldSet
    ) -> None:
        self.executor = executor
        self.request: Request = executor.context_value
        self.assembly = self.request.assembly
        self.model = self.assembly.model
        self.selector = Selector(executor, self.model)
        engine = self.request.reader.database.engine
        self.writer = Writer(
            self.model, self.request.viewer, self.request.today, engine.ordered_index
        )
        self.compiler = Compiler(self.writer)
        self.analyses: list[Analysis] = []
        self.lists: list[tuple[str, Sequence[str], Fill]] = []
        self.root_type = root_type
        given, values = executor.variable_values.coerced, self.request.values
        given.update({name: Slot(values[name], name) for name in self.request.free})
        for key, details in own.items():
            name = details[0].node.name.value
            field = executor.schema.get_field(root_type, name)
            assert field is not None, "validated"
            try:
                self._add(Asked(key, name, details, field))
            except GraphQLError as error:
                raise located_error(error, [d.node for d in details], [key]) from None

    async def run(self, places: Places, reusable: bool) -> Data:
        """The values of all roots. A ``reusable`` operation leaves its plan with the request,
        if nothing but the statement depends on what the graph holds.
        """
        self.writer.conclude()
        computed, fillings = await self._analysed()
        plan = Plan.of(self.compiler.statement(), places)
        if reusable and not self.analyses and not self.lists:
            self.request.plan = plan
        row = await plan.row(self.request.reader, self.request.values)
        data, faults = plan.data(row)
        for analysis, filling in zip(self.analyses, fillings, strict=True):
            filling.put(row, ((), analysis.asked.key), faults)
        for key, made, filling in self.lists:
            filling.put(row, ((), key), faults)
            data[key] = made
        for path in faults.paths:
            self.executor.collected_errors.add(fault_at(path), linked(path))
        return {**computed, **data}

    def _add(self, asked: Asked) -> None:
        self.writer.path = (asked.key,)
        if asked.name == "__typename":
            self.compiler.constant(asked.key, self.root_type.name)
            return
        arguments = self.selector.arguments(asked)
        if asked.name in self.assembly.lookups:
            self._lookup(asked, self.model.kind(self.assembly.lookups[asked.name]), arguments)
        elif asked.name in self.assembly.lists:
            kind = self.model.kind(self.assembly.lists[asked.name])
            chosen = self.selector.connection(asked)
            self.compiler.connection(asked.key, kind, page(arguments), chosen)
        elif asked.name in self.assembly.computed:
            self._analysis(asked, self.assembly.computed[asked.name], arguments)
        elif asked.name == "search":
            self._search(asked, arguments)
        elif asked.name == "node":
            self._node(asked, arguments)
        else:
            self._nodes(asked, arguments)

    def _lookup(self, asked: Asked, kind: Kind, arguments: Arguments) -> None:
        given = [(n, arguments[n]) for n in ("id", "code") if arguments.get(n) is not None]
        if len(given) != 1:
            self.writer.refuse(BadInput("needs either id or code"))
            return
        name, value = given[0]
        if name == "id" and self.model.kind_of(value) is not kind:
            self.writer.refuse(BadInput(f"is no id of the kind {kind.name}", ["id"]))
            return
        nodes = self.selector.nodes(asked.type, asked.details)
        self.compiler.lookup(asked.key, kind, (name, value), arguments.get("asOf"), nodes)

    def _node(self, asked: Asked, arguments: Arguments) -> None:
        kind = self.model.kind_of(arguments["id"])
        if kind is None:
            self.writer.refuse(BadInput("is not an id of this hub", ["id"]))
            return
        nodes = self.selector.nodes(asked.type, asked.details)
        by = ("id", arguments["id"])
        self.compiler.lookup(asked.key, kind, by, None, nodes)

    def _nodes(self, asked: Asked, arguments: Arguments) -> None:
        ids: Sequence[str] = arguments["ids"]
        if len(ids) > MOST_IDS:
            self.writer.refuse(BadInput(f"holds {len(ids)}: ask for at most {MOST_IDS}", ["ids"]))
            return
        site = Site(self.selector.nodes(asked.type, asked.details))
        made: list[Any] = [None] * len(ids)
        for index, id_ in enumerate(ids):
            if self.model.kind_of(id_) is None:
                self.writer.refuse(BadInput("is not an id of this hub", ["ids", index]))
            else:
                site.want(made, index, id_)
        filling = fill([site], self.compiler, self.model.kinds, None)
        self.lists.append((asked.key, made, filling))

    def _search(self, asked: Asked, arguments: Arguments) -> None:
        names = [k.value for k in arguments.get("kinds") or ()]
        kinds = [
            k
            for k in self.model.kinds.values()
            if (k.name in names) or (not names and any(p.searchable for p in k.properties))
        ]
        chosen = self.selector.connection(asked)
        self.compiler.search(asked.key, arguments["text"], kinds, page(arguments), chosen)

    def _analysis(self, asked: Asked, root: Computed, arguments: Arguments) -> None:
        projection = Projection(self.selector, self.model.kinds, self.writer)
        made = projection.maker(asked)
        self.analyses.append(Analysis(asked, root, arguments, projection, made))

    async def _analysed(self) -> tuple[Data, list[Fill]]:
        """What all analyses give; they run side by side."""
        request = self.request
        context = Context(
            request.reader,
            self.model,
            request.viewer,
            request.today,
            request.version,
            request.analyses,
        )
        made = await asyncio.gather(*(self._compute(a, context) for a in self.analyses))
        data: Data = {a.asked.key: value for a, value in zip(self.analyses, made, strict=True)}
        return data, [
            fill(a.projection.sites, self.compiler, self.model.kinds, a.root.day(a.arguments))
            for a in self.analyses
        ]

    async def _compute(self, analysis: Analysis, context: Context) -> Any:
        """An analysis made into its part of the answer. What it computes only when asked for is
        computed in the making, so that is done in a thread as well.
        """
        try:
            value = await analysis.root.compute(context, analysis.arguments)
            return await context.analyses.run(analysis.make, value)
        except Refusals as refusals:
            for fault in refusals.faults:
                fault.path = (analysis.asked.key, *fault.path)
            raise
        except HubError as error:
            error.path = (analysis.asked.key, *error.path)
            raise
