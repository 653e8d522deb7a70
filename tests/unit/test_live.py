"""What is going on on a day."""

from __future__ import annotations

import pytest
from plain_rows import initiative, target

from graph.network.live import is_live, is_running

DAY = "2025-06-01"


@pytest.mark.parametrize(
    ("start", "end", "status", "live"),
    [
        (None, None, "ACTIVE", True),
        (DAY, DAY, "UNKNOWN", True),
        ("2025-06-02", None, "PLANNED", False),
        (None, "2025-05-31", "ACTIVE", False),
        (None, None, "ENDED", False),
    ],
)
def test_an_initiative_lives_from_its_first_to_its_last_day_unless_ended(
    start: str | None, end: str | None, status: str, live: bool
) -> None:
    assert is_live(initiative("i", status, start, end), DAY) is live


@pytest.mark.parametrize(
    ("start", "end", "runs"),
    [
        (None, None, True),
        (2025, 2025, True),
        (2026, None, False),
        (None, 2024, False),
        (2020, 2029, True),
    ],
)
def test_a_target_runs_in_its_years(start: int | None, end: int | None, runs: bool) -> None:
    assert is_running(target("t", start, end), DAY) is runs
