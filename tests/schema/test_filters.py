"""Filters: what the documentation says of each, and a naive model of the same data."""

from __future__ import annotations

from typing import Any

import pytest
from asking import Question, asked, document, variables
from hypothesis import strategies as st
from toys import toys
from world import World, write

FULL = {"name": "full", "size": 3, "note": "Note", "shade": "RED", "madeOn": "2020-01-01"}
BARE = {"name": "bare", "open": False}
NEITHER, BOTH = [], ["Box:bare", "Box:full"]
ONLY_BARE, ONLY_FULL = ["Box:bare"], ["Box:full"]

ABSENT = [
    ({}, BOTH),
    ({"and": []}, BOTH),
    ({"or": []}, NEITHER),
    ({"not": {}}, NEITHER),
    ({"size": {}}, BOTH),
    ({"size": {"eq": 3}}, ONLY_FULL),
    ({"size": {"ne": 4}}, ONLY_FULL),
    ({"size": {"lt": 4, "gt": 2}}, ONLY_FULL),
    ({"size": {"in": []}}, NEITHER),
    ({"size": {"notIn": []}}, ONLY_FULL),
    ({"size": {"notIn": [4]}}, ONLY_FULL),
    ({"size": {"isNull": True}}, ONLY_BARE),
    ({"not": {"size": {"ne": 4}}}, ONLY_BARE),
    ({"not": {"size": {"eq": 4}}}, BOTH),
    ({"not": {"not": {"size": {"eq": 4}}}}, NEITHER),
    ({"not": {"size": {"notIn": []}}}, ONLY_BARE),
    ({"not": {"note": {"containsIgnoreCase": "NOTE"}}}, ONLY_BARE),
    ({"shade": {"ne": "BLUE"}}, ONLY_FULL),
    ({"madeOn": {"lt": "2020-01-02"}}, ONLY_FULL),
]
RELATED = [
    ({"toys": {"some": {}}}, ONLY_FULL),
    ({"toys": {"none": {}}}, ONLY_BARE),
    ({"toys": {"all": {}}}, BOTH),
    ({"toys": {"some": {"rank": {"eq": 1}}}}, ONLY_FULL),
    ({"toys": {"all": {"rank": {"eq": 1}}}}, ONLY_BARE),
    ({"toys": {"all": {"rank": {"lt": 3}}}}, BOTH),
    ({"toys": {"none": {"rank": {"eq": 3}}}}, BOTH),
    ({"toys": {"some": {"edge": {"role": {"eq": "GUEST"}}}}}, ONLY_FULL),
    ({"toys": {"some": {"rank": {"eq": 1}, "edge": {"role": {"eq": "GUEST"}}}}}, NEITHER),
    ({"toys": {"all": {"edge": {"amount": {"eq": 1}}}}}, ONLY_BARE),
    ({"toys": {"some": {"not": {"edge": {"amount": {"eq": 1}}}}}}, ONLY_FULL),
    ({"not": {"toys": {"some": {}}}}, ONLY_BARE),
    ({"toysCount": {"eq": 0}}, ONLY_BARE),
    ({"toysCount": {"gte": 2}}, ONLY_FULL),
    ({"toysCount": {"isNull": True}}, NEITHER),
    ({"toysCount": {"isNull": False}}, BOTH),
    ({"mainToy": {}}, ONLY_FULL),
    ({"mainToy": {"rank": {"eq": 2}}}, NEITHER),
    ({"not": {"mainToy": {}}}, ONLY_BARE),
]
TOY = {"name": {"eq": "toy"}}
NAMED = [
    ({"toys": {"some": TOY}}, ONLY_FULL),
    ({"toys": {"some": {"name": {"eq": "no"}}}}, NEITHER),
    ({"toys": {"some": {"id": {"eq": "Toy:2"}, "edge": {"role": {"eq": "GUEST"}}}}}, ONLY_FULL),
    ({"toys": {"some": {"id": {"eq": "Toy:1"}, "edge": {"role": {"eq": "GUEST"}}}}}, NEITHER),
    ({"toys": {"some": {**TOY, "rank": {"gt": 2}}}}, NEITHER),
    ({"toys": {"some": TOY, "none": {"rank": {"eq": 3}}}}, ONLY_FULL),
    ({"toys": {"some": TOY, "all": {"rank": {"eq": 1}}}}, NEITHER),
    ({"toys": {"some": TOY}, "size": {"eq": 4}}, NEITHER),
    ({"toys": {"some": TOY}, "mainToy": {"id": {"eq": "Toy:1"}}}, ONLY_FULL),
    ({"mainToy": TOY}, ONLY_FULL),
    ({"mainToy": {"id": {"eq": "Toy:2"}}}, NEITHER),
]


