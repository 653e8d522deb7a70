"""Boxes, toys and shelves: made at random with many ties and gaps, and written to an engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from toys import toys

from graph.database import Database
from graph.rows import RelationRow
from graph.upsert import write_nodes, write_relations

if TYPE_CHECKING:
    from graph.model import Link

NOW = "2026-01-02T03:04:05.000Z"
DAYS = ("2019-12-31", "2020-01-01", "2020-01-02", "2020-06-01", "2021-01-01", "2024-02-29")
POOLS: dict[str, list[Any]] = {
    "name": ["ada", "Ada", "b", "ba", "Bär", "c c", 'O\'Neil `x` \\ "y"'],
    "note": [None, None, "", "n", "nn", "N"],
    "size": [None, None, 0, 1, 2, -3, 2147483647],
    "weight": [None, None, 0.1, 0.5, -1.5, 2.0, 1e300],
    "open": [True, False],
    "shade": [None, "RED", "GREEN", "BLUE"],
    "madeOn": [None, None, *DAYS[1:4]],
    "tags": [[], ["x"], ["x", "y"], ["y", "z z"]],
    "owner": ["Siti", "Budi"],
    "rank": [0, 1, 2],
    "grade": [None, 1, 2],
    "price": [None, 0.1, 1.0, 2.5],
    "bought": [None, *DAYS[1:3]],
    "source": [None, "law", "paper"],
    "sourceDate": [None, *DAYS[2:4]],
    "role": ["OWNER", "GUEST"],
    "amount": [None, None, 1, 2],
    "main": [False],
    "from": [None, *DAYS],
    "to": [None, *DAYS],
    "validFrom": [None, *DAYS],
    "validTo": [None, *DAYS],
}


@dataclass(frozen=True)
class Item:
    """A node: its id and its values by public name."""

    id: str
    values: dict[str, Any]

    @property
    def kind(self) -> str:
        return self.id.partition(":")[0]


@dataclass(frozen=True)
class Tie:
    """A relation, with the key that tells it from others of its pair."""

    type: str
    start: str
    end: str
    values: dict[str, Any]

    @property
    def key(self) -> str:
        names = toys().model.relations[self.type].key
        return "|".join(str(self.values.get(name) or "") for name in names)


@dataclass
class World:
    items: dict[str, Item] = field(default_factory=dict)
    ties: dict[tuple[str, str, str, str], Tie] = field(default_factory=dict)

    def add(self, id_: str, **values: Any) -> Item:
        made = self.items[id_] = Item(id_, {"code": id_.partition(":")[2], **values})
        return made

    def tie(self, type_: str, start: str, end: str, **values: Any) -> None:
        made = Tie(type_, start, end, {**values, "from": values.get("from_", values.get("from"))})
        made.values.pop("from_", None)
        self.ties.setdefault((type_, start, end, made.key), made)

    def of(self, kind: str) -> list[Item]:
        return [item for item in self.items.values() if item.kind == kind]

    def steps(self, item: Item, link: Link) -> Iterator[tuple[Tie, Item]]:
        """What a link leads to, on any day."""
        for tie in self.ties.values():
            here, there = (tie.start, tie.end) if link.outgoing else (tie.end, tie.start)
            if tie.type == link.relation.type and here == item.id:
                other = self.items[there]
                fixed = all(tie.values[name] == value for name, value in link.fixed)
                if other.kind in link.kinds and fixed:
                    yield tie, other


async def write(database: Database, world: World) -> None:
    """Make the engine hold this world and no other toys."""
    model = toys().model
    for name in model.kinds:
        await database.write("clear", f"MATCH (n:{name}) DETACH DELETE n", {})
    for name, kind in model.kinds.items():
        rows = [{"id": item.id, **item.values} for item in world.of(name)]
        await write_nodes(database, kind, rows, NOW)
    for type_, relation in model.relations.items():
        rows = [RelationRow(t.start, t.end, t.values) for t in world.ties.values()]
        chosen = [r for r, t in zip(rows, world.ties.values(), strict=True) if t.type == type_]
        await write_relations(database, relation, chosen)


def random_world(seed: int) -> World:
    """A world of 12 to 25 nodes, some without any relation."""
    random, world = Random(seed), World()
    counts = {"Box": random.randint(5, 11), "Toy": random.randint(5, 10), "Shelf": 3}
    for name, count in counts.items():
        for number in range(count):
            world.add(f"{name}:{number}", **_values(random, name))
    boxes, shelves = world.of("Box"), world.of("Shelf")
    for box in boxes[: len(boxes) - 2]:
        _hold(random, world, box)
    for toy in world.of("Toy"):
        for other in random.sample(world.of("Toy"), random.choice([0, 0, 1, 3])):
            world.tie("LIKES_TOY", toy.id, other.id, source=random.choice(POOLS["source"]))
    for thing in (*boxes, *world.of("Toy")):
        _lay(random, world, thing, shelves)
    for box in boxes:
        _put(random, world, box, random.choice(boxes))
    return world


def _values(random: Random, kind: str) -> dict[str, Any]:
    made = {
        p.name: random.choice([v for v in POOLS[p.name] if v is not None or not p.required])
        for p in toys().model.kind(kind).stored
        if p.name in POOLS
    }
    return _ordered(made, "validFrom", "validTo")


def _ordered(values: dict[str, Any], start: str, end: str) -> dict[str, Any]:
    """Values whose interval, if they have one, doesn't end before it starts."""
    if values.get(start) and values.get(end) and values[start] >= values[end]:
        return {**values, end: None}
    return values


def _hold(random: Random, world: World, box: Item) -> None:
    """Two relations of one pair and a repetition of the same are among what is made."""
    names = ("role", "note", "amount", "main", "from", "to", "source")
    for _ in range(random.choice([0, 1, 2, 6])):
        toy = random.choice(world.of("Toy")[:-1])
        values = {name: random.choice(POOLS[name]) for name in names}
        world.tie("HOLDS_TOY", box.id, toy.id, **_ordered(values, "from", "to"))
    held = [t for t in world.ties.values() if (t.type, t.start) == ("HOLDS_TOY", box.id)]
    if held:
        held[0].values["main"] = True


def _put(random: Random, world: World, box: Item, outer: Item) -> None:
    """A box in another, in some worlds in itself."""
    if random.random() < 0.6:
        values = {name: random.choice(POOLS[name]) for name in ("from", "to")}
        world.tie("STANDS_IN", box.id, outer.id, **_ordered(values, "from", "to"))


def _lay(random: Random, world: World, thing: Item, shelves: list[Item]) -> None:
    """One shelf after another, with the day between them common to none and both."""
    turn = random.choice([None, *DAYS[1:5]])
    if random.random() < 0.7:
        world.tie("LIES_ON", thing.id, random.choice(shelves).id, to=turn)
    if turn and random.random() < 0.7:
        world.tie("LIES_ON", thing.id, random.choice(shelves).id, from_=turn)
