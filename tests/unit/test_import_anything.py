"""Whatever is in a file, readers answer with items and findings, as they go through it."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import MODEL, read

from seeds.imports.formats.govuk.registers import NAMES
from seeds.imports.formats.organogram import junior, senior
from seeds.imports.formats.popolo import words
from seeds.imports.formats.registry import FORMATS
from seeds.imports.item import Thing

POPOLO = ("id", "name", "abbreviation", "other_names", "parent_id", "founding_date")
POPOLO += ("dissolution_date", *words.FIELDS)
FILES = {
    "govuk-orgs": ("data.jsonl", *NAMES),
    "popolo-csv": ("xx.csv",),
    "uk-organogram": ("a-senior.csv", "a-junior.csv"),
}
WORDS = ("", "0", "1", "XX", "N/D", "Vacant", "Eliminated", "Ann Ash", "SCS1", "2007-04", "0.5")
WORDS += (
    "gb/a",
    "gb/b",
    "defunct ch:1",
    "Ministério",
    "\x00",
    "\ud7ff",
    "'\u2019",
    "https://x/b/",
    '"',
)
LARGE = 4_000


def settled(format_: str, folder: Path, contents: dict[str, bytes]) -> None:
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    read(format_, folder)


@pytest.mark.parametrize("format_", FILES)
@given(data=st.data())
def test_any_bytes_are_read_or_answered_with_findings(
    format_: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    contents = {name: data.draw(st.binary(max_size=200)) for name in FILES[format_]}
    settled(format_, tmp_path_factory.mktemp("any"), contents)


def tables(*columns: str, delimiter: str = ",") -> st.SearchStrategy[bytes]:
    """A file with these columns and cells that readers look out for, with chance ones between."""
    cell = st.sampled_from(WORDS) | st.text(max_size=5).filter(lambda text: "\0" not in text)
    rows = st.lists(st.lists(cell, min_size=len(columns), max_size=len(columns) + 1), max_size=8)

    def written(made: list[list[str]]) -> bytes:
        lines = [delimiter.join('"%s"' % c.replace('"', '""') for c in row) for row in made]
        return "\n".join([delimiter.join(columns), *lines]).encode("utf-8", "replace")

    return rows.map(written)


@given(content=tables(*POPOLO))
def test_any_public_bodies_fit_the_model(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    settled("popolo-csv", tmp_path_factory.mktemp("any"), {"xx.csv": content})


@given(seniors=tables(*senior.COLUMNS, "Valid?"), juniors=tables(*junior.COLUMNS))
def test_any_organogram_fits_the_model(
    tmp_path_factory: pytest.TempPathFactory, seniors: bytes, juniors: bytes
) -> None:
    contents = {"a-senior.csv": seniors, "a-junior.csv": juniors}
    settled("uk-organogram", tmp_path_factory.mktemp("any"), contents)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
NAMED = st.lists(st.fixed_dictionaries({"id": st.sampled_from(WORDS) | JSON}), max_size=3) | JSON
DETAILS = ("slug", "abbreviation", "closed_at", "govuk_status", "logo_formatted_name")
BODY = st.fixed_dictionaries(
    {
        "id": JSON,
        "title": st.sampled_from(WORDS),
        "details": st.fixed_dictionaries({}, optional=dict.fromkeys(DETAILS, JSON)) | JSON,
        "parent_organisations": NAMED,
        "child_organisations": NAMED,
    },
    optional={name: JSON for name in ("analytics_identifier", "format", "web_url", "updated_at")},
)


@given(
    bodies=st.lists(BODY, max_size=6),
    register=tables(
        "government-organisation", "name", "website", "start-date", "end-date", delimiter="\t"
    ),
)
def test_any_organisations_of_govuk_fit_the_model(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[dict[str, Any]], register: bytes
) -> None:
    lines = "\n".join(json.dumps(each) for each in bodies)
    contents = {"data.jsonl": lines.encode(), NAMES[0]: register}
    settled("govuk-orgs", tmp_path_factory.mktemp("any"), contents)


def govuk_line(number: int) -> str:
    details = {"slug": f"b{number}", "govuk_status": "live"}
    return json.dumps({"title": f"Body {number}", "details": details, "rest": "x" * 2_000})


def popolo_line(number: int) -> str:
    return f"id,name,rest\n0,First,{'x' * 2_000}" if not number else f"{number},N,{'x' * 2_000}"


def senior_line(number: int) -> str:
    if not number:
        return ",".join((*senior.COLUMNS, "Rest"))
    return f"{number},N/D,SCS1,Director,Air,Air,Staff,XX,1,{'x' * 2_000}"


def junior_line(number: int) -> str:
    if not number:
        return ",".join((*junior.COLUMNS, "Rest"))
    return f"Air,Air,Staff,XX,AO,Clerk,1,{'x' * 2_000}"


STREAMED = {
    "data.jsonl": ("govuk-orgs", govuk_line),
    "xx.csv": ("popolo-csv", popolo_line),
    "a-senior.csv": ("uk-organogram", senior_line),
    "a-junior.csv": ("uk-organogram", junior_line),
}


@pytest.mark.parametrize("name", STREAMED)
def test_files_are_streamed(tmp_path: Path, name: str) -> None:
    format_, line = STREAMED[name]
    path = tmp_path / name
    path.write_text("\n".join(line(number) for number in range(LARGE)))
    size = path.stat().st_size
    things = (i for i in FORMATS[format_].read([path], model=MODEL) if isinstance(i, Thing))
    assert peak(lambda: list(islice(things, 3))) < size / 10
    assert peak(lambda: sum(1 for _ in FORMATS[format_].read([path], model=MODEL))) < size / 2


def peak(work: Callable[[], object]) -> int:
    """The most bytes that are held at once."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_the_first_item_comes_before_the_file_is_read(tmp_path: Path) -> None:
    """What is wrong far below is not known when the first body is there."""
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join([*map(govuk_line, range(200)), "no object"]))
    items: Iterator[object] = FORMATS["govuk-orgs"].read([path], model=MODEL)
    assert isinstance(next(items), Thing)
    path.write_text("")
    assert sum(isinstance(item, Thing) for item in items) < 200
