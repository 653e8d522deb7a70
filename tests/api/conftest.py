"""The application over each engine, asked over ASGI."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from serving import client_of, settings_for
from starlette.testclient import TestClient

from graph.database import Address
from graph.embedded import EmbeddedEngine, engine_available


@pytest.fixture(scope="session")
def client(graph: Any) -> Iterator[TestClient]:
    with client_of(settings_for(graph.address, debug=True)) as client:
        yield client


@pytest.fixture
def fresh_client(graph: Any) -> Iterator[TestClient]:
    """A client of an application that was asked nothing yet."""
    with client_of(settings_for(graph.address)) as client:
        yield client


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """An engine of its own without a seed, for tests that write."""
    if reason := engine_available():
        pytest.skip(reason)
    process = EmbeddedEngine(tmp_path_factory.mktemp("empty"))
    found = process.start()
    yield Address(found.uri, found.user, found.password, found.database)
    process.stop()
