"""Full-text search over all kinds in one statement, ranked alike on every engine.

A node is found by its ``searchText`` (see ``fold``). Scores, highest first: a whole text equals
the question; a text begins with it; all words occur as words; all begin words; all occur.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import BadInput
from graph.fold import BORDER, tokens
from graph.model import Kind, Property, Relation, Type
from graph.writer import Match, Writer, alive

LONGEST_QUESTION = 200

SEARCH = Relation(
    "SEARCH",
    "SearchHit",
    (),
    (),
    (
        Property(
            "score",
            Type.FLOAT,
            required=True,
            expression="{n}",
            description="How well it fits, 0 to 1.",
        ),
    ),
    description="Something that a search found.",
)


@dataclass(frozen=True, slots=True)
class Found(Match):
    """What a search finds: a subquery over several kinds, with a score beside each node."""

    words: tuple[str, ...] = ()

    def when(self, *more: str | None) -> str:
        """The subquery with further conditions on its results."""
        conditions = [c for c in (*self.conditions, *more) if c]
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return f"CALL () {{ {self.pattern} }} WITH {self.node}, {self.relation}{where}"

    def some(self, *more: str | None) -> str:
        """As ``when``, for COUNT and EXISTS."""
        return f"{self.when(*more)} RETURN {self.node}"


def found(writer: Writer, text: str, kinds: Sequence[Kind], day: str) -> Match:
    """The match for nodes of these kinds that fit ``text`` and, if bodies, live on ``day``."""
    words = tokens(text)
    if not words or len(text) > LONGEST_QUESTION:
        writer.refuse(
            BadInput(f"needs 1 to {LONGEST_QUESTION} characters with letters or digits", ["text"])
        )
    node, score = writer.fresh("n"), writer.fresh("s")
    scored = _score(writer, words)
    parts = [_of_kind(writer, kind, node, score, scored, words, day) for kind in kinds]
    return Found(
        " UNION ALL ".join(parts),
        node,
        tuple(kinds),
        relation=score,
        edge=SEARCH,
        words=tuple(words),
    )


def _of_kind(
    writer: Writer,
    kind: Kind,
    node: str,
    score: str,
    scored: str,
    words: Sequence[str],
    day: str,
) -> str:
    conditions = [
        *(f"{node}.searchText CONTAINS {writer.parameters.add(word)}" for word in words),
        alive(kind, node, day),
        writer.viewer.admits(kind, node, writer.parameters),
    ]
    where = " AND ".join(c for c in conditions if c) or "false"
    value = scored.format(n=node)
    return f"MATCH ({node}:{kind.name}) WHERE {where} RETURN {node}, {value} AS {score}"


def _score(writer: Writer, words: Sequence[str]) -> str:
    phrase = " ".join(words)
    add = writer.parameters.add
    steps = [
        (1.0, [f"{BORDER} {phrase} {BORDER}"]),
        (0.8, [f"{BORDER} {phrase}"]),
        (0.6, [f" {word} " for word in words]),
        (0.4, [f" {word}" for word in words]),
    ]
    cases = " ".join(
        "WHEN " + " AND ".join(f"{{n}}.searchText CONTAINS {add(p)}" for p in parts) + f" THEN {v}"
        for v, parts in steps
    )
    return f"CASE {cases} ELSE 0.2 END"
