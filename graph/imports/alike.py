"""Which bodies may be the same: exactly by identifier or name, or as candidates by likeness.

Names count as equal when their folded words are. An acronym alone never makes two bodies one: it is
shared too often (five abbreviations of GOV.UK have two bodies each).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz

from graph.fold import tokens
from graph.imports.known import Body

OPEN_TYPES = (None, "UNKNOWN")
"""Types that fit every other one."""
LEAST = 0.88
"""From what likeness on two names are worth a look."""
COMMON = 0.05
"""Words that more than this share of all bodies have in their names do not bring two together."""
FEW = 40
"""A word of no more bodies than this is never common."""
MOST = 60
"""How many bodies of one rare word are compared with each other."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two bodies that may be one, with a score from 0 to 1 and the reasons, strongest first."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


def folded(text: str) -> str:
    """A name as names are compared."""
    return " ".join(tokens(text))


def called(body: Body) -> set[str]:
    """The folded names of a body, by which it is known for certain: without its acronym, what it
    was called before, and translations, which ministries of all countries share.
    """
    return {folded(name) for name in (body.name, *body.aliases)} - {""}


def _known_as(body: Body) -> set[str]:
    """The same with translations, by which it may be known."""
    return called(body) | ({folded(body.name_en)} - {""} if body.name_en else set())


def fits(one: Body, other: Body) -> bool:
    """Whether type, parents and lifetimes allow two bodies to be one."""
    types = one.type in OPEN_TYPES or other.type in OPEN_TYPES or one.type == other.type
    parents = not one.parents or not other.parents or bool(one.parents & other.parents)
    return types and parents and not _apart_in_time(one, other) and not _apart_in_time(other, one)


def _typed(one: Body, other: Body) -> bool:
    return one.type not in OPEN_TYPES and other.type not in OPEN_TYPES


def _apart_in_time(one: Body, other: Body) -> bool:
    """Whether one ended before the other began; of one that lives, where nobody knows since when,
    that is supposed.
    """
    if one.until is None:
        return False
    return other.since >= one.until if other.since else other.until is None


class Bodies:
    """Bodies to be found by what they are called."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self.by_id = {body.id: body for body in bodies}
        self._refs: dict[str, str] = {}
        self._identifiers: dict[str, list[str]] = defaultdict(list)
        self._names: dict[str, list[str]] = defaultdict(list)
        self._acronyms: dict[str, list[str]] = defaultdict(list)
        for body in self.by_id.values():
            self._refs.update(dict.fromkeys(body.refs, body.id))
            for identifier in body.identifiers:
                self._identifiers[identifier.casefold()].append(body.id)
            for name in called(body):
                self._names[name].append(body.id)
            if body.acronym:
                self._acronyms[folded(body.acronym)].append(body.id)

    def by_ref(self, ref: str) -> str | None:
        """The body that a source calls so."""
        return self._refs.get(ref)

    def by_identifier(self, body: Body) -> set[str]:
        """The bodies that share an identifier with one."""
        return {
            id_ for each in body.identifiers for id_ in self._identifiers.get(each.casefold(), ())
        }

    def by_name(self, body: Body) -> set[str]:
        """The bodies that are called as one is, and may be it by type, parents and lifetime. Of two
        whose types are known, a name may be the other's acronym too; never an acronym an acronym.
        """
        found = {id_ for name in called(body) for id_ in self._names.get(name, ())}
        short = {id_ for name in called(body) for id_ in self._acronyms.get(name, ())}
        if body.acronym:
            short |= set(self._names.get(folded(body.acronym), ()))
        found |= {id_ for id_ in short if _typed(body, self.by_id[id_])}
        return {id_ for id_ in found if fits(body, self.by_id[id_])} - {body.id}


def candidates(
    bodies: Collection[Body], others: Collection[Body], apart: Collection[frozenset[str]] = ()
) -> list[Candidate]:
    """Pairs of one of the bodies and one of the others (which may be the same collection) that may
    be one body, the likeliest first. Names are compared where they share a rare word.
    """
    known = {body.id: body for body in (*bodies, *others)}
    found = []
    for one, other in _pairs(_words(bodies), _words(others), len(known)):
        if frozenset((one, other)) not in apart:
            made = _compare(known[one], known[other])
            if made:
                found.append(made)
    return sorted(found, key=lambda c: (-c.score, c.one, c.other))


def _words(bodies: Iterable[Body]) -> dict[str, set[str]]:
    """Bodies by the words in their names, by acronym and by identifier."""
    groups: dict[str, set[str]] = defaultdict(set)
    for body in bodies:
        for name in (*_known_as(body), *(folded(name) for name in body.former)):
            for word in name.split():
                groups[word].add(body.id)
        if body.acronym:
            groups[folded(body.acronym)].add(body.id)
        for identifier in body.identifiers:
            groups[f"#{identifier.casefold()}"].add(body.id)
    return groups


def _pairs(
    ones: Mapping[str, set[str]], others: Mapping[str, set[str]], count: int
) -> Iterator[tuple[str, str]]:
    """Pairs that share a rare word, an acronym or an identifier; each once."""
    most = min(MOST, max(FEW, int(COMMON * count)))
    seen: set[tuple[str, str]] = set()
    for word, ids in ones.items():
        second = others.get(word, set())
        if len(ids | second) <= most:
            for one, other in product(ids, second):
                pair = (one, other) if one < other else (other, one)
                if one != other and pair not in seen:
                    seen.add(pair)
                    yield pair


def _compare(one: Body, other: Body) -> Candidate | None:
    reasons = sorted(_reasons(one, other), reverse=True)
    if not reasons:
        return None
    score = reasons[0][0]
    if not fits(one, other):
        score *= 0.9
    told = tuple(reason for _, reason in reasons)
    return Candidate(one.id, other.id, round(score, 3), told)


def _reasons(one: Body, other: Body) -> Iterator[tuple[float, str]]:
    shared = {i.casefold() for i in one.identifiers} & {i.casefold() for i in other.identifiers}
    if shared:
        yield 1.0, "IDENTIFIER"
    names, others = _known_as(one), _known_as(other)
    short, second = folded(one.acronym or ""), folded(other.acronym or "")
    if names & others:
        yield 0.97, "NAME"
    elif (short and short in others) or (second and second in names):
        yield 0.95, "ACRONYM_IS_NAME"
    else:
        likeness = max(
            (fuzz.token_sort_ratio(a, b) / 100 for a in names for b in others), default=0.0
        )
        if likeness >= LEAST:
            yield round(0.95 * likeness, 3), "SIMILAR_NAME"
    if short and short == second:
        yield 0.9, "ACRONYM"
    formers = {folded(n) for n in one.former}, {folded(n) for n in other.former}
    if formers[0] & others or formers[1] & names:
        yield 0.9, "FORMER_NAME"
