"""Computed roots: their pages, their types, and the nodes within them."""

SHARED = "sharedTargets(asOf: $day, minAgencies: 5, first: $first, after: $after)"


def test_an_operation_may_ask_for_no_node_at_all(graph):
    assert graph.data("{ nodes(ids: []) { id } }") == {"nodes": []}


def test_types_are_told_at_every_level_of_a_computed_connection(graph):
    data = graph.data(
        "{ sharedTargets(first: 1) { __typename pageInfo { __typename } "
        "edges { __typename node { __typename agencies(first: 1) { __typename "
        "edges { __typename } } } } } }"
    )
    edge = {
        "__typename": "SharedTargetEdge",
        "node": {
            "__typename": "SharedTarget",
            "agencies": {
                "__typename": "AgencyConnection",
                "edges": [{"__typename": "AgencyEdge"}],
            },
        },
    }
    assert data["sharedTargets"] == {
        "__typename": "SharedTargetConnection",
        "pageInfo": {"__typename": "PageInfo"},
        "edges": [edge],
    }


def test_walking_shared_targets_visits_each_once_most_agencies_first(graph):
    query = (
        "query($day: Date, $first: Int, $after: String) { %s { totalCount "
        "nodes { agencyCount target { id } } pageInfo { hasNextPage endCursor } } }" % SHARED
    )
    seen, after = [], None
    while True:
        variables = {"day": "2026-11-25", "first": 7, "after": after}
        page = graph.data(query, variables)["sharedTargets"]
        seen += [(-n["agencyCount"], n["target"]["id"]) for n in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert len(seen) == len(set(seen)) == page["totalCount"] > 20
    assert seen == sorted(seen)


def test_a_network_counts_partners_and_sums_weights_of_its_own_edges(graph):
    network = graph.data(
        '{ collaborationNetwork(asOf: "2026-11-25") { density dataVersion '
        "nodes { degree strength agency { id } actor { __typename id } } "
        "edges { weight initiativeCount source { id } target { id } } } }"
    )["collaborationNetwork"]
    degree: dict[str, int] = {}
    for edge in network["edges"]:
        assert edge["weight"] == edge["initiativeCount"] > 0
        for end in (edge["source"]["id"], edge["target"]["id"]):
            degree[end] = degree.get(end, 0) + 1
    assert {n["agency"]["id"]: n["degree"] for n in network["nodes"] if n["degree"]} == degree
    assert all(n["actor"]["__typename"] == "Agency" for n in network["nodes"])
    pairs = len(network["nodes"]) * (len(network["nodes"]) - 1) / 2
    assert network["density"] == len(network["edges"]) / pairs
    assert network["dataVersion"] >= 1


def test_newman_strength_is_the_number_of_shared_initiatives(graph):
    nodes = graph.data(
        '{ collaborationNetwork(asOf: "2026-11-25", weighting: NEWMAN) { nodes { strength } } }'
    )["collaborationNetwork"]["nodes"]
    assert all(abs(n["strength"] - round(n["strength"])) < 1e-9 for n in nodes)
    assert nodes[0]["strength"] > 10


def test_a_network_is_made_of_the_agencies_chosen(graph):
    network = graph.data(
        '{ collaborationNetwork(where: {sectors: ["04"], types: [MINISTRY]}) '
        "{ nodes { agency { type sectors { nodes { code } } } } } }"
    )["collaborationNetwork"]
    assert network["nodes"]
    for node in network["nodes"]:
        assert node["agency"]["type"] == "MINISTRY"
        assert "04" in [s["code"] for s in node["agency"]["sectors"]["nodes"]]


def test_placeholder_bodies_are_in_a_network_only_when_asked_for(graph):
    def types(where: str) -> set[str]:
        query = "{ collaborationNetwork%s { nodes { agency { type } } } }" % where
        nodes = graph.data(query)["collaborationNetwork"]["nodes"]
        return {node["agency"]["type"] for node in nodes}

    assert "GENERIC" not in types("")
    assert "GENERIC" in types("(where: {includeGeneric: true})")


def test_a_faulty_argument_of_an_analysis_is_named(graph):
    (error,) = graph.ask("{ sharedTargets(minAgencies: 0) { totalCount } }")["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": ["minAgencies"]}
    assert error["path"] == ["sharedTargets"]
