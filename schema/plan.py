"""Operations that were compiled before: what they ask of the graph, kept for the next time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphql import ExecutionResult, FieldNode, GraphQLError
from graphql.pyutils import Path

from graph.compile import Statement
from graph.errors import HubError, Surprise
from graph.reader import Reader
from graph.shape import Faults, Make, NullFault, Row, compiled

MOST_KEPT = 2_000_000
"""Characters of statements, documents and values that plans hold. What is made of them takes some
ten times as many bytes.
"""

Data: TypeAlias = dict[str, Any]
Places: TypeAlias = Mapping[str, Sequence[FieldNode]]
"""Where in the document the roots stand, by key."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An operation whose roots are all compiled: one statement and what is made of its row."""

    statement: Statement
    make: Make
    places: Places

    @staticmethod
    def of(statement: Statement, places: Places) -> Plan:
        """The plan of an operation that is this statement."""
        return Plan(statement, compiled(statement.shape), places)

    async def result(self, reader: Reader, values: Mapping[str, Any]) -> ExecutionResult:
        """The answer with these values of the variables."""
        try:
            data, faults = self.data(await self.row(reader, values))
            return ExecutionResult(data, [fault_at(path) for path in faults.paths] or None)
        except HubError as error:
            return ExecutionResult(None, [located(error, self.places)])
        except GraphQLError as error:
            return ExecutionResult(None, [error])

    async def row(self, reader: Reader, values: Mapping[str, Any]) -> Row:
        """The one row that the statement gives; an empty one where nothing is asked."""
        statement = self.statement
        if not statement.text:
            return ()
        given = {name: values[variable] for name, variable in statement.slots.items()}
        parameters = {**statement.parameters, **given}
        rows = await reader.read("operation", statement.text, parameters, statement.bounds)
        return statement.row(rows)

    def data(self, row: Row) -> tuple[Data, Faults]:
        """What the row says, and where it lacks what it may not lack. Raises GraphQLError where
        that leaves nothing at all.
        """
        faults = Faults()
        try:
            return self.make(row), faults
        except NullFault:
            return self._repaired(row, faults), faults

    def _repaired(self, row: Row, faults: Faults) -> Data:
        try:
            data: Data = self.statement.shape.read(row, (), faults)
        except NullFault:
            raise fault_at(faults.paths.pop()) from None
        return data


class Plans:
    """The plans used last, with whose eyes and on which day they see the graph. Together they weigh
    ``most`` characters at most.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self.size = 0
        self._most = most
        self._kept: OrderedDict[object, tuple[Plan, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: object) -> Plan | None:
        """The plan kept under a key."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def keep(self, key: object, plan: Plan, asked: int) -> None:
        """Keep a plan, and drop those used longest ago. ``asked`` is how many characters the
        document and the values have that the key holds.
        """
        if key in self._kept:
            return
        size = len(plan.statement.text) + asked
        self._kept[key] = plan, size
        self.size += size
        while self.size > self._most:
            _, (_, dropped) = self._kept.popitem(last=False)
            self.size -= dropped


def fault_at(path: Sequence[str | int]) -> GraphQLError:
    """The error of a value that the graph lacks."""
    return GraphQLError(
        "the graph lacks a value that may not be null",
        path=path,
        original_error=Surprise(f"null at {list(path)}"),
    )


def linked(path: Sequence[str | int]) -> Path | None:
    """A path as graphql-core links it."""
    made: Path | None = None
    for step in path:
        made = Path(made, step, None)
    return made


def located(error: HubError, places: Places) -> GraphQLError:
    """A hub's error at the field that it is about."""
    root = str(error.path[0]) if error.path and error.path[0] in places else next(iter(places))
    inner = error.path[1:] if error.path and error.path[0] == root else error.path
    text = f"{'.'.join(map(str, inner))} {error.message}" if inner else error.message
    extensions = {"argument": list(inner)} if inner else None
    nodes = list(places[root])
    return GraphQLError(text, nodes, path=[root], original_error=error, extensions=extensions)
