"""GraphQL over HTTP: what is answered, and what is refused with which status and code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
TYPENAME = b'{"query": "{__typename}"}'


def post(client: TestClient, body: bytes, **headers: str) -> Any:
    sent = {"Content-Type": JSON, "Accept": JSON}
    sent.update({name.replace("_", "-"): value for name, value in headers.items()})
    return client.post("/graphql", content=body, headers=sent)


def only_error(response: Any) -> dict[str, Any]:
    body = response.json()
    assert set(body) == {"errors"}, body
    (error,) = body["errors"]
    assert isinstance(error, dict)
    return error


def with_query(**more: Any) -> bytes:
    return json.dumps({"query": "{__typename}", **more}).encode()


MALFORMED = {
    "nothing": b"",
    "spaces": b"  ",
    "cut short": b'{"query": "{__typename}"',
    "null": b"null",
    "a number": b"1",
    "a string": b'"x"',
    "true": b"true",
    "a batch": b'[{"query": "{__typename}"}]',
    "an empty batch": b"[]",
    "invalid UTF-8": b'{"query": "\xff\xfe"}',
    "UTF-16": '{"query": "{__typename}"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"query": "{__typename}"}',
    "half a surrogate pair": b'{"query": "{__typename}", "variables": {"a": "\\ud800"}}',
    "NaN": b'{"query": "{__typename}", "variables": {"a": NaN}}',
    "Infinity": b'{"query": "{__typename}", "variables": {"a": Infinity}}',
    "a comment": b'{"query": "{__typename}" /* hi */}',
    "a number of 100,000 digits": b'{"query": "{__typename}", "variables": {"a": '
    + b"9" * 100_000
    + b"}}",
    "100,000 brackets": b'{"query": "{__typename}", "variables": {"a": ' + b"[" * 100_000,
    "deep variables": b'{"query": "{__typename}", "variables": {"a": '
    + b"[" * 20_000
    + b"]" * 20_000
    + b"}}",
    "deep extensions": b'{"query": "{__typename}", "extensions": {"a": '
    + b'{"a":' * 20_000
    + b"1"
    + b"}" * 20_000
    + b"}}",
    "no query": b"{}",
    "query null": b'{"query": null}',
    "query a number": b'{"query": 1}',
    "query a list": b'{"query": ["{__typename}"]}',
    "query an object": b'{"query": {"a": 1}}',
    "only an id": b'{"id": "abc"}',
    "variables a string": with_query(variables="{}"),
    "variables a number": with_query(variables=1),
    "variables a list": with_query(variables=[]),
    "variables false": with_query(variables=False),
    "operationName a number": with_query(operationName=1),
    "operationName a list": with_query(operationName=["a"]),
    "operationName an object": with_query(operationName={}),
    "extensions a string": with_query(extensions="x"),
    "extensions a list": with_query(extensions=[]),
    "extensions a number": with_query(extensions=0),
}


@pytest.mark.parametrize("accept", [JSON, GRAPHQL])
@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_request_is_a_400_with_a_code(
    client: TestClient, body: bytes, accept: str
) -> None:
    response = post(client, body, Accept=accept)
    assert response.status_code == 400, response.text
    assert response.headers["content-type"].startswith(accept)
    error = only_error(response)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["message"]


WELL_FORMED = {
    "variables null": with_query(variables=None),
    "extensions": with_query(extensions={"persistedQuery": {}}),
    "operationName null": with_query(operationName=None),
    "an unknown member": with_query(more=[1]),
    "spaces around": b"  \n" + TYPENAME + b" ",
    "unused variables": with_query(variables={"a": {"b": [1, 2.5, None]}}),
}


@pytest.mark.parametrize("body", WELL_FORMED.values(), ids=WELL_FORMED.keys())
def test_an_unusual_but_well_formed_request_is_answered(client: TestClient, body: bytes) -> None:
    response = post(client, body)
    assert response.status_code == 200
    assert response.json()["data"] == {"__typename": "Query"}


MEDIA = {
    "none": "",
    "text/plain": "text/plain",
    "a form": "application/x-www-form-urlencoded",
    "multipart": 'multipart/form-data; boundary="x"',
    "graphql": "application/graphql",
    "another charset": "application/json; charset=utf-16",
    "no media type": "json",
}


@pytest.mark.parametrize("media_type", MEDIA.values(), ids=MEDIA.keys())
def test_another_content_type_than_json_is_a_415(client: TestClient, media_type: str) -> None:
    response = post(client, TYPENAME, Content_Type=media_type)
    assert response.status_code == 415
    assert only_error(response)["extensions"]["code"] == "UNSUPPORTED_MEDIA_TYPE"


@pytest.mark.parametrize("media_type", [JSON, "Application/JSON; Charset=UTF-8"])
def test_json_in_utf_8_is_taken(client: TestClient, media_type: str) -> None:
    assert post(client, TYPENAME, Content_Type=media_type).status_code == 200


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd"])
def test_a_compressed_body_is_a_415(client: TestClient, encoding: str) -> None:
    response = post(client, b"\x1f\x8b\x08", Content_Encoding=encoding)
    assert response.status_code == 415
    assert only_error(response)["extensions"]["code"] == "UNSUPPORTED_MEDIA_TYPE"


def test_a_large_body_is_a_413_before_it_is_read(client: TestClient) -> None:
    sent = 0

    def endless() -> Any:
        nonlocal sent
        while sent < 50_000_000:
            sent += 100_000
            yield b" " * 100_000

    headers = {"Content-Type": JSON}
    response = client.post("/graphql", content=endless(), headers=headers)
    assert response.status_code == 413
    assert only_error(response)["extensions"]["code"] == "BODY_TOO_LARGE"


@pytest.mark.parametrize("length", ["1000001", "9" * 20, "9" * 5000])
def test_a_body_that_is_said_to_be_large_is_a_413(client: TestClient, length: str) -> None:
    assert post(client, TYPENAME, Content_Length=length).status_code == 413


ACCEPT = {
    None: JSON,
    "": JSON,
    "*/*": JSON,
    "application/*": JSON,
    JSON: JSON,
    GRAPHQL: GRAPHQL,
    f"{JSON}, {GRAPHQL}": GRAPHQL,
    f"{GRAPHQL};q=0.5, {JSON}": JSON,
    f"{GRAPHQL};q=0.5, {JSON};q=0.4": GRAPHQL,
    f"{JSON};q=0, */*": GRAPHQL,
    f"{GRAPHQL}; charset=utf-8": GRAPHQL,
    f"{GRAPHQL}, {JSON}, multipart/mixed, text/event-stream": GRAPHQL,
    "APPLICATION/JSON": JSON,
    f"nonsense, ;;, {JSON}": JSON,
    f"{GRAPHQL};q=2, {JSON}": JSON,
}


@pytest.mark.parametrize("accept", ACCEPT, ids=str)
def test_the_answer_has_the_media_type_that_is_accepted(
    client: TestClient, accept: str | None
) -> None:
    headers = {"Content-Type": JSON}
    if accept is None:
        client.headers.pop("accept", None)
    else:
        headers["Accept"] = accept
    response = client.post("/graphql", content=TYPENAME, headers=headers)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{ACCEPT[accept]}; charset=utf-8"


@pytest.mark.parametrize("accept", ["text/plain", "image/*", f"{JSON};q=0", "*/*;q=0"])
def test_what_cannot_be_accepted_is_a_406(client: TestClient, accept: str) -> None:
    response = post(client, TYPENAME, Accept=accept)
    assert response.status_code == 406
    assert only_error(response)["extensions"]["code"] == "NOT_ACCEPTABLE"


REFUSED = {
    "syntax": ("{", None, "GRAPHQL_PARSE_FAILED"),
    "an empty document": ("", None, "GRAPHQL_PARSE_FAILED"),
    "an unknown field": ("{nothing}", None, "GRAPHQL_VALIDATION_FAILED"),
    "a missing variable": ("query($a: ID!) {node(id: $a) {id}}", None, "BAD_USER_INPUT"),
    "a wrong variable": ("query($a: Int) {agencies(first: $a) {totalCount}}", {"a": "x"}, None),
    "too large an Int": ("query($a: Int) {agencies(first: $a) {totalCount}}", {"a": 2**63}, None),
}


@pytest.mark.parametrize(("query", "variables", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_an_operation_that_cannot_run_is_a_400_for_graphql_and_a_200_for_json_clients(
    client: TestClient, query: str, variables: dict[str, Any] | None, code: str | None
) -> None:
    body = json.dumps({"query": query, "variables": variables}).encode()
    strict, lax = post(client, body, Accept=GRAPHQL), post(client, body, Accept=JSON)
    assert (strict.status_code, lax.status_code) == (400, 200)
    for response in (strict, lax):
        answer = response.json()
        assert "data" not in answer
        assert all(e["extensions"]["code"] == (code or "BAD_USER_INPUT") for e in answer["errors"])


def test_an_unknown_operation_name_is_refused_with_a_code(client: TestClient) -> None:
    response = post(client, with_query(operationName="b"), Accept=GRAPHQL)
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_variables_nested_as_deep_as_json_may_be_never_break_the_hub(client: TestClient) -> None:
    query = "query($w: AgencyWhere) {agencies(where: $w) {totalCount}}"
    deep = '{"not": ' * 900 + "{}" + "}" * 900
    body = f'{{"query": {json.dumps(query)}, "variables": {{"w": {deep}}}}}'.encode()
    response = post(client, body)
    assert response.status_code == 200, response.text[:300]
    for error in response.json().get("errors", []):
        assert error["extensions"]["code"] != "INTERNAL", error


def test_a_query_by_get_is_answered(client: TestClient) -> None:
    parameters = {
        "query": "query A($f: Int) {agencies(first: $f) {nodes {code}}} query B {__typename}",
        "variables": '{"f": 2}',
        "operationName": "A",
    }
    response = client.get("/graphql", params=parameters, headers={"Accept": JSON})
    assert response.status_code == 200
    assert len(response.json()["data"]["agencies"]["nodes"]) == 2


BAD_GET = {
    "nothing": "",
    "an empty variable map": "query={__typename}&variables=[]",
    "variables that are no JSON": "query={__typename}&variables={",
    "extensions that are no object": "query={__typename}&extensions=1",
    "two queries": "query={__typename}&query={__typename}",
    "invalid UTF-8": "query=%ff%fe",
    "a thousand parameters": "&".join(f"a{i}=1" for i in range(1000)),
}


@pytest.mark.parametrize("query", BAD_GET.values(), ids=BAD_GET.keys())
def test_a_malformed_get_is_a_400(client: TestClient, query: str) -> None:
    response = client.get(f"/graphql?{query}", headers={"Accept": JSON})
    assert response.status_code == 400, response.text
    assert only_error(response)["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("kind", ["mutation", "subscription"])
def test_get_runs_queries_only(client: TestClient, kind: str) -> None:
    document = f"query Q {{__typename}} {kind} M {{__typename}}"
    refused = client.get(
        "/graphql", params={"query": document, "operationName": "M"}, headers={"Accept": GRAPHQL}
    )
    assert refused.status_code in (400, 405)
    if refused.status_code == 405:
        assert refused.headers["allow"] == "POST"
        assert only_error(refused)["extensions"]["code"] == "METHOD_NOT_ALLOWED"


def test_get_refuses_a_mutation_with_the_method_that_would_do(client: TestClient) -> None:
    response = client.get("/graphql?query=mutation{__typename}", headers={"Accept": JSON})
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_other_methods_are_a_405_that_says_which_would_do(client: TestClient, method: str) -> None:
    response = client.request(method, "/graphql", headers={"Accept": JSON})
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, POST"
    assert only_error(response)["extensions"]["code"] == "METHOD_NOT_ALLOWED"


def test_a_browser_gets_a_page_that_runs_no_foreign_or_inline_script(client: TestClient) -> None:
    response = client.get("/graphql", headers={"Accept": BROWSER})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "://" not in response.text.replace("http://127.0.0.1:8000/graphql", "")


@pytest.mark.parametrize("accept", [JSON, "*/*", f"{JSON}, text/html;q=0.9", ""])
def test_programs_never_get_the_page(client: TestClient, accept: str) -> None:
    response = client.get("/graphql?query={__typename}", headers={"Accept": accept})
    assert response.json()["data"] == {"__typename": "Query"}


def test_no_answer_may_be_kept_by_caches(client: TestClient) -> None:
    assert post(client, TYPENAME).headers["cache-control"] == "no-store"
