"""Which bodies are one body under several names.

A change that has bodies before and after it (renamed, merged, split, replaced) carries them on. A
transfer of functions does not, nor do bodies that are created or abolished.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from graph.network.material import Event, Material

CARRYING_NOBODY = frozenset({"TRANSFERRED", "CREATED"})
"""Types of changes after which bodies are not those before under another name."""
_OTHER_NAME = frozenset({"RENAMED", "REPLACED"})


def carrying(material: Material) -> list[Event]:
    """The changes that carry bodies on, in order of their days."""
    found = (
        event
        for event in material["events"]
        if event.type not in CARRYING_NOBODY and event.before and event.after
    )
    return sorted(found, key=lambda event: (event.day, event.id))


def renaming(material: Material) -> list[Event]:
    """The changes by which one body goes on as another one, in order of their days: renamed or
    replaced, one before and one after.
    """
    return [
        event
        for event in carrying(material)
        if event.type in _OTHER_NAME and len(event.before) == len(event.after) == 1
    ]


def carried(material: Material, before: str, after: str) -> list[Event]:
    """Those since the day ``before`` up to the day ``after``: what a change dated on a day did
    holds on that day.
    """
    return [event for event in carrying(material) if before < event.day <= after]


def successors(material: Material) -> dict[str, str]:
    """For each body the only one that came after it; bodies that were split have none."""
    after: dict[str, set[str]] = {}
    for event in carrying(material):
        for body in event.before:
            after.setdefault(body, set()).update(set(event.after) - {body})
    return {body: next(iter(heirs)) for body, heirs in after.items() if len(heirs) == 1}


def lineages(events: Iterable[Event]) -> dict[str, str]:
    """The lineage of each body that changes name: all that they lead from one to another,
    whichever way. A lineage is called by the first of its ids.
    """
    groups: dict[str, set[str]] = {}
    for event in events:
        named = {*event.before, *event.after}
        group = named.union(*(groups.get(body, ()) for body in named))
        groups.update(dict.fromkeys(group, group))
    return {body: min(group) for body, group in groups.items()}


def heirs(
    bodies: Iterable[str], events: Sequence[Event]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each of the bodies with each other body that came of it, and the ids of the changes that led
    there. ``events`` are in order of their days.
    """
    changing = {body for event in events for body in event.before}
    days = [list(group) for _, group in groupby(events, key=lambda event: event.day)]
    for body in sorted(changing.intersection(bodies)):
        trails: dict[str, tuple[str, ...]] = {body: ()}
        for day in days:
            while any([_extend(trails, event) for event in day]):
                pass
        yield from ((body, heir, trail) for heir, trail in trails.items() if heir != body)


def _extend(trails: dict[str, tuple[str, ...]], event: Event) -> bool:
    """Follow a change from where the trails have come to; whether it led anywhere new."""
    reached = [body for body in event.before if body in trails]
    fresh = [body for body in event.after if body not in trails]
    if reached and fresh:
        nearest = min((trails[body] for body in reached), key=lambda trail: (len(trail), trail))
        trails.update(dict.fromkeys(fresh, (*nearest, event.id)))
    return bool(reached and fresh)


class Descent(NamedTuple):
    """A body, and the changes in order that lead from an earlier body to it, or from it to a
    later one; none where it is the very body.
    """

    body: str
    path: tuple[Event, ...]


def descendants(body: str, events: Sequence[Event]) -> list[Descent]:
    """All bodies that came of one. ``events`` are in order of their days."""
    by_id = {event.id: event for event in events}
    return [
        Descent(heir, tuple(by_id[event] for event in trail))
        for _, heir, trail in heirs([body], events)
    ]


def ancestors(body: str, events: Sequence[Event]) -> list[Descent]:
    """All bodies that one came of. ``events`` are in order of their days."""
    by_id = {event.id: event for event in events}
    mirrored = [e._replace(before=e.after, after=e.before) for e in reversed(events)]
    return [
        Descent(origin, tuple(by_id[event] for event in reversed(trail)))
        for _, origin, trail in heirs([body], mirrored)
    ]
