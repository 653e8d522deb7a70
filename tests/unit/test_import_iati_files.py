"""Files of IATI: what is refused, what is read before a fault, and how much memory it takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from commands import ROOT
from reading import Read, read

from seeds.imports.item import Grade

ONE = (
    "<iati-activity><iati-identifier>X-{0}</iati-identifier><title><narrative>{1}</narrative>"
    '</title><activity-status code="2"/></iati-activity>'
)


def of(folder: Path, content: str | bytes, encoding: str | None = None) -> Read:
    file = folder / "a.xml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read("iati", file, encoding=encoding)


def document(inner: str, before: str = "") -> str:
    return f'{before}<iati-activities version="2.03">\n{inner}\n</iati-activities>'


def test_outside_files_are_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("rahasia")
    before = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    found = of(tmp_path, document(ONE.format(1, "&x;"), before))
    assert found.things == [] and found.found("XML_DOCTYPE").grade is Grade.ERROR
    assert "rahasia" not in str(found)


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE a SYSTEM "http://localhost:1/a.dtd">',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://localhost:1/a.dtd">%p;]>',
        "<!DOCTYPE iati-activities>",
    ],
)
def test_document_types_are_refused(tmp_path: Path, before: str) -> None:
    found = of(tmp_path, document(ONE.format(1, "a"), before))
    assert found.things == []
    assert set(found.codes()) <= {"XML_DOCTYPE", "XML_BROKEN"} and found.findings


@pytest.mark.parametrize("where", ["<a>&l9;</a>", '<a b="&l9;"/>'])
def test_laughs_are_not_multiplied(tmp_path: Path, where: str) -> None:
    laughs = '<!ENTITY l0 "lol">' + "".join(
        f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9)
    )
    found = of(tmp_path, document(where, f"<!DOCTYPE a [{laughs}]>"))
    assert found.things == [] and len(str(found)) < 2_000


def test_what_stands_before_a_fault_is_read_and_the_fault_has_its_line(tmp_path: Path) -> None:
    inner = "\n".join([ONE.format(1, "a"), ONE.format(2, "b"), "<iati-activity><title>"])
    found = of(tmp_path, document(inner))
    assert found.value("Initiative", "code") == ["X-1", "X-2"]
    broken = found.found("XML_BROKEN")
    assert (broken.place.row, broken.grade) == (5, Grade.ERROR)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "XML_BROKEN"),
        (b"kode,nama\n1,a\n", "XML_BROKEN"),
        (b"<html/>", "IATI_ROOT"),
        (b"<iati-activities/>", "IATI_VERSION"),
        (b"<iati-organisations/>", "IATI_ROOT"),
    ],
)
def test_files_of_other_forms_are_told(tmp_path: Path, content: bytes, code: str) -> None:
    assert of(tmp_path, content).codes() == {code: 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1"])
def test_encodings_are_recognised_or_named(tmp_path: Path, encoding: str) -> None:
    named = encoding.removesuffix("-sig")
    before = f'<?xml version="1.0" encoding="{named}"?>'
    content = document(ONE.format(1, "País Vasco é"), before).encode(encoding)
    assert of(tmp_path, content).value("Initiative", "name") == ["País Vasco é"]
    if not encoding.startswith("utf"):
        undeclared = document(ONE.format(1, "País")).encode(encoding)
        assert of(tmp_path, undeclared).codes() == {"XML_BROKEN": 1}
        assert of(tmp_path, undeclared, encoding).value("Initiative", "name") == ["País"]


def test_unknown_encodings_and_missing_files_are_told(tmp_path: Path) -> None:
    text = document(ONE.format(1, "a"))
    assert of(tmp_path, text, "klingon").codes() == {"ENCODING_UNKNOWN": 1}
    assert read("iati", tmp_path / "none.xml").codes() == {"FILE_MISSING": 1}
    (tmp_path / "b").mkdir()
    assert read("iati", tmp_path / "b").codes() == {"FOLDER_EMPTY": 1}
    (tmp_path / "readme.txt").write_text("x")
    assert read("iati", tmp_path).codes() == {"FILE_LEFT_OUT": 1}


def test_lines_beyond_65535_are_told_rightly(tmp_path: Path) -> None:
    found = of(tmp_path, document("\n" * 70_000 + ONE.format(1, "a")))
    assert found.of("Initiative")[0].place.row == 70_002


PEAK = r"""
import pathlib, re, sys
from schema.query import build
from seeds.imports.formats.registry import FORMATS
path = pathlib.Path(sys.argv[1])
transaction = "<transaction><value>" + "9" * 150 + "</value></transaction>"
activity = (
    "<iati-activity><iati-identifier>X-%d</iati-identifier><title><narrative>a</narrative></title>"
    "<participating-org role='1' ref='1'><narrative>A</narrative></participating-org>"
    + "%s</iati-activity>"
)
with path.open("w") as file:
    file.write("<iati-activities version='2.03'>")
    file.write(activity % (0, transaction * int(sys.argv[3])))
    for number in range(1, int(sys.argv[2])):
        file.write(activity % (number, transaction * 10))
    file.write("</iati-activities>")
print(sum(1 for _ in FORMATS["iati"].read([path], model=build().model)))
print(re.search(r"VmHWM:\s+(\d+)", pathlib.Path("/proc/self/status").read_text())[1])
"""


def peak(folder: Path, activities: int, transactions: int) -> tuple[int, int]:
    file = folder / "large.xml"
    command = [sys.executable, "-c", PEAK, str(file), str(activities), str(transactions)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    items, kilobytes = map(int, done.stdout.split())
    return items, kilobytes


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc to read the peak from")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """40 MB of activities, of which the first one is 20 MB large."""
    _, small = peak(tmp_path, 10, 10)
    items, large = peak(tmp_path, 10_000, 100_000)
    assert items > 20_000
    assert large < small + 80_000
