"""The only user of the Bolt driver: reads, writes, what the engine can do, and its errors in the
hub's own words.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar

import neo4j
from neo4j import exceptions

from graph.errors import BadInput, Conflict, HubError, Surprise, Timeout, Unavailable

Rows: TypeAlias = list[list[Any]]
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_FETCH = 4
"""How many records of a gathering are on their way at a time; they are large."""
_RETRIES = 5
_FIRST_WAIT = 0.05
_OF_DRIVER = (
    exceptions.Neo4jError,
    exceptions.DriverError,
    OSError,
    TimeoutError,
    TypeError,
    ValueError,
    ArithmeticError,
)
"""What the driver raises, the last ones of values that it can't send. All else is work's own."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What serves the graph, and the little that engines differ in."""

    name: str
    version: str
    text_index: bool
    """Whether CONTAINS can use an index."""
    ordered_index: bool
    """Whether a page within a statement (in COLLECT) is read in the order of an index, and not by
    sorting all nodes of its kind.
    """
    writers: int
    """How many writing transactions at a time it gains by."""


def recognise(agent: str) -> Engine:
    """The engine behind a server's own description of itself."""
    embedded = re.search(r"ArcadeDB ([\w.]+)", agent)
    if embedded:
        return Engine("ArcadeDB", embedded[1], text_index=False, ordered_index=False, writers=1)
    name, _, version = agent.partition("/")
    return Engine(name, version, text_index=True, ordered_index=True, writers=3)


@dataclass(frozen=True, slots=True)
class Address:
    """Where the database is, and how to enter it."""

    uri: str
    user: str | None = None
    password: str | None = None
    name: str | None = None


class Gathering(Protocol[T_co]):
    """Makes something of records that come one by one."""

    def take(self, record: list[Any]) -> None:
        """Take a record in."""

    def result(self) -> T_co:
        """What became of them."""


class Ask(Protocol):
    """Runs a statement by name and gives its rows: in a transaction, or in one of its own."""

    async def __call__(self, name: str, text: str, parameters: Mapping[str, Any], /) -> Rows:
        """The rows; ``parameters`` are the statement's ``$p``."""
        ...


class Transaction:
    """A transaction that is open: what its statements write becomes true together or not at all."""

    def __init__(self, transaction: neo4j.AsyncManagedTransaction, engine: Engine) -> None:
        self._transaction = transaction
        self.engine = engine

    async def run(
        self,
        name: str,
        text: str,
        parameters: Mapping[str, Any],
        bounds: Mapping[str, Any] | None = None,
    ) -> Rows:
        """The rows of one statement, as ``Database.read`` gives them."""
        result = await self._transaction.run(text, {"p": parameters, **(bounds or {})})
        return [list(record.values()) async for record in result]

    async def read(
        self,
        name: str,
        text: str,
        parameters: Mapping[str, Any],
        bounds: Mapping[str, Any] | None = None,
    ) -> Rows:
        """The same: what a transaction reads is what it wrote."""
        return await self.run(name, text, parameters, bounds)


