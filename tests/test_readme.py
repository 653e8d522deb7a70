"""The README's tour: every query gives the answer that stands below it."""

import json
import re
from pathlib import Path

import pytest

README = (Path(__file__).parent.parent / "README.md").read_text()
TOUR = re.findall(r"```graphql\n(.*?)```\n\n```json\n(.*?)```", README, re.DOTALL)


def test_the_tour_has_its_queries():
    assert len(TOUR) == README.count("```graphql") >= 7


@pytest.mark.parametrize(("query", "answer"), TOUR)
def test_the_readme_tells_the_truth(graph, query, answer):
    assert graph.data(query) == json.loads(answer)
