"""Files of any size go by in bounded memory, the first item before the last row."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import MODEL

from seeds.imports.formats.registry import FORMATS
from seeds.imports.item import Thing
from seeds.imports.seen import Seen

ROWS = 30_000
MOST = 24 << 20
"""Bytes that reading may hold at once: pieces of the file, and what is kept of keys."""


def employees(path: Path, rows: int) -> Path:
    with path.open("w") as file:
        file.write("nip;name;posts;source\n")
        file.writelines(f"99{i:016};Pegawai {i};jabatan-{i % 977};Uji\n" for i in range(rows))
    return path


def test_a_large_table_is_streamed(tmp_path: Path) -> None:
    path = employees(tmp_path / "employee.csv", ROWS)
    tracemalloc.start()
    try:
        made = iter(FORMATS["csv"].read([path], model=MODEL))
        count = sum(isinstance(item, Thing) for item in made)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == ROWS
    assert peak < MOST


def test_a_file_of_ties_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    with path.open("w") as file:
        file.write("from,to,on\n")
        file.writelines(
            f"a{i % 50},b{i % 40},2024-01-01T{i // 3600:02}:{i // 60 % 60:02}:{i % 60:02}Z\n"
            for i in range(ROWS // 2)
        )
    tracemalloc.start()
    try:
        made = FORMATS["ties-csv"].read([path], model=MODEL)
        assert sum(1 for _ in made) > ROWS // 2
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MOST


def test_items_come_before_the_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def rows(*_: object, **__: object) -> Iterator[object]:
        from seeds.imports.table import Row

        yield Row(1, ["code", "name", "type"])
        for number in range(2, 10_000):
            asked.append(number)
            yield Row(number, [f"a{number}", "A", "MINISTRY"])

    monkeypatch.setattr("seeds.imports.formats.hub_csv.rows", rows)
    (tmp_path / "agency.csv").touch()
    assert len(list(islice(FORMATS["csv"].read([tmp_path], model=MODEL), 5))) == 5
    assert len(asked) < 50


@given(st.lists(st.text(max_size=3)))
def test_keys_are_known_by_the_row_where_they_stood_first(keys: list[str]) -> None:
    seen, first = Seen(), dict[str, int]()
    for row, key in enumerate(keys, 2):
        assert seen.first(key, row) == first.get(key)
        first.setdefault(key, row)


def test_many_keys_stay_apart() -> None:
    seen = Seen()
    assert all(seen.first(str(i), i) is None for i in range(20_000))
    assert [seen.first(str(i), 0) for i in (0, 7, 19_999)] == [0, 7, 19_999]
