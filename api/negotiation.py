"""Which media type a client wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from api.problems import Refusal

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"


class Range(NamedTuple):
    """One media range of an Accept header."""

    type: str
    quality: float

    def names(self, media_type: str) -> int:
        """How exactly this range names a media type: 3 itself, 2 its family, 1 all, 0 not."""
        if self.type == media_type:
            return 3
        family = media_type.partition("/")[0]
        return {f"{family}/*": 2, "*/*": 1}.get(self.type, 0)


@lru_cache(maxsize=256)
def ranges(accept: str) -> tuple[Range, ...]:
    """The media ranges of an Accept header; what makes no sense in it is passed over."""
    found = []
    for part in accept.split(","):
        type_, *parameters = (p.strip().lower() for p in part.split(";"))
        if "/" in type_:
            found.append(Range(type_, _quality(parameters)))
    return tuple(found)


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                return 0.0
            return quality if 0 <= quality <= 1 else 0.0
    return 1.0


def wanted(accept: Sequence[Range], media_type: str) -> tuple[float, int]:
    """How much a media type is wanted (0 to 1), as its most exact range says, and how exact
    that is.
    """
    exact = max(accept, key=lambda r: r.names(media_type), default=None)
    if exact is None or not exact.names(media_type):
        return 0.0, 0
    return exact.quality, exact.names(media_type)


@lru_cache(maxsize=256)
def response_type(accept: tuple[Range, ...]) -> str:
    """The media type to answer with: of two that are wanted alike, the one that is named, then
    the one made for GraphQL. Raises Refusal where none fits.
    """
    if not accept:
        return JSON
    graphql, json = wanted(accept, GRAPHQL), wanted(accept, JSON)
    named = graphql[1] == 3
    best = GRAPHQL if graphql > json or (graphql == json and named) else JSON
    if not max(graphql, json)[0]:
        raise Refusal(f"Accept must allow {GRAPHQL} or {JSON}", 406, "NOT_ACCEPTABLE")
    return best


@lru_cache(maxsize=256)
def prefers_page(accept: tuple[Range, ...]) -> bool:
    """Whether a page is wanted more than JSON: browsers name text/html."""
    html = wanted(accept, HTML)
    return html[1] > 1 and html[0] > max(wanted(accept, GRAPHQL)[0], wanted(accept, JSON)[0])
