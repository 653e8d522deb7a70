"""Several connections asked for in one operation, and what the naive model says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from naive import Edge, Naive
from questions import kinds_of, orders, wheres
from toys import toys
from world import DAYS, World

from graph.model import Link
from schema.inputs import telling

ROOTS = {"Box": "boxes", "Toy": "toys", "Shelf": "shelves"}


@dataclass(frozen=True, repr=False)
class Question:
    """A root connection, or a link of every node of one."""

    kind: str
    where: dict[str, Any] | None = None
    order: list[str] = field(default_factory=list)
    day: str | None = None
    link: Link | None = None
    history: bool = False

    def __repr__(self) -> str:
        link = f"{self.kind}.{self.link.name}" if self.link else self.kind
        link = f"history of {link}" if self.history else link
        return f"{link} where {self.where} order {self.order} on {self.day}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    @property
    def name(self) -> str:
        """The common part of the names of its filter and order."""
        return f"{self.link.target}{self.link.relation.name}" if self.has_edge else self.target

    @property
    def target(self) -> str:
        return self.link.target if self.link else self.kind

    @property
    def has_edge(self) -> bool:
        return self.link is not None and telling(self.link.relation)

    @property
    def periods(self) -> str:
        """The argument that asks for all periods."""
        return ", history: true" if self.history else ""

    def variables(self, alias: str) -> dict[str, Any]:
        return {f"{alias}w": self.where, f"{alias}o": self.order, f"{alias}d": self.day}

    def head(self, alias: str) -> str:
        name = self.name
        return f"${alias}w: {name}Where, ${alias}o: [{name}Order!], ${alias}d: Date"

    def text(self, alias: str, chosen: str, more: str = "first: 500") -> str:
        """The field, with ``chosen`` selected of its connection."""
        arguments = f"where: ${alias}w, orderBy: ${alias}o, {more}{self.periods}"
        if not self.link:
            return f"{alias}: {ROOTS[self.kind]}(asOf: ${alias}d, {arguments}) {{ {chosen} }}"
        inner = f"{self.link.name}({arguments}) {{ {chosen} }}"
        return (
            f"{alias}: {ROOTS[self.kind]}(asOf: ${alias}d, first: 500) {{ nodes {{ id {inner} }} }}"
        )

    def expected(self, world: World) -> dict[str, list[Edge]]:
        """All edges: of the root, or of each node by id."""
        naive = Naive(world, self.day) if self.day else Naive(world)
        if not self.link:
            return {"": naive.listed(naive.all(self.kind), [self.kind], self.where, self.order)}
        return {
            parent.node.id: naive.listed(
                naive.linked(parent.node, self.link, self.history),
                self.link.kinds,
                self.where,
                self.order,
            )
            for parent in naive.all(self.kind)
        }

    def given(self, answer: dict[str, Any]) -> dict[str, Any]:
        """The connections in an answer, as ``expected`` names them."""
        if not self.link:
            return {"": answer}
        return {node["id"]: node[self.link.name] for node in answer["nodes"]}


def roots() -> Iterator[Question]:
    """One question for each root, without filter and order."""
    return (Question(kind) for kind in ROOTS)


def links() -> Iterator[Question]:
    """One question for each link of every kind that leads to many, and one for its history."""
    for kind in ROOTS:
        for link in toys().model.kind(kind).links:
            if link.many:
                yield Question(kind, link=link)
                if link.relation.dated:
                    yield Question(kind, link=link, history=True)


@st.composite
def asked(draw: st.DrawFn, *, filtered: bool = True, depth: int = 2) -> Question:
    """A question with a filter, an order and a day."""
    found = draw(st.sampled_from([*roots(), *links()]))
    model = toys().model
    if found.link:
        where = wheres(kinds_of(found.link), found.link.relation, depth)
    else:
        where = wheres((model.kind(found.kind),), None, depth)
    return Question(
        found.kind,
        draw(where) if filtered else None,
        draw(orders(f"{found.name}Order")),
        draw(st.sampled_from([None, *DAYS])),
        found.link,
        found.history,
    )


def document(questions: Sequence[Question], chosen: str, more: str = "first: 500") -> str:
    """All questions in one operation; they are called ``q0`` and so on."""
    head = ", ".join(q.head(f"q{i}") for i, q in enumerate(questions))
    body = " ".join(q.text(f"q{i}", chosen, more) for i, q in enumerate(questions))
    return f"query({head}) {{ {body} }}"


def variables(questions: Sequence[Question]) -> dict[str, Any]:
    return {k: v for i, q in enumerate(questions) for k, v in q.variables(f"q{i}").items()}
