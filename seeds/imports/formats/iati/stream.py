"""Activities of an XML file, one after the other, each freed after use.

Nothing but the file itself is read: no entity is resolved, no DTD loaded, no address followed, and
a file that declares a document type is refused, since IATI has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, cast

from lxml import etree

from seeds.imports.files import File
from seeds.imports.item import Finding, Grade
from seeds.imports.left import Left

Element: TypeAlias = etree._Element

ROOT = "iati-activities"
ACTIVITY = "iati-activity"
READ = frozenset(
    (
        "iati-identifier",
        "reporting-org",
        "title",
        "description",
        "participating-org",
        "other-identifier",
        "activity-status",
        "activity-date",
        "recipient-country",
        "location",
        "sector",
        "tag",
        "related-activity",
        "result",
    )
)
"""The elements of an activity that become something; the others are counted and freed at once."""


def activities(file: File, encoding: str | None, left: Left) -> Iterator[Element | Finding]:
    """The activities of a file. What is well-formed before a fault is given; the fault is told."""
    try:
        yield from _stream(file, encoding, left)
    except etree.XMLSyntaxError as error:
        place = file.place(error.lineno or 1)
        text = f"is no well-formed XML from here on: {error.msg}"
        mend = "mend the file, or export it anew; what stands before this line is read"
        yield Finding(Grade.ERROR, "XML_BROKEN", place, text, expected="XML", mend=mend)
    except LookupError:
        text = f"there is no encoding {encoding!r}"
        mend = "name another one, or none: it is recognised"
        yield file.lost("ENCODING_UNKNOWN", text, "utf-8, utf-16, cp1252 …", mend)
    except OSError as error:
        text, mend = f"can't be read: {error.strerror or error}", "check that it may be read"
        yield file.lost("FILE_UNREADABLE", text, "a file that may be read", mend)


def _stream(file: File, encoding: str | None, left: Left) -> Iterator[Element | Finding]:
    with file.path.open("rb") as content:
        events = etree.iterparse(
            content,
            events=("start", "end"),
            load_dtd=False,
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            encoding=encoding,
        )
        depth = 0
        for event, element in events:
            if event == "start":
                depth += 1
                if depth == 1:
                    faults = list(_root(element, file))
                    yield from faults
                    if any(fault.grade is Grade.ERROR for fault in faults):
                        return
                continue
            depth -= 1
            if depth == 1:
                if element.tag == ACTIVITY:
                    yield element
                else:
                    left.add(str(element.tag), line(element))
                _free(element)
            elif depth == 2 and element.tag not in READ:
                left.add(f"{ACTIVITY}/{element.tag!s}", line(element))
                _free(element)


def line(element: Element) -> int | None:
    """The line that an element begins on."""
    return cast("int | None", element.sourceline)


def _free(element: Element) -> None:
    """Forget an element's content, and its elder sibling if that was forgotten before."""
    element.clear()
    elder, parent = element.getprevious(), element.getparent()
    if parent is not None and elder is not None and elder.tag not in READ:
        parent.remove(elder)


def _root(root: Element, file: File) -> Iterator[Finding]:
    place = file.place(line(root), str(root.tag))
    if root.getroottree().docinfo.internalDTD is not None:
        text = "declares a document type: entities and outside files are never read"
        mend = "take the DOCTYPE out"
        yield Finding(Grade.ERROR, "XML_DOCTYPE", place, text, expected="no DOCTYPE", mend=mend)
    elif root.tag != ROOT:
        text = "is no file of IATI activities"
        expected = f"<{ROOT} version=…>"
        mend = "look whether it is the right file"
        yield Finding(Grade.ERROR, "IATI_ROOT", place, text, str(root.tag), expected, mend)
    elif not (version := root.get("version", "")).startswith("2."):
        text = "is read as IATI 2.0x, which it does not say it is"
        mend = "convert the file to IATI 2.03"
        yield Finding(
            Grade.WARNING, "IATI_VERSION", place.at("@version"), text, version, "2.01 to 2.03", mend
        )
