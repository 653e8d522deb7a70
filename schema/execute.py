"""Executing operations: parse, validate and compile once, read each time, shape."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from time import perf_counter
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from graphql import ExecutionResult, GraphQLError, execute

from graph.access import LOCAL, Viewer
from graph.database import Database
from graph.errors import HubError, Surprise, Unavailable
from graph.network.keep import Analyses
from graph.reader import Reader
from schema.assemble import Assembly
from schema.documents import Document, Documents
from schema.plan import Plans
from schema.roots import Context
from schema.run import Request, RootExecutor

log = logging.getLogger("sinergi")


class Operation(NamedTuple):
    """What a client sends."""

    document: str
    variables: dict[str, Any] | None = None
    name: str | None = None


@dataclass(slots=True)
class Answer:
    """What a client gets. ``executed`` is false where the request failed before it ran."""

    data: dict[str, Any] | None = None
    errors: list[dict[str, Any]] = field(default_factory=list)
    extensions: dict[str, Any] = field(default_factory=dict)
    executed: bool = True
    retry_after: int | None = None

    def body(self) -> dict[str, Any]:
        """The response as the GraphQL specification has it."""
        made: dict[str, Any] = {"errors": self.errors} if self.errors else {}
        if self.executed:
            made["data"] = self.data
        if self.extensions:
            made["extensions"] = self.extensions
        return made


class Executor:
    """Executes operations against one database. ``zone`` says which day today is."""

    def __init__(
        self,
        assembly: Assembly,
        database: Database,
        *,
        zone: ZoneInfo,
        version: str,
        debug: bool = False,
        viewer: Viewer = LOCAL,
        analysis_timeout: float = 60.0,
    ) -> None:
        self.assembly = assembly
        self.database = database
        self.zone = zone
        self.version = version
        self.debug = debug
        self.viewer = viewer
        self.documents = Documents(assembly.schema)
        self.plans = Plans()
        self.analyses = Analyses(analysis_timeout)

    async def close(self) -> None:
        """Stop what goes on in the background, and forget what was kept for analyses."""
        await self.analyses.close()

    def context(self, viewer: Viewer | None = None) -> Context:
        """What an analysis that is no part of an operation may use."""
        return Context(
            Reader(self.database),
            self.assembly.model,
            viewer or self.viewer,
            self.today(),
            self.version,
            self.analyses,
        )

    def today(self) -> date:
        """The calendar date at this moment."""
        return datetime.now(UTC).astimezone(self.zone).date()

    async def execute(self, operation: Operation) -> Answer:
        """Answer one operation; never raises."""
        start = perf_counter()
        document = self.documents.get(operation.document)
        if document.errors:
            return Answer(errors=[dict(e.formatted) for e in document.errors], executed=False)
        reader = Reader(self.database)
        try:
            answer = self._answer(await self._result(document, operation, reader))
        except Exception as error:
            formatted: dict[str, Any] = {}
            extensions = _masked(formatted, error)
            answer = Answer(errors=[{**formatted, "extensions": extensions}])
        if self.debug:
            answer.extensions["hub"] = _trace(reader, start)
        return answer

    async def _result(
        self, document: Document, operation: Operation, reader: Reader
    ) -> ExecutionResult:
        """What an operation gives, by the plan that it or one like it left behind, if any."""
        values, known = operation.variables or {}, document.variables(operation.name)
        viewer, today = self.viewer, self.today()
        alike = known.alike(values) if known else None
        key = (document, operation.name, viewer, today, alike)
        plan = self.plans.get(key) if alike else None
        if plan:
            return await plan.result(reader, values)
        free = alike.free if alike else frozenset()
        request = Request(
            self.assembly, reader, viewer, today, self.version, self.analyses, values, free
        )
        result = await self._executed(document, operation, request)
        if alike and request.plan and self.documents.holds(operation.document):
            asked = len(operation.document) + len(alike.packed)
            self.plans.keep(key, request.plan, asked)
        return result

    async def _executed(
        self, document: Document, operation: Operation, request: Request
    ) -> ExecutionResult:
        assert document.node is not None, "without errors"
        result = execute(
            self.assembly.schema,
            document.node,
            context_value=request,
            variable_values=operation.variables or {},
            operation_name=operation.name,
            executor_class=RootExecutor,
            hide_suggestions=False,
        )
        if isinstance(result, ExecutionResult):
            return result
        return await result

    def _answer(self, result: ExecutionResult) -> Answer:
        errors = result.errors or []
        away = any(isinstance(e.original_error, Unavailable) for e in errors)
        executed = result.data is not None or any(e.path for e in errors)
        return Answer(
            result.data,
            [_formatted(error, executed) for error in errors],
            executed=executed,
            retry_after=Unavailable.retry_after if away else None,
        )


def _formatted(error: GraphQLError, executed: bool) -> dict[str, Any]:
    """An error for the client: with a code always, masked where it is the hub's own fault."""
    formatted: dict[str, Any] = dict(error.formatted)
    original = _cause(error)
    extensions = dict(formatted.get("extensions") or {})
    if original is None:
        extensions.setdefault("code", "BAD_USER_INPUT")
    elif isinstance(original, HubError) and not isinstance(original, Surprise):
        extensions["code"] = original.code
    else:
        extensions = _masked(formatted, original)
    return {**formatted, "extensions": extensions}


def _cause(error: GraphQLError) -> Exception | None:
    """What lies behind an error; None where GraphQL itself refuses a value."""
    cause = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def _masked(formatted: dict[str, Any], original: Exception) -> dict[str, Any]:
    id_ = secrets.token_hex(8)
    log.error("fault %s at %s", id_, formatted.get("path"), exc_info=original)
    formatted["message"] = f"something went wrong in the hub; its log knows it as {id_}"
    return {"code": "INTERNAL", "id": id_}


def _trace(reader: Reader, start: float) -> dict[str, Any]:
    return {
        "statements": len(reader.ran),
        "milliseconds": round((perf_counter() - start) * 1000, 3),
        "ran": [
            {"name": r.name, "milliseconds": round(r.milliseconds, 3), "statement": r.text}
            for r in reader.ran
        ],
    }
