"""What files have that the hub has no place for: counted, and told once for each sort."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from seeds.imports.item import Finding, Grade, Place

MOST = 1_000
"""How many sorts are told apart; what goes beyond is counted together."""
_BEYOND = "…"


@dataclass(slots=True)
class _Count:
    first: int | None
    last: int | None
    times: int = 0
    sample: str | None = None


@dataclass
class Left:
    """What one file has that becomes no item, by where in its form it stands."""

    file: str
    counts: dict[str, _Count] = field(default_factory=dict)

    def add(self, column: str, row: int | None, sample: str | None = None) -> None:
        """Count one more; ``sample`` is its text where that helps to judge what is lost."""
        key = column if column in self.counts or len(self.counts) < MOST else _BEYOND
        found = self.counts.setdefault(key, _Count(row, row, sample=sample))
        found.last = row
        found.times += 1

    def findings(self) -> Iterator[Finding]:
        """A note for each sort, with its number, its first and its last place."""
        for column, found in self.counts.items():
            text = f"the hub has no place for this; it stands here {found.times:,} times"
            if found.times == 1:
                text = "the hub has no place for this; it stands here once"
            elif found.last is not None:
                text += f", last in row {found.last}"
            place = Place(self.file, found.first, column)
            mend = "keep the file where this is needed"
            yield Finding(Grade.NOTE, "NO_PLACE", place, text, found.sample, mend=mend)
