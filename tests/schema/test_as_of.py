"""Days: bodies and dated relations from their first day to before their end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from asking import document, links, roots, variables
from naive import Naive
from toys import toys
from world import DAYS, World, write

START, END = "2020-03-01", "2020-03-10"
BOUNDARY = {"2020-02-29": 0, START: 1, "2020-03-09": 1, END: 0, "2020-03-11": 0}


@pytest.fixture(scope="module")
def one(graph: Any) -> None:
    """A body, a relation, and both at once, that last from START to before END."""
    world = World()
    world.add("Box:mortal", name="mortal", validFrom=START, validTo=END)
    world.add("Box:ever", name="ever")
    world.add("Toy:1", name="toy", rank=1, grade=1)
    world.tie("HOLDS_TOY", "Box:ever", "Toy:1", role="OWNER", main=True, from_=START, to=END)
    world.tie("HOLDS_TOY", "Box:mortal", "Toy:1", role="OWNER", main=True)
    graph.run(write(graph.database, world))


def test_the_first_day_is_in_and_the_end_is_out(graph, one) -> None:
    aliases = {f"d{day.replace('-', '')}": (day, count) for day, count in BOUNDARY.items()}
    chosen = (
        'mortal: boxes(where: {{id: {{eq: "Box:mortal"}}}}, asOf: "{0}") {{ totalCount }} '
        'ever: box(id: "Box:ever", asOf: "{0}") {{ toys {{ totalCount }} mainToy {{ id }} }} '
        'toy(id: "Toy:1", asOf: "{0}") {{ held boxes {{ totalCount }} }} '
        'filtered: toys(asOf: "{0}", where: {{boxesCount: {{gt: 0}}}}) {{ totalCount }} '
        'code: box(code: "mortal", asOf: "{0}") {{ id }} '
    )
    for day, count in aliases.values():
        data = graph.data(f"{{ {chosen.format(day)} }}", assembly=toys())
        assert data["mortal"]["totalCount"] == count
        assert data["ever"]["toys"]["totalCount"] == count
        assert (data["ever"]["mainToy"] is not None) == bool(count)
        assert data["toy"]["boxes"]["totalCount"] == 2 * count
        assert data["filtered"]["totalCount"] == count
        assert (data["code"] is not None) == bool(count)


def test_a_body_that_is_gone_is_found_by_its_id(graph, one) -> None:
    text = '{ node(id: "Box:mortal") { id } box(id: "Box:mortal") { id } boxes { totalCount } }'
    data = graph.data(text, assembly=toys())
    assert data["node"] == data["box"] == {"id": "Box:mortal"}
    assert data["boxes"]["totalCount"] == 1


def test_a_day_is_inherited_inwards_until_another_is_given(graph, one) -> None:
    text = """{ toy(id: "Toy:1", asOf: "2020-03-01") {
        boxes { totalCount nodes { id toys { totalCount } later: toys(asOf: "2020-03-10") {
            totalCount nodes { boxes { totalCount } } } } }
        never: boxes(asOf: "2019-01-01") { totalCount } } }"""
    toy = graph.data(text, assembly=toys())["toy"]
    assert (toy["boxes"]["totalCount"], toy["never"]["totalCount"]) == (2, 0)
    ever, mortal = toy["boxes"]["nodes"]
    assert [ever["toys"]["totalCount"], mortal["toys"]["totalCount"]] == [1, 1]
    assert ever["later"]["totalCount"] == 0
    assert mortal["later"] == {"totalCount": 1, "nodes": [{"boxes": {"totalCount": 0}}]}


def test_history_is_all_periods_and_what_stands_within_is_seen_on_the_day(graph, one) -> None:
    text = """query($d: Date) { toy(id: "Toy:1", asOf: $d) {
        boxes(history: true, orderBy: [FROM_ASC]) { totalCount
            edges { from to node { id toys { totalCount } ever: toys(history: true) {
                totalCount } } } }
        often: boxes(history: true, where: {toysCount: {gt: 0}}) { totalCount }
        no: boxes(history: false) { totalCount } } }"""
    for day, count in BOUNDARY.items():
        toy = graph.data(text, {"d": day}, assembly=toys())["toy"]
        ever, mortal = toy["boxes"]["edges"]
        assert (ever["node"]["id"], ever["from"], ever["to"]) == ("Box:ever", START, END)
        assert (mortal["node"]["id"], mortal["from"], mortal["to"]) == ("Box:mortal", None, None)
        assert [e["node"]["toys"]["totalCount"] for e in (ever, mortal)] == [count, 1]
        assert [e["node"]["ever"]["totalCount"] for e in (ever, mortal)] == [1, 1]
        assert (toy["often"]["totalCount"], toy["no"]["totalCount"]) == (1 + count, 2 * count)


def test_links_to_one_give_what_holds_on_the_day(graph, world) -> None:
    for day in DAYS:
        text = (
            "query($d: Date) { boxes(asOf: $d) { nodes { id shelf { id } mainToy { id } } } "
            "toys(asOf: $d) { nodes { id held shelf { id } } } }"
        )
        data = graph.data(text, {"d": day}, assembly=toys())
        naive = Naive(world, day)
        for node in (*data["boxes"]["nodes"], *data["toys"]["nodes"]):
            item = world.items[node["id"]]
            for name in node.keys() & {"shelf", "mainToy"}:
                edges = naive.linked(item, toys().model.kind(item.kind).link(name))
                assert node[name] == ({"id": edges[0].node.id} if edges else None)
            if item.kind == "Toy":
                assert node["held"] == naive.read(item, "held")


def test_every_connection_on_every_day_is_the_naive_models(graph, world) -> None:
    for day in DAYS:
        questions = [replace(question, day=day) for question in (*roots(), *links())]
        text = document(questions, "totalCount nodes { id }")
        data = graph.data(text, variables(questions), assembly=toys())
        for index, question in enumerate(questions):
            given = question.given(data[f"q{index}"])
            wanted = question.expected(world)
            assert given.keys() == wanted.keys()
            for parent, edges in wanted.items():
                assert [n["id"] for n in given[parent]["nodes"]] == [e.node.id for e in edges]
                assert given[parent]["totalCount"] == len(edges)