class Database:
    """A pool of connections to one database. ``timeout`` bounds each statement, in seconds."""

    engine = Engine("unknown", "", text_index=False, ordered_index=False, writers=1)
    """What serves the graph; known once the database was reached."""

    def __init__(self, address: Address, *, timeout: float = 30.0) -> None:
        self.address = address
        self.timeout = timeout
        self.alone = asyncio.Lock()
        """Is held by work of this process that rests on what it read long before it writes."""
        auth = (address.user, address.password or "") if address.user else None
        self._driver = neo4j.AsyncGraphDatabase.driver(
            address.uri,
            auth=auth,
            connection_acquisition_timeout=10,
            connection_timeout=5,
            notifications_min_severity="OFF",
            max_transaction_retry_time=10,
        )

    async def open(self) -> None:
        """Reach the server and learn what it is. Raises Unavailable."""
        with _translated():
            info = await self._driver.get_server_info()
        self.engine = recognise(info.agent)

    async def close(self) -> None:
        """Let all connections go."""
        await self._driver.close()

    async def ping(self) -> None:
        """Ask for nothing; raises Unavailable where no answer comes."""
        await self.read("ping", "RETURN 1", {})

    async def read(
        self,
        name: str,
        text: str,
        parameters: Mapping[str, Any],
        bounds: Mapping[str, Any] | None = None,
    ) -> Rows:
        """The rows of one statement, run once in its own transaction and again where a passing
        fault stopped it. ``parameters`` are the statement's ``$p``, ``bounds`` those that stand
        for themselves.
        """
        given = {"p": parameters, **(bounds or {})}
        return await self._retried(lambda: self._read(name, text, given))

    async def _read(self, name: str, text: str, given: Mapping[str, Any]) -> Rows:
        query = self._query(name, text)
        async with (
            asyncio.timeout(self.timeout + 1),
            self._driver.session(
                database=self.address.name, default_access_mode=neo4j.READ_ACCESS
            ) as session,
        ):
            result = await session.run(query, dict(given))
            return [list(record.values()) async for record in result]

    async def gather(
        self,
        name: str,
        text: str,
        parameters: Mapping[str, Any],
        begin: Callable[[], Gathering[T]],
    ) -> T:
        """What becomes of the records of one statement, each taken in as it comes, so that they
        are never all there at once. As ``read`` otherwise; ``begin`` is called for each attempt.
        """

        async def attempt() -> T:
            gathering = begin()
            query = self._query(name, text)
            async with (
                asyncio.timeout(self.timeout + 1),
                self._driver.session(
                    database=self.address.name,
                    default_access_mode=neo4j.READ_ACCESS,
                    fetch_size=_FETCH,
                ) as session,
            ):
                async for record in await session.run(query, {"p": parameters}):
                    gathering.take(list(record.values()))
            return gathering.result()

        return await self._retried(attempt)

    async def write(self, name: str, text: str, parameters: Mapping[str, Any]) -> Rows:
        """The rows of one writing statement in its own transaction; repeated where another
        writer was in the way, so it must be one that may be repeated (a MERGE).
        """
        return await self.transact(lambda transaction: transaction.run(name, text, parameters))

    async def transact(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """What some work gives that is done in one transaction. It is begun anew where another
        writer was in the way, so nothing else may come of it before it ends.
        """

        async def begun(transaction: neo4j.AsyncManagedTransaction) -> T:
            return await work(Transaction(transaction, self.engine))

        async def attempt() -> T:
            async with self._driver.session(database=self.address.name) as session:
                return await session.execute_write(begun)

        return await self._retried(attempt)

    async def define(self, text: str) -> None:
        """Run one statement that changes indexes or constraints, however long it takes."""
        query = neo4j.Query(text, timeout=0, metadata={"query": "define"})
        with _translated():
            async with self._driver.session(database=self.address.name) as session:
                await (await session.run(query)).consume()

    def _query(self, name: str, text: str) -> neo4j.Query:
        return neo4j.Query(text, timeout=self.timeout, metadata={"query": name})

    async def _retried(self, attempt: Callable[[], Awaitable[T]]) -> T:
        wait = _FIRST_WAIT
        for _ in range(_RETRIES - 1):
            try:
                return await attempt()
            except (
                exceptions.TransientError,
                exceptions.ConstraintError,
                exceptions.SessionExpired,
            ):
                await asyncio.sleep(wait)
                wait *= 2
            except _OF_DRIVER as error:
                raise translate(error) from error
        with _translated():
            return await attempt()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except _OF_DRIVER as error:
        raise translate(error) from error


def translate(error: Exception) -> HubError:
    """The hub's error for one of the driver's."""
    code = getattr(error, "code", None) or ""
    if isinstance(error, HubError):
        return error
    if isinstance(error, UnicodeEncodeError):
        return BadInput("a text holds half a character (a lone surrogate)")
    if isinstance(error, TimeoutError) or "TransactionTimedOut" in code:
        return Timeout("the statement took too long and was stopped: ask for less")
    if isinstance(error, exceptions.AuthError):
        return Surprise("the database refused the user or password")
    if isinstance(error, exceptions.ConstraintError):
        return Conflict("another node already has this value")
    if isinstance(error, exceptions.DriverError | exceptions.TransientError | OSError):
        return Unavailable("the database is away; try again in a few seconds")
    return Surprise(f"the database refused a statement: {error}")


@asynccontextmanager
async def opened(address: Address, *, timeout: float = 30.0) -> AsyncIterator[Database]:
    """A database for the time of a ``with`` block."""
    database = Database(address, timeout=timeout)
    try:
        await database.open()
        yield database
    finally:
        await database.close()
