"""Imports over HTTP: what is sent, who may, and the report as the answer."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from serving import client_of, settings_for
from starlette.testclient import TestClient

from api.problems import Refusal
from api.uploads import within
from graph.database import Address
from graph.imports.undo import undo
from seeds.imports.formats.registry import FORMATS

GOOD = b"code,name,type\nweb-a,Badan A,MINISTRY\nweb-b,Badan B,MINISTRY\n"
WITH_ERROR = GOOD + b"web-c,Badan C,nope\n"
LIMIT = 20_000


@pytest.fixture(scope="module")
def hub(empty: Address) -> Iterator[TestClient]:
    with client_of(settings_for(empty, seed="none", import_bytes=LIMIT)) as client:
        yield client


def sent(hub: Any, body: Any = GOOD, path: str = "csv?name=agency.csv", **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return hub.post(f"/import/{path}", content=body, headers=named)


def undone(hub: Any, run: str) -> None:
    database = hub.app.state.hub.database
    hub.portal.call(undo, database, run, "2026-11-25T00:00:00Z", lambda what, count: None)


def code(response: Any) -> str:
    assert response.headers["content-type"] == "application/json"
    return str(response.json()["errors"][0]["extensions"]["code"])


def test_formats_are_listed_by_http_and_in_the_api(hub: Any) -> None:
    listed = hub.get("/import").json()["formats"]
    assert {f["name"]: f["description"] for f in listed} == {
        f.name: f.description for f in FORMATS.values()
    }
    query = "{ hub { imports { format description url } } }"
    found = hub.post("/graphql", json={"query": query}).json()["data"]["hub"]["imports"]
    assert found == [{"format": f.pop("name"), **f} for f in listed]
    assert hub.get(found[0]["url"]).status_code == 405


def test_an_import_is_looked_at_then_applied(hub: Any) -> None:
    dry = sent(hub)
    assert dry.status_code == 200
    told = dry.json()
    assert (told["source"], told["applied"], told["run"]) == ("csv: agency.csv", False, None)
    assert told["nodes"]["Agency"]["created"] == 2
    given = "csv?name=agency.csv&apply=true&source=web&asOf=2026-01-02&allOrNothing=true"
    applied = sent(hub, path=given).json()
    assert (applied["source"], applied["asOf"], applied["applied"]) == ("web", "2026-01-02", True)
    query = '{ agency(code: "web-a") { name } importRuns { nodes { id source actor } } }'
    found = hub.post("/graphql", json={"query": query}).json()["data"]
    assert found["agency"] == {"name": "Badan A"}
    assert {"id": applied["run"], "source": "web", "actor": "local"} in found["importRuns"]["nodes"]
    undone(hub, applied["run"])


def test_the_name_may_be_that_of_the_attachment(hub: Any) -> None:
    for disposition in (
        'attachment; filename="agency.csv"',
        "attachment; filename*=UTF-8''agency%2Ecsv",
    ):
        response = sent(hub, path="csv", content_disposition=disposition)
        assert response.json()["nodes"]["Agency"]["read"] == 2
    response = sent(hub, path="csv")
    assert response.status_code == 400 and "?name=" in response.text


def test_several_files_come_as_a_form(hub: Any) -> None:
    relation = b"start,end,kind\nweb-a,web-b,STRUCTURE\n"
    files = [("f", ("in/agency.csv", GOOD)), ("g", ("in/part_of.csv", relation))]
    told = hub.post("/import/csv", files=files).json()
    assert told["source"] == "csv: in"
    assert (told["nodes"]["Agency"]["read"], told["relations"]["PART_OF"]["read"]) == (2, 1)
    assert not told["grades"]["ERROR"], told["findings"]


@pytest.mark.parametrize(
    ("form", "type_"),
    [("text", "text/plain; charset=utf-8"), ("xlsx", "application/vnd.openxmlformats")],
)
def test_a_report_comes_in_the_form_that_is_wanted(hub: Any, form: str, type_: str) -> None:
    response = sent(hub, WITH_ERROR, f"csv?name=agency.csv&report={form}&notes=true")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(type_)
    if form == "text":
        assert "ERROR ENUM_UNKNOWN: agency.csv, row 4, column type" in response.text
    else:
        assert 'filename="report.xlsx"' in response.headers["content-disposition"]
        sheet = openpyxl.load_workbook(io.BytesIO(response.content))["agency"]
        assert sheet["C4"].comment is not None


def test_errors_are_422_when_strict_and_nothing_is_written(hub: Any) -> None:
    response = sent(hub, WITH_ERROR, "csv?name=agency.csv&apply=true&strict=true&source=strict")
    assert response.status_code == 422
    told = response.json()
    assert told["refused"] and not told["applied"] and told["grades"]["ERROR"]
    found = hub.post("/graphql", json={"query": '{ agency(code: "web-a") { name } }'}).json()
    assert found["data"] == {"agency": None}


def test_what_is_not_understood_is_422(hub: Any) -> None:
    response = sent(hub, b"\x00\x01", "xlsx?name=agency.xlsx&apply=true")
    assert response.status_code == 422
    assert not response.json()["usable"] and response.json()["findings"]


def test_all_that_is_wrong_with_the_question_comes_at_once(hub: Any) -> None:
    given = "apply=perhaps&asOf=x&encoding=zz&report=pdf&nope=1&strict=1&strict=0&source=%20"
    response = sent(hub, path=f"csv?name=a.csv&{given}")
    assert response.status_code == 400
    named = {e["extensions"]["parameter"] for e in response.json()["errors"]}
    assert named == {"apply", "asOf", "encoding", "report", "nope", "strict", "source"}


def test_an_unknown_format_is_not_found_and_names_the_known_ones(hub: Any) -> None:
    response = sent(hub, path="govuk-org?name=x")
    assert (response.status_code, code(response)) == (404, "NOT_FOUND")
    assert "did you mean govuk-orgs?" in response.text and "popolo-csv" in response.text
    assert hub.get("/import/csv").status_code == 405


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_beyond_the_limit_is_413(hub: Any, declared: bool) -> None:
    body = GOOD + b"x" * LIMIT
    response = sent(hub, body if declared else (part for part in (body[:LIMIT], body[LIMIT:])))
    assert (response.status_code, code(response)) == (413, "BODY_TOO_LARGE")
    assert "SINERGI_IMPORT_BYTES" in response.text
    response = hub.post("/import/csv", files=[("f", ("agency.csv", body))])
    assert response.status_code == 413
    assert sent(hub).status_code == 200, "the next one is taken"


NAMES = [
    *("../agency.csv", "/etc/agency.csv", "a/../../agency.csv", "..", ".", "a\\agency.csv", "a/"),
    *("C:agency.csv", "a\x00.csv", "a\n.csv", "x" * 300, "/".join("a" * 30), "x/" * 600 + "a"),
]


@pytest.mark.parametrize("name", NAMES)
def test_names_stay_in_the_folder(hub: Any, name: str) -> None:
    response = hub.post("/import/csv", params={"name": name}, content=GOOD)
    assert (response.status_code, code(response)) == (400, "BAD_USER_INPUT")
    if name.isprintable():
        response = hub.post("/import/csv", files=[("f", (name, GOOD))])
        assert response.status_code == 400, response.text


def test_a_name_leads_into_folders_only(tmp_path: Path) -> None:
    assert within(tmp_path, "a/b/ç d.csv") == tmp_path / "a" / "b" / "ç d.csv"
    assert within(tmp_path, "a/./b") == tmp_path / "a" / "b"
    with pytest.raises(Refusal):
        within(tmp_path, "")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"--b\r\n", "ends before its last part"),
        (b"nothing of the sort", "is no multipart/form-data"),
        (b"--b--\r\n", "there is no file"),
        (
            b'--b\r\nContent-Disposition: form-data; name="apply"\r\n\r\ntrue\r\n--b--\r\n',
            "the part 'apply' is no file",
        ),
        (
            b'--b\r\nContent-Disposition: form-data; name="f"; filename="a\xff"\r\n\r\n\r\n--b--',
            "not UTF-8",
        ),
    ],
)
def test_forms_that_are_none_are_refused(hub: Any, body: bytes, said: str) -> None:
    response = sent(hub, body, "csv", content_type="multipart/form-data; boundary=b")
    assert (response.status_code, code(response)) == (400, "BAD_USER_INPUT")
    assert said in response.text, response.text
    assert sent(hub, body, "csv", content_type="multipart/form-data").status_code == 400


def test_a_file_that_is_there_twice_is_refused(hub: Any) -> None:
    for names in (("a.csv", "a.csv"), ("a", "a/b.csv"), ("a/b.csv", "a")):
        response = hub.post("/import/csv", files=[("f", (name, GOOD)) for name in names])
        assert response.status_code == 400 and "is there twice" in response.text


def test_a_body_that_is_packed_is_refused(hub: Any) -> None:
    assert sent(hub, content_encoding="gzip").status_code == 415


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9000"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site", "content_type": "text/plain"},
    ],
    ids=str,
)
def test_a_page_of_another_site_may_not_import(hub: Any, headers: dict[str, str]) -> None:
    response = sent(hub, **headers)
    assert (response.status_code, code(response)) == (403, "FORBIDDEN")


def test_a_page_of_the_hub_may_import(hub: Any) -> None:
    own = {"origin": "http://127.0.0.1:8000", "sec_fetch_site": "same-origin"}
    assert sent(hub, **own).status_code == 200


def test_nobody_imports_at_a_hub_that_everybody_may_read(empty: Address) -> None:
    with client_of(settings_for(empty, seed="none", public_read=True)) as public:
        response = sent(public)
    assert (response.status_code, code(response)) == (403, "FORBIDDEN")


def test_one_import_at_a_time(hub: Any) -> None:
    importing = hub.app.state.hub.importing

    async def release() -> None:
        importing.release()

    hub.portal.call(importing.acquire)
    try:
        response = sent(hub)
    finally:
        hub.portal.call(release)
    assert (response.status_code, code(response)) == (409, "CONFLICT")
    assert response.headers["retry-after"]
    assert sent(hub).status_code == 200


def test_personal_values_are_in_no_report(hub: Any) -> None:
    def employees(name: str) -> bytes:
        text = f"nip,name,synthetic\n990000000000000077,{name},true\n"
        return text.encode()

    path = "csv?name=employee.csv&apply=true&source=staff"
    first = sent(hub, employees("Budi Lama"), path).json()
    second = sent(hub, employees("Budi Baru"), path)
    (difference,) = [d for d in second.json()["differences"] if d["name"] == "name"]
    assert difference["before"] == difference["after"] == "(personal)"
    assert "Lama" not in second.text
    for told in (second.json(), first):
        undone(hub, told["run"])


def test_a_hub_that_is_not_ready_says_so(hub: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub.app.state.hub, "prepared", False)
    assert sent(hub).status_code == 503


def test_a_fault_is_masked(hub: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("seeds.imports.run.imported", broken)
    response = sent(hub)
    assert (response.status_code, code(response)) == (500, "INTERNAL")
    assert "secret" not in response.text
    assert json.loads(response.text)["errors"][0]["extensions"]["id"]
