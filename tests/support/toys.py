"""A small throw-away model with a property, relation and link of every sort."""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import cache

from schema.assemble import Assembly, assemble
from schema.declare import Connection, incoming, interface, kind, outgoing, prop, relation
from schema.node import Dated, Mortal, Node, Recorded, Sourced
from schema.roots import KindRoot

HELD = (
    "EXISTS { MATCH ({n})<-[h:HOLDS_TOY]-(:Box) "
    "WHERE (h.from IS NULL OR h.from <= {asOf}) AND (h.to IS NULL OR h.to > {asOf}) }"
)


class Shade(Enum):
    """A colour."""

    RED = "Red."
    GREEN = "Green."
    BLUE = "Blue."


class Role(Enum):
    """What a box is to a toy."""

    OWNER = "It owns the toy."
    GUEST = "It has the toy for a while."


@interface
class Thing(Node):
    """What may lie on a shelf."""

    name: str = prop("Name.", sort=True, search=True)
    note: str | None = prop("Remark.", sort=True)


@relation("HOLDS_TOY", start="Box", end="Toy", key=("role", "from"))
class Holding(Dated):
    """A box holds a toy."""

    role: Role = prop("As what.", sort=True)
    note: str | None = prop("Remark.", sort=True)
    amount: int | None = prop("How many.", sort=True)
    main: bool = prop("Whether it is the box's main toy.", sort=True)


@relation("LIKES_TOY", start="Toy", end="Toy", above={})
class Liking(Sourced):
    """A toy likes a toy."""


@relation("LIES_ON", start=("Box", "Toy"), end="Shelf", key=("from",))
class Lying(Dated):
    """A thing lies on a shelf."""


@relation("STANDS_IN", start="Box", end="Box", key=("from",), above={})
class Standing(Dated):
    """A box stands in a larger one."""


@kind(order=("name",))
class Box(Thing, Mortal, Recorded):
    """Something to keep toys in."""

    code: str = prop("Short code.", sort=True, search=True)
    size: int | None = prop("Litres.", sort=True)
    weight: float | None = prop("Kilograms.", sort=True)
    open: bool = prop("Whether it is open.", sort=True)
    grade: int | None = prop("How good it is; of toys it is always known.", sort=True)
    shade: Shade | None = prop("Colour.", sort=True)
    made_on: date | None = prop("Day of making.", sort=True)
    tags: list[str] = prop("Labels.")
    owner: str | None = prop("Whose it is.", sort=True, personal=True)
    toys: Connection[Toy] = outgoing(Holding, "Toys in it.")
    main_toy: Toy | None = outgoing(Holding, "The main toy in it.", main=True)
    shelf: Shelf | None = outgoing(Lying, "Where it lies.")
    outer: Box | None = outgoing(Standing, "The box that it stands in.")
    inner: Connection[Box] = incoming(Standing, "Boxes that stand in it.")


@kind(order=("rank", "name"))
class Toy(Thing, Recorded):
    """Something to play with."""

    code: str = prop("Short code.", sort=True, search=True)
    rank: int = prop("How dear it is.", sort=True)
    grade: int = prop("How good it is.", sort=True)
    price: float | None = prop("What it cost.", sort=True)
    shade: Shade | None = prop("Colour.", sort=True)
    bought: date | None = prop("Day of buying.", sort=True)
    tags: list[str] = prop("Labels.")
    held: bool = prop("Whether a box holds it on the day.", sort=True, expression=HELD)
    boxes: Connection[Box] = incoming(Holding, "Boxes that hold it.")
    likes: Connection[Toy] = outgoing(Liking, "Toys that it likes.")
    liked_by: Connection[Toy] = incoming(Liking, "Toys that like it.")
    shelf: Shelf | None = outgoing(Lying, "Where it lies.")


@kind(order=("name",))
class Shelf(Node, Recorded):
    """Something to put things on."""

    name: str = prop("Name.", sort=True, search=True)
    things: Connection[Thing] = incoming(Lying, "What lies on it.")
    boxes: Connection[Box] = incoming(Lying, "Boxes that lie on it.")


@cache
def toys() -> Assembly:
    """The schema of boxes, toys and shelves."""
    return assemble(
        [
            KindRoot(Toy, "toy", "toys"),
            KindRoot(Box, "box", "boxes"),
            KindRoot(Shelf, "shelf", "shelves"),
        ]
    )
