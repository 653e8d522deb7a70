"""The application over each engine, asked over ASGI."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings

if TYPE_CHECKING:
    from graph.database import Address


def settings_for(address: Address, **more: Any) -> Settings:
    """Settings that lead to a test's engine, whatever the environment says."""
    return Settings(
        neo4j_uri=address.uri,
        neo4j_user=address.user or "neo4j",
        neo4j_password=address.password,
        neo4j_database=address.name,
        timezone="Asia/Jakarta",
        **more,
    )


def client_of(settings: Settings) -> TestClient:
    """A client of a new application, under the name that browsers use."""
    return TestClient(create_app(settings), base_url="http://127.0.0.1:8000")


@pytest.fixture(scope="session")
def client(graph: Any) -> Iterator[TestClient]:
    with client_of(settings_for(graph.address, debug=True)) as client:
        yield client


@pytest.fixture
def fresh_client(graph: Any) -> Iterator[TestClient]:
    """A client of an application that was asked nothing yet."""
    with client_of(settings_for(graph.address)) as client:
        yield client
