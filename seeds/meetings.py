"""Generated coordination sessions with their decisions, and survey results."""

from __future__ import annotations

from random import Random

from seeds.draft import TODAY, Draft, day, later
from seeds.initiatives import initiative_id
from seeds.partners import Partnership, leader, partnership
from seeds.shape import Plan
from seeds.structure import agency_id
from seeds.targets import target_id
from seeds.words import TOPICS, VERBS

_MODES = ("SCREEN_TO_SCREEN", "IN_PERSON", "HYBRID")
_CAPACITIES = ("CHAIR", "SECRETARIAT")


def sessions(plan: Plan, rng: Random, items: range) -> Draft:
    """Some sessions, each about every second initiative and attended by most of its partners."""
    draft = Draft()
    for session in items:
        topic, topic_en = rng.choice(TOPICS)
        known = partnership(plan, session * 2)
        held = max(day(rng, 2023, 2025), known.start)
        id_ = draft.coded(
            "CoordinationSession",
            f"{plan.shape.tag}-c{session}",
            topic=f"Rapat koordinasi {topic}",
            topicEn=f"Coordination meeting on {topic_en}",
            date=held,
            mode=rng.choice(_MODES),
            synthetic=True,
        )
        draft.tie("DISCUSSED", id_, initiative_id(plan, session * 2))
        _attended(rng, draft, id_, known)
        target = target_id(plan, rng.randrange(plan.shape.targets))
        draft.tie("DISCUSSED_TARGET", id_, target)
        for number in range(rng.randint(0, 3)):
            decision = _decision(plan, rng, draft, f"{session}-{number}", held, target)
            draft.tie("DECIDED", id_, decision)
    return draft


def _attended(rng: Random, draft: Draft, id_: str, known: Partnership) -> None:
    coming = [partner.body for partner in known.partners if rng.random() < 0.8]
    for place, body in enumerate(coming):
        capacity = _CAPACITIES[place] if place < len(_CAPACITIES) else "PARTICIPANT"
        draft.tie("ATTENDED", body, id_, capacity=capacity)


def _decision(plan: Plan, rng: Random, draft: Draft, number: str, held: str, target: str) -> str:
    (verb, verb_en), (topic, topic_en) = rng.choice(VERBS), rng.choice(TOPICS)
    due = later(rng, held, 1)
    done = due < TODAY and rng.random() < 0.7
    id_ = draft.coded(
        "Decision",
        f"{plan.shape.tag}-d{number}",
        text=f"Menyusun rencana {verb.lower()} {topic}.",
        textEn=f"Draw up a plan for the {verb_en.lower()} {topic_en}.",
        due=due,
        state="DONE" if done else "DROPPED" if rng.random() < 0.1 else "OPEN",
        synthetic=True,
    )
    draft.tie("OWNED_BY", id_, agency_id(plan, leader(plan, rng)))
    draft.tie("DECISION_FOR", id_, target)
    return id_


def surveys(plan: Plan, rng: Random, items: range) -> Draft:
    """Two years of satisfaction, inside and outside, of some agencies."""
    draft = Draft()
    for agency in items:
        level = rng.gauss(78, 6)
        for audience in ("INTERNAL", "EXTERNAL"):
            for year in (2024, 2025):
                level += rng.gauss(0.5, 2)
                code = f"{plan.shape.tag}-k{agency}-{audience.lower()}-{year}"
                _survey(rng, draft, code, audience, str(year), level)
                draft.tie("SURVEYED", f"SurveyResult:{code}", agency_id(plan, agency))
    return draft


def _survey(rng: Random, draft: Draft, code: str, audience: str, period: str, level: float) -> None:
    draft.coded(
        "SurveyResult",
        code,
        audience=audience,
        period=period,
        instrument="Survei kepuasan (contoh)",
        score=round(min(max(level, 25.0), 100.0), 2),
        respondents=rng.randint(80, 4000),
        synthetic=True,
    )
