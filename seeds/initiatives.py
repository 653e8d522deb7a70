"""Generated initiatives: who takes part, in which sectors and regions, for which targets."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from seeds.draft import TODAY, Draft
from seeds.partners import Partnership, partnership
from seeds.processes import process_id
from seeds.shape import Plan
from seeds.structure import sector_id
from seeds.targets import target_id
from seeds.words import TOPICS, VERBS, place


@dataclass(frozen=True)
class Places:
    """Ids of regions and transformation tracks that are there already."""

    regions: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()


def initiative_id(plan: Plan, initiative: int) -> str:
    """The id of an initiative."""
    return f"Initiative:{plan.shape.tag}-n{initiative}"


def initiatives(plan: Plan, places: Places, rng: Random, items: range) -> Draft:
    """Some initiatives with all that belongs to them."""
    draft = Draft()
    for initiative in items:
        known = partnership(plan, initiative)
        id_ = _initiative(plan, rng, draft, initiative, known)
        for partner in known.partners:
            days = {"since": partner.since, "until": partner.until}
            draft.tie("PARTICIPATES_IN", partner.body, id_, role=partner.role, **days)
        _sectors(rng, draft, id_, known)
        _uses(plan, rng, draft, id_, places)
        if initiative > items.start and rng.random() < 0.2:
            other = initiative_id(plan, rng.randrange(items.start, initiative))
            kind = rng.choice(("SIBLING", "PARENT", "CO_FUNDED"))
            draft.tie("RELATED_TO", id_, other, kind=kind)
    return draft


def _initiative(plan: Plan, rng: Random, draft: Draft, initiative: int, known: Partnership) -> str:
    (verb, verb_en), (topic, topic_en) = rng.choice(VERBS), rng.choice(TOPICS)
    where = place(rng)
    ended = known.end is not None and known.end < TODAY
    return draft.coded(
        "Initiative",
        f"{plan.shape.tag}-n{initiative}",
        name=f"{verb} {topic} {where}",
        nameEn=f"{verb_en} {topic_en} in {where}",
        status="ENDED" if ended else "PLANNED" if rng.random() < 0.03 else "ACTIVE",
        startDate=known.start,
        endDate=known.end,
    )


def _sectors(rng: Random, draft: Draft, id_: str, known: Partnership) -> None:
    """Mostly the sector of the agency that leads, so that sectors show as communities."""
    first = known.lead if known.lead is not None and rng.random() < 0.7 else rng.randrange(9)
    if rng.random() < 0.6:
        draft.tie("INITIATIVE_IN", id_, sector_id(first), percentage=100.0)
        return
    part = float(rng.randrange(50, 95, 5))
    draft.tie("INITIATIVE_IN", id_, sector_id(first), percentage=part)
    draft.tie("INITIATIVE_IN", id_, sector_id(first + 4), percentage=100.0 - part)


def _uses(plan: Plan, rng: Random, draft: Draft, id_: str, places: Places) -> None:
    shape = plan.shape
    for target in rng.sample(range(shape.targets), rng.randint(0, 3)):
        draft.tie("SERVES_TARGET", id_, target_id(plan, target))
    if rng.random() < 0.3:
        draft.tie("USES", id_, process_id(plan, rng.randrange(shape.processes)))
    if places.regions and rng.random() < 0.4:
        for region in rng.sample(places.regions, min(len(places.regions), rng.randint(1, 3))):
            draft.tie("COVERS", id_, region)
    if places.tracks and rng.random() < 0.3:
        draft.tie("ADVANCES", id_, rng.choice(places.tracks))
