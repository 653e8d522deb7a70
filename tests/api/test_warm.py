"""A hub that has started knows what people ask first."""

from __future__ import annotations

import time

from starlette.testclient import TestClient

from api.examples import EXAMPLES


def test_the_examples_are_planned_before_anybody_asks(fresh_client: TestClient) -> None:
    documents = fresh_client.app.state.hub.executor.documents  # type: ignore[attr-defined]
    deadline = time.monotonic() + 30
    while not all(documents.holds(example.query) for example in EXAMPLES):
        assert time.monotonic() < deadline
        time.sleep(0.05)
