"""All parts of a generated government, in the order in which they refer to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from graph.model import Model
from seeds.draft import Draft
from seeds.initiatives import Places, initiatives
from seeds.load import read
from seeds.meetings import sessions, surveys
from seeds.processes import processes
from seeds.shape import Plan, Shape
from seeds.staff import staff
from seeds.structure import agencies, units
from seeds.targets import targets

_CATALOGUE = ("Sector", "Competency", "Region", "TransformationTrack")


@dataclass(frozen=True)
class Stream:
    """Things of one sort. ``make`` makes those in a range with all that belongs to them, and
    refers only to them and to streams before.
    """

    name: str
    items: int
    block: int
    make: Callable[[Random, range], Draft]

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return -(-self.items // self.block)


class Government:
    """All streams of a shape, in the order in which they are written, after the catalogue."""

    def __init__(self, model: Model, shape: Shape) -> None:
        self.shape = shape
        self.plan = plan = Plan(shape)
        self.catalogue = catalogue(model)
        ids = {kind: tuple(n["id"] for n in nodes) for kind, nodes in self.catalogue.nodes.items()}
        skills = ids["Competency"]
        places = Places(ids["Region"], ids["TransformationTrack"])
        crews = min(25, shape.units // 4)
        self.streams = (
            Stream("agencies", shape.agencies, 1000, partial(agencies, plan)),
            Stream("agencies' units", shape.agencies, 10, partial(units, plan, skills)),
            Stream("units' staff", shape.units, crews, partial(staff, plan, skills)),
            Stream("targets", shape.targets, 250, partial(targets, plan)),
            Stream("processes", shape.processes, 1000, partial(processes, plan)),
            Stream("initiatives", shape.initiatives, 500, partial(initiatives, plan, places)),
            Stream("sessions", shape.sessions, 500, partial(sessions, plan)),
            Stream("agencies' surveys", shape.agencies, 1000, partial(surveys, plan)),
        )

    def block(self, stream: Stream, number: int) -> Draft:
        """One block: the same whenever it is made."""
        first = number * stream.block
        items = range(first, min(first + stream.block, stream.items))
        return stream.make(self.shape.random(stream.name, number), items)

    def blocks(self) -> Iterator[tuple[Stream, int]]:
        """All blocks: their streams and their numbers in these."""
        return ((stream, number) for stream in self.streams for number in range(stream.blocks))

    def __iter__(self) -> Iterator[Draft]:
        yield self.catalogue
        for stream, number in self.blocks():
            yield self.block(stream, number)


def catalogue(model: Model) -> Draft:
    """What generated data refers to and the seed has: sectors of government affairs,
    competencies, regions, tracks. Word for word the seed's, so that it changes nothing there.
    """
    seed, draft = read(model), Draft()
    draft.nodes = {kind: seed.nodes[kind] for kind in _CATALOGUE}
    draft.nodes["Sector"] = [s for s in draft.nodes["Sector"] if s["scheme"] == "SPBE"]
    return draft
