"""A small world, the same each time; and the same with nodes that lack what all must have."""

from __future__ import annotations

from typing import Any

from world import World, write

LACKING = {"Box:bad": "code", "Toy:bad": "code", "Shelf:bad": "recordedAt"}


def story() -> World:
    """Two boxes and one that is gone, three toys, a shelf."""
    world = World()
    world.add("Box:a", name="A box", size=3, open=True, shade="RED", tags=["x"], owner="Siti")
    world.add("Box:b", name="B box", weight=1.5, open=False, madeOn="2020-01-01", tags=[])
    world.add("Box:gone", name="Gone", open=False, validTo="2021-01-01", tags=[])
    for rank, shade in enumerate(["RED", "BLUE", None]):
        world.add(f"Toy:{rank}", name=f"Toy {rank}", rank=rank, grade=rank, shade=shade, tags=[])
        world.tie("HOLDS_TOY", "Box:a", f"Toy:{rank}", role="OWNER", main=rank == 1)
    world.tie("HOLDS_TOY", "Box:a", "Toy:0", role="GUEST", main=False, amount=2)
    world.tie("LIKES_TOY", "Toy:0", "Toy:1")
    world.add("Shelf:s", name="Shelf")
    for thing in ("Box:a", "Toy:0", "Toy:2"):
        world.tie("LIES_ON", thing, "Shelf:s", from_="2020-01-01")
    return world


def spoiled(graph: Any) -> World:
    """The story with one more of each kind, each without something, written to the engine."""
    world = story()
    world.add("Box:bad", name="Bad", open=False, tags=[])
    world.add("Toy:bad", name="Bad", rank=1, grade=1, tags=[])
    world.add("Shelf:bad", name="Bad")
    world.tie("HOLDS_TOY", "Box:b", "Toy:bad", role="OWNER", main=True)
    world.tie("HOLDS_TOY", "Box:bad", "Toy:1", role="OWNER", main=True)
    world.tie("LIKES_TOY", "Toy:2", "Toy:bad")
    world.tie("LIES_ON", "Toy:bad", "Shelf:s")
    world.tie("LIES_ON", "Box:b", "Shelf:bad")
    graph.run(write(graph.database, world))
    for id_, name in LACKING.items():
        text = f"MATCH (n {{id: $p.id}}) REMOVE n.{name} RETURN n.id"
        assert graph.run(graph.database.write("spoil", text, {"id": id_})) == [[id_]]
        world.items[id_].values[name] = None
    return world
