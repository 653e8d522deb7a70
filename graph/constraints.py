"""Constraints and indexes, made from what kinds declare."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

from graph.database import Database, Engine
from graph.internal import INTERNAL
from graph.model import Kind, Model, Property, Type

_POLL_SECONDS = 0.5
_TYPES = {
    Type.TEXT: "STRING",
    Type.ENUM: "STRING",
    Type.DATE: "STRING",
    Type.DATETIME: "STRING",
}
_POPULATED = "SHOW INDEXES YIELD populationPercent RETURN populationPercent"
_SHOW = ("SHOW CONSTRAINTS YIELD name RETURN name", "SHOW INDEXES YIELD name RETURN name")


def definitions(model: Model, engine: Engine) -> dict[str, str]:
    """Every constraint and index that the model wants, as statements by name."""
    wanted: dict[str, str] = {}
    for kind in (*model.kinds.values(), *INTERNAL):
        wanted.update(_of_kind(kind, engine))
    return wanted


def _of_kind(kind: Kind, engine: Engine) -> Iterator[tuple[str, str]]:
    label = kind.name
    node = f"(n:{label})"
    if not engine.ordered_index:
        yield from _typed(label, kind.prop("id"))
    name = f"{label}_id"
    yield name, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR {node} REQUIRE n.id IS UNIQUE"
    for property_ in kind.stored:
        if property_.indexed:
            if not engine.ordered_index and property_.required:
                yield from _typed(label, property_)
            name = f"{label}_{property_.name}"
            yield (
                name,
                f"CREATE INDEX {name} IF NOT EXISTS FOR {node} ON (n.{property_.name}, n.id)",
            )
    if engine.text_index and any(p.searchable for p in kind.properties):
        name = f"{label}_searchText"
        yield name, f"CREATE TEXT INDEX {name} IF NOT EXISTS FOR {node} ON (n.searchText)"


def _typed(label: str, property_: Property) -> Iterator[tuple[str, str]]:
    """ArcadeDB walks an index in order only where it knows what type of value it holds. It gives
    the constraint this name, whatever it is asked for.
    """
    type_ = _TYPES.get(property_.type)
    if type_:
        name = f"constraint_{label}_{property_.name}_type"
        yield (
            name,
            f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) "
            f"REQUIRE n.{property_.name} IS :: {type_}",
        )


async def missing(database: Database, model: Model) -> dict[str, str]:
    """The constraints and indexes that are wanted and not there, as statements by name."""
    present: set[str] = set()
    for statement in _SHOW:
        present |= {row[0] for row in await database.read("show", statement, {})}
    wanted = definitions(model, database.engine)
    return {name: text for name, text in wanted.items() if name not in present}


async def ensure(
    database: Database, model: Model, wanted: Callable[[str], bool] = lambda statement: True
) -> list[str]:
    """Create what is missing, of those statements that are wanted; the names of what was made."""
    made = await missing(database, model)
    made = {name: statement for name, statement in made.items() if wanted(statement)}
    for statement in made.values():
        await database.define(statement)
    return list(made)


def unique(statement: str) -> bool:
    """Whether a statement makes a constraint: a load needs those, and is faster without more."""
    return statement.startswith("CREATE CONSTRAINT")


async def ready(database: Database, progress: Callable[[int], None]) -> None:
    """Wait until all indexes are built. ``progress`` is told how many percent are."""
    while built := await database.read("show", _POPULATED, {}):
        percent = sum(row[0] for row in built) / len(built)
        progress(int(percent))
        if percent >= 100:
            break
        await asyncio.sleep(_POLL_SECONDS)
