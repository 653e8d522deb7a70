"""Reading the settings from the environment, with a clear sentence for all that is wrong."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from api.settings import PREFIX, Settings, expected, variable


class SettingsError(Exception):
    """Settings that can't be used; one clear sentence for each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def read_settings() -> Settings:
    """The settings of this process's environment. Raises SettingsError with all that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError([_sentence(fault) for fault in error.errors()]) from error


def _sentence(fault: Any) -> str:
    name = str(fault["loc"][0])
    said = str(fault.get("ctx", {}).get("error", ""))
    if said.startswith("is "):
        return f"{variable(name)} {said}"
    secret = name == "neo4j_password" or "@" in os.environ.get(variable(name), "")
    given = "" if secret else f" is {os.environ.get(variable(name), '')!r}, and"
    return f"{variable(name)}{given} must be {expected(name)}."


def unknown(environment: Mapping[str, str]) -> Iterator[str]:
    """A warning for each ``SINERGI_…`` variable that means nothing (those for tests aside)."""
    known = [variable(name) for name in Settings.model_fields]
    for name in sorted(environment):
        if re.match(rf"{PREFIX}(?!TEST_)", name, re.IGNORECASE) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, 1)
            hint = f": did you mean {near[0]}?" if near else "."
            yield f"{name} is set but there is no such setting{hint}"
