"""Which agencies may be one body, and what people decide about that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from strawberry import ID

from graph import changes
from graph.changes import Entry
from graph.imports import known
from graph.imports.alike import LEAST, Candidate, candidates
from graph.imports.apart import decide
from graph.imports.merge import Merger
from graph.imports.write import Hand
from graph.runs import new_id
from schema.agency import Agency
from schema.declare import Connection, prop, record
from schema.drafts import Argument
from schema.gaps import Language
from schema.import_run import ImportRun
from schema.mutation import Changing, Mutation, Payload, Problem, UserError, refuse
from schema.roots import Computed, Context, Listing

AGENCY = "Agency"
Places = Mapping[tuple[str | int, ...], str]
"""Ids by where they stand in the arguments."""


class IdentityReason(Enum):
    """Why two agencies may be one body."""

    IDENTIFIER = "They have an identifier in common."
    NAME = "They are called the same."
    ACRONYM_IS_NAME = "The one is called as the other is called for short."
    SIMILAR_NAME = "Their names are similar."
    ACRONYM = "Their short names are the same."
    FORMER_NAME = "The one is called as the other was called before."


@record
class IdentityCandidate:
    """Two agencies that may be one body. Somebody has to decide: mergeAgencies, or keepApart."""

    one: Agency | None = prop("An agency.")
    other: Agency | None = prop("Another one.")
    score: float = prop(
        "How likely it is, from 0 to 1: the strongest reason, less where type, "
        "parents or lifetimes differ."
    )
    reasons: list[IdentityReason] = prop("Why, the strongest reason first.")
    kept_apart: bool = prop("Whether somebody decided that they are two.")


@record
class MergeAgenciesInput:
    """Which two agencies are one body."""

    keep: ID = prop("Id of the agency that stays.")
    merge: ID = prop("Id of the one whose names, identifiers and relations it takes over.")
    language: Language | None = prop("Language of errors. Default ID.")


@record
class MergeAgenciesPayload:
    """What became of a merge."""

    agency: Agency | None = prop("The agency that stayed.")
    run: ImportRun | None = prop("The run by which the merge can be undone (sinergi undo).")
    errors: list[UserError] = prop("What is wrong with the input; then nothing is changed.")


@record
class KeepApartInput:
    """Which agencies are not the same body."""

    agencies: list[ID] = prop("Ids of two or more agencies, each two of which are different.")
    apart: bool | None = prop("false takes the decision back. Default true.")
    language: Language | None = prop("Language of errors. Default ID.")


@record
class KeepApartPayload:
    """What became of a decision."""

    agencies: list[Agency] = prop("The agencies; none where there are errors.")
    errors: list[UserError] = prop("What is wrong with the input; then nothing is changed.")


class View:
    """A candidate as the API shows it."""

    def __init__(self, found: Candidate, apart: bool) -> None:
        self.one, self.other, self.score = found.one, found.other, found.score
        self.reasons, self.kept_apart = list(found.reasons), apart
        self.key = f"{1 - found.score:.3f} {found.one} {found.other}"


async def _candidates(context: Context, arguments: Mapping[str, Any]) -> Listing:
    material = await context.analyses.material(
        context.reader, context.model, context.viewer, ("agencies",)
    )

    async def look() -> list[View]:
        bodies = await known.agencies(context.reader.read)
        apart = await known.apart(context.reader.read)
        seen = {body.id for body in material["agencies"]}
        bodies = [body for body in bodies if body.id in seen]
        found = await context.analyses.run(candidates, bodies, bodies)
        return [View(each, frozenset((each.one, each.other)) in apart) for each in found]

    made = await context.analyses.once(context.viewer, material, "identityCandidates", look)
    of, least = arguments.get("of"), arguments.get("minScore") or LEAST
    both = bool(arguments.get("includeKeptApart"))
    shown = [
        view
        for view in made.value
        if view.score >= least
        and (both or not view.kept_apart)
        and (of is None or of in (view.one, view.other))
    ]
    shown.sort(key=lambda view: view.key)
    return Listing(shown, material.version, made.at)


async def _merge(changing: Changing, arguments: Mapping[str, Any]) -> Payload:
    given = arguments["input"]
    keep, gone = str(given["keep"]), str(given["merge"])
    there = await known.there(changing.transaction.run, AGENCY, [keep, gone])
    refuse(_missing(there, {("input", "keep"): keep, ("input", "merge"): gone}))
    refuse(_same(keep, gone))
    hand = Hand(
        new_id(),
        f"merge {gone} into {keep}",
        changing.now,
        changing.viewer.name,
        action="MERGE",
    )
    kind = changing.model.kind(AGENCY)
    merger = Merger(changing.model, kind, keep, gone, hand)
    await merger.merge(changing.transaction)
    who, values = changing.viewer.name, {"merged": gone}
    entry = Entry(changing.now, who, "MERGE", AGENCY, keep, {}, values, count=2, run=hand.run)
    await changes.append(changing.transaction.run, entry)
    return Payload(agency=keep, run=hand.run)


async def _keep_apart(changing: Changing, arguments: Mapping[str, Any]) -> Payload:
    given = arguments["input"]
    ids = [str(each) for each in given["agencies"]]
    apart = given.get("apart") is not False
    there = await known.there(changing.transaction.run, AGENCY, ids)
    places: Places = {("input", "agencies", index): id_ for index, id_ in enumerate(ids)}
    refuse([*_missing(there, places), *_few(ids)])
    await decide(
        changing.transaction.run, ids, apart=apart, actor=changing.viewer.name, now=changing.now
    )
    before, after = {"apart": not apart}, {"apart": apart}
    entries = (
        Entry(
            changing.now, changing.viewer.name, "DECIDE", AGENCY, id_, before, {**after, "of": ids}
        )
        for id_ in ids
    )
    await changes.append(changing.transaction.run, *entries)
    return Payload(agencies=ids)


def _missing(there: set[str], places: Places) -> Iterator[Problem]:
    for path, id_ in places.items():
        if id_ not in there:
            yield Problem(
                "NOT_FOUND", path, f"tidak ada instansi {id_}", f"there is no agency {id_}"
            )


def _same(keep: str, gone: str) -> Iterator[Problem]:
    if keep == gone:
        yield Problem(
            "BAD_USER_INPUT",
            ("input", "merge"),
            f"{gone} adalah instansi yang sama: sebutkan dua instansi yang berbeda",
            f"{gone} is the same agency: name two different ones",
        )


def _few(ids: list[str]) -> Iterator[Problem]:
    if len(set(ids)) < 2 or len(set(ids)) < len(ids):
        yield Problem(
            "BAD_USER_INPUT",
            ("input", "agencies"),
            "harus menyebut sekurangnya dua instansi, masing-masing sekali",
            "must name at least two agencies, each once",
        )


IDENTITY_CANDIDATES = Computed(
    "identityCandidates",
    Connection[IdentityCandidate],
    "Pairs of agencies that may be one body, the likeliest first. Names are compared by their "
    "words, without letter case and accents.",
    _candidates,
    (
        Argument("of", ID | None, "Only pairs with this agency."),
        Argument("minScore", float | None, f"Only pairs that score this much, above {LEAST}."),
        Argument("includeKeptApart", bool | None, "Those too that were decided to be two."),
    ),
)
MUTATIONS = (
    Mutation(
        "mergeAgencies",
        MergeAgenciesPayload,
        "Two agencies are one body: one stays and takes over all aliases, identifiers and "
        "relations of the other, which goes. Audited, and undone by its run.",
        _merge,
        (Argument("input", MergeAgenciesInput, "Which two."),),
    ),
    Mutation(
        "keepApart",
        KeepApartPayload,
        "Agencies are different bodies, whatever they are called: they are no candidates any more.",
        _keep_apart,
        (Argument("input", KeepApartInput, "Which."),),
        refused=lambda: Payload(agencies=[]),
    ),
)
RECORDS = (IdentityCandidate, MergeAgenciesPayload, KeepApartPayload)
INPUTS = (MergeAgenciesInput, KeepApartInput)