@pytest.fixture(scope="module")
def pair(graph: Any) -> None:
    """A box with two toys and all properties, and one without anything."""
    world = World()
    world.add("Box:bare", **BARE)
    world.add("Box:full", open=True, **FULL)
    for rank in (1, 2):
        world.add(f"Toy:{rank}", name="toy", rank=rank, grade=1)
    world.tie("HOLDS_TOY", "Box:full", "Toy:1", role="OWNER", main=True, amount=1)
    world.tie("HOLDS_TOY", "Box:full", "Toy:2", role="GUEST", main=False)
    graph.run(write(graph.database, world))


@pytest.mark.parametrize(
    "table", [ABSENT, RELATED, NAMED], ids=["absent values", "related nodes", "named ones"]
)
def test_filters_know_two_truth_values(graph, pair, table) -> None:
    questions = [Question("Box", where) for where, _ in table]
    data = graph.data(document(questions, "nodes { id }"), variables(questions), assembly=toys())
    given = [[node["id"] for node in data[f"q{i}"]["nodes"]] for i in range(len(table))]
    assert [(w, g) for (w, _), g in zip(table, given, strict=True)] == table


def test_filters_and_orders_give_what_a_naive_model_gives(graph, world, examples) -> None:
    @examples(40, questions=st.lists(asked(), min_size=4, max_size=4))
    def check(questions: list[Any]) -> None:
        text = document(questions, "totalCount nodes { id }")
        data = graph.data(text, variables(questions), assembly=toys())
        for index, question in enumerate(questions):
            given = question.given(data[f"q{index}"])
            for parent, edges in question.expected(world).items():
                ids = [node["id"] for node in given[parent]["nodes"]]
                assert ids == [edge.node.id for edge in edges], question
                assert given[parent]["totalCount"] == len(edges), question


PAGES = """query($w: InitiativeWhere, $after: String, $before: String) {
  first: initiatives(first: 2, after: $after, where: $w) { ...page }
  last: initiatives(last: 2, before: $before, where: $w, orderBy: [STATUS_DESC]) { ...page } }
fragment page on InitiativeConnection { totalCount edges { cursor node { id } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }"""


ACTIVE = """{ agencies(first: 3, where: {initiativesCount: {gte: 3}, acronym: {isNull: false}}) {
  nodes { acronym } } }"""


@pytest.mark.parametrize("place", range(4))
def test_a_filter_read_from_its_far_end_gives_the_same_pages(graph, place: int) -> None:
    """Within ``and`` it is read from the near end."""
    active = [node["acronym"] for node in graph.data(ACTIVE)["agencies"]["nodes"]]
    acronym = [*active, "nobody"][place]
    where = {"participants": {"some": {"acronym": {"eq": acronym}}}}
    near = {"and": [where]}
    after = before = None
    for _ in range(3):
        given = {"after": after, "before": before}
        far = graph.data(PAGES, {"w": where, **given})
        assert far == graph.data(PAGES, {"w": near, **given})
        after, before = (
            far["first"]["pageInfo"]["endCursor"],
            far["last"]["pageInfo"]["startCursor"],
        )
    assert bool(graph.data(PAGES, {"w": where})["first"]["totalCount"]) is (acronym != "nobody")
