"""Which node each thing is: found by what it is called, or new with an id of its own.

The hub's own tables name nodes by their ids or codes. Of other sources, a thing with a code is the
node of its kind with that code; an agency is looked for among those that are known, as codes of two
sources may be alike by chance: first by what the same source called it before, then by identifier,
then by name, where one body alone is called so, in the source and in the graph.
"""

from __future__ import annotations

import hmac
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any

from graph.imports.alike import OPEN_TYPES, Bodies, Candidate, called, candidates, folded
from graph.imports.known import Body
from graph.imports.merge import former
from graph.model import Kind
from graph.ulid import ulid
from seeds.imports.item import Finding, Grade, Ref
from seeds.imports.stage import Stage, StagedThing, said

AGENCY = "Agency"
_OWN = {"name", "code", "source", "sourceRef", "sourceDate"} | {
    f"{end}{precision}" for end in ("validFrom", "validTo") for precision in ("", "Precision")
}
"""What a body keeps as its own source has it."""
NUMBER = "nip"
"""The property whose value is a person's number, which never enters an id."""


@dataclass
class Settling:
    """Gives ids to all things of a stage."""

    stage: Stage
    source: str
    secret: str
    known: list[Body]
    rules: bool = False
    apart: Collection[frozenset[str]] = ()
    """Pairs of bodies that somebody decided are two."""
    matched: Counter[str] = field(default_factory=Counter)
    """How many agencies were found, by how."""
    candidates: list[Candidate] = field(default_factory=list)
    """New agencies that may be known ones."""
    new: list[Body] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.search = Bodies(self.known)

    def settle(self) -> None:
        """Give each thing its id; of two that get the same, the second is left out."""
        db = self.stage.db
        db.execute("BEGIN")
        for kind in self.stage.kinds():
            if kind.name == AGENCY and not self.rules:
                self._agencies(kind)
            else:
                ids = ((self.id(thing), thing.seq) for thing in self.stage.staged(kind))
                db.executemany("UPDATE things SET id = ? WHERE seq = ?", ids)
        self._clashes()
        db.execute("COMMIT")
        self.candidates = candidates(self.new, self.known, self.apart)

    def id(self, thing: StagedThing) -> str:
        """The id of a thing that is no agency of another source."""
        ref, values = thing.ref, thing.values
        if values.get(NUMBER) and (values[NUMBER] == ref.key or not self.rules):
            return self.person(ref.kind, str(values[NUMBER]))
        if self.rules:
            id_ = f"{ref.kind}:{ref.key}"
            return self.search.by_ref(former(id_)) or id_
        code = values.get("code")
        return f"{ref.kind}:{code}" if code else self.person(ref.kind, f"{self.source}|{ref.key}")

    def person(self, kind: str, number: str) -> str:
        """An id that nobody who does not know the secret can tell from the number."""
        mark = hmac.new(self.secret.encode(), number.encode(), _mark).digest()
        return f"{kind}:{ulid(int.from_bytes(mark))}"

    def end(self, ref: Ref) -> list[str]:
        """What ids a node that was not read may have, by how a bond calls it, likeliest first."""
        id_ = f"{ref.kind}:{ref.key}"
        ids = [self.search.by_ref(former(id_)) or id_]
        if self.stage.model.kind(ref.kind).has(NUMBER):
            ids.append(self.person(ref.kind, ref.key))
        if self.rules:
            return ids
        known = self.search.by_ref(self.ref(ref.key)) if ref.kind == AGENCY else None
        return [*([known] if known else []), *ids, self.person(ref.kind, self.ref(ref.key))]

    def ref(self, key: str) -> str:
        """What this source calls a body."""
        return f"{self.source}|{key}"

    def _agencies(self, kind: Kind) -> None:
        things = {thing.ref.key: thing for thing in self.stage.staged(kind)}
        search, parents = self.search, self._parents()
        bodies = {key: _body(thing, frozenset()) for key, thing in things.items()}
        shared = Counter(name for body in bodies.values() for name in called(body))
        shared.update(mark for body in bodies.values() for mark in _marks(body))
        ids = {key: known for key in things if (known := search.by_ref(self.ref(key)))}
        self.matched["REF"] = len(ids)
        taken, codes = set(ids.values()), {body.code for body in self.known}
        for key in _downwards(things, parents):
            if key in ids:
                continue
            above = frozenset(ids[p] for p in parents.get(key, ()) if p in ids)
            body = replace(bodies[key], parents=above)
            found, how = set[str](), "IDENTIFIER"
            if all(shared[mark] == 1 for mark in _marks(body)):
                found = search.by_identifier(body)
            if not found and all(shared[name] == 1 for name in called(body)):
                found, how = search.by_name(body), "NAME"
            if len(found) == 1 and not found & taken:
                ids[key] = found.pop()
                taken.add(ids[key])
                self.matched[how] += 1
                self._tell(things[key], search.by_id[ids[key]], how)
            else:
                ids[key] = self._new(things[key], body, codes)
        for key, thing in things.items():
            self._keep(thing, ids[key], search.by_id.get(ids[key]))

    def _parents(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for child, parent in self.stage.pairs("PART_OF"):
            found[child].append(parent)
        return found

    def _new(self, thing: StagedThing, body: Body, codes: set[str]) -> str:
        code = free = str(thing.values["code"])
        number = 1
        while free in codes:
            number += 1
            free = f"{code}-{number}"
        codes.add(free)
        if free != code:
            text = f"is the code of another body: this one is kept as {free}"
            mend = "merge the two, if they are one body"
            at = thing.place.at("code")
            self.stage.find(Finding(Grade.WARNING, "CODE_TAKEN", at, text, code, None, mend))
            thing.values["code"] = free
        made = replace(body, id=f"{AGENCY}:{free}", code=free)
        self.new.append(made)
        return made.id

    def _tell(self, thing: StagedThing, known: Body, how: str) -> None:
        by = "an identifier" if how == "IDENTIFIER" else "its name"
        text = f"is taken for {known.id} ({known.name}) by {by}"
        name = str(thing.values.get("name"))
        self.stage.find(Finding(Grade.NOTE, "BODY_KNOWN", thing.place, text, name))

    def _keep(self, thing: StagedThing, id_: str, known: Body | None) -> None:
        """Keep the id; what a body of another source is called here becomes an alias of it."""
        values: dict[str, Any] = dict(thing.values)
        listed = (*values.get("identifiers", ()), *thing.identifiers)
        values["identifiers"] = list(dict.fromkeys(listed))
        if known and known.origin == self.source:
            values["code"] = known.code
        elif known:
            thing = thing._replace(partial=True)
            values = _added(values, known)
        self.stage.settled(thing, id_, values)

    def _clashes(self) -> None:
        """Two things that are one node: the first one stays."""
        for thing, first in self.stage.clashes():
            text = f"is {first.ref.key} already ({said(first.place)}): this row is left out"
            mend = "give it a code of its own, or remove one of the two"
            at, key = thing.place.at("code"), thing.ref.key
            self.stage.find(Finding(Grade.ERROR, "CODE_TWICE", at, text, key, "its own code", mend))
            self.stage.db.execute("DELETE FROM things WHERE seq = ?", (thing.seq,))


def _mark(data: bytes = b"") -> Any:
    return blake2b(data, digest_size=16)


def _marks(body: Body) -> set[str]:
    """The identifiers of a body as they are compared, which no name looks like."""
    return {f"#{identifier.casefold()}" for identifier in body.identifiers}


def _downwards(things: Mapping[str, object], parents: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Keys so that parents come before their children, as far as there are no circles."""
    done: set[str] = set()
    waiting = list(things)
    above = {k: {p for p in parents.get(k, ()) if p in things and p != k} for k in waiting}
    while waiting:
        ready = [key for key in waiting if above[key] <= done]
        ready = ready or waiting
        yield from ready
        done.update(ready)
        left = set(ready)
        waiting = [key for key in waiting if key not in left]


def _body(thing: StagedThing, parents: frozenset[str]) -> Body:
    values = thing.values
    listed = (*values.get("identifiers", ()), *thing.identifiers)
    return Body(
        "",
        str(values.get("code")),
        str(values["name"]),
        values.get("type"),
        values.get("nameEn"),
        values.get("acronym"),
        values.get("aliases") or (),
        values.get("formerNames") or (),
        listed,
        (),
        values.get("validFrom"),
        values.get("validTo"),
        parents,
    )


def _added(values: Mapping[str, Any], known: Body) -> dict[str, Any]:
    """What another source adds to a body that is known: not its name, code and lifetime, nor whence
    that is taken.
    """
    names = called(known) | {folded(known.acronym or "")}
    added = [str(values["name"]), *values.get("aliases", ())]
    kept = {n: v for n, v in values.items() if n not in _OWN}
    if kept.get("type") in OPEN_TYPES:
        kept.pop("type", None)
    kept["aliases"] = [name for name in added if folded(name) not in names]
    return kept
