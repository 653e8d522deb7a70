"""Who holds which post, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seeds.imports.codes import code
from seeds.imports.days import day_at
from seeds.imports.formats.org.resource import Resources
from seeds.imports.formats.org.terms import DCT, ORG, SCHEMA, TIME
from seeds.imports.formats.org.things import own_unit
from seeds.imports.item import Bond, Finding, Grade, Item, Place, Ref, Thing

_MEMBER, _IN, _ROLE = ORG + "member", ORG + "organization", ORG + "role"
_POST, _DURING = DCT + "relation", ORG + "memberDuring"
_INSTANTS = tuple(
    TIME + name
    for name in (
        "inXSDDate",
        "inXSDgYearMonth",
        "inXSDgYear",
        "inXSDDateTimeStamp",
        "inXSDDateTime",
    )
)


def membership(here: Resources, subject: str) -> Iterator[Item]:
    """A person in a post; without one, in a post for the role in that organization."""
    here.rest(
        subject, _MEMBER, _IN, _ROLE, _POST, _DURING, SCHEMA + "startDate", SCHEMA + "endDate"
    )
    place = here.place(subject)
    members = here.linked(subject, _MEMBER)
    posts = [other for other in here.linked(subject, _POST) if here.kind(other) == "Post"]
    if not members or not (posts or here.linked(subject, _IN)):
        text = "is left out: it lacks a member, or an organization or post"
        expected = "org:member and org:organization"
        mend = "say who is a member of what"
        yield Finding(Grade.ERROR, "MEMBERSHIP_PARTIAL", place, text, subject, expected, mend)
        return
    values: dict[str, Any] = {"acting": False}
    yield from _spell(here, subject, values)
    refs = [Ref("Post", each) for each in posts]
    if not refs:
        for item in _post_of_role(here, subject, place):
            if isinstance(item, Ref):
                refs.append(item)
            else:
                yield item
    for member in members:
        for item in here.end(subject, _MEMBER, member, ("Employee",)):
            if not isinstance(item, Ref):
                yield item
                continue
            for ref in refs:
                here.store.hold(member, ref.key)
                yield Bond("HOLDS", item, ref, place, values)


def holders(here: Resources, subject: str) -> Iterator[Item]:
    """Those who hold a post by its own word, unless a membership says when."""
    term = ORG + "heldBy"
    values: dict[str, Any] = {"acting": False}
    yield from here.texts(subject, term)
    for member in here.linked(subject, term):
        if here.store.is_held(member, subject):
            continue
        for item in here.end(subject, term, member, ("Employee",)):
            if isinstance(item, Ref):
                at = here.place(subject, term)
                yield Bond("HOLDS", item, Ref("Post", subject), at, values)
            else:
                yield item


def _post_of_role(here: Resources, subject: str, place: Place) -> Iterator[Item | Ref]:
    roles = here.store.said(subject, _ROLE)
    role = roles[0].text if roles else ""
    if roles and roles[0].reference:
        named, _ = here.named(role)
        title = str(named["name"])
    else:
        title = role or "anggota"
    for other in here.linked(subject, _IN):
        for item in here.end(subject, _IN, other, ("Agency", "Unit")):
            if not isinstance(item, Ref):
                yield item
                continue
            ref = Ref("Post", f"{other}#role={role}")
            if ref not in here.outside:
                here.outside[ref] = place
                text = f"names no post: one is made for {title!r} there"
                mend = "name the post with dct:relation"
                at = place.at("org:role")
                yield Finding(Grade.WARNING, "POST_MADE", at, text, role or None, "a post", mend)
                values = {"code": code("org", ref.key, title), "title": title}
                yield Thing(ref, {**values, "grade": "UNKNOWN", "kind": "UNKNOWN"}, place)
                yield from own_unit(here, Bond("POST_IN", ref, item, place))
            yield ref


def _spell(here: Resources, subject: str, values: dict[str, Any]) -> Iterator[Finding]:
    """The days of a membership. What ends on a day holds on that day."""
    for name, term, plain in (
        ("from", "hasBeginning", "startDate"),
        ("to", "hasEnd", "endDate"),
    ):
        said = here.store.said(subject, SCHEMA + plain)
        for interval in here.linked(subject, _DURING):
            for instant in here.linked(interval, TIME + term):
                said += here.store.said(instant, *_INSTANTS)
        for node in said:
            found = yield from day_at(node.text, here.place(subject, _DURING))
            if found is not None:
                values |= found.values(name)
                if name == "to":
                    values["to"] = found.after
                break
