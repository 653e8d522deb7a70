"""Executing mutations: one root after the other, each in a transaction of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from graphql import GraphQLError, GraphQLObjectType
from graphql.execution.collect_fields import GroupedFieldSet

from graph.compile import Compiler
from graph.database import Database, Transaction
from graph.errors import Forbidden, HubError, Refusals
from graph.network.language import Language
from graph.reader import Reader
from graph.writer import Writer
from schema.mutation import Changing, Mutation, Payload, Rejected
from schema.plan import Data, Places, Plan, fault_at, linked, located
from schema.project import Projection, fill
from schema.select import Arguments, Asked, Selector

if TYPE_CHECKING:
    from schema.run import Request, RootExecutor


class Mutations:
    """The roots of one mutating operation."""

    def __init__(self, executor: RootExecutor, root_type: GraphQLObjectType) -> None:
        self._executor = executor
        self._request: Request = executor.context_value
        self._root_type = root_type
        self._selector = Selector(executor, self._request.assembly.model)

    async def run(self, own: GroupedFieldSet) -> Data:
        """The values of all roots, in order. One that fails is null; those after it still run, as
        each is a transaction of its own.
        """
        data: Data = {}
        for key, details in own.items():
            name = details[0].node.name.value
            field = self._executor.schema.get_field(self._root_type, name)
            assert field is not None, "validated"
            asked = Asked(key, name, details, field)
            if name == "__typename":
                data[key] = self._root_type.name
                continue
            places: Places = {key: [d.node for d in details]}
            try:
                data[key] = await self._root(asked, self._request.assembly.mutations[name])
            except Refusals as refusals:
                self._failed(data, key, *(located(fault, places) for fault in refusals.faults))
            except HubError as error:
                self._failed(data, key, located(error, places))
            except GraphQLError as error:
                self._failed(data, key, error)
        return data

    def _failed(self, data: Data, key: str, *errors: GraphQLError) -> None:
        data[key] = None
        for error in errors:
            self._executor.collected_errors.add(error, linked([key]))

    async def _root(self, asked: Asked, mutation: Mutation) -> Any:
        request, database = self._request, self._request.reader.database
        assert isinstance(database, Database), "no transaction around mutations"
        if not request.viewer.writes:
            raise Forbidden("needs somebody who may write: this hub is open to everybody to read")
        arguments = self._selector.arguments(asked)
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

        async def work(transaction: Transaction) -> Any:
            changing = Changing(transaction, request.assembly.model, request.viewer, now)
            payload = await mutation.change(changing, arguments)
            return await self._shown(asked, payload, Reader(transaction, request.reader.ran))

        try:
            return await database.transact(work)
        except Rejected as rejected:
            payload = mutation.refused()
            language = _language(arguments)
            payload.errors = [problem.told(language) for problem in rejected.problems]
            return await self._shown(asked, payload, request.reader)

    async def _shown(self, asked: Asked, payload: Payload, reader: Reader) -> Any:
        """The payload as the client asked for it, with the nodes that the reader finds."""
        request = self._request
        ordered = reader.database.engine.ordered_index
        writer = Writer(request.assembly.model, request.viewer, request.today, ordered)
        writer.path = (asked.key,)
        compiler = Compiler(writer)
        projection = Projection(self._selector, request.assembly.model.kinds, writer)
        make = projection.maker(asked)
        writer.conclude()
        made = make(payload)
        filling = fill(projection.sites, compiler, request.assembly.model.kinds, None)
        plan = Plan.of(compiler.statement(), {})
        row = await plan.row(reader, {})
        _, faults = plan.data(row)
        filling.put(row, ((), asked.key), faults)
        for path in faults.paths:
            self._executor.collected_errors.add(fault_at(path), linked(path))
        return made


def _language(arguments: Arguments) -> Language:
    given = arguments["input"].get("language")
    return Language(given.value) if given else Language.ID
