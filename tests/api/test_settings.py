"""Settings: all of them documented, wrong ones refused at once in clear sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.environment import SettingsError, read_settings, unknown
from api.settings import Settings, is_loopback, variable
from api.settings_page import page

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)


def refusals(monkeypatch: pytest.MonkeyPatch, **values: str) -> list[str]:
    for name, value in values.items():
        monkeypatch.setenv(variable(name), value)
    with pytest.raises(SettingsError) as raised:
        read_settings()
    return raised.value.sentences


def test_the_page_documents_every_setting() -> None:
    text = PAGE.read_text("utf-8")
    assert text == page(), "renew it: python -m api.settings_page > docs/settings.md"
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"`{variable(name)}`" in text


def test_without_any_variable_the_hub_listens_on_loopback_and_keeps_its_own_engine() -> None:
    settings = read_settings()
    assert settings.loopback
    assert settings.neo4j_uri is None
    assert settings.zone.key == "UTC"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "abc"),
        ("port", "65536"),
        ("port", "-1"),
        ("port", "80.5"),
        ("host", "a b"),
        ("timezone", "Mars/Olympus"),
        ("timezone", "../etc/passwd"),
        ("neo4j_uri", "http://localhost"),
        ("neo4j_uri", "bolt://"),
        ("neo4j_uri", "bolt://host:99999999"),
        ("neo4j_uri", "localhost:7687"),
        ("neo4j_password_file", "/nowhere/password"),
        ("engine_heap", "much"),
        ("engine_heap", "0m"),
        ("statement_timeout", "nan"),
        ("statement_timeout", "0"),
        ("max_body_bytes", "1"),
        ("debug", "perhaps"),
        ("log_level", "LOUD"),
        ("public_read", "2"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name_and_what_was_expected(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (sentence,) = refusals(monkeypatch, **{name: value})
    assert sentence.startswith(variable(name))
    assert repr(value) in sentence
    assert " must be " in sentence and sentence.endswith(".")


def test_all_wrong_values_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = refusals(monkeypatch, port="x", timezone="x", debug="x")
    assert [s.split()[0] for s in found] == ["SINERGI_PORT", "SINERGI_TIMEZONE", "SINERGI_DEBUG"]


def test_another_address_than_loopback_is_refused_until_public_reading_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (sentence,) = refusals(monkeypatch, host="0.0.0.0")
    assert "SINERGI_PUBLIC_READ=1" in sentence
    monkeypatch.setenv("SINERGI_PUBLIC_READ", "1")
    assert not read_settings().loopback


def test_a_password_in_an_address_is_refused_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (sentence,) = refusals(monkeypatch, neo4j_uri="bolt://neo4j:secret@host")
    assert "secret" not in sentence


def test_a_password_may_come_from_a_file_but_not_from_two_places(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "password"
    file.write_text("s3cret\n", "utf-8")
    monkeypatch.setenv("SINERGI_NEO4J_PASSWORD_FILE", str(file))
    assert read_settings().password == "s3cret"
    (sentence,) = refusals(monkeypatch, neo4j_password="other")
    assert "s3cret" not in sentence and "set one of them" in sentence


def test_passwords_do_not_show_when_settings_are_printed() -> None:
    assert "s3cret" not in repr(Settings(neo4j_password="s3cret"))


def test_an_empty_value_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINERGI_NEO4J_URI", "")
    assert read_settings().neo4j_uri is None


def test_an_unknown_variable_is_warned_about_with_the_nearest_name() -> None:
    environment = {"SINERGI_HOTS": "x", "SINERGI_TEST_NEO4J_URI": "x", "SINERGI_PORT": "1"}
    assert list(unknown(environment)) == [
        "SINERGI_HOTS is set but there is no such setting: did you mean SINERGI_HOST?"
    ]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "LOCALHOST.", "::1"])
def test_these_are_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "::", "10.0.0.1", "localhost.evil.example"])
def test_these_are_not_loopback(host: str) -> None:
    assert not is_loopback(host)
