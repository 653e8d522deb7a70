"""The other addresses: front page, SDL, health, and what every answer carries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from api import graphiql
from api.app import create_app
from api.examples import EXAMPLES
from api.settings import Settings
from schema.query import build

if TYPE_CHECKING:
    from pathlib import Path

AWAY = "bolt://127.0.0.1:1"
BROWSER = {"Accept": "text/html,*/*;q=0.8"}


def test_the_front_page_leads_to_everything_and_runs_nothing(client: TestClient) -> None:
    response = client.get("/")
    assert response.status_code == 200
    for path in ("/graphql", "/schema.graphql", "/readyz"):
        assert f'href="{path}"' in response.text
    assert "<script" not in response.text and "style=" not in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_the_examples_answer_with_rows(client: TestClient) -> None:
    for example in EXAMPLES:
        body = client.post("/graphql", json={"query": example.query}).json()
        assert "errors" not in body, body
        assert all(body["data"].values())


def test_the_sdl_is_served_and_not_sent_twice(client: TestClient) -> None:
    first = client.get("/schema.graphql")
    assert first.text == build().sdl
    for condition in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = client.get("/schema.graphql", headers={"If-None-Match": condition})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get("/schema.graphql", headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_hub_with_its_database_is_up_and_ready(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "up"
    assert client.get("/readyz").json() == {"ready": True, "reasons": []}


@pytest.fixture
def orphan() -> Any:
    """A hub whose database is away."""
    with TestClient(create_app(Settings(neo4j_uri=AWAY)), base_url="http://localhost") as client:
        yield client


def test_without_its_database_a_hub_is_up_but_not_ready(orphan: TestClient) -> None:
    assert orphan.get("/healthz").status_code == 200
    response = orphan.get("/readyz")
    assert response.status_code == 503
    assert not response.json()["ready"] and response.json()["reasons"]


@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
@pytest.mark.parametrize("query", ["{agencies {totalCount}}", "{hub {engine}}"])
def test_without_its_database_a_query_is_a_503_that_says_when_to_come_back(
    orphan: TestClient, accept: str, query: str
) -> None:
    response = orphan.post("/graphql", json={"query": query}, headers={"Accept": accept})
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0
    assert [e["extensions"]["code"] for e in response.json()["errors"]] == ["UNAVAILABLE"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "0.0.0.0", "10.0.0.1", ""])
def test_a_loopback_hub_refuses_foreign_names(client: TestClient, host: str) -> None:
    response = client.get("/healthz", headers={"Host": host})
    assert response.status_code == 421
    assert response.json()["errors"][0]["extensions"]["code"] == "MISDIRECTED"


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000"])
def test_a_loopback_hub_answers_to_its_own_names(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/graphql", "/schema.graphql", "/healthz", "/nothing"])
def test_every_answer_has_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers and "access-control-allow-origin" not in headers


def test_an_unknown_path_is_a_404_with_a_code(client: TestClient) -> None:
    for path in (
        "/nothing",
        "/static/nothing.js",
        "/static/../settings.py",
        "/static/%2e%2e/app.py",
    ):
        response = client.get(path)
        assert response.status_code == 404
        assert response.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"


def test_a_wrong_method_is_a_405_with_a_code(client: TestClient) -> None:
    response = client.post("/healthz")
    assert response.status_code == 405
    assert response.json()["errors"][0]["extensions"]["code"] == "METHOD_NOT_ALLOWED"


def test_without_built_assets_browsers_get_a_page_that_says_how(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graphiql, "STATIC", tmp_path)
    graphiql._built.cache_clear()
    page = client.get("/graphql", headers=BROWSER)
    graphiql._built.cache_clear()
    assert page.status_code == 200
    assert "scripts/web" in page.text and "<script" not in page.text
    assert page.text.count("<pre>curl http://127.0.0.1:8000/graphql ") == len(EXAMPLES)


def test_built_assets_are_served(client: TestClient) -> None:
    if not (graphiql.STATIC / "manifest.json").exists():
        pytest.skip("GraphiQL is not built: scripts/web could not")
    page = client.get("/graphql", headers=BROWSER).text
    paths = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert len(paths) == 2
    assert all(client.get(path).status_code == 200 for path in paths)
