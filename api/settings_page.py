"""``docs/settings.md``, made from the settings by ``python -m api.settings_page``."""

from __future__ import annotations

from typing import Any

from api.settings import Settings, expected, variable

_HEAD = """\
# Settings

The hub reads these environment variables when it starts. Wrong values are refused all at once,
each with a sentence that says what was expected, and the command ends with code 2. An empty value
counts as not set. This page is made by `python -m api.settings_page > docs/settings.md`.

| variable | default | must be | meaning |
|---|---|---|---|
"""


def page() -> str:
    """The whole page as Markdown."""
    rows = [_row(name, field) for name, field in Settings.model_fields.items()]
    return _HEAD + "".join(rows)


def _row(name: str, field: Any) -> str:
    default = "" if field.default is None else f"`{_shown(field.default)}`"
    return f"| `{variable(name)}` | {default} | {expected(name)} | {field.description} |\n"


def _shown(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    print(page(), end="")
