"""The application over an engine, asked over ASGI."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
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
