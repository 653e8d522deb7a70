"""Rows whose ids are plain words, for what does not look at kinds."""

from __future__ import annotations

from graph.network.arrays import Graph, incidence_of
from graph.network.material import (
    Body,
    Event,
    Initiative,
    Link,
    Material,
    Named,
    Part,
    Placed,
    Session,
    Target,
    Tie,
)
from graph.network.project import project
from graph.network.scope import Asked, Scope, scope


def body(
    id_: str, start: str | None = None, end: str | None = None, type_: str | None = "MINISTRY"
) -> Body:
    return Body(id_, type_, id_, None, None, start, end)


def bodies(ids: str) -> list[Body]:
    """Agencies of all times, named by words."""
    return [body(id_) for id_ in ids.split()]


def changed(type_: str, day: str, before: str, after: str) -> Event:
    """A change called by its bodies."""
    return Event(f"{before}>{after}", type_, day, before.split(), after.split())


def parts(activity: str, ids: str, start: str | None = None, end: str | None = None) -> list[Part]:
    """Bodies that take part in an activity."""
    return [Part(id_, activity, "PARTNER", start, end) for id_ in ids.split()]


def links(*pairs: str, start: str | None = None, end: str | None = None) -> list[Tie]:
    return [Tie(*pair.split(), start, end) for pair in pairs]


def about(*pairs: str) -> list[Link]:
    """Sessions and what they were about."""
    return [Link(*pair.split()) for pair in pairs]


def named(ids: str) -> list[Named]:
    """Things whose code is their id."""
    return [Named(id_, id_, id_, None) for id_ in ids.split()]


def in_sector(sector: str, ids: str) -> list[Placed]:
    """Agencies with a primary sector."""
    return [Placed(id_, sector, 1, None, None) for id_ in ids.split()]


def initiative(
    id_: str, status: str = "ACTIVE", start: str | None = None, end: str | None = None
) -> Initiative:
    return Initiative(id_, id_, id_, None, status, start, end)


def target(id_: str, start: int | None = None, end: int | None = None) -> Target:
    return Target(id_, id_, id_, None, "OUTCOME", start, end)


def session(id_: str, day: str) -> Session:
    return Session(id_, id_, id_, None, day)


def seen(material: Material, asked: Asked) -> tuple[Scope, Graph]:
    """The network that was asked for."""
    found = scope(material, asked)
    pairs = ((part.body, part.activity) for part in found.parts)
    return found, project(incidence_of(pairs, found.actors))
