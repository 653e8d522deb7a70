"""What can be set from outside: ``SINERGI_…`` variables, read here and nowhere else."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    Field,
    SecretStr,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "SINERGI_"
INDONESIA, NO_SEED = "indonesia", "none"
MOST_WORKERS = 8
"""Unless more are asked for."""
_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def _setting(default: Any, description: str, expected: str, **rules: Any) -> Any:
    """A setting; ``expected`` completes the sentence "it must be …"."""
    extra: dict[str, Any] = {"expected": expected}
    return Field(default, description=description, json_schema_extra=extra, **rules)


class Settings(BaseSettings):
    """Everything that can be set, with its default."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        validate_default=True,
        hide_input_in_errors=True,
        allow_inf_nan=False,
    )

    host: str = _setting(
        "127.0.0.1",
        "The address to listen on. Anything but loopback needs `SINERGI_PUBLIC_READ=1`.",
        "an IP address or a host name",
        pattern=r"^[A-Za-z0-9.:\-]+$",
    )
    port: int = _setting(
        8000,
        "The port to listen on; 0 takes any free one.",
        "a whole number from 0 to 65535",
        ge=0,
        le=65535,
    )
    public_read: bool = _setting(
        False,
        "Whether everybody who can reach the hub may read it. There is no authentication yet, "
        "so another address than loopback is refused without this.",
        "1 or 0",
    )
    data_dir: Path = _setting(
        Path(".hub"),
        "Where the embedded engine keeps its data; made where it is missing.",
        "the path of a folder",
    )
    neo4j_uri: str | None = _setting(
        None,
        "A Neo4j server or cluster to use instead of the embedded engine "
        "(`bolt://host:7687`, `neo4j://host:7687`, `neo4j+s://…`).",
        f"an address with one of the schemes {', '.join(_SCHEMES)}",
    )
    neo4j_user: str = _setting("neo4j", "The user at the Neo4j server.", "a user's name")
    neo4j_password: SecretStr | None = _setting(
        None, "That user's password; nothing where the server asks for none.", "a password"
    )
    neo4j_password_file: Path | None = _setting(
        None,
        "A file that holds the password, instead of `SINERGI_NEO4J_PASSWORD`.",
        "the path of a file that this user can read",
    )
    neo4j_database: str | None = _setting(
        None, "The database at the Neo4j server; its default where not set.", "a database's name"
    )
    workers: int = _setting(
        0,
        "How many processes serve. 0: one a core, at most 8, with a Neo4j server; the embedded "
        "engine serves one.",
        "a whole number from 0 to 64",
        ge=0,
        le=64,
    )
    engine_heap: str = _setting(
        "1g",
        "The most memory that the embedded engine's Java may use.",
        "a number with the unit m or g, such as 1g",
        pattern=r"^[1-9]\d{0,5}[mMgG]$",
    )
    statement_timeout: float = _setting(
        30.0,
        "How long one statement may run in the database, in seconds.",
        "a number of seconds, more than 0 and at most 3600",
        gt=0,
        le=3600,
    )
    analysis_timeout: float = _setting(
        60.0,
        "How long one analysis may compute, in seconds; what goes on in the background may take "
        "longer.",
        "a number of seconds, more than 0 and at most 3600",
        gt=0,
        le=3600,
    )
    max_body_bytes: int = _setting(
        1_000_000,
        "The largest request body that is read, in bytes.",
        "a whole number from 1000 to 1000000000",
        ge=1000,
        le=1_000_000_000,
    )
    import_bytes: int = _setting(
        1 << 30,
        "The largest request body that `/import` takes, in bytes; it is kept in a temporary folder "
        "while it is imported.",
        "a whole number from 1000 to 1000000000000",
        ge=1000,
        le=10**12,
    )
    timezone: str = _setting(
        "UTC",
        "The time zone that says which day today is, as `asOf` understands it. "
        "`scripts/run` sets `Asia/Jakarta` for the seed.",
        "the name of an IANA time zone, such as Asia/Jakarta",
    )
    seed: str = _setting(
        "indonesia",
        "What an empty graph starts with: `indonesia`, `none`, or the path of a folder of seed "
        "files.",
        "indonesia, none, or the path of a folder",
    )
    debug: bool = _setting(
        False,
        "Whether answers tell about their statements and timings in `extensions.hub`.",
        "1 or 0",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = _setting(
        "INFO", "The least grave messages to log.", "DEBUG, INFO, WARNING or ERROR"
    )

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, OSError, ValueError) as error:
            raise ValueError from error
        return value

    @field_validator("seed")
    @classmethod
    def _a_seed(cls, value: str) -> str:
        if value not in (INDONESIA, NO_SEED) and not Path(value).is_dir():
            raise ValueError
        return value

    @field_validator("neo4j_uri")
    @classmethod
    def _bolt(cls, value: str | None) -> str | None:
        parts = urlsplit(value or f"{_SCHEMES[0]}://host")
        if parts.scheme not in _SCHEMES or not parts.hostname or parts.username or parts.port == 0:
            raise ValueError
        return value

    @field_validator("workers")
    @classmethod
    def _server_for_many(cls, value: int, info: ValidationInfo) -> int:
        if value > 1 and not info.data.get("neo4j_uri"):
            raise ValueError(
                f"is {value}, and SINERGI_NEO4J_URI is not set: the embedded engine serves one "
                "worker."
            )
        return value

    @field_validator("neo4j_password_file")
    @classmethod
    def _readable(cls, value: Path | None, info: ValidationInfo) -> Path | None:
        if value and info.data.get("neo4j_password"):
            raise ValueError("is set together with SINERGI_NEO4J_PASSWORD: set one of them.")
        if value and not (value.is_file() and os.access(value, os.R_OK)):
            raise ValueError
        return value

    @field_validator("public_read")
    @classmethod
    def _said_to_be_public(cls, value: bool, info: ValidationInfo) -> bool:
        host = info.data.get("host", "localhost")
        if not value and not is_loopback(host):
            raise ValueError(
                f"is not set, and SINERGI_HOST is {host!r}: there is no authentication yet, so "
                "say SINERGI_PUBLIC_READ=1 if everybody may read, or listen on 127.0.0.1."
            )
        return value

    @property
    def processes(self) -> int:
        """How many processes serve."""
        if not hasattr(os, "fork") or not self.neo4j_uri:
            return 1
        return self.workers or min(os.cpu_count() or 1, MOST_WORKERS)

    @property
    def seed_folder(self) -> Path | None:
        """The seed files that an empty graph starts with; None for none."""
        if self.seed == INDONESIA:
            from seeds.load import INDONESIA as folder

            return folder
        return None if self.seed == NO_SEED else Path(self.seed)

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the hub."""
        return is_loopback(self.host)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that says which day today is."""
        return ZoneInfo(self.timezone)

    @property
    def password(self) -> str | None:
        """The Neo4j user's password, from whichever place has it."""
        if self.neo4j_password_file:
            return self.neo4j_password_file.read_text("utf-8").rstrip("\r\n")
        return self.neo4j_password.get_secret_value() if self.neo4j_password else None


def is_loopback(host: str) -> bool:
    """Whether a host (a name or an address without its port) is this machine itself."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def expected(name: str) -> str:
    """What a setting's value must be, in words."""
    extra = Settings.model_fields[name].json_schema_extra
    return str(extra["expected"]) if isinstance(extra, Mapping) else ""
