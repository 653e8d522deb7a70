"""A hub to import into, beside the seed, which is left as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from importing import Hub


@pytest.fixture
def hub(graph: Any) -> Iterator[Hub]:
    made = Hub(graph)
    made.clean()
    yield made
    made.clean()
