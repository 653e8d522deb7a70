"""A post is vacant where nobody holds it: neither by name, nor by what its source says."""

from __future__ import annotations

from typing import Any

from graph.upsert import write_nodes
from schema.query import build

NOW = "2026-11-25T00:00:00.000Z"
STATES = {
    None: True,
    "VACANT": True,
    "ELIMINATED": True,
    "UNDISCLOSED": False,
    "COUNTED": False,
}
POST = {"title": "Occupied as said", "grade": "PELAKSANA", "kind": "EXECUTIVE"}


def test_a_post_is_vacant_by_what_its_source_says_of_it(graph: Any) -> None:
    rows = [
        {**POST, "id": f"Post:said-{n}", "code": f"said-{n}", "occupancy": state, "fte": 1.5}
        for n, state in enumerate(STATES)
    ]
    graph.run(write_nodes(graph.database, build().model.kind("Post"), rows, NOW))
    try:
        found = graph.data(
            '{ posts(where: {title: {eq: "Occupied as said"}}) { nodes { occupancy vacant fte } } }'
        )["posts"]["nodes"]
        vacant = graph.data(
            '{ posts(where: {title: {eq: "Occupied as said"}, vacant: {eq: true}}) '
            "{ nodes { occupancy } } }"
        )["posts"]["nodes"]
    finally:
        text = "MATCH (n:Post) WHERE n.id IN $p.ids DETACH DELETE n"
        ids = [row["id"] for row in rows]
        graph.run(graph.database.write("tidy", text, {"ids": ids}))
    assert {each["occupancy"]: each["vacant"] for each in found} == STATES
    assert {each["fte"] for each in found} == {1.5}
    assert {each["occupancy"] for each in vacant} == {None, "VACANT", "ELIMINATED"}
