"""Loops in hierarchies. Chains that end somewhere are left out by the engine, so that little but
loops, and what hangs on both sides of them, is read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.issues.check import called
from graph.issues.issue import Issue, Kind, Period, Severity, Thing
from graph.issues.lives import fixed
from graph.model import Relation
from graph.reader import Reader
from graph.writer import Writer, dated

DEEP = 3
"""How many steps there have to be above and below a relation for it to be read."""
MOST_READ = 200_000
"""Relations that are read at most; loops among others stay unknown."""


async def loops(reader: Reader, writer: Writer, day: str) -> list[Issue]:
    """The loops of all hierarchies on a day."""
    found = []
    for relation in writer.model.relations.values():
        if relation.above is not None and relation.starts == relation.ends:
            text = statement(writer, relation, day)
            rows = await reader.read("issues HIERARCHY_LOOP", text, writer.parameters.values)
            found += list(_issues(relation, (row[0] for row in rows)))
    return found


def statement(writer: Writer, relation: Relation, day: str) -> str:
    """The relations of a hierarchy that have ``DEEP`` others above and below."""
    (kind,) = relation.starts
    names = (called(writer, writer.model.kind(kind), variable) for variable in "ab")
    holds = _holding(writer, relation, "r", day)
    return (
        f"MATCH (a:{kind})-[r:{relation.type}]->(b:{kind}) WHERE {holds}"
        f"{_deep(writer, relation, 'a', '<-', '-', day, DEEP)} "
        f"AND {_deep(writer, relation, 'b', '-', '->', day, DEEP)}"
        f"{writer.seen(a=kind, b=kind)} WITH a, b, r ORDER BY a.id, b.id LIMIT {MOST_READ} "
        f"RETURN [a.id, {next(names)}, b.id, {next(names)}"
        + (", r.from, r.to]" if relation.dated else ", null, null]")
    )


def _holding(writer: Writer, relation: Relation, variable: str, day: str) -> str:
    """The conditions that a relation holds on the day and leads upwards, each followed by AND."""
    conditions = [
        *([dated(variable, day)] if relation.dated else []),
        *fixed(writer, relation, variable),
    ]
    return "".join(f"{condition} AND " for condition in conditions)


def _deep(
    writer: Writer, relation: Relation, start: str, left: str, right: str, day: str, steps: int
) -> str:
    """That so many steps lead on from ``start``. Each is a pattern of its own: within one, a
    relation that leads back to its start would not be taken twice.
    """
    node, r = writer.fresh("x"), writer.fresh("y")
    more = _deep(writer, relation, node, left, right, day, steps - 1) if steps > 1 else "true"
    holds = _holding(writer, relation, r, day)
    step = f"({start}){left}[{r}:{relation.type}]{right}({node})"
    return f"EXISTS {{ MATCH {step} WHERE {holds}{more} }}"


def _issues(relation: Relation, rows: Iterable[Sequence[str]]) -> Iterator[Issue]:
    things: dict[str, Thing] = {}
    periods: dict[tuple[str, str], Period] = {}
    above: dict[str, list[str]] = {}
    for one, name, other, its, start, end in rows:
        things[one], things[other] = Thing(one, name), Thing(other, its)
        periods[one, other] = Period(relation.name, start, end)
        above.setdefault(one, []).append(other)
    for members in circles(above):
        steps = list(zip(members, (*members[1:], members[0]), strict=True))
        yield Issue(
            Kind.HIERARCHY_LOOP,
            Severity.ERROR,
            "itself" if len(members) == 1 else "loop",
            tuple(things[member] for member in members),
            tuple(periods[step] for step in steps),
        )


def circles(above: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """For each group that leads in circles the shortest one through its first id, that first."""
    return sorted(_circle(min(group), above, group) for group in _groups(above))


def _circle(start: str, above: Mapping[str, Sequence[str]], group: set[str]) -> tuple[str, ...]:
    came: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there in sorted(above.get(here, ())):
            if there == start:
                way = [here]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return tuple(reversed(way))
            if there in group and there not in came:
                came[there] = here
                waiting.append(there)
    raise AssertionError(f"{start} is in no circle")


def _groups(above: Mapping[str, Sequence[str]]) -> Iterator[set[str]]:
    """The sets of ids from each of which all others are reached, and that hold a circle: strongly
    connected components, by first and second walk (Kosaraju 1978).
    """
    below: dict[str, list[str]] = {}
    for one, others in above.items():
        for other in others:
            below.setdefault(other, []).append(one)
    done: set[str] = set()
    for start in reversed(_finished(above)):
        if start not in done:
            group = _reached(start, below, done)
            done |= group
            if len(group) > 1 or start in above.get(start, ()):
                yield group


def _finished(above: Mapping[str, Sequence[str]]) -> list[str]:
    """All ids, each after those that are reached from it and not from one before."""
    order: list[str] = []
    seen: set[str] = set()
    for start in above:
        if start in seen:
            continue
        seen.add(start)
        stack = [(start, iter(above.get(start, ())))]
        while stack:
            here, others = stack[-1]
            there = next((other for other in others if other not in seen), None)
            if there is None:
                order.append(here)
                stack.pop()
            else:
                seen.add(there)
                stack.append((there, iter(above.get(there, ()))))
    return order


def _reached(start: str, ways: Mapping[str, Sequence[str]], but: set[str]) -> set[str]:
    found = {start}
    waiting = [start]
    while waiting:
        for there in ways.get(waiting.pop(), ()):
            if there not in found and there not in but:
                found.add(there)
                waiting.append(there)
    return found
